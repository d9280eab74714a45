"""Coupons of orders, and their taxes a page at a time."""

from orderwright.db.order_rows import TAXES
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.order import OrderTax
from orderwright.domain.order_coupon import OrderCoupon

COUPONS = Mapper(OrderCoupon)

_OF_ORDER = "WHERE store_id = :store_id AND order_id = :order_id"
_PAGE = "ORDER BY id LIMIT :row_limit OFFSET :row_offset"
_COUPONS = statement(f"SELECT * FROM order_coupons {_OF_ORDER} {_PAGE}")
_COUPON = statement(f"SELECT * FROM order_coupons {_OF_ORDER} AND id = :id")
_TAXES = statement(f"SELECT * FROM order_taxes {_OF_ORDER} {_PAGE}")
_TAX = statement(f"SELECT * FROM order_taxes {_OF_ORDER} AND id = :id")


def add(unit: Unit, store_id: int, order_id: int | Number, coupon: OrderCoupon) -> None:
    """Queue a coupon of an order."""
    values = COUPONS.values(coupon)
    values["id"] = unit.take(store_id, "order_coupon")
    values["order_id"] = order_id
    unit.insert("order_coupons", store_id=store_id, **values)


async def list_coupons(
    unit: Unit, store_id: int, order_id: int, limit: int, offset: int
) -> list[OrderCoupon]:
    rows = await unit.rows(
        _COUPONS, store_id=store_id, order_id=order_id, row_limit=limit, row_offset=offset
    )
    return [COUPONS.record(row) for row in rows]


async def find_coupon(
    unit: Unit, store_id: int, order_id: int, coupon_id: int
) -> OrderCoupon | None:
    row = await unit.row(_COUPON, store_id=store_id, order_id=order_id, id=coupon_id)
    return None if row is None else COUPONS.record(row)


async def list_taxes(
    unit: Unit, store_id: int, order_id: int, limit: int, offset: int
) -> list[OrderTax]:
    rows = await unit.rows(
        _TAXES, store_id=store_id, order_id=order_id, row_limit=limit, row_offset=offset
    )
    return [TAXES.record(row) for row in rows]


async def find_tax(unit: Unit, store_id: int, order_id: int, tax_id: int) -> OrderTax | None:
    row = await unit.row(_TAX, store_id=store_id, order_id=order_id, id=tax_id)
    return None if row is None else TAXES.record(row)
