"""Definitions of extra fields: rows to records and back."""

from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.extra_field import ExtraField

_FIELDS = Mapper(
    ExtraField,
    special={"list_of_values": (dump, load_tuple)},
    booleans=("is_required", "is_unique", "visible_to_enduser"),
)
_LIST = statement(
    "SELECT * FROM extra_fields WHERE store_id = :store_id AND owner = :owner ORDER BY id"
)
_NAMED = statement(
    "SELECT id FROM extra_fields"
    " WHERE store_id = :store_id AND owner = :owner AND field_name = :field_name"
)
_LOCK = statement("SELECT id FROM extra_fields WHERE store_id = :store_id AND id = :id", lock=True)
_DELETE = statement("DELETE FROM extra_fields WHERE store_id = :store_id AND id = :id")


async def list_fields(unit: Unit, store_id: int, owner: str) -> list[ExtraField]:
    """What the store asks of its orders, companies or users; there are few."""
    rows = await unit.rows(_LIST, store_id=store_id, owner=owner)
    return [_FIELDS.record(row) for row in rows]


async def has_field(unit: Unit, store_id: int, owner: str, field_name: str) -> bool:
    row = await unit.row(_NAMED, store_id=store_id, owner=owner, field_name=field_name)
    return row is not None


async def lock_field(unit: Unit, store_id: int, field_id: int) -> None:
    """Let nobody else give the field a value until the unit ends."""
    await unit.row(_LOCK, store_id=store_id, id=field_id)


def add_field(unit: Unit, store_id: int, field: ExtraField) -> Number:
    number = unit.take(store_id, "extra_field")
    unit.insert("extra_fields", store_id=store_id, **(_FIELDS.values(field) | {"id": number}))
    return number


async def delete_field(unit: Unit, store_id: int, field_id: int) -> bool:
    """Whether there was such a field."""
    return await unit.execute(_DELETE, store_id=store_id, id=field_id) == 1
