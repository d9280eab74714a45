"""Runs the jobs that nobody waits for, each at its own interval by the injected clock."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

TICK_SECONDS = 0.5

log = structlog.get_logger("orderwright.jobs")


class Clock(Protocol):
    """The one clock."""

    def now(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so often; `run` takes the database and the time, and counts.

    A job may run in several processes at once, and again after a crash: each run is complete in
    itself and harmless to repeat.
    """

    name: str
    every_ms: int
    run: Callable[[Any, int], Awaitable[int]]


class Runner:
    """A loop over jobs; a job that fails is logged and tried again at its next time."""

    def __init__(self, database: Any, clock: Clock, jobs: Sequence[Job]) -> None:
        self._database = database
        self._clock = clock
        self._jobs = jobs
        self._due: dict[str, int] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; the job under way is finished first."""
        while not stop.is_set():
            await self.run_due()
            try:
                await asyncio.wait_for(stop.wait(), TICK_SECONDS)
            except TimeoutError:
                continue

    async def run_due(self) -> None:
        """Run the jobs whose time has come."""
        for job in self._jobs:
            now = self._clock.now()
            if now < self._due.get(job.name, now):
                continue
            self._due[job.name] = now + job.every_ms
            await self._run(job, now)

    async def _run(self, job: Job, now: int) -> None:
        try:
            done = await job.run(self._database, now)
        except Exception:
            log.exception("job failed", job=job.name)
            return
        if done:
            log.info("job done", job=job.name, count=done)
