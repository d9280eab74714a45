"""Deleting old events, of which no hook is still to be told."""

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

NO_LIMIT = 2**62

_TOLD = statement(
    "SELECT (SELECT MIN(p.position) FROM hook_progress p JOIN hooks h"
    "  ON h.store_id = p.store_id AND h.id = p.hook_id"
    "  WHERE p.store_id = :store_id AND h.is_active) AS told,"
    " (SELECT MIN(r.position) FROM hook_retries r WHERE r.store_id = :store_id) AS waiting"
)
# The oldest come first by their position, so that no index on their time is needed.
_PRUNE = statement(
    "DELETE FROM events WHERE store_id = :store_id AND position IN (SELECT position FROM"
    " (SELECT position, created_at FROM events WHERE store_id = :store_id ORDER BY position"
    "  LIMIT :row_limit) oldest"
    " WHERE oldest.created_at < :before AND oldest.position <= :told)"
)


async def told_up_to(unit: Unit, store_id: int) -> int:
    """The position up to which every active hook has been told, retries included."""
    row = await unit.row(_TOLD, store_id=store_id)
    if row is None:
        return NO_LIMIT
    told = NO_LIMIT if row["told"] is None else row["told"]
    waiting = NO_LIMIT if row["waiting"] is None else row["waiting"] - 1
    return int(min(told, waiting))


async def prune(unit: Unit, store_id: int, before: int, count: int) -> int:
    """Delete the oldest events, `count` at most, recorded before an instant; how many.

    What a hook is still to be told stays, however old.
    """
    told = await told_up_to(unit, store_id)
    return await unit.execute(_PRUNE, store_id=store_id, before=before, told=told, row_limit=count)
