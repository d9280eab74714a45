"""Shipping, handling, wrapping and fees: a cost without tax, with it, and the tax between.

A cost may be given as a pair, as one side, or as a base in the store's pricing mode; what is
missing is completed from its tax class. Every completed row keeps `inc = ex + tax`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from orderwright.domain.money import checked, divide_half_up, round_to_unit, split
from orderwright.domain.tax import NO_TAX, TaxRate, TaxSet

TaxPart = tuple[TaxRate | None, int]
"""The tax of one rate; no rate where a given pair says what the tax is."""


class Pricing(NamedTuple):
    """How an order counts: prices with tax or without, and the smallest charge."""

    is_inclusive: bool
    unit: int
    """Ten-thousandths in the currency's minor unit."""


class CostInput(NamedTuple):
    """What is known of a cost; all three may be given, or any of them."""

    base: int | None = None
    ex_tax: int | None = None
    inc_tax: int | None = None
    taxes: TaxSet = NO_TAX


FREE = CostInput(0)


class Cost(NamedTuple):
    """A completed cost.

    `base` is as given. `discount` is what shipping discounts take off; the tax is that of the
    discounted amount, while the side that the store prices in is printed undiscounted.
    """

    base: int
    ex_tax: int
    inc_tax: int
    tax: int
    taxes: TaxSet = NO_TAX
    tax_parts: tuple[TaxPart, ...] = ()
    discount: int = 0

    @property
    def tax_class_id(self) -> int:
        return self.taxes.tax_class_id

    def gross(self, pricing: Pricing) -> int:
        """The side that the store prices in."""
        return self.inc_tax if pricing.is_inclusive else self.ex_tax

    @property
    def charged_inc_tax(self) -> int:
        return self.inc_tax - self.discount

    @property
    def charged_ex_tax(self) -> int:
        return self.ex_tax - self.discount


NO_COST = Cost(0, 0, 0, 0)


def complete_cost(cost: CostInput, pricing: Pricing, quantity: int = 1) -> Cost:
    """The whole row of a cost that is due `quantity` times.

    Raises InvalidAmount where a figure exceeds what a column can hold.
    """
    unit, taxes = pricing.unit, cost.taxes
    if cost is FREE:
        return NO_COST
    ex_tax, inc_tax = _times(cost.ex_tax, quantity, unit), _times(cost.inc_tax, quantity, unit)
    parts: tuple[TaxPart, ...]
    if ex_tax is not None and inc_tax is not None:
        parts = ((None, inc_tax - ex_tax),) if inc_tax != ex_tax else ()
    elif inc_tax is not None or (ex_tax is None and pricing.is_inclusive):
        if inc_tax is None:
            inc_tax = round_to_unit((cost.base or 0) * quantity, unit)
        parts = tuple(zip(taxes.rates, taxes.in_inclusive(inc_tax, unit), strict=True))
        ex_tax = inc_tax - sum([tax for _, tax in parts])
    else:
        if ex_tax is None:
            ex_tax = round_to_unit((cost.base or 0) * quantity, unit)
        parts = tuple(zip(taxes.rates, taxes.on_exclusive(ex_tax, unit), strict=True))
        inc_tax = ex_tax + sum([tax for _, tax in parts])
    base = cost.base
    if base is None:
        base = inc_tax if pricing.is_inclusive else ex_tax
    else:
        base *= quantity
    return Cost(
        checked(base), checked(ex_tax), checked(inc_tax), checked(inc_tax - ex_tax), taxes, parts
    )


def discount_cost(cost: Cost, discount: int, pricing: Pricing) -> Cost:
    """The row after a discount of at most the side that the store prices in."""
    if not discount:
        return cost
    full = cost.gross(pricing)
    parts = tax_of_rest(full, full - discount, cost.tax_parts, cost.taxes, pricing)
    tax = sum([amount for _, amount in parts])
    if pricing.is_inclusive:
        ex_tax, inc_tax = full - tax, full
    else:
        ex_tax, inc_tax = full, full + tax
    return Cost(cost.base, ex_tax, inc_tax, tax, cost.taxes, parts, discount)


def tax_of_rest(
    full: int, rest: int, parts: tuple[TaxPart, ...], taxes: TaxSet, pricing: Pricing
) -> tuple[TaxPart, ...]:
    """The tax of `rest`, left of an amount `full` whose tax is `parts`.

    Rates are applied anew; the tax of a given pair shrinks in proportion.
    """
    if len(parts) == 1 and parts[0][0] is None:
        given = parts[0][1]
        return ((None, divide_half_up(given * rest, full * pricing.unit) * pricing.unit),)
    rule = taxes.in_inclusive if pricing.is_inclusive else taxes.on_exclusive
    return tuple(zip(taxes.rates, rule(rest, pricing.unit), strict=True))


def split_cost(
    cost: Cost, weights: Sequence[int], keys: Sequence[str], pricing: Pricing
) -> list[Cost]:
    """The parts of an order's cost on its consignments; every column sums to the whole."""
    if len(weights) <= 1:
        return [cost] * len(weights)
    unit = pricing.unit
    full = split(cost.gross(pricing), weights, unit, keys)
    fair = [abs(part) for part in full]
    bases = split(cost.base, weights, unit, keys)
    discounts = split(cost.discount, fair, unit, keys)
    by_rate = [split(amount, fair, unit, keys) for _, amount in cost.tax_parts]
    rates = [rate for rate, _ in cost.tax_parts]
    parts: list[Cost] = []
    for index, amount in enumerate(full):
        taxes = tuple(
            [(rate, amounts[index]) for rate, amounts in zip(rates, by_rate, strict=True)]
        )
        tax = sum([part for _, part in taxes])
        ex_tax = amount - tax if pricing.is_inclusive else amount
        parts.append(
            Cost(bases[index], ex_tax, ex_tax + tax, tax, cost.taxes, taxes, discounts[index])
        )
    return parts


def sum_costs(costs: Sequence[Cost]) -> Cost:
    """The order's row of several costs; the tax class is that of the first that has one."""
    if not costs:
        return NO_COST
    if len(costs) == 1:
        return costs[0]
    return Cost(
        checked(sum([cost.base for cost in costs])),
        checked(sum([cost.ex_tax for cost in costs])),
        checked(sum([cost.inc_tax for cost in costs])),
        checked(sum([cost.tax for cost in costs])),
        next((cost.taxes for cost in costs if cost.taxes.tax_class_id), costs[0].taxes),
        tuple([part for cost in costs for part in cost.tax_parts]),
        sum([cost.discount for cost in costs]),
    )


def _times(amount: int | None, quantity: int, unit: int) -> int | None:
    return None if amount is None else round_to_unit(amount * quantity, unit)
