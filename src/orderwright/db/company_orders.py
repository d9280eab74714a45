"""B2B records of orders: rows to records and back."""

import json

from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.company import CompanyUser
from orderwright.domain.company_order import CompanyOrder

RECORDS = Mapper(
    CompanyOrder,
    special={"extra_fields": (dump, load_tuple), "extra_info": (dump, json.loads)},
    booleans=("is_comment_saved",),
)
_COLUMNS = ", ".join(RECORDS.columns)

_ORDER = statement(
    "SELECT id, customer_id, inserted_at FROM orders WHERE store_id = :store_id AND id = :id",
    lock=True,
)
_FIND = statement(
    "SELECT * FROM company_orders WHERE store_id = :store_id AND order_id = :order_id"
)
_ADD_LATE = statement(
    f"INSERT INTO company_orders (store_id, {_COLUMNS}) VALUES"
    f" (:store_id, {', '.join(f':{name}' for name in RECORDS.columns)})"
    " ON CONFLICT (store_id, order_id) DO NOTHING"
)
_CHANGE = statement(
    "UPDATE company_orders SET "
    + ", ".join(f"{name} = :{name}" for name in RECORDS.columns if name != "order_id")
    + " WHERE store_id = :store_id AND order_id = :order_id"
)
_SAME_VALUES = statement(
    "SELECT extra_fields FROM company_orders WHERE store_id = :store_id"
    " AND order_id <> :order_id AND extra_fields LIKE :pattern ESCAPE '!'"
)
_ASSIGN = statement(
    "INSERT INTO company_orders (store_id, order_id, company_id, user_id, customer_id, created_at,"
    " updated_at) SELECT o.store_id, o.id, CAST(:company_id AS BIGINT), CAST(:user_id AS BIGINT),"
    " o.customer_id, CAST(:now AS BIGINT), CAST(:now AS BIGINT) FROM orders o"
    " WHERE o.store_id = :store_id AND o.customer_id = :customer_id AND NOT EXISTS"
    " (SELECT 1 FROM company_orders r WHERE r.store_id = o.store_id AND r.order_id = o.id)"
    " ON CONFLICT (store_id, order_id) DO NOTHING"
)
_REASSIGN = statement(
    "UPDATE company_orders SET company_id = :company_id, updated_at = :now"
    " WHERE store_id = :store_id AND customer_id = :customer_id"
)


def add(
    unit: Unit,
    store_id: int,
    order_id: int | Number,
    user: CompanyUser | None,
    now: int,
) -> None:
    """Queue the record of a new order; only those of company users have one."""
    if user is None:
        return
    record = new_record(user, now)
    values = RECORDS.values(record) | {"order_id": order_id}
    unit.insert("company_orders", store_id=store_id, **values)


def new_record(user: CompanyUser, now: int, order_id: int = 0) -> CompanyOrder:
    """A record as it is made by itself."""
    return CompanyOrder(
        order_id=order_id,
        company_id=user.company_id,
        user_id=user.id,
        customer_id=user.customer_id,
        created_at=now,
        updated_at=now,
    )


async def lock_order(unit: Unit, store_id: int, order_id: int) -> Row | None:
    """Customer and moment of insertion of an order that nobody changes meanwhile."""
    return await unit.row(_ORDER, store_id=store_id, id=order_id)


async def find(unit: Unit, store_id: int, order_id: int) -> CompanyOrder | None:
    row = await unit.row(_FIND, store_id=store_id, order_id=order_id)
    return None if row is None else RECORDS.record(row)


async def add_late(unit: Unit, store_id: int, record: CompanyOrder) -> None:
    """The record of an order that has none yet; another unit may just have made it."""
    await unit.execute(_ADD_LATE, store_id=store_id, **RECORDS.values(record))


async def save(unit: Unit, store_id: int, record: CompanyOrder) -> None:
    await unit.execute(_CHANGE, store_id=store_id, **RECORDS.values(record))


async def is_taken(unit: Unit, store_id: int, order_id: int, name: str, value: str) -> bool:
    """Whether another order has this value of an extra field."""
    part = dump(value).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    rows = await unit.rows(_SAME_VALUES, store_id=store_id, order_id=order_id, pattern=f"%{part}%")
    wanted = {"fieldName": name, "fieldValue": value}
    return any(wanted in json.loads(row["extra_fields"]) for row in rows)


async def assign(unit: Unit, store_id: int, user: CompanyUser, now: int) -> int:
    """Make records of the user's orders that no company has yet; how many there are."""
    return await unit.execute(
        _ASSIGN,
        store_id=store_id,
        company_id=user.company_id,
        user_id=user.id,
        customer_id=user.customer_id,
        now=now,
    )


async def reassign(unit: Unit, store_id: int, customer_id: int, company_id: int, now: int) -> int:
    """Hand a customer's records to another company; how many there are."""
    return await unit.execute(
        _REASSIGN, store_id=store_id, customer_id=customer_id, company_id=company_id, now=now
    )
