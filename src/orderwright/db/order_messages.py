"""Messages of orders."""

from collections.abc import Mapping
from dataclasses import replace

from orderwright.db.rows import Mapper
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.order_message import OrderMessage

MESSAGES = Mapper(OrderMessage, booleans=("is_flagged",))
FILTERS = (
    "min_id", "max_id", "customer_id", "min_date_created", "max_date_created", "is_flagged",
    "status",
)  # fmt: skip

_ONE = statement(
    "SELECT * FROM order_messages WHERE store_id = :store_id AND order_id = :order_id AND id = :id"
)
_ONE_LOCKED = statement(_ONE.text, lock=True)
_PAGE = statement(
    "SELECT * FROM order_messages WHERE store_id = :store_id AND order_id = :order_id"
    " AND (CAST(:min_id AS BIGINT) IS NULL OR id >= :min_id)"
    " AND (CAST(:max_id AS BIGINT) IS NULL OR id <= :max_id)"
    " AND (CAST(:customer_id AS BIGINT) IS NULL OR customer_id = :customer_id)"
    " AND (CAST(:min_date_created AS BIGINT) IS NULL OR date_created >= :min_date_created)"
    " AND (CAST(:max_date_created AS BIGINT) IS NULL OR date_created <= :max_date_created)"
    " AND (CAST(:is_flagged AS BOOLEAN) IS NULL OR is_flagged = :is_flagged)"
    " AND (CAST(:status AS TEXT) IS NULL OR status = :status)"
    " ORDER BY id LIMIT :row_limit OFFSET :row_offset"
)
_MARK = statement(
    "UPDATE order_messages SET status = :status, is_flagged = :is_flagged"
    " WHERE store_id = :store_id AND id = :id"
)


async def add(unit: Unit, store_id: int, message: OrderMessage) -> OrderMessage:
    """Write a new message; it then has its number. A transaction must be open."""
    number = unit.take(store_id, "order_message")
    values = MESSAGES.values(message)
    values["id"] = number
    unit.insert("order_messages", store_id=store_id, **values)
    await unit.flush()
    return replace(message, id=number.value)


async def find(
    unit: Unit, store_id: int, order_id: int, message_id: int, *, lock: bool = False
) -> OrderMessage | None:
    chosen = _ONE_LOCKED if lock else _ONE
    row = await unit.row(chosen, store_id=store_id, order_id=order_id, id=message_id)
    return None if row is None else MESSAGES.record(row)


async def list_page(
    unit: Unit,
    store_id: int,
    order_id: int,
    filters: Mapping[str, object],
    limit: int,
    offset: int,
) -> list[OrderMessage]:
    """One page; `filters` are some of FILTERS."""
    rows = await unit.rows(
        _PAGE,
        store_id=store_id,
        order_id=order_id,
        row_limit=limit,
        row_offset=offset,
        **{name: filters.get(name) for name in FILTERS},
    )
    return [MESSAGES.record(row) for row in rows]


async def mark(unit: Unit, store_id: int, message: OrderMessage) -> None:
    """Write whether it has been read, and its flag."""
    await unit.execute(
        _MARK,
        store_id=store_id,
        id=message.id,
        status=message.status,
        is_flagged=message.is_flagged,
    )
