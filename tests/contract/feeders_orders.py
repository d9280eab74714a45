"""Feeders of V2 orders and what hangs from them."""

from tests.contract.arranging import BILLING, ORDERS_OF_ALL_KINDS, add_order
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

# The members of an order as links, in parts and in whole.
INCLUDES = (
    "?include=consignments,fees",
    "?include=consignments,consignments.line_items,fees&consignment_structure=object",
)


@feeds("POST /v2/orders")
def create_order(shop: Shop) -> None:
    add_order(shop)
    for include in INCLUDES:
        for make in ORDERS_OF_ALL_KINDS:
            make(shop, include)
    shop.call("POST", "/v2/orders", {"billing_address": BILLING, "products": []}, expect=400)
    line = {"product_id": 999_999, "quantity": 1}
    body = {"billing_address": BILLING, "products": [line]}
    shop.call("POST", "/v2/orders", body, expect=400)


@feeds("GET /v2/orders/{}")
def get_order(shop: Shop) -> None:
    for make in ORDERS_OF_ALL_KINDS:
        order = make(shop)
        path = f"/v2/orders/{order['id']}"
        assert shop.call("GET", path) == order
        for include in INCLUDES:
            shop.call("GET", path + include)
    shop.call("GET", "/v2/orders/1", expect=404)


@feeds("GET /v2/orders")
def list_orders(shop: Shop) -> None:
    assert shop.call("GET", "/v2/orders", expect=204) is None
    for make in ORDERS_OF_ALL_KINDS:
        order = make(shop)
        rows = shop.call("GET", f"/v2/orders?min_id={order['id']}&limit=1")
        assert [row["id"] for row in rows] == [order["id"]]
    for include in INCLUDES:
        assert len(shop.call("GET", f"/v2/orders{include}")) == 3
    shop.call("GET", "/v2/orders?colour=red", expect=400)
    later = {"if-modified-since": "Thu, 18 Jun 2099 14:23:09 +0000"}
    shop.call("GET", "/v2/orders", headers=later, expect=304)


@feeds("PUT /v2/orders/{}")
def update_order(shop: Shop) -> None:
    for make in ORDERS_OF_ALL_KINDS:
        path = f"/v2/orders/{make(shop)['id']}"
        for include in INCLUDES:
            shop.call("PUT", path + include, {"status_id": 11, "staff_notes": "Paid"})
    shop.call("PUT", path, {"external_id": "B-2"}, expect=400)
    shop.call("PUT", "/v2/orders/1", {"status_id": 11}, expect=404)


@feeds("DELETE /v2/orders/{}")
def archive_order(shop: Shop) -> None:
    path = f"/v2/orders/{add_order(shop)['id']}"
    shop.call("DELETE", path, expect=204)
    assert shop.call("GET", path)["is_deleted"] is True
    shop.call("DELETE", "/v2/orders/1", expect=404)


@feeds("DELETE /v2/orders")
def archive_orders(shop: Shop) -> None:
    add_order(shop)
    shop.call("DELETE", "/v2/orders", expect=204)
    shop.call("GET", "/v2/orders", expect=204)


@feeds("GET /v2/orders/count")
def count_orders(shop: Shop) -> None:
    add_order(shop)
    counted = shop.call("GET", "/v2/orders/count")
    assert (counted["count"], len(counted["statuses"])) == (1, 15)


@feeds("GET /v2/order_statuses", "GET /v2/order_statuses/{}")
def order_statuses(shop: Shop) -> None:
    assert len(shop.call("GET", "/v2/order_statuses")) == 15
    assert shop.call("GET", "/v2/order_statuses/3")["name"] == "Partially Shipped"
    shop.call("GET", "/v2/order_statuses/99", expect=404)


@feeds("PUT /x/order_statuses/{}")
def label_order_status(shop: Shop) -> None:
    named = shop.call("PUT", "/x/order_statuses/3", {"custom_label": "Half gone"})["data"]
    assert named == shop.call("GET", "/v2/order_statuses/3")
    assert named["custom_label"] == "Half gone"
    shop.call("PUT", "/x/order_statuses/3", {"label": "Half gone"}, expect=422)
    shop.call("PUT", "/x/order_statuses/99", {"custom_label": None}, expect=404)


@feeds("GET /x/orders/{}/history")
def order_history(shop: Shop) -> None:
    order = add_order(shop)
    path = f"/v2/orders/{order['id']}"
    shop.wait(5)
    shop.call("PUT", path, {"status_id": 11})
    history = f"/x/orders/{order['id']}/history"
    assert len(shop.call("GET", history)["data"]) == 2
    shop.call("GET", f"{history}?limit=1&page=2")
    before = shop.call("GET", f"{history}?as_of=2026-06-18T14:23:10Z")["meta"]["order"]
    assert before == order
    shop.call("GET", "/x/orders/1/history", expect=404)
