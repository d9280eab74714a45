"""What the orders in one status have in common."""

from orderwright.db.statement import statement
from orderwright.db.unit import Unit

_DROP_RENDERED = statement(
    "UPDATE orders SET rendered = NULL WHERE store_id = :store_id AND status_id = :status_id"
)


async def drop_rendered(unit: Unit, store_id: int, status_id: int) -> None:
    """Have every order in the status printed anew when it is next read."""
    await unit.execute(_DROP_RENDERED, store_id=store_id, status_id=status_id)
