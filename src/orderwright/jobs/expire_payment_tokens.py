"""Forgets payment access tokens a day after their hour is over."""

from typing import Any

from orderwright.db import payment_tokens

HOUR_MS = 60 * 60 * 1000
KEPT_MS = 24 * HOUR_MS


async def expire(database: Any, now: int) -> int:
    """How many tokens were forgotten."""
    done: int = await database.write(lambda unit: payment_tokens.expire(unit, now - KEPT_MS))
    return done
