"""Events that the platform announces, written with the change that they tell of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit

SUBJECT_MARK = "\x02"
_PRINTED_MARK = json.dumps(SUBJECT_MARK)

_AFTER = statement(
    "SELECT * FROM events WHERE store_id = :store_id AND position > :position"
    " ORDER BY position LIMIT :count"
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

    Without a `subject` the event is about what `data` names by `type` and `id`. Events about one
    subject are delivered in order. A `Number` may stand in `data` only where it is the subject's.
    """
    subject = subject or str(data.get("type", ""))
    if not subject_id:
        given = data.get("id", 0)
        subject_id = given if isinstance(given, int | Number) else 0
    shown = {
        key: SUBJECT_MARK if isinstance(value, Number) else value for key, value in data.items()
    }
    unit.insert(
        "events",
        store_id=store_id,
        position=unit.take(store_id, "event"),
        scope=scope,
        data=json.dumps(shown, separators=(",", ":")),
        subject=subject,
        subject_id=subject_id,
        channel_id=channel_id,
        created_at=now,
    )


async def read_after(unit: Unit, store_id: int, position: int, count: int) -> list[Event]:
    """The next events of a store after a cursor."""
    return [
        _event(row)
        for row in await unit.rows(_AFTER, store_id=store_id, position=position, count=count)
    ]


def _event(row: Row) -> Event:
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
