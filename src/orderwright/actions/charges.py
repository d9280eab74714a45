"""What a charge means for its order, once it is known what became of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.actions import cart_endings, order_edit, order_ledger
from orderwright.actions.gateway_calls import Called
from orderwright.actions.order_changes import By, save_change
from orderwright.actions.order_placing import take_tenders
from orderwright.actions.order_transactions import (
    add_transaction,
    announce_transaction,
    card_values,
)
from orderwright.actions.vault import owned, store_instrument
from orderwright.db import (
    carts,
    orders,
    payment_attempts,
    payment_methods,
    payment_tokens,
    stock,
    stock_holds,
    stored_instruments,
    transactions,
)
from orderwright.db.unit import Unit
from orderwright.domain.errors import QuantityConflict
from orderwright.domain.order import Order
from orderwright.domain.order_request import OrderRequest
from orderwright.domain.order_status import Status, derived_status, payment_event
from orderwright.domain.payable import due_of
from orderwright.domain.payment import Attempt, AttemptStatus, Transaction
from orderwright.domain.payment_method import PaymentMethod
from orderwright.domain.records import changed

BALANCES = ("gift_certificate_amount", "store_credit_amount")
PAID = "paid"
"""What the history calls it."""

STATUSES = {
    AttemptStatus.SUCCEEDED: {"purchase": "captured", "authorization": "authorized"},
    AttemptStatus.PENDING: {"purchase": "pending", "authorization": "pending"},
}
"""The order's `payment_status` after a charge."""


async def conclude_charge(unit: Unit, by: By, attempt: Attempt, called: Called) -> None:
    """Record the transaction, and move the order on if it is paid in full."""
    order = await orders.find_order(unit, by.store.id, attempt.order_id)
    assert order is not None
    if attempt.status in (AttemptStatus.UNKNOWN, AttemptStatus.FAILED):
        return
    await _lock_goods(unit, by, order)
    method = await payment_methods.find(unit, by.store.id, attempt.payment_method_id)
    assert method is not None
    await _record(unit, by, order, attempt, called, method)
    if attempt.status is AttemptStatus.DECLINED:
        await _undo_pending(unit, by, order)
        return
    payment_tokens.use(unit, by.store.id, bytes.fromhex(attempt.details["token_hash"]), by.now)
    status = STATUSES[attempt.status][attempt.details["transaction_type"]]
    fields: dict[str, object] = {
        "payment_method": method.name,
        "payment_provider_id": attempt.gateway_transaction_id or None,
        "payment_status": status,
    }
    card = called.outcome.card if called.outcome is not None else None
    if card is not None and card.brand:
        fields["credit_card_type"] = str(card_values(card)["card_type"])
    await move_on(unit, by, order, fields, is_captured=status == "captured")


async def _lock_goods(unit: Unit, by: By, order: Order) -> None:
    """Lock the cart, its holds and the stock, in the order in which everybody does.

    The transaction's number and event are taken before the stock is; who makes an order takes stock
    first, and each would wait for the other.
    """
    if order.status_id != Status.INCOMPLETE:
        return
    if order.cart_id is not None and await carts.lock(unit, by.store.id, order.cart_id):
        await stock_holds.lock(unit, by.store.id, order.cart_id)
    await stock.lock_of_order(unit, by.store.id, order.id)


async def move_on(
    unit: Unit, by: By, order: Order, fields: dict[str, object], *, is_captured: bool
) -> None:
    """Write what a payment changes; paid in full the order is placed and its cart ends.

    The balances that its checkout counted on are taken now. Where they hold less than they did, the
    rest is due, and the order stays as it is until that is paid too.

    Where its stock was sold meanwhile the order waits for a person, who gives back or buys in.
    """
    await unit.flush()
    attempts = await payment_attempts.list_attempts(unit, by.store.id, order.id)
    paid = {name: value for name, value in fields.items() if name.endswith("_amount")}
    order = changed(order, **paid)
    if due_of(order, attempts) <= 0:
        order = await take_tenders(unit, by.store.id, order, by.now)
        fields |= {name: getattr(order, name) for name in BALANCES}
    if due_of(order, attempts) > 0:
        await order_edit.update_order(unit, by, order.id, OrderRequest(fields))
        return
    event = payment_event(is_captured=is_captured, is_digital=order.order_is_digital)
    fields["status_id"] = derived_status(order.status_id, event)
    try:
        await unit.savepoint(lambda inner: _update(inner, by, order.id, fields))
    except QuantityConflict:
        await _place_without_stock(unit, by, order.id, fields)
    await end_cart(unit, by, order)


async def end_cart(unit: Unit, by: By, order: Order) -> None:
    """End the cart of a placed order, if that has not been done."""
    if order.cart_id is not None and await carts.lock(unit, by.store.id, order.cart_id):
        await cart_endings.convert_cart(
            unit, by.store.id, order.cart_id, order.id, by.now, order.channel_id
        )


async def _update(unit: Unit, by: By, order_id: int, fields: Mapping[str, object]) -> None:
    await order_edit.update_order(unit, by, order_id, OrderRequest(fields))


async def _place_without_stock(
    unit: Unit, by: By, order_id: int, fields: Mapping[str, Any]
) -> None:
    before = await orders.find(unit, by.store.id, order_id, lock=True)
    assert before is not None
    held = {**fields, "status_id": int(Status.MANUAL_VERIFICATION_REQUIRED)}
    await save_change(unit, by, before, replace(before, order=changed(before.order, **held)), PAID)


async def _undo_pending(unit: Unit, by: By, order: Order) -> None:
    """An order that was placed on a pending charge is Declined when that is."""
    if order.status_id == Status.AWAITING_PAYMENT and order.payment_status == "pending":
        fields = {"status_id": int(Status.DECLINED), "payment_status": "declined"}
        await _update(unit, by, order.id, fields)


async def _record(
    unit: Unit, by: By, order: Order, attempt: Attempt, called: Called, method: PaymentMethod
) -> None:
    """Write the transaction; one that was pending is settled instead."""
    outcome, details = called.outcome, attempt.details
    assert outcome is not None
    is_pending = attempt.status is AttemptStatus.PENDING
    if is_pending and attempt.transaction_id is not None:
        return
    made = Transaction(
        order_id=order.id,
        public_id=details["public_id"],
        attempt_id=attempt.id,
        event="pending" if is_pending else details["transaction_type"],
        method=details["method"],
        amount=attempt.amount,
        currency=attempt.currency,
        gateway=method.code,
        gateway_transaction_id=attempt.gateway_transaction_id,
        status="error" if attempt.status is AttemptStatus.DECLINED else "ok",
        test=method.test_mode,
        fraud_review=outcome.fraud_review,
        avs_result=outcome.avs_result,
        cvv_result=outcome.cvv_result,
        credit_card=card_values(outcome.card),
        payment_method_id=method.id,
        payment_instrument_sealed=await _instrument(unit, by, order, attempt, called),
    )
    if attempt.transaction_id is None:
        made = await add_transaction(unit, by, order, made)
        payment_attempts.save(unit, by.store.id, replace(attempt, transaction_id=made.id))
        return
    made = replace(made, id=attempt.transaction_id)
    change = {
        "status": made.status,
        "event": made.event,
        "gateway_transaction_id": made.gateway_transaction_id,
    }
    transactions.settle(unit, by.store.id, made.id, change)
    order_ledger.post_payment(unit, by.store.id, made, by.now)
    announce_transaction(unit, by, order, made, "updated")


async def _instrument(
    unit: Unit, by: By, order: Order, attempt: Attempt, called: Called
) -> bytes | None:
    """The sealed token of the stored instrument that has paid, or that has just been stored."""
    token_hash = attempt.details.get("instrument_hash")
    if token_hash is not None:
        known = await stored_instruments.find_by_hash(unit, by.store.id, bytes.fromhex(token_hash))
        return None if known is None else known.sealed
    if called.kept is None or not order.customer_id:
        return None
    owner = owned(order.customer_id, attempt.payment_method_id, order.billing_address)
    stored = await store_instrument(unit, by.store.id, called.kept, owner, by.now)
    return stored.sealed
