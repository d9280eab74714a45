"""Feeders of shipping zones, methods and carriers."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

ZONES, CARRIER = "/v2/shipping/zones", "/v2/shipping/carrier/connection"
ZONE = {
    "name": "Austin",
    "type": "zip",
    "locations": [{"zip": "78701", "country_iso2": "US", "state_iso2": "TX"}],
    "free_shipping": {"enabled": True, "minimum_sub_total": "50"},
    "handling_fees": {"fixed_surcharge": "1.5", "display_separately": True},
    "enabled": True,
}
FLAT = {
    "name": "Flat Rate",
    "type": "perorder",
    "settings": {"rate": 7},
    "handling_fees": {"fixed_surcharge": 1},
}


@feeds(
    "GET /v2/shipping/zones",
    "POST /v2/shipping/zones",
    "GET /v2/shipping/zones/{}",
    "PUT /v2/shipping/zones/{}",
    "DELETE /v2/shipping/zones/{}",
)
def zones(shop: Shop) -> None:
    shop.call("GET", ZONES, expect=204)
    zone_id = shop.call("POST", ZONES, ZONE, expect=201)["id"]
    shop.call("GET", f"{ZONES}/{zone_id}")
    shop.call("GET", ZONES)
    shop.call("PUT", f"{ZONES}/{zone_id}", {"name": "Centre"})
    percentage = {"handling_fees": {"percentage_surcharge": "5", "display_separately": False}}
    shop.call("PUT", f"{ZONES}/{zone_id}", percentage)
    shop.call("GET", f"{ZONES}/{zone_id}")
    shop.call("GET", ZONES)
    shop.call("POST", ZONES, {**ZONE, **percentage}, expect=201)
    shop.call("POST", ZONES, {"type": "global"}, expect=400)
    shop.call("DELETE", f"{ZONES}/{zone_id}", expect=204)
    shop.call("GET", f"{ZONES}/{zone_id}", expect=404)


@feeds(
    "GET /v2/shipping/zones/{}/methods",
    "POST /v2/shipping/zones/{}/methods",
    "GET /v2/shipping/zones/{}/methods/{}",
    "PUT /v2/shipping/zones/{}/methods/{}",
    "DELETE /v2/shipping/zones/{}/methods/{}",
)
def methods(shop: Shop) -> None:
    zone_id = shop.call("POST", ZONES, ZONE)["id"]
    path = f"{ZONES}/{zone_id}/methods"
    shop.call("GET", path, expect=204)
    percentage = {"handling_fees": {"percentage_surcharge": 5}}
    for method in (FLAT, {**FLAT, **percentage}):
        one = f"{path}/{shop.call('POST', path, method)['id']}"
        shop.call("GET", one)
        shop.call("PUT", one, {"name": "Slow"})
    shop.call("GET", path)
    ranges = [{"lower_limit": 0, "upper_limit": 20, "shipping_cost": 8}]
    weight = {"default_cost": None, "default_cost_type": "fixed_amount", "range": ranges}
    shop.call("PUT", one, {"type": "weight", "settings": weight})
    shop.call("POST", path, {"name": "Flat"}, expect=400)
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)


@feeds(f"POST {CARRIER}", f"PUT {CARRIER}", f"DELETE {CARRIER}")
def carriers(shop: Shop) -> None:
    account = {"carrier_id": "auspost", "connection": {"auth_key": "key", "test_mode": True}}
    shop.call("POST", CARRIER, account, expect=204)
    shop.call("PUT", CARRIER, account, expect=204)
    shop.call("PUT", CARRIER, {"carrier_id": "auspost", "connection": {}}, expect=400)
    shop.call("DELETE", CARRIER, {"carrier_id": "auspost"}, expect=204)
