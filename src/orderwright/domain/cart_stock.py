"""Whether a cart's quantities can be had: limits of products, and their stock."""

from collections.abc import Iterable, Mapping, Sequence

from orderwright.domain.cart import CartLine
from orderwright.domain.cart_lines import Goods
from orderwright.domain.errors import QuantityConflict, QuantityProblem
from orderwright.domain.stock import StockKey


def stock_wanted(lines: Iterable[CartLine]) -> dict[StockKey, int]:
    """How many of each stock item the lines need together."""
    wanted: dict[StockKey, int] = {}
    for line in lines:
        if line.stock_variant_id is not None:
            key = (line.product_id, line.stock_variant_id)
            wanted[key] = wanted.get(key, 0) + line.quantity
    return wanted


def check_lines(lines: Sequence[CartLine], goods: Mapping[int, Goods]) -> None:
    """Raises QuantityConflict with every line that is out of stock or outside its limits."""
    levels = {
        (product_id, variant_id): level
        for product_id, one in goods.items()
        for variant_id, level in (one.levels or {}).items()
    }
    check_levels(lines, levels)


def check_levels(lines: Sequence[CartLine], levels: Mapping[StockKey, int]) -> None:
    """The same by levels of stock items; one that is not among them has none."""
    wanted = stock_wanted(lines)
    per_product: dict[int, int] = {}
    for line in lines:
        per_product[line.product_id] = per_product.get(line.product_id, 0) + line.quantity
    problems = [
        problem
        for line in lines
        if line.product_id
        for problem in [_problem(line, per_product[line.product_id], wanted, levels)]
        if problem is not None
    ]
    if problems:
        raise QuantityConflict(tuple(problems))


def _problem(
    line: CartLine, of_product: int, wanted: Mapping[StockKey, int], levels: Mapping[StockKey, int]
) -> QuantityProblem | None:
    name = line.catalog_name
    if line.quantity_maximum and of_product > line.quantity_maximum:
        return QuantityProblem("ExceedsMaxQuantity", line.product_id, name, line.quantity_maximum)
    if line.quantity_minimum and of_product < line.quantity_minimum:
        return QuantityProblem("InsufficientQuantity", line.product_id, name, line.quantity_minimum)
    if line.stock_variant_id is not None:
        key = (line.product_id, line.stock_variant_id)
        level = levels.get(key, 0)
        if wanted[key] > level:
            return QuantityProblem(
                "OutOfStock", line.product_id, name, level, line.stock_variant_id or None, line.sku
            )
    return None
