"""Reading what hangs from an order: first there must be one."""

from orderwright.db import order_parts
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound


async def check_order(unit: Unit, store_id: int, order_id: int) -> None:
    """Raises NotFound where the store has no such order."""
    if not await order_parts.order_exists(unit, store_id, order_id):
        raise NotFound("order", order_id)
