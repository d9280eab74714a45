"""Coupons on carts: entered, taken out, and worked out anew with every change."""

from dataclasses import replace

from orderwright.actions.coupon_uses import shopper_of
from orderwright.db import coupon_uses, coupons
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart
from orderwright.domain.coupon import code_key
from orderwright.domain.coupon_discounts import (
    NOT_VALID,
    TOO_MANY,
    Entered,
    check_applies,
    with_coupons,
)
from orderwright.domain.errors import CheckoutChanged, NotFound, Unprocessable
from orderwright.domain.store import Store


async def entered(unit: Unit, store: Store, cart: Cart, code: str, now: int) -> Cart:
    """The cart with one more coupon, or with it in place of the only one that it may have.

    Raises Unprocessable for a coupon that does not apply.
    """
    coupon = await coupons.find_by_code(unit, store.id, code)
    if coupon is None:
        raise Unprocessable.naming(NOT_VALID, "coupon_code", code)
    ids = [one.id for one in cart.coupons]
    if coupon.id in ids:
        return cart
    known = await coupon_uses.read_entered(unit, store.id, shopper_of(cart), [*ids, coupon.id])
    check_applies(cart, known[-1], now)
    allowed = store.profile.coupons_per_checkout
    if len(ids) >= allowed > 1:
        raise Unprocessable.naming(TOO_MANY, "coupon_code", code)
    return with_coupons(cart, known[-1:] if allowed <= 1 else known, now)


def taken_out(cart: Cart, code: str) -> Cart:
    """The cart without a coupon, whose code may be in any case. Raises NotFound."""
    left = [one for one in cart.coupons if code_key(one.code) != code_key(code)]
    if len(left) == len(cart.coupons):
        raise NotFound("cart", code)
    return replace(cart, coupons=tuple(left))


async def applied(unit: Unit, store: Store, cart: Cart, now: int) -> Cart:
    """The cart with what its coupons take off now; those that apply no longer are gone."""
    if not cart.coupons:
        return replace(cart, discounts=()) if cart.discounts else cart
    return with_coupons(cart, await _known(unit, store, cart), now)


async def lock_unused(unit: Unit, store: Store, cart: Cart, now: int) -> list[int]:
    """The coupons that an order of the cart is the first to use; nobody else can use them up.

    Raises CheckoutChanged where they take off something else than the checkout shows.
    """
    if not cart.coupons:
        return []
    known = await _known(unit, store, cart, lock=True)
    if with_coupons(cart, known, now).discounts != cart.discounts or len(known) < len(cart.coupons):
        raise CheckoutChanged
    return [one.coupon.id for one in known if not one.is_claimed]


async def _known(unit: Unit, store: Store, cart: Cart, *, lock: bool = False) -> list[Entered]:
    ids = [one.id for one in cart.coupons]
    return await coupon_uses.read_entered(unit, store.id, shopper_of(cart), ids, lock=lock)
