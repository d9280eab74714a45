"""What promotions and coupons come to for a cart: one after the other, each of what it asks for.

Automatic promotions go first, by their priority, then coupons as they were entered. One that can
not be used with others applies only if nothing has been taken off yet, and nothing applies after
it; a coupon that overrides others leaves only itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from orderwright.domain.cart import Banner, Cart
from orderwright.domain.coupon import Coupon
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
from orderwright.domain.promotion_amounts import off_cart, off_items, off_sets
from orderwright.domain.promotion_basket import Basket, Policy
from orderwright.domain.promotion_eligibility import Shopper, is_current, is_open
from orderwright.domain.promotion_items import CustomFields, Goods
from orderwright.domain.promotion_offer import (
    FixedPriceSet,
    FreeShipping,
    Gift,
    OffCart,
    Offer,
    OffItems,
    Rule,
)
from orderwright.domain.promotion_rounds import rounds_of

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
        rounds = rounds_of(self._basket, rule, offer.currency_code, reduces=reduces)
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
            return self._off_lines(offer, code, off_sets(self._basket, offer, action, rounds))
        if isinstance(action, OffItems):
            return self._off_lines(offer, code, off_items(self._basket, offer, action, rounds))
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
        amount = off_cart(self._basket, offer, action, times)
        return self._take(offer, code, amount, "order", tuple(sorted(self._basket.by_price)))

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
            rounds_of(self._basket, rule, offer.currency_code, reduces=False)
            for rule in offer.rules
        )
