"""Events that the platform announces, written with the change that they tell of."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.webhook_scopes import find_scope

EVENT_COUNTER = "event"
SUBJECT_MARK = "\x02"
_PRINTED_MARK = json.dumps(SUBJECT_MARK)
_UUID_DIGITS = 15

_SPAN = statement(
    "SELECT (SELECT MIN(position) FROM events WHERE store_id = :store_id) AS oldest,"
    " (SELECT MAX(position) FROM events WHERE store_id = :store_id) AS latest"
)
_AFTER = statement(
    "SELECT * FROM events WHERE store_id = :store_id AND position > :position"
    " ORDER BY position LIMIT :count"
)
_CREATED_AT = statement(
    "SELECT position, created_at FROM events WHERE store_id = :store_id AND position > :position"
    " ORDER BY position LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `data` is JSON, and `subject`, `subject_id` are what it is in order for."""

    store_id: int
    position: int
    scope: str
    data: str
    subject: str
    subject_id: int
    channel_id: int
    created_at: int

    @property
    def content(self) -> Mapping[str, Any]:
        """The data itself."""
        decoded: Mapping[str, Any] = json.loads(self.data)
        return decoded


def record(
    unit: Unit,
    store_id: int,
    scope: str,
    data: Mapping[str, object],
    now: int,
    channel_id: int = 1,
    *,
    subject: str = "",
    subject_id: int | Number = 0,
) -> None:
    """Queue an event; it becomes visible with the unit, in the order of positions.

    Without a `subject` the event is about what `data` names by `type` and `id`, or by `product_id`.
    Events about one subject are delivered in order. A `Number` may stand in `data` only where it is
    the subject's.
    """
    assert find_scope(scope) is not None, scope
    subject = subject or str(data.get("type", "product"))
    if not subject_id:
        given = data.get("id") or data.get("product_id", 0)
        subject_id = given if isinstance(given, int | Number) else number_of(str(given))
    shown = {
        key: SUBJECT_MARK if isinstance(value, Number) else value for key, value in data.items()
    }
    unit.insert(
        "events",
        store_id=store_id,
        position=unit.take(store_id, EVENT_COUNTER),
        scope=scope,
        data=dump(shown),
        subject=subject,
        subject_id=subject_id,
        channel_id=channel_id,
        created_at=now,
    )


def record_all(
    unit: Unit,
    store_id: int,
    told: Iterable[tuple[str, Mapping[str, object]]],
    now: int,
    channel_id: int = 1,
) -> None:
    """Queue several events, each about what its data names, in this order."""
    for scope, data in told:
        record(unit, store_id, scope, data, now, channel_id)


async def span(unit: Unit, store_id: int) -> tuple[int, int]:
    """The first position that is kept and the newest one; 0 where there is no event."""
    row = await unit.row(_SPAN, store_id=store_id)
    return (0, 0) if row is None else (row["oldest"] or 0, row["latest"] or 0)


def number_of(name: str) -> int:
    """A number that stands for a UUID as an event's subject: its first 60 bits."""
    return int(name.replace("-", "")[:_UUID_DIGITS] or "0", 16)


async def read_after(unit: Unit, store_id: int, position: int, count: int) -> list[Event]:
    """The next events of a store after a cursor."""
    return [
        event_of(row)
        for row in await unit.rows(_AFTER, store_id=store_id, position=position, count=count)
    ]


async def position_before(unit: Unit, store_id: int, since: int, head: int) -> int:
    """The position after which everything was recorded at an instant or later.

    Events are recorded in the order of their time, but for some that met in one moment.
    """
    low, high = 0, head
    while low < high:
        middle = (low + high) // 2
        row = await unit.row(_CREATED_AT, store_id=store_id, position=middle)
        if row is None or row["created_at"] >= since:
            high = middle
        else:
            low = row["position"]
    return low


def event_of(row: Row) -> Event:
    return Event(
        store_id=row["store_id"],
        position=row["position"],
        scope=row["scope"],
        data=row["data"].replace(_PRINTED_MARK, str(row["subject_id"])),
        subject=row["subject"],
        subject_id=row["subject_id"],
        channel_id=row["channel_id"],
        created_at=row["created_at"],
    )
