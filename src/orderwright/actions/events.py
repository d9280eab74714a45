"""Reading a store's events after a cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orderwright.db import outbox
from orderwright.db.outbox import Event
from orderwright.db.unit import Unit
from orderwright.domain.webhook_scopes import heard_as

READ_AT_ONCE = 500
SCANNED_MAX = 5_000
"""Events looked through for one answer, so that a filter that finds little costs little."""

Readable = Callable[[str], bool]
"""Whether the reader may see events of a scope."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, and the scope on which its reader hears of it."""

    event: Event
    on: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Events after a cursor, and the cursor after which to read on.

    `oldest` is the first position that is still kept, `latest` the newest; 0 for none.
    """

    events: Sequence[Heard]
    cursor: int
    oldest: int
    latest: int


async def list_events(
    unit: Unit,
    store_id: int,
    after: int,
    limit: int,
    wanted: Sequence[str],
    readable: Readable,
) -> Feed:
    """The next events on any of the scopes `wanted`, on all if there are none.

    It may find fewer than there are, or none: what follows lies after its cursor.
    """
    oldest, latest = await outbox.span(unit, store_id)
    found: list[Heard] = []
    cursor, scanned = after, 0
    while scanned < SCANNED_MAX and len(found) < limit:
        events = await outbox.read_after(unit, store_id, cursor, READ_AT_ONCE)
        for event in events:
            cursor = event.position
            heard = _heard(event, wanted) if readable(event.scope) else None
            if heard is not None:
                found.append(heard)
                if len(found) == limit:
                    break
        scanned += len(events)
        if len(events) < READ_AT_ONCE:
            break
    return Feed(found, cursor, oldest, max(latest, found[-1].event.position if found else 0))


async def latest_position(unit: Unit, store_id: int) -> int:
    """The position of the newest event; 0 if there is none."""
    return (await outbox.span(unit, store_id))[1]


def _heard(event: Event, wanted: Sequence[str]) -> Heard | None:
    if not wanted:
        return Heard(event, event.scope)
    known = heard_as(event.scope, event.channel_id)
    chosen = next((one for one in wanted if one in known), None)
    return None if chosen is None else Heard(event, chosen)
