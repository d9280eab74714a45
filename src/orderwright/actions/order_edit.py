"""Changing and archiving orders."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from orderwright.actions.order_changes import By, save_change
from orderwright.db import catalog_lines, order_lists, order_pages, orders, stock, stock_holds
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.cart_taxes import OWN_TAXES
from orderwright.domain.errors import MethodNotAllowed, NotFound
from orderwright.domain.order import OrderAddress, WholeOrder
from orderwright.domain.order_edit import edit_order, is_taking_again
from orderwright.domain.order_facts import OrderFacts
from orderwright.domain.order_line_edit import LineChanges, plan_lines
from orderwright.domain.order_pricing import store_taxes
from orderwright.domain.order_request import AddressRequest, OrderRequest
from orderwright.domain.store import Store

NOT_AUTOMATIC = ("", OWN_TAXES)
ARCHIVE = OrderRequest({"is_deleted": True})


async def update_order(unit: Unit, by: By, order_id: int, request: OrderRequest) -> RenderedOrder:
    """Merge a request into an order.

    Raises NotFound, InvalidInput, InvalidOptions, QuantityConflict.
    """
    store = by.store
    before = await _lock(unit, store.id, order_id)
    lines = plan_lines(before, request.products or ())
    facts = await _facts(unit, store, before, request, lines)
    available = {}
    if is_taking_again(before.order, request.fields, store.profile):
        await stock_holds.give_back_for(unit, store.id, before.order)
        counted = [line.product_id for line in before.products if not line.is_custom]
        available = await stock.lock_counted(unit, store.id, counted)
    after = edit_order(
        before,
        request,
        lines,
        facts,
        store.profile,
        store_taxes(store, facts.customer_group_id),
        available,
        by.now,
    )
    return await save_change(unit, by, before, after, "updated")


async def update_address(
    unit: Unit, by: By, order_id: int, address_id: int, request: AddressRequest
) -> OrderAddress:
    """Change one destination; its costs and taxes stay. Raises NotFound, InvalidInput."""
    found = await order_pages.find_address(unit, by.store.id, order_id, address_id)
    if found is None:
        raise NotFound("order_address", address_id)
    request = replace(request, id=address_id)
    await update_order(unit, by, order_id, OrderRequest(shipping_addresses=(request,)))
    changed = await order_pages.find_address(unit, by.store.id, order_id, address_id)
    assert changed is not None
    return changed


async def archive_order(unit: Unit, by: By, order_id: int) -> None:
    """Archive one order. Raises NotFound, MethodNotAllowed for one with automatic tax."""
    before = await _lock(unit, by.store.id, order_id)
    if before.order.tax_provider_id not in NOT_AUTOMATIC:
        raise MethodNotAllowed(("GET", "PUT"))
    await _archive(unit, by, before)


async def archive_orders(unit: Unit, by: By, order_ids: Iterable[int]) -> None:
    """Archive these orders, in the order of their numbers."""
    for order_id in order_ids:
        before = await _lock(unit, by.store.id, order_id)
        await _archive(unit, by, before)


async def oldest_orders(unit: Unit, store_id: int, count: int) -> Sequence[int]:
    """The first numbers of orders that are not archived."""
    return await order_lists.oldest(unit, store_id, count)


async def _archive(unit: Unit, by: By, before: WholeOrder) -> None:
    store = by.store
    after = edit_order(
        before,
        ARCHIVE,
        LineChanges(),
        OrderFacts(),
        store.profile,
        store_taxes(store, 0),
        {},
        by.now,
    )
    await save_change(unit, by, before, after, "archived")


async def _facts(
    unit: Unit, store: Store, before: WholeOrder, request: OrderRequest, lines: LineChanges
) -> OrderFacts:
    fields = request.fields
    customer_id = fields.get("customer_id", before.order.customer_id)
    channel_id = fields.get("channel_id", before.order.channel_id)
    facts = await catalog_lines.read_facts(
        unit,
        store.id,
        customer_id=customer_id if isinstance(customer_id, int) else 0,
        channel_id=channel_id if isinstance(channel_id, int) else 0,
        currency_code=before.order.default_currency_code,
        lines={at: line for at, line in lines.requests.items() if not line.is_custom},
    )
    return replace(facts, rate=before.order.store_default_to_transactional_exchange_rate)


async def _lock(unit: Unit, store_id: int, order_id: int) -> WholeOrder:
    found = await orders.find(unit, store_id, order_id, lock=True)
    if found is None:
        raise NotFound("order", order_id)
    return found
