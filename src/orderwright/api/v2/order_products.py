"""The lines of a V2 order."""

from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.api.v2.order_printing import print_product
from orderwright.db import order_pages
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound


async def get_order_products(call: Call) -> Answer:
    order_id, page = call.id("order_id"), page_of(call.query())

    async def work(unit: Unit) -> Answer:
        rows = await order_pages.list_products(
            unit, call.store.id, order_id, page.limit, page.offset
        )
        if not rows:
            await check_order(unit, call.store.id, order_id)
        return v2_list([print_product(line) for line in rows])

    return await call.read(work)


async def get_order_product(call: Call) -> Answer:
    order_id, product_id = call.id("order_id"), call.id("product_id")

    async def work(unit: Unit) -> Answer:
        found = await order_pages.find_product(unit, call.store.id, order_id, product_id)
        if found is None:
            raise NotFound("order_product", product_id)
        return Answer(body=print_product(found))

    return await call.read(work)
