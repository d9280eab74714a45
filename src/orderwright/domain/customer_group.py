"""A group of customers who share discounts and what they may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ACCESS_TYPES = ("all", "specific", "none")
RULE_TYPES = ("price_list", "all", "category", "product")
METHODS = ("percent", "fixed", "price")
WHOLE_CATALOG: Mapping[str, Any] = {"type": "all"}


@dataclass(frozen=True, slots=True)
class CustomerGroup:
    """Discount rules and category access are as on the wire, amounts in ten-thousandths."""

    id: int = 0
    name: str = ""
    is_default: bool = False
    is_group_for_guests: bool = False
    category_access: Mapping[str, Any] = field(default_factory=lambda: dict(WHOLE_CATALOG))
    discount_rules: tuple[Mapping[str, Any], ...] = ()
    date_created: int = 0
    date_modified: int = 0


def wrong_rules(rules: Sequence[Mapping[str, Any]]) -> str | None:
    """Why rules cannot stand together; None where they can."""
    kinds = [rule["type"] for rule in rules]
    if "price_list" in kinds and len(kinds) > 1:
        return "A price_list rule must be the only rule."
    if kinds.count("all") > 1:
        return "There can be only one rule of type all."
    return None
