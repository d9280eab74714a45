"""Transactions of orders as they are written and announced."""

from collections.abc import Mapping
from dataclasses import replace

from orderwright.actions import order_ledger
from orderwright.actions.order_changes import By
from orderwright.db import outbox, transactions
from orderwright.db.unit import Unit
from orderwright.domain.instrument import CARD_TYPES, CardDetails
from orderwright.domain.order import Order
from orderwright.domain.payment import Transaction

RESULTS: Mapping[str, tuple[str, str]] = {
    "purchase": ("captured", "Captured"),
    "authorization": ("authorized", "Authorized"),
    "capture": ("captured", "Captured"),
    "refund": ("refunded", "Refunded"),
    "void": ("voided", "Voided"),
    "pending": ("pending", "Pending"),
    "settled": ("settled", "Settled"),
}


async def add_transaction(
    unit: Unit, by: By, order: Order, transaction: Transaction
) -> Transaction:
    """Write a transaction of a locked order, and announce it; it then has its number."""
    number = transactions.add(unit, by.store.id, replace(transaction, date_created=by.now))
    await unit.flush()
    made = replace(transaction, id=number.value, date_created=by.now)
    order_ledger.post_payment(unit, by.store.id, made, by.now)
    announce_transaction(unit, by, order, made, "created")
    return made


def announce_transaction(
    unit: Unit, by: By, order: Order, transaction: Transaction, verb: str
) -> None:
    """Queue `store/order/transaction/…`, whose ids are strings (behaviour 5)."""
    code, message = RESULTS[transaction.event]
    failed = transaction.status == "error"
    data = {
        "type": "transaction",
        "order_id": str(order.id),
        "transaction_id": str(transaction.id),
        "transaction_status": "failed" if failed else _status(transaction),
        "transaction_type": transaction.event,
        "result": {
            "code": "declined" if failed else code,
            "message": "Declined" if failed else message,
            "type": "error" if failed else "success",
        },
        "platform_transaction_id": str(transaction.id),
        "provider_transaction_id": transaction.gateway_transaction_id,
    }
    outbox.record(
        unit,
        by.store.id,
        f"store/order/transaction/{verb}",
        data,
        by.now,
        order.channel_id,
        subject="order",
        subject_id=order.id,
    )


def _status(transaction: Transaction) -> str:
    return "pending" if transaction.event == "pending" else "complete"


def card_values(card: CardDetails | None) -> dict[str, object]:
    """A transaction's `credit_card`; empty where no card is known."""
    if card is None:
        return {}
    return {
        "card_type": CARD_TYPES.get(card.brand, ""),
        "card_iin": card.iin,
        "card_last4": card.last_4,
        "card_expiry_month": card.expiry_month,
        "card_expiry_year": card.expiry_year,
    }
