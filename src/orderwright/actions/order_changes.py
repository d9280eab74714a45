"""How every change of an order is written: rows, stock, history, and what is announced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from orderwright.actions import coupon_uses, downloads, order_ledger, order_placing
from orderwright.db import order_history, orders, outbox, stock
from orderwright.db.order_history import Change
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.order import Order, WholeOrder
from orderwright.domain.order_history import Differences, differences
from orderwright.domain.stock import StockKey, moved_by_change
from orderwright.domain.stock_events import bounds, told_of_order
from orderwright.domain.store import Store

Render = Callable[[Order], bytes]
"""Prints an order, with placeholders for its number and the store's address."""


@dataclass(frozen=True, slots=True)
class By:
    """Who changes an order of which store, when; and what prints the order as it is then."""

    store: Store
    actor: str
    now: int
    render: Render


async def save_change(
    unit: Unit,
    by: By,
    before: WholeOrder,
    after: WholeOrder,
    action: str,
    further: Differences | None = None,
    *,
    moved: Mapping[StockKey, int] | None = None,
) -> RenderedOrder:
    """Write an order's next state; a change that changes nothing writes and announces nothing.

    The order must be locked. `further` are differences outside the order itself, `moved` what is
    taken of the stock where that is no edit's.
    """
    store_id, now = by.store.id, by.now
    known = await orders.find_rendered(unit, store_id, before.order.id)
    assert known is not None
    printed = known.rendered or by.render(before.order)
    after = await order_placing.follow(unit, store_id, before, after, now)
    found: Mapping[str, tuple[object, object]] = {**differences(before, after), **(further or {})}
    if not found and before == after:
        return replace(known, rendered=printed)
    after = await _with_option_ids(unit, store_id, after)
    order = replace(after.order, revision=before.order.revision + 1, date_modified=now)
    after = replace(after, order=order)
    rendered = by.render(order)
    await coupon_uses.follow(unit, store_id, before.order, order)
    if moved is None:
        moved = moved_by_change(before, after, by.store.profile)
    told = await _move_stock(unit, by, moved)
    await order_ledger.follow_charges(unit, store_id, before, after, now)
    downloads.follow(unit, store_id, before, after, now)
    orders.save(unit, store_id, before, after, rendered)
    order_history.add(
        unit,
        store_id,
        order.id,
        Change(
            order.revision,
            now,
            by.actor,
            action,
            before.order.status_id,
            order.status_id,
            found,
            printed,
        ),
    )
    announce(unit, by, before.order, order, found)
    outbox.record_all(unit, store_id, told, now, order.channel_id)
    await unit.flush()
    return RenderedOrder(order.id, order.date_modified, rendered)


def announce(unit: Unit, by: By, before: Order, after: Order, found: Differences) -> None:
    """Queue the events of a change: archived, updated, and a new status with both ids."""
    store_id, now = by.store.id, by.now
    about: dict[str, object] = {"type": "order", "id": after.id}
    is_archived = after.is_deleted and not before.is_deleted
    if is_archived:
        outbox.record(unit, store_id, "store/order/archived", about, now, after.channel_id)
    if not is_archived or set(found) != {"is_deleted"}:
        outbox.record(unit, store_id, "store/order/updated", about, now, after.channel_id)
    if after.status_id != before.status_id:
        status = {"previous_status_id": before.status_id, "new_status_id": after.status_id}
        about = {**about, "status": status}
        outbox.record(unit, store_id, "store/order/statusUpdated", about, now, after.channel_id)


async def _move_stock(
    unit: Unit, by: By, moved: Mapping[StockKey, int]
) -> Sequence[tuple[str, Mapping[str, object]]]:
    """Queue what a change takes of the stock or gives back; what is to be told of it."""
    if not moved:
        return ()
    levels = await stock.read_levels(unit, by.store.id, [product_id for product_id, _ in moved])
    stock.move(unit, by.store.id, moved, bounds(moved, levels))
    return told_of_order(moved, levels)


async def _with_option_ids(unit: Unit, store_id: int, after: WholeOrder) -> WholeOrder:
    """Written lines that have become other products get ids for their options."""
    lines = tuple(
        [
            replace(line, first_option_id=await orders.number_options(unit, store_id, line))
            if line.id > 0 and line.product_options and not line.first_option_id
            else line
            for line in after.products
        ]
    )
    return replace(after, products=lines)
