"""The figures of one order line, from its price, quantity, taxes and discounts.

The side that the store prices in (ex tax, or inc tax in an inclusive store) is the price times the
quantity, rounded to what the currency can charge, and stays undiscounted. The tax is that of the
discounted amount. The other side follows:

- exclusive: `total_inc = total_ex + total_tax`, so the row adds up;
- inclusive: `total_ex = total_inc x (1 - tax / discounted inc)` to four decimals, as recorded
  (behaviour 1.9, rules 6 and 7); without a discount that is `total_inc - total_tax`.

In both, `discounted_total_inc_tax` is `total_inc_tax` less the discounts, and what is charged.
"""

from typing import NamedTuple

from orderwright.domain.cost import (
    NO_COST,
    Cost,
    CostInput,
    Pricing,
    TaxPart,
    complete_cost,
    tax_of_rest,
)
from orderwright.domain.discount import AppliedDiscount, Discount
from orderwright.domain.money import checked, divide_half_up, round_to_unit
from orderwright.domain.tax import NO_TAX, TaxSet


class LineInput(NamedTuple):
    """What a line is priced from.

    `key` breaks ties when cents are shared out: something of the line itself (product, variant,
    name), not its position. Either `base_price` (in the store's pricing mode) with `taxes`, or both
    `price_ex_tax` and `price_inc_tax`, which then say what the tax is. `wrapping` is per unit.
    """

    key: str
    quantity: int
    base_price: int = 0
    price_ex_tax: int | None = None
    price_inc_tax: int | None = None
    taxes: TaxSet = NO_TAX
    cost_price: int = 0
    wrapping: CostInput | None = None
    discounts: tuple[Discount, ...] = ()


class LineFigures(NamedTuple):
    """The money of one order product, named as on the wire; `price_*` are of one unit."""

    quantity: int
    base_price: int
    price_ex_tax: int
    price_inc_tax: int
    price_tax: int
    base_total: int
    total_ex_tax: int
    total_inc_tax: int
    total_tax: int
    cost_price: int
    """The cost price with and without tax: recorded equal, with a tax of zero."""
    discount: int
    discounted_total_inc_tax: int
    applied_discounts: tuple[AppliedDiscount, ...]
    tax_parts: tuple[TaxPart, ...]
    wrapping: Cost = NO_COST
    """Of the whole line."""
    wrapping_unit: Cost = NO_COST
    """Of one unit, as the order product prints it."""

    @property
    def charged_ex_tax(self) -> int:
        """What the line costs after discounts, without tax."""
        return self.discounted_total_inc_tax - self.total_tax


def line_gross(line: LineInput, pricing: Pricing) -> int:
    """The undiscounted line in the store's pricing mode, as the currency can charge it."""
    return round_to_unit(_base_price(line, pricing) * line.quantity, pricing.unit)


def line_figures(
    line: LineInput,
    gross: int,
    pricing: Pricing,
    discount: int = 0,
    applied: tuple[AppliedDiscount, ...] = (),
) -> LineFigures:
    """All money of a line; `gross` is its `line_gross`, raises InvalidAmount beyond all columns."""
    if line.price_ex_tax is None or line.price_inc_tax is None:
        price, total, parts = _from_rates(line, gross, gross - discount, pricing)
    else:
        price, total, parts = _from_pair(line, gross, gross - discount, pricing)
    wrapping, wrapping_unit = _wrapping(line, pricing)
    price_ex_tax, price_inc_tax = price
    total_ex_tax, total_inc_tax = total
    return LineFigures(
        line.quantity,
        _base_price(line, pricing),
        price_ex_tax,
        checked(price_inc_tax),
        price_inc_tax - price_ex_tax,
        gross,
        checked(total_ex_tax),
        checked(total_inc_tax),
        checked(sum([tax for _, tax in parts])),
        line.cost_price,
        discount,
        total_inc_tax - discount,
        applied,
        parts,
        wrapping,
        wrapping_unit,
    )


_Sides = tuple[int, int]
"""Without tax, with tax."""


def _from_rates(
    line: LineInput, gross: int, net: int, pricing: Pricing
) -> tuple[_Sides, _Sides, tuple[TaxPart, ...]]:
    taxes, unit, price = line.taxes, pricing.unit, line.base_price
    if not taxes.rates:
        return (price, price), (gross, gross), ()
    if pricing.is_inclusive:
        amounts = taxes.in_inclusive(net, unit)
        tax = sum(amounts)
        sides = _inclusive_sides(price, gross, net, tax, taxes, unit)
    else:
        amounts = taxes.on_exclusive(net, unit)
        tax = sum(amounts)
        full_tax = tax if net == gross else sum(taxes.on_exclusive(gross, unit))
        if gross:
            price_tax = divide_half_up(price * full_tax, gross)
        else:
            price_tax = sum(taxes.on_exclusive(price, unit))
        sides = (price, price + price_tax), (gross, gross + tax)
    return *sides, tuple(zip(taxes.rates, amounts, strict=True))


def _inclusive_sides(
    price: int, gross: int, net: int, tax: int, taxes: TaxSet, unit: int
) -> tuple[_Sides, _Sides]:
    """Rule 7; where nothing is left to take the ratio from, the undiscounted tax."""
    if net:
        price_ex_tax = divide_half_up(price * (net - tax), net)
        total_ex_tax = divide_half_up(gross * (net - tax), net)
    else:
        price_ex_tax = price - sum(taxes.in_inclusive(price, unit))
        total_ex_tax = gross - sum(taxes.in_inclusive(gross, unit))
    return (price_ex_tax, price), (total_ex_tax, gross)


def _from_pair(
    line: LineInput, gross: int, net: int, pricing: Pricing
) -> tuple[_Sides, _Sides, tuple[TaxPart, ...]]:
    price_ex_tax, price_inc_tax = line.price_ex_tax, line.price_inc_tax
    assert price_ex_tax is not None
    assert price_inc_tax is not None
    total_ex_tax = round_to_unit(price_ex_tax * line.quantity, pricing.unit)
    total_inc_tax = round_to_unit(price_inc_tax * line.quantity, pricing.unit)
    parts: tuple[TaxPart, ...] = ()
    if total_inc_tax != total_ex_tax:
        parts = ((None, total_inc_tax - total_ex_tax),)
        if net != gross:
            parts = tax_of_rest(gross, net, parts, line.taxes, pricing)
            if not pricing.is_inclusive:
                total_inc_tax = total_ex_tax + parts[0][1]
    return (price_ex_tax, price_inc_tax), (total_ex_tax, total_inc_tax), parts


def _wrapping(line: LineInput, pricing: Pricing) -> tuple[Cost, Cost]:
    cost = line.wrapping
    if cost is None:
        return NO_COST, NO_COST
    whole = complete_cost(cost, pricing, line.quantity)
    one = complete_cost(cost, pricing)
    if cost.ex_tax is not None and cost.inc_tax is not None:
        ex_tax, inc_tax = cost.ex_tax, cost.inc_tax
    elif line.quantity:
        tax = divide_half_up(whole.tax, line.quantity)
        ex_tax = one.inc_tax - tax if pricing.is_inclusive else one.ex_tax
        inc_tax = ex_tax + tax
    else:
        return whole, one
    return whole, Cost(one.base, ex_tax, inc_tax, inc_tax - ex_tax, one.taxes)


def _base_price(line: LineInput, pricing: Pricing) -> int:
    if line.price_ex_tax is None or line.price_inc_tax is None:
        return line.base_price
    return line.price_inc_tax if pricing.is_inclusive else line.price_ex_tax
