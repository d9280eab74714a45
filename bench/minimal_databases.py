"""What the minimal server asks of its database, as fast as each one can do it.

PostgreSQL: asyncpg, one statement a change, committed by itself. SQLite: the event loop's thread
reads, and a lane (one thread, one connection) writes what waits together, up to 16 a commit.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import asyncpg

from bench.orders import NOW, Draft, Product
from bench.statements import one_order, one_order_values
from bench.tables import COLUMNS, COUNTERS, STORE

CONNECTIONS = 2
CHANGES_A_COMMIT = 16
READ = f"SELECT id, rendered FROM orders WHERE store_id = {STORE} AND id = $1"
LIST = (
    f"SELECT id, rendered FROM orders WHERE store_id = {STORE} AND id >= $1 AND NOT is_deleted"
    " ORDER BY id LIMIT $2"
)
GOODS = (
    f"SELECT product_id, name, sku, price, level FROM stock WHERE store_id = {STORE}"
    " AND product_id IN ($1, $2)"
)
FIND_CART = f"SELECT document FROM carts WHERE store_id = {STORE} AND id = $1"
ADD_CART = (
    f"INSERT INTO carts VALUES ({STORE}, $1, 1, 0, 1, {NOW}, {NOW}, $2)"
    " ON CONFLICT (store_id, id) DO UPDATE SET document = excluded.document,"
    " version = carts.version + 1, updated_at = excluded.updated_at"
)
COUNT_EVENT = (
    f"UPDATE counters SET event_position = event_position + 1 WHERE store_id = {STORE}"
    " RETURNING event_position"
)
BEGIN_PAYMENT = f"INSERT INTO payments VALUES ({STORE}, $1, $2, 0, 'pending', $3, {NOW})"
END_PAYMENT = f"UPDATE payments SET status = 'ok' WHERE store_id = {STORE} AND id = $1"
PAY_ORDER = (
    f"UPDATE orders SET status_id = 11, payment_method = 'Credit Card', rendered = $2"
    f" WHERE store_id = {STORE} AND id = $1"
)
ADD_EVENT = f"INSERT INTO events (store_id, position, order_id, at, scope, body) VALUES ({STORE},"
SCOPE = "store/cart/updated"


class Cart(NamedTuple):
    """A cart to be written, with the event that tells of it."""

    id: str
    document: str


class Payment(NamedTuple):
    """A payment: its id, its order, what the gateway is asked; then the order's new answer."""

    id: str
    order_id: int
    details: str
    rendered: bytes | None = None


class Database(Protocol):
    """What the server does."""

    async def open(self) -> None:
        """Connect."""

    async def goods(self, products: Sequence[int]) -> dict[int, Product]:
        """The rows of two products."""

    async def place(self, order: Draft) -> int:
        """Write an order durably; return its number."""

    async def read(self, order_id: int) -> Sequence[tuple[int, bytes]]:
        """One order's number and stored answer, or nothing."""

    async def page(self, first: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """The next orders from a number on."""

    async def find_cart(self, cart_id: str) -> str:
        """A cart's document."""

    async def keep_cart(self, cart: Cart) -> None:
        """Write a cart, new or changed, durably."""

    async def keep_payment(self, payment: Payment) -> None:
        """Write a payment durably: what is to be asked of the gateway, or what it has answered."""


def products_of(rows: Sequence[Any]) -> dict[int, Product]:
    """Rows of GOODS by product."""
    return {row[0]: Product(row[1], row[2], row[3]) for row in rows}


class Postgres:
    """A few connections on the event loop, taken in turn and not reset in between."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.free: asyncio.LifoQueue[asyncpg.Connection] = asyncio.LifoQueue()
        self.place_text = one_order()
        self.cart_text = (
            f"WITH c AS ({ADD_CART}), n AS ({COUNT_EVENT}) INSERT INTO events"
            " (store_id, position, order_id, at, scope, body)"
            f" SELECT {STORE}, event_position, 0, {NOW}, '{SCOPE}', $1 FROM n"
        )
        paid = PAY_ORDER.replace("$2", "$3").replace("$1", "$2")
        self.paid_text = (
            f"WITH p AS ({END_PAYMENT}), o AS ({paid}), n AS ({COUNT_EVENT}) INSERT INTO events"
            " (store_id, position, order_id, at, scope, body)"
            f" SELECT {STORE}, event_position, $2, {NOW}, '{SCOPE}', '' FROM n"
        )

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

    async def goods(self, products: Sequence[int]) -> dict[int, Product]:
        """One query."""
        return products_of(await self.fetch(GOODS, *products))

    async def place(self, order: Draft) -> int:
        """Write an order in one statement."""
        return int((await self.fetch(self.place_text, *one_order_values(order)))[0][0])

    async def read(self, order_id: int) -> Sequence[tuple[int, bytes]]:
        """One order."""
        return await self.fetch(READ, order_id)  # type: ignore[return-value]

    async def page(self, first: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """A page of orders."""
        return await self.fetch(LIST, first, limit)  # type: ignore[return-value]

    async def find_cart(self, cart_id: str) -> str:
        """One query."""
        return str((await self.fetch(FIND_CART, cart_id))[0][0])

    async def keep_cart(self, cart: Cart) -> None:
        """Write cart and event in one statement."""
        await self.fetch(self.cart_text, *cart)

    async def keep_payment(self, payment: Payment) -> None:
        """One statement."""
        if payment.rendered is None:
            await self.fetch(BEGIN_PAYMENT, payment.id, payment.order_id, payment.details)
        else:
            await self.fetch(self.paid_text, payment.id, payment.order_id, payment.rendered)


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


Waiting = tuple[Draft | Cart | Payment, "asyncio.Future[int]"]


class Sqlite:
    """Reads on the event loop's thread, writes on a lane."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.waiting: queue.SimpleQueue[Waiting] = queue.SimpleQueue()

    async def open(self) -> None:
        """Connect, and start the lane."""
        self.reader = open_sqlite(self.path)
        lane = threading.Thread(
            target=self.lane, args=(asyncio.get_running_loop(),), daemon=True, name="lane"
        )
        lane.start()

    async def write(self, change: Draft | Cart | Payment) -> int:
        """Queue a change for the lane's next commit."""
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.waiting.put((change, future))
        return await future

    async def goods(self, products: Sequence[int]) -> dict[int, Product]:
        """One query."""
        return products_of(self.reader.execute(GOODS, products).fetchall())

    async def place(self, order: Draft) -> int:
        """Write an order."""
        return await self.write(order)

    async def read(self, order_id: int) -> Sequence[tuple[int, bytes]]:
        """One order."""
        return self.reader.execute(READ, (order_id,)).fetchall()

    async def page(self, first: int, limit: int) -> Sequence[tuple[int, bytes]]:
        """A page of orders."""
        return self.reader.execute(LIST, (first, limit)).fetchall()

    async def find_cart(self, cart_id: str) -> str:
        """One query."""
        return str(self.reader.execute(FIND_CART, (cart_id,)).fetchone()[0])

    async def keep_cart(self, cart: Cart) -> None:
        """Write a cart."""
        await self.write(cart)

    async def keep_payment(self, payment: Payment) -> None:
        """Write a payment."""
        await self.write(payment)

    def lane(self, loop: asyncio.AbstractEventLoop) -> None:
        """Forever: take the changes that wait, write them, commit, wake their handlers."""
        connection = open_sqlite(self.path)
        while True:
            batch = [self.waiting.get()]
            with contextlib.suppress(queue.Empty):
                while len(batch) < CHANGES_A_COMMIT:
                    batch.append(self.waiting.get_nowait())
            orders = [(change, future) for change, future in batch if isinstance(change, Draft)]
            carts = [(change, future) for change, future in batch if isinstance(change, Cart)]
            payments = [(change, f) for change, f in batch if isinstance(change, Payment)]
            first = 0
            connection.execute("BEGIN IMMEDIATE")
            if orders:
                first = write_orders(connection, [order for order, _ in orders])
            if carts:
                write_carts(connection, [cart for cart, _ in carts])
            for payment, _ in payments:
                write_payment(connection, payment)
            connection.execute("COMMIT")
            futures = [future for _, future in (*orders, *carts, *payments)]
            loop.call_soon_threadsafe(settle, futures, first)


def settle(futures: Sequence[asyncio.Future[int]], first: int) -> None:
    """Give the handlers of a batch their numbers."""
    for place, future in enumerate(futures):
        future.set_result(first + place)


def write_carts(connection: sqlite3.Connection, carts: list[Cart]) -> None:
    """Write carts and their events."""
    connection.executemany(ADD_CART, carts)
    for cart in carts:
        (position,) = connection.execute(COUNT_EVENT).fetchone()
        connection.execute(f"{ADD_EVENT} ?, 0, {NOW}, '{SCOPE}', ?)", (position, cart.id))


def write_payment(connection: sqlite3.Connection, payment: Payment) -> None:
    """Write a payment's beginning, or its end with the order and the event."""
    if payment.rendered is None:
        connection.execute(BEGIN_PAYMENT, payment[:3])
        return
    connection.execute(END_PAYMENT, (payment.id,))
    connection.execute(PAY_ORDER, (payment.order_id, payment.rendered))
    (position,) = connection.execute(COUNT_EVENT).fetchone()
    connection.execute(f"{ADD_EVENT} ?, ?, {NOW}, '{SCOPE}', '')", (position, payment.order_id))


def write_orders(connection: sqlite3.Connection, orders: list[Draft]) -> int:
    """Write orders, an executemany a table; return the first one's number."""
    execute, many = connection.execute, connection.executemany
    size, lines = len(orders), sum(len(order.lines) for order in orders)
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
        INSERTS["order_taxes"],
        [(STORE, first + k, n, *row) for k, o in by_order for n, row in enumerate(o.taxes)],
    )
    many(
        INSERTS["history"],
        [(STORE, first + k, change + k, *order.history) for k, order in by_order],
    )
    many(INSERTS["events"], [(STORE, position + k, first + k, *o.event) for k, o in by_order])
    return int(first)
