"""The kinds that requests about B2B orders are made of, as clients really send them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from orderwright.api.call import encode
from orderwright.api.schema import (
    AnyOf,
    Array,
    Errors,
    JsonSchema,
    Kind,
    Object,
    Prop,
    Text,
    refuse,
)
from orderwright.domain.company import ExtraValues

NUMBER_LENGTH_MAX = 255
VALUES_MAX = 100
INFO_BYTES_MAX = 64 * 1024
_SAVED = {"": True, "0": True, "false": True, "1": False, "true": False}


@dataclass(frozen=True, slots=True)
class CommentFlag(Kind):
    """`isSaveOrderComment`, which reads reversed: 0 saves the comment, 1 does not (seed 001)."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        known = isinstance(value, str | int)  # a boolean is an int as well
        saved = _SAVED.get(str(value).strip().lower()) if known else None
        if saved is None:
            refuse(path, errors)
        return saved

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "integer", "boolean"], "enum": ["0", "1", 0, 1, False, True]}


@dataclass(frozen=True, slots=True)
class PlainJson(Kind):
    """Any object of bounded size that can be stored and printed again; fractions become text."""

    props: Mapping[str, Kind]

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        try:
            plain = _plain(value)
            fits = isinstance(value, dict) and len(encode(plain)) <= INFO_BYTES_MAX
        except (ValueError, OverflowError):
            fits = False
        if not fits:
            refuse(path, errors)
            return {}
        return plain

    def json_schema(self) -> JsonSchema:
        properties = {name: kind.json_schema() for name, kind in self.props.items()}
        return {"type": "object", "properties": properties}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, Decimal) else value


EXTRA_VALUE = Object(
    "B2BExtraFieldValue",
    {
        "fieldName": Prop(Text(min_length=1, max_length=255), required=True),
        "fieldValue": Prop(Text(numbers=True), required=True, nullable=True),
    },
    unknown="ignore",
)
EXTRA_VALUES = Array(EXTRA_VALUE, max_items=VALUES_MAX)
EXTRA_FIELDS = AnyOf(
    (
        EXTRA_VALUES,
        Object("B2BExtraFieldValues", {"extraFields": Prop(EXTRA_VALUES)}, unknown="ignore"),
    )
)
"""An array, an object that holds one, or an empty object."""

PO_NUMBER = Text(max_length=NUMBER_LENGTH_MAX, numbers=True)


def extra_values(given: Any) -> ExtraValues | None:
    """Values of extra fields, each name once; None where none were given."""
    if isinstance(given, dict):
        given = given.get("extraFields")
    if given is None:
        return None
    by_name = {entry["fieldName"]: entry["fieldValue"] or "" for entry in given}
    return tuple({"fieldName": name, "fieldValue": value} for name, value in by_name.items())
