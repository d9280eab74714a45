"""Forgets the answers that were kept for replays, a day after they were given."""

from typing import Any

from orderwright.db import idempotency

HOUR_MS = 60 * 60 * 1000
KEPT_MS = 24 * HOUR_MS


async def expire(database: Any, now: int) -> int:
    """How many answers were forgotten."""
    forgotten: int = await database.write(lambda unit: idempotency.expire(unit, now - KEPT_MS))
    return forgotten
