"""Events that wait to be sent to a hook again, or behind one that does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orderwright.db.hook_progress import Key
from orderwright.db.outbox import Event, event_of
from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_PARK = statement(
    "INSERT INTO hook_retries (store_id, hook_id, position, subject, attempts, retry_at)"
    " VALUES (:store_id, :hook_id, :position, :subject, :attempts, :retry_at)"
    " ON CONFLICT (store_id, hook_id, position)"
    " DO UPDATE SET attempts = excluded.attempts, retry_at = excluded.retry_at"
)
_PUT_OFF = statement(
    "UPDATE hook_retries SET retry_at = :retry_at"
    " WHERE store_id = :store_id AND hook_id = :hook_id AND subject = :subject"
)
_REMOVE = statement(
    "DELETE FROM hook_retries"
    " WHERE store_id = :store_id AND hook_id = :hook_id AND position = :position"
)
_DUE = statement(
    "SELECT r.subject AS waits_for, r.attempts, e.* FROM hook_retries r"
    " JOIN events e ON e.store_id = r.store_id AND e.position = r.position"
    " WHERE r.store_id = :store_id AND r.hook_id = :hook_id AND r.retry_at <= :now"
    " ORDER BY r.retry_at, r.position LIMIT :count"
)
_NEXT = statement(
    "SELECT MIN(retry_at) AS retry_at FROM hook_retries"
    " WHERE store_id = :store_id AND hook_id = :hook_id"
)
_HELD_UP = statement(
    "SELECT subject, MAX(retry_at) AS retry_at FROM hook_retries"
    " WHERE store_id = :store_id AND hook_id = :hook_id AND subject IN :subjects GROUP BY subject"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event whose time to be sent has come; `attempts` have failed so far."""

    event: Event
    subject: str
    attempts: int


async def park(
    unit: Unit, key: Key, position: int, subject: str, attempts: int, retry_at: int
) -> None:
    """Keep an event for later. All that waits for one subject has the same time."""
    await unit.execute(
        _PARK,
        position=position,
        subject=subject,
        attempts=attempts,
        retry_at=retry_at,
        **key._asdict(),
    )


async def put_off(unit: Unit, key: Key, subject: str, retry_at: int) -> None:
    """Let all that waits for a subject wait until an instant."""
    await unit.execute(_PUT_OFF, subject=subject, retry_at=retry_at, **key._asdict())


async def remove(unit: Unit, key: Key, position: int) -> None:
    await unit.execute(_REMOVE, position=position, **key._asdict())


async def list_due(unit: Unit, key: Key, now: int, count: int) -> list[Waiting]:
    """What is to be sent now, in the order of events for each subject."""
    rows = await unit.rows(_DUE, now=now, count=count, **key._asdict())
    return [Waiting(event_of(row), row["waits_for"], row["attempts"]) for row in rows]


async def next_time(unit: Unit, key: Key) -> int | None:
    """When something is to be sent again; None if nothing waits."""
    row = await unit.row(_NEXT, **key._asdict())
    return None if row is None else row["retry_at"]


async def held_up(unit: Unit, key: Key, subjects: Sequence[str]) -> Mapping[str, int]:
    """Those of the subjects for which something waits, and until when."""
    size = 1 << (len(subjects) - 1).bit_length()
    padded = [*subjects, *[subjects[0]] * (size - len(subjects))]
    rows = await unit.rows(_HELD_UP, subjects=padded, **key._asdict())
    return {row["subject"]: row["retry_at"] for row in rows}
