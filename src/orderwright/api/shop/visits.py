"""How a browser comes to a cart: a link that works once gives it a session in a cookie."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from orderwright.actions.cart_changes import Shop
from orderwright.actions.cart_links import LINK_MS, TOKEN_DIGITS, hash_of
from orderwright.db import access, cart_links, carts
from orderwright.db.cart_links import CartLink
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart
from orderwright.domain.store import Store

COOKIE = "ORDERWRIGHT_SHOP"
COOKIE_SECONDS = LINK_MS // 1_000
TOKEN_LENGTH_MAX = 128


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser at a store, and the cart that it may see; `guard` makes its forms its own."""

    store: Store
    session: str = ""
    cart: Cart | None = None


async def find_store(unit: Unit, store_hash: str) -> Store | None:
    """The store with its taxes and shipping zones."""
    found = await access.find_store(unit, store_hash)
    return None if found is None else await access.get_store(unit, found.id)


async def open_link(
    unit: Unit, shop: Shop, token: str, cart_id: str
) -> tuple[str, CartLink] | None:
    """Use a link up and begin a session; None for a link that does not work, or not any more."""
    if not 0 < len(token) <= TOKEN_LENGTH_MAX:
        return None
    link = await cart_links.find(unit, shop.store.id, hash_of(token))
    if link is None or link.cart_id != cart_id or link.kind not in ("cart", "checkout", "embedded"):
        return None
    if not await carts.exists(unit, shop.store.id, cart_id):
        return None
    if not await cart_links.use(unit, shop.store.id, link.token_hash, shop.now):
        return None
    session = shop.mint.hex(TOKEN_DIGITS)
    cart_links.add(
        unit,
        shop.store.id,
        CartLink(hash_of(session), cart_id, "session", {}, shop.now, shop.now + LINK_MS),
    )
    return session, link


async def find_cart(unit: Unit, store_id: int, session: str, now: int) -> Cart | None:
    """The cart of a session."""
    link = await find_session(unit, store_id, session, now)
    return None if link is None else await carts.find(unit, store_id, link.cart_id)


async def find_session(unit: Unit, store_id: int, session: str, now: int) -> CartLink | None:
    """A session that has begun and not expired."""
    if not 0 < len(session) <= TOKEN_LENGTH_MAX:
        return None
    link = await cart_links.find(unit, store_id, hash_of(session))
    if link is None or link.kind != "session" or link.expires_at <= now:
        return None
    return link


async def may_confirm(unit: Unit, store_id: int, token: str, cart_id: str, now: int) -> bool:
    """Use a token that shows confirmations of a cart's orders; whether it does."""
    if not 0 < len(token) <= TOKEN_LENGTH_MAX:
        return False
    link = await cart_links.find(unit, store_id, hash_of(token))
    if link is None or link.kind != "confirmation" or link.cart_id != cart_id:
        return False
    return await cart_links.use(unit, store_id, link.token_hash, now)


def guard_of(key: bytes, session: str) -> str:
    """What the forms of a session carry, so that no other page can send them."""
    return hmac.new(key, session.encode(), hashlib.sha256).hexdigest()


def is_guarded(key: bytes, session: str, given: Mapping[str, str]) -> bool:
    return hmac.compare_digest(guard_of(key, session), given.get("guard", ""))
