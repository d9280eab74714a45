"""Shipping zones and their methods: as they are kept, and as carts are quoted from them."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import msgspec

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.shipping_settings import (
    FreeShipping,
    Handling,
    RateRange,
    RateTable,
    ShippingLocation,
    ShippingMethod,
    ShippingZone,
)

# Carriers' options may hold fractions, which are neither rounded nor turned into floats.
_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)

_ZONES = statement("SELECT * FROM shipping_zones WHERE store_id = :store_id ORDER BY id")
_ZONE = statement("SELECT * FROM shipping_zones WHERE store_id = :store_id AND id = :id")
_METHODS = statement("SELECT * FROM shipping_methods WHERE store_id = :store_id ORDER BY id")
_METHODS_OF = statement(
    "SELECT * FROM shipping_methods WHERE store_id = :store_id AND zone_id = :zone_id ORDER BY id"
)
_METHOD = statement(
    "SELECT * FROM shipping_methods WHERE store_id = :store_id AND zone_id = :zone_id AND id = :id"
)
_CHANGE_ZONE = statement(
    "UPDATE shipping_zones SET name = :name, type = :type, enabled = :enabled,"
    " locations = :locations, free_shipping = :free_shipping, handling = :handling"
    " WHERE store_id = :store_id AND id = :id"
)
_CHANGE_METHOD = statement(
    "UPDATE shipping_methods SET name = :name, type = :type, enabled = :enabled,"
    " settings = :settings, handling = :handling, is_fallback = :is_fallback,"
    " channel_ids = :channel_ids WHERE store_id = :store_id AND id = :id"
)
_DELETE_ZONE = statement("DELETE FROM shipping_zones WHERE store_id = :store_id AND id = :id")
_DELETE_METHOD = statement(
    "DELETE FROM shipping_methods WHERE store_id = :store_id AND zone_id = :zone_id AND id = :id"
)


async def list_zones(unit: Unit, store_id: int) -> list[ShippingZone]:
    """All zones with their methods, by id."""
    rows = await unit.rows(_ZONES, store_id=store_id)
    if not rows:
        return []
    methods: dict[int, list[ShippingMethod]] = {}
    for row in await unit.rows(_METHODS, store_id=store_id):
        methods.setdefault(row["zone_id"], []).append(_method(row))
    return [_zone(row, tuple(methods.get(row["id"], ()))) for row in rows]


async def find_zone(unit: Unit, store_id: int, zone_id: int) -> ShippingZone | None:
    """A zone without its methods."""
    row = await unit.row(_ZONE, store_id=store_id, id=zone_id)
    return None if row is None else _zone(row)


async def list_methods(unit: Unit, store_id: int, zone_id: int) -> list[ShippingMethod]:
    rows = await unit.rows(_METHODS_OF, store_id=store_id, zone_id=zone_id)
    return [_method(row) for row in rows]


async def find_method(
    unit: Unit, store_id: int, zone_id: int, method_id: int
) -> ShippingMethod | None:
    row = await unit.row(_METHOD, store_id=store_id, zone_id=zone_id, id=method_id)
    return None if row is None else _method(row)


def add_zone(unit: Unit, store_id: int, zone: ShippingZone) -> Number:
    zone_id = unit.take(store_id, "shipping_zone")
    unit.insert("shipping_zones", store_id=store_id, id=zone_id, **_zone_values(zone))
    return zone_id


def change_zone(unit: Unit, store_id: int, zone: ShippingZone) -> None:
    unit.change(_CHANGE_ZONE, store_id=store_id, id=zone.id, **_zone_values(zone))


async def delete_zone(unit: Unit, store_id: int, zone_id: int) -> bool:
    """Delete a zone with its methods; whether there was one."""
    return await unit.execute(_DELETE_ZONE, store_id=store_id, id=zone_id) == 1


def add_method(unit: Unit, store_id: int, method: ShippingMethod) -> Number:
    method_id = unit.take(store_id, "shipping_method")
    values = _method_values(method)
    unit.insert(
        "shipping_methods", store_id=store_id, id=method_id, zone_id=method.zone_id, **values
    )
    return method_id


def change_method(unit: Unit, store_id: int, method: ShippingMethod) -> None:
    unit.change(_CHANGE_METHOD, store_id=store_id, id=method.id, **_method_values(method))


async def delete_method(unit: Unit, store_id: int, zone_id: int, method_id: int) -> bool:
    """Whether there was such a method."""
    deleted = await unit.execute(_DELETE_METHOD, store_id=store_id, zone_id=zone_id, id=method_id)
    return deleted == 1


def _zone_values(zone: ShippingZone) -> dict[str, object]:
    places = [[one.id, one.country_code, one.state_code, one.postal_code] for one in zone.locations]
    return {
        "name": zone.name,
        "type": zone.type,
        "enabled": zone.enabled,
        "locations": dump(places),
        "free_shipping": dump(asdict(zone.free_shipping)),
        "handling": dump(asdict(zone.handling)),
    }


def _zone(row: Row, methods: tuple[ShippingMethod, ...] = ()) -> ShippingZone:
    return ShippingZone(
        id=row["id"],
        name=row["name"],
        type=row["type"],
        enabled=bool(row["enabled"]),
        locations=tuple([ShippingLocation(*one) for one in json.loads(row["locations"])]),
        free_shipping=FreeShipping(**json.loads(row["free_shipping"])),
        handling=Handling(**json.loads(row["handling"])),
        methods=methods,
    )


def _method_values(method: ShippingMethod) -> dict[str, object]:
    table = method.table
    settings: dict[str, Any] = {
        "rate": method.rate,
        "ranges": [[one.lower, one.upper, one.cost] for one in table.ranges],
        "default": table.default,
        "is_percentage": table.is_percentage,
        "carrier_options": method.carrier_options,
    }
    return {
        "name": method.name,
        "type": method.type,
        "enabled": method.enabled,
        "settings": _encoder.encode(settings).decode(),
        "handling": dump(asdict(method.handling)),
        "is_fallback": method.is_fallback,
        "channel_ids": dump(method.channel_ids),
    }


def _method(row: Row) -> ShippingMethod:
    settings = _decoder.decode(row["settings"])
    ranges = tuple([RateRange(*one) for one in settings["ranges"]])
    return ShippingMethod(
        id=row["id"],
        zone_id=row["zone_id"],
        name=row["name"],
        type=row["type"],
        enabled=bool(row["enabled"]),
        rate=settings["rate"],
        table=RateTable(ranges, settings["default"], settings["is_percentage"]),
        carrier_options=settings["carrier_options"],
        handling=Handling(**json.loads(row["handling"])),
        is_fallback=bool(row["is_fallback"]),
        channel_ids=tuple(json.loads(row["channel_ids"])),
    )
