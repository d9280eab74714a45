"""Shipments with their items, and what they have moved on lines, addresses and orders."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter

from orderwright.db.rows import Mapper, dump
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.order import Address
from orderwright.domain.shipment import Shipment, ShipmentItem

_ADDRESS_FIELDS = tuple([field.name for field in fields(Address)])
_address_values = attrgetter(*_ADDRESS_FIELDS)


def _dump_address(address: Address) -> str:
    return dump(_address_values(address))


def _load_address(text: str) -> Address:
    values = dict(zip(_ADDRESS_FIELDS, json.loads(text), strict=True))
    return Address(**values | {"form_fields": tuple(values["form_fields"])})


SHIPMENTS = Mapper(
    Shipment,
    special={
        "billing_address": (_dump_address, _load_address),
        "shipping_address": (_dump_address, _load_address),
    },
    without=("items",),
)
ITEMS = Mapper(ShipmentItem)

_OF_ORDER = "FROM shipments WHERE store_id = :store_id AND order_id = :order_id"
_ONE = statement(f"SELECT * {_OF_ORDER} AND id = :id")
_PAGE = statement(f"SELECT * {_OF_ORDER} ORDER BY id LIMIT :limit OFFSET :offset")
_ALL = statement(f"SELECT * {_OF_ORDER} ORDER BY id")
_ITEMS = statement(
    "SELECT * FROM shipment_items WHERE store_id = :store_id AND shipment_id IN :ids"
    " ORDER BY shipment_id, order_product_id"
)
_CHANGE = statement(
    "UPDATE shipments SET order_address_id = :order_address_id,"
    " tracking_number = :tracking_number, merchant_shipping_cost = :merchant_shipping_cost,"
    " shipping_method = :shipping_method, comments = :comments,"
    " shipping_provider = :shipping_provider, tracking_carrier = :tracking_carrier,"
    " tracking_link = :tracking_link, shipping_address = :shipping_address"
    " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM shipments WHERE store_id = :store_id AND id IN :ids")


async def add(unit: Unit, store_id: int, shipment: Shipment) -> Shipment:
    """Write a new shipment; it then has its number. A transaction must be open."""
    number = unit.take(store_id, "shipment")
    values = SHIPMENTS.values(shipment)
    values["id"] = number
    unit.insert("shipments", store_id=store_id, **values)
    for item in shipment.items:
        unit.insert("shipment_items", store_id=store_id, shipment_id=number, **ITEMS.values(item))
    await unit.flush()
    return replace(shipment, id=number.value)


async def find(unit: Unit, store_id: int, order_id: int, shipment_id: int) -> Shipment | None:
    row = await unit.row(_ONE, store_id=store_id, order_id=order_id, id=shipment_id)
    if row is None:
        return None
    return (await with_items(unit, store_id, [SHIPMENTS.record(row)]))[0]


async def list_page(
    unit: Unit, store_id: int, order_id: int, limit: int, offset: int
) -> list[Shipment]:
    rows = await unit.rows(_PAGE, store_id=store_id, order_id=order_id, limit=limit, offset=offset)
    return await with_items(unit, store_id, [SHIPMENTS.record(row) for row in rows])


async def list_all(unit: Unit, store_id: int, order_id: int) -> list[Shipment]:
    rows = await unit.rows(_ALL, store_id=store_id, order_id=order_id)
    return await with_items(unit, store_id, [SHIPMENTS.record(row) for row in rows])


async def save(unit: Unit, store_id: int, shipment: Shipment) -> None:
    """Write what may change of a shipment."""
    values = SHIPMENTS.values(shipment)
    for fixed in ("order_id", "customer_id", "date_created", "billing_address"):
        del values[fixed]
    await unit.execute(_CHANGE, store_id=store_id, **values)


async def delete(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    """Delete shipments with their items."""
    await unit.execute(_DELETE, store_id=store_id, ids=list(ids))


async def with_items(unit: Unit, store_id: int, shipments: Iterable[Shipment]) -> list[Shipment]:
    """The shipments with their items, which are rows of their own."""
    found = list(shipments)
    if not found:
        return []
    items: dict[int, list[ShipmentItem]] = {shipment.id: [] for shipment in found}
    for row in await unit.rows(_ITEMS, store_id=store_id, ids=list(items)):
        items[row["shipment_id"]].append(ITEMS.record(row))
    return [replace(shipment, items=tuple(items[shipment.id])) for shipment in found]
