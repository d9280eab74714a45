"""What units have queued, as one statement: one unit's alone, or several units' together.

Units of work that end at the same moment share a statement and a commit, as on SQLite: numbers are
taken for all of them at once and each table gets all its rows in one INSERT (ADR 0001).
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any, NamedTuple

import asyncpg

from orderwright.db.postgres_pool import Pool
from orderwright.db.statement import Statement, insert_text
from orderwright.db.unit import Adjusted, Number, Queue

UNITS_PER_STATEMENT = 16
PARAMETERS_PER_STATEMENT = 30_000
TEXTS_KEPT = 2_000

Types = Mapping[tuple[str, str], str]
"""PostgreSQL's type name of each (table, column)."""

# Errors by which the server says that nothing was written; the units are then written singly.
REFUSED = (
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.DataError,
)


Place = tuple[str, int] | None
"""What stands in a column: a number (its counter, how far before the last), or a plain value."""


class Shape(NamedTuple):
    """All of a queue but its values: queues of one shape share one statement text."""

    changes: tuple[tuple[str, int], ...]
    adjustments: tuple[Adjusted, ...]
    takes: bool
    inserts: tuple[tuple[str, tuple[str, ...], tuple[tuple[Place, ...], ...]], ...]


_texts: dict[Shape, str] = {}


def one_statement(queue: Queue) -> tuple[str, list[object]]:
    """One unit's queue: changes in order, then adjustments, numbers and rows."""
    arguments: list[object] = []
    shape = Shape(
        tuple([_changed(change, params, arguments) for change, params in queue.changes]),
        tuple(
            [
                _adjusted(what, key, amount, arguments)
                for what, amounts in queue.adjustments.items()
                for key, amount in sorted(amounts.items())
            ]
        ),
        _taken(queue, arguments),
        tuple(
            [
                (table, columns, tuple([_placed(row, arguments) for row in rows]))
                for (table, columns), rows in queue.inserts.items()
            ]
        ),
    )
    text = _texts.get(shape)
    if text is None:
        if len(_texts) >= TEXTS_KEPT:
            _texts.clear()
        text = _texts[shape] = _text(shape)
    return text, arguments


def _changed(
    change: Statement, params: Mapping[str, object], arguments: list[object]
) -> tuple[str, int]:
    text, values = change.bind("$", params)
    arguments.extend(values)
    return text, len(values)


def _adjusted(
    what: Adjusted, key: tuple[int, ...], amount: int, arguments: list[object]
) -> Adjusted:
    arguments.append(amount)
    arguments.extend(key)
    return what


def _taken(queue: Queue, arguments: list[object]) -> bool:
    waiting = queue.takings.waiting()
    if waiting:
        arguments.extend(map(list, zip(*waiting, strict=True)))
    return bool(waiting)


def _placed(row: tuple[object, ...], arguments: list[object]) -> tuple[Place, ...]:
    """A number's argument is its store; all else of it is in the text."""
    places: list[Place] = []
    for value in row:
        if value.__class__ is Number:
            number: Any = value
            arguments.append(number.store_id)
            places.append((number.counter, number.from_last))
        else:
            arguments.append(value)
            places.append(None)
    return tuple(places)


def _text(shape: Shape) -> str:
    """The statement; parameters are numbered in the order in which they were appended."""
    parts: list[str] = []
    before: list[str] = []
    used = 0
    for text, count in shape.changes:
        before.append(f"c{len(before)}")
        parts.append(f"{before[-1]} AS ({_shifted(text, used)} RETURNING 1)")
        used += count
    for table, column, key in shape.adjustments:
        where = " AND ".join(f"{name} = ${used + 2 + i}" for i, name in enumerate(key))
        before.append(f"c{len(before)}")
        parts.append(
            f"{before[-1]} AS (UPDATE {table} SET {column} = {column} + ${used + 1}"
            f" WHERE {where} RETURNING 1)"
        )
        used += 1 + len(key)
    if shape.takes:
        parts.append(_numbers(used, before))
        used += 3
    for position, (table, columns, rows) in enumerate(shape.inserts):
        marks = []
        for places in rows:
            marks.append([_mark(place, used + i + 1) for i, place in enumerate(places)])
            used += len(places)
        parts.append(f"i{position} AS ({insert_text(table, columns, marks)})")
    return f"WITH {', '.join(parts)} {_chosen(before, waiting=shape.takes)}"


def _mark(place: Place, parameter: int) -> str:
    if place is None:
        return f"${parameter}"
    counter, from_last = place
    return (
        f"(SELECT value - {from_last} FROM numbers"
        f" WHERE store_id = ${parameter} AND name = '{counter}')"
    )


def _chosen(before: list[str], *, waiting: bool) -> str:
    if waiting:
        return "SELECT store_id, name, value FROM numbers"
    counts = [f"(SELECT count(*) FROM {name})" for name in before]
    return "SELECT " + ", ".join(counts or ["1"])


def _numbers(used: int, before: list[str]) -> str:
    """The CTE that takes numbers; it waits for the changes, so that counters are locked last."""
    after = " AND ".join(f"(SELECT count(*) FROM {name}) >= 0" for name in before) or "true"
    return (
        "numbers AS (INSERT INTO counters (store_id, name, value) SELECT wanted.store_id,"
        f" wanted.name, wanted.count FROM unnest(${used + 1}::bigint[], ${used + 2}::text[],"
        f" ${used + 3}::bigint[]) AS wanted (store_id, name, count) WHERE {after}"
        " ON CONFLICT (store_id, name) DO UPDATE SET value = counters.value + excluded.value"
        " RETURNING store_id, name, value)"
    )


def _shifted(text: str, by: int) -> str:
    """The text with its placeholders counted on from `by`."""
    first, *pieces = text.split("$")
    for piece in pieces:
        digits = len(piece) - len(piece.lstrip("0123456789"))
        first += f"${int(piece[:digits]) + by}{piece[digits:]}"
    return first


class Merged:
    """The queues of several units as one statement; its text does not depend on how many rows."""

    def __init__(self, queues: list[Queue], types: Types) -> None:
        self._types = types
        self._parts: list[str] = []
        self.arguments: list[object] = []
        self._before: list[str] = []
        # How many numbers of a counter later units take: what lies between a run and the last one.
        self._later: list[dict[tuple[int, str], int]] = []
        self._queues = queues
        totals: dict[tuple[int, str], int] = {}
        for queue in reversed(queues):
            self._later.append(dict(totals))
            for store_id, counter, count in queue.takings.waiting():
                totals[(store_id, counter)] = totals.get((store_id, counter), 0) + count
        self._later.reverse()
        self._adjust()
        self._waiting = sorted((store, name, count) for (store, name), count in totals.items())
        if self._waiting:
            self._parts.append(_numbers(len(self.arguments), self._before))
            self.arguments.extend(map(list, zip(*self._waiting, strict=True)))
        self._insert()
        chosen = _chosen(self._before, waiting=bool(self._waiting))
        self.text = f"WITH {', '.join(self._parts)} {chosen}"

    def resolve(self, rows: list[Any]) -> None:
        """Give every unit its numbers."""
        if not self._waiting:
            return
        last = {(row["store_id"], row["name"]): row["value"] for row in rows}
        for queue, later in zip(self._queues, self._later, strict=True):
            for store_id, counter, _ in queue.takings.waiting():
                key = (store_id, counter)
                queue.takings.resolve(store_id, counter, last[key] - later.get(key, 0))

    def _array(self, values: list[Any], table: str, column: str) -> str:
        self.arguments.append(values)
        return f"${len(self.arguments)}::{self._types[(table, column)]}[]"

    def _adjust(self) -> None:
        """All adjustments of a table: its rows are locked in the order of their keys first."""
        sums: dict[tuple[str, str, tuple[str, ...]], dict[tuple[int, ...], int]] = {}
        for queue in self._queues:
            for what, amounts in queue.adjustments.items():
                total = sums.setdefault(what, {})
                for key, amount in amounts.items():
                    total[key] = total.get(key, 0) + amount
        for (table, column, names), total in sorted(sums.items()):
            keys = sorted(total)
            arrays = [
                self._array([key[i] for key in keys], table, name) for i, name in enumerate(names)
            ]
            arrays.append(self._array([total[key] for key in keys], table, column))
            listed, name = ", ".join(names), f"c{len(self._before)}"
            locked = ", ".join(f"t.{part}" for part in names)
            same = " AND ".join(f"t.{part} = w.{part}" for part in names)
            held = " AND ".join(f"t.{part} = h.{part}" for part in names)
            self._parts.append(
                f"h{name} AS (SELECT {locked}, w.amount FROM {table} t JOIN"
                f" unnest({', '.join(arrays)}) AS w ({listed}, amount) ON {same}"
                f" ORDER BY {locked} FOR UPDATE OF t),"
                f" {name} AS (UPDATE {table} t SET {column} = t.{column} + h.amount FROM h{name} h"
                f" WHERE {held} RETURNING 1)"
            )
            self._before.append(name)

    def _insert(self) -> None:
        """One INSERT a table and kind of row; numbers are columns that count back from the last."""
        kinds: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[list[object]]] = {}
        for queue, later in zip(self._queues, self._later, strict=True):
            for (table, columns), rows in queue.inserts.items():
                for row in rows:
                    counters = tuple([v.counter if isinstance(v, Number) else "" for v in row])
                    kinds.setdefault((table, columns, counters), []).append(
                        [
                            v.from_last + later.get((v.store_id, v.counter), 0)
                            if isinstance(v, Number)
                            else v
                            for v in row
                        ]
                    )
        for position, ((table, columns, counters), taken) in enumerate(kinds.items()):
            arrays = [
                self._array(list(values), table, column)
                for column, values in zip(columns, zip(*taken, strict=True), strict=True)
            ]
            chosen = [
                f"(SELECT n.value FROM numbers n WHERE n.store_id = r.store_id"
                f" AND n.name = '{counter}') - r.{column}"
                if counter
                else f"r.{column}"
                for column, counter in zip(columns, counters, strict=True)
            ]
            self._parts.append(
                f"i{position} AS (INSERT INTO {table} ({', '.join(columns)})"
                f" SELECT {', '.join(chosen)} FROM unnest({', '.join(arrays)})"
                f" AS r ({', '.join(columns)}))"
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
