"""Capturing and voiding payments: committed here, done by the job that settles, then concluded.

The gateway is called by the worker only, so that a request answers at once: the order's
`payment_status` says `capture pending` or `void pending` until then (behaviour 4).
"""

from collections.abc import Sequence
from dataclasses import replace

from orderwright.actions import order_tenders
from orderwright.actions.gateway_calls import Called
from orderwright.actions.order_changes import By, save_change
from orderwright.actions.order_transactions import add_transaction
from orderwright.db import orders, payment_attempts, payment_methods, transactions
from orderwright.db.unit import Unit
from orderwright.domain.capture import (
    AUTHORIZED,
    CAPTURE_PENDING,
    CAPTURED,
    NOT_IN_PART,
    VOID_PENDING,
    VOIDED,
    Planned,
    authorized,
    plan_capture,
)
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.order import WholeOrder
from orderwright.domain.order_status import derived_status, payment_event
from orderwright.domain.payment import Attempt, AttemptStatus, Kind, Transaction
from orderwright.domain.records import changed
from orderwright.gateways.gateway import GatewayError
from orderwright.gateways.registry import Gateways

ACTIONS = {
    CAPTURE_PENDING: "capture_requested",
    VOID_PENDING: "void_requested",
}
"""What the history calls what is asked for."""

CAPTURED_ACTION, VOIDED_ACTION, FAILED_ACTION = "captured", "voided", "capture_failed"


async def capture_order_payment(
    unit: Unit,
    by: By,
    order_id: int,
    key: str,
    gateways: Gateways,
    amount: int | None = None,
) -> None:
    """Commit that what is authorized is to be captured, or an amount of it.

    `key` is fresh: the gateways' idempotency keys are made of it. Raises NotFound, Unprocessable.
    """
    whole, left = await _authorized(unit, by, order_id)
    planned = plan_capture(left, amount, minor_unit_of(whole.order.default_currency_code))
    for one in planned:
        if one.amount < one.transaction.amount:
            await _check_in_part(unit, by, one, gateways)
    await _intend(unit, by, whole, "capture", planned, key)
    await _set_status(unit, by, whole, CAPTURE_PENDING)


async def void_order_payment(unit: Unit, by: By, order_id: int, key: str) -> None:
    """Commit that what is authorized is to be let go. Raises NotFound, Unprocessable."""
    whole, left = await _authorized(unit, by, order_id)
    planned = [Planned(one, one.amount) for one in left]
    await _intend(unit, by, whole, "void", planned, key)
    await _set_status(unit, by, whole, VOID_PENDING)


async def conclude_capture(unit: Unit, by: By, attempt: Attempt, called: Called) -> None:
    """Write what a gateway's answer to a capture means; the order is locked."""
    await _conclude(unit, by, attempt, called, CAPTURED)


async def conclude_void(unit: Unit, by: By, attempt: Attempt, called: Called) -> None:
    """Write what a gateway's answer to a void means; the order is locked."""
    await _conclude(unit, by, attempt, called, VOIDED)


async def _authorized(
    unit: Unit, by: By, order_id: int
) -> tuple[WholeOrder, Sequence[Transaction]]:
    whole = await orders.find(unit, by.store.id, order_id, lock=True)
    if whole is None:
        raise NotFound("order", order_id)
    moved = await transactions.list_transactions(unit, by.store.id, order_id)
    attempts = await payment_attempts.list_attempts(unit, by.store.id, order_id)
    return whole, authorized(moved, attempts)


async def _check_in_part(unit: Unit, by: By, one: Planned, gateways: Gateways) -> None:
    method = await payment_methods.find(unit, by.store.id, one.transaction.payment_method_id)
    try:
        able = (
            method is not None
            and "partial_capture" in gateways.of(by.store.id, method).capabilities
        )
    except GatewayError:
        able = False
    if not able:
        raise Unprocessable.naming(NOT_IN_PART, "amount", NOT_IN_PART)


async def _intend(
    unit: Unit, by: By, whole: WholeOrder, kind: Kind, planned: Sequence[Planned], key: str
) -> None:
    for at, one in enumerate(planned):
        attempt = Attempt(
            kind=kind,
            order_id=whole.order.id,
            key=f"{key}-{at}",
            amount=one.amount,
            currency=one.transaction.currency,
            payment_method_id=one.transaction.payment_method_id,
            gateway_transaction_id=one.transaction.gateway_transaction_id,
            reference_transaction_id=one.transaction.id,
            created_at=by.now,
            settle_after=by.now,
        )
        payment_attempts.add(unit, by.store.id, attempt)


async def _set_status(unit: Unit, by: By, whole: WholeOrder, payment_status: str) -> None:
    after = replace(whole, order=changed(whole.order, payment_status=payment_status))
    await save_change(unit, by, whole, after, ACTIONS[payment_status])


async def _conclude(unit: Unit, by: By, attempt: Attempt, called: Called, done: str) -> None:
    if attempt.is_open:
        return
    whole = await orders.find(unit, by.store.id, attempt.order_id, lock=True)
    assert whole is not None
    if called.outcome is not None:
        await _record(unit, by, whole, attempt, called)
    attempts = await payment_attempts.list_attempts(unit, by.store.id, attempt.order_id)
    under_way = any(one.is_open and one.kind == attempt.kind for one in attempts)
    if under_way:
        return
    if attempt.status is not AttemptStatus.SUCCEEDED:
        after = replace(whole, order=changed(whole.order, payment_status=AUTHORIZED))
        await save_change(unit, by, whole, after, FAILED_ACTION)
        return
    order = changed(whole.order, payment_status=done)
    if done == CAPTURED:
        paid = await order_tenders.read_paid(unit, by.store.id, order, None)
        if paid.captured >= order.total_inc_tax:
            event = payment_event(is_captured=True, is_digital=order.order_is_digital)
            order = changed(order, status_id=derived_status(order.status_id, event))
    action = CAPTURED_ACTION if done == CAPTURED else VOIDED_ACTION
    await save_change(unit, by, whole, replace(whole, order=order), action)


async def _record(unit: Unit, by: By, whole: WholeOrder, attempt: Attempt, called: Called) -> None:
    outcome = called.outcome
    assert outcome is not None
    charge = await transactions.find(unit, by.store.id, attempt.reference_transaction_id or 0)
    assert charge is not None
    made = Transaction(
        order_id=whole.order.id,
        attempt_id=attempt.id,
        event="capture" if attempt.kind == "capture" else "void",
        method=charge.method,
        amount=attempt.amount,
        currency=attempt.currency,
        gateway=charge.gateway,
        gateway_transaction_id=outcome.gateway_transaction_id,
        status="ok" if attempt.status is AttemptStatus.SUCCEEDED else "error",
        test=charge.test,
        reference_transaction_id=charge.id,
        credit_card=charge.credit_card,
        payment_method_id=charge.payment_method_id,
        payment_instrument_sealed=charge.payment_instrument_sealed,
    )
    await add_transaction(unit, by, whole.order, made)
