"""A promotion as its owner has written it: what it takes off, under which conditions, for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from orderwright.domain.errors import FieldError, InvalidInput

AUTOMATIC, COUPON = "AUTOMATIC", "COUPON"
SINGLE, BULK = "SINGLE", "BULK"
ENABLED, DISABLED, INVALID = "ENABLED", "DISABLED", "INVALID"
EVERY_CURRENCY = "*"
CUSTOM_FIELD_MATCHERS_MAX = 10

Part = Mapping[str, Any]
"""A part as it is read and printed, by the names of V3."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """One promotion; `max_uses` 0 is no limit, `end_date` None is never, no `channels` are all.

    Its amounts are in its own currency, or in the store's where it is for every currency.
    `priority` says which comes first: the lower one, and of equal ones the older.
    """

    id: int = 0
    redemption_type: str = AUTOMATIC
    name: str = ""
    display_name: str = ""
    channels: tuple[int, ...] = ()
    customer: Part = field(default_factory=dict)
    rules: tuple[Part, ...] = ()
    current_uses: int = 0
    max_uses: int = 0
    status: str = ENABLED
    start_date: int = 0
    end_date: int | None = None
    stop: bool = False
    can_be_used_with_other_promotions: bool = True
    currency_code: str = ""
    notifications: tuple[Part, ...] = ()
    shipping_address: Part | None = None
    schedule: Part | None = None
    coupon_type: str = ""
    coupon_overrides_other_promotions: bool = False
    coupon_overrides_automatic_when_offering_higher_discounts: bool = False
    created_from: str = "api"
    priority: int = 0

    @property
    def is_coupon(self) -> bool:
        return self.redemption_type == COUPON

    @property
    def shown_name(self) -> str:
        """What shoppers are told."""
        return self.display_name or self.name


def check_promotion(promotion: Promotion) -> None:
    """Raises InvalidInput, naming every field that contradicts another."""
    errors = [*_contradictions(promotion), *_rule_errors(promotion)]
    if errors:
        raise InvalidInput(*errors)


def check_kinds(before: Promotion, after: Promotion) -> None:
    """Raises InvalidInput where a promotion would become one of another kind."""
    for name in ("redemption_type", "coupon_type"):
        if getattr(before, name) != getattr(after, name):
            raise InvalidInput(FieldError(name, "invalid", f"The {name} can not be changed."))


def _contradictions(promotion: Promotion) -> Iterator[FieldError]:
    if promotion.status == INVALID:
        yield FieldError("status", "invalid", "Only the store makes a promotion invalid.")
    if promotion.end_date is not None and promotion.end_date < promotion.start_date:
        reason = "The end_date is before the start_date."
        yield FieldError("end_date", "invalid", reason)
    customer = promotion.customer
    if customer.get("group_ids") and customer.get("excluded_group_ids"):
        reason = "Only one of group_ids and excluded_group_ids can be given."
        yield FieldError("excluded_group_ids", "invalid", reason, "customer.excluded_group_ids")
    shared = promotion.can_be_used_with_other_promotions
    name = "coupon_overrides_automatic_when_offering_higher_discounts"
    if getattr(promotion, name) and (shared or not promotion.is_coupon):
        reason = "Only a coupon that can not be used with other promotions can override them."
        yield FieldError(name, "invalid", reason)
    name = "coupon_overrides_other_promotions"
    if getattr(promotion, name) and (shared or not promotion.is_coupon):
        reason = "Only a coupon that can not be used with other promotions can override them."
        yield FieldError(name, "invalid", reason)


def _rule_errors(promotion: Promotion) -> Iterator[FieldError]:
    for position, rule in enumerate(promotion.rules):
        path = f"rules.{position}"
        condition = rule.get("condition") or {}
        for need in condition.get("and", [condition] if condition else []):
            cart = need.get("cart", {})
            least = cart.get("minimum_quantity"), cart.get("minimum_spend")
            if cart.get("items") and least == (None, None):
                reason = "Items need a minimum_quantity or a minimum_spend."
                yield FieldError("minimum_quantity", "required", reason, f"{path}.condition.cart")
        gift = rule["action"].get("gift_item")
        if gift is not None and not (gift.get("product_id") or gift.get("variant_id")):
            yield FieldError("product_id", "required", None, f"{path}.action.gift_item.product_id")
        if _custom_field_matchers(rule) > CUSTOM_FIELD_MATCHERS_MAX:
            reason = f"At most {CUSTOM_FIELD_MATCHERS_MAX} custom fields can be matched."
            yield FieldError("product_custom_field", "invalid", reason, path)


def _custom_field_matchers(value: Any) -> int:
    """How many custom fields a part matches, at any depth."""
    if isinstance(value, Mapping):
        own = "product_custom_field" in value
        return own + sum([_custom_field_matchers(part) for part in value.values()])
    if isinstance(value, list | tuple):
        return sum([_custom_field_matchers(part) for part in value])
    return 0
