"""Discounts on an order, and how they spread over its lines and shipping costs.

One after the other, in the order given, each is capped at what is left and split by largest
remainder in minor units. Each part's weight is what is left of its line, so no line falls below
zero; lines that cost nothing or less take no part (ADR 0004).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from orderwright.domain.money import round_to_unit, split

Target = Literal["order", "product", "shipping"]

MANUAL_ID = "manual-discount"
MANUAL_NAME = "Manual Discount"


@dataclass(frozen=True, slots=True)
class Discount:
    """An amount off the order, in the store's pricing mode; with a code it is a coupon.

    `lines` are positions of the lines it may reduce, None for all; the target `shipping` reduces
    shipping costs instead, those of the consignments at the positions in `consignments`.
    """

    id: str
    amount: int
    name: str | None = None
    code: str | None = None
    target: Target = "order"
    lines: tuple[int, ...] | None = None
    consignments: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class AppliedDiscount:
    """A discount's part on one line, an entry of `applied_discounts`."""

    id: str
    amount: int
    name: str | None
    code: str | None
    target: Target


def manual_discount(amount: int) -> Discount:
    """The order's `discount_amount` (behaviour 1.9, rule 5)."""
    return Discount(MANUAL_ID, amount, MANUAL_NAME)


class Spread:
    """What discounts have taken so far of parts with the given amounts (lines, or costs)."""

    def __init__(self, amounts: Sequence[int], keys: Sequence[str], unit: int) -> None:
        self.left = [max(0, amount) for amount in amounts]
        self.taken = [0] * len(amounts)
        self.applied: list[list[AppliedDiscount]] = [[] for _ in amounts]
        self._keys = keys
        self._unit = unit

    def take(self, discount: Discount, only: Sequence[int] | None = None) -> int:
        """Spread it over the parts at the positions `only` (None: all); returns what it took."""
        positions = range(len(self.left)) if only is None else only
        weights = [self.left[position] for position in positions]
        amount = _capped(discount.amount, sum(weights), self._unit)
        if not amount:
            return 0
        keys = [self._keys[position] for position in positions]
        for position, part in zip(positions, split(amount, weights, self._unit, keys), strict=True):
            if part:
                self.left[position] -= part
                self.taken[position] += part
                self.applied[position].append(
                    AppliedDiscount(
                        discount.id, part, discount.name, discount.code, discount.target
                    )
                )
        return amount


class Taken:
    """What each discount of an order has taken off it."""

    def __init__(self, discounts: Sequence[Discount], manual_amount: int) -> None:
        self.by_discount = [0] * len(discounts)
        self.manual = 0
        self.manual_amount = manual_amount
        self._discounts = discounts
        self._of_lines = 0
        self._of_lines_by_coupon = 0

    @property
    def coupon(self) -> int:
        """Taken by discounts with a code."""
        pairs = zip(self._discounts, self.by_discount, strict=True)
        return self._of_lines_by_coupon + sum(
            [taken for one, taken in pairs if one.code is not None]
        )

    @property
    def other(self) -> int:
        """Taken by promotions and by hand."""
        return self._of_lines + sum(self.by_discount) + self.manual - self.coupon

    def from_lines(
        self,
        gross: Sequence[int],
        keys: Sequence[str],
        own: Sequence[Sequence[Discount]],
        unit: int,
    ) -> Spread:
        """Take each line's own discounts, then the order's in their order, the manual one last."""
        spread = Spread(gross, keys, unit)
        for position, discounts in enumerate(own):
            for discount in discounts:
                amount = spread.take(discount, (position,))
                self._of_lines += amount
                if discount.code is not None:
                    self._of_lines_by_coupon += amount
        for index, discount in enumerate(self._discounts):
            if discount.target != "shipping":
                self.by_discount[index] = spread.take(discount, discount.lines)
        self.manual = spread.take(manual_discount(self.manual_amount))
        return spread

    def from_shipping(self, gross: Sequence[int], keys: Sequence[str], unit: int) -> list[int]:
        """Take the discounts on shipping; returns what they take of each cost."""
        spread = Spread(gross, keys, unit)
        for index, discount in enumerate(self._discounts):
            if discount.target == "shipping":
                self.by_discount[index] = spread.take(discount, discount.consignments)
        return spread.taken

    def from_overridden(self, subtotal: int, unit: int) -> None:
        """Where the subtotal is given, it bounds the order's discounts, and not the lines."""
        left = max(0, subtotal - self._of_lines)
        for index, discount in enumerate(self._discounts):
            if discount.target != "shipping":
                self.by_discount[index] = _capped(discount.amount, left, unit)
                left -= self.by_discount[index]
        self.manual = _capped(self.manual_amount, left, unit)


def _capped(amount: int, left: int, unit: int) -> int:
    return min(max(round_to_unit(amount, unit), 0), left)
