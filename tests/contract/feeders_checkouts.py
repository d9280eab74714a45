"""Feeders of V3 checkouts and their orders."""

from typing import Any

from tests.contract.feeders_carts import add_cart, add_promotion, enter_coupon
from tests.contract.feeders_coupons import COUPON
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

CHECKOUTS = "/v3/checkouts"
EVERYTHING = (
    "include=cart.line_items.physical_items.options,cart.line_items.digital_items.options,"
    "consignments.available_shipping_options,promotions.banners"
)
ADDRESS = {
    "first_name": "Jane",
    "last_name": "Doe",
    "email": "jane@example.com",
    "company": "Vases Ltd.",
    "address1": "123 Main Street",
    "address2": "Apt 1",
    "city": "Austin",
    "state_or_province": "Texas",
    "state_or_province_code": "TX",
    "country_code": "US",
    "postal_code": "78751",
    "phone": "15125550100",
    "custom_fields": [{"field_id": "field_25", "field_value": "Ring twice"}],
}
FEE = {
    "type": "custom_fee",
    "name": "AAINS",
    "display_name": "Package Protection Insurance",
    "cost": 7.12,
    "source": "AA",
    "tax_class_id": 1,
}


ABROAD = {
    **ADDRESS,
    "city": "Toronto",
    "state_or_province": "Ontario",
    "state_or_province_code": "ON",
    "country_code": "CA",
    "postal_code": "M5V 2T6",
}
ALLOWED = "number_of_coupons_allowed_at_checkout"


def add_flat_rate(shop: Shop, country: str = "US") -> None:
    """Shipping to a country."""
    locations = [{"country_iso2": country}]
    zone = {"name": f"To {country}", "type": "country", "locations": locations}
    zone_id = shop.call("POST", "/v2/shipping/zones", zone)["id"]
    method = {"name": "Flat Rate", "type": "perorder", "settings": {"rate": "5"}, "enabled": True}
    shop.call("POST", f"/v2/shipping/zones/{zone_id}/methods", method)


def add_promotions(shop: Shop) -> None:
    """Two coupons at once, one that ships, and shipping for nothing within the United States."""
    settings = shop.call("GET", "/v3/promotions/settings")
    shop.call("PUT", "/v3/promotions/settings", {**settings, ALLOWED: 3})
    add_promotion(shop, {"shipping": {"zone_ids": [1]}})
    shipping = {"name": "Ship", "code": "SHIP", "type": "shipping_discount", "amount": 2}
    shop.call("POST", "/v2/coupons", {**COUPON, **shipping, "enabled": True})


def add_checkout(shop: Shop) -> tuple[str, dict[str, Any]]:
    """A checkout that is billed, sent to two places, has fees and coupons; its path, what it is."""
    add_flat_rate(shop)
    add_flat_rate(shop, "CA")
    add_promotions(shop)
    cart = add_cart(shop)
    path = f"{CHECKOUTS}/{cart['id']}"
    enter_coupon(shop, cart["id"])
    shop.call("POST", f"{path}/coupons?{EVERYTHING}", {"coupon_code": "SHIP"})
    shop.call("POST", f"{path}/billing-address?{EVERYTHING}", ADDRESS)
    shop.call("POST", f"{path}/fees?{EVERYTHING}", {"fees": [FEE]})
    for kind, place in (("physical_items", ADDRESS), ("custom_items", ABROAD)):
        items = cart["line_items"][kind]
        wanted = [{"item_id": line["id"], "quantity": line["quantity"]} for line in items]
        body = [{"address": place, "line_items": wanted}]
        sent = shop.call("POST", f"{path}/consignments?{EVERYTHING}", body)["data"]
        consignment = sent["consignments"][-1]
        option = consignment["available_shipping_options"][0]["id"]
        shop.call(
            "PUT",
            f"{path}/consignments/{consignment['id']}?{EVERYTHING}",
            {"shipping_option_id": option},
        )
    shop.call("POST", f"{path}/billing-address?{EVERYTHING}", ADDRESS)
    shop.call("POST", f"{path}/fees?{EVERYTHING}", {"fees": [FEE]})
    made: dict[str, Any] = shop.call("GET", f"{path}?{EVERYTHING}")["data"]
    return path, made


@feeds("GET /v3/checkouts/{}", "PUT /v3/checkouts/{}", "POST /v3/checkouts/{}/discounts")
def checkouts(shop: Shop) -> None:
    path, made = add_checkout(shop)
    body = {"customer_message": "Please wrap it", "version": made["version"]}
    shop.call("PUT", f"{path}?{EVERYTHING}", body)
    shop.call("PUT", path, body, expect=409)
    line = made["cart"]["line_items"]["custom_items"][0]["id"]
    discounts = {
        "discounts": [{"discounted_amount": 2}],
        "line_items": [{"id": line, "discounted_amount": 1}],
    }
    shop.call("POST", f"{path}/discounts?{EVERYTHING}", {"cart": discounts})
    shop.call("POST", f"{path}/discounts", {"cart": {**discounts, "version": 1}}, expect=409)
    shop.call("GET", f"{path}?{EVERYTHING}")
    shop.call("GET", f"{CHECKOUTS}/nonsense", expect=404)


@feeds(
    "POST /v3/checkouts/{}/billing-address",
    "PUT /v3/checkouts/{}/billing-address/{}",
    "POST /v3/checkouts/{}/consignments",
    "PUT /v3/checkouts/{}/consignments/{}",
    "DELETE /v3/checkouts/{}/consignments/{}",
)
def addresses(shop: Shop) -> None:
    path, made = add_checkout(shop)
    billing = f"{path}/billing-address"
    shop.call("POST", f"{billing}?{EVERYTHING}", ADDRESS)
    shop.call("POST", billing, {**ADDRESS, "version": 1}, expect=409)
    one = f"{billing}/{made['billing_address']['id']}"
    shop.call("PUT", f"{one}?{EVERYTHING}", {**ADDRESS, "city": "Dallas"})
    shop.call("PUT", one, {**ADDRESS, "version": 1}, expect=409)
    consignment = f"{path}/consignments/{made['consignments'][0]['id']}"
    shop.call("PUT", consignment, {"address": ADDRESS, "version": 1}, expect=409)
    custom = {"custom_shipping": {"price": 12.9, "description": "By bike"}}
    shop.call("PUT", f"{consignment}?{EVERYTHING}", custom)
    item = made["consignments"][0]["line_item_ids"][0]
    pickup = {"line_items": [{"item_id": item, "quantity": 1}], "version": 1}
    shop.call("POST", f"{path}/consignments", [{**pickup, "address": ADDRESS}], expect=409)
    shop.call("DELETE", f"{consignment}?{EVERYTHING}")


@feeds(
    "POST /v3/checkouts/{}/fees",
    "PUT /v3/checkouts/{}/fees",
    "DELETE /v3/checkouts/{}/fees",
)
def fees(shop: Shop) -> None:
    path, made = add_checkout(shop)
    changed = {**FEE, "id": made["fees"][0]["id"], "cost": 3}
    shop.call("PUT", f"{path}/fees?{EVERYTHING}", {"fees": [changed]})
    shop.call("POST", f"{path}/fees", {"fees": [FEE]})
    shop.call("DELETE", f"{path}/fees?{EVERYTHING}", {"ids": [changed["id"]]})


@feeds("POST /v3/checkouts/{}/coupons", "DELETE /v3/checkouts/{}/coupons/{}")
def coupons(shop: Shop) -> None:
    shop.call("POST", "/v2/coupons", {**COUPON, "enabled": True})
    path, made = add_checkout(shop)
    body = {"coupon_code": COUPON["code"], "version": made["version"]}
    shop.call("POST", f"{path}/coupons?{EVERYTHING}", body)
    shop.call("POST", f"{path}/coupons", body, expect=409)
    shop.call("POST", f"{path}/coupons", {"coupon_code": "NONE"}, expect=422)
    shop.call("GET", f"{path}?{EVERYTHING}")
    shop.call("DELETE", f"{path}/coupons/{COUPON['code']}?{EVERYTHING}")
    shop.call("DELETE", f"{path}/coupons/{COUPON['code']}", expect=404)


@feeds("POST /v3/checkouts/{}/orders", "POST /v3/checkouts/{}/token")
def orders(shop: Shop) -> None:
    path, _ = add_checkout(shop)
    shop.call("POST", f"{path}/token")
    shop.call("POST", f"{path}/token", {"maxUses": 2, "ttl": 60})
    shop.call("POST", f"{path}/token", {"ttl": 0}, expect=422)
    shop.call("POST", f"{path}/orders")


@feeds(
    "GET /v3/checkouts/settings",
    "PUT /v3/checkouts/settings",
    "GET /v3/checkouts/settings/channels/{}",
    "PUT /v3/checkouts/settings/channels/{}",
)
def settings(shop: Shop) -> None:
    scripts = {
        "custom_checkout_script_url": "https://example.com/checkout.js",
        "order_confirmation_use_custom_checkout_script": False,
        "custom_order_confirmation_script_url": "https://example.com/done.js",
        "custom_checkout_supports_uco_settings": True,
        "custom_checkout_sri_hash": "sha256-1",
        "custom_order_confirmation_sri_hash": "sha256-2",
    }
    for path in (f"{CHECKOUTS}/settings", f"{CHECKOUTS}/settings/channels/1"):
        shop.call("GET", path)
        shop.call("PUT", path, scripts)
    shop.call("PUT", f"{CHECKOUTS}/settings/channels/1", {"policy_consent": "required"})
    shop.call("GET", f"{CHECKOUTS}/settings/channels/99", expect=422)
