"""What tests of orders share: a billing address, products with stock, orders."""

from itertools import count
from typing import Any

import msgspec

from orderwright.db import access, outbox, taxes
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from tests.support.world import World

_count = count()
_LEVEL = statement(
    "SELECT level FROM stock_items WHERE store_id = :store_id AND product_id = :product_id"
    " AND variant_id = :variant_id"
)

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


def order_body(product_id: int | None = None, /, **fields: Any) -> dict[str, Any]:
    """A body with the recorded billing address and one of a product, or a custom line of 10.00."""
    line: dict[str, Any] = {"name": "Vase", "price_ex_tax": 10, "price_inc_tax": 10}
    if product_id is not None:
        line = {"product_id": product_id}
    return {"billing_address": BILLING, "products": [{**line, "quantity": 1}], **fields}


def custom(quantity: int = 1, price: object = 10, **fields: Any) -> dict[str, Any]:
    """A line of its own, untaxed."""
    line = {"name": "Vase", "quantity": quantity, "price_ex_tax": price, "price_inc_tax": price}
    return {**line, **fields}


def add_order(world: World, *lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An order with these lines, one custom line if none."""
    body = {"billing_address": BILLING, "products": list(lines) or [custom()], **fields}
    reply = world.post("/v2/orders", body)
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json()
    return made


def lines_of(world: World, order_id: int) -> list[dict[str, Any]]:
    """The lines of an order."""
    reply = world.get(f"/v2/orders/{order_id}/products?limit=250")
    found: list[dict[str, Any]] = reply.json() if reply.status == 200 else []
    return found


def level_of(world: World, product_id: int, variant_id: int = 0) -> int:
    """What is left of a stock item."""

    async def work(unit: Unit) -> Any:
        return await unit.row(
            _LEVEL, store_id=world.store.id, product_id=product_id, variant_id=variant_id
        )

    return int(world.read(work)["level"])


def add_tax(world: World, rates: dict[int, int], country: str = "") -> None:
    """A tax of these rates (millionths of a percent by class), everywhere or in one country."""

    async def work(unit: Unit) -> None:
        zone_id: Any = 1
        if country:
            zone_id = taxes.add_zone(
                unit, world.store.id, country, {"locations": [{"country_code": country}]}
            )
        taxes.add_rate(unit, world.store.id, zone_id, "Sales Tax", rates)
        await unit.flush()

    async def touch(unit: Unit) -> None:
        await access.touch_store(unit, world.store.id)

    world.write(work)
    world.write(touch)


def events_of(world: World) -> list[tuple[str, Any]]:
    """Scope and data of all the store's events."""

    async def work(unit: Unit) -> Any:
        return await outbox.read_after(unit, world.store.id, 0, 10_000)

    return [(event.scope, msgspec.json.decode(event.data)) for event in world.read(work)]


def add_product(world: World, *, level: int | None = None, **values: Any) -> int:
    """A product written straight into the catalogue; `level` is its tracked stock."""

    async def work(unit: Unit) -> int:
        product_id = unit.take(world.store.id, "product")
        now = world.clock.now()
        name = values.pop("name", f"Product {len(values)} {level} {next(_count)}")
        defaults = {"name": name, "price": 100_000}
        unit.insert(
            "products",
            store_id=world.store.id,
            id=product_id,
            inventory_tracking="none" if level is None else "product",
            date_created=now,
            date_modified=now,
            **defaults | values,
        )
        unit.insert(
            "stock_items",
            store_id=world.store.id,
            product_id=product_id,
            variant_id=0,
            level=level or 0,
        )
        await unit.flush()
        return product_id.value

    made: int = world.write(work)
    return made
