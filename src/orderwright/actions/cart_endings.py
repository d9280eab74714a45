"""How carts end: paid for, deleted, or left alone; and when they count as abandoned."""

import hashlib

from orderwright.actions import coupon_uses
from orderwright.db import carts, metafields, outbox, stock_holds
from orderwright.db.unit import Unit

ABANDONED_MS = 60 * 60 * 1000
"""A cart without a change for an hour is abandoned (reference)."""

KEPT_MS = 30 * 24 * 60 * 60 * 1000
ENDED_AT_ONCE = 100
TOLD_AT_ONCE = 200


async def convert_cart(
    unit: Unit, store_id: int, cart_id: str, order_id: int, now: int, channel_id: int = 1
) -> None:
    """End the cart whose order has been paid through this server.

    Its checkout then answers 404; what it still holds of the stock is given back. Call it after the
    order's own change, in the same unit.
    """
    await stock_holds.give_back(unit, store_id, cart_id)
    data = {"type": "cart", "id": cart_id, "orderId": order_id}
    outbox.record(unit, store_id, "store/cart/converted", data, now, channel_id)
    await _remove(unit, store_id, cart_id, now)


async def delete_cart(unit: Unit, store_id: int, cart_id: str, now: int, channel_id: int) -> None:
    """Queue the end of a cart that nobody has paid for."""
    await stock_holds.give_back(unit, store_id, cart_id)
    await coupon_uses.give_back(unit, store_id, cart_id)
    data = {"type": "cart", "id": cart_id}
    outbox.record(unit, store_id, "store/cart/deleted", data, now, channel_id)
    await _remove(unit, store_id, cart_id, now)


async def end_old_carts(unit: Unit, now: int) -> int:
    """End carts of all stores that nobody has changed for 30 days; how many."""
    old = await carts.find_old(unit, now - KEPT_MS, ENDED_AT_ONCE)
    for store_id, cart_id, channel_id in old:
        await delete_cart(unit, store_id, cart_id, now, channel_id)
    return len(old)


async def tell_abandoned_carts(unit: Unit, now: int) -> int:
    """Announce carts of all stores without a change for an hour, each once; how many."""
    left = await carts.find_abandoned(unit, now - ABANDONED_MS, TOLD_AT_ONCE)
    for store_id, cart_id, channel_id in left:
        carts.mark_abandoned(unit, store_id, cart_id)
        data = {"type": "cart", "id": cart_id, "token": _abandoned_token(cart_id)}
        outbox.record(unit, store_id, "store/cart/abandoned", data, now, channel_id)
    return len(left)


async def _remove(unit: Unit, store_id: int, cart_id: str, now: int) -> None:
    """Queue that the cart goes with its metafields; each of those is announced (reference)."""
    carts.delete(unit, store_id, cart_id)
    ids = await metafields.ids_of(unit, store_id, "cart", cart_id)
    if ids:
        await metafields.delete(unit, store_id, ids)
    for metafield_id in ids:
        outbox.record(
            unit,
            store_id,
            "store/cart/metafield/deleted",
            {"metafield_id": metafield_id, "resource_id": cart_id},
            now,
            subject="metafield",
            subject_id=metafield_id,
        )


def _abandoned_token(cart_id: str) -> str:
    """32 hex digits that are always the same for a cart."""
    return hashlib.blake2b(cart_id.encode(), digest_size=16).hexdigest()
