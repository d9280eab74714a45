"""Adjusting the inventory: absolute, relative, and the settings of its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from orderwright.actions import variants
from orderwright.db import inventory, outbox, stock_levels
from orderwright.db.stock_levels import StockItem
from orderwright.db.unit import Unit
from orderwright.domain.catalog import Variant
from orderwright.domain.errors import ItemRefused, NotFound
from orderwright.domain.inventory import (
    LOCATION_ID,
    Identity,
    Item,
    Method,
    adjusted,
    check_tracking,
    not_found,
)

Key = tuple[int, int, int]
"""Product, variant and location of a stock item."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The level of an item, or what is added to it (negative to take away) where relative."""

    identity: Identity
    quantity: int
    location_id: int = LOCATION_ID


async def adjust(
    unit: Unit, store_id: int, adjustments: Sequence[Adjustment], method: Method, now: int
) -> None:
    """Make adjustments, all or none, in their order.

    Raises ItemRefused for an unknown item or location, an item that is counted otherwise, or a
    level out of range. An adjustment that changes nothing announces nothing. The levels of the
    default location are those of the catalogue, and are announced as such.
    """
    await _check_locations(unit, store_id, [one.location_id for one in adjustments])
    items = await _resolve(unit, store_id, [one.identity for one in adjustments])
    for one in adjustments:
        check_tracking(one.identity, items[one.identity])
    keys = [_key(items[one.identity], one.location_id) for one in adjustments]
    stock = await _lock(unit, store_id, keys)
    levels = {key: None if item is None else item.level for key, item in stock.items()}
    before = dict(levels)
    totals: dict[Key, int] = {}
    for key, one in zip(keys, adjustments, strict=True):
        levels[key] = adjusted(one.identity, levels[key], one.quantity, method)
        totals[key] = one.quantity + (totals.get(key, 0) if method == "relative" else 0)
    by_key = {key: items[one.identity] for key, one in zip(keys, adjustments, strict=True)}
    for key, level in sorted(levels.items()):
        if level is None or level == before[key]:
            continue
        kept = stock[key] or StockItem(*key)
        await stock_levels.save(unit, store_id, replace(kept, level=level))
        if kept.location_id == LOCATION_ID:
            _announce(unit, store_id, by_key[key], totals[key], method, now)
        else:
            _announce_place(unit, store_id, by_key[key], kept.location_id, "stock_changed", now)
    await unit.flush()


async def change_settings(
    unit: Unit,
    store_id: int,
    location_id: int,
    settings: Sequence[tuple[Identity, Mapping[str, Any]]],
    now: int,
) -> None:
    """Change safety stock, availability, warning level and bin of items, all or none.

    Raises NotFound for an unknown location, ItemRefused for an unknown item, or one that is
    counted otherwise.
    """
    if location_id not in await stock_levels.existing_locations(unit, store_id, [location_id]):
        raise NotFound("location", location_id)
    items = await _resolve(unit, store_id, [identity for identity, _ in settings])
    for identity, _ in settings:
        check_tracking(identity, items[identity])
    keys = [_key(items[identity], location_id) for identity, _ in settings]
    before = await _lock(unit, store_id, keys)
    stock = {key: before[key] or StockItem(*key) for key in keys}
    for key, (_, changes) in zip(keys, settings, strict=True):
        stock[key] = replace(stock[key], **changes)
    by_key = {key: items[identity] for key, (identity, _) in zip(keys, settings, strict=True)}
    for key, item in sorted(stock.items()):
        if item == before[key]:
            continue
        await stock_levels.save(unit, store_id, item)
        if item != (before[key] or StockItem(*key)):
            _announce_place(unit, store_id, by_key[key], location_id, "settings_changed", now)
    await unit.flush()


async def _check_locations(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    unknown = sorted(set(ids) - await stock_levels.existing_locations(unit, store_id, ids))
    if unknown:
        raise ItemRefused(f"Locations with ids: [{', '.join(map(str, unknown))}] were not found")


async def _resolve(
    unit: Unit, store_id: int, identities: Sequence[Identity]
) -> dict[Identity, Item]:
    """What every one of these names. Raises ItemRefused."""
    found = await inventory.resolve(unit, store_id, identities)
    unknown = [identity for identity in dict.fromkeys(identities) if identity not in found]
    if unknown:
        raise not_found(unknown)
    return found


async def _lock(unit: Unit, store_id: int, keys: Sequence[Key]) -> dict[Key, StockItem | None]:
    """Stock items, locked in the order in which orders take them."""
    return {key: await stock_levels.find_locked(unit, store_id, *key) for key in sorted(set(keys))}


def _key(item: Item, location_id: int) -> Key:
    return item.product_id, item.stock_variant_id, location_id


def _announce_place(
    unit: Unit, store_id: int, item: Item, location_id: int, what: str, now: int
) -> None:
    data = {
        "variant_id": item.variant_id,
        "product_id": item.product_id,
        "location_id": location_id,
    }
    outbox.record(unit, store_id, f"store/channel/*/inventory/product/{what}", data, now)


def _announce(unit: Unit, store_id: int, item: Item, value: int, method: Method, now: int) -> None:
    variant = Variant(id=item.variant_id, product_id=item.product_id, sku_id=item.sku_id)
    counted = variant if item.stock_variant_id else None
    variants.announce_level(unit, store_id, item.product_id, counted, value, now, method)
