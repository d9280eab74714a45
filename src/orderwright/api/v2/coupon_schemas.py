"""Schemas of V2 coupons; what a coupon applies to is read in the recorded words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import (
    AnyOf,
    Anything,
    Array,
    DateTime,
    Errors,
    Integer,
    JsonSchema,
    Kind,
    Money,
    Object,
    Prop,
    Text,
    refuse,
)
from orderwright.api.v2.order_fields import BOOLEAN, COUNT, ID, read_only
from orderwright.api.v3.filters import IDS
from orderwright.domain.coupon import ENTITIES, TYPES

IDS_MAX = 1_000
_OPTIONS = " or ".join(f"'{entity}'" for entity in ENTITIES)
_ID = Integer(minimum=0, strings=True)


@dataclass(frozen=True, slots=True)
class AppliesTo(Kind):
    """Categories or products; read as the two fields of a coupon."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if not isinstance(value, dict):
            refuse(path, errors)
            return {}
        entity = value.get("entity", "")
        if entity not in ENTITIES:
            reason = f"The provided value '{entity}' is not valid, valid options are {_OPTIONS}."
            refuse(f"{path}->entity", errors, detail=reason)
        ids = value.get("ids", [])
        if not isinstance(ids, list) or len(ids) > IDS_MAX:
            refuse("ids", errors, detail="The provided value is not a valid array.")
            ids = []
        read = [_ID.read(each, "ids", errors) for each in ids]
        return {"entity": entity, "entity_ids": tuple(read)}

    def json_schema(self) -> JsonSchema:
        return {
            "type": "object",
            "properties": {
                "entity": {"type": "string", "enum": list(ENTITIES)},
                "ids": {"type": "array", "items": {"type": "integer"}},
            },
        }


@dataclass(frozen=True, slots=True)
class Expiry(Kind):
    """A date, or an empty string for none."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if value == "":
            return None
        reason = "The provided value '{value}' is not a valid RFC-2822 date."
        return DateTime(detail=reason).read(value, path, errors)

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


_RESTRICTIONS = Object(
    "CouponRestrictions", {"countries": Prop(Text(max_length=2_000))}, unknown="ignore"
)
_AMOUNT = Money(minimum=0)
_FIELDS: Mapping[str, Prop] = {
    "name": Prop(Text(min_length=1, max_length=100)),
    "type": Prop(Text(enum=TYPES)),
    "amount": Prop(_AMOUNT),
    "min_purchase": Prop(_AMOUNT),
    "expires": Prop(Expiry()),
    "enabled": Prop(BOOLEAN),
    "code": Prop(Text(min_length=1, max_length=50, pattern=r"[a-zA-Z0-9_\s-]+")),
    "applies_to": Prop(AppliesTo()),
    "max_uses": Prop(COUNT),
    "max_uses_per_customer": Prop(COUNT),
    "restricted_to": Prop(AnyOf((Array(Text(), max_items=0), _RESTRICTIONS))),
    "shipping_methods": Prop(Array(Text(max_length=100)), nullable=True),
}
_READ_ONLY = {
    "id": read_only(Integer()),
    "num_uses": read_only(Integer()),
    "date_created": read_only(Text()),
}
# `applies_to` is required as well, but only once all that is given is right (behaviour 1.12).
REQUIRED = ("name", "code", "type", "amount")
COUPON_POST = Object(
    "CouponPost",
    {
        **{name: Prop(_FIELDS[name].kind, required=True) for name in REQUIRED},
        **{name: prop for name, prop in _FIELDS.items() if name not in REQUIRED},
        **_READ_ONLY,
    },
)
COUPON_PUT = Object("CouponPut", {**_FIELDS, **_READ_ONLY})
COUPON = Object(
    "Coupon",
    {
        "id": Prop(Integer()),
        "name": Prop(Text()),
        "type": Prop(Text(enum=TYPES)),
        "amount": Prop(Money(printed=("string",))),
        "min_purchase": Prop(Money(printed=("string",))),
        "expires": Prop(Text()),
        "enabled": Prop(BOOLEAN),
        "code": Prop(Text()),
        "applies_to": Prop(AppliesTo()),
        "num_uses": Prop(Integer()),
        "max_uses": Prop(Integer()),
        "max_uses_per_customer": Prop(Integer()),
        "restricted_to": Prop(AnyOf((_RESTRICTIONS, Array(Anything())))),
        "shipping_methods": Prop(Array(Text()), nullable=True),
        "date_created": Prop(Text()),
    },
)
COUPON_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "id": Prop(ID),
        "code": Prop(Text(max_length=100)),
        "name": Prop(Text(max_length=200)),
        "type": Prop(Text(enum=TYPES)),
        "exclude_type": Prop(Text(enum=TYPES)),
        "min_id": Prop(ID),
        "max_id": Prop(ID),
    },
)
DELETE_QUERY = Object("", {"id:in": Prop(IDS)})
COUNT_ANSWER = Object("Count", {"count": Prop(Integer(minimum=0))})
