"""Queries of B2B lists: parameters that are repeated, and those that are read as days."""

from dataclasses import dataclass
from typing import Any

from orderwright.api.call import Call
from orderwright.api.schema import (
    Array,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Object,
    Prop,
    Text,
    read,
    refuse,
)
from orderwright.domain.company_order_dates import DAY_MS, DEFAULT_DAYS, read_day
from orderwright.domain.errors import InvalidInput

LIMIT_MAX = 250
STATUSES_MAX = 50
ORDER_IDS_MAX = 100
SEARCH_MAX = 200


@dataclass(frozen=True, slots=True)
class Repeated(Kind):
    """A parameter that may be given several times, or once with commas between its values."""

    of: Kind
    max_items: int

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        given = value if isinstance(value, list) else [value]
        parts = [part.strip() for each in given for part in str(each).split(",") if part.strip()]
        return Array(self.of, max_items=self.max_items).read(parts, path, errors)

    def json_schema(self) -> JsonSchema:
        one = self.of.json_schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


class NumberOrText(Integer):
    """A whole number, which the reference calls any number or a text."""

    def json_schema(self) -> JsonSchema:
        return {"type": ["integer", "number", "string"]}


ID = NumberOrText(minimum=0, maximum=2**53, strings=True)
FLAG = Integer(enum=(0, 1), strings=True)
WAY = Text(enum=("DESC", "ASC"))
OFFSET = Integer(minimum=0, strings=True)
LIMIT = Integer(minimum=1, maximum=LIMIT_MAX, strings=True)
_DATES = {
    "beginDateAt": Prop(Text(max_length=64)),
    "endDateAt": Prop(Text(max_length=64)),
    "offset": Prop(OFFSET),
    "limit": Prop(LIMIT),
    "q": Prop(Text(max_length=SEARCH_MAX)),
}
ORDERS_QUERY = Object(
    "B2BOrdersQuery",
    {
        **_DATES,
        "orderBy": Prop(Text(enum=("createdAt", "totalIncTax"))),
        "sortBy": Prop(WAY),
        "isShowMy": Prop(FLAG),
        "includeExtra": Prop(FLAG),
        "companyName": Prop(Text(max_length=SEARCH_MAX)),
        "orderNumber": Prop(ID),
        "poNumber": Prop(Text(max_length=255)),
        "status[]": Prop(Repeated(Text(max_length=100), STATUSES_MAX)),
        "isArchived": Prop(FLAG),
    },
    unknown="ignore",
)
IMAGES_QUERY = Object(
    "B2BOrderImagesQuery",
    {"orderIds[]": Prop(Repeated(ID, ORDER_IDS_MAX), required=True)},
    unknown="ignore",
)
ORDERED_QUERY = Object(
    "B2BOrderedProductsQuery",
    {
        **_DATES,
        "minOrderedTimes": Prop(ID),
        "maxOrderedTimes": Prop(ID),
        "productID": Prop(ID),
    },
    unknown="ignore",
)


def query_of(call: Call) -> dict[str, Any]:
    """The query by the route's schema, with all values of what is repeated. Raises InvalidInput."""
    schema = call.route.query
    assert schema is not None
    given: dict[str, Any] = {}
    for name, value in call.query_pairs():
        prop = schema.props.get(name)
        if prop is not None and isinstance(prop.kind, Repeated):
            given.setdefault(name, []).append(value)
        elif value or prop is None:  # an empty parameter asks for nothing
            given[name] = value
    taken: dict[str, Any] = read(schema, given)
    return taken


def dates_of(query: dict[str, Any], call: Call) -> dict[str, Any]:
    """The filters by date; without them the last thirty days. Raises InvalidInput."""
    offset = call.store.profile.timezone_offset_seconds
    first = call.now - DEFAULT_DAYS * DAY_MS
    last = call.now
    errors: Errors = []
    if "beginDateAt" in query:
        first, _ = _day(query["beginDateAt"], offset, "beginDateAt", errors)
    if "endDateAt" in query:
        _, last = _day(query["endDateAt"], offset, "endDateAt", errors)
    if errors:
        raise InvalidInput(*errors)
    return {"min_created": first, "max_created": last}


def _day(text: str, offset: int, name: str, errors: Errors) -> tuple[int, int]:
    try:
        return read_day(text, offset)
    except (ValueError, OverflowError):
        refuse(name, errors)
        return 0, 0
