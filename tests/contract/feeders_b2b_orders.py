"""Feeders of the B2B storefront's orders."""

from typing import Any

from tests.contract.arranging import add_order, add_product, add_shipment, chosen_line, rich_order
from tests.contract.b2b import add_company, add_company_order, log_in
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

ORDERS = "/api/v2/orders"
FIELDS = [{"fieldName": "Cost centre", "fieldValue": "7"}]


def placed(shop: Shop) -> tuple[int, dict[str, str]]:
    """An order with everything in it, its record filled in; its number, and its buyer's headers."""
    company = add_company(shop)
    headers = log_in(shop, company["customerId"])
    lines = [add_line(shop), chosen_line(shop)]
    order = add_order(
        shop, *lines, customer_id=company["customerId"], customer_message="Ring", discount_amount=1
    )
    fill_in_record(shop, order["id"], headers)
    return order["id"], headers


def add_line(shop: Shop) -> dict[str, Any]:
    """A line of a product with an image."""
    product = add_product(shop, name="Mug", sku="MUG", brand_name="Rustic")
    image = {"image_url": "https://cdn.example.com/mug.jpg", "is_thumbnail": True}
    shop.call("POST", f"/v3/catalog/products/{product['id']}/images", image)
    return {"product_id": product["id"], "quantity": 2}


def fill_in_record(shop: Shop, order_id: int, headers: dict[str, str]) -> None:
    body = {
        "orderId": order_id,
        "poNumber": "PO-1",
        "isSaveOrderComment": "0",
        "extraFields": {"extraFields": FIELDS},
        "extraInfo": {"billingAddressId": 12, "shipppingAddressId": 34},
    }
    shop.call("POST", ORDERS, body, headers=headers)


@feeds(f"POST {ORDERS}")
def fill_in(shop: Shop) -> None:
    company, order = add_company_order(shop)
    headers = log_in(shop, company["customerId"])
    fill_in_record(shop, order["id"], headers)
    shop.call("POST", ORDERS, {"orderId": 999999}, headers=headers, expect=400)
    shop.call("POST", ORDERS, {}, headers=headers, expect=400)


@feeds(f"GET {ORDERS}", f"GET {ORDERS}/images", "GET /api/v2/ordered-products")
def lists(shop: Shop) -> None:
    order_id, headers = placed(shop)
    shop.call("GET", f"{ORDERS}?isShowMy=1&status[]=Pending&q=PO-1", headers=headers)
    shop.call("GET", f"{ORDERS}?includeExtra=1", headers=headers)
    shop.call("GET", f"{ORDERS}?limit=none", headers=headers, expect=400)
    shop.call("GET", f"{ORDERS}/images?orderIds[]={order_id}", headers=headers)
    shop.call("GET", "/api/v2/ordered-products", headers=headers)


@feeds(f"GET {ORDERS}/{{}}/products", f"GET {ORDERS}/{{}}/details")
def parts(shop: Shop) -> None:
    order_id, headers = placed(shop)
    add_shipment(shop, {"id": order_id})
    for part in ("products", "details"):
        shop.call("GET", f"{ORDERS}/{order_id}/{part}", headers=headers)
        shop.call("GET", f"{ORDERS}/999999/{part}", headers=headers, expect=404)
    company = add_company(shop)
    rich = rich_order(shop)
    shop.call("PUT", f"/v2/orders/{rich['id']}", {"customer_id": company["customerId"]})
    path = f"/api/v3/io/customers/{company['customerId']}/orders/b2b"
    shop.call("PUT", path, headers={"x-store-hash": shop.store.hash})
    buyer = log_in(shop, company["customerId"])
    shop.call("GET", f"{ORDERS}/{rich['id']}/details", headers=buyer)
