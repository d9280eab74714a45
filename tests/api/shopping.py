"""What tests of orders share: a billing address, products with stock, orders."""

from typing import Any

from orderwright.db.unit import Unit
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


def add_product(world: World, *, level: int | None = None, **values: Any) -> int:
    """A product written straight into the catalogue; `level` is its tracked stock."""

    async def work(unit: Unit) -> int:
        product_id = unit.take(world.store.id, "product")
        now = world.clock.now()
        defaults = {"name": f"Product {now}", "price": 100_000}
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
