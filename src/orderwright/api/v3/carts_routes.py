"""Routes of V3 carts."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import carts
from orderwright.api.v3.cart_schemas import (
    CART_ANSWER,
    CART_POST,
    CART_PUT,
    CART_QUERY,
    ITEM_PUT,
    ITEMS_POST,
    REDIRECT_ANSWER,
    REDIRECT_POST,
    VERSION_BODY,
)

BASE = "/stores/{store_hash}/v3/carts"
ONE = f"{BASE}/{{cart_id}}"
ITEM = f"{ONE}/items/{{item_id}}"
CARTS = "store_cart"
READ, WRITE = reads(CARTS), writes(CARTS)

ROUTES = [
    Route(
        "POST", BASE, carts.create_cart, "createCart", WRITE,
        summary="Create a cart",
        query=CART_QUERY,
        body=CART_POST,
        answers={201: CART_ANSWER},
    ),
    Route(
        "GET", ONE, carts.get_cart, "getCart", READ,
        summary="Get a cart",
        query=CART_QUERY,
        answers={200: CART_ANSWER},
    ),
    Route(
        "PUT", ONE, carts.update_cart, "updateCart", WRITE,
        summary="Give a cart to another customer",
        query=CART_QUERY,
        body=CART_PUT,
        answers={200: CART_ANSWER},
    ),
    Route(
        "DELETE", ONE, carts.delete_cart, "deleteCart", WRITE,
        summary="Delete a cart",
        answers={204: None},
    ),
    Route(
        "POST", f"{ONE}/items", carts.add_cart_line_items, "addCartLineItems", WRITE,
        summary="Put more into a cart",
        query=CART_QUERY,
        body=ITEMS_POST,
        answers={201: CART_ANSWER},
    ),
    Route(
        "PUT", ITEM, carts.update_cart_line_item, "updateCartLineItem", WRITE,
        summary="Change a line's quantity or price",
        query=CART_QUERY,
        body=ITEM_PUT,
        answers={200: CART_ANSWER},
    ),
    Route(
        "DELETE", ITEM, carts.delete_cart_line_item, "deleteCartLineItem", WRITE,
        summary="Take a line out of a cart; the last one takes the cart with it",
        query=CART_QUERY,
        body=VERSION_BODY,
        answers={200: CART_ANSWER, 204: None},
    ),
    Route(
        "POST", f"{ONE}/redirect_urls", carts.create_cart_redirect_url, "createCartRedirectURL",
        WRITE,
        summary="Make links that lead a browser to a cart, each once",
        body=REDIRECT_POST,
        answers={201: REDIRECT_ANSWER},
    ),
]  # fmt: skip
