"""Whether a cart's quantities can be had: limits of products, and their stock."""

from collections.abc import Iterable, Mapping, Sequence

from orderwright.domain.cart import CartLine, StockKey
from orderwright.domain.cart_lines import Goods
from orderwright.domain.errors import QuantityConflict, QuantityProblem


def stock_wanted(lines: Iterable[CartLine]) -> dict[StockKey, int]:
    """How many of each stock item the lines need together."""
    wanted: dict[StockKey, int] = {}
    for line in lines:
        for key in line.stock:
            wanted[key] = wanted.get(key, 0) + line.quantity
    return wanted


def check_lines(lines: Sequence[CartLine], goods: Mapping[int, Goods]) -> None:
    """Raises QuantityConflict with every line that is out of stock or outside its limits."""
    levels: dict[StockKey, int] = {}
    for one in goods.values():
        levels.update(one.levels)
    check_levels(lines, levels)


def check_levels(lines: Sequence[CartLine], levels: Mapping[StockKey, int]) -> None:
    """The same by what can be had; a stock item that is not among the levels is not counted."""
    wanted = stock_wanted(lines)
    of_product: dict[int, int] = {}
    for line in lines:
        of_product[line.product_id] = of_product.get(line.product_id, 0) + line.quantity
    problems = [
        problem
        for line in lines
        if line.product_id
        for problem in [_limit_problem(line, of_product) or _stock_problem(line, wanted, levels)]
        if problem is not None
    ]
    if problems:
        raise QuantityConflict(tuple(problems))


def _limit_problem(line: CartLine, of_product: Mapping[int, int]) -> QuantityProblem | None:
    name, quantity = line.catalog_name, of_product[line.product_id]
    if line.quantity_maximum and quantity > line.quantity_maximum:
        return QuantityProblem("ExceedsMaxQuantity", line.product_id, name, line.quantity_maximum)
    if line.quantity_minimum and quantity < line.quantity_minimum:
        return QuantityProblem("InsufficientQuantity", line.product_id, name, line.quantity_minimum)
    return None


def _stock_problem(
    line: CartLine, wanted: Mapping[StockKey, int], levels: Mapping[StockKey, int]
) -> QuantityProblem | None:
    for key in line.stock:
        if key in levels and wanted[key] > max(0, levels[key]):
            level = max(0, levels[key])
            return QuantityProblem(
                "OutOfStock", line.product_id, line.catalog_name, level, key[1] or None, line.sku
            )
    return None
