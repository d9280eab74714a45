"""Making, changing and deleting shipping zones and methods.

Every change raises the store's revision, since requests keep the zones with the store.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import access, channels, shipping
from orderwright.db.unit import Unit
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.shipping_settings import ShippingMethod, ShippingZone, numbered
from orderwright.domain.store import Store

CHANNELS_MAX = 10_000


async def create_zone(unit: Unit, store: Store, zone: ShippingZone) -> ShippingZone:
    """Raises InvalidInput for a location that its kind of zone cannot have."""
    await access.touch_store(unit, store.id)
    made = numbered(zone, ())
    made.check()
    number = shipping.add_zone(unit, store.id, made)
    await unit.flush()
    return replace(made, id=number.value)


async def update_zone(
    unit: Unit, store: Store, zone_id: int, changes: Mapping[str, Any]
) -> ShippingZone:
    """Change fields of a zone. Raises NotFound, InvalidInput."""
    await access.touch_store(unit, store.id)
    found = await get_zone(unit, store, zone_id)
    changed = numbered(replace(found, **changes), found.locations)
    changed.check()
    shipping.change_zone(unit, store.id, changed)
    return changed


async def delete_zone(unit: Unit, store: Store, zone_id: int) -> None:
    """Delete a zone with its methods. Raises NotFound."""
    await access.touch_store(unit, store.id)
    if not await shipping.delete_zone(unit, store.id, zone_id):
        raise NotFound("shipping zone", zone_id)


async def get_zone(unit: Unit, store: Store, zone_id: int) -> ShippingZone:
    """A zone without its methods. Raises NotFound."""
    zone = await shipping.find_zone(unit, store.id, zone_id)
    if zone is None:
        raise NotFound("shipping zone", zone_id)
    return zone


async def get_method(unit: Unit, store: Store, zone_id: int, method_id: int) -> ShippingMethod:
    """Raises NotFound."""
    method = await shipping.find_method(unit, store.id, zone_id, method_id)
    if method is None:
        raise NotFound("shipping method", method_id)
    return method


async def create_method(
    unit: Unit, store: Store, zone_id: int, fields: Mapping[str, Any]
) -> ShippingMethod:
    """Make a method, in every channel unless some are named. Raises NotFound, InvalidInput."""
    await access.touch_store(unit, store.id)
    await get_zone(unit, store, zone_id)
    if "channel_ids" not in fields:
        rows = await channels.list_channels(unit, store.id, {}, limit=CHANNELS_MAX, offset=0)
        fields = {**fields, "channel_ids": tuple([row.id for row in rows])}
    made = ShippingMethod(zone_id=zone_id, **fields)
    made.check()
    await _check_channels(unit, store, made)
    number = shipping.add_method(unit, store.id, made)
    await unit.flush()
    return replace(made, id=number.value)


async def update_method(
    unit: Unit, store: Store, zone_id: int, method_id: int, changes: Mapping[str, Any]
) -> ShippingMethod:
    """Change fields of a method. Raises NotFound, InvalidInput."""
    await access.touch_store(unit, store.id)
    changed = replace(await get_method(unit, store, zone_id, method_id), **changes)
    changed.check()
    await _check_channels(unit, store, changed)
    shipping.change_method(unit, store.id, changed)
    return changed


async def delete_method(unit: Unit, store: Store, zone_id: int, method_id: int) -> None:
    """Raises NotFound."""
    await access.touch_store(unit, store.id)
    if not await shipping.delete_method(unit, store.id, zone_id, method_id):
        raise NotFound("shipping method", method_id)


async def _check_channels(unit: Unit, store: Store, method: ShippingMethod) -> None:
    known = await channels.existing_channel_ids(unit, store.id, method.channel_ids)
    if set(method.channel_ids) - known:
        raise InvalidInput(FieldError("channel_ids"))
