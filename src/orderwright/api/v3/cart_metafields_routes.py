"""Routes of the metafields of V3 carts."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import cart_metafields
from orderwright.api.v3.metafield_schemas import (
    METAFIELD_ANSWER,
    METAFIELD_BATCH,
    METAFIELD_BATCH_REFUSED,
    METAFIELD_DELETE_REFUSED,
    METAFIELD_DELETED,
    METAFIELD_LIST,
    METAFIELD_POST,
    METAFIELD_PUT,
    METAFIELD_QUERY,
    METAFIELDS_DELETE,
    METAFIELDS_POST,
    METAFIELDS_PUT,
    METAFIELDS_QUERY,
    ONE_METAFIELD_QUERY,
)

CARTS = "/stores/{store_hash}/v3/carts"
OF_CART = f"{CARTS}/{{cart_id}}/metafields"
ONE = f"{OF_CART}/{{metafield_id}}"
ALL = f"{CARTS}/metafields"
READ, WRITE = reads("store_cart"), writes("store_cart")
BATCHED = {200: METAFIELD_BATCH, 422: METAFIELD_BATCH_REFUSED}

ROUTES = [
    Route(
        "GET", OF_CART, cart_metafields.get_cart_metafields, "getCartMetafields", READ,
        summary="List a cart's metafields",
        query=METAFIELD_QUERY,
        answers={200: METAFIELD_LIST},
    ),
    Route(
        "POST", OF_CART, cart_metafields.create_cart_metafield, "createCartMetafield", WRITE,
        summary="Keep a value with a cart",
        body=METAFIELD_POST,
        answers={200: METAFIELD_ANSWER},
    ),
    Route(
        "GET", ONE, cart_metafields.get_cart_metafield, "getCartMetafield", READ,
        summary="Get a cart's metafield",
        query=ONE_METAFIELD_QUERY,
        answers={200: METAFIELD_ANSWER},
    ),
    Route(
        "PUT", ONE, cart_metafields.update_cart_metafield, "updateCartMetafield", WRITE,
        summary="Change a cart's metafield",
        body=METAFIELD_PUT,
        answers={200: METAFIELD_ANSWER, 422: METAFIELD_BATCH_REFUSED},
    ),
    Route(
        "DELETE", ONE, cart_metafields.delete_cart_metafield, "deleteCartMetafield", WRITE,
        summary="Delete a cart's metafield",
        answers={204: None},
    ),
    Route(
        "GET", ALL, cart_metafields.get_carts_metafields, "getCartsMetafields", READ,
        summary="List the metafields of all carts",
        query=METAFIELDS_QUERY,
        answers={200: METAFIELD_LIST},
    ),
    Route(
        "POST", ALL, cart_metafields.create_carts_metafields, "createCartsMetafields", WRITE,
        summary="Keep values with carts",
        body=METAFIELDS_POST,
        answers=BATCHED,
    ),
    Route(
        "PUT", ALL, cart_metafields.update_carts_metafields, "updateCartsMetafields", WRITE,
        summary="Change carts' metafields",
        body=METAFIELDS_PUT,
        answers=BATCHED,
    ),
    Route(
        "DELETE", ALL, cart_metafields.delete_carts_metafields, "deleteCartsMetafields", WRITE,
        summary="Delete carts' metafields",
        body=METAFIELDS_DELETE,
        answers={200: METAFIELD_DELETED, 422: METAFIELD_DELETE_REFUSED},
    ),
]  # fmt: skip
