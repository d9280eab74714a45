"""Shipments: parcels, what they leave to be shipped, and what they do to their order."""

from typing import Any

import pytest

from orderwright.db import orders, outbox
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.order import WholeOrder
from tests.support.client import Reply, Request
from tests.support.world import World

BILLING = {
    "first_name": "Test",
    "last_name": "User",
    "street_1": "123 Main St",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "email": "test@example.com",
}
ADDRESS = {
    "first_name": "Test",
    "last_name": "User",
    "company": "",
    "street_1": "123 Main St",
    "street_2": "",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "phone": "",
    "email": "test@example.com",
}
NOW = "Thu, 18 Jun 2026 14:23:09 +0000"
NOT_FOUND = [{"status": 404, "message": "The requested resource was not found."}]


def vases(quantity: int, name: str = "Vase") -> dict[str, Any]:
    return {"name": name, "quantity": quantity, "price_ex_tax": 5, "price_inc_tax": 5}


def add_order(world: World, *lines: dict[str, Any], **fields: Any) -> int:
    body = {"billing_address": BILLING, "products": list(lines), **fields}
    reply = world.post("/v2/orders", body)
    assert reply.status == 201, reply.text
    number: int = reply.json()["id"]
    return number


def whole(world: World, order_id: int) -> WholeOrder:
    async def work(unit: Unit) -> WholeOrder | None:
        return await orders.find(unit, world.store.id, order_id)

    found: WholeOrder = world.read(work)
    return found


def ship(world: World, order_id: int, *items: tuple[int, int], **fields: Any) -> Reply:
    body = {
        "order_address_id": whole(world, order_id).addresses[0].id,
        "items": [{"order_product_id": line, "quantity": quantity} for line, quantity in items],
        **fields,
    }
    return world.post(f"/v2/orders/{order_id}/shipments", body)


def lines_of(world: World, order_id: int) -> list[int]:
    return [line.id for line in whole(world, order_id).products]


def order(world: World, order_id: int) -> dict[str, Any]:
    body: dict[str, Any] = world.get(f"/v2/orders/{order_id}").json()
    return body


def events(world: World) -> list[tuple[str, str]]:
    async def work(unit: Unit) -> list[outbox.Event]:
        return await outbox.read_after(unit, world.store.id, 0, 100)

    return [(event.scope, event.data) for event in world.read(work)]


def refused(field: str, reason: str | None = None) -> list[dict[str, Any]]:
    body: dict[str, Any] = {"status": 400, "message": f"The field '{field}' is invalid."}
    return [body | ({"details": {"invalid_reason": reason}} if reason else {})]


def test_the_recorded_shipment_of_2026(world: World) -> None:
    number = add_order(world, vases(10))
    (line,) = lines_of(world, number)
    reply = ship(
        world,
        number,
        (line, 10),
        tracking_number="Nayasatrack-ABC",
        shipping_provider="usps",
        tracking_link="https://nayasatracklinm.shop",
        shipping_method="Cash on Delivery",
        merchant_shipping_cost=300,
        comments="Fulfilment-Order",
    )
    expected = {
        "id": 1,
        "order_id": number,
        "customer_id": 0,
        "order_address_id": 1,
        "date_created": NOW,
        "tracking_number": "Nayasatrack-ABC",
        "merchant_shipping_cost": "300.0000",
        "shipping_method": "Cash on Delivery",
        "comments": "Fulfilment-Order",
        "shipping_provider": "usps",
        "tracking_carrier": "",
        "tracking_link": "https://nayasatracklinm.shop",
        "billing_address": ADDRESS,
        "shipping_address": ADDRESS,
        "items": [{"order_product_id": line, "product_id": 0, "quantity": 10}],
        "generated_tracking_link": "",
        "shipping_provider_display_name": "USPS",
    }
    assert (reply.status, reply.json()) == (201, expected)
    assert list(reply.json()) == list(expected)
    one = world.get(f"/v2/orders/{number}/shipments/1")
    assert (one.status, one.body) == (200, reply.body)
    assert world.get(f"/v2/orders/{number}/shipments").json() == [expected]


def test_the_recorded_defaults_of_2024(world: World) -> None:
    number = add_order(
        world, vases(1), shipping_addresses=[{**BILLING, "shipping_method": "Flat rate"}]
    )
    shown = ship(world, number, (lines_of(world, number)[0], 1), tracking_number="365465").json()
    assert {
        key: shown[key]
        for key in (
            "merchant_shipping_cost", "shipping_method", "comments", "shipping_provider",
            "tracking_carrier", "tracking_link", "generated_tracking_link",
            "shipping_provider_display_name",
        )
    } == {
        "merchant_shipping_cost": "0.0000",
        "shipping_method": "Flat rate",
        "comments": "",
        "shipping_provider": "",
        "tracking_carrier": "",
        "tracking_link": "",
        "generated_tracking_link": "",
        "shipping_provider_display_name": "Other",
    }  # fmt: skip


def test_parts_of_an_order(world: World) -> None:
    number = add_order(world, vases(2), vases(1, "Lamp"))
    first, second = lines_of(world, number)

    assert ship(world, number, (first, 1)).status == 201
    shown = order(world, number)
    assert (shown["status_id"], shown["status"], shown["custom_status"]) == (
        3, "Partially Shipped", "Partially Shipped",
    )  # fmt: skip
    assert (shown["items_shipped"], shown["date_shipped"]) == (1, "")
    assert [line.quantity_shipped for line in whole(world, number).products] == [1, 0]
    assert [address.items_shipped for address in whole(world, number).addresses] == [1]

    world.clock.advance(60_000)
    assert ship(world, number, (first, 1), (second, 1)).status == 201
    shown = order(world, number)
    later = "Thu, 18 Jun 2026 14:24:09 +0000"
    assert (shown["status_id"], shown["items_shipped"]) == (2, 3)
    assert (shown["date_shipped"], shown["date_modified"]) == (later, later)
    assert [line.quantity_shipped for line in whole(world, number).products] == [2, 1]
    assert world.get(f"/v2/orders/{number}/shipments/count").json() == {"count": 2}


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


def test_the_same_line_twice_is_added_up(world: World) -> None:
    number = add_order(world, vases(3))
    (line,) = lines_of(world, number)
    assert ship(world, number, (line, 2), (line, 2)).status == 400
    reply = ship(world, number, (line, 2), (line, 1))
    assert reply.json()["items"] == [{"order_product_id": line, "product_id": 0, "quantity": 3}]


def test_two_at_once_for_the_last_item(world: World) -> None:
    number = add_order(world, vases(1))
    (line,) = lines_of(world, number)
    body = {"order_address_id": 1, "items": [{"order_product_id": line, "quantity": 1}]}
    path = f"/v2/orders/{number}/shipments"
    replies = world.together([Request("POST", path, body) for _ in range(8)])
    assert sorted(reply.status for reply in replies) == [201, *[400] * 7]
    assert world.get(f"{path}/count").json() == {"count": 1}
    assert order(world, number)["items_shipped"] == 1


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


def test_what_may_change_of_a_shipment(world: World) -> None:
    number = add_order(world, vases(2))
    made = ship(world, number, (1, 1)).json()
    before = order(world, number)
    world.clock.advance(5_000)
    changes = {
        "tracking_number": "EJ958083578US",
        "merchant_shipping_cost": "1.5",
        "shipping_method": "Ship by Weight",
        "shipping_provider": "usps",
        "comments": "Ready",
        "order_address_id": 1,
    }
    reply = world.put(f"/v2/orders/{number}/shipments/1", changes)
    expected = {
        **made,
        **changes,
        "merchant_shipping_cost": "1.5000",
        "shipping_provider_display_name": "USPS",
        "generated_tracking_link": "https://trkcnfrm1.smi.usps.com/PTSInternetWeb/"
        "InterLabelInquiry.do?strOrigTrackNum=EJ958083578US",
    }
    assert (reply.status, reply.json()) == (200, expected)
    assert world.get(f"/v2/orders/{number}/shipments/1").json() == expected
    assert order(world, number) == {**before, "date_modified": "Thu, 18 Jun 2026 14:23:14 +0000"}
    assert events(world)[-2:] == [
        ("store/shipment/updated", f'{{"type":"shipment","id":1,"orderId":{number}}}'),
        ("store/order/updated", f'{{"type":"order","id":{number}}}'),
    ]
    heard = len(events(world))
    assert world.put(f"/v2/orders/{number}/shipments/1", changes).json() == expected
    assert world.put(f"/v2/orders/{number}/shipments/1", {}).json() == expected
    assert len(events(world)) == heard


def test_two_addresses(world: World) -> None:
    addresses = [{**BILLING, "first_name": name} for name in ("A", "B")]
    number = add_order(world, vases(2), shipping_addresses=addresses)
    near, far = whole(world, number).addresses
    (line,) = whole(world, number).products
    assert line.order_address_id == near.id
    reply = ship(world, number, (line.id, 1), order_address_id=far.id)
    reason = "The product goes to another address."
    assert (reply.status, reply.json()) == (400, refused("order_product_id", reason))
    made = ship(world, number, (line.id, 1)).json()
    assert made["shipping_address"]["first_name"] == "A"
    reply = world.put(f"/v2/orders/{number}/shipments/1", {"order_address_id": far.id})
    assert (reply.status, reply.json()) == (400, refused("order_address_id", reason))
    counted = [address.items_shipped for address in whole(world, number).addresses]
    assert counted == [1, 0]


def test_delete_one(world: World) -> None:
    number = add_order(world, vases(2))
    ship(world, number, (1, 1))
    ship(world, number, (1, 1))
    assert order(world, number)["status_id"] == 2
    reply = world.delete(f"/v2/orders/{number}/shipments/1")
    assert (reply.status, reply.body) == (204, b"")
    shown = order(world, number)
    assert (shown["status_id"], shown["items_shipped"], shown["date_shipped"]) == (2, 1, NOW)
    assert world.get(f"/v2/orders/{number}/shipments/1").json() == NOT_FOUND
    assert world.delete(f"/v2/orders/{number}/shipments/1").json() == NOT_FOUND
    assert [row["id"] for row in world.get(f"/v2/orders/{number}/shipments").json()] == [2]
    assert ship(world, number, (1, 1)).json()["id"] == 3


def test_delete_all(world: World) -> None:
    number = add_order(world, vases(3))
    ship(world, number, (1, 1))
    ship(world, number, (1, 1))
    assert world.delete(f"/v2/orders/{number}/shipments").status == 204
    shown = order(world, number)
    assert (shown["status_id"], shown["items_shipped"]) == (3, 0)
    found = whole(world, number)
    assert [line.quantity_shipped for line in found.products] == [0]
    assert [address.items_shipped for address in found.addresses] == [0]
    assert (world.get(f"/v2/orders/{number}/shipments").status) == 204
    heard = len(events(world))
    assert world.delete(f"/v2/orders/{number}/shipments").status == 204
    assert len(events(world)) == heard
    assert world.delete("/v2/orders/999/shipments").json() == NOT_FOUND


def test_what_is_announced(world: World) -> None:
    number = add_order(world, vases(2))
    start = len(events(world))
    ship(world, number, (1, 1))
    world.delete(f"/v2/orders/{number}/shipments/1")
    about, shipment = f'{{"type":"order","id":{number}}}', '"type":"shipment","id":1,"orderId"'
    assert events(world)[start:] == [
        ("store/shipment/created", f"{{{shipment}:{number}}}"),
        ("store/order/updated", about),
        (
            "store/order/statusUpdated",
            f'{about[:-1]},"status":{{"previous_status_id":1,"new_status_id":3}}}}',
        ),
        ("store/shipment/deleted", f"{{{shipment}:{number}}}"),
        ("store/order/updated", about),
    ]


HISTORY = statement(
    "SELECT * FROM order_history WHERE store_id = :store_id AND order_id = :order_id"
    " ORDER BY revision"
)


def test_what_the_history_tells(world: World) -> None:
    number = add_order(world, vases(2))
    ship(world, number, (1, 2))
    world.put(f"/v2/orders/{number}/shipments/1", {"comments": "x"})
    world.delete(f"/v2/orders/{number}/shipments/1")

    async def work(unit: Unit) -> list[Row]:
        return await unit.rows(HISTORY, store_id=world.store.id, order_id=number)

    rows = world.read(work)
    told = [
        (row["revision"], row["action"], row["status_id_before"], row["status_id_after"])
        for row in rows
    ]
    assert told == [
        (1, "created", None, 1),
        (2, "shipment_created", 1, 2),
        (3, "shipment_updated", 2, 2),
        (4, "shipment_deleted", 2, 2),
    ]
    assert rows[2]["changes"] == '{"shipments.1.comments":["","x"]}'
    assert rows[1]["actor"] == "api:client-demo-1"
    assert b'"items_shipped":0' in bytes(rows[1]["before"])
    assert [b'"items_shipped":2' in bytes(row["before"]) for row in rows[2:]] == [True, True]


def test_statuses_that_shipping_leaves_alone(world: World) -> None:
    for status_id, after in ((0, 0), (5, 5), (10, 10), (7, 2), (11, 2)):
        number = add_order(world, vases(1), status_id=status_id)
        (line,) = lines_of(world, number)
        assert ship(world, number, (line, 1)).status == 201
        assert order(world, number)["status_id"] == after


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
