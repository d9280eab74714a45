"""Feeders of V3 promotions, their codes and their settings."""

from typing import Any

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

PROMOTIONS = "/v3/promotions"
SETTINGS = {
    "promotions_apply_on_products_with_custom_product_price": False,
    "promotions_triggered_by_products_with_zero_product_price": True,
    "number_of_coupons_allowed_at_checkout": 2,
    "promotions_applied_on_original_product_price": True,
}
_SIMPLE: list[Any] = [
    {"brands": [1, 2]},
    {"categories": [3]},
    {"products": [4]},
    {"variants": [5]},
    {"product_option": {"type": "string_match", "name": "Color", "values": ["Red", "Blue"]}},
    {"product_custom_field": {"name": "ISBN-10", "values": ["0439538491"]}},
]


ITEMS = {"or": [*_SIMPLE, {"and": _SIMPLE[:2]}, {"or": _SIMPLE[:1]}, {"not": {"brands": [1]}}]}
SEGMENTS = {
    "or": [
        {"id": ["ccec121a-f9bc-4a04-809e-1fe0d8ae7fdd"]},
        {"and": [{"id": ["a"]}, {"not": {"id": ["b"]}}]},
        {"not": {"or": [{"id": ["c"]}, {"id": ["d"]}]}},
    ]
}
CHOICE = {
    "items": ITEMS,
    "strategy": "MOST_EXPENSIVE_ONLY",
    "include_items_considered_by_condition": True,
    "exclude_items_on_sale": True,
}
OFF = {"discount": {"percentage_amount": "10"}, "maximum_allowed_discount_amount": "20"}
ACTIONS: list[Any] = [
    {"cart_value": OFF},
    {"cart_value": {"discount": {"fixed_amount": "5"}, "maximum_allowed_discount_amount": None}},
    {"cart_items": {**OFF, **CHOICE, "as_total": True, "quantity": 2, "add_free_item": False}},
    {"cart_items": {"discount": {"fixed_amount": "5"}}},
    {"gift_item": {"quantity": 1, "product_id": 1}},
    {"gift_item": {"quantity": 1, "variant_id": 1}},
    {"fixed_price_set": {"quantity": 3, "fixed_price": "12.95", **CHOICE}},
    {"shipping": {"free_shipping": True, "zone_ids": "*"}},
    {"shipping": {"zone_ids": [1]}},
]
CONDITION = {"cart": {"items": ITEMS, "minimum_spend": "12.95", "minimum_quantity": 1}}
FULL = {
    "name": "Everything at once",
    "display_name": "WOW",
    "channels": [{"id": 1}],
    "customer": {"group_ids": [1], "minimum_order_count": 1, "segments": SEGMENTS},
    "rules": [
        {"action": action, "apply_once": False, "stop": False, "condition": CONDITION}
        for action in ACTIONS
    ]
    + [{"action": ACTIONS[0], "condition": {"and": [CONDITION]}}]
    + [
        {
            "action": {"cart_items": {**OFF, "items": items}},
            "condition": {"cart": {"items": items, "minimum_quantity": 1}},
        }
        for items in ({"not": ITEMS}, {"and": [ITEMS]}, *_SIMPLE)
    ],
    "max_uses": 10,
    "status": "ENABLED",
    "start_date": "2019-01-20T22:00:00.000Z",
    "end_date": "2029-01-20T22:00:00.000Z",
    "stop": True,
    "can_be_used_with_other_promotions": False,
    "currency_code": "USD",
    "notifications": [
        {"content": "Congratulations!", "type": kind, "locations": ["HOME_PAGE", "CART_PAGE"]}
        for kind in ("UPSELL", "ELIGIBLE", "APPLIED")
    ],
    "shipping_address": {"countries": [{"iso2_country_code": "US"}]},
    "schedule": {
        "week_frequency": 2,
        "week_days": ["Monday", "Sunday"],
        "daily_start_time": "01:20:00",
        "daily_end_time": "23:59:00",
    },
}
AUTOMATIC = {**FULL, "redemption_type": "AUTOMATIC"}
COUPON = {
    **FULL,
    "redemption_type": "COUPON",
    "coupon_type": "SINGLE",
    "coupon_overrides_other_promotions": True,
    "coupon_overrides_automatic_when_offering_higher_discounts": True,
    "customer": {"excluded_group_ids": [2]},
    "shipping_address": {"not": {"countries": [{"iso2_country_code": "US"}]}},
    "codes": {"code": "WOW", "max_uses": 3, "max_uses_per_customer": 1},
}
MANY = {
    "redemption_type": "COUPON",
    "coupon_type": "BULK",
    "name": "Many codes",
    "rules": [{"action": {"cart_value": {"discount": {"fixed_amount": "5"}}}}],
}


def add_promotion(shop: Shop, body: Any) -> Any:
    return shop.call("POST", PROMOTIONS, body)["data"]


@feeds(
    "GET /v3/promotions",
    "POST /v3/promotions",
    "DELETE /v3/promotions",
    "GET /v3/promotions/{}",
    "PUT /v3/promotions/{}",
    "DELETE /v3/promotions/{}",
)
def promotions(shop: Shop) -> None:
    automatic, coupon = add_promotion(shop, AUTOMATIC), add_promotion(shop, COUPON)
    add_promotion(shop, MANY)
    shop.call("POST", PROMOTIONS, {**AUTOMATIC, "rules": []}, expect=422)
    for one in (automatic, coupon):
        path = f"{PROMOTIONS}/{one['id']}"
        assert shop.call("GET", path)["data"] == one
        assert shop.call("PUT", path, one)["data"] == one
    shop.call("GET", PROMOTIONS)
    shop.call("GET", f"{PROMOTIONS}?limit=1&page=2&sort=priority&direction=desc&channels=1")
    shop.call("GET", f"{PROMOTIONS}?redemption_type=coupon&status=ENABLED&code=WOW&query=wow")
    shop.call("GET", f"{PROMOTIONS}?sort=color", expect=422)
    shop.call("GET", f"{PROMOTIONS}/99", expect=404)
    shop.call("PUT", f"{PROMOTIONS}/99", {"stop": True}, expect=404)
    shop.call("DELETE", PROMOTIONS, expect=422)
    both = f"{PROMOTIONS}?id:in={automatic['id']},{coupon['id']}"
    shop.call("DELETE", both, expect=422)
    shop.call("DELETE", f"{PROMOTIONS}?id:in=98,99", expect=204)
    shop.call("DELETE", f"{PROMOTIONS}/{coupon['id']}", expect=204)


@feeds(
    "GET /v3/promotions/{}/codes",
    "POST /v3/promotions/{}/codes",
    "DELETE /v3/promotions/{}/codes",
    "POST /v3/promotions/{}/codegen",
    "DELETE /v3/promotions/{}/codes/{}",
    "GET /v3/promotions/codes",
    "DELETE /v3/promotions/codes",
)
def codes(shop: Shop) -> None:
    path = f"{PROMOTIONS}/{add_promotion(shop, MANY)['id']}"
    wanted = {"code": "TEST_COUPON", "max_uses": 10, "max_uses_per_customer": 5}
    one = shop.call("POST", f"{path}/codes", wanted)["data"]
    shop.call("POST", f"{path}/codegen", {"batch_size": 3, "max_uses": 10})
    shop.call("POST", f"{path}/codegen", {"batch_size": 251}, expect=422)
    found = shop.call("GET", f"{path}/codes?limit=2")["meta"]["cursor_pagination"]
    shop.call("GET", f"{path}/codes?limit=2&after={found['end_cursor']}")
    shop.call("GET", f"{path}/codes?limit=2&page=2")
    shop.call("GET", f"{PROMOTIONS}/codes?code=test_coupon")
    shop.call("DELETE", f"{path}/codes/{one['id']}", expect=204)
    shop.call("DELETE", f"{path}/codes", expect=422)
    shop.call("DELETE", f"{path}/codes?id:in={one['id']}", expect=204)
    shop.call("DELETE", f"{PROMOTIONS}/codes?code=TEST_COUPON", expect=204)
    automatic = add_promotion(shop, AUTOMATIC)["id"]
    shop.call("POST", f"{PROMOTIONS}/{automatic}/codegen", {"batch_size": 3}, expect=405)


@feeds("GET /v3/promotions/settings", "PUT /v3/promotions/settings")
def settings(shop: Shop) -> None:
    path = f"{PROMOTIONS}/settings"
    shop.call("PUT", path, SETTINGS)
    assert shop.call("GET", path) == SETTINGS
    shop.call("PUT", path, {**SETTINGS, "number_of_coupons_allowed_at_checkout": 0}, expect=422)
