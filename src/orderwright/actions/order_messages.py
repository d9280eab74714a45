"""The verbs of messages: write one, mark one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import order_messages, orders, outbox
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.order_message import OrderMessage


async def create_message(unit: Unit, store_id: int, message: OrderMessage) -> OrderMessage:
    """Write a message of an order and announce it; it is to or from the order's customer.

    Raises NotFound.
    """
    whole = await orders.find(unit, store_id, message.order_id, lock=True)
    if whole is None:
        raise NotFound("order", message.order_id)
    made = await order_messages.add(
        unit, store_id, replace(message, customer_id=whole.order.customer_id)
    )
    outbox.record(
        unit,
        store_id,
        "store/order/message/created",
        {"type": "order", "id": made.order_id, "message": {"order_message_id": made.id}},
        made.date_created,
        whole.order.channel_id,
    )
    return made


async def mark_message(
    unit: Unit, store_id: int, order_id: int, message_id: int, marks: Mapping[str, Any]
) -> OrderMessage:
    """Give a message another `status` or `is_flagged`. Raises NotFound."""
    known = await order_messages.find(unit, store_id, order_id, message_id, lock=True)
    if known is None:
        raise NotFound("order_message", message_id)
    marked = replace(known, **marks)
    if marked != known:
        await order_messages.mark(unit, store_id, marked)
    return marked
