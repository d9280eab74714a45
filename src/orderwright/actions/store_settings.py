"""What a store's owner sets: for the whole store, or for one of its channels alone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import access, channels
from orderwright.db.store_settings import WHOLE_STORE, read_settings, write_settings
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.store import Profile, Store
from orderwright.domain.store_settings import (
    INVENTORY,
    INVENTORY_DEFAULTS,
    Settings,
    profile_with,
    stock_settings,
)


async def get_inventory(unit: Unit, store: Store, channel_id: int) -> Settings:
    """The settings of the inventory; for a channel, None where it has the store's.

    Raises NotFound for a channel that there is not.
    """
    await _check_channel(unit, store, channel_id)
    return await _inventory(unit, store.id, store.profile, channel_id)


async def update_inventory(
    unit: Unit, store: Store, channel_id: int, changes: Mapping[str, Any]
) -> Settings:
    """Change settings of the inventory; a channel gives up its own with None. Raises NotFound."""
    locked = await access.lock_store(unit, store.id)
    await _check_channel(unit, store, channel_id)
    kept = await read_settings(unit, store.id, INVENTORY, channel_id)
    await write_settings(unit, store.id, INVENTORY, {**kept, **changes}, channel_id)
    profile = profile_with(locked.profile, changes, channel_id)
    await access.save_store(unit, replace(locked, profile=profile))
    return await _inventory(unit, store.id, profile, channel_id)


async def get_settings(unit: Unit, store: Store, name: str, channel_id: int) -> Settings:
    """Settings of a subject that the server only keeps. Raises NotFound."""
    await _check_channel(unit, store, channel_id)
    return await read_settings(unit, store.id, name, channel_id)


async def update_settings(
    unit: Unit, store: Store, name: str, channel_id: int, changes: Mapping[str, Any]
) -> Settings:
    """Change settings of a subject that the server only keeps. Raises NotFound."""
    await access.lock_store(unit, store.id)
    await _check_channel(unit, store, channel_id)
    kept = await read_settings(unit, store.id, name, channel_id)
    changed = {**kept, **changes}
    await write_settings(unit, store.id, name, changed, channel_id)
    return changed


async def _inventory(unit: Unit, store_id: int, profile: Profile, channel_id: int) -> Settings:
    kept = await read_settings(unit, store_id, INVENTORY, channel_id)
    defaults = dict.fromkeys(INVENTORY_DEFAULTS) if channel_id else INVENTORY_DEFAULTS
    return {**defaults, **kept, **stock_settings(profile, channel_id)}


async def _check_channel(unit: Unit, store: Store, channel_id: int) -> None:
    if channel_id == WHOLE_STORE:
        return
    if not await channels.existing_channel_ids(unit, store.id, [channel_id]):
        raise NotFound("channel", channel_id)
