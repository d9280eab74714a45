"""Tax on an amount: rates of one priority add up, compound ones of a higher priority tax the tax.

A rate is an integer of millionths of a percent (8.25 % is 8_250_000). The tax of each rate is taken
on the discounted amount of a line or cost and rounded half up to what the currency can charge
(behaviour 1.9, rule 7). A rate that compounds is worked out from the exact lower taxes, not from
their rounded ones, so that a price without tax and the same price with it give the same tax.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from orderwright.domain.money import InvalidAmount, divide_half_up, parse_money, print_4

PERCENT = 1_000_000
"""A rate of one percent."""

WHOLE = 100 * PERCENT
"""A rate of one hundred percent: the denominator of every rate."""

MAX_RATE = 1_000 * PERCENT
_UNITS_PER_MONEY_UNIT = PERCENT // 10_000


@dataclass(frozen=True, slots=True)
class TaxRate:
    """One rate as it applies to one tax class; `rate` in millionths of a percent."""

    id: int
    name: str
    rate: int
    priority: int = 1
    is_compound: bool = True
    """Whether it also taxes the taxes of lower priorities, if there are any."""


@dataclass(frozen=True, slots=True)
class TaxSet:
    """All rates that apply to a line or cost, with what each takes of an amount without tax.

    Make one with `tax_set`; it is worked out once and used for many lines.
    """

    rates: tuple[TaxRate, ...] = ()
    tax_class_id: int = 0
    class_name: str = ""
    numerators: tuple[int, ...] = field(default=(), repr=False)
    denominator: int = field(default=1, repr=False)
    gross: int = field(default=1, repr=False)
    """What an amount of `denominator` without tax is with it."""

    def on_exclusive(self, amount: int, unit: int) -> tuple[int, ...]:
        """The tax of each rate on an amount without tax, in whole multiples of `unit`."""
        denominator = self.denominator * unit
        return tuple(
            [
                divide_half_up(amount * numerator, denominator) * unit
                for numerator in self.numerators
            ]
        )

    def in_inclusive(self, amount: int, unit: int) -> tuple[int, ...]:
        """The tax of each rate inside an amount with tax, in whole multiples of `unit`.

        The parts never exceed the amount, so that something is always left for the price.
        """
        denominator = self.gross * unit
        taxes = [
            divide_half_up(amount * numerator, denominator) * unit for numerator in self.numerators
        ]
        return tuple(taxes if abs(sum(taxes)) <= abs(amount) else _cut(taxes, amount))


NO_TAX = TaxSet()


def tax_set(rates: Iterable[TaxRate], tax_class_id: int = 0, class_name: str = "") -> TaxSet:
    """The rates in the order in which they apply, worked out for use."""
    ordered = tuple(sorted(rates, key=lambda rate: (rate.priority, rate.id, rate.name, rate.rate)))
    if not ordered:
        return TaxSet((), tax_class_id, class_name)
    priorities = sorted({rate.priority for rate in ordered})
    denominator = WHOLE ** len(priorities)
    fractions: list[int] = []
    below = denominator
    for priority in priorities:
        level = [
            rate.rate * (below if rate.is_compound else denominator) // WHOLE
            for rate in ordered
            if rate.priority == priority
        ]
        fractions += level
        below += sum(level)
    return TaxSet(ordered, tax_class_id, class_name, tuple(fractions), denominator, below)


def parse_percent(value: object) -> int:
    """A rate in millionths of a percent from a number or numeral of percents (at most 4 decimals).

    Raises InvalidAmount for what is no number, negative, or above 1,000 %.
    """
    rate = parse_money(value) * _UNITS_PER_MONEY_UNIT
    if not 0 <= rate <= MAX_RATE:
        raise InvalidAmount("out of range")
    return rate


def print_percent(rate: int) -> str:
    """`8.2500`, a rate in percents with four decimals."""
    return print_4(rate // _UNITS_PER_MONEY_UNIT)


def _cut(taxes: list[int], amount: int) -> list[int]:
    """Taxes of less than a minor unit each may together be rounded above it; the last give way."""
    left = amount
    cut: list[int] = []
    for tax in taxes:
        part = min(tax, left) if amount > 0 else max(tax, left)
        cut.append(part)
        left -= part
    return cut
