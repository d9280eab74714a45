"""Gives the stock back that carts have held for too long."""

from typing import Any

from orderwright.db import stock_holds

MINUTE_MS = 60_000


async def expire(database: Any, now: int) -> int:
    """How many holds were given back."""
    given_back: int = 0
    while True:
        done: int = await database.write(lambda unit: stock_holds.expire(unit, now))
        given_back += done
        if done < stock_holds.EXPIRED_AT_ONCE:
            return given_back
