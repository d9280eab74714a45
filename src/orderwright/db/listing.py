"""Pages of filtered rows: statements put together from declared conditions, never from input."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Row, Unit

_ESCAPE = "ESCAPE '!'"


@dataclass(frozen=True, slots=True)
class Listing:
    """What may be asked of one table.

    `conditions` are by filter name, with `:value` for what is sought; `sorts` name columns. A
    list sought by LIKE matches where any of its items does. Rows of equal rank go by `key`.
    """

    select: str
    source: str
    conditions: Mapping[str, str]
    sorts: Mapping[str, str] = field(default_factory=dict)
    key: str = "id"
    store: str = "store_id"


def contains(column: str) -> str:
    """A condition that finds a part of a column, in any case; sought with `like_pattern`."""
    return f"LOWER({column}) LIKE :value {_ESCAPE}"


def like_pattern(part: str) -> str:
    """What to seek with `contains`."""
    escaped = part.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


async def list_rows(
    unit: Unit,
    listing: Listing,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int = 0,
    sort: str = "",
    descending: bool = False,
) -> list[Row]:
    """One page. `filters` without a condition of that name are a mistake (KeyError)."""
    where, params = _where(listing, filters)
    way = " DESC" if descending else ""
    order = f"{listing.sorts[sort]}{way}, {listing.key}{way}" if sort else f"{listing.key}{way}"
    text = (
        f"SELECT {listing.select} FROM {listing.source} WHERE {where}"
        f" ORDER BY {order} LIMIT :page_limit OFFSET :page_offset"
    )
    return await unit.rows(
        _compiled(text), store_id=store_id, page_limit=limit, page_offset=offset, **params
    )


async def count_rows(
    unit: Unit, listing: Listing, store_id: int, filters: Mapping[str, object]
) -> int:
    """How many rows there are on all pages."""
    where, params = _where(listing, filters)
    text = f"SELECT COUNT(*) AS count FROM {listing.source} WHERE {where}"
    row = await unit.row(_compiled(text), store_id=store_id, **params)
    assert row is not None
    count: int = row["count"]
    return count


def _where(listing: Listing, filters: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    parts = [f"{listing.store} = :store_id"]
    params: dict[str, object] = {}
    for name, value in filters.items():
        condition = listing.conditions[name]
        place = "f_" + "".join(c if c.isalnum() else "_" for c in name)
        if _ESCAPE in condition and isinstance(value, list | tuple):
            parts.append(_any_of(condition, place, value, params))
        else:
            params[place] = value
            parts.append(condition.replace(":value", f":{place}"))
    return " AND ".join(parts), params


def _any_of(condition: str, place: str, values: Iterable[object], params: dict[str, object]) -> str:
    alternatives = []
    for position, value in enumerate(values):
        params[f"{place}_{position}"] = value
        alternatives.append(condition.replace(":value", f":{place}_{position}"))
    return f"({' OR '.join(alternatives)})" if alternatives else "1 = 0"


@lru_cache(maxsize=512)
def _compiled(text: str) -> Statement:
    return statement(text)
