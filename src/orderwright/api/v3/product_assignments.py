"""Categories and channels of products, and the catalogue in a few figures."""

from typing import Any

from orderwright.actions import product_assignments as actions
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.routing import Handler
from orderwright.db import product_assignments
from orderwright.db.catalog_summary import CatalogSummary, read_summary
from orderwright.db.product_assignments import Assignment, Target
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso
from orderwright.domain.errors import TooMany
from orderwright.domain.money import divide_half_up, print_4, round_to_minor, to_number

CENTS = 2


def lists(target: Target) -> Handler:
    """Reads assignments of products to categories, or to channels."""

    async def get_assignments(call: Call) -> Answer:
        query = call.query()
        page = page_of(query)
        filters = {name: query[name] for name in query if name.endswith(":in")}

        async def work(unit: Unit) -> Answer:
            total, found = await product_assignments.search(
                unit, call.store.id, target, filters, page.limit, page.offset
            )
            printed = [{"product_id": one.product_id, target: one.target_id} for one in found]
            return v3_list(printed, total, page, call.query_fields())

        return await call.read(work)

    return get_assignments


def assigns(target: Target) -> Handler:
    """Puts products into categories, or into channels."""

    async def create_assignments(call: Call) -> Answer:
        given = call.body()
        if len(given) > actions.ASSIGNED_AT_ONCE_MAX:
            raise TooMany(actions.ASSIGNED_AT_ONCE_MAX)
        wanted = [Assignment(one["product_id"], one[target]) for one in given]

        async def work(unit: Unit) -> Answer:
            await actions.assign(unit, call.store.id, target, wanted, call.now)
            return Answer(204)

        return await call.write(work)

    return create_assignments


def unassigns(target: Target) -> Handler:
    """Takes products out of categories, or out of channels."""

    async def delete_assignments(call: Call) -> Answer:
        query = call.query()
        filters = {name: query[name] for name in query if name.endswith(":in")}

        async def work(unit: Unit) -> Answer:
            await actions.unassign(unit, call.store.id, target, filters, call.now)
            return Answer(204)

        return await call.write(work)

    return delete_assignments


async def get_catalog_summary(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        summary = await read_summary(unit, call.store.id)
        return Answer(body={"data": _print(summary), "meta": {}})

    return await call.read(work)


def _print(summary: CatalogSummary) -> dict[str, Any]:
    average = divide_half_up(summary.price_sum, summary.variant_count or 1)
    return {
        "inventory_count": summary.inventory_count,
        "variant_count": summary.variant_count,
        "inventory_value": to_number(summary.inventory_value),
        "highest_variant_price": to_number(summary.highest_price),
        "average_variant_price": to_number(round_to_minor(average, CENTS)),
        "lowest_variant_price": print_4(summary.lowest_price),
        "oldest_variant_date": "" if summary.oldest is None else print_iso(summary.oldest),
        "newest_variant_date": "" if summary.newest is None else print_iso(summary.newest),
        "primary_category_id": summary.primary_category_id,
        "primary_category_name": "",
    }
