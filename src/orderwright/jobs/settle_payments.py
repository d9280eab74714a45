"""Settles payments whose outcome nobody has written: the gateway is asked what became of them."""

from collections.abc import Awaitable, Callable
from typing import Any

from orderwright.actions import settling as actions
from orderwright.actions.settling import Settling

EVERY_MS = 5_000


def settling(tools: Settling) -> Callable[[Any, int], Awaitable[int]]:
    """The job, with the gateways that it asks."""

    async def settle(_: Any, now: int) -> int:
        return await actions.settle_due(tools, now)

    return settle
