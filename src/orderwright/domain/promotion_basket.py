"""A cart as promotions count it: what each line is worth, and how often a rule's needs are met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orderwright.domain.cart import Cart, CartLine
from orderwright.domain.cart_lines import line_key
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.discount import Discount, Spread
from orderwright.domain.money import convert, divide_half_up, round_to_unit
from orderwright.domain.promotion import EVERY_CURRENCY
from orderwright.domain.promotion_items import CustomFields, Items, matches
from orderwright.domain.promotion_offer import FixedPriceSet, Need, OffItems, Rule

Units = dict[int, int]
"""How many units of the lines at these positions."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The store's settings of promotions, in the words of V3."""

    apply_on_products_with_custom_product_price: bool = False
    triggered_by_products_with_zero_product_price: bool = False
    applied_on_original_product_price: bool = True


@dataclass(frozen=True, slots=True)
class Round:
    """One way in which a rule's needs were met, so many times over: units needed, units reduced."""

    needed: Units
    reduced: Units
    times: int = 1
    spend: int = 0
    """What of the whole cart's worth it needs, beside units."""

    def used(self, *, together: bool) -> Units:
        """The units that no other round may use; `together` the same unit may serve for both."""
        both = dict.fromkeys((*self.needed, *self.reduced), 0)
        for at in both:
            needed, reduced = self.needed.get(at, 0), self.reduced.get(at, 0)
            both[at] = max(needed, reduced) if together else needed + reduced
        return {at: count for at, count in both.items() if count}


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

    def rounds(self, rule: Rule, currency_code: str, *, reduces: bool = True) -> list[Round]:
        """How a rule's needs are met, as often as it may be applied; nothing if they are not.

        Unless it `reduces`, it needs no units that could be reduced.
        """
        return list(_Rounds(self, rule, currency_code, reduces=reduces))


class _Rounds:
    """Goes from round to round; equal ones are counted, not repeated."""

    def __init__(self, basket: Basket, rule: Rule, currency_code: str, *, reduces: bool) -> None:
        self._basket = basket
        self._rule = rule
        self._needs = [
            Need(need.items, need.quantity, basket.money(need.spend, currency_code))
            for need in rule.needs
        ]
        self._wanted = [
            basket.matching(need.items) if need.items is not None else [] for need in rule.needs
        ]
        action = rule.action
        self._action = action if reduces and isinstance(action, OffItems | FixedPriceSet) else None
        self._targets = basket.targets(self._action) if self._action is not None else []
        self._together = self._action is None or self._action.takes_conditional
        self._left = {at: basket.cart.lines[at].quantity for at in basket.by_price}
        self._purse = sum([basket.worth(at, count) for at, count in basket.counts.items()])

    def __iter__(self) -> Iterator[Round]:
        while True:
            found = self._next()
            if found is None:
                return
            used = found.used(together=self._together)
            if self._rule.apply_once or not (used or found.spend):
                yield found
                return
            times = [self._left[at] // count for at, count in used.items()]
            if found.spend:
                times.append(self._purse // found.spend)
            found = Round(found.needed, found.reduced, max(1, min(times)), found.spend)
            for at, count in used.items():
                self._left[at] -= count * found.times
            self._purse -= found.spend * found.times
            yield found

    def _next(self) -> Round | None:
        needed: Units = {}
        spend = 0
        for need, wanted in zip(self._needs, self._wanted, strict=True):
            if need.items is None:
                spend = max(spend, need.spend)
                continue
            units = self._meet(need, wanted)
            if units is None:
                return None
            for at, count in units.items():
                needed[at] = max(needed.get(at, 0), count)
        if spend > self._purse or (not self._basket.counts and self._needs):
            return None
        if self._action is None:
            return Round(needed, {}, spend=spend)
        reduced = self._reduce(self._action, needed)
        return Round(needed, reduced, spend=spend) if reduced else None

    def _meet(self, need: Need, wanted: Sequence[int]) -> Units | None:
        """Units that meet a need, dear ones first, and first those that are not to be reduced."""
        basket = self._basket
        units: Units = {}
        quantity, spend = need.quantity, need.spend
        spared = set() if self._together else set(self._targets)
        for at in sorted(self._by_need(wanted), key=lambda at: at in spared):
            if quantity <= 0 and spend <= 0:
                break
            free = self._left[at] if at in basket.counts else 0
            whole = basket.worth(at, basket.cart.lines[at].quantity)
            count = max(0, quantity)
            if spend > 0 and whole:
                count = max(count, -(-spend * basket.cart.lines[at].quantity // whole))
            count = min(count, free)
            if count:
                units[at] = count
                quantity -= count
                spend -= basket.worth(at, count)
        return None if quantity > 0 or spend > 0 else units

    def _by_need(self, by_price: Sequence[int]) -> Sequence[int]:
        """Dear units are needed first, unless it is the dear ones that are to be reduced."""
        spares_dear = self._action is not None and self._action.strategy.startswith("MOST")
        return by_price if spares_dear else by_price[::-1]

    def _reduce(self, action: OffItems | FixedPriceSet, needed: Mapping[int, int]) -> Units:
        taken = {} if action.takes_conditional else needed
        free = [
            (at, count) for at in self._targets if (count := self._left[at] - taken.get(at, 0)) > 0
        ]
        if free and action.strategy.endswith("_ONLY"):
            price = self._basket.cart.lines[free[0][0]].list_price
            free = [one for one in free if self._basket.cart.lines[one[0]].list_price == price]
        if not action.quantity:
            return dict(free)
        units: Units = {}
        missing = action.quantity
        for at, count in free:
            units[at] = min(count, missing)
            missing -= units[at]
            if not missing:
                return units
        return {} if isinstance(action, FixedPriceSet) else units
