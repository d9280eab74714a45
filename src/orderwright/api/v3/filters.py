"""What V3 lists may be asked for: ids, names and dates, and batches of rows to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.api.call import Call
from orderwright.api.schema import (
    INT32_MAX,
    Array,
    DateTime,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Prop,
    Text,
    read,
    refuse,
)
from orderwright.domain.errors import FieldError, InvalidFilter, InvalidInput, TooMany

IDS_MAX = 1_000
_DAY_MS = 86_400_000
_DATE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Ids(Kind):
    """`1,2,3` in a query string."""

    minimum: int = 0

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        ids: list[int] = []
        for part in str(value).split(","):
            text = part.strip()
            if not (text.isascii() and text.isdigit()) or int(text[:19]) > INT32_MAX:
                raise InvalidFilter(
                    f'Query parameter "{path}" value may contain only integer values.'
                    f' For input string: "{text[:100]}".'
                )
            ids.append(int(text))
        if len(ids) > IDS_MAX:
            refuse(path, errors)
        return ids

    def json_schema(self) -> JsonSchema:
        return {"type": ["array", "string", "integer"], "items": {"type": ["integer", "string"]}}


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A date, or a date and time; read as the first and the last millisecond that it names."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        first = DateTime().read(value, path, errors)
        whole_day = isinstance(value, str) and len(value.strip()) == _DATE_LENGTH
        return first, first + (_DAY_MS - 1 if whole_day else 999)

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class Words(Kind):
    """`a,b,c` in a query string."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        return _WORDS.read(value, path, errors)

    def json_schema(self) -> JsonSchema:
        return {"type": ["array", "string"], "items": {"type": ["string", "integer"]}}


_WORDS = Array(Text(max_length=255), separated=True, max_items=IDS_MAX)
IDS = Ids()
WORDS = Words()


def date_props(*names: str) -> dict[str, Prop]:
    """`NAME`, `NAME:min` and `NAME:max` for each name."""
    return {f"{name}{end}": Prop(Moment()) for name in names for end in ("", ":min", ":max")}


def date_filters(query: Mapping[str, Any], *names: str) -> dict[str, int]:
    """The conditions `NAME:min` and `NAME:max` that the given moments come to."""
    filters: dict[str, int] = {}
    for name in names:
        first, last = query.get(name, (None, None))
        lows = [low for low in (first, query.get(f"{name}:min", (None,))[0]) if low is not None]
        highs = [h for h in (last, query.get(f"{name}:max", (None, None))[1]) if h is not None]
        if lows:
            filters[f"{name}:min"] = max(lows)
        if highs:
            filters[f"{name}:max"] = min(highs)
    return filters


def read_batch(call: Call, kind: Kind, maximum: int) -> list[Any]:
    """The rows of a batch; fields are named without the position of their row.

    Raises TooMany, InvalidInput, MalformedBody.
    """
    given = call.json()
    if not isinstance(given, list):
        raise InvalidInput(FieldError("", "invalid", "error.expected.jsarray", ""))
    if len(given) > maximum:
        raise TooMany(maximum)
    return [read(kind, item) for item in given]


def read_ids(call: Call, name: str = "id:in") -> list[int]:
    """The ids of a DELETE; none where the query does not name any."""
    ids: list[int] = call.query().get(name, [])
    return ids


ID = Integer(minimum=0)
