"""What units have queued, as one statement: one unit's alone, or several units' together.

Units of work that end at the same moment share a statement and a commit, as on SQLite: numbers are
taken for all of them at once and each table gets all its rows in one INSERT (ADR 0001).
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any

import asyncpg

from orderwright.db.statement import insert_text
from orderwright.db.unit import Number, Queue

UNITS_PER_STATEMENT = 16
PARAMETERS_PER_STATEMENT = 30_000

Types = Mapping[tuple[str, str], str]
"""PostgreSQL's type name of each (table, column)."""

# Errors by which the server says that nothing was written; the units are then written singly.
REFUSED = (
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.DataError,
)


def one_statement(queue: Queue) -> tuple[str, list[object]]:
    """One unit's queue: changes in order, then adjustments, numbers and rows."""
    parts: list[str] = []
    arguments: list[object] = []
    before: list[str] = []
    for change, params in queue.changes:
        text, values = change.bind("$", params)
        shifted = _shifted(text, len(arguments))
        arguments.extend(values)
        before.append(f"c{len(before)}")
        parts.append(f"{before[-1]} AS ({shifted} RETURNING 1)")
    for (table, column, key), amounts in queue.adjustments.items():
        for values_of_key, amount in sorted(amounts.items()):
            first = len(arguments)
            arguments.extend((amount, *values_of_key))
            where = " AND ".join(f"{name} = ${first + 2 + i}" for i, name in enumerate(key))
            before.append(f"c{len(before)}")
            parts.append(
                f"{before[-1]} AS (UPDATE {table} SET {column} = {column} + ${first + 1}"
                f" WHERE {where} RETURNING 1)"
            )
    waiting = queue.takings.waiting()
    if waiting:
        parts.append(_numbers(waiting, before, arguments))
    for position, ((table, columns), rows) in enumerate(queue.inserts.items()):
        marks = [[_place(value, arguments) for value in row] for row in rows]
        parts.append(f"i{position} AS ({insert_text(table, columns, marks)})")
    return f"WITH {', '.join(parts)} {_chosen(before, waiting=bool(waiting))}", arguments


def _chosen(before: list[str], *, waiting: bool) -> str:
    if waiting:
        return "SELECT store_id, name, value FROM numbers"
    counts = [f"(SELECT count(*) FROM {name})" for name in before]
    return "SELECT " + ", ".join(counts or ["1"])


def _numbers(
    waiting: list[tuple[int, str, int]], before: list[str], arguments: list[object]
) -> str:
    """The CTE that takes numbers; it waits for the changes, so that counters are locked last."""
    first = len(arguments)
    arguments.extend(
        (
            [store_id for store_id, _, _ in waiting],
            [counter for _, counter, _ in waiting],
            [count for _, _, count in waiting],
        )
    )
    after = " AND ".join(f"(SELECT count(*) FROM {name}) >= 0" for name in before) or "true"
    return (
        "numbers AS (INSERT INTO counters (store_id, name, value) SELECT wanted.store_id,"
        f" wanted.name, wanted.count FROM unnest(${first + 1}::bigint[], ${first + 2}::text[],"
        f" ${first + 3}::bigint[]) AS wanted (store_id, name, count) WHERE {after}"
        " ON CONFLICT (store_id, name) DO UPDATE SET value = counters.value + excluded.value"
        " RETURNING store_id, name, value)"
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


_shifted_texts: dict[tuple[str, int], str] = {}


def _shifted(text: str, by: int) -> str:
    """The text with its placeholders counted on from `by`."""
    if not by:
        return text
    known = _shifted_texts.get((text, by))
    if known is None:
        pieces = text.split("$")
        known = pieces[0]
        for piece in pieces[1:]:
            digits = len(piece) - len(piece.lstrip("0123456789"))
            known += f"${int(piece[:digits]) + by}{piece[digits:]}"
        _shifted_texts[(text, by)] = known
    return known


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
            self._parts.append(_numbers(self._waiting, self._before, self.arguments))
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

    The first unit writes at once, on its own connection; what arrives meanwhile waits for it, and
    the first of those then writes for all. Where the server refuses a shared statement, each unit
    writes alone and learns its own fate.
    """

    def __init__(self, types: Types) -> None:
        self._types = types
        self._waiting: deque[tuple[Queue, asyncio.Future[bool]]] = deque()
        self._busy = False

    async def write(self, connection: Any, queue: Queue) -> None:
        """Write and commit a queue; its numbers are resolved then."""
        if not self._busy:
            await self._lead(connection, [queue])
            return
        if not mergeable(queue):
            await write_alone(connection, queue)
            return
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((queue, turn))
        try:
            if await turn:
                return
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._wake_next()
            raise
        await self._lead(connection, [queue])

    async def _lead(self, connection: Any, queues: list[Queue]) -> None:
        self._busy = True
        followers: list[asyncio.Future[bool]] = []
        while self._waiting and len(queues) < UNITS_PER_STATEMENT and mergeable(queues[0]):
            queue, turn = self._waiting.popleft()
            if not turn.done():
                queues.append(queue)
                followers.append(turn)
        try:
            await self._write(connection, queues, followers)
        finally:
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
            _settle(followers, written=False)
            await write_alone(connection, queues[0])
        except BaseException as error:
            for turn in followers:
                if not turn.done():
                    turn.set_exception(UnknownOutcome())
            raise error from None
        else:
            merged.resolve(rows)
            _settle(followers, written=True)


class UnknownOutcome(Exception):
    """The connection broke while the unit's queue was being written."""


def _settle(followers: list["asyncio.Future[bool]"], *, written: bool) -> None:
    for turn in followers:
        if not turn.done():
            turn.set_result(written)


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
