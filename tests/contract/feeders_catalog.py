"""Feeders of the V3 catalogue: products and variants."""

from tests.contract.arranging import PRODUCTS, add_product
from tests.contract.feeding import feeds
from tests.contract.shop import Shop


@feeds("POST /v3/catalog/products")
def create_product(shop: Shop) -> None:
    add_product(shop, sku="VASE", inventory_tracking="product", inventory_level=5)
    shop.call("POST", PRODUCTS, {"name": "Nothing else"}, expect=422)
    shop.call("POST", f"{PRODUCTS}?include_fields=name", {
        "name": "Bowl", "type": "physical", "weight": 1, "price": 10
    })  # fmt: skip


@feeds("GET /v3/catalog/products")
def list_products(shop: Shop) -> None:
    assert shop.call("GET", PRODUCTS)["data"] == []
    for number in range(3):
        add_product(shop, name=f"Vase {number}")
    page = shop.call("GET", f"{PRODUCTS}?limit=1&page=2&include=variants")
    links = page["meta"]["pagination"]["links"]
    assert sorted(links) == ["current", "next", "previous"]
    shop.call("GET", f"{PRODUCTS}?colour=red", expect=422)


@feeds("GET /v3/catalog/products/{}")
def get_product(shop: Shop) -> None:
    product = add_product(shop)
    path = f"{PRODUCTS}/{product['id']}"
    shop.call("GET", path)
    shop.call("GET", f"{path}?include=variants")
    shop.call("GET", f"{PRODUCTS}/999999", expect=404)


@feeds("PUT /v3/catalog/products/{}")
def update_product(shop: Shop) -> None:
    path = f"{PRODUCTS}/{add_product(shop)['id']}"
    assert shop.call("PUT", path, {"price": 12.5})["data"]["price"] == 12.5
    shop.call("PUT", f"{PRODUCTS}/999999", {"price": 1}, expect=404)


@feeds("DELETE /v3/catalog/products/{}")
def delete_product(shop: Shop) -> None:
    path = f"{PRODUCTS}/{add_product(shop)['id']}"
    shop.call("DELETE", path, expect=204)
    shop.call("GET", path, expect=404)


@feeds("PUT /v3/catalog/products")
def update_products(shop: Shop) -> None:
    product = add_product(shop)
    shop.call("PUT", PRODUCTS, [{"id": product["id"], "price": 7}])


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
    shop.call("PUT", "/v3/catalog/variants", [{"id": made["id"], "price": 13}])
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
