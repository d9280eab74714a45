"""Feeders of V2 orders and what hangs from them."""

from typing import Any

from tests.contract.arranging import (
    BILLING,
    add_order,
    add_product,
    add_shipment,
    addresses_of,
    lines_of,
)
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

FEE = {
    "type": "custom_fee",
    "display_name_customer": "Engraving",
    "display_name_merchant": "Engraving",
    "source": "app",
    "cost_inc_tax": 5,
    "cost_ex_tax": 5,
}
PICKUP_LOCATION = {
    "name": "Main street",
    "code": "MAIN",
    "address_line_1": "1 Main St",
    "address_line_2": "",
    "city": "Austin",
    "state": "TX",
    "postal_code": "78701",
    "country_alpha2": "US",
    "email": "pickup@example.com",
    "phone": "1",
}


def _custom(**fields: Any) -> dict[str, Any]:
    line = {"name": "Vase", "quantity": 2, "price_ex_tax": 10, "price_inc_tax": 10}
    return {**line, **fields}


def _rich_order(shop: Shop) -> dict[str, Any]:
    """An order with a catalogue line, a custom one, a discount, an address of its own and a fee."""
    product = add_product(shop, sku="BOWL", price=20)
    address = {**BILLING, "shipping_method": "Flat rate"}
    return add_order(
        shop,
        {"product_id": product["id"], "quantity": 1},
        _custom(),
        discount_amount=3,
        shipping_addresses=[address],
        fees=[FEE],
        staff_notes="Leave at the door",
        customer_message="Thank you",
        external_source="POS",
        external_id="A-1",
    )


def _picked_up_order(shop: Shop) -> dict[str, Any]:
    pickup = {
        "pickup_method_id": 1,
        "pickup_method_display_name": "In store",
        "collection_instructions": "Ring the bell",
        "collection_time_description": "9 to 5",
        "location": PICKUP_LOCATION,
        "line_items": [_custom()],
    }
    body = {"billing_address": BILLING, "consignments": {"pickups": [pickup]}}
    made: dict[str, Any] = shop.call("POST", "/v2/orders", body)
    return made


@feeds("POST /v2/orders")
def create_order(shop: Shop) -> None:
    add_order(shop)
    _rich_order(shop)
    shop.call("POST", "/v2/orders", {"billing_address": BILLING, "products": []}, expect=400)
    line = {"product_id": 999_999, "quantity": 1}
    body = {"billing_address": BILLING, "products": [line]}
    shop.call("POST", "/v2/orders", body, expect=400)


@feeds("GET /v2/orders/{}")
def get_order(shop: Shop) -> None:
    for order in (_rich_order(shop), _picked_up_order(shop)):
        path = f"/v2/orders/{order['id']}"
        assert shop.call("GET", path) == order
        shop.call("GET", f"{path}?include=consignments,consignments.line_items,fees")
        shop.call("GET", f"{path}?include=consignments&consignment_structure=object")
    shop.call("GET", "/v2/orders/1", expect=404)


@feeds("GET /v2/orders")
def list_orders(shop: Shop) -> None:
    assert shop.call("GET", "/v2/orders", expect=204) is None
    for order in (_rich_order(shop), _picked_up_order(shop)):
        rows = shop.call("GET", f"/v2/orders?min_id={order['id']}&limit=1")
        assert [row["id"] for row in rows] == [order["id"]]
    shop.call("GET", "/v2/orders?include=consignments,consignments.line_items,fees")
    shop.call("GET", "/v2/orders?colour=red", expect=400)
    later = {"if-modified-since": "Thu, 18 Jun 2099 14:23:09 +0000"}
    shop.call("GET", "/v2/orders", headers=later, expect=304)


@feeds("PUT /v2/orders/{}")
def update_order(shop: Shop) -> None:
    order = _rich_order(shop)
    path = f"/v2/orders/{order['id']}"
    shop.call("PUT", path, {"status_id": 11, "staff_notes": "Paid"})
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


@feeds("GET /v2/orders/{}/products", "GET /v2/orders/{}/products/{}")
def order_products(shop: Shop) -> None:
    for order in (_rich_order(shop), _ordered_with_options(shop)):
        for line in lines_of(shop, order):
            path = f"/v2/orders/{order['id']}/products/{line['id']}"
            assert shop.call("GET", path) == line
    path = f"/v2/orders/{order['id']}/products"
    shop.call("GET", f"{path}?page=99", expect=204)
    shop.call("GET", f"{path}/999999", expect=404)


def _ordered_with_options(shop: Shop) -> dict[str, Any]:
    product = add_product(shop, name="Shirt")
    path = f"/v3/catalog/products/{product['id']}"
    labels = [{"label": "S", "sort_order": 0}, {"label": "L", "sort_order": 1}]
    option = {"display_name": "Size", "type": "dropdown", "option_values": labels}
    made = shop.call("POST", f"{path}/options", option)["data"]
    value_id = made["option_values"][0]["id"]
    variant = {"sku": "S", "option_values": [{"option_id": made["id"], "id": value_id}]}
    shop.call("POST", f"{path}/variants", variant)
    chosen = [{"id": made["id"], "value": str(value_id)}]
    return add_order(shop, {"product_id": product["id"], "quantity": 1, "product_options": chosen})


@feeds(
    "GET /v2/orders/{}/shipping_addresses",
    "GET /v2/orders/{}/shipping_addresses/{}",
    "PUT /v2/orders/{}/shipping_addresses/{}",
    "GET /v2/orders/{}/shipping_addresses/{}/shipping_quotes",
)
def shipping_addresses(shop: Shop) -> None:
    order = _rich_order(shop)
    path = f"/v2/orders/{order['id']}/shipping_addresses"
    [address] = addresses_of(shop, order)
    assert shop.call("GET", f"{path}/{address['id']}") == address
    changes = {"first_name": "N", "form_fields": [{"name": "Licence", "value": "123"}]}
    shop.call("PUT", f"{path}/{address['id']}", changes)
    addresses_of(shop, order)
    shop.call("GET", f"{path}/{address['id']}")
    shop.call("GET", f"{path}/{address['id']}/shipping_quotes", expect=204)
    shop.call("GET", f"{path}/999999", expect=404)
    shop.call("GET", f"{path}?page=99", expect=204)


@feeds(
    "GET /v2/orders/{}/shipments",
    "POST /v2/orders/{}/shipments",
    "GET /v2/orders/{}/shipments/{}",
    "PUT /v2/orders/{}/shipments/{}",
    "GET /v2/orders/{}/shipments/count",
    "DELETE /v2/orders/{}/shipments/{}",
    "DELETE /v2/orders/{}/shipments",
)
def shipments(shop: Shop) -> None:
    order = add_order(shop, _custom())
    path = f"/v2/orders/{order['id']}/shipments"
    shop.call("GET", path, expect=204)
    shipment = add_shipment(shop, order, tracking_number="1Z", shipping_provider="ups")
    one = f"{path}/{shipment['id']}"
    assert shop.call("GET", one) == shipment
    assert shop.call("GET", path) == [shipment]
    assert shop.call("GET", f"{path}/count") == {"count": 1}
    shop.call("PUT", one, {"tracking_number": "2Z"})
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
    add_shipment(shop, order)
    shop.call("DELETE", path, expect=204)
    shop.call("GET", path, expect=204)


@feeds("GET /v2/orders/{}/coupons", "GET /v2/orders/{}/messages", "GET /v2/orders/{}/taxes")
def lists_of_a_plain_order(shop: Shop) -> None:
    order = add_order(shop)
    for name in ("coupons", "messages", "taxes"):
        shop.call("GET", f"/v2/orders/{order['id']}/{name}", expect=204)
        shop.call("GET", f"/v2/orders/1/{name}", expect=404)


@feeds("GET /v2/orders/{}/fees")
def fees(shop: Shop) -> None:
    shop.call("GET", f"/v2/orders/{_rich_order(shop)['id']}/fees")
    shop.call("GET", "/v2/orders/1/fees", expect=404)


@feeds(
    "GET /v2/orders/{}/consignments",
    "GET /v2/orders/{}/consignments/shipping/{}/shipping_quotes",
)
def consignments(shop: Shop) -> None:
    for order in (_rich_order(shop), _picked_up_order(shop)):
        path = f"/v2/orders/{order['id']}/consignments"
        found = shop.call("GET", path)
        shop.call("GET", f"{path}?include=consignments.line_items")
        for shipping in found.get("shipping", ()):
            shop.send("GET", f"{path}/shipping/{shipping['id']}/shipping_quotes")
    shop.call("GET", "/v2/orders/1/consignments", expect=404)
