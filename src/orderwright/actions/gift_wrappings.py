"""The ways of a store to wrap a line as a gift."""

from dataclasses import replace

from orderwright.db import gift_wrappings
from orderwright.db.unit import Unit
from orderwright.domain.cart import Wrapping
from orderwright.domain.errors import Conflict, NotFound

DOUBLE = "Another gift wrapping has this name."


async def create(unit: Unit, store_id: int, name: str, price: int) -> Wrapping:
    """Raises Conflict."""
    if any(known.name == name for known in await gift_wrappings.list_all(unit, store_id)):
        raise Conflict(DOUBLE)
    made = Wrapping(0, name, cost=price)
    number = gift_wrappings.add(unit, store_id, made)
    await unit.flush()
    return replace(made, id=number.value)


async def delete(unit: Unit, store_id: int, wrapping_id: int) -> None:
    """Carts that use it keep it. Raises NotFound."""
    if not await gift_wrappings.delete(unit, store_id, wrapping_id):
        raise NotFound("gift_wrapping", wrapping_id)
