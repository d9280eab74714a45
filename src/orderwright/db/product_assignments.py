"""Which products are in which categories and channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Unit

Target = Literal["category_id", "channel_id"]
_TABLES: Mapping[Target, str] = {
    "category_id": "product_categories",
    "channel_id": "product_channels",
}


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """A product and the id of its category, or of its channel."""

    product_id: int
    target_id: int


async def search(
    unit: Unit,
    store_id: int,
    target: Target,
    filters: Mapping[str, Sequence[int]],
    limit: int,
    offset: int,
) -> tuple[int, list[Assignment]]:
    """How many assignments these filters find, and those of one page, by product."""
    count, select, _ = _statements(target, tuple(sorted(filters)))
    params = _params(filters)
    row = await unit.row(count, store_id=store_id, **params)
    rows = await unit.rows(select, store_id=store_id, limit=limit, offset=offset, **params)
    found = [Assignment(row["product_id"], row["target_id"]) for row in rows]
    return (0 if row is None else int(row["total"])), found


async def delete(
    unit: Unit, store_id: int, target: Target, filters: Mapping[str, Sequence[int]]
) -> None:
    """Delete the assignments that these filters find."""
    *_, drop = _statements(target, tuple(sorted(filters)))
    await unit.execute(drop, store_id=store_id, **_params(filters))


def add(unit: Unit, store_id: int, target: Target, assignment: Assignment) -> None:
    unit.insert(
        _TABLES[target],
        store_id=store_id,
        product_id=assignment.product_id,
        **{target: assignment.target_id},
    )


def _params(filters: Mapping[str, Sequence[int]]) -> dict[str, object]:
    return {name.replace(":", "_"): list(ids) for name, ids in filters.items()}


@cache
def _statements(target: Target, filters: tuple[str, ...]) -> tuple[Statement, Statement, Statement]:
    wanted = [f"{name.partition(':')[0]} IN :{name.replace(':', '_')}" for name in filters]
    where = " AND ".join(("store_id = :store_id", *wanted))
    table = _TABLES[target]
    return (
        statement(f"SELECT COUNT(*) AS total FROM {table} WHERE {where}"),
        statement(
            f"SELECT product_id, {target} AS target_id FROM {table} WHERE {where}"
            f" ORDER BY product_id, {target} LIMIT :limit OFFSET :offset"
        ),
        statement(f"DELETE FROM {table} WHERE {where}"),
    )
