"""Feeders of the V3 inventory."""

from tests.contract.arranging import add_product
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

ADJUSTMENTS = "/v3/inventory/adjustments"
ITEMS = "/v3/inventory/items"
HERE = "/v3/inventory/locations/1/items"


@feeds(
    f"PUT {ADJUSTMENTS}/absolute",
    f"POST {ADJUSTMENTS}/relative",
    f"GET {ITEMS}",
    "GET /v3/inventory/locations/{}/items",
    "PUT /v3/inventory/locations/{}/items",
)
def inventory(shop: Shop) -> None:
    for number in range(3):
        product = add_product(
            shop, name=f"Vase {number}", sku=f"V{number}", inventory_tracking="product"
        )
    item = {"location_id": 1, "product_id": product["id"], "quantity": 4}
    shop.call("PUT", f"{ADJUSTMENTS}/absolute", {"reason": "Count", "items": [item]})
    shop.call("POST", f"{ADJUSTMENTS}/relative", {"items": [item]})
    shop.call("POST", f"{ADJUSTMENTS}/relative", {"items": [{**item, "quantity": -9}]}, expect=422)
    shop.call("GET", f"{ITEMS}?limit=1&page=2")
    settings = [{"identity": {"sku": "V0"}, "safety_stock": 1, "warning_level": 2}]
    shop.call("PUT", HERE, {"settings": settings})
    shop.call("GET", f"{HERE}?limit=1&page=2")
    shop.call("GET", "/v3/inventory/locations/9/items", expect=404)
