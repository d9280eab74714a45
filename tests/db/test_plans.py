"""SQLite finds the rows of one order or cart by it, and does not read all that a store has."""

import pytest

from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Unit
from tests.support.world import World

OF_ORDER = (
    "order_products", "order_addresses", "order_fees", "order_taxes", "transactions",
    "payment_attempts", "shipments", "order_messages",
)  # fmt: skip


def plan_of(world: World, text: str) -> str:
    explained: Statement = statement(f"EXPLAIN QUERY PLAN {text}")

    async def work(unit: Unit) -> str:
        return " / ".join([row["detail"] for row in await unit.rows(explained)])

    plan: str = world.read(work)
    return plan


@pytest.mark.parametrize("table", OF_ORDER)
def test_parts_of_an_order_are_found_by_their_order(world: World, table: str) -> None:
    if world.services.database.dialect == "sqlite":
        plan = plan_of(
            world, f"SELECT * FROM {table} WHERE store_id = 1 AND order_id = 5 ORDER BY id"
        )
        assert "(store_id=? AND order_id=?)" in plan


def test_stock_is_found_by_its_products(world: World) -> None:
    if world.services.database.dialect == "sqlite":
        plan = plan_of(
            world,
            "SELECT level FROM stock_items s WHERE s.store_id = 1 AND s.product_id IN (3, 4)"
            " ORDER BY s.product_id, s.variant_id",
        )
        assert "(store_id=? AND product_id=?)" in plan
