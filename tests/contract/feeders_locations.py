"""Feeders of locations and pick-up methods."""

from tests.contract.arranging import BILLING, add_product
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

LOCATIONS, METHODS, OPTIONS = "/v3/inventory/locations", "/v3/pickup/methods", "/v3/pickup/options"
PICKUPS = "/v3/orders/pickups"
HERE = {"latitude": 30.25, "longitude": -97.75}
LOCATION = {
    "code": "DOCK",
    "label": "Dock",
    "description": "By the river",
    "managed_by_external_source": False,
    "type_id": "PHYSICAL",
    "enabled": True,
    "time_zone": "America/Chicago",
    "storefront_visibility": True,
    "address": {
        "address1": "2 Dock Rd",
        "city": "Austin",
        "state": "Texas",
        "zip": "78701",
        "email": "dock@example.com",
        "geo_coordinates": HERE,
        "country_code": "US",
    },
    "special_hours": [{"label": "Holiday", "date": "2026-12-25", "open": False}],
}


@feeds(f"GET {LOCATIONS}", f"POST {LOCATIONS}", f"PUT {LOCATIONS}", f"DELETE {LOCATIONS}")
def locations(shop: Shop) -> None:
    shop.call("POST", LOCATIONS, [LOCATION])
    shop.call("POST", LOCATIONS, [LOCATION], expect=422)
    shop.call("POST", LOCATIONS, [{"label": "x"}], expect=422)
    for number in range(2):
        shop.call("POST", LOCATIONS, [{**LOCATION, "code": f"D{number}"}])
    shop.call("PUT", LOCATIONS, [{"id": 2, "label": "Pier"}])
    shop.call("PUT", LOCATIONS, [{"id": 99, "label": "Pier"}], expect=422)
    shop.call("GET", f"{LOCATIONS}?limit=1&page=2&is_active=true")
    shop.call("GET", LOCATIONS)
    shop.call("DELETE", f"{LOCATIONS}?location_id:in=2")
    shop.call("DELETE", f"{LOCATIONS}?location_id:in=2", expect=404)
    shop.call("DELETE", f"{LOCATIONS}?location_id:in=1", expect=422)


@feeds(f"GET {METHODS}", f"POST {METHODS}", f"PUT {METHODS}", f"DELETE {METHODS}")
def pickup_methods(shop: Shop) -> None:
    method = {"location_id": 1, "display_name": "Counter", "collection_instructions": "Ring"}
    made = shop.call("POST", METHODS, [method, method, method])["data"]
    shop.call("PUT", METHODS, [{"id": made[0]["id"], "display_name": "Desk"}])
    shop.call("PUT", METHODS, [{"id": 99}], expect=422)
    shop.call("POST", METHODS, [{"location_id": 99}], expect=422)
    shop.call("GET", f"{METHODS}?limit=1&page=2&sort=name:desc")
    shop.call("DELETE", f"{METHODS}?id:in={made[0]['id']}", expect=204)


@feeds(f"POST {OPTIONS}")
def pickup_options(shop: Shop) -> None:
    place = {"id": 1, "address": {"country_code": "US", "geo_coordinates": HERE}}
    shop.call("PUT", LOCATIONS, [place])
    shop.call("POST", METHODS, [{"location_id": 1, "display_name": "Counter"}])
    variant_id = add_product(shop)["base_variant_id"]
    area = {"coordinates": HERE, "radius": {"value": 5, "unit": "KM"}}
    items = [{"variant_id": variant_id, "quantity": 1}]
    found = shop.call("POST", OPTIONS, {"search_area": area, "items": items})
    assert found["results"][0]["pickup_options"][0]["available_items"] == items
    shop.call("POST", OPTIONS, {"items": items}, expect=422)


@feeds(f"GET {PICKUPS}", f"POST {PICKUPS}", f"PUT {PICKUPS}", f"DELETE {PICKUPS}")
def pickups(shop: Shop) -> None:
    method = {"location_id": 1, "display_name": "Counter"}
    method_id = shop.call("POST", METHODS, [method])["data"][0]["id"]
    line = {"name": "Vase", "quantity": 3, "price_ex_tax": 10, "price_inc_tax": 10}
    order_id = shop.call("POST", "/v2/orders", {"billing_address": BILLING, "products": [line]})[
        "id"
    ]
    order_product_id = shop.call("GET", f"/v2/orders/{order_id}/products")[0]["id"]
    body = {
        "pickup_method_id": method_id,
        "order_id": order_id,
        "ready_at": "2026-06-18T15:00:00Z",
        "pickup_items": [{"order_product_id": order_product_id, "quantity": 1}],
    }
    made = shop.call("POST", PICKUPS, [body, {**body, "collected_at": "1781798400"}])["data"]
    shop.call("POST", PICKUPS, [{**body, "order_id": 999}], expect=422)
    times = {"pickup_id": made[0]["id"], "id": made[0]["id"], "collected_at": "1781798400"}
    shop.call("PUT", PICKUPS, [times])
    shop.call("PUT", PICKUPS, [{"pickup_id": 999}], expect=422)
    shop.call("GET", f"{PICKUPS}?order_id:in={order_id}")
    shop.call("DELETE", f"{PICKUPS}?id:in={made[0]['id']}", expect=204)
