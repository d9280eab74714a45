"""Products of the V3 catalogue: read, listed, made, changed and deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.actions import products as actions
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.product_printing import pick, print_view
from orderwright.api.v3.products_schemas import PRODUCT_BATCH_MAX, PRODUCT_FILTERS
from orderwright.db import product_search, product_views, products
from orderwright.db.unit import Unit
from orderwright.domain.dates import parse_date
from orderwright.domain.errors import FieldError, InvalidInput, NotFound, TooMany, Unprocessable

MADE_WITH = (
    "variants", "options", "modifiers", "images", "primary_image", "videos", "custom_fields",
    "bulk_pricing_rules", "parent_relations",
)  # fmt: skip
"""What the answer to a POST holds; the one to a PUT leaves out the variants."""

CHOICES_LIMIT = 10
FILTER_MISSING = "A filter is needed to delete products"
_FLAGS = ("is_featured", "is_free_shipping")
_DATES = ("date_modified:min", "date_modified:max")
DAY_MS = 86_400_000


async def get_product(call: Call) -> Answer:
    product_id, query = call.id("product_id"), call.query()

    async def work(unit: Unit) -> Answer:
        return await _one(unit, call, product_id, query, query.get("include") or ())

    return await call.read(work)


async def get_products(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    include = query.get("include") or ()
    if {"options", "modifiers"} & set(include):
        page = replace(page, limit=min(page.limit, CHOICES_LIMIT))
    filters = _filters(query)

    async def work(unit: Unit) -> Answer:
        rows = await product_search.search(
            unit,
            call.store.id,
            filters,
            sort=query.get("sort", "id"),
            descending=query.get("direction") == "desc",
            limit=page.limit,
            offset=page.offset,
        )
        total = await product_search.count(unit, call.store.id, filters)
        found = await products.from_rows(unit, call.store.id, rows)
        views = await product_views.read_views(unit, call.store.id, found, include)
        printed = [pick(print_view(view, include), query, include) for view in views]
        return v3_list(printed, total, page, call.query_fields())

    return await call.read(work)


async def create_product(call: Call) -> Answer:
    given, query = call.body(), call.query()

    async def work(unit: Unit) -> Answer:
        product_id = await actions.create(unit, call.store.id, given, call.now)
        return await _one(unit, call, product_id, query, MADE_WITH)

    return await call.write(work)


async def update_product(call: Call) -> Answer:
    product_id, given, query = call.id("product_id"), call.body(), call.query()

    async def work(unit: Unit) -> Answer:
        await actions.update(unit, call.store.id, product_id, given, call.now)
        shown = query.get("include") or MADE_WITH[1:]
        return await _one(unit, call, product_id, query, shown)

    return await call.write(work)


async def update_products(call: Call) -> Answer:
    given, query = call.body(), call.query()
    if len(given) > PRODUCT_BATCH_MAX:
        raise TooMany(PRODUCT_BATCH_MAX)

    async def work(unit: Unit) -> Answer:
        ids = await actions.update_many(unit, call.store.id, given, call.now)
        found = await products.find_many(unit, call.store.id, ids)
        views = await product_views.read_views(
            unit, call.store.id, [found[product_id] for product_id in ids], MADE_WITH[1:]
        )
        printed = [pick(print_view(view, MADE_WITH[1:]), query) for view in views]
        return Answer(body={"data": printed, "meta": {}})

    return await call.write(work)


async def delete_product(call: Call) -> Answer:
    product_id = call.id("product_id")

    async def work(unit: Unit) -> Answer:
        await actions.delete(unit, call.store.id, [product_id], call.now)
        return Answer(204)

    return await call.write(work)


async def delete_products(call: Call) -> Answer:
    filters = _filters(call.query())
    if not filters:
        raise Unprocessable(FILTER_MISSING)

    async def work(unit: Unit) -> Answer:
        rows = await product_search.search(
            unit, call.store.id, filters, limit=actions.DELETED_AT_ONCE_MAX
        )
        await actions.delete(unit, call.store.id, [row["id"] for row in rows], call.now)
        return Answer(204)

    return await call.write(work)


async def _one(
    unit: Unit, call: Call, product_id: int, query: Mapping[str, Any], include: Sequence[str]
) -> Answer:
    product = await products.find(unit, call.store.id, product_id)
    if product is None:
        raise NotFound("product", product_id)
    (view,) = await product_views.read_views(unit, call.store.id, [product], include)
    kept = query.get("include") or ()
    return Answer(body={"data": pick(print_view(view, include), query, kept), "meta": {}})


def _filters(query: Mapping[str, Any]) -> dict[str, Any]:
    """The filters of a query as the search takes them. Raises InvalidInput for what is no date."""
    filters = {
        name: value
        for name, value in query.items()
        if name in PRODUCT_FILTERS and name != "keyword_context"
    }
    for name in _FLAGS:
        if name in filters:
            filters[name] = bool(filters[name])
    for name in _DATES:
        if name in filters:
            filters[name] = _instant(name, filters[name])
    day = filters.pop("date_modified", None)
    if day is not None:
        start = _instant("date_modified", day)
        whole_day = len(day.strip()) == len("2026-06-18")
        filters["date_modified:min"] = start
        filters["date_modified:max"] = start + (DAY_MS if whole_day else 1000) - 1
    return filters


def _instant(name: str, text: str) -> int:
    try:
        return parse_date(text)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(FieldError(name)) from error
