"""Writes what units have queued: one unit's alone, or several units' together.

Units of work that end at the same moment share a statement and a commit, as on SQLite: numbers are
taken for all of them at once and each table gets all its rows in one INSERT (ADR 0001).
"""

import asyncio
from collections import deque
from typing import Any

import asyncpg

from orderwright.db.postgres_pool import Pool
from orderwright.db.postgres_statements import Merged, Types, one_statement
from orderwright.db.unit import Queue

UNITS_PER_STATEMENT = 16
PARAMETERS_PER_STATEMENT = 30_000

# Errors by which the server says that nothing was written; the units are then written singly.
REFUSED = (
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.DataError,
)


class QueueWriter:
    """Writes units' queues, those that wait at the same moment in one statement.

    A unit whose turn it is takes a connection and writes at once; what arrives meanwhile waits
    without one, and the first of those then writes for all. Where the server refuses a shared
    statement, each unit writes alone and learns its own fate.
    """

    def __init__(self, pool: Pool, types: Types) -> None:
        self._pool = pool
        self._types = types
        self._waiting: deque[tuple[Queue, asyncio.Future[bool]]] = deque()
        self._busy = False

    async def write(self, queue: Queue) -> None:
        """Write and commit a queue; its numbers are resolved then."""
        if not mergeable(queue):
            await self._write_alone(queue)
            return
        if self._busy:
            turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            self._waiting.append((queue, turn))
            try:
                if await turn:
                    return
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled() and turn.exception() is None:
                    self._wake_next()
                raise
        await self._lead(queue)

    async def _lead(self, own: Queue) -> None:
        self._busy = True
        try:
            connection = await self._pool.take()
        except BaseException:
            self._wake_next()
            raise
        queues, followers = [own], list[asyncio.Future[bool]]()
        while self._waiting and len(queues) < UNITS_PER_STATEMENT:
            queue, turn = self._waiting.popleft()
            if not turn.done():
                queues.append(queue)
                followers.append(turn)
        broken = True
        try:
            await self._write(connection, queues, followers)
            broken = False
        except asyncpg.PostgresError:
            broken = False
            raise
        finally:
            self._pool.give_back(connection, broken=broken)
            for turn in followers:
                _tell(turn, UnknownOutcome())
            self._wake_next()

    def _wake_next(self) -> None:
        """Let the first of those who wait write for the others."""
        self._busy = False
        while self._waiting:
            _, turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(False)
                self._busy = True
                return

    async def _write(
        self, connection: Any, queues: list[Queue], followers: list["asyncio.Future[bool]"]
    ) -> None:
        if len(queues) == 1:
            await write_alone(connection, queues[0])
            return
        merged = Merged(queues, self._types)
        try:
            rows = await connection.fetch(merged.text, *merged.arguments)
        except REFUSED:
            await self._write_each(connection, queues, followers)
        else:
            merged.resolve(rows)
            for turn in followers:
                if not turn.done():
                    turn.set_result(True)

    async def _write_each(
        self, connection: Any, queues: list[Queue], followers: list["asyncio.Future[bool]"]
    ) -> None:
        """One after the other, each with its own outcome; the leader's is raised at the end."""
        own: Exception | None = None
        for position, queue in enumerate(queues):
            try:
                await write_alone(connection, queue)
            except asyncpg.PostgresError as error:
                if position:
                    _tell(followers[position - 1], error)
                else:
                    own = error
            else:
                if position and not followers[position - 1].done():
                    followers[position - 1].set_result(True)
        if own is not None:
            raise own

    async def _write_alone(self, queue: Queue) -> None:
        connection = await self._pool.take()
        broken = True
        try:
            await write_alone(connection, queue)
            broken = False
        except asyncpg.PostgresError:
            broken = False
            raise
        finally:
            self._pool.give_back(connection, broken=broken)


def _tell(turn: "asyncio.Future[bool]", error: Exception) -> None:
    if not turn.done():
        turn.set_exception(error)


class UnknownOutcome(Exception):
    """The connection broke while the unit's queue was being written."""


def mergeable(queue: Queue) -> bool:
    """Whether a queue holds only what several units may write together."""
    return not queue.changes


async def write_alone(connection: Any, queue: Queue) -> None:
    """Write one queue as a statement of its own."""
    text, arguments = one_statement(queue)
    rows = await connection.fetch(text, *arguments)
    if queue.takings:
        for row in rows:
            queue.takings.resolve(row["store_id"], row["name"], row["value"])
