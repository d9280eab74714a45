"""Request windows of stores with a plan, shared by all processes."""

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_COUNT = statement(
    "INSERT INTO rate_windows (store_id, name, started_at, requests)"
    " VALUES (:store_id, :name, :now, 1)"
    " ON CONFLICT (store_id, name) DO UPDATE SET"
    " requests = CASE WHEN excluded.started_at >= rate_windows.started_at + :window_ms"
    "   THEN 1 ELSE rate_windows.requests + 1 END,"
    " started_at = CASE WHEN excluded.started_at >= rate_windows.started_at + :window_ms"
    "   THEN excluded.started_at ELSE rate_windows.started_at END"
    " RETURNING started_at, requests"
)


async def count(unit: Unit, store_id: int, name: str, now: int, window_ms: int) -> tuple[int, int]:
    """Count one request; the start of its window and the requests in it so far."""
    row = await unit.row(_COUNT, store_id=store_id, name=name, now=now, window_ms=window_ms)
    if row is None:
        raise RuntimeError("a window was not counted")
    return row["started_at"], row["requests"]
