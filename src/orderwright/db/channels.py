"""Sales channels: rows to records and back."""

from collections.abc import Iterable

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_EXISTING = statement("SELECT id FROM channels WHERE store_id = :store_id AND id IN :ids")


async def existing_channel_ids(unit: Unit, store_id: int, ids: Iterable[int]) -> set[int]:
    rows = await unit.rows(_EXISTING, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"] for row in rows}
