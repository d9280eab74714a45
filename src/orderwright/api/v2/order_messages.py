"""Messages of an order. The platform has no call that writes one: ours are below `x/`."""

from collections.abc import Callable
from typing import Any

from orderwright.actions import order_messages
from orderwright.actions.order_parts import check_order
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import order_messages as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso, print_rfc2822
from orderwright.domain.errors import NotFound
from orderwright.domain.order_message import OrderMessage

Json = dict[str, Any]


async def get_order_messages(call: Call) -> Answer:
    order_id, query = call.id("order_id"), call.query()
    page = page_of(query)
    filters = {name: query[name] for name in stored.FILTERS if name in query}

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_page(
            unit, call.store.id, order_id, filters, page.limit, page.offset
        )
        if not rows:
            await check_order(unit, call.store.id, order_id)
        return v2_list([print_message(row) for row in rows])

    return await call.read(work)


async def get_order_message(call: Call) -> Answer:
    order_id, message_id = call.id("order_id"), call.id("message_id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find(unit, call.store.id, order_id, message_id)
        if found is None:
            raise NotFound("order_message", message_id)
        return Answer(body=print_message(found), linked=True)

    return await call.read(work)


async def create_order_message(call: Call) -> Answer:
    order_id, fields = call.id("order_id"), call.body()
    message = OrderMessage(order_id=order_id, date_created=call.now, **fields)

    async def work(unit: Unit) -> Answer:
        made = await order_messages.create_message(unit, call.store.id, message)
        return _answer(201, made)

    return await call.write(work)


async def update_order_message(call: Call) -> Answer:
    order_id, message_id, fields = call.id("order_id"), call.id("message_id"), call.body()

    async def work(unit: Unit) -> Answer:
        marked = await order_messages.mark_message(
            unit, call.store.id, order_id, message_id, fields
        )
        return _answer(200, marked)

    return await call.write(work)


def _answer(status: int, message: OrderMessage) -> Answer:
    body = {"data": print_message(message, print_iso), "meta": {}}
    return Answer(status, body, linked=True)


def print_message(message: OrderMessage, date: Callable[[int], str] = print_rfc2822) -> Json:
    """One message (behaviour 1.6); a guest has no customer to link to."""
    customer = f"/customers/{message.customer_id}"
    return {
        "id": message.id,
        "order_id": message.order_id,
        "staff_id": message.staff_id,
        "customer_id": message.customer_id,
        "type": message.type,
        "subject": message.subject,
        "message": message.message,
        "status": message.status,
        "is_flagged": message.is_flagged,
        "date_created": date(message.date_created),
        "customer": {"url": f"\x01/v2{customer}", "resource": customer}
        if message.customer_id
        else {},
    }
