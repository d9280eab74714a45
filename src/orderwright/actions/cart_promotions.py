"""Promotions and coupons on carts: entered, taken out, and worked out anew with every change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orderwright.actions.cart_shop import Link, Shop, sale_of
from orderwright.actions.coupon_uses import shopper_of
from orderwright.db import (
    cart_goods,
    coupon_uses,
    coupons,
    promotion_uses,
    promotions,
    stock_holds,
)
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart, CartLine
from orderwright.domain.cart_lines import ItemRequest, new_line
from orderwright.domain.cart_promotions import in_reach, is_current, with_outcome, without_gifts
from orderwright.domain.coupon import code_key
from orderwright.domain.coupon_discounts import NOT_VALID, TOO_MANY, Entered
from orderwright.domain.errors import CheckoutChanged, NotFound, Unprocessable
from orderwright.domain.promotion_basket import Policy
from orderwright.domain.promotion_eligibility import Shopper
from orderwright.domain.promotion_items import Goods
from orderwright.domain.promotion_offer import Offer, offer_of
from orderwright.domain.promotion_outcome import Outcome, Terms, outcome_of
from orderwright.domain.store import Store

DRAFT_ID = "gift"
"""The id of a line until the cart takes it up."""


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Coupons and promotions that an order of a cart is the first to use."""

    coupon_ids: Sequence[int] = ()
    promotion_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class _Deal:
    """Where and when a cart is worked out; addresses of products matter only if it is kept."""

    store: Store
    now: int
    link: Link = str


def _deal(shop: Shop) -> _Deal:
    return _Deal(shop.store, shop.now, shop.link)


async def entered(unit: Unit, shop: Shop, cart: Cart, code: str) -> Cart:
    """The cart with one more coupon, or with it in place of the only one that it may have.

    Raises Unprocessable for a coupon that does not apply.
    """
    store = shop.store
    coupon = await coupons.find_by_code(unit, store.id, code)
    if coupon is None:
        raise Unprocessable.naming(NOT_VALID, "coupon_code", code)
    ids = [one.id for one in cart.coupons]
    if coupon.id in ids:
        return cart
    allowed = store.profile.coupons_per_checkout
    if len(ids) >= allowed > 1:
        raise Unprocessable.naming(TOO_MANY, "coupon_code", code)
    wanted = [coupon.id] if allowed <= 1 else [*ids, coupon.id]
    outcome, goods = await _worked_out(unit, _deal(shop), cart, wanted)
    if coupon.id in outcome.refused:
        raise Unprocessable.naming(outcome.refused[coupon.id], "coupon_code", coupon.code)
    return with_outcome(cart, outcome, goods, shop.mint)


def taken_out(cart: Cart, code: str) -> Cart:
    """The cart without a coupon, whose code may be in any case. Raises NotFound."""
    left = [one for one in cart.coupons if code_key(one.code) != code_key(code)]
    if len(left) == len(cart.coupons):
        raise NotFound("cart", code)
    return replace(cart, coupons=tuple(left))


async def applied(unit: Unit, shop: Shop, cart: Cart) -> Cart:
    """The cart with what promotions and coupons give it now; coupons that do not apply are gone."""
    if not (shop.store.offers or cart.coupons or cart.promotion_ids or cart.discounts):
        return replace(cart, banners=()) if cart.banners else cart
    ids = [one.id for one in cart.coupons]
    outcome, goods = await _worked_out(unit, _deal(shop), cart, ids)
    return with_outcome(cart, outcome, goods, shop.mint)


async def lock_unused(unit: Unit, store: Store, cart: Cart, now: int) -> Unclaimed:
    """What an order of the cart is the first to use; nobody else can use it up.

    Raises CheckoutChanged where the cart would be given something else than it shows.
    """
    if not (store.offers or cart.coupons or cart.promotion_ids):
        return Unclaimed()
    ids = [one.id for one in cart.coupons]
    known = await coupon_uses.read_entered(unit, store.id, shopper_of(cart), ids, lock=True)
    if cart.promotion_ids:
        await promotion_uses.lock_limited(unit, store.id, cart.promotion_ids)
    outcome, goods = await _worked_out(unit, _Deal(store, now), cart, ids)
    if not is_current(cart, outcome, goods):
        raise CheckoutChanged
    claimed = await promotion_uses.lock_claimed(unit, store.id, cart.id)
    return Unclaimed(
        [one.coupon.id for one in known if not one.is_claimed],
        [one for one in cart.promotion_ids if one not in claimed],
    )


async def _worked_out(
    unit: Unit, deal: _Deal, cart: Cart, coupon_ids: Sequence[int]
) -> tuple[Outcome, dict[Goods, CartLine]]:
    """What promotions and these coupons come to, and lines of what they give."""
    bought = without_gifts(cart)
    store = deal.store
    known = await _entered(unit, store, cart, coupon_ids)
    offers = [*store.offers, *[one.offer for one in known if one.offer is not None]]
    terms = await _terms(unit, deal, bought, offers)
    outcome = outcome_of(bought, store.offers, known, terms)
    if not outcome.gifts:
        return outcome, {}
    goods = await _gifts(unit, deal, cart, offers)
    ids = {line.product_id for line in goods.values()}
    levels = (await stock_holds.read_state(unit, store.id, cart.id, ids)).within_reach
    terms = replace(terms, stock=in_reach(cart, goods, levels))
    return outcome_of(bought, store.offers, known, terms), goods


async def _entered(
    unit: Unit, store: Store, cart: Cart, coupon_ids: Sequence[int]
) -> list[Entered]:
    """Coupons as they have been used, with what the promotions of codes offer."""
    if not coupon_ids:
        return []
    known = await coupon_uses.read_entered(unit, store.id, shopper_of(cart), coupon_ids)
    ids = [one.coupon.promotion_id for one in known if one.coupon.promotion_id]
    found = await promotions.find_many(unit, store.id, ids) if ids else {}
    return [
        replace(one, offer=offer_of(found[one.coupon.promotion_id]))
        if one.coupon.promotion_id in found
        else one
        for one in known
    ]


async def _terms(unit: Unit, deal: _Deal, cart: Cart, offers: Sequence[Offer]) -> Terms:
    """On what a cart is worked out; asks the database only for what some offer needs."""
    store, profile = deal.store, deal.store.profile
    limited = [offer.id for offer in offers if offer.max_uses]
    used_up: frozenset[int] = frozenset()
    if limited:
        used_up = await promotion_uses.used_up(unit, store.id, cart.id, limited)
    completed = 0
    if cart.customer_id and any(offer.minimum_order_count for offer in offers):
        completed = await promotions.count_completed(unit, store.id, cart.customer_id)
    terms = Terms(
        Shopper(
            now=deal.now,
            utc_offset_seconds=profile.timezone_offset_seconds,
            completed_orders=completed,
            used_up=used_up,
        ),
        Policy(
            profile.promotions_apply_on_products_with_custom_product_price,
            profile.promotions_triggered_by_products_with_zero_product_price,
            profile.promotions_applied_on_original_product_price,
        ),
    )
    if any(offer.needs_custom_fields for offer in offers):
        ids = [line.product_id for line in cart.lines]
        fields = await promotions.read_custom_fields(unit, store.id, ids)
        terms = replace(terms, custom_fields=fields)
    return terms


async def _gifts(
    unit: Unit, deal: _Deal, cart: Cart, offers: Sequence[Offer]
) -> dict[Goods, CartLine]:
    """One unit of all that the offers may give and that can be sold without a further choice."""
    wanted = sorted({goods for offer in offers for goods in offer.goods})
    owners = await promotions.products_of(unit, deal.store.id, wanted)
    known = await cart_goods.read_goods(unit, deal.store.id, list(owners.values()))
    sale = sale_of(cart, deal.link, {})
    lines: dict[Goods, CartLine] = {}
    for goods, product_id in owners.items():
        item = ItemRequest(product_id, 1, goods[1] or None)
        try:
            line = new_line(item, known.get(product_id), sale, DRAFT_ID)
        except Unprocessable:
            continue  # not for sale, or only with choices that nobody has made
        lines[goods] = line
    return lines
