"""Intents of payment: rows to records and back."""

import json
from collections.abc import Sequence

from orderwright.db.rows import Mapper, dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.payment import Attempt, AttemptStatus

ATTEMPTS = Mapper(Attempt, special={"details": (dump, json.loads), "status": (str, AttemptStatus)})

_OF_ORDER = statement(
    "SELECT * FROM payment_attempts WHERE store_id = :store_id AND order_id = :order_id ORDER BY id"
)
_OF_ORDERS = statement(
    "SELECT * FROM payment_attempts WHERE store_id = :store_id AND order_id IN :order_ids"
    " ORDER BY id"
)
_FIND = statement("SELECT * FROM payment_attempts WHERE store_id = :store_id AND id = :id")
_LOCK = statement(_FIND.text, lock=True)
_BY_REQUEST = statement(
    "SELECT * FROM payment_attempts WHERE store_id = :store_id AND order_id = :order_id"
    " AND request_key = :request_key ORDER BY id DESC LIMIT 1"
)
_DUE = statement(
    "SELECT a.* FROM payment_attempts a JOIN stores s ON s.id = a.store_id"
    " WHERE a.status IN ('intended', 'unknown', 'pending') AND a.settle_after <= :now"
    " ORDER BY a.settle_after, a.store_id, a.id LIMIT :row_limit"
)
_POSTPONE = statement(
    "UPDATE payment_attempts SET settle_after = :settle_after"
    " WHERE store_id = :store_id AND id = :id"
)
_CHANGE = statement(
    "UPDATE payment_attempts SET "
    + ", ".join(
        f"{name} = :{name}"
        for name in ATTEMPTS.columns
        if name not in ("id", "kind", "order_id", "key", "created_at")
    )
    + " WHERE store_id = :store_id AND id = :id"
)


def add(unit: Unit, store_id: int, attempt: Attempt) -> Number:
    """Queue a new intent; its number, known once the unit is flushed."""
    number = unit.take(store_id, "payment_attempt")
    values = ATTEMPTS.values(attempt) | {"id": number}
    unit.insert("payment_attempts", store_id=store_id, **values)
    return number


def save(unit: Unit, store_id: int, attempt: Attempt) -> None:
    """Queue what has become of an intent, which must be locked, as its order is."""
    values = ATTEMPTS.values(attempt)
    for name in ("kind", "order_id", "key", "created_at"):
        del values[name]
    unit.change(_CHANGE, store_id=store_id, **values)


def postpone(unit: Unit, store_id: int, attempt_id: int, settle_after: int) -> None:
    """Queue that the job looks at an intent later: its gateway cannot be asked now."""
    unit.change(_POSTPONE, store_id=store_id, id=attempt_id, settle_after=settle_after)


async def find(unit: Unit, store_id: int, attempt_id: int, *, lock: bool = False) -> Attempt | None:
    """One intent; lock its order first."""
    row = await unit.row(_LOCK if lock else _FIND, store_id=store_id, id=attempt_id)
    return None if row is None else ATTEMPTS.record(row)


async def find_by_request(
    unit: Unit, store_id: int, order_id: int, request_key: bytes
) -> Attempt | None:
    """The newest intent that a client made for an order under its Idempotency-Key."""
    row = await unit.row(_BY_REQUEST, store_id=store_id, order_id=order_id, request_key=request_key)
    return None if row is None else ATTEMPTS.record(row)


async def list_attempts(unit: Unit, store_id: int, order_id: int) -> tuple[Attempt, ...]:
    """All of an order, oldest first."""
    rows = await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id)
    return tuple([ATTEMPTS.record(row) for row in rows])


async def list_of_orders(
    unit: Unit, store_id: int, order_ids: Sequence[int]
) -> tuple[Attempt, ...]:
    rows = await unit.rows(_OF_ORDERS, store_id=store_id, order_ids=list(order_ids))
    return tuple([ATTEMPTS.record(row) for row in rows])


async def find_due(unit: Unit, now: int, count: int) -> list[tuple[int, Attempt]]:
    """Open intents of all stores whose time to be settled has come, each with its store."""
    rows = await unit.rows(_DUE, now=now, row_limit=count)
    return [(row["store_id"], ATTEMPTS.record(row)) for row in rows]
