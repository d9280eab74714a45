"""Sales channels: rows to records and back."""

from collections.abc import Iterable, Mapping

from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.channel import Channel

_CHANNELS = Mapper(Channel, booleans=("is_listable_from_ui", "is_visible"))
LISTING = Listing(
    select="*",
    source="channels",
    conditions={
        "status:in": "status IN :value",
        "available": "status IN :value",
        "type:in": "type IN :value",
        "platform:in": "platform IN :value",
        "date_created:min": "date_created >= :value",
        "date_created:max": "date_created <= :value",
        "date_modified:min": "date_modified >= :value",
        "date_modified:max": "date_modified <= :value",
    },
)
_EXISTING = statement("SELECT id FROM channels WHERE store_id = :store_id AND id IN :ids")
_NAMES = statement("SELECT id, name FROM channels WHERE store_id = :store_id")
_FIND = statement("SELECT * FROM channels WHERE store_id = :store_id AND id = :id")
_LOCK = statement(_FIND.text, lock=True)
_DOUBLE = statement(
    "SELECT id FROM channels WHERE store_id = :store_id AND name = :name AND platform = :platform"
    " AND type = :type AND status NOT IN ('deleted', 'terminated') AND id <> :id"
)
_CHANGE = statement(
    "UPDATE channels SET "
    + ", ".join(f"{name} = :{name}" for name in _CHANNELS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)


async def names(unit: Unit, store_id: int) -> dict[int, str]:
    """What every channel is called."""
    return {row["id"]: row["name"] for row in await unit.rows(_NAMES, store_id=store_id)}


async def existing_channel_ids(unit: Unit, store_id: int, ids: Iterable[int]) -> set[int]:
    rows = await unit.rows(_EXISTING, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"] for row in rows}


async def find_channel(
    unit: Unit, store_id: int, channel_id: int, *, lock: bool = False
) -> Channel | None:
    row = await unit.row(_LOCK if lock else _FIND, store_id=store_id, id=channel_id)
    return None if row is None else _CHANNELS.record(row)


async def has_double(unit: Unit, store_id: int, channel: Channel) -> bool:
    """Whether another channel has this name, platform and type."""
    row = await unit.row(
        _DOUBLE,
        store_id=store_id,
        id=channel.id,
        name=channel.name,
        platform=channel.platform,
        type=channel.type,
    )
    return row is not None


async def list_channels(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[Channel]:
    rows = await list_rows(unit, LISTING, store_id, filters, limit=limit, offset=offset)
    return [_CHANNELS.record(row) for row in rows]


async def count_channels(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, LISTING, store_id, filters)


def add_channel(unit: Unit, store_id: int, channel: Channel) -> Number:
    channel_id = unit.take(store_id, "channel")
    unit.insert("channels", store_id=store_id, **(_CHANNELS.values(channel) | {"id": channel_id}))
    return channel_id


def change_channel(unit: Unit, store_id: int, channel: Channel) -> None:
    unit.change(_CHANGE, store_id=store_id, **_CHANNELS.values(channel))
