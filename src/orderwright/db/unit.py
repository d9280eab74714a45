"""The unit of work: what an action may ask of the database, and what it queues for its end."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeVar

from orderwright.db.statement import Statement

Row = Mapping[str, Any]
"""One row, read by column name. SQLite gives booleans as 0 and 1."""

Result = TypeVar("Result")
Work = Callable[["Unit"], Awaitable[Result]]


class Number:
    """A per-store number taken when the unit writes its queue; usable as a value in `insert`."""

    __slots__ = ("_run", "offset")

    def __init__(self, run: "Run", offset: int) -> None:
        self._run = run
        self.offset = offset

    @property
    def store_id(self) -> int:
        return self._run.store_id

    @property
    def counter(self) -> str:
        return self._run.counter

    @property
    def from_last(self) -> int:
        """How far this number lies before the last one of its run."""
        return self._run.count - 1 - self.offset

    def plus(self, offset: int) -> "Number":
        """The number `offset` after this one, of the same taking."""
        return Number(self._run, self.offset + offset)

    @property
    def value(self) -> int:
        """The number itself. Raises RuntimeError before the unit has written its queue."""
        if self._run.last is None:
            raise RuntimeError(f"number of {self.counter!r} read before the unit was flushed")
        return self._run.last - self.from_last

    def __conform__(self, _: object) -> int:
        """The number as SQLite's driver binds it."""
        return self.value


class Run:
    """The numbers that a unit takes of one counter between two flushes."""

    __slots__ = ("count", "counter", "last", "store_id")

    def __init__(self, store_id: int, counter: str) -> None:
        self.store_id = store_id
        self.counter = counter
        self.count = 0
        self.last: int | None = None


class Takings:
    """The numbers that a unit has asked for, one run a counter."""

    def __init__(self) -> None:
        self._runs: dict[tuple[int, str], Run] = {}

    def take(self, store_id: int, counter: str, count: int) -> Number:
        run = self._runs.get((store_id, counter))
        if run is None:
            run = self._runs[(store_id, counter)] = Run(store_id, counter)
        offset = run.count
        run.count += count
        return Number(run, offset)

    def waiting(self) -> list[tuple[int, str, int]]:
        """(store, counter, count), sorted, so that rows are always locked in one order."""
        return sorted((r.store_id, r.counter, r.count) for r in self._runs.values())

    def resolve(self, store_id: int, counter: str, last: int) -> None:
        self._runs[(store_id, counter)].last = last

    def clear(self) -> None:
        self._runs.clear()

    def __bool__(self) -> bool:
        return bool(self._runs)


Adjusted = tuple[str, str, str, tuple[str, ...]]
"""Table, column, its floor's column or nothing, and names of the key columns."""


Amount = tuple[int, int]
"""What is added, and the least that may be left, where there is a floor."""


def adjusted_value(column: str, floor: str, amount: str, least: str) -> str:
    """SQL of a column's new value; a taking that leaves less than it may makes it -1."""
    total = f"{column} + {amount}"
    if not floor:
        return total
    return (
        f"CASE WHEN {amount} < 0 AND ({total} < {floor} OR {total} < {least}) THEN -1"
        f" ELSE {total} END"
    )


def both(known: Amount | None, amount: Amount) -> Amount:
    """Two adjustments of one row as one."""
    return amount if known is None else (known[0] + amount[0], max(known[1], amount[1]))


class Queue:
    """What a unit will write at its end: changes first, then numbers, then new rows."""

    __slots__ = ("adjustments", "changes", "inserts", "takings")

    def __init__(self) -> None:
        self.adjustments: dict[Adjusted, dict[tuple[int, ...], Amount]] = {}
        self.changes: list[tuple[Statement, Mapping[str, object]]] = []
        self.takings = Takings()
        self.inserts: dict[tuple[str, tuple[str, ...]], list[tuple[object, ...]]] = {}

    def insert(self, table: str, values: Mapping[str, object]) -> None:
        self.inserts.setdefault((table, tuple(values)), []).append(tuple(values.values()))

    def adjust(
        self, table: str, column: str, floor: str, amount: Amount, key: Mapping[str, int]
    ) -> None:
        amounts = self.adjustments.setdefault((table, column, floor, tuple(key)), {})
        values = tuple(key.values())
        amounts[values] = both(amounts.get(values), amount)

    def parameters(self) -> int:
        """About how many parameters the rows need in one statement."""
        return sum(len(rows) * (len(columns) + 2) for (_, columns), rows in self.inserts.items())

    def clear(self) -> None:
        self.adjustments.clear()
        self.changes.clear()
        self.takings.clear()
        self.inserts.clear()

    def __bool__(self) -> bool:
        return bool(self.inserts or self.changes or self.takings or self.adjustments)


class WriteGuard:
    """Holds both databases to one rule: without a transaction, a flushed queue is the last write.

    PostgreSQL has then committed it; a later write of the same unit would stand alone.
    """

    __slots__ = ("_queue_written", "begun")

    def __init__(self) -> None:
        self.begun = False
        self._queue_written = False

    def begin(self) -> bool:
        """Note that a transaction is wanted; whether it has to be opened."""
        if self.begun:
            return False
        if self._queue_written:
            raise RuntimeError("a unit wrote again after the flush that was its commit")
        self.begun = True
        return True

    def write_queue(self) -> None:
        """Note that the queue is being written."""
        if self._queue_written and not self.begun:
            raise RuntimeError("a unit wrote again after the flush that was its commit")
        self._queue_written = True


class Unit(Protocol):
    """One unit of work. A function over it is re-runnable and touches nothing but the database.

    Awaiting anything other than the unit itself inside such a function is an error.
    """

    async def rows(self, statement: Statement, **params: object) -> list[Row]:
        """All rows of a query; it does not see what is still queued."""
        ...

    async def row(self, statement: Statement, **params: object) -> Row | None:
        """The first row of a query, or None."""
        ...

    async def execute(self, statement: Statement, **params: object) -> int:
        """Run a change at once; the number of rows that it touched."""
        ...

    def insert(self, table: str, **values: object) -> None:
        """Queue a new row; values may be `Number`s."""
        ...

    def change(self, statement: Statement, **params: object) -> None:
        """Queue an UPDATE or DELETE, run before numbers are taken, in the order of queueing."""
        ...

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
        """Queue an addition to a column of one row; those of several units go in one statement.

        A CHECK of the table may refuse the sum; the unit is then run again. A taking that would
        come below the column `floor`, or then below `least`, is written as -1, which a CHECK must
        refuse.
        """
        ...

    def take(self, store_id: int, counter: str, count: int = 1) -> Number:
        """Queue the taking of `count` numbers of a store's counter; the first of them."""
        ...

    async def flush(self) -> None:
        """Write what is queued; `Number`s then have values.

        Where no transaction is open the queue is written, and committed, as one statement: it is
        then the last thing that the unit may write.
        """
        ...

    async def savepoint(self, work: "Work[Result]") -> Result:
        """Run `work` so that an exception undoes what it wrote, queue included."""
        ...

    async def try_lock(self, key: int) -> bool:
        """Take a lock on a 63-bit key until the unit ends; False while another unit holds it."""
        ...
