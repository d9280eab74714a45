"""Forgets events that are older than the server is to keep them."""

from collections.abc import Awaitable, Callable
from typing import Any

from orderwright.db import access, event_retention

HOUR_MS = 60 * 60 * 1000
DAY_MS = 24 * HOUR_MS
FORGOTTEN_AT_ONCE = 2_000


def forgetting(kept_days: int) -> Callable[[Any, int], Awaitable[int]]:
    """The job; 0 days keep everything."""

    async def forget(database: Any, now: int) -> int:
        """How many events were forgotten."""
        if not kept_days:
            return 0
        before = now - kept_days * DAY_MS
        stores = await database.read(access.list_stores)
        return sum([await _forget(database, store.id, before) for store in stores])

    return forget


async def _forget(database: Any, store_id: int, before: int) -> int:
    forgotten: int = 0
    while True:
        done: int = await database.write(
            lambda unit: event_retention.prune(unit, store_id, before, FORGOTTEN_AT_ONCE)
        )
        forgotten += done
        if done < FORGOTTEN_AT_ONCE:
            return forgotten
