"""Messages of an order: read on the platform's own paths, written below `x/`."""

from typing import Any

import pytest

from orderwright.db import outbox
from orderwright.db.unit import Unit
from tests.support.world import World

NOT_FOUND = [{"status": 404, "message": "The requested resource was not found."}]
NOW = "Thu, 18 Jun 2026 14:23:09 +0000"
ORDER = {
    "billing_address": {
        "first_name": "Test",
        "last_name": "User",
        "street_1": "123 Main St",
        "city": "Austin",
        "state": "TX",
        "zip": "78701",
        "country": "United States",
        "country_iso2": "US",
        "email": "test@example.com",
    },
    "products": [{"name": "Vase", "quantity": 2, "price_ex_tax": 5, "price_inc_tax": 5}],
}


def add_order(world: World, **fields: Any) -> int:
    reply = world.post("/v2/orders", {**ORDER, **fields})
    assert reply.status == 201, reply.text
    number: int = reply.json()["id"]
    return number


def add_message(world: World, order_id: int, **fields: Any) -> dict[str, Any]:
    reply = world.post(f"/x/orders/{order_id}/messages", {"message": "Thank you", **fields})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json()["data"]
    return made


def test_a_message_of_a_guest(world: World) -> None:
    number = add_order(world)
    made = add_message(world, number, subject="Re: Order", staff_id=1)
    expected = {
        "id": 1,
        "order_id": number,
        "staff_id": 1,
        "customer_id": 0,
        "type": "admin",
        "subject": "Re: Order",
        "message": "Thank you",
        "status": "unread",
        "is_flagged": False,
        "date_created": "2026-06-18T14:23:09+00:00",
        "customer": {},
    }
    assert made == expected
    listed = world.get(f"/v2/orders/{number}/messages")
    shown = {**expected, "date_created": NOW}
    assert (listed.status, listed.json()) == (200, [shown])
    assert list(listed.json()[0]) == list(expected)
    one = world.get(f"/v2/orders/{number}/messages/1")
    assert (one.status, one.json()) == (200, shown)


def test_a_message_to_a_customer(world: World) -> None:
    customer = {"email": "jane@example.com", "first_name": "Jane", "last_name": "Doe"}
    customer_id = world.post("/v3/customers", [customer]).json()["data"][0]["id"]
    number = add_order(world, customer_id=customer_id)
    assert add_message(world, number)["customer_id"] == customer_id
    shown = world.get(f"/v2/orders/{number}/messages/1").json()
    assert shown["customer"] == {
        "url": f"http://testserver/stores/demo/v2/customers/{customer_id}",
        "resource": f"/customers/{customer_id}",
    }


def test_it_is_announced(world: World) -> None:
    number = add_order(world)
    add_message(world, number)
    add_message(world, number)

    async def work(unit: Unit) -> list[outbox.Event]:
        return await outbox.read_after(unit, world.store.id, 0, 100)

    heard = [(event.scope, event.data) for event in world.read(work)]
    scope = "store/order/message/created"
    assert heard[1:] == [
        (scope, f'{{"type":"order","id":{number},"message":{{"order_message_id":{n}}}}}')
        for n in (1, 2)
    ]


def test_marking(world: World) -> None:
    number = add_order(world)
    made = add_message(world, number)
    path = f"/x/orders/{number}/messages/1"
    reply = world.put(path, {"status": "read"})
    assert (reply.status, reply.json()) == (200, {"data": {**made, "status": "read"}, "meta": {}})
    reply = world.put(path, {"is_flagged": True})
    assert reply.json()["data"] == {**made, "status": "read", "is_flagged": True}
    assert world.put(path, {}).json() == reply.json()
    wrong = world.put(path, {"status": "eaten"})
    assert (wrong.status, wrong.json()["errors"]) == (422, {"status": "error.expected.valid"})
    assert world.put(path, {"message": "Other"}).status == 422
    assert world.put(f"/x/orders/{number}/messages/9", {}).status == 404
    shown = world.get(f"/v2/orders/{number}/messages/1").json()
    assert (shown["status"], shown["is_flagged"], shown["message"]) == ("read", True, "Thank you")


@pytest.mark.parametrize(
    "query, ids",
    [
        ("", [1, 2, 3]),
        ("min_id=2", [2, 3]),
        ("max_id=2", [1, 2]),
        ("min_id=2&max_id=2", [2]),
        ("status=read", [2]),
        ("status=unread", [1, 3]),
        ("is_flagged=true", [3]),
        ("is_flagged=false", [1, 2]),
        ("customer_id=0", [1, 2, 3]),
        ("customer_id=7", []),
        ("min_date_created=2026-06-18T14:23:10Z", [2, 3]),
        ("max_date_created=Thu, 18 Jun 2026 14:23:09 %2B0000", [1]),
        ("limit=2", [1, 2]),
        ("limit=2&page=2", [3]),
        ("limit=2&page=3", []),
        ("harmless=1", [1, 2, 3]),
    ],
)
def test_filters(world: World, query: str, ids: list[int]) -> None:
    number = add_order(world)
    add_message(world, number)
    world.clock.advance(1_000)
    add_message(world, number, status="read", type="customer")
    world.clock.advance(1_000)
    add_message(world, number, is_flagged=True)
    reply = world.get(f"/v2/orders/{number}/messages?{query}")
    assert reply.status == (200 if ids else 204)
    assert [row["id"] for row in (reply.json() if ids else [])] == ids


@pytest.mark.parametrize(
    "query", ["status=eaten", "min_id=x", "is_flagged=maybe", "min_date_created=soon", "limit=0"]
)
def test_wrong_filters(world: World, query: str) -> None:
    number = add_order(world)
    reply = world.get(f"/v2/orders/{number}/messages?{query}")
    name = query.partition("=")[0]
    assert (reply.status, reply.json()) == (
        400,
        [{"status": 400, "message": f"The field '{name}' is invalid."}],
    )


def test_what_is_not_there(world: World) -> None:
    number, other = add_order(world), add_order(world)
    add_message(world, number)
    assert world.get("/v2/orders/999/messages").json() == NOT_FOUND
    assert world.get(f"/v2/orders/{other}/messages/1").json() == NOT_FOUND
    assert world.get(f"/v2/orders/{number}/messages/x").json() == NOT_FOUND
    assert world.post("/x/orders/999/messages", {"message": "x"}).status == 404
    assert world.get(f"/v2/orders/{other}/messages").status == 204


@pytest.mark.parametrize(
    "body, errors",
    [
        ({}, {"message": "error.path.missing"}),
        ({"message": ""}, {"message": "error.expected.valid"}),
        ({"message": None}, {"message": "error.expected.notnull"}),
        ({"message": "x", "type": "robot"}, {"type": "error.expected.valid"}),
        ({"message": "x", "id": 5}, {"id": "error.path.unexpected"}),
    ],
)
def test_a_wrong_message_is_refused(
    world: World, body: dict[str, Any], errors: dict[str, str]
) -> None:
    number = add_order(world)
    reply = world.post(f"/x/orders/{number}/messages", body)
    assert (reply.status, reply.json()["errors"]) == (422, errors)
    assert world.get(f"/v2/orders/{number}/messages").status == 204


def test_xml(world: World) -> None:
    number = add_order(world)
    add_message(world, number, message="<Thanks> & more")
    text = world.get(f"/v2/orders/{number}/messages.xml").text
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<messages><message><id>1</id>'
        f"<order_id>{number}</order_id><staff_id>0</staff_id><customer_id>0</customer_id>"
        "<type>admin</type><subject></subject><message>&lt;Thanks&gt; &amp; more</message>"
        f"<status>unread</status><is_flagged>false</is_flagged><date_created>{NOW}</date_created>"
        "<customer></customer></message></messages>"
    )


def test_reading_is_not_writing(world: World) -> None:
    number = add_order(world)
    headers = {"x-auth-token": world.add_token(world.store, "store_v2_orders_read_only")}
    assert world.get(f"/v2/orders/{number}/messages", headers=headers).status == 204
    reply = world.post(f"/x/orders/{number}/messages", {"message": "x"}, headers=headers)
    assert reply.status == 403
