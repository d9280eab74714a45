"""Lines and addresses of an order, a page or one at a time."""

from orderwright.db.order_rows import ADDRESSES, PRODUCTS
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.order import OrderAddress, OrderProduct

_PRODUCTS = statement(
    "SELECT * FROM order_products WHERE store_id = :store_id AND order_id = :order_id"
    " ORDER BY id LIMIT :row_limit OFFSET :row_offset"
)
_PRODUCT = statement(
    "SELECT * FROM order_products WHERE store_id = :store_id AND order_id = :order_id AND id = :id"
)
_ADDRESSES = statement(
    "SELECT * FROM order_addresses WHERE store_id = :store_id AND order_id = :order_id"
    " ORDER BY id LIMIT :row_limit OFFSET :row_offset"
)
_ADDRESS = statement(
    "SELECT * FROM order_addresses WHERE store_id = :store_id AND order_id = :order_id AND id = :id"
)


async def list_products(
    unit: Unit, store_id: int, order_id: int, limit: int, offset: int
) -> list[OrderProduct]:
    rows = await unit.rows(
        _PRODUCTS, store_id=store_id, order_id=order_id, row_limit=limit, row_offset=offset
    )
    return [PRODUCTS.record(row) for row in rows]


async def find_product(
    unit: Unit, store_id: int, order_id: int, line_id: int
) -> OrderProduct | None:
    row = await unit.row(_PRODUCT, store_id=store_id, order_id=order_id, id=line_id)
    return None if row is None else PRODUCTS.record(row)


async def list_addresses(
    unit: Unit, store_id: int, order_id: int, limit: int, offset: int
) -> list[OrderAddress]:
    rows = await unit.rows(
        _ADDRESSES, store_id=store_id, order_id=order_id, row_limit=limit, row_offset=offset
    )
    return [ADDRESSES.record(row) for row in rows]


async def find_address(
    unit: Unit, store_id: int, order_id: int, address_id: int
) -> OrderAddress | None:
    row = await unit.row(_ADDRESS, store_id=store_id, order_id=order_id, id=address_id)
    return None if row is None else ADDRESSES.record(row)
