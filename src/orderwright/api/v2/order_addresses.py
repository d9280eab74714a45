"""The shipping addresses of a V2 order."""

from orderwright.actions import order_edit
from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.api.v2.order_printing import print_shipping_address
from orderwright.api.v2.order_requests import read_address
from orderwright.api.v2.order_schemas import SHIPPING_ADDRESS_EDIT
from orderwright.api.v2.orders import by_of
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


async def update_order_shipping_address(call: Call) -> Answer:
    order_id, address_id = call.id("order_id"), call.id("id")
    request = read_address(SHIPPING_ADDRESS_EDIT, call.json())

    async def work(unit: Unit) -> Answer:
        changed = await order_edit.update_address(unit, by_of(call), order_id, address_id, request)
        return Answer(body=print_shipping_address(changed), linked=True)

    return await call.write(work)
