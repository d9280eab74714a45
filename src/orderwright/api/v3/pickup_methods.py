"""V3 pick-up methods, and which of them a shopper can use."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from orderwright.actions import pickup_methods
from orderwright.actions.pickup_methods import Search
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.filters import date_filters, read_batch, read_ids
from orderwright.api.v3.location_schemas import (
    BATCH_MAX,
    METHOD_POST,
    METHOD_PUT,
    PICKUP_UPDATES_MAX,
)
from orderwright.db import locations as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso_z
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.location import METRES, PickupMethod


async def get_methods(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters: dict[str, object] = dict(date_filters(query, "date_created", "date_modified"))
    if "id:in" in query:
        filters["id:in"] = query["id:in"]
    sort, _, direction = query.get("sort", "").partition(":")

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_methods(
            unit,
            call.store.id,
            filters,
            limit=page.limit,
            offset=page.offset,
            sort=sort,
            descending=direction == "desc",
        )
        total = await stored.count_methods(unit, call.store.id, filters)
        return v3_list([_print(row) for row in rows], total, page, call.query_fields())

    return await call.read(work)


async def create_methods(call: Call) -> Answer:
    bodies = [_fields(body) for body in read_batch(call, METHOD_POST, BATCH_MAX)]
    if any("location_id" not in body for body in bodies):
        raise InvalidInput(FieldError("location_id", "required"))
    wanted = [PickupMethod(**body) for body in bodies]

    async def work(unit: Unit) -> Answer:
        made = await pickup_methods.create_methods(unit, call.store, wanted, call.now)
        return Answer(body={"data": [_print(method) for method in made], "meta": {}})

    return await call.write(work)


async def update_methods(call: Call) -> Answer:
    bodies = [_fields(body) for body in read_batch(call, METHOD_PUT, PICKUP_UPDATES_MAX)]
    changes = {body.pop("id"): body for body in bodies}

    async def work(unit: Unit) -> Answer:
        changed = await pickup_methods.update_methods(unit, call.store, changes, call.now)
        return Answer(body={"data": [_print(method) for method in changed], "meta": {}})

    return await call.write(work)


async def delete_methods(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await stored.delete_methods(unit, call.store.id, ids)
        return Answer(204)

    return await call.write(work)


async def find_options(call: Call) -> Answer:
    body = call.body()
    area, items = body["search_area"], body["items"]
    radius, given = area["radius"], area.get("coordinates")
    search = Search(
        items=tuple([(item["variant_id"], item["quantity"]) for item in items]),
        radius_metres=radius["value"] * METRES[radius["unit"]],
        coordinates=given and (Decimal(given["latitude"]), Decimal(given["longitude"])),
    )

    async def work(unit: Unit) -> Answer:
        found = await pickup_methods.find_options(unit, call.store, search)
        options = [{"pickup_method": _shown(one), "available_items": items} for one in found]
        return Answer(body={"results": [{"pickup_options": options}]})

    return await call.read(work)


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a method; `location_identity` is a former name of `location_id`."""
    fields = {name: value for name, value in body.items() if name != "location_identity"}
    if "location_identity" in body:
        fields.setdefault("location_id", body["location_identity"])
    return fields


def _shown(method: PickupMethod) -> dict[str, Any]:
    return {
        "id": method.id,
        "location_id": method.location_id,
        "display_name": method.display_name,
        "collection_instructions": method.collection_instructions,
        "collection_time_description": method.collection_time_description,
    }


def _print(method: PickupMethod) -> dict[str, Any]:
    return {
        **_shown(method),
        "location_identity": method.location_id,
        "date_created": print_iso_z(method.date_created),
        "date_modified": print_iso_z(method.date_modified),
    }
