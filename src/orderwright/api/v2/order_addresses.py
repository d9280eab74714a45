"""The shipping addresses of a V2 order."""

from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.api.v2.order_printing import print_shipping_address
from orderwright.db import order_pages
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound


async def get_order_shipping_addresses(call: Call) -> Answer:
    order_id, page = call.id("order_id"), page_of(call.query())

    async def work(unit: Unit) -> Answer:
        rows = await order_pages.list_addresses(
            unit, call.store.id, order_id, page.limit, page.offset
        )
        if not rows:
            await check_order(unit, call.store.id, order_id)
        return v2_list([print_shipping_address(address) for address in rows])

    return await call.read(work)


async def get_order_shipping_address(call: Call) -> Answer:
    order_id, address_id = call.id("order_id"), call.id("id")

    async def work(unit: Unit) -> Answer:
        found = await order_pages.find_address(unit, call.store.id, order_id, address_id)
        if found is None:
            raise NotFound("order_address", address_id)
        return Answer(body=print_shipping_address(found), linked=True)

    return await call.read(work)
