"""Uses of coupons and promotions: taken with a first order, given back once if none is placed."""

from orderwright.db import coupon_uses, promotion_uses
from orderwright.db.coupon_uses import Shopper
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart
from orderwright.domain.coupon_discounts import why_used_up
from orderwright.domain.errors import Conflict
from orderwright.domain.order import Order
from orderwright.domain.order_status import WITHOUT_USES, Status

PROMOTION_USED_UP = "A promotion of the order has been used as often as it may be."


def shopper_of(cart: Cart) -> Shopper:
    return Shopper(cart.id, cart.customer_id, cart.email)


async def follow(unit: Unit, store_id: int, before: Order, after: Order) -> None:
    """Use or give back the coupons of a cart's order as its status changes.

    Raises Conflict where one that was given back has been used up by others since.
    """
    cart_id = before.cart_id
    if cart_id is None or before.status_id == after.status_id:
        return
    if after.status_id == Status.CANCELLED:
        await give_back(unit, store_id, cart_id, before.id)
    elif before.status_id in WITHOUT_USES and after.status_id not in WITHOUT_USES:
        await _claim_again(unit, store_id, cart_id, after)


async def give_back(unit: Unit, store_id: int, cart_id: str, order_id: int = 0) -> None:
    """Give back what a cart has used, unless it has a placed order besides this one."""
    coupons = await coupon_uses.lock_claimed(unit, store_id, cart_id)
    promotions = await promotion_uses.lock_claimed(unit, store_id, cart_id)
    if not (coupons or promotions):
        return
    if not await coupon_uses.is_used_by_others(unit, store_id, cart_id, order_id):
        await coupon_uses.give_back(unit, store_id, cart_id, coupons)
        await promotion_uses.give_back(unit, store_id, cart_id, promotions)


async def _claim_again(unit: Unit, store_id: int, cart_id: str, order: Order) -> None:
    await _claim_coupons_again(unit, store_id, cart_id, order)
    ids = await promotion_uses.of_order(unit, store_id, order.id)
    if not ids:
        return
    claimed = await promotion_uses.lock_claimed(unit, store_id, cart_id)
    missing = [one for one in ids if one not in claimed]
    await promotion_uses.lock_limited(unit, store_id, missing)
    if await promotion_uses.used_up(unit, store_id, cart_id, missing):
        raise Conflict(PROMOTION_USED_UP)
    promotion_uses.claim(unit, store_id, cart_id, missing)


async def _claim_coupons_again(unit: Unit, store_id: int, cart_id: str, order: Order) -> None:
    ids = await coupon_uses.of_order(unit, store_id, order.id)
    if not ids:
        return
    claimed = await coupon_uses.lock_claimed(unit, store_id, cart_id)
    missing = [one for one in ids if one not in claimed]
    if not missing:
        return
    shopper = Shopper(cart_id, order.customer_id, order.billing_address.email)
    known = await coupon_uses.read_entered(unit, store_id, shopper, missing, lock=True)
    for one in known:
        reason = why_used_up(one)
        if reason is not None:
            raise Conflict(reason)
    left = [one.coupon.id for one in known if not one.is_claimed]
    await coupon_uses.claim(unit, store_id, shopper, left)
