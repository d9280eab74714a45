"""Every money figure of an order, from what it is priced from (ADR 0004 has the reasons).

    total_inc = subtotal_inc + shipping + handling + wrapping + fees (each inc) - discounts
    total_tax = the sum of all rounded taxes
    total_ex  = total_inc - total_tax

In exclusive pricing that equals the lines' ex-tax totals plus costs less discounts, because each
row there is `inc = ex + tax`. Overridden totals win over everything; an overridden subtotal takes
the place of the lines in the total. A total may be negative, as custom lines may have negative
quantities.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from orderwright.domain.cost import (
    FREE,
    Cost,
    CostInput,
    Pricing,
    TaxPart,
    complete_cost,
    discount_cost,
    split_cost,
    sum_costs,
)
from orderwright.domain.discount import Discount, Taken
from orderwright.domain.money import checked, minor_unit, round_to_unit
from orderwright.domain.order_line import LineFigures, LineInput, line_figures, line_gross
from orderwright.domain.tax import TaxRate, TaxSet

TaxedKind = Literal["item", "shipping", "handling", "gift-wrapping", "fee"]


class ConsignmentInput(NamedTuple):
    """One destination. `weight` (its quantity of items) shares out costs that the order gives."""

    key: str
    weight: int = 1
    shipping: CostInput = FREE
    handling: CostInput = FREE


class Override(NamedTuple):
    """A pair that replaces a computed row and is kept as given."""

    ex_tax: int
    inc_tax: int


class OrderInput(NamedTuple):
    """All that an order is priced from.

    `discounts` (promotions and coupons) apply in their order, then `discount_amount`. `shipping`,
    `handling` and `wrapping`, where given, replace those of the consignments and lines.
    """

    is_tax_inclusive: bool
    decimals: int
    lines: tuple[LineInput, ...]
    discount_amount: int = 0
    discounts: tuple[Discount, ...] = ()
    consignments: tuple[ConsignmentInput, ...] = ()
    shipping: CostInput | None = None
    handling: CostInput | None = None
    wrapping: CostInput | None = None
    fees: tuple[CostInput, ...] = ()
    store_credit_amount: int = 0
    gift_certificate_amount: int = 0
    subtotal: Override | None = None
    total: Override | None = None


class TaxRow(NamedTuple):
    """One rate on one thing; `position` is that of the line, consignment or fee in the input.

    No `rate` means that a given pair of prices says what the tax is; no `position` that the tax is
    on a cost of the whole order. `priority_amount` sums the rates of the same priority.
    """

    kind: TaxedKind
    position: int | None
    rate: TaxRate | None
    tax_class_id: int
    class_name: str
    priority_amount: int
    line_amount: int


class ConsignmentFigures(NamedTuple):
    """The costs of one destination."""

    shipping: Cost
    handling: Cost


class OrderFigures(NamedTuple):
    """The money of an order, named as on the wire; lists are in the order of the input.

    `discount_amount` and `coupon_discount` are what takes effect; where the total is overridden,
    nothing does and `discount_amount` is as given. `discounts_taken` are by discount, and
    `outstanding` is what is left to pay after gift certificates and store credit.
    """

    subtotal_ex_tax: int
    subtotal_inc_tax: int
    subtotal_tax: int
    shipping: Cost
    handling: Cost
    wrapping: Cost
    fees_total: Cost
    total_ex_tax: int
    total_inc_tax: int
    total_tax: int
    discount_amount: int
    coupon_discount: int
    discounts_taken: tuple[int, ...]
    store_credit_amount: int
    gift_certificate_amount: int
    outstanding: int
    items_total: int
    is_subtotal_overridden: bool
    is_total_overridden: bool
    lines: tuple[LineFigures, ...]
    consignments: tuple[ConsignmentFigures, ...]
    fees: tuple[Cost, ...]
    taxes: tuple[TaxRow, ...]


def order_totals(order: OrderInput) -> OrderFigures:
    """Compute the order; raises InvalidAmount where a figure exceeds what a column can hold."""
    pricing = Pricing(order.is_tax_inclusive, minor_unit(order.decimals))
    taken = Taken(order.discounts, order.discount_amount)
    lines = _lines(order, pricing, taken)
    costs = _costs(order, lines, pricing, taken)
    subtotal = _subtotal(order, lines)
    if order.subtotal is not None:
        own_side = subtotal.inc_tax if pricing.is_inclusive else subtotal.ex_tax
        taken.from_overridden(own_side, pricing.unit)
    total = _total(order, subtotal, costs, taken, pricing)
    certificates = max(0, min(order.gift_certificate_amount, total.inc_tax))
    credit = max(0, min(order.store_credit_amount, total.inc_tax - certificates))
    return OrderFigures(
        subtotal_ex_tax=checked(subtotal.ex_tax),
        subtotal_inc_tax=checked(subtotal.inc_tax),
        subtotal_tax=checked(subtotal.tax),
        shipping=costs.shipping,
        handling=costs.handling,
        wrapping=costs.wrapping,
        fees_total=costs.fees_total,
        total_ex_tax=checked(total.ex_tax),
        total_inc_tax=checked(total.inc_tax),
        total_tax=checked(total.tax),
        discount_amount=taken.other + (taken.manual_amount - taken.manual if order.total else 0),
        coupon_discount=taken.coupon,
        discounts_taken=tuple(taken.by_discount),
        store_credit_amount=credit,
        gift_certificate_amount=certificates,
        outstanding=max(0, total.inc_tax - certificates - credit),
        items_total=sum([line.quantity for line in order.lines]),
        is_subtotal_overridden=order.subtotal is not None,
        is_total_overridden=order.total is not None,
        lines=lines,
        consignments=tuple(map(ConsignmentFigures, costs.shippings, costs.handlings)),
        fees=costs.fees,
        taxes=tuple(_tax_rows(order, lines, costs)),
    )


class _Row(NamedTuple):
    ex_tax: int
    inc_tax: int
    tax: int


class _Costs(NamedTuple):
    shipping: Cost
    shippings: Sequence[Cost]
    handling: Cost
    handlings: Sequence[Cost]
    wrapping: Cost
    fees: tuple[Cost, ...]
    fees_total: Cost


def _lines(order: OrderInput, pricing: Pricing, taken: Taken) -> tuple[LineFigures, ...]:
    gross = [line_gross(line, pricing) for line in order.lines]
    own = [line.discounts for line in order.lines]
    if not (order.discount_amount or order.discounts or any(own)):
        return tuple(
            [
                line_figures(line, amount, pricing)
                for line, amount in zip(order.lines, gross, strict=True)
            ]
        )
    spread = taken.from_lines(gross, [line.key for line in order.lines], own, pricing.unit)
    return tuple(
        [
            line_figures(line, amount, pricing, discount, tuple(applied))
            for line, amount, discount, applied in zip(
                order.lines, gross, spread.taken, spread.applied, strict=True
            )
        ]
    )


def _costs(
    order: OrderInput, lines: Sequence[LineFigures], pricing: Pricing, taken: Taken
) -> _Costs:
    consignments = order.consignments
    shippings = _each(order.shipping, [one.shipping for one in consignments], pricing)
    if any(discount.target == "shipping" for discount in order.discounts):
        keys = [one.key for one in consignments] if order.shipping is None else [""]
        amounts = [cost.gross(pricing) for cost in shippings]
        shippings = [
            discount_cost(cost, discount, pricing)
            for cost, discount in zip(
                shippings, taken.from_shipping(amounts, keys, pricing.unit), strict=True
            )
        ]
    handlings = _each(order.handling, [one.handling for one in consignments], pricing)
    if order.wrapping is None:
        wrapping = sum_costs([line.wrapping for line in lines])
    else:
        wrapping = complete_cost(order.wrapping, pricing)
    fees = tuple([complete_cost(fee, pricing) for fee in order.fees])
    return _Costs(
        sum_costs(shippings),
        shippings if order.shipping is None else _shared(shippings[0], consignments, pricing),
        sum_costs(handlings),
        handlings if order.handling is None else _shared(handlings[0], consignments, pricing),
        wrapping,
        fees,
        sum_costs(fees),
    )


def _each(whole: CostInput | None, parts: list[CostInput], pricing: Pricing) -> list[Cost]:
    """The order's own cost if it has one, else that of each consignment."""
    return [complete_cost(cost, pricing) for cost in (parts if whole is None else (whole,))]


def _shared(
    cost: Cost, consignments: Sequence[ConsignmentInput], pricing: Pricing
) -> Sequence[Cost]:
    weights = [max(0, one.weight) for one in consignments]
    return split_cost(cost, weights, [one.key for one in consignments], pricing)


def _subtotal(order: OrderInput, lines: Sequence[LineFigures]) -> _Row:
    given = order.subtotal
    if given is not None:
        return _Row(given.ex_tax, given.inc_tax, given.inc_tax - given.ex_tax)
    return _Row(
        sum([line.total_ex_tax for line in lines]),
        sum([line.total_inc_tax for line in lines]),
        sum([line.total_tax for line in lines]),
    )


def _total(
    order: OrderInput, subtotal: _Row, costs: _Costs, taken: Taken, pricing: Pricing
) -> _Row:
    given = order.total
    if given is not None:
        return _Row(given.ex_tax, given.inc_tax, given.inc_tax - given.ex_tax)
    rows = (costs.shipping, costs.handling, costs.wrapping, costs.fees_total)
    inc_tax = subtotal.inc_tax + sum([row.inc_tax for row in rows]) - taken.other - taken.coupon
    tax = subtotal.tax + sum([row.tax for row in rows])
    if order.subtotal is not None:  # a given subtotal may have four decimals, a charge may not
        inc_tax, tax = round_to_unit(inc_tax, pricing.unit), round_to_unit(tax, pricing.unit)
    return _Row(inc_tax - tax, inc_tax, tax)


def _tax_rows(order: OrderInput, lines: Sequence[LineFigures], costs: _Costs) -> Iterator[TaxRow]:
    for position, (line, figures) in enumerate(zip(order.lines, lines, strict=True)):
        yield from _rows("item", position, line.taxes, figures.tax_parts)
        if order.wrapping is None:
            wrapping = figures.wrapping
            yield from _rows("gift-wrapping", position, wrapping.taxes, wrapping.tax_parts)
    if order.wrapping is not None:
        yield from _rows("gift-wrapping", None, costs.wrapping.taxes, costs.wrapping.tax_parts)
    consigned: tuple[tuple[TaxedKind, Cost, Sequence[Cost]], ...] = (
        ("shipping", costs.shipping, costs.shippings),
        ("handling", costs.handling, costs.handlings),
    )
    for kind, whole, parts in consigned:
        for position, cost in enumerate(parts):
            yield from _rows(kind, position, cost.taxes, cost.tax_parts)
        if not parts:
            yield from _rows(kind, None, whole.taxes, whole.tax_parts)
    for position, fee in enumerate(costs.fees):
        yield from _rows("fee", position, fee.taxes, fee.tax_parts)


def _rows(
    kind: TaxedKind, position: int | None, taxes: TaxSet, parts: Sequence[TaxPart]
) -> Iterator[TaxRow]:
    for rate, amount in parts:
        if amount:
            same_priority = amount
            if len(parts) > 1 and rate is not None:
                same_priority = sum(
                    [tax for one, tax in parts if one and one.priority == rate.priority]
                )
            yield TaxRow(
                kind, position, rate, taxes.tax_class_id, taxes.class_name, same_priority, amount
            )
