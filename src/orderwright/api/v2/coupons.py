"""V2 coupons."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import coupons
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import coupons as stored
from orderwright.db.unit import Unit
from orderwright.domain.coupon import Coupon, code_key
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.geography import name_of_country
from orderwright.domain.money import print_4


async def get_coupons(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: value for name, value in query.items() if name not in ("page", "limit")}
    if "code" in filters:
        filters["code"] = code_key(filters["code"])

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_coupons(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        return v2_list([_print(row) for row in rows])

    return await call.read(work)


async def count_coupons(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        return Answer(body={"count": await stored.count_coupons(unit, call.store.id)})

    return await call.read(work)


async def get_coupon(call: Call) -> Answer:
    coupon_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_coupon(unit, call.store.id, coupon_id)
        if found is None:
            raise NotFound("coupon", coupon_id)
        return Answer(body=_print(found))

    return await call.read(work)


async def create_coupon(call: Call) -> Answer:
    body = call.body()
    if "applies_to" not in body:
        raise InvalidInput(FieldError("applies_to", "required"))
    coupon = Coupon(**_fields(body))

    async def work(unit: Unit) -> Answer:
        made = await coupons.create_coupon(unit, call.store, coupon, call.now)
        return Answer(201, _print(made))

    return await call.write(work)


async def update_coupon(call: Call) -> Answer:
    coupon_id = call.id("id")
    changes = _fields(call.body())

    async def work(unit: Unit) -> Answer:
        return Answer(
            body=_print(await coupons.update_coupon(unit, call.store, coupon_id, changes))
        )

    return await call.write(work)


async def delete_coupon(call: Call) -> Answer:
    coupon_id = call.id("id")

    async def work(unit: Unit) -> Answer:
        await coupons.delete_coupon(unit, call.store, coupon_id)
        return Answer(204)

    return await call.write(work)


async def delete_coupons(call: Call) -> Answer:
    ids = call.query().get("id:in")

    async def work(unit: Unit) -> Answer:
        await coupons.delete_coupons(unit, call.store, ids)
        return Answer(204)

    return await call.write(work)


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a coupon that a body sets. Raises InvalidInput for an unknown country."""
    fields = {name: value for name, value in body.items() if name != "applies_to"}
    fields |= body.get("applies_to", {})
    if "restricted_to" in fields:
        fields["restricted_to"] = _countries(fields["restricted_to"])
    if fields.get("shipping_methods") is not None:
        fields["shipping_methods"] = tuple(fields["shipping_methods"])
    return fields


def _countries(restricted_to: Any) -> tuple[str, ...]:
    if not isinstance(restricted_to, dict):
        return ()
    codes = [code.strip().upper() for code in restricted_to.get("countries", "").split(",")]
    for code in codes:
        if code and name_of_country(code) is None:
            raise InvalidInput(FieldError("countries", "invalid"))
    return tuple(filter(None, codes))


def _print(coupon: Coupon) -> dict[str, Any]:
    return {
        "id": coupon.id,
        "name": coupon.name,
        "type": coupon.type,
        "amount": print_4(coupon.amount),
        "min_purchase": print_4(coupon.min_purchase),
        "expires": print_rfc2822(coupon.expires),
        "enabled": coupon.enabled,
        "code": coupon.code,
        "applies_to": {"entity": coupon.entity, "ids": list(coupon.entity_ids)},
        "num_uses": coupon.num_uses,
        "max_uses": coupon.max_uses,
        "max_uses_per_customer": coupon.max_uses_per_customer,
        "restricted_to": (
            {"countries": ",".join(coupon.restricted_to)} if coupon.restricted_to else []
        ),
        "shipping_methods": (
            None if coupon.shipping_methods is None else list(coupon.shipping_methods)
        ),
        "date_created": print_rfc2822(coupon.date_created),
    }
