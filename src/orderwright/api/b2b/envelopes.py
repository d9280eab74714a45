"""What answers of the B2B Edition are wrapped in, and how its lists are paged."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.api.call import Answer
from orderwright.api.schema import INT32_MAX, Array, Integer, Kind, Object, Prop, Text

SUCCESS = "SUCCESS"
LIMIT = 10
LIMIT_MAX = 250
SECONDS_MAX = 10**12

PAGE_PROPS: Mapping[str, Prop] = {
    "limit": Prop(Integer(minimum=1, maximum=LIMIT_MAX, strings=True)),
    "offset": Prop(Integer(minimum=0, strings=True)),
}
LIST_QUERY = Object("B2BListQuery", PAGE_PROPS, unknown="ignore")
PAGINATION = Object(
    "B2BPagination",
    {"totalCount": Prop(Integer()), "limit": Prop(Integer()), "offset": Prop(Integer())},
)
META = Object("B2BMeta", {"message": Prop(Text())})
PAGE_META = Object("B2BPageMeta", {"message": Prop(Text()), "pagination": Prop(PAGINATION)})


def storefront_answer(name: str, data: Kind, code: Kind | None = None) -> Object:
    """`{code, message, data}`."""
    return Object(
        name, {"code": Prop(code or Integer()), "message": Prop(Text()), "data": Prop(data)}
    )


def io_answer(name: str, data: Kind, code: Kind | None = None) -> Object:
    """`{code, data, meta}`."""
    return Object(name, {"code": Prop(code or Integer()), "data": Prop(data), "meta": Prop(META)})


def io_list_answer(name: str, row: Kind, code: Kind | None = None) -> Object:
    """`{code, data: […], meta}` with its page."""
    return Object(
        name,
        {"code": Prop(code or Integer()), "data": Prop(Array(row)), "meta": Prop(PAGE_META)},
    )


def storefront(data: Any) -> Answer:
    return Answer(body={"code": 200, "message": SUCCESS, "data": data})


def io(data: Any, message: str = SUCCESS) -> Answer:
    return Answer(body={"code": 200, "data": data, "meta": {"message": message}})


def io_list(rows: Sequence[Any], total: int, query: Mapping[str, Any]) -> Answer:
    limit, offset = page_of(query)
    page = {"totalCount": total, "limit": limit, "offset": offset}
    body = {"code": 200, "data": rows, "meta": {"message": SUCCESS, "pagination": page}}
    return Answer(body=body)


def page_of(query: Mapping[str, Any]) -> tuple[int, int]:
    """Limit and offset that a query asks for."""
    return query.get("limit", LIMIT), min(query.get("offset", 0), INT32_MAX)
