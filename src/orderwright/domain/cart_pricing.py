"""Puts the money into a cart: one set of figures for the cart, the checkout and its orders."""

from collections.abc import Callable

from orderwright.domain.cart import (
    Cart,
    CartAddress,
    CartCoupon,
    CartFee,
    CartLine,
    Consignment,
    ConsignmentFigures,
    Figures,
)
from orderwright.domain.cart_lines import line_key
from orderwright.domain.cost import FREE, CostInput, Pricing
from orderwright.domain.currency import decimals_of, minor_unit_of
from orderwright.domain.discount import MANUAL_ID, MANUAL_NAME, AppliedDiscount, Discount, Spread
from orderwright.domain.order_line import LineInput
from orderwright.domain.order_pricing import CostClasses
from orderwright.domain.records import changed
from orderwright.domain.tax import NO_TAX, TaxSet
from orderwright.domain.totals import ConsignmentInput, OrderFigures, OrderInput, order_totals

CartTaxOf = Callable[[str, int, CartAddress | None], TaxSet]
"""The taxes on a thing by its id, of a tax class, at an address; None where nobody has said yet."""

NAMELESS_TAX = "Tax"


def price_cart(cart: Cart, classes: CostClasses, tax_of: CartTaxOf) -> Cart:
    """The cart with all its figures worked out anew from its own discounts and options."""
    figures = order_totals(order_input(cart, classes, tax_of))
    discounts = manual_and_other(cart)
    return changed(
        cart,
        lines=tuple(
            [
                line
                if line.discounts == money.applied_discounts
                else changed(line, discounts=money.applied_discounts)
                for line, money in zip(cart.lines, figures.lines, strict=True)
            ]
        ),
        consignments=tuple(_consignments(cart, figures)),
        fees=tuple(
            [
                changed(fee, cost_ex_tax=cost.ex_tax, cost_inc_tax=cost.inc_tax)
                for fee, cost in zip(cart.fees, figures.fees, strict=True)
            ]
        ),
        coupons=tuple([_coupon(coupon, discounts, figures) for coupon in cart.coupons]),
        figures=_figures(cart, figures, discounts),
    )


def order_input(cart: Cart, classes: CostClasses, tax_of: CartTaxOf) -> OrderInput:
    """What the figures of the cart, and of every order of it, are worked out from."""
    elsewhere = _elsewhere(cart)
    return OrderInput(
        is_tax_inclusive=cart.is_tax_inclusive,
        decimals=decimals_of(cart.currency_code),
        lines=tuple([_line(cart, line, classes, tax_of) for line in cart.lines]),
        discounts=manual_and_other(cart),
        consignments=tuple([_consignment(one, classes, tax_of) for one in shipped(cart)]),
        fees=tuple([_fee(fee, classes, tax_of, elsewhere) for fee in cart.fees]),
    )


def shipped(cart: Cart) -> list[Consignment]:
    """The consignments that go to an address; the figures have costs of these alone."""
    return [one for one in cart.consignments if not one.is_pickup]


def manual_and_other(cart: Cart) -> tuple[Discount, ...]:
    """The discounts of promotions and coupons, then the manual one, which spares certificates."""
    if not cart.manual_discount:
        return cart.discounts
    lines = tuple([at for at, line in enumerate(cart.lines) if line.kind != "gift_certificate"])
    manual = Discount(MANUAL_ID, cart.manual_discount, MANUAL_NAME, lines=lines)
    return (*cart.discounts, manual)


def _elsewhere(cart: Cart) -> CartAddress | None:
    """Where things are taxed that go to no address of their own."""
    for one in cart.consignments:
        if one.address is not None:
            return one.address
    return cart.billing_address


def _address_of(cart: Cart, line: CartLine) -> CartAddress | None:
    consignment = cart.consignment_of(line.id)
    if consignment is not None and consignment.address is not None:
        return consignment.address
    return cart.billing_address if not line.is_shippable else _elsewhere(cart)


def _line(cart: Cart, line: CartLine, classes: CostClasses, tax_of: CartTaxOf) -> LineInput:
    address = _address_of(cart, line)
    wrapping = line.wrapping
    own: tuple[Discount, ...] = ()
    if line.manual_discount:
        own = (Discount(MANUAL_ID, line.manual_discount, MANUAL_NAME, target="product"),)
    return LineInput(
        key=line_key(line),
        quantity=line.quantity,
        base_price=line.list_price,
        taxes=tax_of(line.id, line.tax_class_id, address) if line.is_taxable else NO_TAX,
        cost_price=line.cost_price,
        wrapping=None
        if wrapping is None
        else CostInput(
            wrapping.cost, taxes=tax_of(f"{line.id}/wrapping", classes.wrapping, address)
        ),
        discounts=own,
    )


def _consignment(one: Consignment, classes: CostClasses, tax_of: CartTaxOf) -> ConsignmentInput:
    option = one.selected
    if option is None:
        return ConsignmentInput(key=one.id, weight=len(one.line_ids))
    shipping, handling = FREE, FREE
    if option.cost:
        taxes = tax_of(f"{one.id}/shipping", classes.shipping, one.address)
        shipping = CostInput(option.cost, taxes=taxes)
    if option.handling:
        taxes = tax_of(f"{one.id}/handling", classes.handling, one.address)
        handling = CostInput(option.handling, taxes=taxes)
    return ConsignmentInput(one.id, len(one.line_ids), shipping, handling)


def _fee(
    fee: CartFee, classes: CostClasses, tax_of: CartTaxOf, address: CartAddress | None
) -> CostInput:
    class_id = classes.fee if fee.tax_class_id is None else fee.tax_class_id
    return CostInput(fee.cost, taxes=tax_of(fee.id, class_id, address))


def _consignments(cart: Cart, figures: OrderFigures) -> list[Consignment]:
    places = shipped(cart)
    parts = dict(zip([one.id for one in places], _shipping_parts(cart, figures), strict=True))
    costs_of = dict(zip([one.id for one in places], figures.consignments, strict=True))
    priced = []
    for one in cart.consignments:
        costs = costs_of.get(one.id)
        if costs is None:
            priced.append(one)
            continue
        money = ConsignmentFigures(
            costs.shipping.ex_tax,
            costs.shipping.inc_tax,
            costs.handling.ex_tax,
            costs.handling.inc_tax,
            tuple(parts[one.id]),
        )
        priced.append(changed(one, figures=money))
    return priced


def _shipping_parts(cart: Cart, figures: OrderFigures) -> list[list[AppliedDiscount]]:
    """What shipping discounts take of each consignment, shared out as the totals share them."""
    pricing = Pricing(cart.is_tax_inclusive, minor_unit_of(cart.currency_code))
    costs = [one.shipping.gross(pricing) for one in figures.consignments]
    spread = Spread(costs, [one.id for one in shipped(cart)], pricing.unit)
    for discount in cart.discounts:
        if discount.target == "shipping":
            spread.take(discount, discount.consignments)
    return spread.applied


def _coupon(
    coupon: CartCoupon, discounts: tuple[Discount, ...], figures: OrderFigures
) -> CartCoupon:
    taken = sum(
        [
            amount
            for discount, amount in zip(discounts, figures.discounts_taken, strict=True)
            if discount.code is not None and discount.code.casefold() == coupon.code.casefold()
        ]
    )
    return changed(coupon, discounted_amount=taken)


def _figures(cart: Cart, figures: OrderFigures, discounts: tuple[Discount, ...]) -> Figures:
    shipping, handling = figures.shipping, figures.handling
    taken = list(zip(discounts, figures.discounts_taken, strict=True))
    of_order = [amount for one, amount in taken if one.code is None and one.target == "order"]
    return Figures(
        base_amount=sum([line.extended_list_price for line in cart.lines]),
        discount_amount=sum(of_order),
        manual_discount_amount=sum([amount for one, amount in taken if one.id == MANUAL_ID]),
        cart_amount_ex_tax=sum([line.charged_ex_tax for line in figures.lines]),
        cart_amount_inc_tax=sum([line.discounted_total_inc_tax for line in figures.lines]),
        subtotal_ex_tax=figures.subtotal_ex_tax,
        subtotal_inc_tax=figures.subtotal_inc_tax,
        shipping_ex_tax=shipping.ex_tax,
        shipping_inc_tax=shipping.inc_tax,
        handling_ex_tax=handling.ex_tax,
        handling_inc_tax=handling.inc_tax,
        tax_total=figures.total_tax,
        grand_total=figures.total_inc_tax,
        taxes=_taxes(figures),
    )


def _taxes(figures: OrderFigures) -> tuple[tuple[str, int], ...]:
    """Sums by the name of the tax; one nameless row of nothing where there is none."""
    sums: dict[str, int] = {}
    for row in figures.taxes:
        name = row.rate.name if row.rate is not None else NAMELESS_TAX
        sums[name] = sums.get(name, 0) + row.line_amount
    return tuple(sorted(sums.items())) or ((NAMELESS_TAX, 0),)


__all__ = ["CartTaxOf", "order_input", "price_cart", "shipped"]
