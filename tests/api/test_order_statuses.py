"""The order statuses, and the labels that a store's owner gives them."""

from tests.support.world import World

NAMES = [
    "Incomplete", "Pending", "Shipped", "Partially Shipped", "Refunded", "Cancelled", "Declined",
    "Awaiting Payment", "Awaiting Pickup", "Awaiting Shipment", "Completed", "Awaiting Fulfillment",
    "Manual Verification Required", "Disputed", "Partially Refunded",
]  # fmt: skip
POSITIONS = [0, 1, 8, 6, 11, 9, 10, 2, 5, 4, 7, 3, 13, 12, 14]
PENDING = {
    "id": 1,
    "name": "Pending",
    "system_label": "Pending",
    "custom_label": "Pending",
    "system_description": "Customer started the checkout process, but did not complete it.",
    "order": 1,
}


def test_all_fifteen_by_id(world: World) -> None:
    reply = world.get("/v2/order_statuses")
    assert reply.status == 200
    rows = reply.json()
    assert [row["id"] for row in rows] == list(range(15))
    assert [row["name"] for row in rows] == NAMES
    assert [row["system_label"] for row in rows] == NAMES
    assert [row["custom_label"] for row in rows] == NAMES
    assert [row["order"] for row in rows] == POSITIONS
    assert (rows[1], list(rows[1])) == (PENDING, list(PENDING))
    assert "last-modified" not in reply.headers


def test_one(world: World) -> None:
    reply = world.get("/v2/order_statuses/1?harmless=1")
    assert (reply.status, reply.json()) == (200, PENDING)


def test_there_is_no_fifteenth(world: World) -> None:
    for number in ("15", "-1", "x", "1" * 30):
        reply = world.get(f"/v2/order_statuses/{number}")
        assert (reply.status, reply.json()) == (
            404,
            [{"status": 404, "message": "The requested resource was not found."}],
        )


def test_xml(world: World) -> None:
    one = world.get("/v2/order_statuses/4.xml").text
    assert one.endswith(
        "<status><id>4</id><name>Refunded</name><system_label>Refunded</system_label>"
        "<custom_label>Refunded</custom_label>"
        "<system_description>Seller has used the Refund action.</system_description>"
        "<order>11</order></status>"
    )
    all_of_them = world.get("/v2/order_statuses", headers={"accept": "application/xml"}).text
    assert all_of_them.count("<status>") == 15
    assert all_of_them.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<statuses><status>')


def test_a_label_of_the_owner(world: World) -> None:
    reply = world.put("/x/order_statuses/1", {"custom_label": "On hold"})
    labelled = {**PENDING, "custom_label": "On hold"}
    assert (reply.status, reply.json()) == (200, {"data": labelled, "meta": {}})
    assert world.get("/v2/order_statuses/1").json() == labelled
    assert world.get("/v2/order_statuses").json()[1] == labelled
    for nothing in ("", None):
        world.put("/x/order_statuses/1", {"custom_label": "On hold"})
        assert world.put("/x/order_statuses/1", {"custom_label": nothing}).json()["data"] == PENDING
        assert world.get("/v2/order_statuses/1").json() == PENDING


def test_a_label_is_this_store_s_alone(world: World) -> None:
    token = world.add_token(world.add_store("other"), "store_v2_orders")
    world.put("/x/order_statuses/1", {"custom_label": "On hold"})
    other = world.client.get("/stores/other/v2/order_statuses/1", headers={"x-auth-token": token})
    assert other.json() == PENDING


def test_a_wrong_label_is_refused(world: World) -> None:
    for body, errors in (
        ({}, {"custom_label": "error.path.missing"}),
        ({"custom_label": 5}, {"custom_label": "error.expected.valid"}),
        ({"custom_label": "x" * 101}, {"custom_label": "error.expected.valid"}),
        ({"custom_label": "x", "name": "y"}, {"name": "error.path.unexpected"}),
    ):
        reply = world.put("/x/order_statuses/1", body)
        assert (reply.status, reply.json()["errors"]) == (422, errors)
    assert world.get("/v2/order_statuses/1").json() == PENDING
    assert world.put("/x/order_statuses/15", {"custom_label": "x"}).status == 404


def test_labels_want_the_scope_to_modify(world: World) -> None:
    token = world.add_token(world.store, "store_v2_orders_read_only")
    headers = {"x-auth-token": token}
    assert world.get("/v2/order_statuses", headers=headers).status == 200
    assert world.put("/x/order_statuses/1", {"custom_label": "x"}, headers=headers).status == 403
    assert world.get("/v2/order_statuses/1").json() == PENDING


def test_orders_show_the_label(world: World) -> None:
    billing = {"zip": "78701", "country_iso2": "US", "email": "test@example.com"}
    line = {"name": "Vase", "quantity": 1, "price_ex_tax": 5, "price_inc_tax": 5}
    body = {"billing_address": billing, "products": [line]}
    made = world.post("/v2/orders", body).json()
    other = world.post("/v2/orders", {**body, "status_id": 7}).json()
    world.put("/x/order_statuses/1", {"custom_label": "On hold"})
    labelled = {**made, "custom_status": "On hold"}
    assert (made["status"], made["custom_status"]) == ("Pending", "Pending")
    assert world.get(f"/v2/orders/{made['id']}").json() == labelled
    assert world.get("/v2/orders").json() == [labelled, other]
    assert world.post("/v2/orders", body).json()["custom_status"] == "On hold"
    count = world.get("/v2/orders/count").json()
    assert count["statuses"][1]["custom_label"] == "On hold"
    world.put("/x/order_statuses/1", {"custom_label": None})
    assert world.get(f"/v2/orders/{made['id']}").json() == made
