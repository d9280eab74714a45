"""V2 customer groups."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import customer_groups
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.api.v3.filters import date_filters
from orderwright.db import customer_groups as stored
from orderwright.db.listing import like_pattern
from orderwright.db.unit import Unit
from orderwright.domain.customer_group import CustomerGroup
from orderwright.domain.dates import print_iso
from orderwright.domain.errors import NotFound
from orderwright.domain.money import print_4

_AS_GIVEN = ("name", "is_default", "is_group_for_guests")
_MOMENT_LENGTH = len("2023-07-17 06:30:41")


async def get_groups(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: query[name] for name in _AS_GIVEN if name in query}
    if "name:like" in query:
        filters["name:like"] = like_pattern(query["name:like"])
    filters |= date_filters(query, "date_created", "date_modified")

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_groups(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        return v2_list([_print(row) for row in rows])

    return await call.read(work)


async def count_groups(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        return Answer(body={"count": await stored.count_groups(unit, call.store.id)})

    return await call.read(work)


async def get_group(call: Call) -> Answer:
    group_id = call.id("customer_group_id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_group(unit, call.store.id, group_id)
        if found is None:
            raise NotFound("customer group", group_id)
        return Answer(body=_print(found))

    return await call.read(work)


async def create_group(call: Call) -> Answer:
    group = CustomerGroup(**call.body())

    async def work(unit: Unit) -> Answer:
        made = await customer_groups.create_group(unit, call.store, group, call.now)
        return Answer(body=_print(made))

    return await call.write(work)


async def update_group(call: Call) -> Answer:
    group_id = call.id("customer_group_id")
    changes = call.body()

    async def work(unit: Unit) -> Answer:
        changed = await customer_groups.update_group(unit, call.store, group_id, changes, call.now)
        return Answer(body=_print(changed))

    return await call.write(work)


async def delete_group(call: Call) -> Answer:
    group_id = call.id("customer_group_id")

    async def work(unit: Unit) -> Answer:
        await customer_groups.delete_group(unit, call.store, group_id)
        return Answer(204)

    return await call.write(work)


def _print(group: CustomerGroup) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "is_default": group.is_default,
        "category_access": dict(group.category_access),
        "discount_rules": [_print_rule(rule) for rule in group.discount_rules],
        "date_created": _print_moment(group.date_created),
        "date_modified": _print_moment(group.date_modified),
        "is_group_for_guests": group.is_group_for_guests,
    }


def _print_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {name: print_4(value) if name == "amount" else value for name, value in rule.items()}


def _print_moment(instant: int) -> str:
    """`2023-07-17 06:30:41`, the form of customer groups alone."""
    return print_iso(instant)[:_MOMENT_LENGTH].replace("T", " ")
