"""Settings of carts and checkouts: the store's own, and what each channel has in their place."""

from collections.abc import Mapping
from typing import Any

from orderwright.db import channels
from orderwright.db.store_settings import WHOLE_STORE, read_settings, write_settings
from orderwright.db.unit import Unit
from orderwright.domain.errors import Unprocessable

Settings = Mapping[str, Any]

CARTS, CHECKOUTS = "cart", "checkout"
NO_SUCH_CHANNEL = "The channel could not be found."


async def read(unit: Unit, store_id: int, name: str, channel_id: int = WHOLE_STORE) -> Settings:
    """What has been set. Raises Unprocessable for a channel that there is not."""
    if channel_id != WHOLE_STORE:
        await _check_channel(unit, store_id, channel_id)
    return await read_settings(unit, store_id, name, channel_id)


async def update(
    unit: Unit, store_id: int, name: str, given: Settings, channel_id: int = WHOLE_STORE
) -> Settings:
    """Set these and leave the others; None lets the store's own count again.

    Raises Unprocessable.
    """
    before = await read(unit, store_id, name, channel_id)
    after = {key: value for key, value in {**before, **given}.items() if value is not None}
    if after != before:
        await write_settings(unit, store_id, name, after, channel_id)
    return after


async def _check_channel(unit: Unit, store_id: int, channel_id: int) -> None:
    if await channels.find_channel(unit, store_id, channel_id) is None:
        raise Unprocessable.naming(NO_SUCH_CHANNEL, "channel_id", str(channel_id))
