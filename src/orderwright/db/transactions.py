"""Transactions of orders: rows to records and back."""

import json
from collections.abc import Mapping
from typing import Any

from orderwright.db.rows import Mapper, dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.payment import Transaction

_OBJECTS = (
    "avs_result",
    "cvv_result",
    "credit_card",
    "gift_certificate",
    "store_credit",
    "offline",
    "custom",
)
TRANSACTIONS = Mapper(
    Transaction,
    special=dict.fromkeys(_OBJECTS, (dump, json.loads)),
    booleans=("test", "fraud_review"),
)

_OF_ORDER = statement(
    "SELECT * FROM transactions WHERE store_id = :store_id AND order_id = :order_id ORDER BY id"
)
_PAGE = statement(_OF_ORDER.text + " LIMIT :row_limit OFFSET :row_offset")
_COUNT = statement(
    "SELECT COUNT(*) AS total FROM transactions WHERE store_id = :store_id AND order_id = :order_id"
)
_FIND = statement("SELECT * FROM transactions WHERE store_id = :store_id AND id = :id")
_SETTLE = statement(
    "UPDATE transactions SET status = :status, event = :event,"
    " gateway_transaction_id = :gateway_transaction_id WHERE store_id = :store_id AND id = :id"
)


def add(unit: Unit, store_id: int, transaction: Transaction) -> Number:
    """Queue a new transaction; its number, known once the unit is flushed."""
    number = unit.take(store_id, "transaction")
    values = TRANSACTIONS.values(transaction) | {"id": number}
    unit.insert("transactions", store_id=store_id, **values)
    return number


def settle(unit: Unit, store_id: int, transaction_id: int, change: Mapping[str, Any]) -> None:
    """Queue what became of a pending transaction: its status, event and the gateway's id."""
    unit.change(_SETTLE, store_id=store_id, id=transaction_id, **change)


async def list_transactions(unit: Unit, store_id: int, order_id: int) -> tuple[Transaction, ...]:
    """All of an order, oldest first."""
    rows = await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id)
    return tuple([TRANSACTIONS.record(row) for row in rows])


async def list_page(
    unit: Unit, store_id: int, order_id: int, limit: int, offset: int
) -> list[Transaction]:
    rows = await unit.rows(
        _PAGE, store_id=store_id, order_id=order_id, row_limit=limit, row_offset=offset
    )
    return [TRANSACTIONS.record(row) for row in rows]


async def count(unit: Unit, store_id: int, order_id: int) -> int:
    row = await unit.row(_COUNT, store_id=store_id, order_id=order_id)
    assert row is not None
    total: int = row["total"]
    return total


async def find(unit: Unit, store_id: int, transaction_id: int) -> Transaction | None:
    row = await unit.row(_FIND, store_id=store_id, id=transaction_id)
    return None if row is None else TRANSACTIONS.record(row)
