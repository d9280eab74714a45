"""V2 orders: create, get, list, count, change, archive."""

from orderwright.actions import order_edit, orders
from orderwright.actions.order_changes import By
from orderwright.api.call import Answer, Call
from orderwright.api.paging import LIMIT_MAX
from orderwright.api.v2.order_includes import print_orders
from orderwright.api.v2.order_printing import renderer
from orderwright.api.v2.order_queries import (
    modified_since,
    read_filter,
    read_list_request,
)
from orderwright.api.v2.order_requests import read_new_order, read_order_change
from orderwright.api.v2.order_schemas import ORDER_POST, ORDER_PUT
from orderwright.db import order_lists
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import TooMany
from orderwright.domain.order_status import DISPLAYED

NOT_MODIFIED = 304


async def create_order(call: Call) -> Answer:
    request = read_new_order(ORDER_POST, call.json())

    async def work(unit: Unit) -> Answer:
        made = await orders.create_order(unit, by_of(call), request)
        return await _answer(unit, call, 201, made)

    return await call.write(work)


async def get_order(call: Call) -> Answer:
    order_id, since = call.id("order_id"), modified_since(call)

    async def work(unit: Unit) -> Answer:
        found = await orders.get_order(unit, call.store.id, order_id, renderer(call.store))
        if since is not None and found.date_modified < since:
            return Answer(NOT_MODIFIED)
        return await _answer(unit, call, 200, found)

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
        body = b"[" + b",".join(await print_orders(unit, call, found)) + b"]"
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


async def update_order(call: Call) -> Answer:
    order_id, request = call.id("order_id"), read_order_change(ORDER_PUT, call.json())

    async def work(unit: Unit) -> Answer:
        changed = await order_edit.update_order(unit, by_of(call), order_id, request)
        return await _answer(unit, call, 200, changed)

    return await call.write(work)


async def delete_order(call: Call) -> Answer:
    order_id = call.id("order_id")

    async def work(unit: Unit) -> Answer:
        await order_edit.archive_order(unit, by_of(call), order_id)
        return Answer(204)

    return await call.write(work)


async def delete_orders(call: Call) -> Answer:
    """Archive the oldest orders, or all; many of them in several units of work."""
    limit = call.query().get("limit")
    if limit is not None and limit > LIMIT_MAX:
        raise TooMany(LIMIT_MAX)

    async def archive(unit: Unit) -> int:
        ids = await order_edit.oldest_orders(unit, call.store.id, limit or LIMIT_MAX)
        await order_edit.archive_orders(unit, by_of(call), ids)
        return len(ids)

    async def work(unit: Unit) -> Answer:
        await archive(unit)
        return Answer(204)

    while limit is None and await call.database.write(archive) == LIMIT_MAX:
        pass
    return await call.write(work)


def by_of(call: Call) -> By:
    """Who calls, for what is written in an order's history."""
    return By(call.store, call.token.actor, call.now, renderer(call.store))


async def _answer(unit: Unit, call: Call, status: int, order: RenderedOrder) -> Answer:
    (body,) = await print_orders(unit, call, [order])
    return Answer(status, body, [last_modified(order.date_modified)], linked=True)


def last_modified(instant: int) -> tuple[bytes, bytes]:
    return b"last-modified", print_rfc2822(instant).encode()
