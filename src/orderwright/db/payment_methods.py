"""The ways of paying that a store offers: rows to records and back."""

from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.payment_method import PaymentMethod

METHODS = Mapper(PaymentMethod, booleans=("test_mode", "is_enabled"))

_LIST = statement("SELECT * FROM payment_methods WHERE store_id = :store_id ORDER BY position, id")
_FIND = statement("SELECT * FROM payment_methods WHERE store_id = :store_id AND id = :id")
_CHANGE = statement(
    "UPDATE payment_methods SET "
    + ", ".join(f"{name} = :{name}" for name in METHODS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)


async def list_methods(unit: Unit, store_id: int) -> list[PaymentMethod]:
    """All, enabled or not, in their order."""
    return [METHODS.record(row) for row in await unit.rows(_LIST, store_id=store_id)]


async def list_offline(unit: Unit, store_id: int) -> list[PaymentMethod]:
    """The ways of paying elsewhere that are open, in their order."""
    return [one for one in await list_methods(unit, store_id) if one.is_enabled and one.is_offline]


async def find(unit: Unit, store_id: int, method_id: str) -> PaymentMethod | None:
    row = await unit.row(_FIND, store_id=store_id, id=method_id)
    return None if row is None else METHODS.record(row)


async def save(unit: Unit, store_id: int, method: PaymentMethod) -> None:
    """Queue a method, new or changed."""
    if await find(unit, store_id, method.id) is None:
        unit.insert("payment_methods", store_id=store_id, **METHODS.values(method))
    else:
        unit.change(_CHANGE, store_id=store_id, **METHODS.values(method))
