"""Stock levels as orders take from them and give back."""

from collections.abc import Iterable, Mapping

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.stock import StockKey

_COUNTED = statement(
    "SELECT s.product_id, s.variant_id, s.level, s.safety_stock FROM stock_items s"
    " WHERE s.store_id = :store_id AND s.product_id IN (SELECT p.id FROM products p"
    "  WHERE p.store_id = :store_id AND p.id IN :product_ids"
    "  AND ((p.inventory_tracking = 'variant' AND s.variant_id > 0)"
    "   OR (p.inventory_tracking = 'product' AND s.variant_id = 0)))"
    " ORDER BY s.product_id, s.variant_id",
    lock=True,
)


def move(unit: Unit, store_id: int, moved: Mapping[StockKey, int]) -> None:
    """Queue what is taken of each stock item; a negative quantity is given back.

    The database refuses a level below zero or into the safety stock; the unit is then run again
    and sees the new level.
    """
    for (product_id, variant_id), quantity in moved.items():
        unit.adjust(
            "stock_items",
            "level",
            -quantity,
            floor="safety_stock",
            store_id=store_id,
            product_id=product_id,
            variant_id=variant_id,
        )


async def lock_counted(
    unit: Unit, store_id: int, product_ids: Iterable[int]
) -> dict[StockKey, int]:
    """What can be had of the stock items of these products, locked until the unit ends."""
    ids = sorted(set(product_ids))
    rows = await unit.rows(_COUNTED, store_id=store_id, product_ids=ids) if ids else []
    return {
        (row["product_id"], row["variant_id"]): row["level"] - row["safety_stock"] for row in rows
    }
