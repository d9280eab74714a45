"""Feeders of the V3 catalogue: products and variants."""

from typing import Any

from tests.contract.arranging import PRODUCTS, add_product
from tests.contract.feeders_product_options import CONFIGS, add_modifier
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

FULL: dict[str, Any] = {
    "categories": [4, 7],
    "gift_wrapping_options_type": "list",
    "gift_wrapping_options_list": [1],
    "meta_keywords": ["vase"],
    "custom_fields": [{"name": "Glaze", "value": "Blue"}],
    "bulk_pricing_rules": [
        {"quantity_min": 2, "quantity_max": 5, "type": "price", "amount": 1.5},
        {"quantity_min": 6, "quantity_max": 0, "type": "percent", "amount": "10"},
    ],
    "images": [{"image_url": "https://example.com/a.png", "is_thumbnail": True}],
    "videos": [{"video_id": "z3fRu9pkuXE", "title": "How it is made"}],
}
PARTS = (
    "bulk_pricing_rules,channels,custom_fields,images,modifiers,options,parent_relations,"
    "primary_image,reviews,variants,videos"
)
LIST = {"product_list_adjusts_inventory": True}


def add_full_product(shop: Shop) -> int:
    """The id of a product with everything that can hang from one, listed by another too."""
    product = add_product(shop, **FULL)
    path = f"{PRODUCTS}/{product['id']}"
    value = {"label": "S", "sort_order": 0}
    option = {"display_name": "Size", "type": "rectangles", "option_values": [value]}
    shop.call("POST", f"{path}/options", option)
    for kind, config in CONFIGS.items():
        add_modifier(shop, f"{path}/modifiers", kind, config)
    other = add_product(shop, name="Set")
    listed = {"label": "Vase", "sort_order": 0, "value_data": {"product_id": product["id"]}}
    body = {
        "display_name": "With", "type": "product_list", "required": False, "config": LIST,
        "option_values": [listed],
    }  # fmt: skip
    shop.call("POST", f"{PRODUCTS}/{other['id']}/modifiers", body)
    made: int = product["id"]
    return made


@feeds("POST /v3/catalog/products")
def create_product(shop: Shop) -> None:
    add_product(shop, sku="VASE", inventory_tracking="product", inventory_level=5)
    choice = {"option_display_name": "Size", "label": "S"}
    variant = {"sku": "JUG-S", "option_values": [choice]}
    add_product(shop, name="Jug", variants=[variant], **FULL)
    shop.call("POST", PRODUCTS, {"name": "Nothing else"}, expect=422)
    shop.call("POST", f"{PRODUCTS}?include_fields=name", {
        "name": "Bowl", "type": "physical", "weight": 1, "price": 10
    })  # fmt: skip


@feeds("GET /v3/catalog/products")
def list_products(shop: Shop) -> None:
    assert shop.call("GET", PRODUCTS)["data"] == []
    add_full_product(shop)
    add_product(shop, name="Bowl")
    page = shop.call("GET", f"{PRODUCTS}?limit=1&page=2&include=variants")
    links = page["meta"]["pagination"]["links"]
    assert sorted(links) == ["current", "next", "previous"]
    shop.call("GET", f"{PRODUCTS}?include={PARTS}")
    shop.call("GET", f"{PRODUCTS}?colour=red", expect=422)


@feeds("GET /v3/catalog/products/{}")
def get_product(shop: Shop) -> None:
    path = f"{PRODUCTS}/{add_full_product(shop)}"
    shop.call("GET", path)
    shop.call("GET", f"{path}?include={PARTS}")
    shop.call("GET", f"{PRODUCTS}/999999", expect=404)


@feeds("PUT /v3/catalog/products/{}")
def update_product(shop: Shop) -> None:
    path = f"{PRODUCTS}/{add_full_product(shop)}"
    assert shop.call("PUT", path, {"price": 12.5})["data"]["price"] == 12.5
    shop.call("PUT", f"{path}?include={PARTS}", {"price": 13})
    shop.call("PUT", f"{PRODUCTS}/999999", {"price": 1}, expect=404)


@feeds("DELETE /v3/catalog/products/{}")
def delete_product(shop: Shop) -> None:
    path = f"{PRODUCTS}/{add_product(shop)['id']}"
    shop.call("DELETE", path, expect=204)
    shop.call("GET", path, expect=404)


@feeds("PUT /v3/catalog/products")
def update_products(shop: Shop) -> None:
    shop.call("PUT", PRODUCTS, [{"id": add_full_product(shop), "price": 7}])


@feeds("DELETE /v3/catalog/products")
def delete_products(shop: Shop) -> None:
    product = add_product(shop)
    shop.call("DELETE", f"{PRODUCTS}?id:in={product['id']}", expect=204)


@feeds(
    "GET /v3/catalog/products/{}/variants",
    "POST /v3/catalog/products/{}/variants",
    "GET /v3/catalog/products/{}/variants/{}",
    "PUT /v3/catalog/products/{}/variants/{}",
    "DELETE /v3/catalog/products/{}/variants/{}",
    "GET /v3/catalog/variants",
    "PUT /v3/catalog/variants",
    "POST /v3/catalog/products/{}/variants/{}/image",
)
def variants(shop: Shop) -> None:
    product = f"{PRODUCTS}/{add_product(shop, sku='SHIRT')['id']}"
    value = {"option_display_name": "Size", "label": "S"}
    body = {"sku": "SHIRT-S", "price": 11, "option_values": [value]}
    made = shop.call("POST", f"{product}/variants", body)["data"]
    one = f"{product}/variants/{made['id']}"
    shop.call("GET", f"{product}/variants")
    shop.call("GET", one)
    shop.call("PUT", one, {"price": 12})
    shop.call("PUT", one, {"sku": ""}, expect=422)
    shop.call("GET", "/v3/catalog/variants?sku=SHIRT-S")
    for label in ("M", "L"):
        value = {"option_display_name": "Size", "label": label}
        shop.call("POST", f"{product}/variants", {"sku": label, "option_values": [value]})
    shop.call("GET", "/v3/catalog/variants?limit=1&page=2")
    shop.call("GET", f"{product}/variants?limit=1&page=2")
    shop.call("PUT", "/v3/catalog/variants", [{"id": made["id"], "price": 13}])
    shop.call("PUT", "/v3/catalog/variants", [{"id": made["id"], "sku": ""}], expect=422)
    shop.call("POST", f"{one}/image", {"image_url": "https://example.com/shirt.png"})
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
