"""Cursors of V3 lists: past an id, in the order of ids."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from orderwright.api.paging import Page
from orderwright.domain.errors import InvalidFilter

_KIND = "id"
_DIGITS_MAX = 18


def cursor_id(cursor: str) -> int:
    """The id that a cursor stands for. Raises InvalidFilter."""
    try:
        kind, _, number = base64.b64decode(cursor, validate=True).decode("ascii").partition(":")
        if kind == _KIND and number.isdigit() and len(number) <= _DIGITS_MAX:
            return int(number)
    except (binascii.Error, ValueError):
        pass
    raise InvalidFilter("The cursor is not one that this resource has given.")


def print_cursors(
    ids: Sequence[int], page: Page, total: int, given: Mapping[str, str]
) -> dict[str, Any]:
    """`meta.cursor_pagination` of a page with these rows; `given` is the query as it came."""
    cursors: dict[str, Any] = {"count": len(ids), "per_page": page.limit}
    if not ids:
        return cursors
    first, last = _cursor(ids[0]), _cursor(ids[-1])
    dropped = ("page", "limit", "after", "before")
    rest = {name: value for name, value in given.items() if name not in dropped}
    base = {"limit": page.limit, **rest}
    links: dict[str, str] = {}
    if page.number > 1 or "after" in given or "before" in given:
        links["previous"] = f"?{urlencode({**base, 'before': first})}"
    if len(ids) == page.limit and total > page.limit:
        links["next"] = f"?{urlencode({**base, 'after': last})}"
    links["current"] = f"?{urlencode({'limit': page.limit, **given})}"
    return cursors | {"start_cursor": first, "end_cursor": last, "links": links}


def _cursor(row_id: int) -> str:
    return base64.b64encode(f"{_KIND}:{row_id}".encode()).decode()
