"""The unit of work of the spikes: reads at once, queues its writes, is written in one statement."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import asyncpg

from bench.orders import Draft
from bench.statements import CASTS
from bench.tables import KINDS, STORE

BATCH_UNITS = 32
MOST_UNITS_AS_VALUES = 4
SELECT_PRODUCTS = (
    f"SELECT product_id, level, name, sku, price FROM stock WHERE store_id = {STORE}"
    " AND product_id = ANY($1::bigint[])"
)


@dataclass(slots=True, eq=False)
class Number:
    """A number that a store's counter gives at the flush; `offset` is its place in the unit."""

    counter: str
    offset: int
    value: int = 0


@dataclass(slots=True)
class Queue:
    """What a unit wants written: rows by table, numbers by counter, stock by product."""

    rows: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    numbers: list[Number] = field(default_factory=list)
    stock: dict[int, int] = field(default_factory=dict)

    def insert(self, table: str, values: dict[str, object]) -> None:
        """Queue one row."""
        self.rows.append((table, values))

    def take(self, counter: str) -> Number:
        """The unit's next number of this counter."""
        count = self.taken.get(counter, 0)
        number = Number(counter, count)
        self.taken[counter] = count + 1
        self.numbers.append(number)
        return number

    def sell(self, product: int, quantity: int) -> None:
        """Queue a stock decrement; the table's CHECK refuses a negative level."""
        self.stock[product] = self.stock.get(product, 0) + quantity


class Unit(Protocol):
    """What an action sees, the same on every database."""

    queue: Queue

    async def products(self, ids: list[int]) -> Sequence[object]:
        """Read the products of an order."""


def queue_order(queue: Queue, draft: Draft, columns: dict[str, list[str]]) -> Number:
    """Queue every row of one order as an action would."""
    for product, quantity in draft.stock:
        queue.sell(product, quantity)
    order_id = queue.take("order_id")
    values = zip(columns["orders"][2:], draft.order, strict=True)
    queue.insert("orders", {"store_id": STORE, "id": order_id, **dict(values)})
    for line in draft.lines:
        row = {"store_id": STORE, "order_id": order_id, "id": queue.take("order_product_id")}
        row.update(zip(columns["order_products"][3:], line, strict=True))
        queue.insert("order_products", row)
    for table, counter, rest in (
        ("order_addresses", "order_address_id", draft.address),
        ("history", "history_id", draft.history),
    ):
        row = {"store_id": STORE, "order_id": order_id, "id": queue.take(counter)}
        row.update(zip(columns[table][3:], rest, strict=True))
        queue.insert(table, row)
    row = {"store_id": STORE, "position": queue.take("event_position"), "order_id": order_id}
    row.update(zip(columns["events"][3:], draft.event, strict=True))
    queue.insert("events", row)
    return order_id


class SingleWriter:
    """Turns one queue into one statement, whose text is kept by the queue's shape."""

    def __init__(self) -> None:
        self.texts: dict[tuple[object, ...], str] = {}

    def statement(self, queue: Queue) -> tuple[str, list[object]]:
        """The text and the parameters that write this queue."""
        values: list[object] = []
        shape: list[object] = [len(queue.stock), *queue.taken.items()]
        for product in sorted(queue.stock):
            values += (product, queue.stock[product])
        for table, row in queue.rows:
            shape.append(table)
            for name, value in row.items():
                if value.__class__ is Number:
                    shape.append((name, value.counter, value.offset))
                else:
                    values.append(value)
                    shape.append(name)
        key = tuple(shape)
        text = self.texts.get(key)
        if text is None:
            text = self.texts[key] = self.render(queue)
        return text, values

    def render(self, queue: Queue) -> str:
        """The text for queues of this shape: stock, then counters, then rows."""
        count, parts, after = 0, [], "true"
        for place in range(len(queue.stock)):
            parts.append(
                f"s{place} AS (UPDATE stock SET level = level - ${count + 2}::bigint"
                f" WHERE store_id = {STORE} AND product_id = ${count + 1}::bigint AND {after}"
                " RETURNING 1)"
            )
            after = f"(SELECT count(*) FROM s{place}) >= 0"
            count += 2
        sets = ", ".join(f"{name} = {name} + {step}" for name, step in queue.taken.items())
        parts.append(
            f"n AS (UPDATE counters SET {sets} WHERE store_id = {STORE} AND {after}"
            f" RETURNING {', '.join(queue.taken)})"
        )
        for place, (table, row) in enumerate(queue.rows):
            places = []
            for name, value in row.items():
                if isinstance(value, Number):
                    behind = queue.taken[value.counter] - 1 - value.offset
                    places.append(f"n.{value.counter} - {behind}")
                else:
                    count += 1
                    places.append(f"${count}::{CASTS[KINDS[table][name]]}")
            parts.append(
                f"r{place} AS (INSERT INTO {table} ({', '.join(row)})"
                f" SELECT {', '.join(places)} FROM n)"
            )
        return f"WITH {', '.join(parts)} SELECT {', '.join(queue.taken)} FROM n"


class BatchWriter:
    """Turns the queues of many units into one statement, numbers taken once.

    A few units go as multi-row VALUES, cheapest, but a text and a plan for each number of rows;
    more go as an array a column, one text for any number of rows.
    """

    def __init__(self) -> None:
        self.texts: dict[tuple[object, ...], str] = {}

    def statement(self, queues: Sequence[Queue]) -> tuple[str, list[object]]:
        """The text and the parameters that write all these queues, and no other order of rows."""
        stock: dict[int, int] = {}
        totals: dict[str, int] = {}
        tables: dict[tuple[str, ...], list[list[object]]] = {}
        for queue in queues:
            for product, quantity in queue.stock.items():
                stock[product] = stock.get(product, 0) + quantity
            for number in queue.numbers:
                number.value = totals.get(number.counter, 0) + number.offset
            for table, row in queue.rows:
                rows = tables.setdefault((table, *row), [])
                rows.append(list(row.values()))
            for counter, count in queue.taken.items():
                totals[counter] = totals.get(counter, 0) + count
        products = sorted(stock)
        values: list[object] = [products, [stock[product] for product in products]]
        values += totals.values()
        as_values = len(queues) <= MOST_UNITS_AS_VALUES
        shape: list[object] = [*totals]
        for columns, rows in tables.items():
            shape += (columns, len(rows) if as_values else 0)
            shape += [v.counter if isinstance(v, Number) else None for v in rows[0]]
            plain = [[v.value if v.__class__ is Number else v for v in row] for row in rows]
            if as_values:
                for row_values in plain:
                    values += row_values
            else:
                values += zip(*plain, strict=True)
        key = tuple(shape)
        text = self.texts.get(key)
        if text is None:
            text = self.texts[key] = self.render(totals, tables, as_values=as_values)
        return text, values

    def render(
        self,
        totals: dict[str, int],
        tables: dict[tuple[str, ...], list[list[object]]],
        *,
        as_values: bool,
    ) -> str:
        """The text for batches of this shape."""
        count = 2
        sets = []
        for name in totals:
            count += 1
            sets.append((name, f"${count}::bigint"))
        steps = ", ".join(f"{name} = {name} + {step}" for name, step in sets)
        firsts = ", ".join(f"{name} - {step} + 1 AS {name}" for name, step in sets)
        parts = [
            (
                "w AS (SELECT s.product_id, q.quantity FROM unnest($1::bigint[], $2::bigint[])"
                f" AS q(product_id, quantity) JOIN stock s ON s.store_id = {STORE}"
                " AND s.product_id = q.product_id ORDER BY s.product_id FOR UPDATE OF s)"
            ),
            (
                "s AS (UPDATE stock SET level = level - w.quantity FROM w"
                f" WHERE stock.store_id = {STORE} AND stock.product_id = w.product_id RETURNING 1)"
            ),
            (
                f"n AS (UPDATE counters SET {steps} WHERE store_id = {STORE}"
                f" AND (SELECT count(*) FROM s) >= 0 RETURNING {firsts})"
            ),
        ]
        for place, ((table, *names), rows) in enumerate(tables.items()):
            casts = [CASTS[KINDS[table][name]] for name in names]
            chosen = [
                f"n.{value.counter} + v.{name}" if isinstance(value, Number) else f"v.{name}"
                for name, value in zip(names, rows[0], strict=True)
            ]
            source, count = values_of(casts, count, len(rows) if as_values else 0)
            parts.append(
                f"r{place} AS (INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(chosen)}"
                f" FROM n, {source} AS v({', '.join(names)}))"
            )
        return f"WITH {', '.join(parts)} SELECT {', '.join(totals)} FROM n"


def values_of(casts: list[str], count: int, rows: int) -> tuple[str, int]:
    """Parameters for so many rows as VALUES, or for any number of them (0) as arrays."""
    if not rows:
        arrays = [f"${count + k}::{cast}[]" for k, cast in enumerate(casts, 1)]
        return f"unnest({', '.join(arrays)})", count + len(casts)
    lines = []
    for row in range(rows):
        marks = [f"${count + k}" for k in range(1, len(casts) + 1)]
        if row == 0:
            marks = [f"{mark}::{cast}" for mark, cast in zip(marks, casts, strict=True)]
        lines.append(f"({', '.join(marks)})")
        count += len(casts)
    return f"(VALUES {', '.join(lines)})", count


class PostgresUnit:
    """A unit on asyncpg: a read takes a connection for as long as it lasts."""

    __slots__ = ("queue", "reader")

    def __init__(self, reader: Pool) -> None:
        self.queue = Queue()
        self.reader = reader

    async def products(self, ids: list[int]) -> Sequence[object]:
        """Read the products of an order."""
        rows: Sequence[object] = await self.reader.fetch(SELECT_PRODUCTS, ids)
        return rows


class Pool:
    """A few connections taken in turn; no reset between uses, unlike asyncpg's own pool."""

    def __init__(self, url: str, size: int) -> None:
        self.url = url
        self.size = size
        self.free: asyncio.LifoQueue[asyncpg.Connection] = asyncio.LifoQueue()

    async def open(self) -> None:
        """Connect."""
        for _ in range(self.size):
            self.free.put_nowait(
                await asyncpg.connect(
                    self.url, statement_cache_size=200, max_cacheable_statement_size=0
                )
            )

    async def fetch(self, text: str, *values: object) -> list[asyncpg.Record]:
        """Run one statement, which is its own unit of work."""
        connection = await self.free.get()
        try:
            rows: list[asyncpg.Record] = await connection.fetch(text, *values)
            return rows
        finally:
            self.free.put_nowait(connection)


Work = "Callable[[Unit], Awaitable[Number]]"


class PostgresSingle:
    """Model (c) on PostgreSQL: a unit runs on the event loop, its queue is one statement."""

    def __init__(self, url: str, connections: int) -> None:
        self.pool = Pool(url, connections)
        self.writer = SingleWriter()

    async def write(self, work: Callable[[Unit], Awaitable[Number]]) -> int:
        """Run the unit and write what it queued."""
        unit = PostgresUnit(self.pool)
        number = await work(unit)
        queue = unit.queue
        text, values = self.writer.statement(queue)
        row = (await self.pool.fetch(text, *values))[0]
        return int(row[number.counter]) - queue.taken[number.counter] + 1 + number.offset


class PostgresBatch:
    """Model (d): the same units; a lane writes the queues of all that wait, in one statement."""

    def __init__(self, url: str, connections: int, lanes: int = 1) -> None:
        self.pool = Pool(url, connections)
        self.lanes = Pool(url, lanes)
        self.writer = BatchWriter()
        self.single = SingleWriter()
        self.waiting: list[tuple[Queue, asyncio.Future[dict[str, int]]]] = []
        self.busy = 0

    async def write(self, work: Callable[[Unit], Awaitable[Number]]) -> int:
        """Run the unit, then wait for the lane to have written it."""
        unit = PostgresUnit(self.pool)
        number = await work(unit)
        future: asyncio.Future[dict[str, int]] = asyncio.get_running_loop().create_future()
        self.waiting.append((unit.queue, future))
        if self.busy < self.lanes.size:
            self.busy += 1
            task = asyncio.ensure_future(self.drain())
            task.add_done_callback(lambda done: done.result())
        first = await future
        return first[number.counter] + number.value

    async def drain(self) -> None:
        """Write batch after batch until nothing waits."""
        try:
            while self.waiting:
                batch = self.waiting[:BATCH_UNITS]
                del self.waiting[:BATCH_UNITS]
                queues = [queue for queue, _ in batch]
                if len(queues) == 1:
                    text, values = self.single.statement(queues[0])
                    row = (await self.lanes.fetch(text, *values))[0]
                    taken = queues[0].taken
                    first = {name: row[name] - taken[name] + 1 for name in taken}
                    for number in queues[0].numbers:
                        number.value = number.offset
                else:
                    text, values = self.writer.statement(queues)
                    first = dict((await self.lanes.fetch(text, *values))[0])
                for _, future in batch:
                    future.set_result(first)
        finally:
            self.busy -= 1
