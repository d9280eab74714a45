"""Customer groups: rows to records and back."""

from collections.abc import Iterable

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_DEFAULT = statement(
    "SELECT id FROM customer_groups WHERE store_id = :store_id AND is_default ORDER BY id"
)
_EXISTING = statement("SELECT id FROM customer_groups WHERE store_id = :store_id AND id IN :ids")


async def default_group_id(unit: Unit, store_id: int) -> int:
    """The group of new customers; 0 for none."""
    row = await unit.row(_DEFAULT, store_id=store_id)
    return 0 if row is None else row["id"]


async def existing_group_ids(unit: Unit, store_id: int, ids: Iterable[int]) -> set[int]:
    rows = await unit.rows(_EXISTING, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"] for row in rows}
