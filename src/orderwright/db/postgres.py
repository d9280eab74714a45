"""PostgreSQL through asyncpg: reads as they come, all queued writes as one statement."""

import asyncio
from collections.abc import Mapping
from typing import Any, TypeVar

import asyncpg

from orderwright.db.statement import Statement, insert_text
from orderwright.db.unit import Number, Queue, Row, Work, WriteGuard

CONNECTIONS_PER_PROCESS = 6
STATEMENT_CACHE_SIZE = 1_024
COMMAND_TIMEOUT_SECONDS = 30.0
ATTEMPTS = 12
PARAMETERS_PER_STATEMENT = 30_000

Result = TypeVar("Result")

_RETRIED = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.CheckViolationError,
    asyncpg.UniqueViolationError,
)


class PostgresUnit:
    """A unit of work on one connection.

    A unit that only reads and queues needs no `BEGIN`: its queue is one statement, atomic by
    itself. `execute`, locking reads, savepoints and locks open a transaction first.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._queue = Queue()
        self._guard = WriteGuard()

    async def begin(self) -> None:
        if self._guard.begin():
            await self._connection.execute("BEGIN")

    async def rows(self, statement: Statement, **params: object) -> list[Row]:
        if statement.lock:
            await self.begin()
        text, arguments = statement.bind("$", params)
        found: list[Row] = await self._connection.fetch(text, *arguments)
        return found

    async def row(self, statement: Statement, **params: object) -> Row | None:
        if statement.lock:
            await self.begin()
        text, arguments = statement.bind("$", params)
        found: Row | None = await self._connection.fetchrow(text, *arguments)
        return found

    async def execute(self, statement: Statement, **params: object) -> int:
        await self.begin()
        text, arguments = statement.bind("$", params)
        tag: str = await self._connection.execute(text, *arguments)
        return int(tag.rpartition(" ")[2])

    def insert(self, table: str, **values: object) -> None:
        self._queue.insert(table, values)

    def change(self, statement: Statement, **params: object) -> None:
        self._queue.changes.append((statement, params))

    def take(self, store_id: int, counter: str, count: int = 1) -> Number:
        return self._queue.takings.take(store_id, counter, count)

    async def flush(self) -> None:
        if not self._queue:
            return
        text, arguments = _one_statement(self._queue)
        if len(arguments) > PARAMETERS_PER_STATEMENT:
            await self.begin()
            self._guard.write_queue()
            await self._flush_in_parts()
        else:
            self._guard.write_queue()
            await self._write(text, arguments)
        self._queue.clear()

    async def _write(self, text: str, arguments: list[object]) -> None:
        found = await self._connection.fetch(text, *arguments)
        if self._queue.takings:
            for row in found:
                self._queue.takings.resolve(row["store_id"], row["name"], row["value"])

    async def _flush_in_parts(self) -> None:
        whole, self._queue = self._queue, Queue()
        self._queue.changes, self._queue.takings = whole.changes, whole.takings
        await self._write(*_one_statement(self._queue))
        for (table, columns), rows in whole.inserts.items():
            marks = [[f"${i + 1}" for i in range(len(columns))]]
            await self._connection.executemany(
                insert_text(table, columns, marks),
                [[v.value if isinstance(v, Number) else v for v in row] for row in rows],
            )

    async def savepoint(self, work: Work[Result]) -> Result:
        await self.begin()
        await self.flush()
        await self._connection.execute("SAVEPOINT inner_work")
        try:
            result = await work(self)
            await self.flush()
        except BaseException:
            self._queue.clear()
            await self._connection.execute("ROLLBACK TO inner_work; RELEASE inner_work")
            raise
        await self._connection.execute("RELEASE inner_work")
        return result

    async def try_lock(self, key: int) -> bool:
        await self.begin()
        taken: bool = await self._connection.fetchval("SELECT pg_try_advisory_xact_lock($1)", key)
        return taken

    async def commit(self) -> None:
        await self.flush()
        if self._guard.begun:
            await self._connection.execute("COMMIT")
            self._guard = WriteGuard()

    async def rollback(self) -> None:
        if self._guard.begun and not self._connection.is_closed():
            await self._connection.execute("ROLLBACK")
            self._guard = WriteGuard()


def _one_statement(queue: Queue) -> tuple[str, list[object]]:
    """The queue as one statement: changes in order, then numbers, then rows."""
    parts: list[str] = []
    arguments: list[object] = []
    for position, (change, params) in enumerate(queue.changes):
        text, values = _shifted(change, params, len(arguments))
        arguments.extend(values)
        parts.append(f"c{position} AS ({text} RETURNING 1)")
    waiting = queue.takings.waiting()
    if waiting:
        parts.append(_numbers(waiting, len(queue.changes), arguments))
    for position, ((table, columns), rows) in enumerate(queue.inserts.items()):
        marks = [[_place(value, arguments) for value in row] for row in rows]
        parts.append(f"i{position} AS ({insert_text(table, columns, marks)})")
    if waiting:
        chosen = "SELECT store_id, name, value FROM numbers"
    else:
        counts = [f"(SELECT count(*) FROM c{i})" for i in range(len(queue.changes))]
        chosen = "SELECT " + ", ".join(counts or ["1"])
    return (f"WITH {', '.join(parts)} " if parts else "") + chosen, arguments


def _numbers(waiting: list[tuple[int, str, int]], changes: int, arguments: list[object]) -> str:
    """The CTE that takes numbers; it waits for the changes, so that counters are locked last."""
    rows = []
    for store_id, counter, count in waiting:
        first = len(arguments)
        arguments.extend((store_id, counter, count))
        rows.append(f"(${first + 1}::bigint, ${first + 2}::text, ${first + 3}::bigint)")
    after = " AND ".join(f"(SELECT count(*) FROM c{i}) >= 0" for i in range(changes)) or "true"
    return (
        "numbers AS (INSERT INTO counters (store_id, name, value) SELECT wanted.store_id,"
        f" wanted.name, wanted.count FROM (VALUES {', '.join(rows)}) AS wanted (store_id, name,"
        f" count) WHERE {after} ON CONFLICT (store_id, name) DO UPDATE SET"
        " value = counters.value + excluded.value RETURNING store_id, name, value)"
    )


def _place(value: object, arguments: list[object]) -> str:
    if isinstance(value, Number):
        first = len(arguments)
        arguments.extend((value.store_id, value.counter, value.from_last))
        return (
            f"(SELECT value - ${first + 3}::bigint FROM numbers"
            f" WHERE store_id = ${first + 1} AND name = ${first + 2})"
        )
    arguments.append(value)
    return f"${len(arguments)}"


def _shifted(change: Statement, params: Mapping[str, object], by: int) -> tuple[str, list[object]]:
    text, values = change.bind("$", params)
    if by:
        text = _SHIFT_CACHE.get((text, by)) or _shift(text, by)
    return text, values


_SHIFT_CACHE: dict[tuple[str, int], str] = {}


def _shift(text: str, by: int) -> str:
    pieces = text.split("$")
    shifted = pieces[0]
    for piece in pieces[1:]:
        digits = len(piece) - len(piece.lstrip("0123456789"))
        shifted += f"${int(piece[:digits]) + by}{piece[digits:]}"
    _SHIFT_CACHE[(text, by)] = shifted
    return shifted


class PostgresDatabase:
    """A PostgreSQL database and this process's few connections to it."""

    dialect = "postgresql"

    def __init__(self, url: str, connections: int = CONNECTIONS_PER_PROCESS) -> None:
        self.url = url
        self._connections = connections
        self._pool: Any = None

    async def open(self) -> None:
        """Open the pool; the schema must be there already."""
        self._pool = await asyncpg.create_pool(
            self.url,
            min_size=1,
            max_size=self._connections,
            statement_cache_size=STATEMENT_CACHE_SIZE,
            max_cached_statement_lifetime=0,
            command_timeout=COMMAND_TIMEOUT_SECONDS,
            reset=_leave_as_it_is,
            server_settings={"application_name": "orderwright", "jit": "off"},
        )

    async def close(self) -> None:
        """Close the connections once their units are done."""
        if self._pool is not None:
            await self._pool.close()
            self._pool = None

    async def read(self, work: Work[Result]) -> Result:
        """Run a unit that only reads."""
        async with self._pool.acquire() as connection:
            unit = PostgresUnit(connection)
            try:
                return await work(unit)
            finally:
                await unit.rollback()

    async def write(self, work: Work[Result]) -> Result:
        """Run a unit and commit it; run again after a conflict with a concurrent one.

        Raises the database's own error when it conflicts `ATTEMPTS` times in a row.
        """
        async with self._pool.acquire() as connection:
            for attempt in range(1, ATTEMPTS + 1):
                unit = PostgresUnit(connection)
                try:
                    result = await work(unit)
                    await unit.commit()
                except _RETRIED:
                    await unit.rollback()
                    if attempt == ATTEMPTS:
                        raise
                    await asyncio.sleep(0.001 * attempt)
                except BaseException:
                    await unit.rollback()
                    raise
                else:
                    return result
        raise AssertionError("unreachable")


async def _leave_as_it_is(_: Any) -> None:
    """Units leave their connection clean; a reset would cost a round trip each."""
