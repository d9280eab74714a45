"""What an order was paid with, and where refunds of it go."""

import pytest

from orderwright.domain.errors import RefundRefused
from orderwright.domain.order import Order
from orderwright.domain.payment import Transaction
from orderwright.domain.refund import PaymentState, Refund, RefundPayment
from orderwright.domain.refund_method import PaymentRequest, choose, methods_of
from orderwright.domain.tender import Balances, Tender, Ways, captured_of, tenders_of

CENT = 100
WAYS = Ways(
    names={"adyen.card": "Adyen"},
    codes={"Bank Deposit": "bankdeposit"},
    offline_reasons={"old.card": "This payment provider does not support refunds."},
    whole_only=frozenset({"whole.card"}),
)


def order(total: int = 1_000_000, **changes: object) -> Order:
    fields: dict[str, object] = {"status_id": 11, "payment_method": "Manual", **changes}
    return Order(id=1, total_inc_tax=total, **fields)  # type: ignore[arg-type]


def moved(
    at: int, event: str, amount: int, method_id: str = "adyen.card", **changes: object
) -> Transaction:
    fields: dict[str, object] = {
        "method": "credit_card",
        "gateway": method_id.split(".", maxsplit=1)[0],
        **changes,
    }
    return Transaction(
        order_id=1, id=at, event=event, amount=amount, currency="USD",  # type: ignore[arg-type]
        payment_method_id=method_id, gateway_transaction_id=f"g{at}", **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def given(amount: int, provider_id: str = "adyen", **changes: object) -> Refund:
    payment = RefundPayment(provider_id, amount, **changes)  # type: ignore[arg-type]
    return Refund(1, 0, amount, 0, payments=(payment,))


def found(
    what: Order, *transactions: Transaction, refunds: tuple[Refund, ...] = (), **taken: object
) -> list[tuple[str, int, int]]:
    balances = Balances(**taken)  # type: ignore[arg-type]
    tenders = tenders_of(what, transactions, refunds, balances, WAYS, CENT)
    return [(one.provider_id, one.captured, one.left) for one in tenders]


def test_what_was_paid_by_hand_depends_on_the_status() -> None:
    assert found(order()) == [("custom", 1_000_000, 1_000_000)]
    assert found(order(payment_method="Bank Deposit")) == [("bankdeposit", 1_000_000, 1_000_000)]
    for status_id in (0, 6, 7):
        assert found(order(status_id=status_id)) == []


def test_charges_captures_and_voids() -> None:
    assert found(order(), moved(1, "purchase", 600_000)) == [("adyen", 600_000, 600_000)]
    held = moved(1, "authorization", 1_000_000)
    assert found(order(), held) == []
    part = moved(2, "capture", 400_000, reference_transaction_id=1)
    assert found(order(), held, part) == [("adyen", 400_000, 400_000)]
    failed = moved(2, "capture", 400_000, reference_transaction_id=1, status="error")
    assert found(order(), held, failed) == []
    assert found(order(), moved(1, "purchase", 600_000, status="error"))[0][0] == "custom"


def test_refunds_count_until_they_are_declined() -> None:
    charge = moved(1, "purchase", 1_000_000)
    for state, left in (
        (PaymentState.DONE, 700_000),
        (PaymentState.PENDING, 700_000),
        (PaymentState.DECLINED, 1_000_000),
    ):
        back = given(300_000, reference_transaction_id=1, state=state)
        assert found(order(), charge, refunds=(back,)) == [("adyen", 1_000_000, left)]


def test_balances_by_what_was_taken_of_them_and_what_is_only_claimed() -> None:
    what = order(store_credit_amount=200_000, gift_certificate_amount=300_000)
    charge = moved(1, "purchase", 500_000)
    assert found(what, charge, store_credit=200_000, certificates={5: 250_000}) == [
        ("adyen", 500_000, 500_000),
        ("storecredit", 200_000, 200_000),
        ("giftcertificate", 250_000, 250_000),
        ("giftcertificate", 50_000, 50_000),
    ]


def test_goodwill_to_store_credit_leaves_the_card_what_it_paid() -> None:
    back = given(400_000, "storecredit")
    assert found(order(), moved(1, "purchase", 1_000_000), refunds=(back,)) == [
        ("adyen", 1_000_000, 1_000_000)
    ]


def tender(provider_id: str, captured: int, left: int, **changes: object) -> Tender:
    return Tender(provider_id, provider_id.title(), captured, left, **changes)  # type: ignore[arg-type]


CARDS = (
    tender("adyen", 500_000, 200_000, transaction_id=1, payment_method_id="adyen.card"),
    tender("adyen", 300_000, 300_000, transaction_id=2, payment_method_id="adyen.card"),
    tender("storecredit", 200_000, 200_000),
)


def test_two_cards_of_one_provider_are_one_option_and_two_payments() -> None:
    (back, credit, custom) = methods_of(CARDS, 400_000, is_guest=False)
    assert [(one.provider_id, one.amount) for one in back] == [("adyen", 400_000)]
    assert [one.provider_id for one in (*credit, *custom)] == ["storecredit", "custom"]
    made = choose(CARDS, 400_000, [PaymentRequest("adyen", 400_000)], is_guest=False)
    assert [(one.amount, one.reference_transaction_id, one.state) for one in made] == [
        (200_000, 1, PaymentState.PENDING),
        (200_000, 2, PaymentState.PENDING),
    ]
    by_hand = choose(CARDS, 400_000, [PaymentRequest("adyen", 400_000, True)], is_guest=False)
    assert {(one.offline, one.state) for one in by_hand} == {(True, PaymentState.DONE)}


def test_a_guest_gets_no_store_credit_and_others_only_what_was_quoted() -> None:
    assert len(methods_of(CARDS[:2], 400_000, is_guest=True)) == 2
    with pytest.raises(RefundRefused, match="guest"):
        choose(CARDS[:2], 400_000, [PaymentRequest("storecredit", 400_000)], is_guest=True)
    for wrong in (
        [],
        [PaymentRequest("adyen", 399_900)],
        [PaymentRequest("adyen", 400_000), PaymentRequest("custom", 0)],
        [PaymentRequest("adyen", 200_000), PaymentRequest("adyen", 200_000)],
    ):
        with pytest.raises(RefundRefused, match="quoted"):
            choose(CARDS, 400_000, wrong, is_guest=False)


def test_what_a_gateway_cannot_do_is_done_by_hand() -> None:
    whole = (tender("whole", 500_000, 500_000, transaction_id=1, is_whole_only=True),)
    assert methods_of(whole, 500_000, is_guest=True)[0][0].offline_reason == ""
    reason = "This payment provider does not support partial refunds."
    assert methods_of(whole, 100_000, is_guest=True)[0][0].offline_reason == reason
    (made,) = choose(whole, 100_000, [PaymentRequest("whole", 100_000)], is_guest=True)
    assert (made.offline, made.state) == (True, PaymentState.DONE)


def test_all_that_was_captured() -> None:
    assert captured_of(CARDS) == 1_000_000
