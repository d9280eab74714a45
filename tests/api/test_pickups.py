"""Pick-ups of orders: set apart, collected, undone, and never more than an order has."""

import asyncio
from typing import Any

import pytest

from tests.api.shopping import add_order, custom, lines_of
from tests.support.client import Request
from tests.support.shop import data, events
from tests.support.world import World

PICKUPS = "/v3/orders/pickups"
READY = "2026-06-18T15:00:00Z"
COLLECTED = "2026-06-18T16:00:00Z"


def add_method(world: World) -> int:
    body = [{"location_id": 1, "display_name": "Counter"}]
    number: int = data(world.post("/v3/pickup/methods", body))[0]["id"]
    return number


def ordered(world: World, quantity: int = 5) -> dict[str, Any]:
    """A body for one of the lines of a new order."""
    order = add_order(world, custom(quantity))
    line = lines_of(world, order["id"])[0]["id"]
    return {
        "pickup_method_id": add_method(world),
        "order_id": order["id"],
        "ready_at": READY,
        "pickup_items": [{"order_product_id": line, "quantity": 2}],
    }


def test_set_apart_then_collected(world: World) -> None:
    body = ordered(world)
    item = {"id": 1, **body["pickup_items"][0], "status": "AWAITING_COLLECTION"}
    made = {
        "id": 1,
        "pickup_method_id": 1,
        "order_id": 100,
        "ready_at": READY,
        "created_at": "2026-06-18T14:23:09Z",
        "updated_at": "2026-06-18T14:23:09Z",
        "pickup_items": [{**item, "collected_at": None}],
    }
    assert data(world.post(PICKUPS, [body])) == [made]
    world.clock.advance(60_000)
    changed = data(world.put(PICKUPS, [{"pickup_id": 1, "id": 1, "collected_at": COLLECTED}]))
    collected = {**item, "status": "COLLECTED", "collected_at": COLLECTED}
    assert changed == [{**made, "updated_at": "2026-06-18T14:24:09Z", "pickup_items": [collected]}]
    assert data(world.get(PICKUPS)) == changed
    scopes = [scope for scope, _ in events(world)]
    assert scopes == ["store/order/created", "store/order/updated", "store/order/updated"]


def test_times_as_seconds(world: World) -> None:
    body = {**ordered(world), "ready_at": "1660555844", "collected_at": "1660831392"}
    (made,) = data(world.post(PICKUPS, [body]))
    assert made["ready_at"] == "2022-08-15T09:30:44Z"
    assert made["pickup_items"][0]["collected_at"] == "2022-08-18T14:03:12Z"
    assert made["pickup_items"][0]["status"] == "COLLECTED"


def test_lists_by_order_and_by_pickup(world: World) -> None:
    bodies = [ordered(world), ordered(world)]
    data(world.post(PICKUPS, bodies))

    def ids(query: str) -> list[int]:
        return [one["id"] for one in data(world.get(f"{PICKUPS}?{query}"))]

    assert ids("") == [1, 2]
    assert ids("order_id:in=101,999") == [2]
    assert ids("pickup_id:in=1") == [1]
    assert ids("limit=1&page=2") == [2]
    reply = world.get(f"{PICKUPS}?status=COLLECTED")
    assert reply.status == 422
    assert world.get(f"{PICKUPS}?order_id:in=x").status == 422


@pytest.mark.parametrize(
    "changes, wrong",
    [
        ({"order_id": 999}, "order_id"),
        ({"pickup_method_id": 99}, "pickup_method_id"),
        ({"pickup_items": [{"order_product_id": 99, "quantity": 1}]}, "order_product_id"),
        ({"pickup_items": [{"order_product_id": 1, "quantity": 6}]}, "quantity"),
        ({"pickup_items": [{"order_product_id": 1, "quantity": 3}] * 2}, "quantity"),
        ({"pickup_items": []}, "pickup_items"),
        ({"ready_at": "soon"}, "ready_at"),
        ({"ready_at": "9" * 30}, "ready_at"),
    ],
)
def test_refusals_write_nothing(world: World, changes: dict[str, Any], wrong: str) -> None:
    body = ordered(world)
    good = {**body, "pickup_items": [{**body["pickup_items"][0], "quantity": 1}]}
    reply = world.post(PICKUPS, [good, {**body, **changes}])
    assert reply.status == 422
    assert list(reply.json()["errors"]) == [wrong]
    assert data(world.get(PICKUPS)) == []


def test_no_more_than_a_hundred_at_once(world: World) -> None:
    assert world.post(PICKUPS, [ordered(world)] * 101).status == 413


def test_what_is_sent_or_set_apart_cannot_be_set_apart_again(world: World) -> None:
    body = ordered(world)
    line = body["pickup_items"][0]["order_product_id"]
    (address,) = world.get("/v2/orders/100/shipping_addresses").json()
    parcel = {
        "order_address_id": address["id"],
        "items": [{"order_product_id": line, "quantity": 2}],
    }
    assert world.post("/v2/orders/100/shipments", parcel).status == 201
    data(world.post(PICKUPS, [body]))
    assert world.post(PICKUPS, [body]).status == 422
    assert world.delete(f"{PICKUPS}?id:in=1").status == 204
    assert data(world.post(PICKUPS, [body]))[0]["id"] == 2


def test_parallel_calls_set_no_more_apart_than_there_is(world: World) -> None:
    """Eight want two of five."""
    body = ordered(world)
    request = Request("POST", f"/stores/{world.store.hash}{PICKUPS}", [body])

    async def every() -> list[Any]:
        return list(await asyncio.gather(*[world.client.send(request) for _ in range(8)]))

    statuses = sorted(reply.status for reply in world.client.run(every()))
    assert statuses == [200, 200, *[422] * 6]


def test_changes_of_pickups_that_are_not_there(world: World) -> None:
    body = ordered(world)
    data(world.post(PICKUPS, [body]))
    before = world.get(PICKUPS).body
    wrong = world.put(PICKUPS, [{"id": 1, "ready_at": COLLECTED}, {"pickup_id": 9}])
    assert (wrong.status, wrong.json()["errors"]) == (422, {"pickup_id": "9"})
    assert world.put(PICKUPS, [{"ready_at": READY}]).status == 422
    assert world.get(PICKUPS).body == before
    assert world.delete(f"{PICKUPS}?id:in=9").status == 204
    assert world.delete(PICKUPS).status == 422
