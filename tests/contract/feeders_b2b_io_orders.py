"""Feeders of orders and extra fields in the B2B management API."""

from typing import Any

from tests.contract.arranging import add_order, chosen_line
from tests.contract.b2b import IO, add_company, add_company_order, manage
from tests.contract.feeders_b2b_orders import FIELDS, placed
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

X_FIELDS = "/x/extra_fields"


@feeds(f"GET {IO}/orders", f"GET {IO}/orders/{{}}", f"PUT {IO}/orders/{{}}")
def orders(shop: Shop) -> None:
    order_id, _ = placed(shop)
    add_order(shop)
    manage(shop, "GET", "/orders?showExtra=true&channelIds[]=1&sortBy=createdAt")
    manage(shop, "GET", "/orders?limit=0", expect=422)
    manage(shop, "GET", f"/orders/{order_id}")
    manage(shop, "PUT", f"/orders/{order_id}", {"poNumber": "PO-2", "extraFields": FIELDS})
    manage(shop, "GET", "/orders/999999", expect=404)
    manage(shop, "PUT", "/orders/999999", {"poNumber": "PO-2"}, expect=404)
    manage(shop, "PUT", f"/orders/{order_id}", {}, expect=422)


@feeds(f"POST {IO}/orders")
def fill_in(shop: Shop) -> None:
    company, order = add_company_order(shop)
    body = {
        "bcOrderId": order["id"],
        "customerId": company["customerId"],
        "poNumber": "PO-1",
        "extraFields": FIELDS,
    }
    manage(shop, "POST", "/orders", body)
    shop.wait(11)
    manage(shop, "POST", "/orders", body, expect=400)


@feeds(f"GET {IO}/orders/{{}}/products")
def products(shop: Shop) -> None:
    order = add_order(shop, chosen_line(shop))
    manage(shop, "GET", f"/orders/{order['id']}/products")
    manage(shop, "GET", "/orders/999999/products", expect=404)


@feeds(
    f"PUT {IO}/customers/{{}}/orders/b2b",
    f"PUT {IO}/customers/{{}}/orders/company",
)
def reassigned(shop: Shop) -> None:
    company, _ = add_company_order(shop)
    path = f"/customers/{company['customerId']}/orders"
    manage(shop, "PUT", f"{path}/b2b")
    manage(shop, "PUT", "/customers/999999/orders/b2b", expect=404)
    other = {"bcGroupId": add_company(shop)["customerGroupId"]}
    manage(shop, "PUT", f"{path}/company", other)
    manage(shop, "PUT", f"{path}/company", {"bcGroupId": 999999}, expect=404)


@feeds(
    f"GET {IO}/orders/extra-fields",
    f"GET {IO}/companies/extra-fields",
    f"GET {IO}/users/extra-fields",
    f"GET {X_FIELDS}",
    f"POST {X_FIELDS}",
    f"DELETE {X_FIELDS}/{{}}",
)
def extra_fields(shop: Shop) -> None:
    limits: tuple[dict[str, Any], ...] = (
        {"maximum_length": 100},
        {"number_of_rows": 5},
        {"maximum_value": 1000},
        {"list_of_values": ["Retail", "Automotive"]},
    )
    numbered = {"owner": "order", "field_name": "Numbered", "uuid": "123"}
    shop.call("POST", X_FIELDS, numbered, expect=201)
    for owner in ("order", "company", "user"):
        for number, more in enumerate(limits):
            field = {"owner": owner, "field_name": f"Field {number}", "field_type": number}
            made = shop.call("POST", X_FIELDS, {**field, **more}, expect=201)["data"]
    for noun in ("orders", "companies", "users"):
        manage(shop, "GET", f"/{noun}/extra-fields")
    shop.call("GET", f"{X_FIELDS}?owner=user")
    shop.call("POST", X_FIELDS, {"owner": "user", "field_name": "Field 1"}, expect=409)
    shop.call("DELETE", f"{X_FIELDS}/{made['id']}", expect=204)
    shop.call("DELETE", f"{X_FIELDS}/{made['id']}", expect=404)
