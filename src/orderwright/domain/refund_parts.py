"""The parts that an order's total is made of, each of which can be refunded by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orderwright.domain.money import share, split
from orderwright.domain.order import Order, WholeOrder
from orderwright.domain.refund import BY_QUANTITY, ItemType

PartKey = tuple[ItemType, int]
"""The type of a part, and the id of the line, address or fee that it is of."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one part was charged: `amount` as the store prices, `tax` on or in it.

    `quantity` counts units; a part that is refunded by amounts has none.
    """

    amount: int
    tax: int
    is_inclusive: bool
    quantity: int = 0

    @property
    def total(self) -> int:
        """With tax."""
        return self.amount if self.is_inclusive else self.amount + self.tax


@dataclass(frozen=True, slots=True)
class Taken:
    """How much of a part was refunded: units, or an amount, and never both."""

    quantity: int = 0
    amount: int = 0

    def is_all_of(self, part: Part) -> bool:
        return self.quantity >= part.quantity if part.quantity else self.amount >= part.amount


NOTHING = Taken()


def parts_of(whole: WholeOrder, unit: int) -> Mapping[PartKey, Part]:
    """Every part that can be asked for: what has cost something, and lines of some quantity.

    `unit` is the smallest charge of the order's currency. A cost of the order as a whole, which is
    on no address or line, has the order's own id.
    """
    order = whole.order
    parts: dict[PartKey, Part] = {}
    for line in whole.products:
        if line.quantity > 0 and line.discounted_total_inc_tax >= 0:
            parts["PRODUCT", line.id] = _part(
                order, line.discounted_total_inc_tax, line.total_tax, line.quantity
            )
    for key, inc_tax, tax in _costs(whole, unit):
        cost = _part(order, inc_tax, tax)
        if cost.amount > 0:  # what is nothing but tax goes with the last part
            parts[key] = cost
    for key, inc_tax, tax, quantity in _wrappings(whole):
        if inc_tax > 0 and quantity > 0:
            parts[key] = _part(order, inc_tax, tax, quantity)
    return parts


def _costs(whole: WholeOrder, unit: int) -> Iterator[tuple[PartKey, int, int]]:
    """Costs that are refunded by amounts, with tax and the tax in them."""
    order = whole.order
    shipping = [address.cost_inc_tax for address in whole.addresses]
    if shipping:
        discount = _shipping_discount(whole, sum(shipping))
        discounts = split(discount, shipping, unit)
        for address, taken_off in zip(whole.addresses, discounts, strict=True):
            yield ("SHIPPING", address.id), address.cost_inc_tax - taken_off, address.cost_tax
            yield (
                ("HANDLING", address.id),
                address.handling_cost_inc_tax,
                address.handling_cost_tax,
            )
    else:
        cost = order.shipping_cost_inc_tax
        discount = _shipping_discount(whole, cost)
        yield ("SHIPPING", order.id), cost - discount, order.shipping_cost_tax
        yield ("HANDLING", order.id), order.handling_cost_inc_tax, order.handling_cost_tax
    for fee in whole.fees:
        yield ("FEE", fee.id), fee.cost_inc_tax, fee.cost_tax


def _wrappings(whole: WholeOrder) -> Iterator[tuple[PartKey, int, int, int]]:
    """Wrappings of lines, or the one that the order was given as a whole."""
    order = whole.order
    if "wrapping" in order.costs_given:
        key: PartKey = ("GIFT_WRAPPING", order.id)
        yield key, order.wrapping_cost_inc_tax, order.wrapping_cost_tax, 1
        return
    for line in whole.products:
        yield (
            ("GIFT_WRAPPING", line.id),
            line.wrapping_cost_inc_tax,
            line.wrapping_cost_tax,
            line.quantity,
        )


def refund_of(key: PartKey, part: Part, before: Taken, now: Taken, unit: int) -> tuple[int, int]:
    """Amount (as the store prices) and tax of so much more of a part.

    However a part is refunded, piece by piece, the pieces sum to the part (ADR 4, rule 11): each is
    the difference of two rounded shares.
    """
    if key[0] in BY_QUANTITY:
        amount = share(part.amount, before.quantity, now.quantity, part.quantity, unit)
        tax = share(part.tax, before.quantity, now.quantity, part.quantity, unit)
    else:
        amount = now.amount
        tax = share(part.tax, before.amount, now.amount, part.amount, unit)
    return amount, tax


def _part(order: Order, inc_tax: int, tax: int, quantity: int = 0) -> Part:
    is_inclusive = order.is_tax_inclusive_pricing
    return Part(inc_tax if is_inclusive else inc_tax - tax, tax, is_inclusive, quantity)


def _shipping_discount(whole: WholeOrder, shipping: int) -> int:
    """What discounts took off shipping, which its own rows print whole (ADR 4, rule 7)."""
    order = whole.order
    if order.is_total_overridden or order.is_subtotal_overridden:
        return 0
    on_lines = sum([one.amount for line in whole.products for one in line.applied_discounts])
    return max(0, min(shipping, order.discount_amount + order.coupon_discount - on_lines))
