"""The currencies of a store: rows to records and back."""

from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.currency_settings import Currency

ALL = 1_000_000
_CURRENCIES = Mapper(
    Currency,
    booleans=("is_default", "enabled", "is_transactional", "auto_update", "use_default_name"),
)
_LIST = statement(
    "SELECT * FROM currencies WHERE store_id = :store_id ORDER BY id LIMIT :limit OFFSET :offset"
)
_FIND = statement("SELECT * FROM currencies WHERE store_id = :store_id AND id = :id")
_LOCK_ALL = statement("SELECT * FROM currencies WHERE store_id = :store_id ORDER BY id", lock=True)
_CHANGE = statement(
    "UPDATE currencies SET "
    + ", ".join(f"{name} = :{name}" for name in _CURRENCIES.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement(
    "DELETE FROM currencies WHERE store_id = :store_id AND id = :id AND NOT is_default"
)
_DELETE_OTHERS = statement("DELETE FROM currencies WHERE store_id = :store_id AND NOT is_default")


async def list_currencies(
    unit: Unit, store_id: int, *, limit: int = ALL, offset: int = 0
) -> list[Currency]:
    rows = await unit.rows(_LIST, store_id=store_id, limit=limit, offset=offset)
    return [_CURRENCIES.record(row) for row in rows]


async def find_currency(unit: Unit, store_id: int, currency_id: int) -> Currency | None:
    row = await unit.row(_FIND, store_id=store_id, id=currency_id)
    return None if row is None else _CURRENCIES.record(row)


async def lock_currencies(unit: Unit, store_id: int) -> dict[int, Currency]:
    """All of a store's currencies, which no other unit changes until this one ends."""
    rows = await unit.rows(_LOCK_ALL, store_id=store_id)
    return {row["id"]: _CURRENCIES.record(row) for row in rows}


def add_currency(unit: Unit, store_id: int, currency: Currency) -> Number:
    currency_id = unit.take(store_id, "currency")
    unit.insert(
        "currencies", store_id=store_id, **(_CURRENCIES.values(currency) | {"id": currency_id})
    )
    return currency_id


def change_currency(unit: Unit, store_id: int, currency: Currency) -> None:
    unit.change(_CHANGE, store_id=store_id, **_CURRENCIES.values(currency))


async def delete_currency(unit: Unit, store_id: int, currency_id: int) -> None:
    """Delete a currency unless it is the default one."""
    await unit.execute(_DELETE, store_id=store_id, id=currency_id)


async def delete_others(unit: Unit, store_id: int) -> None:
    """Delete all currencies but the default one."""
    await unit.execute(_DELETE_OTHERS, store_id=store_id)
