"""The SQL that writes whole orders on PostgreSQL: one statement an order."""

from __future__ import annotations

from bench.orders import LINES_AN_ORDER, Draft
from bench.tables import COLUMNS, COUNTERS, KINDS, STORE

CASTS = {"i": "bigint", "t": "text", "b": "boolean", "r": "bytea"}


class Parameters:
    """Numbers the `$n` of one statement."""

    def __init__(self) -> None:
        self.count = 0

    def take(self, cast: str) -> str:
        """The next parameter, of this type."""
        self.count += 1
        return f"${self.count}::{cast}"

    def row(self, table: str, skip: int) -> str:
        """Parameters for all columns of a table but the first ones."""
        return ", ".join(self.take(CASTS[KINDS[table][name]]) for name in COLUMNS[table][skip:])


def insert(table: str) -> str:
    """The head of an INSERT that names every column."""
    return f"INSERT INTO {table} ({', '.join(COLUMNS[table])})"


def one_order() -> str:
    """Stock, counters and every row of one order, in that order of locking, in one statement.

    The counter row is taken after the stock rows, so it is locked for the shortest time, and
    numbers become visible in ascending order; the stock rows are taken one by one, by product.
    """
    parameters = Parameters()
    parts, after = [], "true"
    for position in range(LINES_AN_ORDER):
        product, quantity = parameters.take("bigint"), parameters.take("bigint")
        parts.append(
            f"s{position} AS (UPDATE stock SET level = level - {quantity} WHERE store_id = {STORE}"
            f" AND product_id = {product} AND {after} RETURNING 1)"
        )
        after = f"(SELECT count(*) FROM s{position}) >= 0"
    steps = (1, LINES_AN_ORDER, 1, 1, 1)
    sets = ", ".join(
        f"{name} = {name} + {step}" for name, step in zip(COUNTERS, steps, strict=True)
    )
    parts.append(
        f"n AS (UPDATE counters SET {sets} WHERE store_id = {STORE} AND {after}"
        f" RETURNING {', '.join(COUNTERS)})"
    )
    parts.append(
        f"o AS ({insert('orders')} SELECT {STORE}, n.order_id,"
        f" {parameters.row('orders', 2)} FROM n)"
    )
    for position in range(LINES_AN_ORDER):
        parts.append(  # noqa: PERF401
            f"l{position} AS ({insert('order_products')} SELECT {STORE}, n.order_id,"
            f" n.order_product_id - {LINES_AN_ORDER - 1 - position},"
            f" {parameters.row('order_products', 3)} FROM n)"
        )
    for position in range(LINES_AN_ORDER):
        parts.append(  # noqa: PERF401
            f"t{position} AS ({insert('order_taxes')} SELECT {STORE}, n.order_id, {position},"
            f" {parameters.row('order_taxes', 3)} FROM n)"
        )
    parts += [
        (
            f"a AS ({insert('order_addresses')} SELECT {STORE}, n.order_id, n.order_address_id,"
            f" {parameters.row('order_addresses', 3)} FROM n)"
        ),
        (
            f"h AS ({insert('history')} SELECT {STORE}, n.order_id, n.history_id,"
            f" {parameters.row('history', 3)} FROM n)"
        ),
        (
            f"e AS ({insert('events')} SELECT {STORE}, n.event_position, n.order_id,"
            f" {parameters.row('events', 3)} FROM n)"
        ),
    ]
    return f"WITH {', '.join(parts)} SELECT order_id FROM n"


def one_order_values(draft: Draft) -> list[object]:
    """The parameters of `one_order`."""
    values: list[object] = [value for pair in draft.stock for value in pair]
    values += draft.order
    for line in draft.lines:
        values += line
    for tax in draft.taxes:
        values += tax
    return [*values, *draft.address, *draft.history, *draft.event]
