"""The verbs of shipments; each locks the order first and counts its items there."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions.order_changes import By, save_change
from orderwright.db import orders, outbox, shipments
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.order import WholeOrder
from orderwright.domain.shipment import (
    Shipment,
    Wanted,
    after_shipping,
    after_unshipping,
    changed_shipment,
    new_shipment,
)


async def create_shipment(
    unit: Unit, by: By, order_id: int, fields: Mapping[str, Any], wanted: Sequence[Wanted]
) -> Shipment:
    """Ship so many of an order's products; its status follows.

    Raises NotFound, InvalidInput, NotAvailableToShip.
    """
    whole = await _lock(unit, by, order_id)
    made = new_shipment(whole, fields, wanted, by.now)
    shipment = await shipments.add(unit, by.store.id, made)
    _announce(unit, by, "created", shipment, whole)
    after = after_shipping(whole, shipment.items, by.now)
    await save_change(
        unit, by, whole, after, "shipment_created", {"shipments": (None, shipment.id)}
    )
    return shipment


async def update_shipment(
    unit: Unit, by: By, order_id: int, shipment_id: int, fields: Mapping[str, Any]
) -> Shipment:
    """Change what may change of a shipment; a change that changes nothing is none.

    Raises NotFound, InvalidInput.
    """
    whole = await _lock(unit, by, order_id)
    shipment = await get_shipment(unit, by.store.id, order_id, shipment_id)
    changed = changed_shipment(shipment, whole, fields)
    if changed == shipment:
        return shipment
    await shipments.save(unit, by.store.id, changed)
    _announce(unit, by, "updated", changed, whole)
    further = {
        f"shipments.{shipment_id}.{name}": (getattr(shipment, name), getattr(changed, name))
        for name in fields
        if getattr(shipment, name) != getattr(changed, name)
    }
    await save_change(unit, by, whole, whole, "shipment_updated", further)
    return changed


async def delete_shipment(unit: Unit, by: By, order_id: int, shipment_id: int) -> None:
    """Delete a shipment; its items are to be shipped again, the status stays. Raises NotFound."""
    whole = await _lock(unit, by, order_id)
    await _delete(unit, by, whole, [await get_shipment(unit, by.store.id, order_id, shipment_id)])


async def delete_shipments(unit: Unit, by: By, order_id: int) -> None:
    """Delete all shipments of an order. Raises NotFound."""
    whole = await _lock(unit, by, order_id)
    found = await shipments.list_all(unit, by.store.id, order_id)
    if found:
        await _delete(unit, by, whole, found)


async def get_shipment(unit: Unit, store_id: int, order_id: int, shipment_id: int) -> Shipment:
    """Raises NotFound."""
    shipment = await shipments.find(unit, store_id, order_id, shipment_id)
    if shipment is None:
        raise NotFound("shipment", shipment_id)
    return shipment


async def _lock(unit: Unit, by: By, order_id: int) -> WholeOrder:
    whole = await orders.find(unit, by.store.id, order_id, lock=True)
    if whole is None:
        raise NotFound("order", order_id)
    return whole


async def _delete(unit: Unit, by: By, whole: WholeOrder, gone: Sequence[Shipment]) -> None:
    ids = [shipment.id for shipment in gone]
    await shipments.delete(unit, by.store.id, ids)
    for shipment in gone:
        _announce(unit, by, "deleted", shipment, whole)
    items = [item for shipment in gone for item in shipment.items]
    after = after_unshipping(whole, items)
    await save_change(unit, by, whole, after, "shipment_deleted", {"shipments": (ids, None)})


def _announce(unit: Unit, by: By, verb: str, shipment: Shipment, whole: WholeOrder) -> None:
    outbox.record(
        unit,
        by.store.id,
        f"store/shipment/{verb}",
        {"type": "shipment", "id": shipment.id, "orderId": shipment.order_id},
        by.now,
        whole.order.channel_id,
        subject="order",
        subject_id=shipment.order_id,
    )
