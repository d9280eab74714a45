"""What becomes of refunds: the answers of gateways, and what the refunds then do to their order."""

from collections.abc import Sequence
from dataclasses import replace

from orderwright.actions import order_ledger, order_tenders, refund_transactions
from orderwright.actions.gateway_calls import Called
from orderwright.actions.order_changes import By, save_change
from orderwright.actions.order_tenders import Paid
from orderwright.db import orders, refunds
from orderwright.db.unit import Unit
from orderwright.domain.order import WholeOrder
from orderwright.domain.payment import Attempt, AttemptStatus
from orderwright.domain.refund import PaymentState, Refund, newly_done, with_payment
from orderwright.domain.refund_effect import with_refunds
from orderwright.domain.stock import moved_stock

REFUNDED = "refunded"
"""What the history calls it."""

UNREACHABLE = "The payment provider could not be reached."


async def conclude_refund(unit: Unit, by: By, attempt: Attempt, called: Called) -> None:
    """Write what a gateway's answer means for a refund and its order, which is locked."""
    if attempt.is_open:
        return
    whole = await orders.find(unit, by.store.id, attempt.order_id, lock=True)
    assert whole is not None
    paid = await order_tenders.read_paid(unit, by.store.id, whole.order, None)
    payment = next(
        one
        for refund in paid.refunds
        for one in refund.payments
        if one.id == attempt.details["refund_payment_id"]
    )
    if attempt.status is AttemptStatus.SUCCEEDED:
        payment = replace(payment, state=PaymentState.DONE)
    else:
        reason = attempt.decline_code.replace("_", " ").capitalize()
        payment = replace(
            payment, state=PaymentState.DECLINED, declined_message=reason or UNREACHABLE
        )
    if called.outcome is not None:
        told = await refund_transactions.record_gateways(unit, by, whole.order, attempt, called)
        payment = replace(payment, transaction_id=told.id)
    refunds.save_payment(unit, by.store.id, payment)
    await save_effect(unit, by, whole, paid, with_payment(paid.refunds, payment), payment.refund_id)


async def save_effect(
    unit: Unit,
    by: By,
    whole: WholeOrder,
    paid: Paid,
    after: Sequence[Refund],
    refund_id: int,
) -> None:
    """Write what the refunds of a locked order now do to it, if anything."""
    changed = with_refunds(whole, paid.refunds, after, paid.captured, by.store.profile, paid.unit)
    if changed is whole:
        return
    for was, now, payment in newly_done(paid.refunds, after):
        order_ledger.post_refund(unit, by.store.id, (was, now), payment, paid.unit, by.now)
    await save_change(
        unit,
        by,
        whole,
        changed,
        REFUNDED,
        {"refunds": (None, refund_id)},
        moved=moved_stock(whole.products, changed.products),
    )
