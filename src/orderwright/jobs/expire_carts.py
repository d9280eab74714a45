"""Ends carts that nobody has changed for 30 days."""

from typing import Any

from orderwright.actions.cart_endings import ENDED_AT_ONCE, end_old_carts

HOUR_MS = 60 * 60 * 1000


async def expire(database: Any, now: int) -> int:
    """How many carts have ended."""
    ended: int = 0
    while True:
        done: int = await database.write(lambda unit: end_old_carts(unit, now))
        ended += done
        if done < ENDED_AT_ONCE:
            return ended
