"""V2 orders: create, get, list, count."""

from orderwright.actions import orders
from orderwright.api.call import NUMBER_MARK, Answer, Call
from orderwright.api.v2.order_printing import renderer
from orderwright.api.v2.order_queries import (
    modified_since,
    read_filter,
    read_list_request,
)
from orderwright.api.v2.order_requests import read_new_order
from orderwright.api.v2.order_schemas import ORDER_POST
from orderwright.db import order_lists
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.order_status import DISPLAYED

NOT_MODIFIED = 304


async def create_order(call: Call) -> Answer:
    request = read_new_order(ORDER_POST, call.json())

    async def work(unit: Unit) -> Answer:
        made = await orders.create_order(
            unit, call.store, request, call.token.actor, call.now, renderer(call.store)
        )
        return _answer(201, made)

    return await call.write(work)


async def get_order(call: Call) -> Answer:
    order_id, since = call.id("order_id"), modified_since(call)

    async def work(unit: Unit) -> Answer:
        found = await orders.get_order(unit, call.store.id, order_id, renderer(call.store))
        if since is not None and found.date_modified < since:
            return Answer(NOT_MODIFIED)
        return _answer(200, found)

    return await call.read(work)


async def get_orders(call: Call) -> Answer:
    request = read_list_request(call)

    async def work(unit: Unit) -> Answer:
        found = await orders.list_orders(
            unit,
            call.store.id,
            request.wanted,
            renderer(call.store),
            sort=request.sort,
            descending=request.descending,
            limit=request.limit,
            offset=request.offset,
        )
        if not found:
            return Answer(204 if request.since is None else NOT_MODIFIED)
        body = b"[" + b",".join([print_rendered(order) for order in found]) + b"]"
        newest = max([order.date_modified for order in found])
        return Answer(200, body, [last_modified(newest)], linked=True)

    return await call.read(work)


async def get_orders_count(call: Call) -> Answer:
    wanted = read_filter(call)

    async def work(unit: Unit) -> Answer:
        counts = await order_lists.count_by_status(unit, call.store.id, wanted)
        rows = [
            {
                "id": int(status.id),
                "name": status.name,
                "system_label": status.name,
                "custom_label": call.store.profile.status_label(status.id),
                "system_description": status.description,
                "count": counts.get(status.id, 0),
                "sort_order": status.position,
            }
            for status in DISPLAYED
        ]
        return Answer(body={"statuses": rows, "count": sum(counts.values())})

    return await call.read(work)


def _answer(status: int, order: RenderedOrder) -> Answer:
    return Answer(status, print_rendered(order), [last_modified(order.date_modified)], linked=True)


def print_rendered(order: RenderedOrder) -> bytes:
    """The stored bytes with the order's number in them."""
    return order.rendered.replace(NUMBER_MARK, b"%d" % order.id)


def last_modified(instant: int) -> tuple[bytes, bytes]:
    return b"last-modified", print_rfc2822(instant).encode()
