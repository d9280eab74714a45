"""Feeders of the B2B storefront's orders."""

from tests.contract.b2b import add_company_order, log_in
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

ORDERS = "/api/v2/orders"


@feeds(f"POST {ORDERS}")
def fill_in(shop: Shop) -> None:
    company, order = add_company_order(shop)
    headers = log_in(shop, company["customerId"])
    body = {
        "orderId": order["id"],
        "poNumber": "PO-1",
        "isSaveOrderComment": "0",
        "extraFields": {"extraFields": [{"fieldName": "Cost centre", "fieldValue": "7"}]},
    }
    shop.call("POST", ORDERS, body, headers=headers)
    shop.call("POST", ORDERS, {"orderId": 999999}, headers=headers, expect=400)
    shop.call("POST", ORDERS, {}, headers=headers, expect=400)
