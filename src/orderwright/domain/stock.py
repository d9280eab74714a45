"""Whether the quantities of an order's lines can be had: limits of a product, and its stock.

Lines that share a stock item are counted together, and every bad line is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orderwright.domain.errors import QuantityConflict, QuantityProblem
from orderwright.domain.order_facts import CatalogItem

StockKey = tuple[int, int]
"""Product and variant of a stock item; variant 0 where the product is counted as a whole."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line's wish. `held` is what it holds of the stock already."""

    item: CatalogItem
    quantity: int
    held: int = 0


def check_quantities(wanted: Sequence[Wanted]) -> None:
    """Raises QuantityConflict with every line that is out of stock or outside its limits."""
    needed: dict[StockKey, int] = {}
    for line in wanted:
        key = stock_key(line.item)
        needed[key] = needed.get(key, 0) + line.quantity - line.held
    problems = [
        problem
        for line in wanted
        if (problem := _problem(line, needed[stock_key(line.item)])) is not None
    ]
    if problems:
        raise QuantityConflict(tuple(problems))


def stock_key(item: CatalogItem) -> StockKey:
    return item.product_id, item.stock_variant_id


def _problem(line: Wanted, needed: int) -> QuantityProblem | None:
    item = line.item
    if item.quantity_maximum and line.quantity > item.quantity_maximum:
        return QuantityProblem(
            "ExceedsMaxQuantity", item.product_id, item.name, item.quantity_maximum
        )
    if item.quantity_minimum and line.quantity < item.quantity_minimum:
        return QuantityProblem(
            "InsufficientQuantity", item.product_id, item.name, item.quantity_minimum
        )
    if item.stock_level is not None and line.quantity > line.held and needed > item.stock_level:
        return QuantityProblem(
            "OutOfStock",
            item.product_id,
            item.name,
            item.stock_level,
            item.stock_variant_id or None,
            item.sku,
        )
    return None
