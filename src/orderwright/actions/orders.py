"""The verbs of orders: create, change, archive."""

from collections.abc import Callable

from orderwright.db import catalog_lines, order_history, orders, outbox, stock
from orderwright.db.order_history import Change
from orderwright.db.unit import Unit
from orderwright.domain.new_order import new_order
from orderwright.domain.order import Order
from orderwright.domain.order_pricing import no_tax
from orderwright.domain.order_request import OrderRequest
from orderwright.domain.store import Store

Render = Callable[[Order], bytes]
"""Prints an order, with placeholders for its number and the store's address."""


async def create_order(
    unit: Unit, store: Store, request: OrderRequest, actor: str, now: int, render: Render
) -> orders.RenderedOrder:
    """Make an order, take its stock, write its history and announce it."""
    fields = request.fields
    facts = await catalog_lines.read_facts(
        unit,
        store.id,
        customer_id=_id(fields.get("customer_id")),
        channel_id=_id(fields.get("channel_id", 1)),
        currency_code=str(fields.get("default_currency_code", store.profile.currency_code)),
        lines=request.products or (),
    )
    whole = new_order(request, facts, store.profile, no_tax, now)
    rendered = render(whole.order)
    stock.take_for(unit, store.id, whole.products)
    number = orders.add(unit, store.id, whole, rendered)
    order_history.add(
        unit,
        store.id,
        number,
        Change(1, now, actor, "created", status_id_after=whole.order.status_id),
    )
    outbox.record(
        unit,
        store.id,
        "store/order/created",
        {"type": "order", "id": number},
        now,
        whole.order.channel_id,
    )
    await unit.flush()
    return orders.RenderedOrder(number.value, whole.order.date_modified, rendered)


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
