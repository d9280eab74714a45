"""The transactions that give money back: by gateways, to balances of this store, by hand."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions.gateway_calls import Called
from orderwright.actions.order_changes import By
from orderwright.actions.order_transactions import add_transaction
from orderwright.db import customers, gift_certificates, transactions
from orderwright.db.unit import Unit
from orderwright.domain.order import Order
from orderwright.domain.payment import Attempt, AttemptStatus, Transaction
from orderwright.domain.payment_method import GIFT_CERTIFICATE_ID, STORE_CREDIT_ID
from orderwright.domain.refund import CUSTOM, GIFT_CERTIFICATE, STORE_CREDIT, RefundPayment


async def record_own(unit: Unit, by: By, order: Order, payment: RefundPayment) -> Transaction:
    """A transaction of a payment that no gateway has made; balances must be written before."""
    await unit.flush()
    method, details = await _details(unit, by.store.id, order, payment)
    made = Transaction(
        order_id=order.id,
        event="refund",
        method=method,
        amount=payment.amount,
        currency=order.currency_code,
        gateway=payment.provider_id,
        reference_transaction_id=payment.reference_transaction_id,
        **details,
    )
    return await add_transaction(unit, by, order, made)


async def record_gateways(
    unit: Unit, by: By, order: Order, attempt: Attempt, called: Called
) -> Transaction:
    """A transaction of what a gateway has given back, or has declined to."""
    outcome = called.outcome
    assert outcome is not None
    charge = await transactions.find(unit, by.store.id, attempt.reference_transaction_id or 0)
    assert charge is not None
    made = Transaction(
        order_id=order.id,
        attempt_id=attempt.id,
        event="refund",
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
    return await add_transaction(unit, by, order, made)


async def _details(
    unit: Unit, store_id: int, order: Order, payment: RefundPayment
) -> tuple[str, Mapping[str, Any]]:
    """A transaction's method, and what it tells of that."""
    if payment.provider_id == CUSTOM:
        return "custom", {"custom": {"payment_method": order.payment_method}}
    if payment.offline:
        return "offline", {"offline": {"display_name": order.payment_method}}
    if payment.provider_id == STORE_CREDIT:
        known = await customers.lock_customers(unit, store_id, [order.customer_id])
        left = known[order.customer_id].store_credit
        told: Mapping[str, Any] = {"store_credit": {"remaining_balance": left}}
        return "store_credit", {**told, "payment_method_id": STORE_CREDIT_ID}
    assert payment.provider_id == GIFT_CERTIFICATE
    found = await gift_certificates.find_certificate(
        unit, store_id, payment.gift_certificate_id or 0, lock=True
    )
    assert found is not None
    told = {
        "gift_certificate": {
            "code": found.code,
            "original_balance": found.amount,
            "starting_balance": found.balance - payment.amount,
            "remaining_balance": found.balance,
            "status": found.status,
        }
    }
    return "gift_certificate", {**told, "payment_method_id": GIFT_CERTIFICATE_ID}
