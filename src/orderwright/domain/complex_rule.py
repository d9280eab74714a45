"""Complex rules: adjustments of a product that hold for some variants or chosen values."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from orderwright.domain.adjuster import Adjuster


@dataclass(frozen=True, slots=True)
class Condition:
    """A variant, or a value of a modifier."""

    id: int = 0
    modifier_id: int | None = None
    modifier_value_id: int | None = None
    variant_id: int | None = None


@dataclass(frozen=True, slots=True)
class ComplexRule:
    """Adjusts price and weight, or forbids to buy, where its conditions are met."""

    id: int = 0
    product_id: int = 0
    sort_order: int = 0
    enabled: bool = True
    stop: bool = False
    purchasing_disabled: bool = False
    purchasing_disabled_message: str = ""
    purchasing_hidden: bool = False
    image_url: str = ""
    price_adjuster: Adjuster | None = None
    weight_adjuster: Adjuster | None = None
    conditions: tuple[Condition, ...] = ()

    def is_met(self, variant_id: int, values: Collection[tuple[int, int]]) -> bool:
        """Whether all chosen values that it names, and one of the variants, are there."""
        of_variants = [c.variant_id for c in self.conditions if c.variant_id]
        of_values = [
            (c.modifier_id, c.modifier_value_id) for c in self.conditions if not c.variant_id
        ]
        return (
            bool(self.conditions)
            and (not of_variants or variant_id in of_variants)
            and all(value in values for value in of_values)
        )

    @property
    def key(self) -> frozenset[tuple[int | None, int | None, int | None]]:
        """What no two rules of a product may share."""
        return frozenset(
            (c.modifier_id, c.modifier_value_id, c.variant_id) for c in self.conditions
        )


def applying(
    rules: Sequence[ComplexRule], variant_id: int, values: Collection[tuple[int, int]]
) -> Iterator[ComplexRule]:
    """The enabled rules whose conditions are met, in their order, up to one that stops.

    `values` are ids of chosen modifiers with those of their values.
    """
    for rule in sorted(rules, key=lambda r: (r.sort_order, r.id)):
        if rule.enabled and rule.is_met(variant_id, values):
            yield rule
            if rule.stop:
                return
