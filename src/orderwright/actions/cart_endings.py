"""How carts end: paid for, or left alone for a month."""

from orderwright.actions import coupon_uses
from orderwright.db import carts, outbox, stock_holds
from orderwright.db.unit import Unit

KEPT_MS = 30 * 24 * 60 * 60 * 1000
ENDED_AT_ONCE = 100


async def convert_cart(
    unit: Unit, store_id: int, cart_id: str, order_id: int, now: int, channel_id: int = 1
) -> None:
    """End the cart whose order has been paid through this server.

    Its checkout then answers 404; what it still holds of the stock is given back. Call it after the
    order's own change, in the same unit.
    """
    await stock_holds.give_back(unit, store_id, cart_id)
    carts.delete(unit, store_id, cart_id)
    data = {"type": "cart", "id": cart_id, "orderId": order_id}
    outbox.record(unit, store_id, "store/cart/converted", data, now, channel_id)


async def end_old_carts(unit: Unit, now: int) -> int:
    """End carts of all stores that nobody has changed for 30 days; how many."""
    old = await carts.find_old(unit, now - KEPT_MS, ENDED_AT_ONCE)
    for store_id, cart_id, channel_id in old:
        await stock_holds.give_back(unit, store_id, cart_id)
        await coupon_uses.give_back(unit, store_id, cart_id)
        carts.delete(unit, store_id, cart_id)
        data = {"type": "cart", "id": cart_id}
        outbox.record(unit, store_id, "store/cart/deleted", data, now, channel_id)
    return len(old)
