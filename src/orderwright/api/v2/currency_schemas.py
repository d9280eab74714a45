"""Schemas of V2 currencies."""

from dataclasses import dataclass
from typing import Any

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import (
    Array,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Object,
    Prop,
    Text,
    refuse,
)
from orderwright.api.v2.order_fields import BOOLEAN, read_only
from orderwright.domain.money import InvalidAmount, parse_rate

LOCATIONS = ("left", "right")
REQUIRED = (
    "name", "currency_code", "currency_exchange_rate", "token_location", "token", "decimal_token",
    "thousands_token", "decimal_places",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate(Kind):
    """An exchange rate as number or string; read in units of 10⁻¹⁰."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        try:
            return parse_rate(value)
        except InvalidAmount:
            refuse(path, errors)
            return 0

    def json_schema(self) -> JsonSchema:
        return {"type": ["string", "number"]}


_FIELDS = {
    "is_default": Prop(BOOLEAN),
    "country_iso2": Prop(Text(max_length=2)),
    "currency_code": Prop(Text(pattern="[A-Z]{3}")),
    "currency_exchange_rate": Prop(Rate()),
    "auto_update": Prop(BOOLEAN),
    "token_location": Prop(Text(enum=LOCATIONS)),
    "token": Prop(Text(min_length=1, max_length=10)),
    "decimal_token": Prop(Text(min_length=1, max_length=1)),
    "thousands_token": Prop(Text(max_length=1)),
    "decimal_places": Prop(Integer(minimum=0, maximum=4, strings=True)),
    "name": Prop(Text(min_length=1, max_length=100)),
    "enabled": Prop(BOOLEAN),
    "is_transactional": Prop(BOOLEAN),
    "use_default_name": Prop(BOOLEAN),
    "default_for_country_codes": Prop(Array(Text(max_length=3))),
}
_READ_ONLY = {"id": read_only(Integer()), "last_updated": read_only(Text())}
CURRENCY_POST = Object(
    "CurrencyPost",
    {name: Prop(prop.kind, required=name in REQUIRED) for name, prop in _FIELDS.items()}
    | _READ_ONLY,
)
CURRENCY_PUT = Object(
    "CurrencyPut",
    _FIELDS | _READ_ONLY | {"currency_code": read_only(Text())},
)
CURRENCY = Object(
    "Currency",
    {**_FIELDS, "id": Prop(Integer()), "last_updated": Prop(Text())},
)
CURRENCY_QUERY = Object("", PAGE_PROPS)
