"""V3 promotions and the settings that hold for all of them."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import promotion_codes
from orderwright.actions import promotions as actions
from orderwright.actions.promotion_codes import CodeRequest
from orderwright.actions.promotions import Saved
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.promotion_codes import IDS_MISSING, bulk_refusal, print_code
from orderwright.api.v3.promotion_schemas import PROMOTIONS_PER_CALL_MAX, READ_ONLY
from orderwright.db import promotions as stored
from orderwright.db.listing import like_pattern
from orderwright.db.unit import Unit
from orderwright.domain.coupon import code_key
from orderwright.domain.dates import print_iso
from orderwright.domain.errors import FieldError, InvalidInput, NotFound, TooMany
from orderwright.domain.store import Profile

Json = dict[str, Any]

NOT_DELETED = "Errors occurred in bulk delete action."
HAS_CODES = "Failed for id={}. Error: some relating codes are still present."
_ALL_CUSTOMERS: Mapping[str, Any] = {
    "group_ids": [], "minimum_order_count": 0, "excluded_group_ids": [],
}  # fmt: skip
_COUPONS_ALLOWED = "number_of_coupons_allowed_at_checkout"
_SETTINGS = (
    "promotions_apply_on_products_with_custom_product_price",
    "promotions_triggered_by_products_with_zero_product_price",
    "promotions_applied_on_original_product_price",
)


async def get_promotions(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = _filters(query)
    sort = query.get("sort", "")

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_promotions(
            unit,
            call.store.id,
            filters,
            limit=page.limit,
            offset=page.offset,
            sort="" if sort == "id" else sort,
            descending=query.get("direction") == "desc",
        )
        total = await stored.count_promotions(unit, call.store.id, filters)
        codes = await promotion_codes.single_codes(unit, call.store.id, rows)
        shown = [print_promotion(Saved(row, codes.get(row.id))) for row in rows]
        return v3_list(shown, total, page, call.query_fields())

    return await call.read(work)


async def get_promotion(call: Call) -> Answer:
    promotion_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_many(unit, call.store.id, [promotion_id])
        if promotion_id not in found:
            raise NotFound("promotion", promotion_id)
        one = found[promotion_id]
        codes = await promotion_codes.single_codes(unit, call.store.id, [one])
        return _answer(Saved(one, codes.get(promotion_id)))

    return await call.read(work)


async def create_promotion(call: Call) -> Answer:
    body = call.body()
    fields, code = _fields(body), _code(body)

    async def work(unit: Unit) -> Answer:
        saved = await actions.create_promotion(unit, call.store, fields, code, call.now)
        return _answer(saved, 201)

    return await call.write(work)


async def update_promotion(call: Call) -> Answer:
    promotion_id, body = call.id("id"), call.body()
    fields, code = _fields(body), _code(body)

    async def work(unit: Unit) -> Answer:
        return _answer(
            await actions.update_promotion(unit, call.store, promotion_id, fields, code, call.now)
        )

    return await call.write(work)


async def delete_promotion(call: Call) -> Answer:
    promotion_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        await actions.delete_promotion(unit, call.store, promotion_id)
        return Answer(204)

    return await call.write(work)


async def delete_promotions(call: Call) -> Answer:
    ids = call.query().get("id:in", [])
    if len(ids) > PROMOTIONS_PER_CALL_MAX:
        raise TooMany(PROMOTIONS_PER_CALL_MAX)
    if not ids:
        return bulk_refusal(IDS_MISSING, 0)

    async def work(unit: Unit) -> Answer:
        kept = await actions.delete_promotions(unit, call.store, ids)
        if not kept:
            return Answer(204)
        wrong = {f"{position}.code": HAS_CODES.format(ids[position]) for position in kept}
        return bulk_refusal(NOT_DELETED, len(ids), wrong)

    return await call.write(work)


async def get_global_promotion_settings(call: Call) -> Answer:
    return Answer(body=_print_settings(call.store.profile))


async def update_global_promotion_settings(call: Call) -> Answer:
    body = call.body()
    changes = {name: body[name] for name in _SETTINGS}
    changes["coupons_per_checkout"] = body[_COUPONS_ALLOWED]

    async def work(unit: Unit) -> Answer:
        return Answer(
            body=_print_settings(await actions.update_settings(unit, call.store, changes))
        )

    return await call.write(work)


def print_promotion(saved: Saved) -> Json:
    """The promotion; what is not set is left out."""
    one = saved.promotion
    printed: Json = {
        "id": one.id,
        "redemption_type": one.redemption_type,
        "name": one.name,
        "created_from": one.created_from,
        "channels": [{"id": channel_id} for channel_id in one.channels],
        "customer": {**_ALL_CUSTOMERS, **one.customer},
        "rules": list(one.rules),
        "current_uses": one.current_uses,
        "status": one.status,
        "start_date": print_iso(one.start_date),
        "stop": one.stop,
        "can_be_used_with_other_promotions": one.can_be_used_with_other_promotions,
        "currency_code": one.currency_code,
        "notifications": list(one.notifications),
    }
    optional: Json = {
        "display_name": one.display_name or None,
        "max_uses": one.max_uses or None,
        "end_date": None if one.end_date is None else print_iso(one.end_date),
        "shipping_address": one.shipping_address,
        "schedule": one.schedule,
    }
    if one.is_coupon:
        printed |= _coupon_fields(saved)
    return printed | {name: value for name, value in optional.items() if value is not None}


def _coupon_fields(saved: Saved) -> Json:
    one = saved.promotion
    override = "coupon_overrides_automatic_when_offering_higher_discounts"
    fields: Json = {
        "coupon_overrides_other_promotions": one.coupon_overrides_other_promotions,
        override: getattr(one, override),
        "multiple_codes": {"has_multiple_codes": one.coupon_type == "BULK"},
        "coupon_type": one.coupon_type,
    }
    if saved.code is not None:
        fields["codes"] = print_code(saved.code)
    return fields


def _answer(saved: Saved, status: int = 200) -> Answer:
    return Answer(status, {"data": print_promotion(saved), "meta": {}})


def _filters(query: Mapping[str, Any]) -> dict[str, object]:
    filters: dict[str, object] = {
        name: query[name] for name in ("id", "currency_code") if name in query
    }
    if "name" in query:
        filters["name"] = query["name"].lower()
    if "code" in query:
        filters["code"] = code_key(query["code"])
    if query.get("query"):
        filters["query"] = like_pattern(query["query"])
    for name in ("redemption_type", "status"):
        if query.get(name):
            filters[name] = query[name].upper()
    if "channels" in query:
        filters["channels"] = [f"%,{channel_id},%" for channel_id in query["channels"]]
    return filters


def _fields(body: Mapping[str, Any]) -> Json:
    """The fields of a promotion that a body sets; None takes away what it can."""
    fields = {name: value for name, value in body.items() if name not in (*READ_ONLY, "codes")}
    if "channels" in fields:
        fields["channels"] = tuple(sorted({one["id"] for one in fields["channels"]}))
    if "rules" in fields:
        fields["rules"] = tuple([_rule(given) for given in fields["rules"]])
    if "customer" in fields:
        given = fields["customer"]
        fields["customer"] = {name: value for name, value in given.items() if value is not None}
    if "notifications" in fields:
        fields["notifications"] = tuple(fields["notifications"])
    if "currency_code" in fields:
        fields["currency_code"] = fields["currency_code"].upper()
    for name, nothing in (("display_name", ""), ("max_uses", 0)):
        if name in fields and fields[name] is None:
            fields[name] = nothing
    return fields


def _rule(given: Mapping[str, Any]) -> Json:
    rule: Json = {"action": given["action"], "apply_once": True, "stop": True}
    rule |= {name: value for name, value in given.items() if value is not None}
    return rule


def _code(body: Mapping[str, Any]) -> CodeRequest | None:
    """The code that comes with a promotion. Raises InvalidInput for one without a code."""
    given = body.get("codes")
    if not given:
        return None
    if "code" not in given:
        raise InvalidInput(FieldError("code", "required", None, "codes.code"))
    return CodeRequest(given["code"], given.get("max_uses"), given.get("max_uses_per_customer"))


def _print_settings(profile: Profile) -> Json:
    settings: Json = {name: getattr(profile, name) for name in _SETTINGS}
    return settings | {_COUPONS_ALLOWED: profile.coupons_per_checkout}
