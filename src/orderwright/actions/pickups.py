"""The verbs of pick-ups: set apart for collection, collected, undone."""

from collections.abc import Mapping, Sequence

from orderwright.actions.pickup_methods import check_method
from orderwright.db import orders, outbox, pickups
from orderwright.db.unit import Unit
from orderwright.domain.errors import Unprocessable
from orderwright.domain.pickup import (
    NO_SUCH_ORDER,
    Pickup,
    PickupItem,
    PickupRequest,
    changed_pickup,
    check_left,
)
from orderwright.domain.store import Store

NO_SUCH_PICKUP = "The pickup could not be found."

Times = tuple[int | None, int | None]
"""When it was ready and when it was collected; None stays as it is."""


async def create_pickups(
    unit: Unit, store: Store, wanted: Sequence[PickupRequest], now: int
) -> list[Pickup]:
    """Set order lines apart, all or none. Raises Unprocessable."""
    left = await pickups.lock_left(unit, store.id, [one.order_id for one in wanted])
    made = []
    for one in wanted:
        if one.order_id not in left:
            raise Unprocessable.naming(NO_SUCH_ORDER, "order_id", str(one.order_id))
        await check_method(unit, store.id, one.pickup_method_id)
        left[one.order_id] = check_left(one, left[one.order_id])
        items = [PickupItem(0, line, count, one.collected_at) for line, count in one.items]
        made.append(
            Pickup(0, one.order_id, one.pickup_method_id, one.ready_at, now, now, tuple(items))
        )
    for order_id in sorted(left):
        await _announce(unit, store, order_id, now)
    return await pickups.add(unit, store.id, made)


async def update_pickups(
    unit: Unit, store: Store, wanted: Mapping[int, Times], now: int
) -> list[Pickup]:
    """Change when pick-ups were ready or collected, all or none. Raises Unprocessable."""
    found = await pickups.find_locked(unit, store.id, wanted)
    changed = []
    for pickup_id, (ready_at, collected_at) in wanted.items():
        if pickup_id not in found:
            raise Unprocessable.naming(NO_SUCH_PICKUP, "pickup_id", str(pickup_id))
        changed.append(changed_pickup(found[pickup_id], ready_at, collected_at, now))
    for pickup in changed:
        pickups.save(unit, store.id, pickup)
    for order_id in sorted({pickup.order_id for pickup in changed}):
        await _announce(unit, store, order_id, now)
    return changed


async def delete_pickups(unit: Unit, store: Store, ids: Sequence[int], now: int) -> None:
    """Undo those of these pick-ups that there are."""
    found = await pickups.find_locked(unit, store.id, ids)
    if not found:
        return
    await pickups.delete(unit, store.id, sorted(found))
    for order_id in sorted({pickup.order_id for pickup in found.values()}):
        await _announce(unit, store, order_id, now)


async def _announce(unit: Unit, store: Store, order_id: int, now: int) -> None:
    """The platform has no event for pick-ups; their order has changed."""
    order = await orders.find_order(unit, store.id, order_id)
    assert order is not None
    about = {"type": "order", "id": order_id}
    outbox.record(unit, store.id, "store/order/updated", about, now, order.channel_id)
