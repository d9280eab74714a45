"""Making, changing and deleting tax classes, zones and rates.

Every change raises the store's revision, since requests keep the taxes with the store.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db import access, taxes
from orderwright.db.unit import Unit
from orderwright.domain.errors import BadRequest, Conflict, Unprocessable
from orderwright.domain.store import Store
from orderwright.domain.tax_settings import RateSettings, TaxClass, ZoneSettings
from orderwright.domain.tax_zones import DEFAULT_CLASS_ID

ZONES_FAILED = "The tax zones are invalid."
RATES_FAILED = "The tax rates are invalid."


async def create_classes(
    unit: Unit, store: Store, names: Sequence[str], now: int
) -> list[TaxClass]:
    """Raises Unprocessable for a name given twice, Conflict for one that is taken."""
    await access.touch_store(unit, store.id)
    _check_names(names, await taxes.list_classes(unit, store.id))
    first = unit.take(store.id, "tax_class", len(names))
    for position, name in enumerate(names):
        taxes.add_class(unit, store.id, first.plus(position), name, now)
    await unit.flush()
    return [
        TaxClass(first.plus(position).value, name, now, now) for position, name in enumerate(names)
    ]


async def update_classes(
    unit: Unit, store: Store, names: Mapping[int, str], now: int
) -> list[TaxClass]:
    """Raises BadRequest for an unknown id, Unprocessable or Conflict for a name."""
    await access.touch_store(unit, store.id)
    found = {each.id: each for each in await taxes.list_classes(unit, store.id)}
    _check_classes(names, found)
    _check_names(list(names.values()), [each for each in found.values() if each.id not in names])
    changed = [
        found[class_id]
        if found[class_id].name == name
        else replace(found[class_id], name=name, updated_at=now)
        for class_id, name in names.items()
    ]
    for tax_class in changed:
        taxes.change_class(unit, store.id, tax_class)
    return changed


async def delete_classes(unit: Unit, store: Store, ids: Sequence[int]) -> None:
    """Delete classes and their rates. Raises BadRequest for an unknown one."""
    await access.touch_store(unit, store.id)
    found = {each.id: each for each in await taxes.list_classes(unit, store.id)}
    _check_classes(ids, found)
    await taxes.delete_classes(unit, store.id, ids)
    for rate in await taxes.list_rates(unit, store.id):
        kept = {each: value for each, value in rate.class_rates.items() if each not in ids}
        if kept != rate.class_rates:
            taxes.change_rate(unit, store.id, replace(rate, class_rates=kept))


async def create_zones(
    unit: Unit, store: Store, wanted: Sequence[ZoneSettings]
) -> list[ZoneSettings]:
    await access.touch_store(unit, store.id)
    numbers = [
        taxes.add_zone(
            unit,
            store.id,
            zone.name,
            zone.shopper_target_settings,
            enabled=zone.enabled,
            display=zone.price_display_settings,
        )
        for zone in wanted
    ]
    await unit.flush()
    return [replace(zone, id=number.value) for zone, number in zip(wanted, numbers, strict=True)]


async def update_zones(
    unit: Unit, store: Store, wanted: Mapping[int, Mapping[str, Any]]
) -> list[ZoneSettings]:
    """Change fields of zones. Raises Unprocessable for an unknown one."""
    await access.touch_store(unit, store.id)
    found = {zone.id: zone for zone in await taxes.list_zones(unit, store.id)}
    _check_known(ZONES_FAILED, "tax zone", wanted, found)
    changed: list[ZoneSettings] = []
    for zone_id, changes in wanted.items():
        zone = found[zone_id]
        if zone.is_default and changes.get("shopper_target_settings", {}).get("locations"):
            raise Unprocessable("The default tax zone targets everyone whom no other zone does.")
        merged: dict[str, Any] = {
            name: {**getattr(zone, name), **value} if isinstance(value, Mapping) else value
            for name, value in changes.items()
        }
        changed.append(replace(zone, **merged))
        taxes.change_zone(unit, store.id, changed[-1])
    return changed


async def delete_zones(unit: Unit, store: Store, ids: Iterable[int]) -> None:
    """Delete those of these zones that there are. Raises Unprocessable for the default one."""
    await access.touch_store(unit, store.id)
    zones = [zone for zone in await taxes.list_zones(unit, store.id) if zone.id in set(ids)]
    if any(zone.is_default for zone in zones):
        raise Unprocessable("The default tax zone cannot be deleted.")
    await taxes.delete_zones(unit, store.id, [zone.id for zone in zones])


async def create_rates(
    unit: Unit, store: Store, wanted: Sequence[RateSettings]
) -> list[RateSettings]:
    """Raises Unprocessable for a zone or class that there is not."""
    await access.touch_store(unit, store.id)
    await _check_rates(unit, store.id, wanted)
    numbers = [
        taxes.add_rate(
            unit,
            store.id,
            rate.tax_zone_id,
            rate.name,
            rate.class_rates,
            priority=rate.priority,
            enabled=rate.enabled,
        )
        for rate in wanted
    ]
    await unit.flush()
    return [replace(rate, id=number.value) for rate, number in zip(wanted, numbers, strict=True)]


async def update_rates(
    unit: Unit, store: Store, wanted: Mapping[int, Mapping[str, Any]]
) -> list[RateSettings]:
    """Change fields of rates. Raises Unprocessable for a rate, zone or class that there is not."""
    await access.touch_store(unit, store.id)
    found = {rate.id: rate for rate in await taxes.list_rates(unit, store.id)}
    _check_known(RATES_FAILED, "tax rate", wanted, found)
    changed = [replace(found[rate_id], **changes) for rate_id, changes in wanted.items()]
    await _check_rates(unit, store.id, changed)
    for rate in changed:
        taxes.change_rate(unit, store.id, rate)
    return changed


async def delete_rates(unit: Unit, store: Store, ids: Sequence[int]) -> None:
    """Delete those of these rates that there are."""
    await access.touch_store(unit, store.id)
    await taxes.delete_rates(unit, store.id, ids)


async def _check_rates(unit: Unit, store_id: int, rates: Sequence[RateSettings]) -> None:
    zones = {zone.id for zone in await taxes.list_zones(unit, store_id)}
    classes = {each.id for each in await taxes.list_classes(unit, store_id)} | {DEFAULT_CLASS_ID}
    for position, rate in enumerate(rates):
        if rate.tax_zone_id not in zones:
            raise Unprocessable.naming(
                RATES_FAILED, f"{position}.tax_zone_id", "invalid tax zone ID"
            )
        if rate.class_rates.keys() - classes:
            raise Unprocessable.naming(
                RATES_FAILED, f"{position}.class_rates", "invalid tax class ID"
            )


def _check_known(title: str, what: str, ids: Iterable[int], found: Mapping[int, object]) -> None:
    for position, each in enumerate(ids):
        if each not in found:
            raise Unprocessable.naming(title, f"{position}.id", f"invalid {what} ID")


def _check_classes(ids: Iterable[int], found: Mapping[int, TaxClass]) -> None:
    unknown = [str(each) for each in ids if each not in found]
    if unknown:
        raise BadRequest(f"There is no tax class {', '.join(unknown)}.")


def _check_names(names: Sequence[str], others: Sequence[TaxClass]) -> None:
    if len(set(names)) < len(names):
        raise Unprocessable("A tax class name is in the batch twice.")
    taken = {each.name for each in others} & set(names)
    if taken:
        raise Conflict(f"A tax class is already named {min(taken)}.")
