"""How money moves: an intent is committed, the gateway called, what became of it committed.

The call is made outside any unit of work, under the key of the committed intent. Whatever happens
between the two commits (a time-out, a crash), the intent is found by `actions/settling.py`, which
asks the gateway.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from orderwright.actions.vault import Kept
from orderwright.db.unit import Work
from orderwright.domain.payment import Attempt, AttemptStatus
from orderwright.gateways.gateway import (
    Gateway,
    GatewayError,
    GatewayTimeout,
    GatewayUnavailable,
    Outcome,
)

CALL_SECONDS_MAX = 30
LOOK_UP_SECONDS_MAX = 5
SETTLE_MS = 60_000
"""No call of ours lives so long: what a gateway has not seen by then, it will not see."""

PENDING_MS = 300_000

Result = TypeVar("Result")


class Units(Protocol):
    """What runs units of work."""

    async def read(self, work: Work[Result]) -> Result: ...

    async def write(self, work: Work[Result]) -> Result: ...


class NotSeen(GatewayTimeout):
    """The gateway answers that it has not seen a key; it may still come to see it."""


@dataclass(frozen=True, slots=True)
class Called:
    """What a call has come to; `error` says why there is no outcome.

    `kept` is the instrument that the gateway now keeps, behind a token of ours.
    """

    outcome: Outcome | None = None
    error: GatewayError | None = None
    kept: Kept | None = None

    @property
    def is_unknown(self) -> bool:
        return self.outcome is None and isinstance(self.error, GatewayTimeout)


async def call(gateway: Gateway, key: str, act: Callable[[], Awaitable[Outcome]]) -> Called:
    """Call a gateway; after a time-out, ask it at once what became of the key."""
    try:
        return Called(await _within(CALL_SECONDS_MAX, act))
    except GatewayUnavailable as error:
        return Called(error=error)
    except GatewayTimeout:
        return await look_up(gateway, key)


async def look_up(gateway: Gateway, key: str) -> Called:
    """Ask what became of a key; the error is `NotSeen`, or that there was no answer."""
    try:
        found = await _within(LOOK_UP_SECONDS_MAX, lambda: gateway.look_up(key))
    except GatewayError as error:
        return Called(error=GatewayTimeout(str(error)))
    return Called(found) if found is not None else Called(error=NotSeen(key))


def concluded(attempt: Attempt, called: Called, now: int) -> Attempt:
    """The intent as it stands after a call."""
    outcome = called.outcome
    if outcome is None:
        status = AttemptStatus.UNKNOWN if called.is_unknown else AttemptStatus.FAILED
        return replace(attempt, status=status, settle_after=now + SETTLE_MS)
    found = outcome.gateway_transaction_id if attempt.kind == "charge" else ""
    known = replace(attempt, gateway_transaction_id=found or attempt.gateway_transaction_id)
    if outcome.status == "pending":
        return replace(known, status=AttemptStatus.PENDING, settle_after=now + PENDING_MS)
    if outcome.status == "declined":
        decline = str(outcome.decline or "")
        details = {**known.details, "message": outcome.message}
        return replace(known, status=AttemptStatus.DECLINED, decline_code=decline, details=details)
    return replace(known, status=AttemptStatus.SUCCEEDED)


async def _within(seconds: int, act: Callable[[], Awaitable[Result]]) -> Result:
    try:
        async with asyncio.timeout(seconds):
            return await act()
    except TimeoutError as error:
        raise GatewayTimeout(f"no answer in {seconds} s") from error
