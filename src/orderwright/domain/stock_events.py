"""What is told of the stock that orders take and give back, and what the database holds us to.

An order tells of the difference (`relative`), the catalogue of the new level (`absolute`).
"""

from collections.abc import Mapping
from typing import Any

from orderwright.domain.inventory import LOCATION_ID
from orderwright.domain.order_facts import StockLevel
from orderwright.domain.stock import StockKey

LEVEL_MAX = 2**63 - 1
EMPTY = 0
_PLACES = "store/channel/*/inventory/product"

Told = tuple[str, dict[str, Any]]
"""Scope and data of an event."""


def told_of_order(
    moved: Mapping[StockKey, int], items: Mapping[StockKey, StockLevel]
) -> list[Told]:
    """The events of what an order takes (negative: gives back), a stock item after the other.

    A level that reaches its warning or is used up is told of once, by the order that does it.
    """
    told: list[Told] = []
    for key, quantity in moved.items():
        item = items.get(key)
        if item is None:
            continue
        told.append(_order_updated(item, -quantity))
        for threshold, what in _thresholds(item):
            if item.level - quantity <= threshold < item.level:
                told.append((f"{_PLACES}/{what}_reached", _place(item)))
    return told


def bounds(
    moved: Mapping[StockKey, int], items: Mapping[StockKey, StockLevel]
) -> dict[StockKey, tuple[int, int]]:
    """The least and the most that may be left of what is taken, for the events to be true.

    The levels were read without a lock: where another order has passed a threshold meanwhile, the
    database refuses the change, and the unit is run again.
    """
    return {
        key: _bounds(items[key], quantity)
        for key, quantity in moved.items()
        if quantity > 0 and key in items
    }


def _bounds(item: StockLevel, quantity: int) -> tuple[int, int]:
    lowest, highest = EMPTY, LEVEL_MAX
    left = item.level - quantity
    for threshold, _ in _thresholds(item):
        if left > threshold:
            lowest = max(lowest, threshold + 1)
        elif item.level > threshold:
            lowest = max(lowest, threshold - quantity + 1)
            highest = min(highest, threshold)
        else:
            highest = min(highest, threshold - quantity)
    return lowest, highest


def _thresholds(item: StockLevel) -> list[tuple[int, str]]:
    low = [(item.warning_level, "low_stock")] if item.warning_level > EMPTY else []
    return [*low, (EMPTY, "out_of_stock")]


def _order_updated(item: StockLevel, value: int) -> Told:
    inventory: dict[str, Any] = {
        "product_id": item.product_id,
        "method": "relative",
        "value": value,
    }
    if item.sku_id is None:
        data = {"type": "product", "id": item.product_id, "inventory": inventory}
        return "store/product/inventory/order/updated", data
    inventory["variant_id"] = item.variant_id
    data = {"type": "sku", "id": item.sku_id, "inventory": inventory}
    return "store/sku/inventory/order/updated", data


def _place(item: StockLevel) -> dict[str, Any]:
    variant = {"variant_id": item.variant_id} if item.variant_id else {}
    return {**variant, "product_id": item.product_id, "location_id": LOCATION_ID}
