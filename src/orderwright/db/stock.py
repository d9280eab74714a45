"""Stock levels as orders take from them and give back."""

from collections.abc import Iterable, Mapping

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.order_facts import StockLevel
from orderwright.domain.stock import StockKey
from orderwright.domain.stock_events import LEVEL_MAX

# Where the safety stock would be touched, or other events were due than those that the unit has
# queued, the level becomes one that the database refuses.
_CHANGE = statement(
    "UPDATE stock_items SET level = CASE WHEN level - :taken < level AND"
    " (level - :taken < safety_stock OR level - :taken NOT BETWEEN :lowest AND :highest)"
    " THEN -1 ELSE level - :taken END"
    " WHERE store_id = :store_id AND product_id = :product_id AND variant_id = :variant_id"
)
_OF_COUNTED = (
    " FROM stock_items s WHERE s.store_id = :store_id AND s.product_id IN :product_ids"
    " AND EXISTS (SELECT 1 FROM products p WHERE p.store_id = s.store_id AND p.id = s.product_id"
    "  AND ((p.inventory_tracking = 'variant' AND s.variant_id > 0)"
    "   OR (p.inventory_tracking = 'product' AND s.variant_id = 0)))"
    " ORDER BY s.product_id, s.variant_id"
)
_COUNTED = statement(
    f"SELECT s.product_id, s.variant_id, s.level, s.safety_stock{_OF_COUNTED}", lock=True
)
_OF_ORDER = statement(
    "SELECT s.product_id, s.variant_id FROM stock_items s WHERE s.store_id = :store_id"
    " AND s.product_id IN (SELECT l.product_id FROM order_products l"
    "  WHERE l.store_id = :store_id AND l.order_id = :order_id)"
    " ORDER BY s.product_id, s.variant_id",
    lock=True,
)
_LEVELS = statement(
    "SELECT s.product_id, s.variant_id, s.level, s.safety_stock, s.warning_level,"
    " (SELECT v.sku_id FROM product_variants v WHERE v.store_id = s.store_id"
    f"  AND v.id = s.variant_id) AS sku_id{_OF_COUNTED}"
)


def move(
    unit: Unit,
    store_id: int,
    moved: Mapping[StockKey, int],
    bounds: Mapping[StockKey, tuple[int, int]] | None = None,
) -> None:
    """Queue what is taken of each stock item; a negative quantity is given back.

    The database refuses a level below zero, into the safety stock, or outside the `bounds` of what
    may be left; the unit is then run again and sees the new level. Units share a statement, but not
    those that bring a level to where more is to be told of it: they go alone.
    """
    bounds = bounds or {}
    exact = any(highest < LEVEL_MAX for _, highest in bounds.values())
    for (product_id, variant_id), quantity in moved.items():
        key = {"store_id": store_id, "product_id": product_id, "variant_id": variant_id}
        lowest, highest = bounds.get((product_id, variant_id), (0, LEVEL_MAX))
        if exact:
            unit.change(_CHANGE, taken=quantity, lowest=lowest, highest=highest, **key)
        else:
            unit.adjust(
                "stock_items", "level", -quantity, floor="safety_stock", least=lowest, **key
            )


async def read_levels(
    unit: Unit, store_id: int, product_ids: Iterable[int]
) -> dict[StockKey, StockLevel]:
    """The stock items of these products that are counted, as they are now."""
    ids = sorted(set(product_ids))
    rows = await unit.rows(_LEVELS, store_id=store_id, product_ids=ids) if ids else []
    return {
        (row["product_id"], row["variant_id"]): StockLevel(
            row["product_id"],
            row["variant_id"],
            row["level"] - row["safety_stock"],
            row["level"],
            row["warning_level"],
            row["sku_id"],
        )
        for row in rows
    }


async def lock_of_order(unit: Unit, store_id: int, order_id: int) -> None:
    """Lock the stock items of an order's lines until the unit ends.

    For units that take numbers before they move stock: whoever moves stock takes numbers last.
    """
    await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id)


async def lock_counted(
    unit: Unit, store_id: int, product_ids: Iterable[int]
) -> dict[StockKey, int]:
    """What can be had of the stock items of these products, locked until the unit ends."""
    ids = sorted(set(product_ids))
    rows = await unit.rows(_COUNTED, store_id=store_id, product_ids=ids) if ids else []
    return {
        (row["product_id"], row["variant_id"]): row["level"] - row["safety_stock"] for row in rows
    }
