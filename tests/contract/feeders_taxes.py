"""Feeders of tax classes, zones, rates and settings."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

TEXAS = {"country_code": "US", "subdivision_codes": ["TX"], "postal_codes": ["78701"]}


@feeds(
    "GET /v2/tax_classes",
    "GET /v2/tax_classes/{}",
    "POST /v3/tax/classes",
    "PUT /v3/tax/classes",
    "DELETE /v3/tax/classes",
)
def tax_classes(shop: Shop) -> None:
    made = shop.call("POST", "/v3/tax/classes", [{"name": "Goods"}])["data"][0]
    shop.call("PUT", "/v3/tax/classes", [{"id": made["id"], "name": "Books"}])
    rows = shop.call("GET", "/v2/tax_classes")
    assert "Books" in [row["name"] for row in rows]
    assert shop.call("GET", f"/v2/tax_classes/{made['id']}")["name"] == "Books"
    shop.call("GET", "/v2/tax_classes/999999", expect=404)
    shop.call("POST", "/v3/tax/classes", [{}], expect=422)
    shop.call("DELETE", f"/v3/tax/classes?id:in={made['id']}", expect=204)


@feeds("GET /v3/tax/zones", "POST /v3/tax/zones", "PUT /v3/tax/zones", "DELETE /v3/tax/zones")
def tax_zones(shop: Shop) -> None:
    target = {"locations": [TEXAS], "customer_groups": [1]}
    zone = {"name": "Texas", "enabled": True, "shopper_target_settings": target}
    made = shop.call("POST", "/v3/tax/zones", [zone])["data"][0]
    shop.call("PUT", "/v3/tax/zones", [{"id": made["id"], "name": "Austin"}])
    shop.call("GET", "/v3/tax/zones")
    shop.call("GET", f"/v3/tax/zones?id:in={made['id']}")
    shop.call("POST", "/v3/tax/zones", [{"enabled": True}], expect=422)
    shop.call("DELETE", f"/v3/tax/zones?id:in={made['id']}", expect=204)


@feeds("GET /v3/tax/rates", "POST /v3/tax/rates", "PUT /v3/tax/rates", "DELETE /v3/tax/rates")
def tax_rates(shop: Shop) -> None:
    class_id = shop.call("POST", "/v3/tax/classes", [{"name": "Goods"}])["data"][0]["id"]
    zone = {"name": "Texas", "enabled": True, "shopper_target_settings": {"locations": [TEXAS]}}
    zone_id = shop.call("POST", "/v3/tax/zones", [zone])["data"][0]["id"]
    rate = {
        "name": "Tax",
        "enabled": True,
        "priority": 1,
        "tax_zone_id": zone_id,
        "class_rates": [{"rate": 8.25, "tax_class_id": class_id}],
    }
    made = shop.call("POST", "/v3/tax/rates", [rate] * 60)["data"]
    shop.call("GET", f"/v3/tax/rates?tax_zone_id:in={zone_id}")
    shop.call("PUT", "/v3/tax/rates", [{"id": made[0]["id"], "priority": 2}])
    shop.call("POST", "/v3/tax/rates", [{}], expect=422)
    shop.call("DELETE", f"/v3/tax/rates?id:in={made[0]['id']}", expect=204)


@feeds("GET /v3/tax/settings", "PUT /v3/tax/settings")
def tax_settings(shop: Shop) -> None:
    settings = shop.call("GET", "/v3/tax/settings")["data"]
    shop.call("PUT", "/v3/tax/settings", {**settings, "tax_entered_with_prices": True})
    shop.call("PUT", "/v3/tax/settings", {"tax_entered_with_prices": "yes"}, expect=422)
