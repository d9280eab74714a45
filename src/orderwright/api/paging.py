"""Pages of lists: what `page` and `limit` mean, and how each dialect shows a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from orderwright.api.call import Answer
from orderwright.api.schema import INT32_MAX, Integer, JsonSchema, Object, Prop, Text
from orderwright.domain.errors import TooMany

LIMIT = 50
LIMIT_MAX = 250


class PageNumber(Integer):
    """A whole number; the platform describes some of them as any number."""

    def json_schema(self) -> JsonSchema:
        return {**Integer.json_schema(self), "type": ["integer", "number", "string"]}


PAGE_PROPS: Mapping[str, Prop] = {
    "page": Prop(PageNumber(minimum=1, strings=True)),
    "limit": Prop(PageNumber(minimum=1, strings=True)),
}
"""The query properties of every list."""

LINKS = Object(
    "PageLinks", {"previous": Prop(Text()), "current": Prop(Text()), "next": Prop(Text())}
)
PAGINATION = Object(
    "Pagination",
    {
        "total": Prop(Integer()),
        "count": Prop(Integer()),
        "per_page": Prop(Integer()),
        "current_page": Prop(Integer()),
        "total_pages": Prop(Integer()),
        "links": Prop(LINKS),
    },
)
PAGE_META = Object("PageMeta", {"pagination": Prop(PAGINATION)})
"""The `meta` of a V3 list."""

NO_META = Object("Meta", {})
"""The `meta` of a V3 answer that is no list."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a list are wanted; pages count from 1."""

    number: int = 1
    limit: int = LIMIT

    @property
    def offset(self) -> int:
        return min((self.number - 1) * self.limit, INT32_MAX)


def page_of(query: Mapping[str, Any], limit_max: int = LIMIT_MAX) -> Page:
    """The page that a query asks for. Raises TooMany."""
    limit: int = query.get("limit", LIMIT)
    if limit > limit_max:
        raise TooMany(limit_max)
    return Page(query.get("page", 1), limit)


def v2_list(rows: Sequence[Any]) -> Answer:
    """A V2 list: bare, and nothing at all where it is empty."""
    return Answer(200, rows, linked=True) if rows else Answer(204)


def v3_list(
    rows: Sequence[Any], total: int, page: Page, filters: Mapping[str, str] | None = None
) -> Answer:
    """A V3 list; the links of its pages carry the `filters` of the query as it came."""
    return Answer(body={"data": rows, "meta": page_meta(len(rows), total, page, filters)})


def page_meta(
    count: int, total: int, page: Page, filters: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """`meta` of a V3 list."""
    pages = -(-total // page.limit)
    links = {}
    if 1 < page.number <= pages + 1:
        links["previous"] = _link(page.number - 1, page.limit, filters)
    if page.number < pages:
        links["next"] = _link(page.number + 1, page.limit, filters)
    links["current"] = _link(page.number, page.limit, filters)
    pagination = {
        "total": total,
        "count": count,
        "per_page": page.limit,
        "current_page": page.number,
        "total_pages": pages,
        "links": links,
    }
    return {"pagination": pagination}


def _link(number: int, limit: int, filters: Mapping[str, str] | None) -> str:
    kept = {k: v for k, v in (filters or {}).items() if k not in ("page", "limit")}
    rest = f"&{urlencode(kept)}" if kept else ""
    return f"?page={number}&limit={limit}{rest}"
