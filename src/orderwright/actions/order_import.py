"""Taking over orders of another server with their numbers and dates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from orderwright.actions.order_changes import By
from orderwright.db import companies, company_orders, order_history, order_records
from orderwright.db.order_history import Change
from orderwright.db.unit import Unit
from orderwright.domain.order_record import OrderRecord

PrintRecord = Callable[[OrderRecord], Mapping[str, Any]]
"""Prints a record so that two prints are equal where the orders are."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An order that is not taken over: another one, or another one's row, has a number of it."""

    order_id: int
    reason: str


@dataclass(slots=True)
class Imported:
    """What became of the orders; `skipped` were there already, and alike."""

    imported: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


async def import_orders(
    unit: Unit, by: By, records: Sequence[OrderRecord], shown: PrintRecord
) -> Imported:
    """Write the records that are not there yet; run again, it changes nothing.

    They are history: they take no stock and announce nothing. Numbers taken later lie above theirs.
    """
    store_id, done = by.store.id, Imported()
    known = {
        record.id: record
        for record in await order_records.find(unit, store_id, [record.id for record in records])
    }
    taken = await order_records.find_taken(unit, store_id, records)
    new: list[OrderRecord] = []
    for record in records:
        if record.id in known:
            differing = _differing(shown(known[record.id]), shown(record))
            if differing:
                done.conflicts.append(Conflict(record.id, f"it is there and differs: {differing}"))
            else:
                done.skipped.append(record.id)
            continue
        collision = _collision(record, taken)
        if collision:
            done.conflicts.append(Conflict(record.id, collision))
            continue
        known[record.id] = record
        taken |= _numbers(record)
        new.append(record)
    await order_records.raise_counters(unit, store_id, new)
    customer_ids = sorted({record.whole.order.customer_id for record in new} - {0})
    buyers = await companies.find_users_of(unit, store_id, customer_ids)
    for record in new:
        order = record.whole.order
        order_records.add(unit, store_id, record, by.render(order))
        buyer = buyers.get(order.customer_id)
        company_orders.add(unit, store_id, record.id, buyer, by.now)
        order_history.add(
            unit,
            store_id,
            record.id,
            Change(1, by.now, by.actor, "imported", None, record.whole.order.status_id),
        )
    await unit.flush()
    done.imported = [record.id for record in new]
    return done


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    return ", ".join([name for name in one if one[name] != other.get(name)])


def _collision(record: OrderRecord, taken: Mapping[tuple[str, int], int]) -> str:
    for key in _numbers(record):
        if key in taken:
            table, number = key
            return f"{table} {number} belongs to order {taken[key]}"
    return ""


def _numbers(record: OrderRecord) -> dict[tuple[str, int], int]:
    return {
        (table, row.id): record.id
        for table, rows in order_records.parts_of(record).items()
        for row in rows
    }
