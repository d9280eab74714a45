"""Frozen records to rows and back, where columns are named as fields are."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

from orderwright.db.unit import Row
from orderwright.domain.records import made_of

Record = TypeVar("Record")
Write = Callable[[Any], object]
Read = Callable[[Any], Any]


_encode = msgspec.json.Encoder().encode


def dump(value: object) -> str:
    """JSON text as it is stored."""
    return _encode(value).decode()


def unpacked(row: Row) -> dict[str, Any]:
    """A wide row's values by name, since each look-up by name costs SQLite a search."""
    return dict(zip(row.keys(), row, strict=True))


def load_tuple(text: str) -> tuple[Any, ...]:
    """A stored JSON list."""
    return tuple(json.loads(text)) if text != "[]" else ()


class Mapper(Generic[Record]):
    """Maps one record type. `special` names fields that are not stored as they are.

    Each comes with what writes it to a column and what reads it back; `booleans` only need reading
    back, since SQLite has none.
    """

    def __init__(
        self,
        record: type[Record],
        special: Mapping[str, tuple[Write, Read]] | None = None,
        booleans: tuple[str, ...] = (),
        without: tuple[str, ...] = (),
    ) -> None:
        special = special or {}
        names = [field.name for field in fields(record) if field.name not in without]  # type: ignore[arg-type]
        self._record = record
        self._is_open = not (without or hasattr(record, "__slots__"))
        self.columns = tuple(names)
        self._get = attrgetter(*names)
        self._writes = {name: write for name, (write, _) in special.items()}
        self._reads = {name: read for name, (_, read) in special.items()}
        self._reads |= dict.fromkeys(booleans, bool)

    def values(self, record: Record) -> dict[str, object]:
        """Column values, in the order of the fields."""
        values = dict(zip(self.columns, self._get(record), strict=True))
        for name, write in self._writes.items():
            values[name] = write(values[name])
        return values

    def read(self, name: str, value: Any) -> Any:
        """One column's value as the record has it."""
        return self._reads[name](value)

    def record(self, row: Row) -> Record:
        """The record of a row that has all columns."""
        found = unpacked(row)
        values = {name: found[name] for name in self.columns}
        for name, read in self._reads.items():
            values[name] = read(values[name])
        return made_of(self._record, values) if self._is_open else self._record(**values)
