"""Pick-ups of orders, and what is left of an order's lines to be fetched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from orderwright.db.listing import Listing, list_rows
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.pickup import Pickup, PickupItem

_PICKUPS = Mapper(Pickup, without=("items",))
LISTING = Listing(
    select="*",
    source="pickups",
    conditions={"order_id:in": "order_id IN :value", "pickup_id:in": "id IN :value"},
)
_FIND = statement(
    "SELECT * FROM pickups WHERE store_id = :store_id AND id IN :ids ORDER BY id", lock=True
)
_ITEMS = statement(
    "SELECT * FROM pickup_items WHERE store_id = :store_id AND pickup_id IN :ids ORDER BY id"
)
_LOCK_ORDERS = statement(
    "SELECT id FROM orders WHERE store_id = :store_id AND id IN :ids ORDER BY id", lock=True
)
_LEFT = statement(
    "SELECT p.order_id, p.id, p.quantity - p.quantity_shipped - COALESCE((SELECT SUM(i.quantity)"
    " FROM pickup_items i WHERE i.store_id = p.store_id AND i.order_product_id = p.id), 0) AS left_"
    " FROM order_products p"
    " WHERE p.store_id = :store_id AND p.order_id IN :ids AND p.type = 'physical'"
)
_SAVE = statement(
    "UPDATE pickups SET ready_at = :ready_at, updated_at = :updated_at"
    " WHERE store_id = :store_id AND id = :id"
)
_SAVE_ITEM = statement(
    "UPDATE pickup_items SET collected_at = :collected_at WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM pickups WHERE store_id = :store_id AND id IN :ids")


async def list_pickups(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[Pickup]:
    rows = await list_rows(unit, LISTING, store_id, filters, limit=limit, offset=offset)
    return await _whole(unit, store_id, rows)


async def find_locked(unit: Unit, store_id: int, ids: Iterable[int]) -> dict[int, Pickup]:
    """Those of these pick-ups that there are, by id; nobody else changes them meanwhile."""
    rows = await unit.rows(_FIND, store_id=store_id, ids=sorted(set(ids)))
    return {pickup.id: pickup for pickup in await _whole(unit, store_id, rows)}


async def lock_left(
    unit: Unit, store_id: int, order_ids: Iterable[int]
) -> dict[int, dict[int, int]]:
    """How many of the lines of these orders are neither sent nor set apart, by order and line.

    The orders are locked until the unit ends; those that there are not are left out.
    """
    ids = sorted(set(order_ids))
    rows = await unit.rows(_LOCK_ORDERS, store_id=store_id, ids=ids)
    left: dict[int, dict[int, int]] = {row["id"]: {} for row in rows}
    if left:
        for row in await unit.rows(_LEFT, store_id=store_id, ids=sorted(left)):
            left[row["order_id"]][row["id"]] = int(row["left_"])
    return left


async def add(unit: Unit, store_id: int, pickups: Sequence[Pickup]) -> list[Pickup]:
    """Write new pick-ups; as they are with their ids."""
    first = unit.take(store_id, "pickup", len(pickups))
    item_first = unit.take(store_id, "pickup_item", sum([len(one.items) for one in pickups]))
    at = 0
    for position, pickup in enumerate(pickups):
        values = _PICKUPS.values(pickup) | {"id": first.plus(position)}
        unit.insert("pickups", store_id=store_id, **values)
        for item in pickup.items:
            unit.insert(
                "pickup_items",
                store_id=store_id,
                id=item_first.plus(at),
                pickup_id=first.plus(position),
                order_product_id=item.order_product_id,
                quantity=item.quantity,
                collected_at=item.collected_at,
            )
            at += 1
    await unit.flush()
    numbers = iter(range(item_first.value, item_first.value + at))
    return [
        replace(
            pickup,
            id=first.plus(position).value,
            items=tuple([replace(item, id=next(numbers)) for item in pickup.items]),
        )
        for position, pickup in enumerate(pickups)
    ]


def save(unit: Unit, store_id: int, pickup: Pickup) -> None:
    """Queue the times of a pick-up and of its items."""
    unit.change(
        _SAVE,
        store_id=store_id,
        id=pickup.id,
        ready_at=pickup.ready_at,
        updated_at=pickup.updated_at,
    )
    for item in pickup.items:
        unit.change(_SAVE_ITEM, store_id=store_id, id=item.id, collected_at=item.collected_at)


async def delete(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE, store_id=store_id, ids=list(ids))


async def _whole(unit: Unit, store_id: int, rows: Sequence[Row]) -> list[Pickup]:
    ids = [row["id"] for row in rows]
    items: dict[int, list[PickupItem]] = {}
    if ids:
        for row in await unit.rows(_ITEMS, store_id=store_id, ids=ids):
            item = PickupItem(
                row["id"], row["order_product_id"], row["quantity"], row["collected_at"]
            )
            items.setdefault(row["pickup_id"], []).append(item)
    return [
        Pickup(**{name: row[name] for name in _PICKUPS.columns}, items=tuple(items[row["id"]]))
        for row in rows
    ]
