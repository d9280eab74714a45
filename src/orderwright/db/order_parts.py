"""What is asked of an order's parts from several sides: whether there is an order, and counts."""

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_EXISTS = statement("SELECT id FROM orders WHERE store_id = :store_id AND id = :id")
_COUNTS = {
    table: statement(
        f"SELECT count(*) AS found FROM {table} WHERE store_id = :store_id AND order_id = :order_id"
    )
    for table in ("order_products", "order_addresses", "shipments")
}
_COUNTS_OF_STORE = {
    table: statement(
        f"SELECT count(*) AS found FROM {table} part"
        " JOIN orders o ON o.store_id = part.store_id AND o.id = part.order_id"
        " WHERE part.store_id = :store_id AND o.is_deleted = FALSE"
    )
    for table in _COUNTS
}


async def order_exists(unit: Unit, store_id: int, order_id: int) -> bool:
    return await unit.row(_EXISTS, store_id=store_id, id=order_id) is not None


async def count_of_order(unit: Unit, table: str, store_id: int, order_id: int) -> int:
    """The rows of one order in a table of parts."""
    row = await unit.row(_COUNTS[table], store_id=store_id, order_id=order_id)
    return 0 if row is None else int(row["found"])


async def count_of_store(unit: Unit, table: str, store_id: int) -> int:
    """The rows of all orders that are not archived."""
    row = await unit.row(_COUNTS_OF_STORE[table], store_id=store_id)
    return 0 if row is None else int(row["found"])
