"""V3 pick-ups of orders."""

from typing import Any

from orderwright.actions import pickups
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of
from orderwright.api.v3.filters import read_batch, read_ids
from orderwright.api.v3.pickup_schemas import PICKUP_POST, PICKUP_PUT, PICKUPS_MAX
from orderwright.db import pickups as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso_z
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.pickup import Pickup, PickupRequest

FILTERS = ("order_id:in", "pickup_id:in")


async def get_pickups(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters: dict[str, object] = {name: query[name] for name in FILTERS if name in query}

    async def work(unit: Unit) -> Answer:
        found = await stored.list_pickups(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        return Answer(body={"data": [_print(one) for one in found]})

    return await call.read(work)


async def create_pickups(call: Call) -> Answer:
    wanted = [_request(body) for body in read_batch(call, PICKUP_POST, PICKUPS_MAX)]

    async def work(unit: Unit) -> Answer:
        made = await pickups.create_pickups(unit, call.store, wanted, call.now)
        return Answer(body={"data": [_print(one) for one in made], "meta": {}})

    return await call.write(work)


async def update_pickups(call: Call) -> Answer:
    wanted = {}
    for body in read_batch(call, PICKUP_PUT, PICKUPS_MAX):
        pickup_id = body.get("pickup_id", body.get("id"))
        if pickup_id is None:
            raise InvalidInput(FieldError("pickup_id", "required"))
        wanted[pickup_id] = (body.get("ready_at"), body.get("collected_at"))

    async def work(unit: Unit) -> Answer:
        changed = await pickups.update_pickups(unit, call.store, wanted, call.now)
        return Answer(body={"data": [_print(one) for one in changed], "meta": {}})

    return await call.write(work)


async def delete_pickups(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await pickups.delete_pickups(unit, call.store, ids, call.now)
        return Answer(204)

    return await call.write(work)


def _request(body: dict[str, Any]) -> PickupRequest:
    return PickupRequest(
        order_id=body["order_id"],
        pickup_method_id=body["pickup_method_id"],
        ready_at=body["ready_at"],
        items=tuple([(one["order_product_id"], one["quantity"]) for one in body["pickup_items"]]),
        collected_at=body.get("collected_at"),
    )


def _print(pickup: Pickup) -> dict[str, Any]:
    return {
        "id": pickup.id,
        "pickup_method_id": pickup.pickup_method_id,
        "order_id": pickup.order_id,
        "ready_at": print_iso_z(pickup.ready_at),
        "created_at": print_iso_z(pickup.created_at),
        "updated_at": print_iso_z(pickup.updated_at),
        "pickup_items": [
            {
                "id": item.id,
                "order_product_id": item.order_product_id,
                "quantity": item.quantity,
                "status": item.status,
                "collected_at": None
                if item.collected_at is None
                else print_iso_z(item.collected_at),
            }
            for item in pickup.items
        ],
    }
