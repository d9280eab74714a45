"""V3 locations."""

from typing import Any

from orderwright.actions import locations
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.filters import read_batch, read_ids
from orderwright.api.v3.location_schemas import (
    BATCH_MAX,
    LOCATION_POST,
    LOCATION_PUT,
    PAGE_MAX,
)
from orderwright.db import locations as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso_z
from orderwright.domain.location import DAYS, Location

_CLOSED = {"open": False, "opening": "00:00", "closing": "00:00"}
_USUAL = {"opening": "00:00", "closing": "00:00", "all_day": False, "annual": False}


async def get_locations(call: Call) -> Answer:
    query = call.query()
    page = page_of(query, PAGE_MAX)
    filters = {name: value for name, value in query.items() if name not in ("page", "limit")}

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_locations(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        total = await stored.count_locations(unit, call.store.id, filters)
        return v3_list([_print(row) for row in rows], total, page, call.query_fields())

    return await call.read(work)


async def create_locations(call: Call) -> Answer:
    wanted = [Location(**body) for body in read_batch(call, LOCATION_POST, BATCH_MAX)]
    answer = _transaction(call)

    async def work(unit: Unit) -> Answer:
        await locations.create_locations(unit, call.store, wanted, call.now)
        return answer

    return await call.write(work)


async def update_locations(call: Call) -> Answer:
    bodies = read_batch(call, LOCATION_PUT, BATCH_MAX)
    changes = {body.pop("id"): body for body in bodies}
    answer = _transaction(call)

    async def work(unit: Unit) -> Answer:
        await locations.update_locations(unit, call.store, changes, call.now)
        return answer

    return await call.write(work)


async def delete_locations(call: Call) -> Answer:
    ids = read_ids(call, "location_id:in")
    answer = _transaction(call)

    async def work(unit: Unit) -> Answer:
        await locations.delete_locations(unit, call.store, ids)
        return answer

    return await call.write(work)


def _transaction(call: Call) -> Answer:
    """A number for the change that nothing else has; it is kept nowhere."""
    return Answer(body={"transaction_id": call.services.randomness.hex(32)})


def _print(location: Location) -> dict[str, Any]:
    address = {"address2": "", "phone": "", **location.address}
    if not address.get("email"):
        address.pop("email", None)  # an empty one would be no e-mail address
    return {
        "id": location.id,
        "code": location.code,
        "label": location.label,
        "description": location.description,
        "managed_by_external_source": location.managed_by_external_source,
        "type_id": location.type_id,
        "enabled": location.enabled,
        "operating_hours": {
            day: {**_CLOSED, **location.operating_hours.get(day, {})} for day in DAYS
        },
        "time_zone": location.time_zone,
        "created_at": print_iso_z(location.created_at),
        "updated_at": print_iso_z(location.updated_at),
        "address": address,
        "storefront_visibility": location.storefront_visibility,
        "special_hours": [{**_USUAL, **hours} for hours in location.special_hours],
    }
