"""The log of deliveries: what was sent to a hook when, and what it answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.db.hook_progress import Key
from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit

KEPT_PER_HOOK = 10_000

_LISTING = Listing(
    "d.*, e.scope, e.data, e.subject, e.subject_id, e.channel_id, e.created_at",
    "hook_deliveries d JOIN events e ON e.store_id = d.store_id AND e.position = d.position",
    {
        "hook_id": "d.hook_id = :value",
        "id": "d.id = :value",
        "position": "d.position = :value",
        "is_success": "(d.status BETWEEN 200 AND 299) = :value",
    },
    sorts={"id": "d.id"},
    key="d.id",
    store="d.store_id",
)
_OLD = statement("DELETE FROM hook_deliveries WHERE sent_at < :before")
_LAST_KEPT = statement(
    "SELECT id FROM hook_deliveries WHERE store_id = :store_id AND hook_id = :hook_id"
    " ORDER BY id DESC LIMIT 1 OFFSET :kept"
)
_CUT = statement(
    "DELETE FROM hook_deliveries WHERE store_id = :store_id AND hook_id = :hook_id AND id <= :last"
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request to a hook; `status` 0 means that there was no answer, `error` why not."""

    position: int
    attempt: int
    sent_at: int
    duration_ms: int
    destination: str
    status: int
    error: str = ""
    answer_headers: Mapping[str, str] | None = None
    answer_body: str = ""
    retry_at: int | None = None


def add(unit: Unit, key: Key, attempt: Attempt) -> None:
    """Queue an entry of the log."""
    unit.insert(
        "hook_deliveries",
        store_id=key.store_id,
        id=unit.take(key.store_id, "hook_delivery"),
        hook_id=key.hook_id,
        position=attempt.position,
        attempt=attempt.attempt,
        sent_at=attempt.sent_at,
        duration_ms=attempt.duration_ms,
        destination=attempt.destination,
        status=attempt.status,
        error=attempt.error,
        answer_headers=json.dumps(dict(attempt.answer_headers or {})),
        answer_body=attempt.answer_body,
        retry_at=attempt.retry_at,
    )


async def list_page(
    unit: Unit, store_id: int, filters: Mapping[str, object], limit: int, offset: int
) -> tuple[int, list[Row]]:
    """How many entries there are, and a page of them with their events, the newest first."""
    total = await count_rows(unit, _LISTING, store_id, filters)
    rows = await list_rows(
        unit, _LISTING, store_id, filters,
        limit=limit, offset=offset, sort="id", descending=True,
    )  # fmt: skip
    return total, rows


async def prune(unit: Unit, before: int) -> int:
    """Forget what is older than an instant; how many entries."""
    return await unit.execute(_OLD, before=before)


async def cut(unit: Unit, key: Key) -> None:
    """Forget all but the newest entries of a hook."""
    last = await unit.row(_LAST_KEPT, kept=KEPT_PER_HOOK, **key._asdict())
    if last is not None:
        await unit.execute(_CUT, last=last["id"], **key._asdict())
