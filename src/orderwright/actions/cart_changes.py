"""What every change of a cart passes: its version, its quotes and price, its row, its events."""

from collections.abc import Awaitable, Callable, Iterable

from orderwright.actions import cart_promotions, cart_tenders, tax_quotes
from orderwright.actions.cart_quotes import quote
from orderwright.actions.cart_shop import STALE, Shop
from orderwright.db import carts, outbox
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart
from orderwright.domain.cart_pricing import price_cart
from orderwright.domain.cart_taxes import cart_taxes
from orderwright.domain.cart_tender import put_tenders
from orderwright.domain.errors import NotFound
from orderwright.domain.new_order import cost_classes
from orderwright.domain.records import changed

Change = Callable[[Cart], Awaitable[Cart]]


async def change_cart(
    unit: Unit,
    shop: Shop,
    cart_id: str,
    version: int | None,
    change: Change,
    choose: Change | None = None,
    *,
    quoting: bool = False,
) -> tuple[Cart, Cart]:
    """Load, change, price, save and announce a cart; as it was and as it is.

    `quoting` asks anew what shipping there is; `choose` then chooses of it. Raises NotFound,
    Conflict, and what the change raises.
    """
    cart = await carts.find(unit, shop.store.id, cart_id)
    if cart is None:
        raise NotFound("cart", cart_id)
    shop.check_version(cart, version)
    after = await change(cart)
    if quoting and after.consignments:
        after = await cart_promotions.applied(unit, shop, after)  # what it gives is sent, too
        after = quote(shop.store, after, shop.desk)
    if choose is not None:
        after = await choose(after)
    after = await cart_promotions.applied(unit, shop, after)
    after = await cart_tenders.refreshed(unit, shop.store, after, shop.now)
    after = settle(shop, tax_quotes.quoted(shop.store, after, shop.desk, shop.now))
    after = changed(after, version=cart.version + 1, updated_at=shop.now)
    carts.save(unit, shop.store.id, after, cart.version)
    announce_change(unit, shop, cart, after)
    return cart, after


def announce_change(unit: Unit, shop: Shop, before: Cart, after: Cart) -> None:
    """Tell of what shoppers see change: lines, whose cart it is, the e-mail (reference)."""
    if before.told == after.told:
        return
    announce(unit, shop, after, "updated")
    was = {line.id: line.told for line in before.lines}
    left = {line.id: line.told for line in after.lines}
    announce_lines(unit, shop, after, "created", [one for one in left if one not in was])
    announce_lines(
        unit, shop, after, "updated", [one for one in left if was.get(one, left[one]) != left[one]]
    )
    announce_lines(unit, shop, after, "deleted", [one for one in was if one not in left])


def announce(unit: Unit, shop: Shop, cart: Cart, what: str) -> None:
    """Tell of the cart as a whole."""
    data = {"type": "cart", "id": cart.id}
    outbox.record(unit, shop.store.id, f"store/cart/{what}", data, shop.now, cart.channel_id)


def announce_lines(unit: Unit, shop: Shop, cart: Cart, what: str, line_ids: Iterable[str]) -> None:
    """Tell of lines of the cart."""
    for line_id in line_ids:
        outbox.record(
            unit,
            shop.store.id,
            f"store/cart/lineItem/{what}",
            {"type": "cart_line_item", "id": line_id, "cartId": cart.id},
            shop.now,
            cart.channel_id,
            subject="cart",
            subject_id=outbox.number_of(cart.id),
        )


def settle(shop: Shop, cart: Cart) -> Cart:
    """The cart with its figures worked out anew."""
    cart = changed(cart, revision=shop.store.revision)
    priced = price_cart(cart, cost_classes(shop.store.profile), cart_taxes(shop.store, cart))
    return put_tenders(priced)


__all__ = [
    "STALE", "Change", "Shop", "announce", "announce_lines", "change_cart", "settle",
]  # fmt: skip
