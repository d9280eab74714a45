"""Whether the quantities of an order's lines can be had: limits of a product, and its stock.

Lines that share a stock item are counted together, and every bad line is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from orderwright.domain.errors import QuantityConflict, QuantityProblem
from orderwright.domain.order import OrderProduct, StockHold, WholeOrder
from orderwright.domain.order_facts import CatalogItem
from orderwright.domain.order_status import Status
from orderwright.domain.store import Profile

StockKey = tuple[int, int]
"""Product and variant of a stock item; variant 0 where the product is counted as a whole."""

LATE = (Status.SHIPPED, Status.PARTIALLY_SHIPPED, Status.COMPLETED)
"""Where an order takes its stock if it did not when it was placed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line's wish. `held` is what it has of the stock already."""

    item: CatalogItem
    quantity: int
    held: tuple[StockHold, ...] = ()


def check_quantities(wanted: Sequence[Wanted]) -> None:
    """Raises QuantityConflict with every line that is out of stock or outside its limits."""
    needed: dict[StockKey, int] = {}
    for line in wanted:
        for item in line.item.stock:
            key = (item.product_id, item.variant_id)
            needed[key] = needed.get(key, 0) + line.quantity - _held(line.held, key)
    problems = [problem for line in wanted if (problem := _problem(line, needed)) is not None]
    if problems:
        raise QuantityConflict(tuple(problems))


def _problem(line: Wanted, needed: Mapping[StockKey, int]) -> QuantityProblem | None:
    item, quantity = line.item, line.quantity
    if item.quantity_maximum and quantity > item.quantity_maximum:
        return QuantityProblem(
            "ExceedsMaxQuantity", item.product_id, item.name, item.quantity_maximum
        )
    if item.quantity_minimum and quantity < item.quantity_minimum:
        return QuantityProblem(
            "InsufficientQuantity", item.product_id, item.name, item.quantity_minimum
        )
    for stock in item.stock:
        key = (stock.product_id, stock.variant_id)
        if needed[key] > max(0, stock.available) and quantity > _held(line.held, key):
            return QuantityProblem(
                "OutOfStock",
                item.product_id,
                item.name,
                max(0, stock.available),
                item.sku_id,
                item.sku,
            )
    return None


def _held(held: Iterable[StockHold], key: StockKey) -> int:
    return sum([hold.quantity for hold in held if (hold.product_id, hold.variant_id) == key])


def holds_stock(status_id: int, profile: Profile, *, is_deleted: bool) -> bool:
    """Whether an order in this state keeps the stock that it took, as the store's setting says."""
    if is_deleted and profile.restock_on_archive:
        return False
    gives_back = {
        Status.INCOMPLETE: True,
        Status.CANCELLED: profile.restock_on_cancel,
        Status.DECLINED: profile.restock_on_decline,
        Status.REFUNDED: profile.restock_on_refund,
    }
    return not gives_back.get(Status(status_id), False)


def takes_stock(status_id: int, profile: Profile) -> bool:
    """Whether an order that holds no stock yet takes it in this status."""
    return not profile.takes_stock_late or status_id in LATE


def hold(item: CatalogItem, quantity: int) -> tuple[StockHold, ...]:
    """What a line of so many holds of the stock."""
    if quantity <= 0:
        return ()
    return tuple([StockHold(stock.product_id, stock.variant_id, quantity) for stock in item.stock])


def moved_stock(
    before: Iterable[OrderProduct], after: Iterable[OrderProduct]
) -> dict[StockKey, int]:
    """What is taken of each stock item from one state of an order to the next; negative: returned.

    In the one order in which stock is always locked.
    """
    moved: dict[StockKey, int] = {}
    for sign, lines in ((-1, before), (1, after)):
        for line in lines:
            for one in line.stock_held:
                key = (one.product_id, one.variant_id)
                moved[key] = moved.get(key, 0) + sign * one.quantity
    return {key: moved[key] for key in sorted(moved) if moved[key]}


def moved_by_change(before: WholeOrder, after: WholeOrder, profile: Profile) -> dict[StockKey, int]:
    """What a change of an order moves: nothing, where edits do not and the state stays."""
    own = profile.in_channel(before.order.channel_id)
    was, now = before.order, after.order
    stays = (was.status_id, was.is_deleted) == (now.status_id, now.is_deleted)
    if stays and not own.moves_stock_on_edit:
        return {}
    return moved_stock(before.products, after.products)


def take_again(
    lines: Sequence[OrderProduct], available: Mapping[StockKey, int]
) -> tuple[OrderProduct, ...]:
    """Lines that hold as much as there is, up to their quantity: a status never waits for stock.

    `available` has the stock items that are counted now, without what the lines hold already.
    """
    left = dict(available)
    for line in lines:
        for one in line.stock_held:
            key = (one.product_id, one.variant_id)
            if key in left:
                left[key] += one.quantity
    taken: list[OrderProduct] = []
    for line in lines:
        holds: list[StockHold] = []
        for key in _own_keys(line, available):
            quantity = min(line.quantity, max(0, left[key]))
            if quantity > 0:
                left[key] -= quantity
                holds.append(StockHold(*key, quantity))
        taken.append(replace(line, stock_held=tuple(holds)))
    return tuple(taken)


def needed_by(
    lines: Sequence[OrderProduct], available: Mapping[StockKey, int]
) -> dict[StockKey, int]:
    """What the lines need of the stock items that are counted. Raises QuantityConflict."""
    needed: dict[StockKey, int] = {}
    for line in lines:
        for key in _own_keys(line, available):
            needed[key] = needed.get(key, 0) + line.quantity
    problems = [
        QuantityProblem(
            "OutOfStock", line.product_id, line.name, available[key], key[1] or None, line.sku
        )
        for line in lines
        for key in _own_keys(line, available)
        if needed[key] > available[key]
    ]
    if problems:
        raise QuantityConflict(tuple(problems))
    return needed


def check_taken(lines: Sequence[OrderProduct], available: Mapping[StockKey, int]) -> None:
    """An order that leaves Incomplete takes all that it needs. Raises QuantityConflict."""
    problems = [
        QuantityProblem(
            "OutOfStock",
            line.product_id,
            line.name,
            max(0, available[key]),
            key[1] or None,
            line.sku,
        )
        for line in lines
        for key in _own_keys(line, available)
        if line.quantity > sum([one.quantity for one in line.stock_held])
    ]
    if problems:
        raise QuantityConflict(tuple(problems))


def _own_keys(line: OrderProduct, counted: Mapping[StockKey, int]) -> list[StockKey]:
    """The stock item of a line: its variant's, else its product's."""
    if line.is_custom:
        return []
    own = [(line.product_id, line.variant_id), (line.product_id, 0)]
    return [key for key in own if key in counted][:1]
