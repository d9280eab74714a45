"""Making, changing and deleting banners."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import banners
from orderwright.db.unit import Unit
from orderwright.domain.banner import Banner
from orderwright.domain.errors import NotFound
from orderwright.domain.store import Store


async def create_banner(unit: Unit, store: Store, banner: Banner, now: int) -> Banner:
    made = replace(banner, date_created=now)
    number = banners.add_banner(unit, store.id, made)
    await unit.flush()
    return replace(made, id=number.value)


async def update_banner(
    unit: Unit, store: Store, banner_id: int, changes: Mapping[str, Any]
) -> Banner:
    """Raises NotFound."""
    found = await banners.find_banner(unit, store.id, banner_id, lock=True)
    if found is None:
        raise NotFound("banner", banner_id)
    changed = replace(found, **changes)
    banners.change_banner(unit, store.id, changed)
    return changed


async def delete_banner(unit: Unit, store: Store, banner_id: int) -> None:
    """Raises NotFound."""
    if not await banners.delete_banner(unit, store.id, banner_id):
        raise NotFound("banner", banner_id)
