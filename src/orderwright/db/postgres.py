"""PostgreSQL through asyncpg: reads as they come, all queued writes as one statement."""

import asyncio
from typing import Any, TypeVar

import asyncpg

from orderwright.db.access_check import (
    CHECKED_COLUMN,
    AccessCheck,
    checked,
    revision_query,
)
from orderwright.db.postgres_pool import Pool
from orderwright.db.postgres_queue import PARAMETERS_PER_STATEMENT, QueueWriter, write_alone
from orderwright.db.statement import Statement, insert_text
from orderwright.db.unit import Number, Queue, Row, Work, WriteGuard

CONNECTIONS_PER_PROCESS = 6
ATTEMPTS = 12

Result = TypeVar("Result")

_RETRIED = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.CheckViolationError,
    asyncpg.ForeignKeyViolationError,
    asyncpg.UniqueViolationError,
)


_TYPES = (
    "SELECT table_name AS t, column_name AS c, data_type AS type FROM information_schema.columns"
    " WHERE table_schema = current_schema()"
)


class PostgresUnit:
    """A unit of work on one connection, which it takes when it first needs it.

    A unit that only reads and queues needs no `BEGIN`: its queue is one statement, atomic by
    itself, and the connection is free while the queue waits to be written. `execute`, locking
    reads, savepoints and locks open a transaction first.
    """

    def __init__(self, pool: Pool, writer: QueueWriter, check: AccessCheck | None = None) -> None:
        self._pool = pool
        self._leased: Any = None
        self._check = check
        self._writer = writer
        self._queue = Queue()
        self._guard = WriteGuard()

    async def _connected(self) -> Any:
        """The unit's connection, once the request's access is confirmed. Raises AccessChanged."""
        connection = await self._lease()
        if self._check is not None:
            check, self._check = self._check, None
            query = revision_query("$")
            check.confirm(await connection.fetchval(query, check.store_hash, check.token_hash))
        return connection

    async def _lease(self) -> Any:
        if self._leased is None:
            self._leased = await self._pool.take()
        return self._leased

    async def confirm(self) -> None:
        """Confirm the request's access, if no query has done so. Raises AccessChanged."""
        if self._check is not None:
            await self._connected()

    async def _rows_with_check(self, text: str, arguments: list[object]) -> list[Row]:
        """The rows of a query that brings the check with it; no rows bring none."""
        check = self._check
        if check is None:
            raise AssertionError
        found: list[Row] = await (await self._lease()).fetch(
            checked(text, len(arguments), "$"), *arguments, check.store_hash, check.token_hash
        )
        if found:
            check.confirm(found[0][CHECKED_COLUMN])
            self._check = None
        else:
            await self._connected()
        return found

    def release(self, *, broken: bool = False) -> None:
        """Give the connection back."""
        if self._leased is not None:
            connection, self._leased = self._leased, None
            self._pool.give_back(connection, broken=broken)

    async def begin(self) -> None:
        if self._guard.begin():
            await (await self._connected()).execute("BEGIN")

    async def rows(self, statement: Statement, **params: object) -> list[Row]:
        if statement.lock:
            await self.begin()
        text, arguments = statement.bind("$", params)
        if statement.checks_access and self._check is not None:
            return await self._rows_with_check(text, arguments)
        found: list[Row] = await (await self._connected()).fetch(text, *arguments)
        return found

    async def row(self, statement: Statement, **params: object) -> Row | None:
        if statement.lock:
            await self.begin()
        text, arguments = statement.bind("$", params)
        if statement.checks_access and self._check is not None:
            rows = await self._rows_with_check(text, arguments)
            return rows[0] if rows else None
        found: Row | None = await (await self._connected()).fetchrow(text, *arguments)
        return found

    async def execute(self, statement: Statement, **params: object) -> int:
        await self.begin()
        text, arguments = statement.bind("$", params)
        tag: str = await (await self._connected()).execute(text, *arguments)
        return int(tag.rpartition(" ")[2])

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
        if self._guard.begun:
            self._guard.write_queue()
            await self._write_in_transaction()
        elif len(self._queue.inserts) and self._queue.parameters() > PARAMETERS_PER_STATEMENT:
            await self.begin()
            self._guard.write_queue()
            await self._flush_in_parts()
        else:
            await self.confirm()
            self._guard.write_queue()
            self.release()
            await self._writer.write(self._queue)
        self._queue.clear()

    async def _write_in_transaction(self) -> None:
        if self._queue.parameters() > PARAMETERS_PER_STATEMENT:
            await self._flush_in_parts()
        else:
            await write_alone(await self._connected(), self._queue)

    async def _flush_in_parts(self) -> None:
        whole, self._queue = self._queue, Queue()
        self._queue.changes, self._queue.takings = whole.changes, whole.takings
        self._queue.adjustments = whole.adjustments
        if self._queue:
            await write_alone(await self._connected(), self._queue)
        for (table, columns), rows in whole.inserts.items():
            marks = [[f"${i + 1}" for i in range(len(columns))]]
            await (await self._connected()).executemany(
                insert_text(table, columns, marks),
                [[v.value if isinstance(v, Number) else v for v in row] for row in rows],
            )

    async def savepoint(self, work: Work[Result]) -> Result:
        await self.begin()
        await self.flush()
        await (await self._connected()).execute("SAVEPOINT inner_work")
        try:
            result = await work(self)
            await self.flush()
        except BaseException:
            self._queue.clear()
            await (await self._connected()).execute("ROLLBACK TO inner_work; RELEASE inner_work")
            raise
        await (await self._connected()).execute("RELEASE inner_work")
        return result

    async def try_lock(self, key: int) -> bool:
        await self.begin()
        taken: bool = await (await self._connected()).fetchval(
            "SELECT pg_try_advisory_xact_lock($1)", key
        )
        return taken

    async def commit(self) -> None:
        await self.flush()
        if self._guard.begun:
            await (await self._connected()).execute("COMMIT")
            self._guard = WriteGuard()

    async def rollback(self) -> None:
        if self._guard.begun and self._leased is not None and not self._leased.is_closed():
            await self._leased.execute("ROLLBACK")
        self._guard = WriteGuard()


class PostgresDatabase:
    """A PostgreSQL database and this process's few connections to it."""

    dialect = "postgresql"

    def __init__(self, url: str, connections: int = CONNECTIONS_PER_PROCESS) -> None:
        self.url = url
        self._connections = connections
        self._pool: Pool | None = None
        self._writer: QueueWriter

    async def open(self) -> None:
        """Open the pool; the schema must be there already."""
        self._pool = Pool(self.url, self._connections)
        connection = await self._pool.take()
        types = await connection.fetch(_TYPES)
        self._pool.give_back(connection, broken=False)
        self._writer = QueueWriter(self._pool, {(row["t"], row["c"]): row["type"] for row in types})

    async def close(self) -> None:
        """Close the connections once their units are done."""
        if self._pool is not None:
            await self._pool.close()
            self._pool = None

    def _opened(self) -> Pool:
        if self._pool is None:
            raise RuntimeError("database is not open")
        return self._pool

    async def read(self, work: Work[Result], check: AccessCheck | None = None) -> Result:
        """Run a unit that only reads. Raises AccessChanged if the check fails."""
        unit = PostgresUnit(self._opened(), self._writer, check)
        try:
            result = await work(unit)
            await unit.confirm()
            await unit.rollback()
        except Exception as error:
            await _undone(unit, error)
            raise
        except BaseException:
            unit.release(broken=True)
            raise
        unit.release()
        return result

    async def look_up(self, work: Work[Result]) -> Result:
        """Run a unit of a single query."""
        return await self.read(work)

    async def write(self, work: Work[Result], check: AccessCheck | None = None) -> Result:
        """Run a unit and commit it; run again after a conflict with a concurrent one.

        Raises the database's own error when it conflicts `ATTEMPTS` times in a row, AccessChanged
        if the check fails.
        """
        for attempt in range(1, ATTEMPTS + 1):
            unit = PostgresUnit(self._opened(), self._writer, check)
            try:
                result = await work(unit)
                await unit.confirm()
                await unit.commit()
            except _RETRIED as error:
                await _undone(unit, error)
                if attempt == ATTEMPTS:
                    raise
                await asyncio.sleep(0.001 * attempt)
            except Exception as error:
                await _undone(unit, error)
                raise
            except BaseException:
                unit.release(broken=True)
                raise
            else:
                unit.release()
                return result
        raise AssertionError("unreachable")


async def _undone(unit: PostgresUnit, error: Exception) -> None:
    """Roll back and give the connection back; one that timed out is not used again."""
    broken = isinstance(error, TimeoutError)
    try:
        if not broken:
            await unit.rollback()
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        broken = True
    finally:
        unit.release(broken=broken)
