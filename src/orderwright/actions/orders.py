"""The verbs of orders: create, change, archive."""

from dataclasses import replace

from orderwright.actions.order_changes import By, Render
from orderwright.db import (
    catalog_lines,
    company_orders,
    order_history,
    order_lists,
    orders,
    outbox,
    stock,
)
from orderwright.db.order_history import Change
from orderwright.db.order_lists import OrderFilter
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.new_order import new_order
from orderwright.domain.order_pricing import store_taxes
from orderwright.domain.order_request import OrderRequest
from orderwright.domain.stock import moved_stock
from orderwright.domain.stock_events import bounds, told_of_order


async def create_order(unit: Unit, by: By, request: OrderRequest) -> RenderedOrder:
    """Make an order, take its stock, write its history and announce it."""
    store, now, fields = by.store, by.now, request.fields
    facts = await catalog_lines.read_facts(
        unit,
        store.id,
        customer_id=_id(fields.get("customer_id")),
        channel_id=_id(fields.get("channel_id", 1)),
        currency_code=str(fields.get("default_currency_code", store.profile.currency_code)),
        lines={at: line for at, line in enumerate(request.products or ()) if not line.is_custom},
    )
    tax_of = store_taxes(store, facts.customer_group_id)
    whole = new_order(request, facts, store.profile, tax_of, now)
    rendered = by.render(whole.order)
    moved = moved_stock((), whole.products)
    levels = facts.stock
    stock.move(unit, store.id, moved, bounds(moved, levels))
    number = orders.add(unit, store.id, whole, rendered)
    company_orders.add(unit, store.id, number, facts.company_user, now)
    order_history.add(
        unit,
        store.id,
        number,
        Change(1, now, by.actor, "created", status_id_after=whole.order.status_id),
    )
    outbox.record(
        unit,
        store.id,
        "store/order/created",
        {"type": "order", "id": number},
        now,
        whole.order.channel_id,
    )
    outbox.record_all(unit, store.id, told_of_order(moved, levels), now, whole.order.channel_id)
    await unit.flush()
    return RenderedOrder(number.value, whole.order.date_modified, rendered)


async def get_order(unit: Unit, store_id: int, order_id: int, render: Render) -> RenderedOrder:
    """The order as it is printed. Raises NotFound."""
    found = await orders.find_rendered(unit, store_id, order_id)
    if found is None:
        raise NotFound("order", order_id)
    return found if found.rendered else await _print_anew(unit, store_id, found, render)


async def list_orders(
    unit: Unit,
    store_id: int,
    wanted: OrderFilter,
    render: Render,
    *,
    sort: str,
    descending: bool,
    limit: int,
    offset: int,
) -> list[RenderedOrder]:
    """One page of orders as they are printed."""
    found = await order_lists.list_rendered(
        unit, store_id, wanted, sort=sort, descending=descending, limit=limit, offset=offset
    )
    return [
        order if order.rendered else await _print_anew(unit, store_id, order, render)
        for order in found
    ]


async def _print_anew(
    unit: Unit, store_id: int, known: RenderedOrder, render: Render
) -> RenderedOrder:
    order = await orders.find_order(unit, store_id, known.id)
    assert order is not None
    return replace(known, rendered=render(order))


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0
