"""Announces carts that nobody has changed for an hour."""

from typing import Any

from orderwright.actions.cart_endings import TOLD_AT_ONCE, tell_abandoned_carts

MINUTE_MS = 60_000


async def tell(database: Any, now: int) -> int:
    """How many carts were announced as abandoned."""
    told: int = 0
    while True:
        done: int = await database.write(lambda unit: tell_abandoned_carts(unit, now))
        told += done
        if done < TOLD_AT_ONCE:
            return told
