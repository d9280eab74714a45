"""Feeders of the categories and channels of products, and of the catalogue's summary."""

from tests.contract.arranging import add_product
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

CHANNELS = "/v3/catalog/products/channel-assignments"
CATEGORIES = "/v3/catalog/products/category-assignments"


@feeds(f"GET {CHANNELS}", f"PUT {CHANNELS}", f"DELETE {CHANNELS}")
def channel_assignments(shop: Shop) -> None:
    for number in range(3):
        product = add_product(shop, name=f"Vase {number}")
    shop.call("GET", f"{CHANNELS}?limit=1&page=2")
    shop.call("DELETE", f"{CHANNELS}?product_id:in={product['id']}", expect=204)
    shop.call("DELETE", CHANNELS, expect=422)
    shop.call("PUT", CHANNELS, [{"product_id": product["id"], "channel_id": 1}], expect=204)
    shop.call("PUT", CHANNELS, [{"product_id": 999, "channel_id": 1}], expect=422)


@feeds(f"GET {CATEGORIES}", f"PUT {CATEGORIES}", f"DELETE {CATEGORIES}")
def category_assignments(shop: Shop) -> None:
    product = add_product(shop)
    wanted = [{"product_id": product["id"], "category_id": number} for number in (1, 2, 3)]
    shop.call("PUT", CATEGORIES, wanted, expect=204)
    shop.call("GET", f"{CATEGORIES}?limit=1&page=2")
    shop.call("DELETE", f"{CATEGORIES}?category_id:in=1", expect=204)
    shop.call("DELETE", CATEGORIES, expect=422)


@feeds("GET /v3/catalog/summary")
def summary(shop: Shop) -> None:
    add_product(shop)
    shop.call("GET", "/v3/catalog/summary")
