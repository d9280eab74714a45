"""Quantities against limits and stock, and what statuses do to what an order holds."""

from typing import Any

import pytest

from orderwright.domain.errors import QuantityConflict
from orderwright.domain.order import OrderProduct, StockHold
from orderwright.domain.order_facts import CatalogItem, StockLevel
from orderwright.domain.stock import (
    Wanted,
    check_quantities,
    hold,
    holds_stock,
    moved_stock,
    take_again,
)
from orderwright.domain.store import Profile


def make_item(product_id: int = 1, available: int | None = None, **values: Any) -> CatalogItem:
    stock = () if available is None else (StockLevel(product_id, 0, available),)
    return CatalogItem(product_id, name=f"Product {product_id}", stock=stock, **values)


def kinds(*wanted: Wanted) -> list[tuple[str, int, int]]:
    """What is refused of these lines."""
    try:
        check_quantities(wanted)
    except QuantityConflict as conflict:
        return [(p.kind, p.product_id, p.limit) for p in conflict.problems]
    return []


def test_what_is_there_may_be_had() -> None:
    assert kinds(Wanted(make_item(available=3), 3)) == []
    assert kinds(Wanted(make_item(), 10**9)) == []


def test_every_bad_line_is_named_with_its_limit() -> None:
    assert kinds(
        Wanted(make_item(1, available=3), 4),
        Wanted(make_item(2, quantity_maximum=5), 6),
        Wanted(make_item(3, quantity_minimum=2), 1),
        Wanted(make_item(4, available=1), 1),
    ) == [("OutOfStock", 1, 3), ("ExceedsMaxQuantity", 2, 5), ("InsufficientQuantity", 3, 2)]


def test_lines_that_share_a_stock_item_count_together() -> None:
    shared = make_item(available=3)
    assert kinds(Wanted(shared, 2), Wanted(shared, 1)) == []
    assert kinds(Wanted(shared, 2), Wanted(shared, 2)) == [("OutOfStock", 1, 3)] * 2


def test_what_a_line_holds_already_is_not_wanted_again() -> None:
    held = (StockHold(1, 0, 3),)
    empty = make_item(available=0)
    assert kinds(Wanted(empty, 3, held)) == []
    assert kinds(Wanted(empty, 2, held)) == []
    assert kinds(Wanted(empty, 4, held)) == [("OutOfStock", 1, 0)]


def test_a_line_that_wants_less_pays_for_one_that_wants_more() -> None:
    empty = make_item(available=0)
    less, more = (StockHold(1, 0, 3),), (StockHold(1, 0, 1),)
    assert kinds(Wanted(empty, 1, less), Wanted(empty, 3, more)) == []
    assert kinds(Wanted(empty, 2, less), Wanted(empty, 3, more)) == [("OutOfStock", 1, 0)]


@pytest.mark.parametrize(
    "status_id, holds",
    [(0, False), (4, True), (5, False), (6, False), *((s, True) for s in (1, 2, 3, 7, 10, 14))],
)
def test_statuses_hold_stock_by_the_default_settings(status_id: int, holds: bool) -> None:
    assert holds_stock(status_id, Profile(), is_deleted=False) is holds


def test_archived_orders_hold_stock_unless_the_store_wants_it_back() -> None:
    assert holds_stock(1, Profile(), is_deleted=True)
    assert not holds_stock(1, Profile(restock_on_archive=True), is_deleted=True)


def test_lines_of_nothing_or_less_hold_nothing() -> None:
    item = make_item(available=9)
    assert [hold(item, quantity) for quantity in (-1, 0, 2)] == [(), (), (StockHold(1, 0, 2),)]


def make_line(product_id: int, quantity: int, *holds: StockHold) -> OrderProduct:
    return OrderProduct(product_id=product_id, quantity=quantity, stock_held=holds)


def test_moves_are_sums_in_one_order() -> None:
    before = [make_line(2, 3, StockHold(2, 0, 3)), make_line(1, 1, StockHold(1, 0, 1))]
    after = [make_line(1, 4, StockHold(1, 0, 4)), make_line(3, 1, StockHold(3, 7, 1))]
    assert list(moved_stock(before, after).items()) == [
        ((1, 0), 3),
        ((2, 0), -3),
        ((3, 7), 1),
    ]
    assert moved_stock(before, before) == {}


def test_taking_again_shares_what_there_is_in_the_order_of_lines() -> None:
    lines = [make_line(1, 3), make_line(1, 3), make_line(2, 1), make_line(0, 5)]
    taken = take_again(lines, {(1, 0): 4})
    assert [line.stock_held for line in taken] == [
        (StockHold(1, 0, 3),),
        (StockHold(1, 0, 1),),
        (),
        (),
    ]


def test_taking_again_counts_what_is_held_still() -> None:
    (line,) = take_again([make_line(1, 3, StockHold(1, 0, 2))], {(1, 0): 1})
    assert line.stock_held == (StockHold(1, 0, 3),)
