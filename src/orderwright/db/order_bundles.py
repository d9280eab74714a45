"""Several orders with their parts at once, a query a kind of part."""

from collections.abc import Collection, Sequence
from typing import Any

from orderwright.db.order_rows import ADDRESSES, FEES, ORDERS, PICKUPS, PRODUCTS
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.order import Address, Order, WholeOrder

CONSIGNMENTS = "consignments"
FEES_KIND = "fees"
NO_ADDRESS = Address()

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
    """The parts of these orders by order id; of the orders themselves only who is sent downloads.

    `kinds` are CONSIGNMENTS and FEES_KIND.
    """
    found: dict[int, dict[str, list[Any]]] = {order_id: {} for order_id in order_ids}
    for kind in kinds:
        for name, table, mapper in _PARTS[kind]:
            for row in await unit.rows(_OF_ORDERS[table], store_id=store_id, ids=order_ids):
                part = mapper.record(row)
                found[part.order_id].setdefault(name, []).append(part)
    digital = [
        order_id
        for order_id, parts in found.items()
        if any(line.is_digital for line in parts.get("products", ()))
    ]
    billed = await _billing_addresses(unit, store_id, digital) if digital else {}
    return {
        order_id: WholeOrder(
            Order(id=order_id, billing_address=billed.get(order_id, NO_ADDRESS)),
            products=tuple(parts.get("products", ())),
            addresses=tuple(parts.get("addresses", ())),
            pickups=tuple(parts.get("pickups", ())),
            fees=tuple(parts.get("fees", ())),
        )
        for order_id, parts in found.items()
    }


async def _billing_addresses(
    unit: Unit, store_id: int, order_ids: Sequence[int]
) -> dict[int, Address]:
    rows = await unit.rows(_BILLING, store_id=store_id, ids=order_ids)
    return {row["id"]: ORDERS.read("billing_address", row["billing_address"]) for row in rows}
