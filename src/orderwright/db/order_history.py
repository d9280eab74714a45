"""The append-only history of an order: who changed what, from what to what, when."""

from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.db.rows import dump
from orderwright.db.unit import Number, Unit


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
