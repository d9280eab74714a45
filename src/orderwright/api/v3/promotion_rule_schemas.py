"""Schemas of what promotions ask for and what they give, by the names of V3."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.api.schema import (
    AnyOf,
    Array,
    Boolean,
    Errors,
    Integer,
    Kind,
    Object,
    Prop,
    Text,
    refuse,
)
from orderwright.domain.money import SCALE, InvalidAmount, parse_money

IDS_MAX = 1_000
PARTS_MAX = 50
VALUES_MAX = 250
RULES_MAX = 50
QUANTITY_MAX = 1_000_000
ITEM_LEVELS = 4
SEGMENT_LEVELS = 4
PERCENT_MAX = 100 * SCALE
LIMIT_MIN, LIMIT_MAX = 1 * SCALE, 10_000_000 * SCALE
STRATEGIES = (
    "LEAST_EXPENSIVE", "LEAST_EXPENSIVE_ONLY", "MOST_EXPENSIVE", "MOST_EXPENSIVE_ONLY",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OneOf(Object):
    """An object with exactly one of its properties."""

    def read(self, value: Any, path: str, errors: Errors) -> Any:
        read = Object.read(self, value, path, errors)
        if isinstance(value, dict) and len(value) != 1:
            refuse(path, errors, detail=f"Exactly one of {', '.join(self.props)} is needed.")
        return read


def _amount_between(least: int, most: int) -> Any:
    def check(text: str) -> bool:
        try:
            return least <= parse_money(text) <= most
        except InvalidAmount:
            return False

    return check


def _written(least: int, most: int) -> Text:
    """An amount as text, which is kept as it came; a number is taken for its text."""
    check = _amount_between(least, most)
    return Text(numbers=True, max_length=20, pattern=r"\d+(\.\d+)?", check=check)


MONEY = _written(0, 10**9 * SCALE)
QUANTITY = Integer(minimum=1, maximum=QUANTITY_MAX)
_IDS = Array(Integer(minimum=0), max_items=IDS_MAX, min_items=1)
_FLAG = Boolean()
_LIMIT = _written(LIMIT_MIN, LIMIT_MAX)


def _simple_items(level: int) -> dict[str, Prop]:
    name = Text(min_length=1, max_length=255)
    values = Array(Text(max_length=255), max_items=VALUES_MAX, min_items=1)
    option = {
        "type": Prop(Text(enum=("string_match",)), required=True),
        "name": Prop(name, required=True),
        "values": Prop(values, required=True),
    }
    own = {"name": Prop(name, required=True), "values": Prop(values, required=True)}
    return {
        "brands": Prop(_IDS),
        "categories": Prop(_IDS),
        "products": Prop(_IDS),
        "variants": Prop(_IDS),
        "product_option": Prop(Object(f"PromotionProductOption{level}", option)),
        "product_custom_field": Prop(Object(f"PromotionCustomField{level}", own)),
    }


def _items(level: int) -> Object:
    props = _simple_items(level)
    if level < ITEM_LEVELS:
        inner = _items(level + 1)
        several = Array(inner, max_items=PARTS_MAX, min_items=1)
        props |= {"and": Prop(several), "or": Prop(several), "not": Prop(inner)}
    return OneOf(f"PromotionItems{level}", props)


def _segments(level: int) -> Object:
    props = {"id": Prop(Array(Text(max_length=36), max_items=IDS_MAX, min_items=1))}
    if level < SEGMENT_LEVELS:
        inner = _segments(level + 1)
        several = Array(inner, max_items=PARTS_MAX, min_items=2)
        props |= {"and": Prop(several), "or": Prop(several), "not": Prop(inner)}
    return OneOf(f"PromotionSegments{level}", props)


def _one(name: str, props: Mapping[str, Kind]) -> Object:
    return OneOf(name, {key: Prop(kind) for key, kind in props.items()})


ITEMS = _items(1)
SEGMENTS = _segments(1)

_NEED = OneOf(
    "PromotionCartCondition",
    {
        "cart": Prop(
            Object(
                "PromotionCartNeeds",
                {
                    "items": Prop(ITEMS),
                    "minimum_spend": Prop(MONEY),
                    "minimum_quantity": Prop(Integer(minimum=0, maximum=QUANTITY_MAX)),
                },
            )
        )
    },
)
CONDITION = _one(
    "PromotionCondition",
    {
        "cart": _NEED.props["cart"].kind,
        "and": Array(_NEED, max_items=PARTS_MAX, min_items=1),
    },
)
_DISCOUNT = _one(
    "PromotionDiscount", {"fixed_amount": MONEY, "percentage_amount": _written(0, PERCENT_MAX)}
)
_OFF = {
    "discount": Prop(_DISCOUNT, required=True),
    "maximum_allowed_discount_amount": Prop(_LIMIT, nullable=True),
}
_CHOSEN = {
    "items": Prop(ITEMS),
    "strategy": Prop(Text(enum=STRATEGIES)),
    "include_items_considered_by_condition": Prop(_FLAG),
    "exclude_items_on_sale": Prop(_FLAG),
}
ACTION = _one(
    "PromotionAction",
    {
        "cart_value": Object("PromotionCartValue", _OFF),
        "cart_items": Object(
            "PromotionCartItems",
            {
                **_OFF,
                **_CHOSEN,
                "as_total": Prop(_FLAG),
                "quantity": Prop(QUANTITY),
                "add_free_item": Prop(_FLAG),
            },
        ),
        "gift_item": Object(
            "PromotionGiftItem",
            {
                "quantity": Prop(QUANTITY, required=True),
                "product_id": Prop(Integer(minimum=1)),
                "variant_id": Prop(Integer(minimum=1)),
            },
        ),
        "fixed_price_set": Object(
            "PromotionFixedPriceSet",
            {
                "quantity": Prop(QUANTITY, required=True),
                "fixed_price": Prop(MONEY, required=True),
                **_CHOSEN,
            },
        ),
        "shipping": Object(
            "PromotionShipping",
            {
                "free_shipping": Prop(_FLAG),
                "zone_ids": Prop(
                    AnyOf((Text(enum=("*",)), Array(Integer(minimum=1), max_items=IDS_MAX))),
                    required=True,
                ),
            },
        ),
    },
)
RULE = Object(
    "PromotionRule",
    {
        "action": Prop(ACTION, required=True),
        "apply_once": Prop(_FLAG),
        "stop": Prop(_FLAG),
        "condition": Prop(CONDITION, nullable=True),
    },
)
