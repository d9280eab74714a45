"""The taxes and the coupons of an order, and its shipping quotes, of which there are none."""

from typing import Any

from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import order_coupons as stored
from orderwright.db import order_pages
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.money import print_4
from orderwright.domain.order import OrderTax
from orderwright.domain.order_coupon import OrderCoupon

Json = dict[str, Any]

AUTOMATIC_TAX = "Automatic Tax"
RATE_UNITS_OF_MONEY = 100
"""A rate in millionths of a percent, over what `print_4` counts in."""


async def get_order_taxes(call: Call) -> Answer:
    order_id, query = call.id("order_id"), call.query()
    page, is_detailed = page_of(query), query.get("details", False)

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_taxes(unit, call.store.id, order_id, page.limit, page.offset)
        if not rows:
            await check_order(unit, call.store.id, order_id)
        return v2_list([print_tax(row, is_detailed=is_detailed) for row in rows])

    return await call.read(work)


async def get_order_tax(call: Call) -> Answer:
    order_id, tax_id = call.id("order_id"), call.id("tax_id")
    is_detailed = call.query().get("details", False)

    async def work(unit: Unit) -> Answer:
        found = await stored.find_tax(unit, call.store.id, order_id, tax_id)
        if found is None:
            raise NotFound("order_tax", tax_id)
        return Answer(body=print_tax(found, is_detailed=is_detailed))

    return await call.read(work)


async def get_order_coupons(call: Call) -> Answer:
    order_id, page = call.id("order_id"), page_of(call.query())

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_coupons(unit, call.store.id, order_id, page.limit, page.offset)
        if not rows:
            await check_order(unit, call.store.id, order_id)
        return v2_list([print_coupon(row) for row in rows])

    return await call.read(work)


async def get_order_coupon(call: Call) -> Answer:
    order_id, coupon_id = call.id("order_id"), call.id("coupon_id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_coupon(unit, call.store.id, order_id, coupon_id)
        if found is None:
            raise NotFound("order_coupon", coupon_id)
        return Answer(body=print_coupon(found))

    return await call.read(work)


async def get_shipping_quotes(call: Call) -> Answer:
    """A quote is kept only by the platform's own storefront (behaviour 1.4)."""
    order_id, address_id = call.id("order_id"), call.id("address_id")

    async def work(unit: Unit) -> Answer:
        if await order_pages.find_address(unit, call.store.id, order_id, address_id) is None:
            raise NotFound("order_address", address_id)
        return Answer(204)

    return await call.read(work)


def print_tax(tax: OrderTax, *, is_detailed: bool = False) -> Json:
    """One tax; automatic ones do not say what order and address they are of (behaviour 1.6)."""
    places = {"order_id": tax.order_id, "order_address_id": tax.order_address_id or 0}
    details = {
        "order_product_id": None if tax.order_product_id is None else str(tax.order_product_id),
        "line_item_type": tax.line_item_type,
    }
    return {
        "id": tax.id,
        **({} if tax.tax_class == AUTOMATIC_TAX else places),
        "tax_rate_id": tax.tax_rate_id,
        "sales_tax_id": str(tax.tax_rate_id),
        "tax_class_id": tax.tax_class_id,
        "name": tax.name,
        "class": tax.tax_class,
        "rate": print_4(tax.rate // RATE_UNITS_OF_MONEY),
        "priority": tax.priority,
        "priority_amount": print_4(tax.priority_amount),
        "line_amount": print_4(tax.line_amount),
        "order_pickup_method_id": tax.order_pickup_method_id,
        **(details if is_detailed else {}),
    }


def print_coupon(coupon: OrderCoupon) -> Json:
    """The seven members in the recorded order (behaviour 1.6)."""
    return {
        "id": coupon.id,
        "coupon_id": coupon.coupon_id,
        "order_id": coupon.order_id,
        "code": coupon.code,
        "amount": print_4(coupon.amount),
        "type": coupon.type,
        "discount": print_4(coupon.discount),
    }
