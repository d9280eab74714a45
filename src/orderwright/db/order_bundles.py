"""Several orders with their parts at once, a query a kind of part."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db.order_rows import ADDRESSES, FEES, ORDERS, PICKUPS, PRODUCTS
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.order import Order, WholeOrder

CONSIGNMENTS = "consignments"
FEES_KIND = "fees"

_BILLING = statement(
    "SELECT id, billing_address FROM orders WHERE store_id = :store_id AND id IN :ids"
)
_PARTS: dict[str, tuple[tuple[str, str, Mapper[Any]], ...]] = {
    CONSIGNMENTS: (
        ("products", "order_products", PRODUCTS),
        ("addresses", "order_addresses", ADDRESSES),
        ("pickups", "order_pickups", PICKUPS),
    ),
    FEES_KIND: (("fees", "order_fees", FEES),),
}
_OF_ORDERS = {
    table: statement(
        f"SELECT * FROM {table} WHERE store_id = :store_id AND order_id IN :ids ORDER BY id"
    )
    for parts in _PARTS.values()
    for _, table, _ in parts
}


async def read_bundles(
    unit: Unit, store_id: int, order_ids: Sequence[int], kinds: Collection[str]
) -> dict[int, WholeOrder]:
    """The parts of these orders by order id; of the orders themselves only where they are billed.

    `kinds` are CONSIGNMENTS and FEES_KIND.
    """
    bundles = {order_id: WholeOrder(Order(id=order_id)) for order_id in order_ids}
    if CONSIGNMENTS in kinds:
        for row in await unit.rows(_BILLING, store_id=store_id, ids=order_ids):
            address = ORDERS.read("billing_address", row["billing_address"])
            bundles[row["id"]] = WholeOrder(Order(id=row["id"], billing_address=address))
    for kind in kinds:
        for name, table, mapper in _PARTS[kind]:
            found: dict[int, list[Any]] = {}
            for row in await unit.rows(_OF_ORDERS[table], store_id=store_id, ids=order_ids):
                found.setdefault(row["order_id"], []).append(mapper.record(row))
            for order_id, parts in found.items():
                part: dict[str, Any] = {name: tuple(parts)}
                bundles[order_id] = replace(bundles[order_id], **part)
    return bundles
