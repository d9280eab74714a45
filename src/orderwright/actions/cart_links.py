"""Links that lead a shopper's browser to a cart: each works once, and not after 30 days."""

from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlencode

from orderwright.actions.cart_changes import Shop
from orderwright.db import cart_links, carts
from orderwright.db.cart_links import CartLink, LinkKind
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound

TOKEN_DIGITS = 64
LINK_MS = 30 * 24 * 60 * 60 * 1000

_ADDRESSES: Mapping[LinkKind, str] = {
    "cart": "/cart.php?action=load",
    "checkout": "/cart.php?action=loadInCheckout",
    "embedded": "/cart.php?embedded=1&action=loadInCheckout",
}


def create_redirect_urls(
    unit: Unit, shop: Shop, cart_id: str, query_params: Mapping[str, str]
) -> dict[str, str]:
    """Links to the cart, to its checkout, and to the checkout in a frame."""
    return {
        "cart_url": _create(unit, shop, cart_id, "cart", query_params),
        "checkout_url": _create(unit, shop, cart_id, "checkout", query_params),
        "embedded_checkout_url": _create(unit, shop, cart_id, "embedded", query_params),
    }


async def create_checkout_token(
    unit: Unit, shop: Shop, cart_id: str, ttl_seconds: int | None, uses: int
) -> str:
    """A token that shows whoever holds it the confirmation of an order of this checkout.

    Raises NotFound, also once the checkout has ended.
    """
    if not await carts.exists(unit, shop.store.id, cart_id):
        raise NotFound("cart", cart_id)
    token = shop.mint.hex(TOKEN_DIGITS)
    lifetime_ms = LINK_MS if ttl_seconds is None else ttl_seconds * 1_000
    cart_links.add(
        unit,
        shop.store.id,
        CartLink(
            hash_of(token), cart_id, "confirmation", {}, shop.now, shop.now + lifetime_ms, uses
        ),
    )
    return token


def hash_of(token: str) -> bytes:
    """What is kept of a token."""
    return sha256(token.encode()).digest()


def _create(
    unit: Unit, shop: Shop, cart_id: str, kind: LinkKind, query_params: Mapping[str, str]
) -> str:
    token = shop.mint.hex(TOKEN_DIGITS)
    cart_links.add(
        unit,
        shop.store.id,
        CartLink(hash_of(token), cart_id, kind, query_params, shop.now, shop.now + LINK_MS),
    )
    address = f"{shop.origin}{_ADDRESSES[kind]}&id={cart_id}&token={token}"
    return f"{address}&{urlencode(query_params)}" if query_params else address
