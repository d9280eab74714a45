"""Ends carts that nobody has changed for 30 days, and links that are too old."""

from typing import Any

from orderwright.actions.cart_endings import ENDED_AT_ONCE, end_old_carts
from orderwright.db import cart_links

HOUR_MS = 60 * 60 * 1000


async def expire(database: Any, now: int) -> int:
    """How many carts have ended."""
    await database.write(lambda unit: cart_links.expire(unit, now))
    ended: int = 0
    while True:
        done: int = await database.write(lambda unit: end_old_carts(unit, now))
        ended += done
        if done < ENDED_AT_ONCE:
            return ended
