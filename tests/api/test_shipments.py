"""Shipments: parcels, what they leave to be shipped, and what they do to their order."""

from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from tests.api.parcels import (
    ADDRESS,
    BILLING,
    NOT_FOUND,
    NOW,
    add_order,
    events,
    lines_of,
    order,
    refused,
    ship,
    vases,
    whole,
)
from tests.support.client import Request
from tests.support.world import World


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


def test_a_repeated_request_ships_once(world: World) -> None:
    number = add_order(world, vases(2))
    body = {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 1}]}
    path, headers = f"/v2/orders/{number}/shipments", {"idempotency-key": "parcel-1"}
    first = world.post(path, body, headers=headers)
    again = world.post(path, body, headers=headers)
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert again.headers["idempotent-replayed"] == "true"
    assert world.get(f"{path}/count").json() == {"count": 1}
    refused_once = world.post(path, {}, headers={"idempotency-key": "parcel-2"})
    assert refused_once.status == 400
    assert order(world, number)["items_shipped"] == 1
