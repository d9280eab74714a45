"""The append-only history of an order: who changed what, from what to what, when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit

_PAGE = statement(
    "SELECT revision, at, actor, action, status_id_before, status_id_after, changes"
    " FROM order_history WHERE store_id = :store_id AND order_id = :order_id AND at <= :until"
    " ORDER BY revision LIMIT :row_limit OFFSET :row_offset"
)
_COUNT = statement(
    "SELECT COUNT(*) AS n FROM order_history"
    " WHERE store_id = :store_id AND order_id = :order_id AND at <= :until"
)
_NEXT = statement(
    "SELECT revision, before FROM order_history"
    " WHERE store_id = :store_id AND order_id = :order_id AND at > :until"
    " ORDER BY revision LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry; `fields` are (before, after) by name, `before` the order as it was printed."""

    revision: int
    at: int
    actor: str
    action: str
    status_id_before: int | None = None
    status_id_after: int | None = None
    fields: Mapping[str, tuple[object, object]] | None = None
    before: bytes | None = None


def add(unit: Unit, store_id: int, order_id: int | Number, change: Change) -> None:
    """Queue an entry."""
    unit.insert(
        "order_history",
        store_id=store_id,
        order_id=order_id,
        revision=change.revision,
        at=change.at,
        actor=change.actor,
        action=change.action,
        status_id_before=change.status_id_before,
        status_id_after=change.status_id_after,
        changes=dump(change.fields or {}),
        before=change.before,
    )


async def list_page(
    unit: Unit, store_id: int, order_id: int, until: int, limit: int, offset: int
) -> tuple[int, list[Change]]:
    """How many entries there are up to an instant, and those of one page, oldest first."""
    where = {"store_id": store_id, "order_id": order_id, "until": until}
    row = await unit.row(_COUNT, **where)
    rows = await unit.rows(_PAGE, row_limit=limit, row_offset=offset, **where)
    return (0 if row is None else int(row["n"])), [_change(found) for found in rows]


async def find_after(unit: Unit, store_id: int, order_id: int, until: int) -> Change | None:
    """The first change after an instant; its `before` is the order as it was then."""
    row = await unit.row(_NEXT, store_id=store_id, order_id=order_id, until=until)
    if row is None:
        return None
    return Change(row["revision"], 0, "", "", before=row["before"])


def _change(row: Row) -> Change:
    return Change(
        row["revision"],
        row["at"],
        row["actor"],
        row["action"],
        row["status_id_before"],
        row["status_id_after"],
        {name: (values[0], values[1]) for name, values in json.loads(row["changes"]).items()},
    )
