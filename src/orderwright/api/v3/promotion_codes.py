"""V3 codes of coupon promotions."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import promotion_codes as actions
from orderwright.actions.promotion_codes import CodeRequest
from orderwright.api.call import Answer, Call
from orderwright.api.errors import STATUS_CODES
from orderwright.api.paging import Page, page_meta, page_of
from orderwright.api.v3.cursors import cursor_id, print_cursors
from orderwright.api.v3.promotion_schemas import CODES_PER_CALL_MAX
from orderwright.db import coupons as stored
from orderwright.db import promotions
from orderwright.db.unit import Unit
from orderwright.domain.coupon import Coupon, code_key
from orderwright.domain.dates import print_iso
from orderwright.domain.errors import FieldError, InvalidFilter, InvalidInput, NotFound, TooMany
from orderwright.domain.promotion_code import CODE_MAX, LENGTH, CodePattern

Json = dict[str, Any]

IDS_MISSING = "Parameter id:in is required"
ONE_WAY = "Only one of page, before and after can be given."
_WAYS = ("page", "before", "after")
_CURSORS = {"after": "after_id", "before": "before_id"}


async def get_promotion_codes(call: Call) -> Answer:
    promotion_id, query = call.id("promotion_id"), call.query()
    page = page_of(query)
    if sum([way in query for way in _WAYS]) > 1:
        raise InvalidFilter(ONE_WAY)
    filters: Json = {"promotion_id": promotion_id}
    filters |= {_CURSORS[way]: cursor_id(query[way]) for way in _CURSORS if way in query}
    if "code" in query:
        filters["code"] = code_key(query["code"])
    backwards = "before" in query

    async def work(unit: Unit) -> Answer:
        if not await promotions.find_many(unit, call.store.id, [promotion_id]):
            raise NotFound("promotion", promotion_id)
        rows, total = await stored.list_codes(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset, descending=backwards
        )
        shown = [print_code(row) for row in (rows[::-1] if backwards else rows)]
        return Answer(body={"data": shown, "meta": _meta(call, shown, total, page)})

    return await call.read(work)


async def create_promotion_code(call: Call) -> Answer:
    promotion_id, body = call.id("promotion_id"), call.body()
    wanted = CodeRequest(body["code"], body.get("max_uses"), body.get("max_uses_per_customer"))

    async def work(unit: Unit) -> Answer:
        made = await actions.create_code(unit, call.store, promotion_id, wanted, call.now)
        return Answer(201, {"data": print_code(made), "meta": {}})

    return await call.write(work)


async def generate_promotion_codes_batch(call: Call) -> Answer:
    promotion_id, body = call.id("promotion_id"), call.body()
    pattern = _pattern(body)
    limits = CodeRequest("", body.get("max_uses", 1), body.get("max_uses_per_customer", 1))
    count = body["batch_size"]

    async def work(unit: Unit) -> Answer:
        mint = call.services.randomness
        made = await actions.generate_codes(
            unit, call.store, promotion_id, pattern, limits, count, mint, call.now
        )
        batch = {
            "created": print_iso(call.now),
            "max_uses": limits.max_uses,
            "max_uses_per_customer": limits.max_uses_per_customer,
            "batch_size": count,
            "codes": [{"code": coupon.code} for coupon in made],
        }
        return Answer(201, {"data": batch, "meta": {}})

    return await call.write(work)


async def delete_coupon_codes(call: Call) -> Answer:
    promotion_id, query = call.id("promotion_id"), call.query()
    ids = query.get("id:in", [])
    if len(ids) > CODES_PER_CALL_MAX:
        raise TooMany(CODES_PER_CALL_MAX)
    if not ids:
        return bulk_refusal(IDS_MISSING, 0)

    async def work(unit: Unit) -> Answer:
        await actions.delete_codes(unit, call.store, promotion_id, ids, query.get("code"))
        return Answer(204)

    return await call.write(work)


async def delete_coupon_code(call: Call) -> Answer:
    promotion_id, code_id = call.id("promotion_id"), call.id("code_id")

    async def work(unit: Unit) -> Answer:
        await actions.delete_codes(unit, call.store, promotion_id, [code_id])
        return Answer(204)

    return await call.write(work)


async def get_coupon_code_by_code(call: Call) -> Answer:
    code = call.query()["code"]

    async def work(unit: Unit) -> Answer:
        found = await stored.find_by_code(unit, call.store.id, code)
        shown = [print_code(found)] if found is not None and found.promotion_id else []
        return Answer(body={"data": shown, "meta": _meta(call, shown, len(shown), Page())})

    return await call.read(work)


async def delete_coupon_code_by_code(call: Call) -> Answer:
    code = call.query()["code"]

    async def work(unit: Unit) -> Answer:
        await actions.delete_code_by_code(unit, call.store, code)
        return Answer(204)

    return await call.write(work)


def bulk_refusal(title: str, total: int, wrong: Mapping[str, str] | None = None) -> Answer:
    """What a deletion of several answers that did not delete all."""
    error: Json = {"status": 422, "title": title, "type": STATUS_CODES}
    if wrong:
        error["errors"] = wrong
    failed = len(wrong or ())
    meta = {"total": total, "success": total - failed, "failed": failed}
    return Answer(422, {"errors": [error], "meta": meta})


def print_code(coupon: Coupon) -> Json:
    return {
        "id": coupon.id,
        "code": coupon.code,
        "current_uses": coupon.num_uses,
        "max_uses": coupon.max_uses,
        "max_uses_per_customer": coupon.max_uses_per_customer,
        "created": print_iso(coupon.date_created),
    }


def _meta(call: Call, shown: Sequence[Json], total: int, page: Page) -> Json:
    """Pages, cursors, or both where neither was asked for."""
    given = call.query_fields()
    meta: Json = {}
    if "page" not in given:
        cursors = print_cursors([row["id"] for row in shown], page, total, given)
        cursors.setdefault("links", {}).pop("current", None)
        meta["cursor_pagination"] = cursors
    if "before" not in given and "after" not in given:
        meta |= page_meta(len(shown), total, page, given)
    return meta


def _pattern(body: Mapping[str, Any]) -> CodePattern:
    """What codes are to look like. Raises InvalidInput for what no code can be."""
    pattern = CodePattern(
        length=body.get("code_length", LENGTH),
        prefix=body.get("prefix", ""),
        suffix=body.get("suffix", ""),
        delimiter=body.get("delimiter", ""),
        excluded=frozenset(body.get("exclude_characters", ())),
    )
    if not pattern.alphabet:
        raise InvalidInput(FieldError("exclude_characters"))
    if pattern.whole_length > CODE_MAX:
        raise InvalidInput(FieldError("code_length"))
    return pattern
