"""Development's levers: the clock, answers that fail on purpose, and the way back to the start."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Protocol

from orderwright.api.errors import print_status
from orderwright.api.routing import Dialect, Route
from orderwright.domain.store import Store

EVERY_OPERATION = "*"
CONTROL_PATH = "/x/control/"
FAULTS_MAX = 100


class ControllableClock(Protocol):
    """The one clock, where it may be moved."""

    @property
    def is_frozen(self) -> bool: ...

    def now(self) -> int: ...

    def advance(self, milliseconds: int) -> None: ...

    def freeze(self, instant: int | None = None) -> None: ...

    def set(self, instant: int) -> None: ...

    def run(self) -> None: ...

    def reset(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """The next `times` answers of an operation are delayed, or replaced by a status.

    With `after_effect` the request is carried out first, so that only its answer is lost.
    """

    operation: str
    status: int = 0
    delay_ms: int = 0
    times: int = 1
    after_effect: bool = False


class Faults:
    """The faults that are still to happen, in the order of their making."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)
        del self._waiting[:-FAULTS_MAX]

    def list(self) -> tuple[Fault, ...]:
        return tuple(self._waiting)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, route: Route) -> Fault | None:
        """The fault for a request that has just come in, counted down."""
        if not self._waiting or CONTROL_PATH in route.path:
            return None
        for position, fault in enumerate(self._waiting):
            if fault.operation in (EVERY_OPERATION, route.operation):
                if fault.times > 1:
                    self._waiting[position] = replace(fault, times=fault.times - 1)
                else:
                    del self._waiting[position]
                return fault
        return None


Reset = Callable[[Store], Awaitable[bool]]


@dataclass(slots=True)
class Controls:
    """What `x/control` moves; there is none in production.

    `reset` brings a store back to its seeded state, and answers whether it was ever seeded.
    """

    clock: ControllableClock
    faults: Faults
    reset: Reset


async def suffer(fault: Fault, dialect: Dialect) -> tuple[int, object] | None:
    """Wait as the fault wants; the status and body that replace the answer, if any do."""
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if not fault.status:
        return None
    return print_status(dialect, fault.status, HTTPStatus(fault.status).phrase)
