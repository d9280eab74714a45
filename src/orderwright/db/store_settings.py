"""What a store's owner has set about one subject, as JSON objects by name and channel."""

import json
from collections.abc import Mapping
from typing import Any

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Unit

WHOLE_STORE = 0

_READ = statement(
    "SELECT data FROM store_settings"
    " WHERE store_id = :store_id AND name = :name AND channel_id = :channel_id"
)
_WRITE = statement(
    "INSERT INTO store_settings (store_id, name, channel_id, data)"
    " VALUES (:store_id, :name, :channel_id, :data)"
    " ON CONFLICT (store_id, name, channel_id) DO UPDATE SET data = excluded.data"
)
_DELETE = statement(
    "DELETE FROM store_settings"
    " WHERE store_id = :store_id AND name = :name AND channel_id = :channel_id"
)


async def read_settings(
    unit: Unit, store_id: int, name: str, channel_id: int = WHOLE_STORE
) -> dict[str, Any]:
    """What has been set; empty where nothing was."""
    row = await unit.row(_READ, store_id=store_id, name=name, channel_id=channel_id)
    data: dict[str, Any] = {} if row is None else json.loads(row["data"])
    return data


async def write_settings(
    unit: Unit, store_id: int, name: str, data: Mapping[str, Any], channel_id: int = WHOLE_STORE
) -> None:
    await unit.execute(_WRITE, store_id=store_id, name=name, channel_id=channel_id, data=dump(data))


async def delete_settings(
    unit: Unit, store_id: int, name: str, channel_id: int = WHOLE_STORE
) -> None:
    await unit.execute(_DELETE, store_id=store_id, name=name, channel_id=channel_id)
