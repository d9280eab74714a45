"""Whole orders, many at a time: read for an export, written with their numbers by an import."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from orderwright.db.order_coupons import COUPONS
from orderwright.db.order_lists import OrderFilter
from orderwright.db.order_messages import MESSAGES
from orderwright.db.order_rows import ADDRESSES, FEES, ORDERS, PICKUPS, PRODUCTS, TAXES
from orderwright.db.rows import Mapper
from orderwright.db.shipments import ITEMS, SHIPMENTS, with_items
from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Unit
from orderwright.domain.order import Order, WholeOrder
from orderwright.domain.order_record import OrderRecord

NUMBERS_AT_ONCE = 10_000

Record = TypeVar("Record")

_ORDERS = statement("SELECT * FROM orders WHERE store_id = :store_id AND id IN :ids ORDER BY id")
_PARTS = {
    "order_products": "order_product",
    "order_addresses": "order_address",
    "order_pickups": "order_pickup",
    "order_fees": "order_fee",
    "order_taxes": "order_tax",
    "shipments": "shipment",
    "order_coupons": "order_coupon",
    "order_messages": "order_message",
}
"""Tables of parts, and the counter of each."""

_OF_ORDERS = {
    table: statement(
        f"SELECT * FROM {table} WHERE store_id = :store_id AND order_id IN :ids"
        " ORDER BY order_id, id"
    )
    for table in _PARTS
}
_TAKEN = {
    table: statement(f"SELECT id, order_id FROM {table} WHERE store_id = :store_id AND id IN :ids")
    for table in _PARTS
}
_RAISE_COUNTER = statement(
    "INSERT INTO counters (store_id, name, value)"
    " VALUES (CAST(:store_id AS BIGINT), CAST(:name AS TEXT), CAST(:value AS BIGINT))"
    " ON CONFLICT (store_id, name) DO UPDATE SET value = excluded.value"
    " WHERE counters.value < excluded.value"
)


async def list_ids(
    unit: Unit, store_id: int, wanted: OrderFilter, after: int, count: int
) -> list[int]:
    """The next numbers after one, ascending."""
    text = (
        f"SELECT id FROM orders WHERE {wanted.condition()} AND id > :after_id"
        " ORDER BY id LIMIT :row_limit"
    )
    rows = await unit.rows(
        _statement(text), after_id=after, row_limit=count, **wanted.params(store_id)
    )
    return [row["id"] for row in rows]


async def find_orders(unit: Unit, store_id: int, ids: Sequence[int]) -> list[Order]:
    """The orders alone, ascending."""
    return [
        ORDERS.record(row) for row in await unit.rows(_ORDERS, store_id=store_id, ids=list(ids))
    ]


async def find(unit: Unit, store_id: int, ids: Sequence[int]) -> list[OrderRecord]:
    """The orders of these numbers that there are, ascending."""
    rows = await unit.rows(_ORDERS, store_id=store_id, ids=list(ids))
    if not rows:
        return []
    found = [row["id"] for row in rows]
    products = await _parts(unit, "order_products", PRODUCTS, store_id, found)
    addresses = await _parts(unit, "order_addresses", ADDRESSES, store_id, found)
    pickups = await _parts(unit, "order_pickups", PICKUPS, store_id, found)
    fees = await _parts(unit, "order_fees", FEES, store_id, found)
    taxes = await _parts(unit, "order_taxes", TAXES, store_id, found)
    shipments = await _parts(unit, "shipments", SHIPMENTS, store_id, found)
    coupons = await _parts(unit, "order_coupons", COUPONS, store_id, found)
    messages = await _parts(unit, "order_messages", MESSAGES, store_id, found)
    every = [shipment for of_one in shipments.values() for shipment in of_one]
    filled = {shipment.id: shipment for shipment in await with_items(unit, store_id, every)}
    return [
        OrderRecord(
            WholeOrder(
                ORDERS.record(row),
                tuple(products.get(row["id"], ())),
                tuple(addresses.get(row["id"], ())),
                tuple(pickups.get(row["id"], ())),
                tuple(fees.get(row["id"], ())),
                tuple(taxes.get(row["id"], ())),
            ),
            tuple([filled[shipment.id] for shipment in shipments.get(row["id"], ())]),
            tuple(coupons.get(row["id"], ())),
            tuple(messages.get(row["id"], ())),
        )
        for row in rows
    ]


async def find_taken(
    unit: Unit, store_id: int, records: Sequence[OrderRecord]
) -> dict[tuple[str, int], int]:
    """Which numbers of the records' parts there are already: (table, number) -> order."""
    taken: dict[tuple[str, int], int] = {}
    for table, query in _TAKEN.items():
        ids = [row.id for record in records for row in parts_of(record)[table]]
        for at in range(0, len(ids), NUMBERS_AT_ONCE):
            some = ids[at : at + NUMBERS_AT_ONCE]
            for row in await unit.rows(query, store_id=store_id, ids=some):
                taken[table, row["id"]] = row["order_id"]
    return taken


def add(unit: Unit, store_id: int, record: OrderRecord, rendered: bytes) -> None:
    """Queue an order with all its rows, numbered as they are."""
    order = record.whole.order
    values = ORDERS.values(order)
    values["billing_email"] = order.billing_address.email.lower()
    unit.insert("orders", store_id=store_id, **values, rendered=rendered)
    for table, rows in parts_of(record).items():
        for row in rows:
            unit.insert(table, store_id=store_id, **_MAPPERS[table].values(row))
    for shipment in record.shipments:
        for item in shipment.items:
            unit.insert(
                "shipment_items", store_id=store_id, shipment_id=shipment.id, **ITEMS.values(item)
            )


async def raise_counters(unit: Unit, store_id: int, records: Iterable[OrderRecord]) -> None:
    """Let every number that is taken from now on lie above those of the records."""
    highest: dict[str, int] = {}
    for record in records:
        for counter, number in _numbers(record):
            highest[counter] = max(highest.get(counter, 0), number)
    for name, value in sorted(highest.items()):
        await unit.execute(_RAISE_COUNTER, store_id=store_id, name=name, value=value)


def _numbers(record: OrderRecord) -> Iterator[tuple[str, int]]:
    """Every number of a record, with the counter that it might have been taken from."""
    yield "order", record.id
    for table, rows in parts_of(record).items():
        yield from ((_PARTS[table], row.id) for row in rows)
    for line in record.whole.products:
        for option in line.product_options:
            number = option.get("id")
            if isinstance(number, int):
                yield "order_product_option", number


def parts_of(record: OrderRecord) -> Mapping[str, Sequence[Any]]:
    """The rows of a record by table."""
    whole = record.whole
    return {
        "order_products": whole.products,
        "order_addresses": whole.addresses,
        "order_pickups": whole.pickups,
        "order_fees": whole.fees,
        "order_taxes": whole.taxes,
        "shipments": record.shipments,
        "order_coupons": record.coupons,
        "order_messages": record.messages,
    }


_MAPPERS: Mapping[str, Mapper[Any]] = {
    "order_products": PRODUCTS,
    "order_addresses": ADDRESSES,
    "order_pickups": PICKUPS,
    "order_fees": FEES,
    "order_taxes": TAXES,
    "shipments": SHIPMENTS,
    "order_coupons": COUPONS,
    "order_messages": MESSAGES,
}
_statements: dict[str, Statement] = {}


def _statement(text: str) -> Statement:
    return _statements.setdefault(text, Statement(text))


async def _parts(
    unit: Unit, table: str, mapper: Mapper[Record], store_id: int, ids: Sequence[int]
) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = {}
    for row in await unit.rows(_OF_ORDERS[table], store_id=store_id, ids=list(ids)):
        found.setdefault(row["order_id"], []).append(mapper.record(row))
    return found
