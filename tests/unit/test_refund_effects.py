"""What refunds do to their order, how captures are planned, and the ledger's entries."""

from dataclasses import replace

import pytest

from orderwright.domain.capture import authorized, plan_capture
from orderwright.domain.discount import AppliedDiscount
from orderwright.domain.errors import Unprocessable
from orderwright.domain.ledger import Journal, charges_of, difference, figures_of, paid, refund_of
from orderwright.domain.order import StockHold, WholeOrder
from orderwright.domain.payment import Attempt, Transaction
from orderwright.domain.refund import PaymentState, Refund, RefundPayment, newly_done, with_payment
from orderwright.domain.refund_effect import with_refunds
from orderwright.domain.store import Profile
from tests.unit.refunding import (
    CENT,
    address,
    asked,
    money,
    product,
    quoted,
    units,
    whole,
)
from tests.unit.refunding import (
    refund_of as made_of,
)

ORDER = whole(
    product(1, 3, "30.00", "32.40", stock_held=(StockHold(7, 0, 3),), name="Vase"),
    product(2, 1, "10.00", "10.00", name="Lamp"),
    addresses=(address(5, ("5.00", "5.40")),),
    status_id=11,
)
PAID = ORDER.order.total_inc_tax


def effect(before: tuple[Refund, ...], after: tuple[Refund, ...], **profile: bool) -> WholeOrder:
    return with_refunds(ORDER, before, after, PAID, Profile(**profile), CENT)  # type: ignore[arg-type]


def test_amounts_status_and_lines_follow_what_was_given_back() -> None:
    made = made_of(quoted(ORDER, asked(units(1, 2), money("SHIPPING", 5, "5"))))
    after = effect((), (made,))
    order, (vase, lamp) = after.order, after.products
    assert (order.refunded_amount, order.status_id) == (270_000, 14)
    assert order.payment_status == "partially refunded"
    assert (vase.quantity_refunded, vase.refund_amount) == (2, 216_000)
    assert (lamp.quantity_refunded, lamp.refund_amount) == (0, 0)
    assert vase.stock_held == ORDER.products[0].stock_held
    rest = made_of(quoted(ORDER, asked(units(1, 1), units(2, 1)), made), at=2)
    everything = effect((), (made, rest))
    assert (everything.order.refunded_amount, everything.order.status_id) == (PAID, 4)
    assert everything.order.payment_status == "refunded"


def test_what_is_pending_or_declined_changes_nothing() -> None:
    for state in (PaymentState.PENDING, PaymentState.DECLINED):
        made = made_of(quoted(ORDER, asked(units(1, 1))), state)
        assert effect((), (made,)) is ORDER


def test_refunded_units_come_back_to_the_stock_where_the_store_says_so() -> None:
    made = made_of(quoted(ORDER, asked(units(1, 2))))
    after = effect((), (made,), restock_on_refund=True)
    assert after.products[0].stock_held == (StockHold(7, 0, 1),)


def test_a_closed_order_keeps_its_status_on_a_partial_refund() -> None:
    cancelled = replace(ORDER, order=replace(ORDER.order, status_id=5))
    made = made_of(quoted(cancelled, asked(units(1, 1))))
    after = with_refunds(cancelled, (), (made,), PAID, Profile(), CENT)
    assert after.order.status_id == 5


def transaction(at: int, event: str, amount: int, of: int | None = None) -> Transaction:
    return Transaction(
        1, event, "credit_card", amount, "USD", "adyen", id=at, reference_transaction_id=of  # type: ignore[arg-type]
    )  # fmt: skip


def test_captures_are_planned_over_authorizations() -> None:
    first, second = transaction(1, "authorization", 50_000), transaction(2, "authorization", 30_000)
    left = authorized((first, second), ())
    assert [one.amount for one in plan_capture(left, None, CENT)] == [50_000, 30_000]
    assert [one.amount for one in plan_capture(left, 60_000, CENT)] == [50_000, 10_000]
    assert [one.amount for one in plan_capture(left, 40_000, CENT)] == [40_000]
    for amount in (0, -100, 50, 80_100):
        with pytest.raises(Unprocessable):
            plan_capture(left, amount, CENT)
    done = transaction(3, "capture", 50_000, of=1)
    assert authorized((first, second, done), ()) == (second,)
    failed = replace(done, status="error")
    assert authorized((first, failed), ()) == (first,)
    with pytest.raises(Unprocessable, match="no authorized"):
        authorized((first, done), ())
    under_way = Attempt("void", 1, "k", 50_000, "USD", "adyen.card")
    with pytest.raises(Unprocessable, match="under way"):
        authorized((first,), (under_way,))


def journal(cause: str, *postings: object) -> Journal:
    return Journal(cause, 1, 0, tuple(postings))  # type: ignore[arg-type]


def test_charges_balance_and_rebuild_the_order() -> None:
    charges = charges_of(ORDER)
    opening = journal("created", *charges)
    assert opening.is_balanced
    assert [(one.account, one.item_type, one.name, one.amount) for one in charges] == [
        ("receivable", "ORDER", "Order", 478_000),
        ("sales", "PRODUCT", "Vase", -300_000),
        ("tax", "PRODUCT", "Vase", -24_000),
        ("sales", "PRODUCT", "Lamp", -100_000),
        ("sales", "SHIPPING", "None", -50_000),
        ("tax", "SHIPPING", "None", -4_000),
    ]
    figures = figures_of([opening, journal("payment", *paid(478_000, "adyen", 100))])
    assert (figures.total_inc_tax, figures.total_tax) == (478_000, 28_000)
    assert (figures.paid, figures.outstanding) == (478_000, 0)


def test_discounts_and_given_totals_have_entries_of_their_own() -> None:
    off = AppliedDiscount("c", 30_000, "Coupon", "SAVE", "order")
    line = product(
        1, 1, "10", "10", applied_discounts=(off,), discounted_total_inc_tax=70_000, name="Vase"
    )
    order = whole(line, total_inc_tax=75_000, total_ex_tax=74_000, total_tax=1_000,
                  is_total_overridden=True)  # fmt: skip
    charges = charges_of(order)
    assert journal("created", *charges).is_balanced
    assert [(one.account, one.name, one.amount) for one in charges] == [
        ("receivable", "Order", 75_000),
        ("sales", "Vase", -100_000),
        ("discounts", "SAVE", 30_000),
        ("tax", "Difference", -1_000),
        ("rounding", "Difference", -4_000),
    ]


def test_an_edit_is_the_difference() -> None:
    dearer = whole(*ORDER.products, addresses=(address(5, ("7.00", "7.56")),), status_id=11)
    moved = difference(charges_of(ORDER), charges_of(dearer))
    assert [(one.account, one.amount) for one in moved] == [
        ("receivable", 21_600), ("sales", -20_000), ("tax", -1_600),
    ]  # fmt: skip


def test_payments_of_a_refund_have_a_journal_each() -> None:
    quote = quoted(ORDER, asked(units(1, 3)))
    payments = (
        RefundPayment("adyen", 200_000, id=1, refund_id=1),
        RefundPayment("storecredit", 124_000, id=2, refund_id=1),
    )
    made = Refund(
        100, 0, quote.total_amount, quote.total_tax, id=1, items=quote.items, payments=payments
    )
    steps = list(newly_done((), (made,)))
    journals = [journal("refund", *refund_of(*step, CENT)) for step in named(steps)]
    assert [one.is_balanced for one in journals] == [True, True]
    figures = figures_of(journals)
    assert (figures.refunded_amount, figures.refunded_tax) == (324_000, 24_000)
    (waiting,) = with_payment((made,), replace(payments[0], state=PaymentState.PENDING))
    assert [step[2].id for step in newly_done((), (waiting,))] == [2]


def named(steps: list[tuple[Refund, Refund, RefundPayment]]) -> list[tuple[Refund, Refund, str]]:
    return [(before, after, payment.provider_id) for before, after, payment in steps]
