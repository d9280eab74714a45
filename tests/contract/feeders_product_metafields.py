"""Feeders of the metafields of the V3 catalogue's products and variants."""

from tests.contract.arranging import PRODUCTS, add_product
from tests.contract.feeders_numbered_metafields import BODY
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

PRODUCT = "/v3/catalog/products/{}/metafields"
VARIANT = "/v3/catalog/products/{}/variants/{}/metafields"


def nine(of_one: str, every: str) -> tuple[str, ...]:
    return (
        f"GET {of_one}", f"POST {of_one}", f"GET {of_one}/{{}}", f"PUT {of_one}/{{}}",
        f"DELETE {of_one}/{{}}", f"GET {every}", f"POST {every}", f"PUT {every}",
        f"DELETE {every}",
    )  # fmt: skip


@feeds(*nine(PRODUCT, "/v3/catalog/products/metafields"))
def of_products(shop: Shop) -> None:
    product = add_product(shop)["id"]
    walk(shop, f"{PRODUCTS}/{product}/metafields", f"{PRODUCTS}/metafields", product)


@feeds(*nine(VARIANT, "/v3/catalog/variants/metafields"))
def of_variants(shop: Shop) -> None:
    product = add_product(shop)
    variant = product["variants"][0]["id"]
    path = f"{PRODUCTS}/{product['id']}/variants/{variant}/metafields"
    walk(shop, path, "/v3/catalog/variants/metafields", variant)


def walk(shop: Shop, path: str, every: str, resource: int) -> None:
    shop.call("POST", path, {**BODY, "description": "From the ERP"})
    shop.call("POST", path, BODY, expect=409)
    others = [{**BODY, "resource_id": resource, "key": key, "description": key} for key in "abc"]
    made = [each["id"] for each in shop.call("POST", every, others)["data"]]
    shop.call("POST", every, [others[0]], expect=422)
    shop.call("PUT", every, [{"id": made[0], "value": "new"}])
    for listing in (path, every):
        page = shop.call("GET", f"{listing}?limit=1&page=2")
        shop.call("GET", f"{listing}{page['meta']['cursor_pagination']['links']['next']}")
    one = f"{path}/{made[0]}"
    shop.call("GET", one)
    shop.call("PUT", one, {"value": "newer"})
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
    shop.call("DELETE", every, made[1:])
    shop.call("DELETE", every, made[:1], expect=422)
