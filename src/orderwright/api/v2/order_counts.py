"""How many rows an order's parts have, in one order or in all that are not archived."""

from collections.abc import Awaitable, Callable

from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.db import order_parts
from orderwright.db.unit import Unit

Handler = Callable[[Call], Awaitable[Answer]]


def _of_order(table: str) -> Handler:
    async def count(call: Call) -> Answer:
        order_id = call.id("order_id")

        async def work(unit: Unit) -> Answer:
            await check_order(unit, call.store.id, order_id)
            found = await order_parts.count_of_order(unit, table, call.store.id, order_id)
            return Answer(body={"count": found})

        return await call.read(work)

    return count


def _of_store(table: str) -> Handler:
    async def count(call: Call) -> Answer:
        async def work(unit: Unit) -> Answer:
            found = await order_parts.count_of_store(unit, table, call.store.id)
            return Answer(body={"count": found})

        return await call.read(work)

    return count


get_order_products_count = _of_order("order_products")
get_order_shipping_addresses_count = _of_order("order_addresses")
get_order_shipments_count = _of_order("shipments")
count_order_products = _of_store("order_products")
count_order_shipping_addresses = _of_store("order_addresses")
count_order_shipments = _of_store("shipments")
