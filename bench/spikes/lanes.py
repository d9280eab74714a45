"""Lanes of the spikes: a thread that owns one connection and runs waiting units in one commit."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from bench.orders import Draft
from bench.spikes.units import Number, Queue, queue_order
from bench.tables import COLUMNS, COUNTERS, STORE

BATCH_UNITS = 16
SELECT_PRODUCT = (
    f"SELECT product_id, level, name, sku, price FROM stock WHERE store_id = {STORE}"
    " AND product_id = ?"
)
SELL = f"UPDATE stock SET level = level - ? WHERE store_id = {STORE} AND product_id = ?"
INSERTS = {
    table: f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for table, names in COLUMNS.items()
}
INSERT_ONE = {table: (text, tuple(COLUMNS[table])) for table, text in INSERTS.items()}


def open_sqlite(path: str) -> sqlite3.Connection:
    """A connection with the durable settings of the product."""
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "cache_size=-65536",
        "busy_timeout=5000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


class Runner(Protocol):
    """What a lane does with the units that wait: one commit, one outcome a unit."""

    def open(self) -> None:
        """Connect, on the lane's own thread."""

    def run(self, drafts: list[Draft]) -> list[int]:
        """Write the orders and commit; return their numbers."""


class Lane:
    """The thread: gathers what waits, runs it, tells the event loop once a batch."""

    def __init__(self, runner: Runner, batch_units: int, waiting: queue.SimpleQueue[Any]) -> None:
        self.runner = runner
        self.batch_units = batch_units
        self.waiting = waiting

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self.loop, daemon=True).start()

    def loop(self) -> None:
        """Forever: wait for one unit, take those that came meanwhile, run them."""
        self.runner.open()
        while True:
            batch = [self.waiting.get()]
            with contextlib.suppress(queue.Empty):
                while len(batch) < self.batch_units:
                    batch.append(self.waiting.get_nowait())
            numbers = self.runner.run([draft for draft, _ in batch])
            futures = [future for _, future in batch]
            futures[0].get_loop().call_soon_threadsafe(settle, futures, numbers)


def settle(futures: Sequence[asyncio.Future[int]], numbers: Sequence[int]) -> None:
    """Wake the handlers of a batch, on the event loop's thread."""
    for future, number in zip(futures, numbers, strict=True):
        future.set_result(number)


class SqliteSync:
    """Model (b) on SQLite: a unit is a plain function, each in a SAVEPOINT, one commit a batch."""

    def __init__(self, path: str, reads: bool) -> None:
        self.path = path
        self.reads = reads

    def open(self) -> None:
        """Connect."""
        self.connection = open_sqlite(self.path)
        self.execute = self.connection.execute

    def run(self, drafts: list[Draft]) -> list[int]:
        """Write the orders and commit."""
        self.execute("BEGIN IMMEDIATE")
        numbers = []
        for draft in drafts:
            self.execute("SAVEPOINT unit")
            numbers.append(self.unit(draft))
            self.execute("RELEASE unit")
        self.execute("COMMIT")
        return numbers

    def unit(self, draft: Draft) -> int:
        """One order, statement after statement."""
        execute = self.execute
        if self.reads:
            for product, _ in draft.stock:
                execute(SELECT_PRODUCT, (product,)).fetchone()
        for product, quantity in draft.stock:
            execute(SELL, (quantity, product))
        order_id, line, address, change, position = take(execute, (1, len(draft.lines), 1, 1, 1))
        execute(INSERTS["orders"], (STORE, order_id, *draft.order))
        rows = [(STORE, order_id, line + k, *row) for k, row in enumerate(draft.lines)]
        self.connection.executemany(INSERTS["order_products"], rows)
        execute(INSERTS["order_addresses"], (STORE, order_id, address, *draft.address))
        execute(INSERTS["history"], (STORE, order_id, change, *draft.history))
        execute(INSERTS["events"], (STORE, position, order_id, *draft.event))
        return order_id


def take(execute: Callable[..., sqlite3.Cursor], counts: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers from the store's counters: the first of each run."""
    sets = ", ".join(f"{name} = {name} + ?" for name in COUNTERS)
    text = f"UPDATE counters SET {sets} WHERE store_id = {STORE} RETURNING {', '.join(COUNTERS)}"
    last = execute(text, counts).fetchone()
    return tuple(value - count + 1 for value, count in zip(last, counts, strict=True))


class SqliteUnit:
    """A unit that a lane drives: its awaits never suspend."""

    __slots__ = ("execute", "queue")

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        self.queue = Queue()
        self.execute = execute

    async def products(self, ids: list[int]) -> Sequence[object]:
        """Read the products of an order."""
        return [self.execute(SELECT_PRODUCT, (product,)).fetchone() for product in ids]


class SqliteCoroutines(SqliteSync):
    """Model (c) on SQLite: the unit of the PostgreSQL spikes, driven to its end by the lane.

    `merged` writes the queues of the whole batch together, as model (d) does on PostgreSQL.
    """

    merged = False

    def run(self, drafts: list[Draft]) -> list[int]:
        """Write the orders and commit."""
        self.execute("BEGIN IMMEDIATE")
        queues, numbers = [], []
        for draft in drafts:
            if not self.merged:
                self.execute("SAVEPOINT unit")
            unit = SqliteUnit(self.execute)
            numbers.append(drive(self.work(unit, draft)))
            queues.append(unit.queue)
            if not self.merged:
                self.flush([unit.queue])
                self.execute("RELEASE unit")
        if self.merged:
            self.flush(queues)
        self.execute("COMMIT")
        return [number.value for number in numbers]

    async def work(self, unit: SqliteUnit, draft: Draft) -> Number:
        """The action, word for word the one of the PostgreSQL spikes."""
        if self.reads:
            await unit.products([product for product, _ in draft.stock])
        return queue_order(unit.queue, draft, COLUMNS)

    def flush(self, queues: list[Queue]) -> None:
        """Write what units queued: stock, counters, rows."""
        totals = dict.fromkeys(COUNTERS, 0)
        for one in queues:
            for product, quantity in one.stock.items():
                self.execute(SELL, (quantity, product))
            for counter, count in one.taken.items():
                totals[counter] += count
        nexts = dict(zip(COUNTERS, take(self.execute, tuple(totals.values())), strict=True))
        tables: dict[str, list[list[object]]] = {}
        for one in queues:
            for number in one.numbers:
                number.value = nexts[number.counter] + number.offset
            for counter, count in one.taken.items():
                nexts[counter] += count
            for table, row in one.rows:
                values = [v.value if v.__class__ is Number else v for v in row.values()]
                tables.setdefault(table, []).append(values)
        for table, rows in tables.items():
            if len(rows) == 1:
                self.execute(INSERTS[table], rows[0])
            else:
                self.connection.executemany(INSERTS[table], rows)


class SqliteMerged(SqliteCoroutines):
    """Model (c) on SQLite with the rows of the whole batch written together."""

    merged = True


class Lanes:
    """Some lanes that share one queue of waiting units."""

    def __init__(self, make: Callable[[], Runner], lanes: int, batch_units: int) -> None:
        self.waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.lanes = [Lane(make(), batch_units, self.waiting) for _ in range(lanes)]

    async def start(self) -> None:
        """Begin."""
        for lane in self.lanes:
            lane.start()

    async def place(self, draft: Draft) -> int:
        """Hand the order to a lane; return its number once it is committed."""
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.waiting.put((draft, future))
        return await future


def drive(coroutine: Any) -> Any:
    """Run a coroutine that awaits nothing but its unit to its end, without an event loop."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    message = "a unit of work awaited something that is not its unit"
    raise RuntimeError(message)


class SqliteOnLoop:
    """Model (e): the units run on the event loop's own thread; only the commit leaves it."""

    def __init__(self, runner: SqliteCoroutines) -> None:
        self.runner = runner
        self.waiting: list[tuple[Draft, asyncio.Future[int]]] = []
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect."""
        self.runner.open()

    async def place(self, draft: Draft) -> int:
        """Queue the order for the next batch."""
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.waiting.append((draft, future))
        if self.task is None or self.task.done():
            self.task = asyncio.ensure_future(self.drain())
        return await future

    async def drain(self) -> None:
        """Batch after batch; the commit's flush to disk happens on another thread."""
        loop = asyncio.get_running_loop()
        execute = self.runner.execute
        while self.waiting:
            batch = self.waiting[:BATCH_UNITS]
            del self.waiting[:BATCH_UNITS]
            execute("BEGIN IMMEDIATE")
            queues, numbers = [], []
            for draft, _ in batch:
                unit = SqliteUnit(execute)
                numbers.append(drive(self.runner.work(unit, draft)))
                queues.append(unit.queue)
            self.runner.flush(queues)
            await loop.run_in_executor(None, execute, "COMMIT")
            for number, (_, future) in zip(numbers, batch, strict=True):
                future.set_result(number.value)
