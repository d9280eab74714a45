"""Refunds and their payments: rows to records and back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter

from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.rows import Mapper, dump
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.refund import (
    Adjustment,
    PaymentState,
    Refund,
    RefundItem,
    RefundPayment,
)

_ITEM_FIELDS = tuple(field.name for field in fields(RefundItem) if field.name != "adjustments")
_item_values = attrgetter(*_ITEM_FIELDS)


def _dump_items(items: tuple[RefundItem, ...]) -> str:
    kept = [[[one.amount, one.description] for one in item.adjustments] for item in items]
    return dump([[*_item_values(item), kept[at]] for at, item in enumerate(items)])


def _load_items(text: str) -> tuple[RefundItem, ...]:
    items: list[RefundItem] = []
    for *values, kept in json.loads(text):
        made = dict(zip(_ITEM_FIELDS, values, strict=True))
        made["adjustments"] = tuple([Adjustment(*one) for one in kept])
        items.append(RefundItem(**made))
    return tuple(items)


_REFUNDS = Mapper(
    Refund,
    special={"items": (_dump_items, _load_items)},
    booleans=("uses_merchant_override_values",),
    without=("payments",),
)
_PAYMENTS = Mapper(RefundPayment, special={"state": (str, PaymentState)}, booleans=("offline",))
_LISTING = Listing(
    select="*",
    source="refunds",
    conditions={
        "order_id": "order_id = :value",
        "order_id:in": "order_id IN :value",
        "id:in": "id IN :value",
        "created:min": "created >= :value",
        "created:max": "created <= :value",
        "transaction_id": (
            "id IN (SELECT p.refund_id FROM refund_payments p WHERE p.store_id = :store_id"
            " AND p.transaction_id = :value)"
        ),
    },
)
_OF_ORDER = statement(
    "SELECT * FROM refunds WHERE store_id = :store_id AND order_id = :order_id ORDER BY id"
)
_FIND = statement("SELECT * FROM refunds WHERE store_id = :store_id AND id = :id")
_PAYMENTS_OF = statement(
    "SELECT * FROM refund_payments WHERE store_id = :store_id AND refund_id IN :ids ORDER BY id"
)
_CHANGE = statement(
    "UPDATE refund_payments SET state = :state, declined_message = :declined_message,"
    " transaction_id = :transaction_id WHERE store_id = :store_id AND id = :id"
)


async def add(unit: Unit, store_id: int, refund: Refund) -> Refund:
    """Write a refund with its payments; it and they then have their numbers."""
    number = unit.take(store_id, "refund")
    first = unit.take(store_id, "refund_payment", len(refund.payments))
    unit.insert("refunds", store_id=store_id, **_REFUNDS.values(refund) | {"id": number})
    for at, payment in enumerate(refund.payments):
        numbers = {"id": first.plus(at), "refund_id": number, "order_id": refund.order_id}
        unit.insert("refund_payments", store_id=store_id, **_PAYMENTS.values(payment) | numbers)
    await unit.flush()
    payments = [
        replace(one, id=first.value + at, refund_id=number.value, order_id=refund.order_id)
        for at, one in enumerate(refund.payments)
    ]
    return replace(refund, id=number.value, payments=tuple(payments))


def save_payment(unit: Unit, store_id: int, payment: RefundPayment) -> None:
    """Queue what has become of a payment; its order must be locked."""
    unit.change(
        _CHANGE,
        store_id=store_id,
        id=payment.id,
        state=str(payment.state),
        declined_message=payment.declined_message,
        transaction_id=payment.transaction_id,
    )


async def list_of_order(unit: Unit, store_id: int, order_id: int) -> tuple[Refund, ...]:
    """All refunds of an order, oldest first."""
    rows = await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id)
    return tuple(await _whole(unit, store_id, rows))


async def find(unit: Unit, store_id: int, refund_id: int) -> Refund | None:
    row = await unit.row(_FIND, store_id=store_id, id=refund_id)
    return None if row is None else (await _whole(unit, store_id, [row]))[0]


async def list_refunds(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[Refund]:
    """One page by id."""
    rows = await list_rows(unit, _LISTING, store_id, filters, limit=limit, offset=offset)
    return await _whole(unit, store_id, rows)


async def count_refunds(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, _LISTING, store_id, filters)


async def _whole(unit: Unit, store_id: int, rows: Sequence[Row]) -> list[Refund]:
    """The refunds of these rows, with their payments."""
    if not rows:
        return []
    ids = [row["id"] for row in rows]
    payments: dict[int, list[RefundPayment]] = {refund_id: [] for refund_id in ids}
    for row in await unit.rows(_PAYMENTS_OF, store_id=store_id, ids=ids):
        payments[row["refund_id"]].append(_PAYMENTS.record(row))
    return [replace(_REFUNDS.record(row), payments=tuple(payments[row["id"]])) for row in rows]
