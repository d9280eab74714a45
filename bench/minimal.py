"""The minimal server: the rows and answers of a real order with no rules, as fast as can be.

It is the yardstick of `make bench`. On PostgreSQL an order is one statement on asyncpg; on SQLite a
lane (one thread, one connection) writes the orders that wait together, up to 16 a commit. An answer
is stored rendered, with control bytes for its id and origin, and leaves as bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import queue
import sqlite3
import threading
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import parse_qs

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bench.orders import Draft, answer_bytes, draft
from bench.statements import one_order, one_order_values
from bench.tables import COLUMNS, COUNTERS, STORE, schema

ENVIRONMENT = "ORDERWRIGHT_MINIMAL"
CONNECTIONS = 2
ORDERS_A_COMMIT = 16
LIST_LIMIT = 50
READ = f"SELECT id, rendered FROM orders WHERE store_id = {STORE} AND id = $1"
LIST = (
    f"SELECT id, rendered FROM orders WHERE store_id = {STORE} AND id >= $1 AND NOT is_deleted"
    " ORDER BY id LIMIT $2"
)


class Database(Protocol):
    """The three things that the server does."""

    async def open(self) -> None:
        """Connect."""

    async def place(self, order: Draft) -> int:
        """Write an order durably; return its number."""

    async def read(self, order_id: int) -> Sequence[tuple[int, bytes]]:
        """One order's number and stored answer, or nothing."""

    async def page(self, first: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """The next orders from a number on."""


class Postgres:
    """A few connections on the event loop, taken in turn and not reset in between."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.free: asyncio.LifoQueue[asyncpg.Connection] = asyncio.LifoQueue()
        self.place_text = one_order()

    async def open(self) -> None:
        """Connect."""
        for _ in range(CONNECTIONS):
            connection = await asyncpg.connect(self.url, max_cacheable_statement_size=0)
            self.free.put_nowait(connection)

    async def fetch(self, text: str, *values: object) -> list[asyncpg.Record]:
        """Run one statement, committed by itself."""
        connection = await self.free.get()
        try:
            rows: list[asyncpg.Record] = await connection.fetch(text, *values)
            return rows
        finally:
            self.free.put_nowait(connection)

    async def place(self, order: Draft) -> int:
        """Write an order in one statement."""
        return int((await self.fetch(self.place_text, *one_order_values(order)))[0][0])

    async def read(self, order_id: int) -> Sequence[tuple[int, bytes]]:
        """One order."""
        return await self.fetch(READ, order_id)  # type: ignore[return-value]

    async def page(self, first: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """A page of orders."""
        return await self.fetch(LIST, first, limit)  # type: ignore[return-value]


SELL = f"UPDATE stock SET level = level - ? WHERE store_id = {STORE} AND product_id = ?"
COUNT = (
    f"UPDATE counters SET {', '.join(f'{name} = {name} + ?' for name in COUNTERS)}"
    f" WHERE store_id = {STORE} RETURNING {', '.join(COUNTERS)}"
)
INSERTS = {
    table: f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for table, names in COLUMNS.items()
}


def open_sqlite(path: str) -> sqlite3.Connection:
    """A connection with the durable settings of the product."""
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


class Sqlite:
    """Reads on the event loop's thread, writes on a lane."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.waiting: queue.SimpleQueue[tuple[Draft, asyncio.Future[int]]] = queue.SimpleQueue()

    async def open(self) -> None:
        """Connect, and start the lane."""
        self.reader = open_sqlite(self.path)
        lane = threading.Thread(
            target=self.lane, args=(asyncio.get_running_loop(),), daemon=True, name="lane"
        )
        lane.start()

    async def place(self, order: Draft) -> int:
        """Queue an order for the lane's next commit."""
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.waiting.put((order, future))
        return await future

    async def read(self, order_id: int) -> Sequence[tuple[int, bytes]]:
        """One order."""
        return self.reader.execute(READ, (order_id,)).fetchall()

    async def page(self, first: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """A page of orders."""
        return self.reader.execute(LIST, (first, limit)).fetchall()

    def lane(self, loop: asyncio.AbstractEventLoop) -> None:
        """Forever: take the orders that wait, write them, commit, wake their handlers."""
        connection = open_sqlite(self.path)
        while True:
            batch = [self.waiting.get()]
            with contextlib.suppress(queue.Empty):
                while len(batch) < ORDERS_A_COMMIT:
                    batch.append(self.waiting.get_nowait())
            first = write_orders(connection, [order for order, _ in batch])
            loop.call_soon_threadsafe(settle, [future for _, future in batch], first)


def settle(futures: Sequence[asyncio.Future[int]], first: int) -> None:
    """Give the handlers of a batch their numbers."""
    for place, future in enumerate(futures):
        future.set_result(first + place)


def write_orders(connection: sqlite3.Connection, orders: list[Draft]) -> int:
    """Write orders in one commit, an executemany a table; return the first one's number."""
    execute, many = connection.execute, connection.executemany
    size, lines = len(orders), sum(len(order.lines) for order in orders)
    execute("BEGIN IMMEDIATE")
    many(SELL, [(quantity, product) for order in orders for product, quantity in order.stock])
    steps = (size, lines, size, size, size)
    last = execute(COUNT, steps).fetchone()
    first, line, address, change, position = (
        value - step + 1 for value, step in zip(last, steps, strict=True)
    )
    by_order = list(enumerate(orders))
    many(INSERTS["orders"], [(STORE, first + k, *order.order) for k, order in by_order])
    owned = [(first + k, row) for k, order in by_order for row in order.lines]
    many(
        INSERTS["order_products"],
        [(STORE, order_id, line + k, *row) for k, (order_id, row) in enumerate(owned)],
    )
    many(
        INSERTS["order_addresses"],
        [(STORE, first + k, address + k, *order.address) for k, order in by_order],
    )
    many(
        INSERTS["history"],
        [(STORE, first + k, change + k, *order.history) for k, order in by_order],
    )
    many(INSERTS["events"], [(STORE, position + k, first + k, *o.event) for k, o in by_order])
    execute("COMMIT")
    return int(first)


class Handler:
    """One route as a plain ASGI callable."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        status, answer = await self.answer(scope, receive)
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(answer)),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def answer(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        """Status and body."""
        raise NotImplementedError


class CreateOrder(Handler):
    """`POST /v2/orders`."""

    async def answer(self, _scope: Scope, receive: Receive) -> tuple[int, bytes]:
        """201 and the order."""
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        order = draft(body)
        return 201, answer_bytes(order.rendered, await self.database.place(order))


class ReadOrder(Handler):
    """`GET /v2/orders/{order_id}`."""

    async def answer(self, scope: Scope, _receive: Receive) -> tuple[int, bytes]:
        """200 and the order."""
        for order_id, rendered in await self.database.read(scope["path_params"]["order_id"]):
            return 200, answer_bytes(rendered, order_id)
        return 404, b"[]"


class ListOrders(Handler):
    """`GET /v2/orders`."""

    async def answer(self, scope: Scope, _receive: Receive) -> tuple[int, bytes]:
        """200 and the orders, spliced from their stored bytes."""
        query = parse_qs(scope["query_string"])
        limit = int(query.get(b"limit", [b"50"])[0])
        first = int(query.get(b"min_id", [b"0"])[0])
        rows = await self.database.page(first, min(limit, LIST_LIMIT))
        return 200, b"[" + b",".join([answer_bytes(row[1], row[0]) for row in rows]) + b"]"


def create_app() -> Starlette:
    """The application of one worker; the environment names its database."""
    url = json.loads(os.environ[ENVIRONMENT])["database"]
    database: Database = Postgres(url) if url.startswith("postgresql") else Sqlite(url)
    orders = "/stores/demo/v2/orders"

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette):  # type: ignore[no-untyped-def]  # noqa: ANN202
        await database.open()
        yield

    routes = [
        Route(orders, CreateOrder(database), methods=["POST"]),
        Route(orders, ListOrders(database), methods=["GET"]),
        Route(orders + "/{order_id:int}", ReadOrder(database), methods=["GET"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


async def prepare(url: str) -> None:
    """Make the tables in an empty database."""
    if not url.startswith("postgresql"):
        with contextlib.closing(open_sqlite(url)) as sqlite:
            for statement in schema("sqlite"):
                sqlite.execute(statement)
        return
    connection = await asyncpg.connect(url)
    for statement in schema("postgresql", rendered="COMPRESSION lz4"):
        await connection.execute(statement)
    await connection.close()


def main() -> None:
    """Make the tables and serve: `python -m bench.minimal --database URL-or-path --port N`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    os.environ[ENVIRONMENT] = json.dumps({"database": options.database})
    asyncio.run(prepare(options.database))
    uvicorn.run(
        "bench.minimal:create_app",
        factory=True,
        port=options.port,
        workers=options.workers,
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
