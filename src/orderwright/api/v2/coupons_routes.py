"""Routes of V2 coupons."""

from functools import partial

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v2 import coupons
from orderwright.api.v2.coupon_schemas import (
    COUNT_ANSWER,
    COUPON,
    COUPON_POST,
    COUPON_PUT,
    COUPON_QUERY,
    DELETE_QUERY,
)

BASE = "/stores/{store_hash}/v2/coupons"
ONE = f"{BASE}/{{id}}"
MARKETING = "store_v2_marketing"
READ, WRITE = reads(MARKETING), writes(MARKETING)

_route = partial(Route, dialect="v2", xml=("coupons", "coupon"))

ROUTES = [
    _route(
        "GET", BASE, coupons.get_coupons, "getCoupons", READ,
        summary="List coupons",
        query=COUPON_QUERY, answers={200: Array(COUPON), 204: None},
    ),
    _route(
        "POST", BASE, coupons.create_coupon, "createCoupon", WRITE,
        summary="Create a coupon", body=COUPON_POST, answers={201: COUPON},
    ),
    _route(
        "DELETE", BASE, coupons.delete_coupons, "deleteCoupons", WRITE,
        summary="Delete some coupons, or all", query=DELETE_QUERY, answers={204: None},
    ),
    _route(
        "GET", f"{BASE}/count", coupons.count_coupons, "getCouponsCount", READ,
        summary="Count coupons", answers={200: COUNT_ANSWER},
    ),
    _route(
        "GET", ONE, coupons.get_coupon, "getCoupon", READ,
        summary="Get a coupon", answers={200: COUPON},
    ),
    _route(
        "PUT", ONE, coupons.update_coupon, "updateCoupon", WRITE,
        summary="Update a coupon", body=COUPON_PUT, answers={200: COUPON},
    ),
    _route(
        "DELETE", ONE, coupons.delete_coupon, "deleteCoupon", WRITE,
        summary="Delete a coupon", answers={204: None},
    ),
]  # fmt: skip
