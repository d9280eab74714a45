"""Orders with their B2B records, as buyers and the management API list them."""

from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.db.company_orders import RECORDS
from orderwright.db.listing import Listing, contains, count_rows, list_rows
from orderwright.db.unit import Row, Unit
from orderwright.domain.company_order import CompanyOrder
from orderwright.domain.order_status import ORDER_STATUSES

_UPDATED = "CASE WHEN r.updated_at > o.date_modified THEN r.updated_at ELSE o.date_modified END"
_STATUS_NAME = (
    "CASE o.status_id "
    + " ".join(f"WHEN {int(status.id)} THEN '{status.name}'" for status in ORDER_STATUSES)
    + " ELSE '' END"
)
_TOTAL = (
    "CAST(o.total_inc_tax / 10000 AS TEXT) || '.'"
    " || SUBSTR(CAST(10000 + o.total_inc_tax % 10000 AS TEXT), 2)"
)
_SEARCHED = (
    "CAST(o.id AS TEXT) || '|' || COALESCE(r.po_number, '')"
    f" || '|' || {_STATUS_NAME} || '|' || {_TOTAL}"
)
_SELECT = (
    "o.id, o.customer_id AS order_customer_id, o.status_id, o.total_inc_tax, o.currency_code,"
    " o.items_total, o.cart_id, o.channel_id, o.is_deleted, o.date_created, o.date_modified,"
    f" {_UPDATED} AS last_updated,"
    " o.store_default_to_transactional_exchange_rate AS exchange_rate,"
    " r.order_id, r.company_id, r.user_id, r.customer_id, r.po_number, r.reference_number,"
    " r.extra_fields, r.extra_info, r.is_comment_saved, r.created_at, r.updated_at,"
    " c.name AS company_name, h.name AS channel_name,"
    " p.first_name, p.last_name, p.email"
)
_JOINS = (
    " LEFT JOIN companies c ON c.store_id = r.store_id AND c.id = r.company_id"
    " LEFT JOIN channels h ON h.store_id = o.store_id AND h.id = o.channel_id"
    " LEFT JOIN customers p ON p.store_id = o.store_id AND p.id = o.customer_id"
)
_CONDITIONS: Mapping[str, str] = {
    "is_deleted": "o.is_deleted = :value",
    "order_id": "o.id = :value",
    "order_ids": "o.id IN :value",
    "company_id": "r.company_id = :value",
    "customer_id": "o.customer_id = :value",
    "po_number": "r.po_number = :value",
    "status_ids": "o.status_id IN :value",
    "channel_ids": "o.channel_id IN :value",
    "min_created": "o.date_created >= :value",
    "max_created": "o.date_created <= :value",
    "min_modified": f"{_UPDATED} >= :value",
    "max_modified": f"{_UPDATED} <= :value",
    "company_name": contains("c.name"),
    "search": contains(_SEARCHED),
}
_SORTS = {
    "created_at": "o.date_created",
    "updated_at": _UPDATED,
    "total_inc_tax": "o.total_inc_tax",
}
_RECORDS = "company_orders r JOIN orders o ON o.store_id = r.store_id AND o.id = r.order_id"
_ORDERS = "orders o LEFT JOIN company_orders r ON r.store_id = o.store_id AND r.order_id = o.id"
_COMPANY = " LEFT JOIN companies c ON c.store_id = r.store_id AND c.id = r.company_id"


def _listing(select: str, source: str, store: str) -> Listing:
    return Listing(select, source, _CONDITIONS, _SORTS, key="o.id", store=store)


# Numbers are found and sorted first, so that of a whole year's orders only one page is read whole.
OF_COMPANIES = _listing("o.id", _RECORDS + _COMPANY, "r.store_id")
EVERY = _listing("o.id", _ORDERS, "o.store_id")
_WHOLE = _listing(_SELECT, _ORDERS + _JOINS, "o.store_id")


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as the B2B lists show it; `record` is None where no company user placed it.

    `updated_at` is the order's or the record's last change, whichever is later.
    """

    order_id: int
    customer_id: int
    status_id: int
    total_inc_tax: int
    currency_code: str
    exchange_rate: int
    items_total: int
    cart_id: str | None
    channel_id: int
    channel_name: str
    is_deleted: bool
    date_created: int
    updated_at: int
    company_name: str
    first_name: str
    last_name: str
    email: str
    record: CompanyOrder | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page of a list; `sort` is one of `created_at`, `updated_at` and `total_inc_tax`."""

    filters: Mapping[str, object]
    sort: str = "created_at"
    descending: bool = True
    limit: int = 10
    offset: int = 0


async def list_orders(
    unit: Unit, listing: Listing, store_id: int, wanted: Wanted
) -> list[OrderView]:
    """One page of `OF_COMPANIES`, or of `EVERY` customer's orders."""
    found = await list_rows(
        unit,
        listing,
        store_id,
        wanted.filters,
        limit=wanted.limit,
        offset=wanted.offset,
        sort=wanted.sort,
        descending=wanted.descending,
    )
    if not found:
        return []
    ids = [row["id"] for row in found]
    rows = await list_rows(unit, _WHOLE, store_id, {"order_ids": ids}, limit=len(ids))
    views = {row["id"]: _view(row) for row in rows}
    return [views[order_id] for order_id in ids]


async def count_orders(unit: Unit, listing: Listing, store_id: int, wanted: Wanted) -> int:
    return await count_rows(unit, listing, store_id, wanted.filters)


async def find_order(
    unit: Unit, listing: Listing, store_id: int, filters: Mapping[str, object]
) -> OrderView | None:
    """The only order under these filters."""
    found = await list_orders(unit, listing, store_id, Wanted(filters, limit=1))
    return found[0] if found else None


def _view(row: Row) -> OrderView:
    return OrderView(
        order_id=row["id"],
        customer_id=row["order_customer_id"],
        status_id=row["status_id"],
        total_inc_tax=row["total_inc_tax"],
        currency_code=row["currency_code"],
        exchange_rate=row["exchange_rate"],
        items_total=row["items_total"],
        cart_id=row["cart_id"],
        channel_id=row["channel_id"],
        channel_name=row["channel_name"] or "",
        is_deleted=bool(row["is_deleted"]),
        date_created=row["date_created"],
        updated_at=row["last_updated"] or row["date_modified"],
        company_name=row["company_name"] or "",
        first_name=row["first_name"] or "",
        last_name=row["last_name"] or "",
        email=row["email"] or "",
        record=None if row["order_id"] is None else RECORDS.record(row),
    )
