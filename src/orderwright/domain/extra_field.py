"""Extra fields: what a store asks of its companies' orders beyond the platform's own fields."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from typing import Literal

Owner = Literal["order", "company", "user"]
OWNERS: tuple[Owner, ...] = ("order", "company", "user")
USER_DEFINED = 2


class FieldType(IntEnum):
    TEXT = 0
    MULTI_LINE = 1
    NUMBER = 2
    DROPDOWN = 3


@dataclass(frozen=True, slots=True)
class ExtraField:
    """The definition of one field. Limits are None where the type has none or none is set."""

    id: int = 0
    owner: str = "order"
    uuid: str = ""
    field_name: str = ""
    field_type: int = FieldType.TEXT
    is_required: bool = False
    is_unique: bool = False
    visible_to_enduser: bool = True
    config_type: int = USER_DEFINED
    default_value: str = ""
    label_name: str = ""
    maximum_length: int | None = None
    number_of_rows: int | None = None
    maximum_value: int | None = None
    list_of_values: tuple[str, ...] = ()


def is_value(field: ExtraField, value: str) -> bool:
    """Whether the field takes the value."""
    if field.field_type == FieldType.DROPDOWN:
        return value in field.list_of_values
    if field.field_type == FieldType.NUMBER:
        return _is_number(value, field.maximum_value)
    if field.field_type == FieldType.MULTI_LINE:
        return field.number_of_rows is None or value.count("\n") < field.number_of_rows
    return field.maximum_length is None or len(value) <= field.maximum_length


def _is_number(value: str, maximum: int | None) -> bool:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    return number.is_finite() and (maximum is None or number <= maximum)
