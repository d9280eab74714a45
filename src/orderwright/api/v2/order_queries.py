"""The query of V2 order lists: filters, sort, page, and what they become for the database."""

from dataclasses import dataclass
from typing import Any

from orderwright.api.call import Call
from orderwright.api.paging import PAGE_PROPS, page_of
from orderwright.api.schema import Array, DateTime, Integer, Money, Object, Prop, Text
from orderwright.api.v2.order_fields import BOOLEAN
from orderwright.db.order_lists import SORTS, OrderFilter
from orderwright.domain.dates import parse_date

INCLUDES = ("consignments", "consignments.line_items", "fees")
SECOND_MS = 1000
_AT_MOST = ("max_date_created", "max_date_modified")
_NUMBER = Integer(minimum=0, strings=True)
_TOTAL = Money(printed=("number",))
_SORT_VALUES = tuple(f"{name}{direction}" for name in SORTS for direction in ("", ":asc", ":desc"))

FILTERS: dict[str, Prop] = {
    "min_id": Prop(_NUMBER),
    "max_id": Prop(_NUMBER),
    "min_total": Prop(_TOTAL),
    "max_total": Prop(_TOTAL),
    "customer_id": Prop(_NUMBER),
    "email": Prop(Text(max_length=255)),
    "status_id": Prop(_NUMBER),
    "cart_id": Prop(Text(max_length=255)),
    "payment_method": Prop(Text(max_length=255)),
    "min_date_created": Prop(DateTime()),
    "max_date_created": Prop(DateTime()),
    "min_date_modified": Prop(DateTime()),
    "max_date_modified": Prop(DateTime()),
    "channel_id": Prop(_NUMBER),
    "external_order_id": Prop(Text(max_length=255)),
    "is_deleted": Prop(BOOLEAN),
}
INCLUDE_PROPS: dict[str, Prop] = {
    "include": Prop(Array(Text(enum=INCLUDES), separated=True)),
    "consignment_structure": Prop(Text(enum=("object",))),
}
ORDER_QUERY = Object("OrderQuery", INCLUDE_PROPS, unknown="ignore")
COUNT_QUERY = Object(
    "OrderCountQuery", {**FILTERS, **PAGE_PROPS, "sort": Prop(Text(enum=_SORT_VALUES))}
)
LIST_QUERY = Object(
    "OrderListQuery",
    {**FILTERS, **PAGE_PROPS, "sort": Prop(Text(enum=_SORT_VALUES)), **INCLUDE_PROPS},
)


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One page of orders, as a client asks for it."""

    wanted: OrderFilter
    sort: str
    descending: bool
    limit: int
    offset: int
    since: int | None


def read_list_request(call: Call) -> ListRequest:
    """Raises InvalidInput, TooMany."""
    query = call.query()
    page = page_of(query)
    sort, _, direction = query.get("sort", "id").partition(":")
    since = modified_since(call)
    values = _filter_values(query)
    if since is not None:
        values["min_date_modified"] = max(values.get("min_date_modified", since), since)
    return ListRequest(
        OrderFilter(values), sort, direction == "desc", page.limit, page.offset, since
    )


def read_filter(call: Call) -> OrderFilter:
    """The filter of a count. Raises InvalidInput."""
    return OrderFilter(_filter_values(call.query()))


def _filter_values(query: dict[str, Any]) -> dict[str, Any]:
    """Bounds include the second that they name, as dates are printed without fractions."""
    values = {name: query[name] for name in FILTERS if name in query}
    for name in _AT_MOST:
        if name in values:
            values[name] = values[name] // SECOND_MS * SECOND_MS + SECOND_MS - 1
    for name in ("min_date_created", "min_date_modified"):
        if name in values:
            values[name] = values[name] // SECOND_MS * SECOND_MS
    if "email" in values:
        values["email"] = values["email"].lower()
    return values


def modified_since(call: Call) -> int | None:
    """The first instant after the second of `If-Modified-Since`; an unreadable one is ignored."""
    given = call.headers.get("if-modified-since")
    if not given:
        return None
    try:
        return parse_date(given) // SECOND_MS * SECOND_MS + SECOND_MS
    except (ValueError, OverflowError):
        return None
