"""Feeders of V2 coupons."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

COUPON = {
    "name": "Ten off",
    "code": "TEN",
    "type": "percentage_discount",
    "amount": 10,
    "applies_to": {"entity": "categories", "ids": [0]},
}


@feeds(
    "GET /v2/coupons",
    "POST /v2/coupons",
    "DELETE /v2/coupons",
    "GET /v2/coupons/count",
    "GET /v2/coupons/{}",
    "PUT /v2/coupons/{}",
    "DELETE /v2/coupons/{}",
)
def coupons(shop: Shop) -> None:
    shop.call("GET", "/v2/coupons", expect=204)
    made = shop.call("POST", "/v2/coupons", COUPON)
    shop.call("POST", "/v2/coupons", {"name": "N"}, expect=400)
    limits = {"restricted_to": {"countries": "US"}, "shipping_methods": ["shipping_flatrate"]}
    shop.call("POST", "/v2/coupons", {**COUPON, "name": "Five off", "code": "FIVE", **limits})
    one = f"/v2/coupons/{made['id']}"
    shop.call("GET", "/v2/coupons")
    assert shop.call("GET", "/v2/coupons/count") == {"count": 2}
    assert shop.call("GET", one) == made
    applies_to = {"entity": "categories", "ids": [0]}
    shop.call("PUT", one, {"enabled": True, "applies_to": applies_to, **limits})
    shop.call("GET", "/v2/coupons?code=TEN")
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
    shop.call("DELETE", "/v2/coupons", expect=204)
