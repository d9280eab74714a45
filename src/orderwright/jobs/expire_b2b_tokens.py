"""Forgets the storefront tokens of the B2B Edition whose day is over."""

from typing import Any

from orderwright.db import b2b_tokens

HOUR_MS = 60 * 60 * 1000


async def expire(database: Any, now: int) -> int:
    """How many tokens were forgotten."""
    forgotten: int = await database.write(lambda unit: b2b_tokens.expire(unit, now))
    return forgotten
