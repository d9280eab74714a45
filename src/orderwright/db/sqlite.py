"""SQLite: one lane thread writes, several waiting units a commit; the event loop's thread reads."""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Awaitable, Coroutine, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from orderwright.db.access_check import (
    CHECKED_COLUMN,
    AccessCheck,
    checked,
    revision_query,
)
from orderwright.db.statement import Statement, insert_text
from orderwright.db.unit import Number, Queue, Row, Work, WriteGuard, adjusted_value

UNITS_PER_COMMIT = 64
BUSY_TIMEOUT_MS = 15_000
CACHED_STATEMENTS = 512

Result = TypeVar("Result")

_REVISION = revision_query("?")
_TAKE = (
    "INSERT INTO counters (store_id, name, value) VALUES (?1, ?2, ?3) ON CONFLICT (store_id, name)"
    " DO UPDATE SET value = counters.value + excluded.value RETURNING value"
)


class SqliteUnit:
    """A unit of work on one SQLite connection; nothing in it ever suspends."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        check: AccessCheck | None,
        locks: set[int] | None = None,
    ) -> None:
        self._connection = connection
        self._check = check
        self._queue = Queue()
        self._locks = locks if locks is not None else set()
        self._held: list[int] = []
        self._guard = WriteGuard()

    def confirm(self) -> None:
        """Confirm the request's access, if no query has done so. Raises AccessChanged."""
        check, self._check = self._check, None
        if check is not None:
            key = (check.store_hash, check.token_hash)
            row = self._connection.execute(_REVISION, key).fetchone()
            check.confirm(None if row is None else row[0])

    def _rows_with_check(self, statement: Statement, params: Mapping[str, object]) -> list[Row]:
        """The rows of a query that brings the check with it; no rows bring none."""
        text, arguments = statement.bind("?", params)
        check = self._check
        if check is None or not statement.checks_access:
            self.confirm()
            return self._connection.execute(text, arguments).fetchall()
        key = (check.store_hash, check.token_hash)
        found: list[Row] = self._connection.execute(
            checked(text, len(arguments), "?"), (*arguments, *key)
        ).fetchall()
        if found:
            check.confirm(found[0][CHECKED_COLUMN])
            self._check = None
        else:
            self.confirm()
        return found

    async def rows(self, statement: Statement, **params: object) -> list[Row]:
        if statement.lock:
            self._guard.begin()
        if self._check is not None:
            return self._rows_with_check(statement, params)
        text, arguments = statement.bind("?", params)
        return self._connection.execute(text, arguments).fetchall()

    async def row(self, statement: Statement, **params: object) -> Row | None:
        if statement.lock:
            self._guard.begin()
        if self._check is not None:
            rows = self._rows_with_check(statement, params)
            return rows[0] if rows else None
        text, arguments = statement.bind("?", params)
        found: Row | None = self._connection.execute(text, arguments).fetchone()
        return found

    async def execute(self, statement: Statement, **params: object) -> int:
        self._guard.begin()
        self.confirm()
        text, arguments = statement.bind("?", params)
        return self._connection.execute(text, arguments).rowcount

    def insert(self, table: str, **values: object) -> None:
        self._queue.insert(table, values)

    def change(self, statement: Statement, **params: object) -> None:
        self._queue.changes.append((statement, params))

    def adjust(
        self,
        table: str,
        column: str,
        amount: int,
        *,
        floor: str = "",
        least: int = 0,
        **key: int,
    ) -> None:
        self._queue.adjust(table, column, floor, (amount, least), key)

    def take(self, store_id: int, counter: str, count: int = 1) -> Number:
        return self._queue.takings.take(store_id, counter, count)

    async def flush(self) -> None:
        if not self._queue:
            return
        self.confirm()
        self._guard.write_queue()
        execute = self._connection.execute
        for change, params in self._queue.changes:
            execute(*change.bind("?", params))
        for what, amounts in self._queue.adjustments.items():
            text = _adjust_text(*what)
            for values, (amount, least) in sorted(amounts.items()):
                execute(text, (amount, least, *values))
        for store_id, counter, count in self._queue.takings.waiting():
            (last,) = execute(_TAKE, (store_id, counter, count)).fetchone()
            self._queue.takings.resolve(store_id, counter, last)
        for (table, columns), rows in self._queue.inserts.items():
            self._connection.executemany(_insert_text(table, columns), rows)
        self._queue.clear()

    async def savepoint(self, work: Work[Result]) -> Result:
        self._guard.begin()
        await self.flush()
        self._connection.execute("SAVEPOINT inner_work")
        try:
            result = await work(self)
            await self.flush()
        except BaseException:
            self._queue.clear()
            self._connection.execute("ROLLBACK TO inner_work")
            self._connection.execute("RELEASE inner_work")
            raise
        self._connection.execute("RELEASE inner_work")
        return result

    async def try_lock(self, key: int) -> bool:
        self._guard.begin()
        if key in self._locks:
            return key in self._held
        self._locks.add(key)
        self._held.append(key)
        return True

    def release_locks(self) -> None:
        self._locks.difference_update(self._held)


@cache
def _adjust_text(table: str, column: str, floor: str, key: tuple[str, ...]) -> str:
    where = " AND ".join(f"{name} = ?{i + 3}" for i, name in enumerate(key))
    value = adjusted_value(column, floor, "?1", "?2")
    return f"UPDATE {table} SET {column} = {value} WHERE {where}"


_insert_texts: dict[tuple[str, tuple[str, ...]], str] = {}


def _insert_text(table: str, columns: tuple[str, ...]) -> str:
    text = _insert_texts.get((table, columns))
    if text is None:
        text = insert_text(table, columns, [[f"?{i + 1}" for i in range(len(columns))]])
        _insert_texts[(table, columns)] = text
    return text


def drive(work: Awaitable[Result]) -> Result:
    """Run a unit's coroutine to its end without an event loop.

    Raises RuntimeError when it awaits anything but its unit: no network call of any kind may
    happen inside a unit of work.
    """
    iterator = work.__await__()
    try:
        next(iterator)
    except StopIteration as stop:
        result: Result = stop.value
        return result
    if isinstance(work, Coroutine):
        work.close()
    raise RuntimeError("a unit of work awaited something other than its database")


class _Job(NamedTuple):
    work: Work[Any]
    check: AccessCheck | None
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"


class SqliteDatabase:
    """An embedded database in one file (WAL, synchronous=FULL)."""

    dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lane: threading.Thread | None = None
        self._reader: sqlite3.Connection | None = None
        self._locks: set[int] = set()

    async def open(self) -> None:
        """Open the file and start the lane; the schema must be there already."""
        self._reader = connect(self.path)
        self._reader.execute("PRAGMA query_only = 1")
        self._lane = threading.Thread(target=self._run_lane, name="sqlite-lane", daemon=True)
        self._lane.start()

    async def close(self) -> None:
        """Finish the waiting units, then close."""
        if self._lane is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._lane.join)
            self._lane = None
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    async def read(self, work: Work[Result], check: AccessCheck | None = None) -> Result:
        """Run a unit that only reads, in one snapshot. Raises AccessChanged if the check fails."""
        if self._reader is None:
            raise RuntimeError("database is not open")
        self._reader.execute("BEGIN")
        try:
            unit = SqliteUnit(self._reader, check)
            result = drive(work(unit))
            unit.confirm()
            return result
        finally:
            self._reader.execute("ROLLBACK")

    async def look_up(self, work: Work[Result]) -> Result:
        """Run a unit of a single query, which needs no snapshot around it."""
        if self._reader is None:
            raise RuntimeError("database is not open")
        return drive(work(SqliteUnit(self._reader, None)))

    async def write(self, work: Work[Result], check: AccessCheck | None = None) -> Result:
        """Run a unit on the lane; returns after its commit. Raises AccessChanged."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._jobs.put(_Job(work, check, loop, future))
        return await future

    def _run_lane(self) -> None:
        connection = connect(self.path)
        while True:
            first = self._jobs.get()
            if first is None:
                break
            batch = [first]
            stopping = False
            while len(batch) < UNITS_PER_COMMIT and not self._jobs.empty():
                job = self._jobs.get()
                if job is None:
                    stopping = True
                    break
                batch.append(job)
            _deliver(batch, self._commit(connection, batch))
            if stopping:
                break
        connection.close()

    def _commit(self, connection: sqlite3.Connection, batch: list[_Job]) -> list[tuple[bool, Any]]:
        """Run the units of one commit; an outcome (succeeded, value or exception) a unit."""
        try:
            connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._run_unit(connection, job) for job in batch]
            connection.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 - every waiting client must be told
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            return [(False, error)] * len(batch)
        return outcomes

    def _run_unit(self, connection: sqlite3.Connection, job: _Job) -> tuple[bool, Any]:
        unit = SqliteUnit(connection, job.check, self._locks)
        connection.execute("SAVEPOINT unit")
        try:
            result = drive(_finished(job.work, unit))
        except Exception as error:  # noqa: BLE001 - handed to the unit's caller
            connection.execute("ROLLBACK TO unit")
            connection.execute("RELEASE unit")
            return False, error
        finally:
            unit.release_locks()
        connection.execute("RELEASE unit")
        return True, result


async def _finished(work: Work[Result], unit: SqliteUnit) -> Result:
    result = await work(unit)
    unit.confirm()
    await unit.flush()
    return result


def _deliver(batch: list[_Job], outcomes: list[tuple[bool, Any]]) -> None:
    """Hand the outcomes to the event loops, one wake-up a loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], bool, Any]]] = {}
    for job, (succeeded, value) in zip(batch, outcomes, strict=True):
        by_loop.setdefault(job.loop, []).append((job.future, succeeded, value))
    for loop, settled in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle, settled)
        except RuntimeError:  # the loop has gone; nobody waits any more
            continue


def _settle(settled: list[tuple["asyncio.Future[Any]", bool, Any]]) -> None:
    for future, succeeded, value in settled:
        if future.done():
            continue
        if succeeded:
            future.set_result(value)
        else:
            future.set_exception(value)


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the durable settings that every user of the file must share."""
    connection = sqlite3.connect(
        path,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=CACHED_STATEMENTS,
    )
    connection.row_factory = sqlite3.Row
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection
