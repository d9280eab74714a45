"""Defining what a store asks of its B2B orders, companies and company users."""

from dataclasses import replace

from orderwright.db import extra_fields
from orderwright.db.unit import Unit
from orderwright.domain.errors import Conflict, FieldError, InvalidInput, NotFound
from orderwright.domain.extra_field import ExtraField, FieldType

EXISTS = "An extra field of this name exists."


async def create_field(unit: Unit, store_id: int, field: ExtraField) -> ExtraField:
    """Raises Conflict for a name that is taken, InvalidInput for a drop-down without values."""
    if (field.field_type == FieldType.DROPDOWN) != bool(field.list_of_values):
        raise InvalidInput(FieldError("list_of_values"))
    if await extra_fields.has_field(unit, store_id, field.owner, field.field_name):
        raise Conflict(EXISTS)
    number = extra_fields.add_field(unit, store_id, field)
    await unit.flush()
    return replace(field, id=number.value)


async def delete_field(unit: Unit, store_id: int, field_id: int) -> None:
    """Raises NotFound."""
    if not await extra_fields.delete_field(unit, store_id, field_id):
        raise NotFound("extra field", field_id)
