"""Stock levels as orders take from them and give back."""

from collections.abc import Iterable

from orderwright.db.unit import Unit
from orderwright.domain.order import OrderProduct
from orderwright.domain.stock import StockKey


def take_for(unit: Unit, store_id: int, lines: Iterable[OrderProduct]) -> None:
    """Queue what these lines take, one change a stock item, always in one order.

    The database refuses a level below zero; the unit is then run again and sees the new level.
    """
    wanted: dict[StockKey, int] = {}
    for line in lines:
        if line.stock_taken:
            key = (line.product_id, line.stock_variant_id)
            wanted[key] = wanted.get(key, 0) + line.stock_taken
    for (product_id, variant_id), quantity in sorted(wanted.items()):
        unit.adjust(
            "stock_items",
            "level",
            -quantity,
            store_id=store_id,
            product_id=product_id,
            variant_id=variant_id,
        )
