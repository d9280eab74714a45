"""Schemas of V2 customer groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import (
    ARRAY_MAX,
    Array,
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
from orderwright.api.v2.order_fields import BOOLEAN, read_only
from orderwright.api.v3.filters import date_props
from orderwright.domain.customer_group import ACCESS_TYPES, METHODS, RULE_TYPES

_ID = Prop(Integer(minimum=1, strings=True))
_RULE = Object(
    "CustomerGroupRule",
    {
        "type": Prop(Text(enum=RULE_TYPES), required=True),
        "method": Prop(Text(enum=METHODS)),
        "amount": Prop(Money(minimum=0)),
        "price_list_id": _ID,
        "category_id": _ID,
        "product_id": _ID,
    },
)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "price_list": ("price_list_id",),
    "category": ("method", "amount", "category_id"),
    "product": ("method", "amount", "product_id"),
    "all": ("method", "amount"),
}


@dataclass(frozen=True, slots=True)
class Rules(Kind):
    """A list of discount rules, each with what its type needs and no more."""

    rule: Object = _RULE

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        if not isinstance(value, list) or len(value) > ARRAY_MAX:
            refuse(path, errors)
            return ()
        return tuple(
            self._rule(each, f"{path}.{position}", errors) for position, each in enumerate(value)
        )

    def _rule(self, value: Any, path: str, errors: Errors) -> Any:
        found: Errors = []
        rule = self.rule.read(value, path, found)
        errors.extend(found)
        if found:
            return rule
        needed = _NEEDED[rule["type"]]
        for name in needed:
            if name not in rule:
                refuse(f"{path}.{name}", errors, "required")
        return {"type": rule["type"], **{name: rule.get(name) for name in needed}}

    def json_schema(self) -> JsonSchema:
        return {"type": "array", "items": _RULE.body()}


_ACCESS = Object(
    "CategoryAccess",
    {
        "type": Prop(Text(enum=ACCESS_TYPES), required=True),
        "categories": Prop(Array(Integer(minimum=1, strings=True))),
    },
)
_FIELDS = {
    "name": Prop(Text(min_length=1, max_length=255)),
    "is_default": Prop(BOOLEAN),
    "category_access": Prop(_ACCESS),
    "discount_rules": Prop(Rules()),
    "is_group_for_guests": Prop(BOOLEAN),
}
_READ_ONLY = {
    "id": read_only(Integer()),
    "date_created": read_only(Text()),
    "date_modified": read_only(Text()),
}
GROUP_POST = Object(
    "CustomerGroupPost",
    {**_FIELDS, "name": Prop(_FIELDS["name"].kind, required=True), **_READ_ONLY},
)
GROUP_PUT = Object("CustomerGroupPut", {**_FIELDS, **_READ_ONLY})
GROUP = Object("CustomerGroup", {**_FIELDS, **{n: Prop(p.kind) for n, p in _READ_ONLY.items()}})
GROUP_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "name": Prop(Text(max_length=255)),
        "name:like": Prop(Text(max_length=255)),
        "is_default": Prop(BOOLEAN),
        "is_group_for_guests": Prop(BOOLEAN),
        **date_props("date_created", "date_modified"),
    },
)
ONE_QUERY = Object("", GROUP_QUERY.props, unknown="ignore")
