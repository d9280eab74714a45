"""What the tests of shipments share: orders to be shipped, and ways to look at them."""

from typing import Any

from orderwright.db import orders, outbox
from orderwright.db.unit import Unit
from orderwright.domain.order import WholeOrder
from tests.support.client import Reply
from tests.support.world import World

BILLING = {
    "first_name": "Test",
    "last_name": "User",
    "street_1": "123 Main St",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "email": "test@example.com",
}
ADDRESS = {
    "first_name": "Test",
    "last_name": "User",
    "company": "",
    "street_1": "123 Main St",
    "street_2": "",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "phone": "",
    "email": "test@example.com",
}
NOW = "Thu, 18 Jun 2026 14:23:09 +0000"
NOT_FOUND = [{"status": 404, "message": "The requested resource was not found."}]


def vases(quantity: int, name: str = "Vase") -> dict[str, Any]:
    return {"name": name, "quantity": quantity, "price_ex_tax": 5, "price_inc_tax": 5}


def add_order(world: World, *lines: dict[str, Any], **fields: Any) -> int:
    body = {"billing_address": BILLING, "products": list(lines), **fields}
    reply = world.post("/v2/orders", body)
    assert reply.status == 201, reply.text
    number: int = reply.json()["id"]
    return number


def whole(world: World, order_id: int) -> WholeOrder:
    async def work(unit: Unit) -> WholeOrder | None:
        return await orders.find(unit, world.store.id, order_id)

    found: WholeOrder = world.read(work)
    return found


def ship(world: World, order_id: int, *items: tuple[int, int], **fields: Any) -> Reply:
    body = {
        "order_address_id": whole(world, order_id).addresses[0].id,
        "items": [{"order_product_id": line, "quantity": quantity} for line, quantity in items],
        **fields,
    }
    return world.post(f"/v2/orders/{order_id}/shipments", body)


def lines_of(world: World, order_id: int) -> list[int]:
    return [line.id for line in whole(world, order_id).products]


def order(world: World, order_id: int) -> dict[str, Any]:
    body: dict[str, Any] = world.get(f"/v2/orders/{order_id}").json()
    return body


def events(world: World) -> list[tuple[str, str]]:
    async def work(unit: Unit) -> list[outbox.Event]:
        return await outbox.read_after(unit, world.store.id, 0, 100)

    return [(event.scope, event.data) for event in world.read(work)]


def refused(field: str, reason: str | None = None) -> list[dict[str, Any]]:
    body: dict[str, Any] = {"status": 400, "message": f"The field '{field}' is invalid."}
    return [body | ({"details": {"invalid_reason": reason}} if reason else {})]
