"""Lists and counts of orders under the filters that clients send."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from orderwright.db.orders import RenderedOrder, rendered_of
from orderwright.db.statement import Statement
from orderwright.db.unit import Unit

FILTERS: Mapping[str, str] = {
    "min_id": "id >= :min_id",
    "max_id": "id <= :max_id",
    "min_total": "total_inc_tax >= :min_total",
    "max_total": "total_inc_tax <= :max_total",
    "customer_id": "customer_id = :customer_id",
    "email": "billing_email = :email",
    "status_id": "status_id = :status_id",
    "cart_id": "cart_id = :cart_id",
    "payment_method": "payment_method = :payment_method",
    "min_date_created": "date_created >= :min_date_created",
    "max_date_created": "date_created <= :max_date_created",
    "min_date_modified": "date_modified >= :min_date_modified",
    "max_date_modified": "date_modified <= :max_date_modified",
    "channel_id": "channel_id = :channel_id",
    "external_order_id": "external_order_id = :external_order_id",
    "is_deleted": "is_deleted = :is_deleted",
}
SORTS = (
    "id",
    "customer_id",
    "date_created",
    "date_modified",
    "status_id",
    "channel_id",
    "external_id",
)

_OLDEST = Statement(
    "SELECT id FROM orders WHERE store_id = :store_id AND is_deleted = FALSE"
    " ORDER BY id LIMIT :count"
)

_statements: dict[str, Statement] = {}


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders; archived ones only where `is_deleted` asks for them."""

    values: Mapping[str, object] = field(default_factory=dict)

    def condition(self) -> str:
        names = [name for name in FILTERS if name in self.values or name == "is_deleted"]
        return " AND ".join(["store_id = :store_id", *[FILTERS[name] for name in names]])

    def params(self, store_id: int) -> dict[str, object]:
        return {"store_id": store_id, "is_deleted": False, **self.values}


async def list_rendered(
    unit: Unit,
    store_id: int,
    wanted: OrderFilter,
    *,
    sort: str = "id",
    descending: bool = False,
    limit: int,
    offset: int,
) -> list[RenderedOrder]:
    """One page; `sort` is one of SORTS, equal values are by id."""
    direction = " DESC" if descending else ""
    by = "id" if sort == "id" else f"{sort}{direction}, id"
    text = (
        f"SELECT id, rendered, date_modified, revision FROM orders WHERE {wanted.condition()}"
        f" ORDER BY {by}{direction} LIMIT :row_limit OFFSET :row_offset"
    )
    rows = await unit.rows(
        _statement(text), row_limit=limit, row_offset=offset, **wanted.params(store_id)
    )
    return [rendered_of(row) for row in rows]


async def count_by_status(unit: Unit, store_id: int, wanted: OrderFilter) -> dict[int, int]:
    """How many orders there are in each status that has any."""
    text = f"SELECT status_id, COUNT(*) AS n FROM orders WHERE {wanted.condition()} GROUP BY 1"
    rows = await unit.rows(_statement(text), **wanted.params(store_id))
    return {row["status_id"]: row["n"] for row in rows}


async def oldest(unit: Unit, store_id: int, count: int) -> list[int]:
    """The lowest ids of orders that are not archived."""
    rows = await unit.rows(_OLDEST, store_id=store_id, count=count)
    return [row["id"] for row in rows]


def _statement(text: str) -> Statement:
    """Each combination of filters is compiled once."""
    found = _statements.get(text)
    if found is None:
        found = _statements[text] = Statement(text, checks_access=True)
    return found
