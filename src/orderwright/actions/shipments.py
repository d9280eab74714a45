"""The verbs of shipments; each locks the order first and counts its items there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from orderwright.actions.order_changes import Render
from orderwright.db import order_history, orders, outbox, shipments
from orderwright.db.order_history import Change
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.order import WholeOrder
from orderwright.domain.shipment import (
    Shipment,
    ShipmentItem,
    Wanted,
    after_shipping,
    after_unshipping,
    changed_shipment,
    new_shipment,
)

_SHOWN = ("status_id", "items_shipped", "date_shipped")


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something below an order, and when; `render` prints the order as it is then."""

    store_id: int
    actor: str
    now: int
    render: Render


async def create_shipment(
    unit: Unit, by: By, order_id: int, fields: Mapping[str, Any], wanted: Sequence[Wanted]
) -> Shipment:
    """Ship so many of an order's products; its status follows.

    Raises NotFound, InvalidInput, NotAvailableToShip.
    """
    whole = await _lock(unit, by, order_id)
    made = new_shipment(whole, fields, wanted, by.now)
    shipment = await shipments.add(unit, by.store_id, made)
    after = after_shipping(whole, shipment.items, by.now)
    await _save(unit, by, whole, after, "shipment_created", {"shipments": (None, shipment.id)})
    _announce(unit, by, "created", shipment, whole)
    _announce_order(unit, by, whole, after)
    return shipment


async def update_shipment(
    unit: Unit, by: By, order_id: int, shipment_id: int, fields: Mapping[str, Any]
) -> Shipment:
    """Change what may change of a shipment; a change that changes nothing is none.

    Raises NotFound, InvalidInput.
    """
    whole = await _lock(unit, by, order_id)
    shipment = await get_shipment(unit, by.store_id, order_id, shipment_id)
    changed = changed_shipment(shipment, whole, fields)
    if changed == shipment:
        return shipment
    await shipments.save(unit, by.store_id, changed)
    after = replace(whole, order=replace(whole.order, revision=whole.order.revision + 1))
    differences = {
        f"shipments.{shipment_id}.{name}": (getattr(shipment, name), getattr(changed, name))
        for name in fields
        if getattr(shipment, name) != getattr(changed, name)
    }
    await _save(unit, by, whole, after, "shipment_updated", differences)
    _announce(unit, by, "updated", changed, whole)
    return changed


async def delete_shipment(unit: Unit, by: By, order_id: int, shipment_id: int) -> None:
    """Delete a shipment; its items are to be shipped again, the status stays. Raises NotFound."""
    whole = await _lock(unit, by, order_id)
    await _delete(unit, by, whole, [await get_shipment(unit, by.store_id, order_id, shipment_id)])


async def delete_shipments(unit: Unit, by: By, order_id: int) -> None:
    """Delete all shipments of an order. Raises NotFound."""
    whole = await _lock(unit, by, order_id)
    found = await shipments.list_all(unit, by.store_id, order_id)
    if found:
        await _delete(unit, by, whole, found)


async def get_shipment(unit: Unit, store_id: int, order_id: int, shipment_id: int) -> Shipment:
    """Raises NotFound."""
    shipment = await shipments.find(unit, store_id, order_id, shipment_id)
    if shipment is None:
        raise NotFound("shipment", shipment_id)
    return shipment


async def _lock(unit: Unit, by: By, order_id: int) -> WholeOrder:
    whole = await orders.find(unit, by.store_id, order_id, lock=True)
    if whole is None:
        raise NotFound("order", order_id)
    return whole


async def _delete(unit: Unit, by: By, whole: WholeOrder, gone: Sequence[Shipment]) -> None:
    await shipments.delete(unit, by.store_id, [shipment.id for shipment in gone])
    after = after_unshipping(whole, _items(gone), by.now)
    ids = [shipment.id for shipment in gone]
    await _save(unit, by, whole, after, "shipment_deleted", {"shipments": (ids, None)})
    for shipment in gone:
        _announce(unit, by, "deleted", shipment, whole)
    _announce_order(unit, by, whole, after)


def _items(of: Iterable[Shipment]) -> list[ShipmentItem]:
    return [item for shipment in of for item in shipment.items]


async def _save(
    unit: Unit,
    by: By,
    before: WholeOrder,
    after: WholeOrder,
    action: str,
    differences: Mapping[str, tuple[object, object]],
) -> None:
    """Write what has moved, print the order anew, and tell its history."""
    known = await orders.find_rendered(unit, by.store_id, before.order.id)
    assert known is not None
    await shipments.save_moved(unit, by.store_id, before, after, by.render(after.order))
    shown = {
        name: (getattr(before.order, name), getattr(after.order, name))
        for name in _SHOWN
        if getattr(before.order, name) != getattr(after.order, name)
    }
    order_history.add(
        unit,
        by.store_id,
        before.order.id,
        Change(
            after.order.revision,
            by.now,
            by.actor,
            action,
            before.order.status_id,
            after.order.status_id,
            {**differences, **shown},
            known.rendered or by.render(before.order),
        ),
    )


def _announce(unit: Unit, by: By, verb: str, shipment: Shipment, whole: WholeOrder) -> None:
    outbox.record(
        unit,
        by.store_id,
        f"store/shipment/{verb}",
        {"type": "shipment", "id": shipment.id, "orderId": shipment.order_id},
        by.now,
        whole.order.channel_id,
        subject="order",
        subject_id=shipment.order_id,
    )


def _announce_order(unit: Unit, by: By, before: WholeOrder, after: WholeOrder) -> None:
    order = after.order
    about: dict[str, object] = {"type": "order", "id": order.id}
    outbox.record(unit, by.store_id, "store/order/updated", about, by.now, order.channel_id)
    if order.status_id != before.order.status_id:
        status = {
            "previous_status_id": before.order.status_id,
            "new_status_id": order.status_id,
        }
        outbox.record(
            unit,
            by.store_id,
            "store/order/statusUpdated",
            {**about, "status": status},
            by.now,
            order.channel_id,
        )
