"""Shipments that are refused; lists, counts and XML of shipments."""

from typing import Any

import pytest

from tests.api.parcels import NOT_FOUND, add_order, lines_of, order, refused, ship, vases
from tests.support.world import World


def test_more_than_is_left(world: World) -> None:
    number = add_order(world, vases(3))
    (line,) = lines_of(world, number)
    ship(world, number, (line, 2))
    before = world.get(f"/v2/orders/{number}").body
    reply = ship(world, number, (line, 2))
    assert reply.status == 400
    assert reply.json() == [
        {
            "status": 400,
            "message": "The field 'quantity' is invalid.",
            "details": {
                "invalid_reason": "The quantity specified is greater than the quantity of the"
                " product that is available to ship.",
                "available_quantity": 1,
                "order_product_id": line,
            },
        }
    ]
    assert world.get(f"/v2/orders/{number}").body == before
    assert world.get(f"/v2/orders/{number}/shipments/count").json() == {"count": 1}


@pytest.mark.parametrize(
    "change, expected",
    [
        ({"order_address_id": 99}, refused("order_address_id")),
        ({"items": [{"order_product_id": 99, "quantity": 1}]},
         refused("order_product_id", "The order has no such product.")),
        ({"items": [{"order_product_id": 1, "quantity": 0}]}, refused("quantity")),
        ({"items": [{"order_product_id": 1, "quantity": -1}]}, refused("quantity")),
        ({"items": [{"order_product_id": 1, "quantity": "x"}]}, refused("quantity")),
        ({"items": "all"}, refused("items")),
        ({"merchant_shipping_cost": -1}, refused("merchant_shipping_cost")),
        ({"tracking_number": "x" * 51}, refused("tracking_number")),
        ({"tracking_link": "x" * 501}, refused("tracking_link")),
        ({"comments": "x" * 65_536}, refused("comments")),
        ({"tracking_number": None},
         [{"status": 400, "message": "The field 'tracking_number' does not allow null values."}]),
        ({"carrier": "x"},
         [{"status": 400, "message": "The field 'carrier' is not supported by this resource."}]),
        ({"items": []},
         [{"status": 400, "message": "The required field 'items' was not supplied."}]),
        ({"items": [{"quantity": 1}]},
         [{"status": 400, "message": "The required field 'order_product_id' was not supplied."}]),
        ({"items": [{"order_product_id": 1}]},
         [{"status": 400, "message": "The required field 'quantity' was not supplied."}]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused(
    world: World, change: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    number = add_order(world, vases(2))
    assert lines_of(world, number) == [1]
    before = world.get(f"/v2/orders/{number}").body
    body = {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 1}], **change}
    reply = world.post(f"/v2/orders/{number}/shipments", body)
    assert (reply.status, reply.json()) == (400, expected)
    assert world.get(f"/v2/orders/{number}").body == before
    assert world.get(f"/v2/orders/{number}/shipments").status == 204


@pytest.mark.parametrize("missing", ["order_address_id", "items"])
def test_what_is_required(world: World, missing: str) -> None:
    number = add_order(world, vases(1))
    body = {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 1}]}
    del body[missing]
    reply = world.post(f"/v2/orders/{number}/shipments", body)
    message = f"The required field '{missing}' was not supplied."
    assert (reply.status, reply.json()) == (400, [{"status": 400, "message": message}])


READ_ONLY = [
    "id", "order_id", "customer_id", "date_created", "billing_address", "shipping_address",
    "generated_tracking_link", "shipping_provider_display_name",
]  # fmt: skip


@pytest.mark.parametrize("field", READ_ONLY)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_what_is_read_only(world: World, method: str, field: str) -> None:
    number = add_order(world, vases(2))
    ship(world, number, (1, 1))
    path = f"/v2/orders/{number}/shipments" + ("/1" if method == "PUT" else "")
    body: dict[str, Any] = {field: 1}
    if method == "POST":
        body |= {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 1}]}
    reply = world.request(method, path, body)
    assert (reply.status, reply.json()) == (400, cannot_be_written(field))


def cannot_be_written(field: str) -> list[dict[str, Any]]:
    message = (
        f"The field '{field}' cannot be written to. Please remove it from your request before"
        " trying again."
    )
    return [{"status": 400, "message": message}]


def test_items_stay_as_they_are(world: World) -> None:
    number = add_order(world, vases(2))
    ship(world, number, (1, 1))
    body = {"items": [{"order_product_id": 1, "quantity": 2}]}
    reply = world.put(f"/v2/orders/{number}/shipments/1", body)
    assert (reply.status, reply.json()) == (400, cannot_be_written("items"))
    assert order(world, number)["items_shipped"] == 1


def test_digital_products_are_not_shipped(world: World) -> None:
    made = [
        world.post("/v3/catalog/products", {"name": kind, "type": kind, "price": 1, "weight": 1})
        for kind in ("digital", "physical")
    ]
    first, second = [reply.json()["data"]["id"] for reply in made]
    number = add_order(
        world, {"product_id": first, "quantity": 1}, {"product_id": second, "quantity": 1}
    )
    digital, physical = lines_of(world, number)
    reply = ship(world, number, (digital, 1))
    reason = "The product is not one that is shipped."
    assert (reply.status, reply.json()) == (400, refused("order_product_id", reason))
    made = ship(world, number, (physical, 1)).json()
    assert made["items"] == [{"order_product_id": physical, "product_id": second, "quantity": 1}]
    shown = order(world, number)
    assert (shown["status_id"], shown["items_total"], shown["items_shipped"]) == (2, 2, 1)


def test_lists_and_counts(world: World) -> None:
    number, other = add_order(world, vases(3)), add_order(world, vases(1))
    for _ in range(3):
        ship(world, number, (1, 1))
    ship(world, other, (2, 1))
    path = f"/v2/orders/{number}/shipments"
    assert [row["id"] for row in world.get(f"{path}?limit=2&harmless=1").json()] == [1, 2]
    assert [row["id"] for row in world.get(f"{path}?limit=2&page=2").json()] == [3]
    past = world.get(f"{path}?limit=2&page=3")
    assert (past.status, past.body) == (204, b"")
    assert world.get(f"{path}?limit=251").status == 413
    assert world.get(f"{path}?limit=0").json() == refused("limit")
    assert world.get(f"{path}?page=x").json() == refused("page")
    assert world.get(f"{path}/count").json() == {"count": 3}
    assert world.get("/v2/orders/shipments/count").json() == {"count": 4}
    assert world.get("/v2/orders/products/count").json() == {"count": 2}
    assert world.get("/v2/orders/shipping_addresses/count").json() == {"count": 2}
    assert world.get(f"/v2/orders/{number}/products/count").json() == {"count": 1}
    assert world.get(f"/v2/orders/{number}/shipping_addresses/count").json() == {"count": 1}
    assert world.get(f"/v2/orders/{other}/shipments/1").json() == NOT_FOUND
    for part in ("shipments", "shipments/count", "products/count", "shipping_addresses/count"):
        reply = world.get(f"/v2/orders/999/{part}")
        assert (reply.status, reply.json()) == (404, NOT_FOUND)


def test_xml_in_and_out(world: World) -> None:
    number = add_order(world, vases(2))
    document = (
        "<shipment><order_address_id>1</order_address_id><tracking_number>T1</tracking_number>"
        "<items><item><order_product_id>1</order_product_id><quantity>1</quantity></item></items>"
        "</shipment>"
    )
    reply = world.request(
        "POST",
        f"/v2/orders/{number}/shipments",
        body=document.encode(),
        headers={"content-type": "application/xml", "accept": "application/xml"},
    )
    assert reply.status == 201
    assert reply.headers["content-type"] == "application/xml"
    assert "<shipment><id>1</id>" in reply.text
    assert (
        "<items><item><order_product_id>1</order_product_id><product_id>0</product_id>"
        "<quantity>1</quantity></item></items>"
    ) in reply.text
    listed = world.get(f"/v2/orders/{number}/shipments.xml").text
    assert listed.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<shipments><shipment><id>1<')
    count = world.get(f"/v2/orders/{number}/shipments/count.xml").text
    assert count.endswith("<count><count>1</count></count>")
    too_many = world.post(
        f"/v2/orders/{number}/shipments.xml",
        {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 9}]},
    )
    assert "<available_quantity>1</available_quantity>" in too_many.text


def test_another_store_s_order_is_not_there(world: World) -> None:
    number = add_order(world, vases(1))
    token = world.add_token(world.add_store("other"), "store_v2_orders")
    body = {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 1}]}
    path = f"/stores/other/v2/orders/{number}/shipments"
    reply = world.client.post(path, body, headers={"x-auth-token": token})
    assert (reply.status, reply.json()) == (404, NOT_FOUND)
    assert order(world, number)["items_shipped"] == 0
