"""Routes of the V3 catalogue's products."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import products
from orderwright.api.v3.products_schemas import (
    CHANGED_PRODUCTS,
    ONE_PRODUCT,
    PICKED_QUERY,
    PRODUCT_POST,
    PRODUCT_PUT,
    PRODUCT_QUERY,
    PRODUCTS,
    PRODUCTS_DELETE_QUERY,
    PRODUCTS_PUT,
    PRODUCTS_QUERY,
)

CATALOG = "/stores/{store_hash}/v3/catalog"
LIST = f"{CATALOG}/products"
ONE = f"{LIST}/{{product_id}}"
SCOPE = "store_v2_products"

ROUTES = [
    Route(
        "GET", LIST, products.get_products, "getProducts", reads(SCOPE),
        summary="List products", query=PRODUCTS_QUERY, answers={200: PRODUCTS},
    ),
    Route(
        "POST", LIST, products.create_product, "createProduct", writes(SCOPE),
        summary="Make a product", query=PICKED_QUERY, body=PRODUCT_POST,
        answers={200: ONE_PRODUCT},
    ),
    Route(
        "PUT", LIST, products.update_products, "updateProducts", writes(SCOPE),
        summary="Change up to ten products", query=PICKED_QUERY, body=PRODUCTS_PUT,
        answers={200: CHANGED_PRODUCTS},
    ),
    Route(
        "DELETE", LIST, products.delete_products, "deleteProducts", writes(SCOPE),
        summary="Delete the products that filters find", query=PRODUCTS_DELETE_QUERY,
        answers={204: None},
    ),
    Route(
        "GET", ONE, products.get_product, "getProduct", reads(SCOPE),
        summary="Read a product", query=PRODUCT_QUERY, answers={200: ONE_PRODUCT},
    ),
    Route(
        "PUT", ONE, products.update_product, "updateProduct", writes(SCOPE),
        summary="Change a product", query=PRODUCT_QUERY, body=PRODUCT_PUT,
        answers={200: ONE_PRODUCT},
    ),
    Route(
        "DELETE", ONE, products.delete_product, "deleteProduct", writes(SCOPE),
        summary="Delete a product", answers={204: None},
    ),
]  # fmt: skip
