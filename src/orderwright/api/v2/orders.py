"""V2 orders: create, get, list."""

from orderwright.actions import orders
from orderwright.api.call import NUMBER_MARK, Answer, Call
from orderwright.api.v2.order_printing import renderer
from orderwright.api.v2.order_requests import read_new_order
from orderwright.api.v2.order_schemas import ORDER_POST
from orderwright.db import orders as stored
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import NotFound


async def create_order(call: Call) -> Answer:
    request = read_new_order(ORDER_POST, call.json())

    async def work(unit: Unit) -> Answer:
        made = await orders.create_order(
            unit, call.store, request, call.token.actor, call.now, renderer(call.store)
        )
        return _answer(201, made)

    return await call.write(work)


async def get_order(call: Call) -> Answer:
    order_id = call.id("order_id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_rendered(unit, call.store.id, order_id)
        if found is None:
            raise NotFound("order", order_id)
        return _answer(200, found)

    return await call.read(work)


def _answer(status: int, order: RenderedOrder) -> Answer:
    return Answer(status, print_rendered(order), [last_modified(order.date_modified)], linked=True)


def print_rendered(order: RenderedOrder) -> bytes:
    """The stored bytes with the order's number in them."""
    assert order.rendered is not None
    return order.rendered.replace(NUMBER_MARK, b"%d" % order.id)


def last_modified(instant: int) -> tuple[bytes, bytes]:
    return b"last-modified", print_rfc2822(instant).encode()
