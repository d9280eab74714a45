"""Forgets old entries of the logs of deliveries."""

from typing import Any

from orderwright.db import hook_deliveries
from orderwright.domain.webhook import DAY_MS

HOUR_MS = 60 * 60 * 1000
KEPT_MS = 7 * DAY_MS


async def forget(database: Any, now: int) -> int:
    """How many entries were forgotten."""
    forgotten: int = await database.write(lambda unit: hook_deliveries.prune(unit, now - KEPT_MS))
    return forgotten
