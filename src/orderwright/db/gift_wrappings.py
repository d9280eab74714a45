"""Ways to wrap gifts, as rows."""

from collections.abc import Sequence

from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.cart import Wrapping

_LIST = statement("SELECT * FROM gift_wrappings WHERE store_id = :store_id ORDER BY id")
_FIND = statement("SELECT * FROM gift_wrappings WHERE store_id = :store_id AND id IN :ids")
_DELETE = statement("DELETE FROM gift_wrappings WHERE store_id = :store_id AND id = :id")


def add(unit: Unit, store_id: int, wrapping: Wrapping) -> Number:
    """Queue a new one; its id."""
    number = unit.take(store_id, "gift_wrapping")
    unit.insert(
        "gift_wrappings", store_id=store_id, id=number, name=wrapping.name, price=wrapping.cost
    )
    return number


async def list_all(unit: Unit, store_id: int) -> list[Wrapping]:
    return [_wrapping(row) for row in await unit.rows(_LIST, store_id=store_id)]


async def find_many(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, Wrapping]:
    """Wrappings by id; those that there are not are left out."""
    rows = await unit.rows(_FIND, store_id=store_id, ids=sorted(set(ids))) if ids else []
    return {row["id"]: _wrapping(row) for row in rows}


async def delete(unit: Unit, store_id: int, wrapping_id: int) -> bool:
    """Whether there was one."""
    return await unit.execute(_DELETE, store_id=store_id, id=wrapping_id) > 0


def _wrapping(row: Row) -> Wrapping:
    return Wrapping(row["id"], row["name"], cost=row["price"])
