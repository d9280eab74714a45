"""What refunds come to, with numbers worked out by hand, and what holds for any order (I8, I9)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orderwright.domain.errors import RefundRefused
from orderwright.domain.order import WholeOrder
from orderwright.domain.refund import (
    ItemRequest,
    PaymentState,
    Refund,
    RefundRequest,
)
from orderwright.domain.refund_parts import Part, PartKey, parts_of
from orderwright.domain.refund_quote import NOTHING_ASKED, quote_refund
from orderwright.domain.totals import OrderInput
from tests.unit.pricing import printed, unit_of
from tests.unit.refunding import (
    ORDER_ID,
    address,
    asked,
    fee,
    money,
    override,
    priced_orders,
    product,
    quoted,
    refund_of,
    units,
    whole,
)

MAX_PIECES = 12
OVERRIDE = "merchant_calculated_override"

# Three vases of 10.00 with 0.83 tax together, shipping 10.00 taxed 0.83, handling 2.00, a fee 5.00
# taxed 0.41, and wrapping of 3.00 for all three.
ORDER = whole(
    product(1, 3, "10.00", "10.83", wrapping_cost_ex_tax=30_000, wrapping_cost_inc_tax=30_000),
    product(2, 1, "20.00", "20.00"),
    addresses=(address(7, ("10.00", "10.83"), ("2.00", "2.00")),),
    fees=(fee(4, "5.00", "5.41"),),
)


@pytest.mark.parametrize(
    "items, total, tax",
    [
        ((units(1, 1),), "3.6100", "0.2800"),
        ((units(1, 2),), "7.2200", "0.5500"),
        ((units(1, 3),), "10.8300", "0.8300"),
        ((units(2, 1),), "20.0000", "0.0000"),
        ((units(1, 1, kind="GIFT_WRAPPING"),), "1.0000", "0.0000"),
        ((money("SHIPPING", 7, "10"),), "10.8300", "0.8300"),
        ((money("SHIPPING", 7, "5"),), "5.4200", "0.4200"),
        ((money("HANDLING", 7, "1.50"),), "1.5000", "0.0000"),
        ((money("FEE", 4, "5"),), "5.4100", "0.4100"),
        ((money("FEE", ORDER_ID, "2.50"),), "2.7100", "0.2100"),
        ((money("ORDER", ORDER_ID, "7.77"),), "7.7700", "0.0000"),
        ((money("ORDER", 1, "7.77"),), "7.7700", "0.0000"),
        ((money("TAX", ORDER_ID, "1"),), "1.0000", "1.0000"),
        ((units(1, 3), money("SHIPPING", 7, "10")), "21.6600", "1.6600"),
        ((units(1, 3, "-2"),), "8.8300", "0.8300"),
        ((units(1, 3, "-2", "-8.50"),), "0.3300", "0.3300"),
    ],
)
def test_items(items: tuple[ItemRequest, ...], total: str, tax: str) -> None:
    quote = quoted(ORDER, asked(*items))
    assert printed(quote.total_amount, quote.total_tax) == (total, tax)
    assert quote.adjustment == 0


def test_units_one_after_the_other_sum_to_the_line() -> None:
    refunds: list[Refund] = []
    found = []
    for _ in range(3):
        quote = quoted(ORDER, asked(units(1, 1)), *refunds)
        refunds.append(refund_of(quote))
        found.append(printed(quote.total_amount, quote.total_tax))
    assert found == [("3.6100", "0.2800"), ("3.6100", "0.2700"), ("3.6100", "0.2800")]
    with pytest.raises(RefundRefused, match="quantity"):
        quoted(ORDER, asked(units(1, 1)), *refunds)


def test_an_inclusive_order_counts_with_tax() -> None:
    line = product(1, 3, "9.17", "10.00")
    order = whole(line, is_tax_inclusive_pricing=True)
    quote = quoted(order, asked(units(1, 1)))
    assert printed(quote.total_amount, quote.total_tax) == ("3.3300", "0.2800")
    assert quote.items[0].amount == quote.items[0].total == 33_300


@pytest.mark.parametrize(
    "request_, path",
    [
        (asked(units(1, 4)), "items.0.quantity"),
        (asked(units(1, 0)), "items.0.quantity"),
        (asked(units(1, -1)), "items.0.quantity"),
        (asked(units(1, 2), units(1, 2)), "items.1.quantity"),
        (asked(units(9, 1)), "items.0.item_id"),
        (asked(units(2, 1, kind="GIFT_WRAPPING")), "items.0.item_id"),
        (asked(money("SHIPPING", 1, "1")), "items.0.item_id"),
        (asked(money("SHIPPING", 7, "10.01")), "items.0.amount"),
        (asked(money("SHIPPING", 7, "0")), "items.0.amount"),
        (asked(money("SHIPPING", 7, "-1")), "items.0.amount"),
        (asked(money("SHIPPING", 7, "1.005")), "items.0.amount"),
        (asked(money("SHIPPING", 7, "9"), money("SHIPPING", 7, "2")), "items.1.amount"),
        (asked(money("HANDLING", 7, "2.01")), "items.0.amount"),
        (asked(money("FEE", 5, "1")), "items.0.item_id"),
        (asked(money("ORDER", 99, "1")), "items.0.item_id"),
        (asked(money("ORDER", ORDER_ID, "52.08")), "items.0.amount"),
        (asked(money("TAX", ORDER_ID, "2.08")), "items.0.amount"),
        (asked(units(2, 1, "-20.01")), "items.0.adjustments"),
        (asked(units(2, 1, "0.01")), "items.0.adjustments"),
        (asked(tax_adjustment=10_000), "tax_adjustment_amount"),
        (asked(units(2, 1), override=override("52.08", "0")), f"{OVERRIDE}.total_amount"),
        (asked(units(2, 1), override=override("0", "0")), f"{OVERRIDE}.total_amount"),
        (asked(units(2, 1), override=override("20", "2.08")), f"{OVERRIDE}.total_tax"),
        (asked(units(2, 1), override=override("1", "1.01")), f"{OVERRIDE}.total_tax"),
        (asked(units(2, 1), override=override("1", "-1.01")), f"{OVERRIDE}.total_tax"),
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_refused_by_name(request_: RefundRequest, path: str) -> None:
    with pytest.raises(RefundRefused) as refusal:
        quoted(ORDER, request_)
    assert list(refusal.value.fields) == [path]


def test_no_more_than_was_captured() -> None:
    quote = quoted(ORDER, asked(units(2, 1)), captured=150_000)
    assert printed(quote.total_amount, quote.adjustment) == ("15.0000", "-5.0000")
    before = refund_of(quote)
    with pytest.raises(RefundRefused, match="nothing left"):
        quoted(ORDER, asked(units(1, 1)), before, captured=150_000)
    with pytest.raises(RefundRefused, match="nothing left"):
        quoted(ORDER, asked(units(1, 1)), captured=0)


def test_a_pending_refund_stands_in_the_way_and_a_declined_one_does_not() -> None:
    quote = quoted(ORDER, asked(units(2, 1)))
    with pytest.raises(RefundRefused, match="quantity"):
        quoted(ORDER, asked(units(2, 1)), refund_of(quote, PaymentState.PENDING))
    again = quoted(ORDER, asked(units(2, 1)), refund_of(quote, PaymentState.DECLINED))
    assert again == quote


def test_an_override_replaces_the_figures_and_its_kept_tax_can_be_given_back() -> None:
    request = asked(money("SHIPPING", 7, "10"), override=override("10.30", "0.30"))
    quote = quoted(ORDER, request)
    assert printed(quote.total_amount, quote.total_tax, quote.adjustment) == (
        "10.3000", "0.3000", "0.0000",
    )  # fmt: skip
    before = refund_of(quote)
    overcharged = quoted(ORDER, asked(tax_adjustment=5_300), before)
    assert printed(overcharged.total_amount, overcharged.total_tax) == ("0.5300", "0.5300")
    with pytest.raises(RefundRefused):
        quoted(ORDER, asked(tax_adjustment=5_200), before)
    with pytest.raises(RefundRefused):
        quoted(ORDER, asked(tax_adjustment=5_300), before, refund_of(overcharged))
    free = asked(tax_adjustment=10_000, override=override("1.00", "1.00"))
    assert quoted(ORDER, free, before).total_amount == 10_000


def test_the_last_part_takes_what_the_parts_do_not_account_for() -> None:
    order = whole(
        product(1, 1, "10", "10"),
        product(2, 1, "10", "10"),
        total_inc_tax=250_000,
        total_ex_tax=240_000,
        total_tax=10_000,
        is_total_overridden=True,
    )
    first = quoted(order, asked(units(1, 1)))
    assert printed(first.total_amount, first.total_tax) == ("10.0000", "0.0000")
    last = quoted(order, asked(units(2, 1)), refund_of(first))
    assert printed(last.total_amount, last.total_tax, last.adjustment) == (
        "15.0000", "1.0000", "5.0000",
    )  # fmt: skip


def test_what_was_refunded_elsewhere_is_not_refunded_again() -> None:
    line = product(1, 3, "30", "30", quantity_refunded=2, refund_amount=200_000)
    order = whole(line, refunded_amount=200_000)
    with pytest.raises(RefundRefused, match="quantity"):
        quoted(order, asked(units(1, 2)))
    assert quoted(order, asked(units(1, 1))).total_amount == 100_000


def test_discounts_on_shipping_are_not_given_back() -> None:
    order = whole(product(1, 1, "20", "20"), addresses=(address(7, ("10", "10")),))
    total = order.order.total_inc_tax - 40_000
    discounted = replace(
        order.order, coupon_discount=40_000, total_inc_tax=total, total_ex_tax=total
    )
    order = replace(order, order=discounted)
    with pytest.raises(RefundRefused):
        quoted(order, asked(money("SHIPPING", 7, "6.01")))
    assert quoted(order, asked(money("SHIPPING", 7, "6"))).total_amount == 60_000


@given(priced_orders(), st.data())
def test_refunding_every_part_in_any_split_gives_back_what_was_paid(
    priced: tuple[WholeOrder, OrderInput], data: st.DataObject
) -> None:
    order, given_ = priced
    unit, paid = unit_of(given_), order.order.total_inc_tax
    refunds: list[Refund] = []
    waiting: list[ItemRequest] = []
    parts = parts_of(order, unit)
    assume(all(part.tax >= 0 for part in parts.values()))  # a pair may be given upside down
    pieces = _pieces(parts, unit, data)
    assume(pieces)  # what is nothing but tax needs an item of the order's own
    for piece in data.draw(st.permutations(pieces)):
        waiting.append(piece)
        if data.draw(st.booleans()):
            waiting = _refund(order, refunds, waiting, unit)
    _refund(order, refunds, waiting, unit)
    assert sum(refund.total_amount for refund in refunds) == max(0, paid)
    assert sum(refund.total_tax for refund in refunds) == max(0, order.order.total_tax)


def _refund(
    order: WholeOrder, refunds: list[Refund], items: list[ItemRequest], unit: int
) -> list[ItemRequest]:
    """Refund the items; those that come to nothing by themselves are left for later."""
    paid = order.order.total_inc_tax
    left = paid - sum(refund.total_amount for refund in refunds)
    if left <= 0 or not items:
        return items
    try:
        quote = quote_refund(order, refunds, paid, asked(*items), unit)
    except RefundRefused as refusal:
        if str(refusal) != NOTHING_ASKED:
            raise
        return items
    assert 0 < quote.total_amount <= left
    assert quote.total_amount % unit == quote.total_tax % unit == 0
    refunds.append(refund_of(quote, at=len(refunds)))
    return []


def _pieces(parts: Mapping[PartKey, Part], unit: int, data: st.DataObject) -> list[ItemRequest]:
    """Requests that together ask for every part that has cost something."""
    pieces: list[ItemRequest] = []
    for (kind, at), part in parts.items():
        size = part.quantity or part.amount // unit
        while part.total and size > 0:
            some = data.draw(st.just(size) | st.integers(1, size))
            if len(pieces) > MAX_PIECES:
                some = size
            size -= some
            by_amount = 0 if part.quantity else some * unit
            pieces.append(ItemRequest(kind, at, some if part.quantity else 0, by_amount))
    return pieces
