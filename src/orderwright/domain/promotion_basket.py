"""A cart as promotions count it: which lines they may touch, and what each is worth."""

from dataclasses import dataclass

from orderwright.domain.cart import Cart, CartLine
from orderwright.domain.cart_lines import line_key
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.discount import Discount, Spread
from orderwright.domain.money import convert, divide_half_up, round_to_unit
from orderwright.domain.promotion import EVERY_CURRENCY
from orderwright.domain.promotion_items import CustomFields, Items, matches
from orderwright.domain.promotion_offer import FixedPriceSet, OffItems


@dataclass(frozen=True, slots=True)
class Policy:
    """The store's settings of promotions, in the words of V3."""

    apply_on_products_with_custom_product_price: bool = False
    triggered_by_products_with_zero_product_price: bool = False
    applied_on_original_product_price: bool = True


class Basket:
    """The goods of a cart, without what promotions have put into it, and what is left to take off.

    Discounts are taken one after the other, as the totals of the cart take them again.
    """

    def __init__(self, cart: Cart, policy: Policy, custom_fields: CustomFields) -> None:
        self.cart = cart
        self.unit = minor_unit_of(cart.currency_code)
        self._policy = policy
        self._custom_fields = custom_fields
        lines = cart.lines
        self._gross = [round_to_unit(line.extended_list_price, self.unit) for line in lines]
        self._spread = Spread(self._gross, [line_key(line) for line in lines], self.unit)
        for at, line in enumerate(lines):
            if line.manual_discount:
                self._spread.take(Discount("", line.manual_discount), (at,))
        touched = [at for at, line in enumerate(lines) if self._may_touch(line)]
        self.by_price = sorted(touched, key=lambda at: (lines[at].list_price, line_key(lines[at])))
        self.counts = {
            at: lines[at].quantity
            for at in self.by_price
            if lines[at].list_price or policy.triggered_by_products_with_zero_product_price
        }

    def _may_touch(self, line: CartLine) -> bool:
        if line.kind == "gift_certificate" or line.added_by_promotion:
            return False
        custom = self._policy.apply_on_products_with_custom_product_price
        return custom or not line.is_price_overridden

    def take(self, discount: Discount) -> int:
        """Take a discount off its lines; what it came to."""
        return self._spread.take(discount, discount.lines)

    def worth(self, at: int, count: int) -> int:
        """What so many units of a line count for: their price, or what is left of it."""
        whole = self._gross[at]
        if not self._policy.applied_on_original_product_price:
            whole = self._spread.left[at]
        quantity = self.cart.lines[at].quantity
        if count == quantity:
            return whole
        return divide_half_up(whole * count, quantity * self.unit) * self.unit

    def money(self, amount: int, currency_code: str) -> int:
        """An amount of an offer in the cart's currency."""
        if currency_code == EVERY_CURRENCY and self.cart.exchange_rate != 10**10:
            amount = convert(amount, self.cart.exchange_rate)
        return round_to_unit(amount, self.unit)

    def matching(self, items: Items | None, *, spares_sale: bool = False) -> list[int]:
        """The positions of these items, the cheapest first."""
        lines = self.cart.lines
        return [
            at
            for at in self.by_price
            if (items is None or matches(items, lines[at], self._custom_fields))
            and not (spares_sale and lines[at].is_on_sale)
        ]

    def targets(self, action: OffItems | FixedPriceSet) -> list[int]:
        """The positions that an action may reduce, in the order of its strategy."""
        found = self.matching(action.items, spares_sale=action.spares_sale)
        if not action.strategy.startswith("MOST"):
            return found
        lines = self.cart.lines
        return sorted(found, key=lambda at: (-lines[at].list_price, line_key(lines[at])))
