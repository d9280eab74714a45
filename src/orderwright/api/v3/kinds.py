"""Kinds that the V3 schemas share: prices, sizes, levels, lists in a query."""

from dataclasses import dataclass

from orderwright.api.schema import (
    INT32_MAX,
    Array,
    Boolean,
    DateTime,
    Integer,
    JsonSchema,
    Kind,
    Money,
    Object,
    Prop,
    Text,
)
from orderwright.domain.money import SCALE

SIZE_MAX = 9_999_999_999
ID_MAX = 1_000_000_000

PRICE = Money(minimum=0, printed=("number",))
"""An amount that is printed as a number."""

SIZE = Money(minimum=0, maximum=SIZE_MAX * SCALE, printed=("number",))
"""A weight or a length."""

SORT_ORDER = Integer(minimum=-(2**31))
LEVEL = Integer(minimum=0)
ID = Integer(minimum=1)
NAME = Text(min_length=1, max_length=255)
LINE = Text(max_length=255)
MOMENT = DateTime(format="date-time")
FLAG = Boolean()


@dataclass(frozen=True, slots=True)
class WholeNumber(Integer):
    """A whole number that the reference calls a number."""

    def json_schema(self) -> JsonSchema:
        return {"type": "number"} | {
            name: limit
            for name, limit, none in (
                ("minimum", self.minimum, -INT32_MAX),
                ("maximum", self.maximum, INT32_MAX),
            )
            if limit != none
        }


QUERY_ID = Integer(minimum=0, strings=True)
QUERY_INTEGER = Integer(strings=True)
QUERY_FLAG = Boolean(strings=True)
QUERY_IDS = Array(QUERY_ID, separated=True)
QUERY_TEXTS = Array(Text(max_length=1000), separated=True)


def envelope(name: str, data: Kind, meta: Kind) -> Object:
    """The body of a V3 answer."""
    return Object(name, {"data": Prop(data), "meta": Prop(meta)})
