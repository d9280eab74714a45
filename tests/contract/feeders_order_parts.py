"""Feeders of what hangs from V2 orders: lines, addresses, shipments, taxes, messages, fees."""

from typing import Any

from tests.contract.arranging import (
    ORDERS_OF_ALL_KINDS,
    add_order,
    add_product,
    add_shipment,
    add_tax_rate,
    addresses_of,
    custom_line,
    lines_of,
    rich_order,
)
from tests.contract.feeding import feeds
from tests.contract.shop import Shop


@feeds(
    "GET /v2/orders/{}/products",
    "GET /v2/orders/{}/products/{}",
    "GET /v2/orders/{}/products/count",
    "GET /v2/orders/products/count",
)
def order_products(shop: Shop) -> None:
    order = rich_order(shop)
    path = f"/v2/orders/{order['id']}/products"
    for line in lines_of(shop, order):
        assert shop.call("GET", f"{path}/{line['id']}") == line
    assert shop.call("GET", f"{path}/count") == {"count": 3}
    assert shop.call("GET", "/v2/orders/products/count") == {"count": 3}
    shop.call("GET", f"{path}?page=99", expect=204)
    shop.call("GET", f"{path}/999999", expect=404)


@feeds(
    "GET /v2/orders/{}/shipping_addresses",
    "GET /v2/orders/{}/shipping_addresses/{}",
    "PUT /v2/orders/{}/shipping_addresses/{}",
    "GET /v2/orders/{}/shipping_addresses/{}/shipping_quotes",
    "GET /v2/orders/{}/shipping_addresses/count",
    "GET /v2/orders/shipping_addresses/count",
)
def shipping_addresses(shop: Shop) -> None:
    order = rich_order(shop)
    path = f"/v2/orders/{order['id']}/shipping_addresses"
    [address] = addresses_of(shop, order)
    one = f"{path}/{address['id']}"
    assert shop.call("GET", one) == address
    assert shop.call("PUT", one, {"first_name": "N"}) == {**address, "first_name": "N"}
    assert shop.call("GET", f"{path}/count") == {"count": 1}
    assert shop.call("GET", "/v2/orders/shipping_addresses/count") == {"count": 1}
    shop.call("GET", f"{one}/shipping_quotes", expect=204)
    shop.call("PUT", one, {"item_total": 3}, expect=400)
    shop.call("PUT", f"{path}/999999", {"first_name": "N"}, expect=404)
    shop.call("GET", f"{path}/999999", expect=404)
    shop.call("GET", f"{path}?page=99", expect=204)


@feeds(
    "GET /v2/orders/{}/shipments",
    "POST /v2/orders/{}/shipments",
    "GET /v2/orders/{}/shipments/{}",
    "PUT /v2/orders/{}/shipments/{}",
    "GET /v2/orders/{}/shipments/count",
    "GET /v2/orders/shipments/count",
    "DELETE /v2/orders/{}/shipments/{}",
    "DELETE /v2/orders/{}/shipments",
)
def shipments(shop: Shop) -> None:
    order = add_order(shop, custom_line())
    path = f"/v2/orders/{order['id']}/shipments"
    shop.call("GET", path, expect=204)
    shipment = add_shipment(shop, order, tracking_number="1Z", shipping_provider="ups")
    one = f"{path}/{shipment['id']}"
    assert shop.call("GET", one) == shipment
    assert shop.call("GET", path) == [shipment]
    assert shop.call("GET", f"{path}/count") == {"count": 1}
    assert shop.call("GET", "/v2/orders/shipments/count") == {"count": 1}
    assert shop.call("PUT", one, {"tracking_number": "2Z"})["tracking_number"] == "2Z"
    shop.call("PUT", one, {"items": []}, expect=400)
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
    add_shipment(shop, order)
    shop.call("DELETE", path, expect=204)
    shop.call("GET", path, expect=204)


@feeds("GET /v2/orders/{}/coupons")
def no_coupons(shop: Shop) -> None:
    path = f"/v2/orders/{add_order(shop)['id']}/coupons"
    shop.call("GET", path, expect=204)
    shop.call("GET", "/v2/orders/1/coupons", expect=404)


@feeds("GET /v2/orders/{}/taxes", "GET /v2/orders/{}/taxes/{}")
def taxes(shop: Shop) -> None:
    tax_class_id = add_tax_rate(shop, 8.25)
    product = add_product(shop, tax_class_id=tax_class_id)
    path = f"/v2/orders/{add_order(shop)['id']}/taxes"
    shop.call("GET", path, expect=204)
    path = f"/v2/orders/{add_order(shop, _line(product))['id']}/taxes"
    for row in shop.call("GET", path):
        shop.call("GET", f"{path}/{row['id']}")
    shop.call("GET", f"{path}?details=true")
    shop.call("GET", f"{path}/999999", expect=404)
    shop.call("GET", "/v2/orders/1/taxes", expect=404)


def _line(product: dict[str, Any]) -> dict[str, Any]:
    return {"product_id": product["id"], "quantity": 1}


@feeds(
    "GET /v2/orders/{}/messages",
    "GET /v2/orders/{}/messages/{}",
    "POST /x/orders/{}/messages",
    "PUT /x/orders/{}/messages/{}",
)
def messages(shop: Shop) -> None:
    order = add_order(shop)
    path = f"/v2/orders/{order['id']}/messages"
    own = f"/x/orders/{order['id']}/messages"
    shop.call("GET", path, expect=204)
    made = shop.call("POST", own, {"subject": "Thanks", "message": "It is on its way."})["data"]
    [row] = shop.call("GET", path)
    assert shop.call("GET", f"{path}/{made['id']}") == row
    assert (row["id"], row["message"]) == (made["id"], "It is on its way.")
    flagged = shop.call("PUT", f"{own}/{made['id']}", {"is_flagged": True})["data"]
    assert flagged == {**made, "is_flagged": True}
    shop.call("POST", own, {}, expect=422)
    shop.call("PUT", f"{own}/999999", {"is_flagged": True}, expect=404)
    shop.call("GET", f"{path}?is_flagged=false", expect=204)
    shop.call("GET", "/v2/orders/1/messages", expect=404)


@feeds("GET /v2/orders/{}/fees")
def fees(shop: Shop) -> None:
    shop.call("GET", f"/v2/orders/{rich_order(shop)['id']}/fees")
    shop.call("GET", "/v2/orders/1/fees", expect=404)


@feeds(
    "GET /v2/orders/{}/consignments",
    "GET /v2/orders/{}/consignments/shipping/{}/shipping_quotes",
)
def consignments(shop: Shop) -> None:
    for make in ORDERS_OF_ALL_KINDS:
        order = make(shop)
        path = f"/v2/orders/{order['id']}/consignments"
        found = shop.call("GET", path)
        shop.call("GET", f"{path}?include=consignments.line_items")
        for shipping in found["shipping"]:
            shop.call("GET", f"{path}/shipping/{shipping['id']}/shipping_quotes", expect=204)
    shop.call("GET", "/v2/orders/1/consignments", expect=404)
