"""What promotions and coupons come to for a cart: one after the other, each of what it asks for.

Automatic promotions go first, by their priority, then coupons as they were entered. One that can
not be used with others applies only if nothing has been taken off yet, and nothing applies after
it; a coupon that overrides others leaves only itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from orderwright.domain.cart import Banner, Cart
from orderwright.domain.cart_lines import line_key
from orderwright.domain.coupon import PERCENT_MAX, Coupon
from orderwright.domain.coupon_discounts import (
    ALONE,
    COUPON_ID,
    EXPIRED,
    NOT_VALID,
    NOTHING,
    USED_UP,
    Entered,
    discounts_of,
    why_not,
    why_used_up,
)
from orderwright.domain.discount import Discount
from orderwright.domain.money import divide_half_up, split
from orderwright.domain.promotion_basket import Basket, Policy, Round, Units
from orderwright.domain.promotion_eligibility import Shopper, is_current, is_open
from orderwright.domain.promotion_items import CustomFields, Goods
from orderwright.domain.promotion_offer import (
    FixedPriceSet,
    FreeShipping,
    Gift,
    Off,
    OffCart,
    Offer,
    OffItems,
    Rule,
)

Stock = Mapping[Goods, int]
"""How many of each gift can be had."""


@dataclass(frozen=True, slots=True)
class GiftGiven:
    """So many units that a promotion puts into the cart for nothing."""

    promotion_id: int
    name: str
    code: str | None
    goods: Goods
    quantity: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a cart gets. `refused` are the reasons why coupons do not apply, by their ids.

    `promotion_ids` are the promotions that count as used once an order is made.
    """

    discounts: tuple[Discount, ...] = ()
    gifts: tuple[GiftGiven, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    refused: Mapping[int, str] = field(default_factory=dict)
    promotion_ids: tuple[int, ...] = ()
    banners: tuple[Banner, ...] = ()

    @property
    def worth(self) -> int:
        return sum([one.amount for one in self.discounts])


@dataclass(frozen=True, slots=True)
class Terms:
    """On what a cart is worked out; without a `stock` every gift can be had."""

    shopper: Shopper
    policy: Policy = field(default_factory=Policy)
    custom_fields: CustomFields = field(default_factory=dict)
    stock: Stock | None = None


def outcome_of(
    cart: Cart, offers: Sequence[Offer], entered: Sequence[Entered], terms: Terms
) -> Outcome:
    """What automatic offers and entered coupons come to.

    The offers are in the order of their priority; the cart is without what promotions have put
    into it.
    """
    found = _Till(cart, terms).run(offers, entered)
    for one in reversed(entered):
        offer = one.offer
        if offer is None or not (offer.overrides_others or offer.overrides_lower):
            continue
        alone = _Till(cart, terms).run((), (one,))
        if not alone.coupons:
            continue
        greater = len(entered) == 1 and alone.worth > found.worth
        if offer.overrides_others or (offer.overrides_lower and greater):
            others = {other.coupon.id: ALONE for other in entered if other is not one}
            return replace(alone, refused=others)
    return found


class _Till:
    """Takes off one offer after the other."""

    def __init__(self, cart: Cart, terms: Terms) -> None:
        self._cart = cart
        self._terms = terms
        self._basket = Basket(cart, terms.policy, terms.custom_fields)
        self._given: dict[Goods, int] = {}
        self._is_closed = False
        self._discounts: list[Discount] = []
        self._gifts: list[GiftGiven] = []
        self._coupons: list[Coupon] = []
        self._refused: dict[int, str] = {}
        self._applied: list[int] = []
        self._used: list[int] = []
        self._banners: list[Banner] = []

    def run(self, offers: Sequence[Offer], entered: Sequence[Entered]) -> Outcome:
        stopped = False
        for offer in offers:
            if is_open(offer, self._cart, self._terms.shopper):
                applied = not stopped and self._may_join(offer) and self._apply(offer, None)
                self._tell(offer, applied=applied)
                stopped = stopped or (applied and offer.stop)
        for one in entered:
            reason = self._enter(one)
            if reason is None:
                self._coupons.append(one.coupon)
            else:
                self._refused[one.coupon.id] = reason
        return Outcome(
            tuple(self._discounts),
            tuple(self._gifts),
            tuple(self._coupons),
            self._refused,
            tuple(dict.fromkeys(self._used)),
            tuple(self._banners),
        )

    def _may_join(self, offer: Offer) -> bool:
        is_first = not (self._applied or self._coupons)
        return not self._is_closed and (is_first or not offer.is_exclusive)

    def _enter(self, one: Entered) -> str | None:
        """Apply a coupon; why it does not apply."""
        offer, shopper = one.offer, self._terms.shopper
        if offer is None:
            reason = why_not(self._cart, one, shopper.now)
            if reason is None and self._is_closed:
                return ALONE
            if reason is None:
                self._take_coupon(one)
            return reason
        if not offer.is_enabled or shopper.now < offer.start_date:
            return NOT_VALID
        if not is_current(offer, shopper):
            return EXPIRED
        if offer.id in shopper.used_up:
            return USED_UP
        reason = why_used_up(one)
        if reason is not None:
            return reason
        if not self._may_join(offer):
            return ALONE
        applied = is_open(offer, self._cart, shopper) and self._apply(offer, one.coupon.code)
        self._tell(offer, applied=applied)
        return None if applied else NOTHING

    def _take_coupon(self, one: Entered) -> None:
        cumulative = not self._terms.policy.applied_on_original_product_price
        left = self._basket.worth if cumulative else None
        for discount in discounts_of(self._cart, one.coupon, left):
            if discount.target != "shipping":
                self._basket.take(discount)
            self._discounts.append(discount)

    def _apply(self, offer: Offer, code: str | None) -> bool:
        """Apply the rules of an offer, up to one that stops; whether any did."""
        applied = False
        if self._basket.by_price:
            for rule in offer.rules:
                if self._apply_rule(offer, rule, code):
                    applied = True
                    if rule.stop:
                        break
        if applied:
            self._applied.append(offer.id)
            self._is_closed = self._is_closed or offer.is_exclusive
            if code is not None:
                self._used.append(offer.id)
        return applied

    def _apply_rule(self, offer: Offer, rule: Rule, code: str | None) -> bool:
        action = rule.action
        gift = self._gift_of(action)
        reduces = gift is None
        rounds = self._basket.rounds(rule, offer.currency_code, reduces=reduces)
        if not rounds:
            return False
        times = sum([one.times for one in rounds])
        if gift is not None:
            return self._give(offer, code, gift, times)
        if isinstance(action, FreeShipping):
            return self._free_shipping(offer, code, action)
        if isinstance(action, OffCart):
            return self._off_cart(offer, code, action, times)
        if isinstance(action, FixedPriceSet):
            return self._off_lines(offer, code, self._of_set(offer, action, rounds))
        if isinstance(action, OffItems):
            amounts = self._of_items(offer, action, _merged(rounds), times)
            return self._off_lines(offer, code, amounts)
        return False

    def _gift_of(self, action: object) -> Gift | None:
        """What an action puts into the cart, if there is any of it left."""
        if isinstance(action, Gift):
            return action
        if isinstance(action, OffItems):
            for goods in action.adds:
                if self._left_of(goods) > 0:
                    return Gift(goods, action.quantity)
        return None

    def _left_of(self, goods: Goods) -> int:
        stock = self._terms.stock
        level = 10**9 if stock is None else stock.get(goods, 0)
        return level - self._given.get(goods, 0)

    def _give(self, offer: Offer, code: str | None, gift: Gift, times: int) -> bool:
        quantity = min(gift.quantity * times, self._left_of(gift.goods))
        if quantity <= 0:
            return False
        self._given[gift.goods] = self._given.get(gift.goods, 0) + quantity
        self._gifts.append(GiftGiven(offer.id, offer.name, code, gift.goods, quantity))
        self._used.append(offer.id)
        return True

    def _free_shipping(self, offer: Offer, code: str | None, action: FreeShipping) -> bool:
        """Take the shipping of those consignments off that the offer is for, once it is chosen."""
        if self._cart.is_digital:
            return False
        chosen = [
            (at, one.selected.cost)
            for at, one in enumerate([o for o in self._cart.consignments if not o.is_pickup])
            if one.selected is not None
            and (action.zone_ids is None or one.selected.zone_id in action.zone_ids)
        ]
        amount = sum([cost for _, cost in chosen])
        if amount:
            positions = tuple([at for at, _ in chosen])
            discount = self._discount(offer, code, amount, "shipping", ())
            self._discounts.append(replace(discount, lines=None, consignments=positions))
            self._used.append(offer.id)
        return True

    def _off_cart(self, offer: Offer, code: str | None, action: OffCart, times: int) -> bool:
        basket, off = self._basket, action.off
        if off.fixed is not None:
            amount = basket.money(off.fixed, offer.currency_code) * times
        else:
            whole = sum([basket.worth(at, self._quantity(at)) for at in basket.by_price])
            amount = self._percent(whole, min(off.percent * times, PERCENT_MAX))
        amount = self._limited(offer, off, amount)
        return self._take(offer, code, amount, "order", tuple(sorted(basket.by_price)))

    def _of_items(
        self, offer: Offer, action: OffItems, units: Units, times: int
    ) -> list[tuple[int, int]]:
        """What is taken off each line, in the order of the strategy."""
        basket, off = self._basket, action.off
        worths = {at: basket.worth(at, count) for at, count in units.items()}
        if action.as_total:
            if off.fixed is not None:
                whole = basket.money(off.fixed, offer.currency_code) * times
            else:
                whole = self._percent(sum(worths.values()), off.percent)
            return self._shared(self._limited(offer, off, whole), worths)
        left = self._limited(offer, off, sum(worths.values()))
        amounts: list[tuple[int, int]] = []
        for at, count in units.items():
            if off.fixed is not None:
                amount = min(basket.money(off.fixed, offer.currency_code) * count, worths[at])
            else:
                amount = self._percent(worths[at], off.percent)
            amounts.append((at, min(amount, left)))
            left -= amounts[-1][1]
        return amounts

    def _of_set(
        self, offer: Offer, action: FixedPriceSet, rounds: Sequence[Round]
    ) -> list[tuple[int, int]]:
        """What the units of whole sets cost more than their fixed price."""
        basket = self._basket
        price = basket.money(action.price, offer.currency_code)
        amounts: list[tuple[int, int]] = []
        for one in rounds:
            worths = {at: basket.worth(at, n * one.times) for at, n in one.reduced.items()}
            more = sum(worths.values()) - price * one.times
            amounts += self._shared(max(0, more), worths)
        return amounts

    def _shared(self, amount: int, worths: Mapping[int, int]) -> list[tuple[int, int]]:
        """An amount in parts by what the lines are worth, but no more than that."""
        keys = [line_key(self._cart.lines[at]) for at in worths]
        weights = list(worths.values())
        parts = split(min(amount, sum(weights)), weights, self._basket.unit, keys)
        return list(zip(worths, parts, strict=True))

    def _off_lines(
        self, offer: Offer, code: str | None, amounts: Sequence[tuple[int, int]]
    ) -> bool:
        applied = [self._take(offer, code, amount, "product", (at,)) for at, amount in amounts]
        return any(applied)

    def _take(
        self, offer: Offer, code: str | None, amount: int, target: str, positions: tuple[int, ...]
    ) -> bool:
        discount = self._discount(offer, code, amount, target, positions)
        taken = self._basket.take(discount) if amount else 0
        if not taken:
            return False
        self._discounts.append(replace(discount, amount=taken))
        self._used.append(offer.id)
        return True

    def _discount(
        self, offer: Offer, code: str | None, amount: int, target: str, positions: tuple[int, ...]
    ) -> Discount:
        shown_id = str(offer.id) if code is None else COUPON_ID
        return Discount(shown_id, amount, offer.name, code, target, positions)  # type: ignore[arg-type]

    def _limited(self, offer: Offer, off: Off, amount: int) -> int:
        if off.maximum is None:
            return amount
        return min(amount, self._basket.money(off.maximum, offer.currency_code))

    def _percent(self, amount: int, percent: int) -> int:
        unit = self._basket.unit
        return divide_half_up(amount * percent, PERCENT_MAX * unit) * unit

    def _quantity(self, at: int) -> int:
        return self._cart.lines[at].quantity

    def _tell(self, offer: Offer, *, applied: bool) -> None:
        """Show the banners that fit how the offer went."""
        if not offer.notices:
            return
        told = "applied" if applied else "eligible" if self._is_met(offer) else "upsell"
        self._banners += [
            Banner(str(offer.id), notice.type, notice.pages, notice.content)
            for notice in offer.notices
            if notice.type == told
        ]

    def _is_met(self, offer: Offer) -> bool:
        return any(
            self._basket.rounds(rule, offer.currency_code, reduces=False) for rule in offer.rules
        )


def _merged(rounds: Sequence[Round]) -> Units:
    """The units that all rounds reduce, in the order in which they were found."""
    units: Units = {}
    for one in rounds:
        for at, count in one.reduced.items():
            units[at] = units.get(at, 0) + count * one.times
    return units
