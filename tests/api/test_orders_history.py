"""The history of an order: every change with who, what and when, and the order as it was."""

from typing import Any

from tests.api.shopping import add_order, add_product, custom
from tests.support.world import World

ACTOR = "api:client-demo-1"


def history(world: World, order_id: int, query: str = "") -> dict[str, Any]:
    reply = world.get(f"/x/orders/{order_id}/history?{query}")
    assert reply.status == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


def test_entries_say_who_changed_what_when(world: World) -> None:
    order = add_order(world)
    world.clock.advance(1_500)
    world.put(f"/v2/orders/{order['id']}", {"status_id": 2, "staff_notes": "Sent"})
    assert history(world, order["id"])["data"] == [
        {
            "revision": 1,
            "date": "2026-06-18T14:23:09.000Z",
            "actor": ACTOR,
            "action": "created",
            "status_id_before": None,
            "status_id_after": 1,
            "changes": [],
        },
        {
            "revision": 2,
            "date": "2026-06-18T14:23:10.500Z",
            "actor": ACTOR,
            "action": "updated",
            "status_id_before": 1,
            "status_id_after": 2,
            "changes": [
                {"field": "date_shipped", "from": None, "to": "Thu, 18 Jun 2026 14:23:10 +0000"},
                {"field": "status_id", "from": 1, "to": 2},
                {"field": "staff_notes", "from": None, "to": "Sent"},
            ],
        },
    ]


def test_lines_are_told_by_their_ids_and_money_as_it_is_printed(world: World) -> None:
    order = add_order(world, custom(2), custom(name="Bowl"))
    changes = {"products": [{"id": 1, "quantity": 3}, {"id": 2, "quantity": 0}, custom(price=4)]}
    world.put(f"/v2/orders/{order['id']}", changes)
    told = {
        change["field"]: (change["from"], change["to"])
        for change in history(world, order["id"])["data"][1]["changes"]
    }
    assert told["total_inc_tax"] == ("30.0000", "34.0000")
    assert told["items_total"] == (3, 4)
    assert told["products.1.quantity"] == (2, 3)
    assert told["products.1.total_inc_tax"] == ("20.0000", "30.0000")
    before, after = told["products.2"]
    assert (before["name"], before["price_inc_tax"], after) == ("Bowl", "10.0000", None)
    (added,) = told["products.added"][1]
    assert (added["name"], added["total_inc_tax"]) == ("Vase", "4.0000")


def test_the_order_as_it_was_at_any_moment(world: World) -> None:
    order_id = add_order(world)["id"]
    path = f"/v2/orders/{order_id}"
    states = [world.get(path).json()]
    for fields in ({"status_id": 11}, {"staff_notes": "x"}, {"is_deleted": True}):
        world.clock.advance(10_000)
        assert world.put(path, fields).status == 200
        states.append(world.get(path).json())
    for number, state in enumerate(states):
        moment = f"2026-06-18T14:23:{9 + 10 * number:02d}"
        for as_of in (f"{moment}.000Z", f"{moment}.999Z"):
            found = history(world, order_id, f"as_of={as_of}")
            assert found["meta"]["order"] == state
            assert [entry["revision"] for entry in found["data"]] == list(range(1, number + 2))
    before = history(world, order_id, "as_of=2026-06-18T14:23:08Z")
    assert (before["meta"]["order"], before["data"]) == (None, [])


def test_the_status_is_the_fold_of_the_history(world: World) -> None:
    product = add_product(world, level=9)
    order = add_order(world, {"product_id": product, "quantity": 2})
    path = f"/v2/orders/{order['id']}"
    shipment = {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 1}]}
    world.put(path, {"status_id": 11})
    assert world.post(f"{path}/shipments", shipment).status == 201
    assert world.post(f"{path}/shipments", shipment).status == 201
    world.put(path, {"status_id": 10})
    world.put(path, {"status_id": 10, "staff_notes": "x"})
    world.delete(path)
    entries = history(world, order["id"])["data"]
    assert [entry["revision"] for entry in entries] == list(range(1, len(entries) + 1))
    status = None
    for entry in entries:
        assert entry["status_id_before"] == status
        status = entry["status_id_after"]
    assert status == world.get(path).json()["status_id"] == 10
    assert [entry["status_id_after"] for entry in entries] == [1, 11, 3, 2, 10, 10, 10]
    assert entries[-1]["action"] == "archived"


def test_pages_and_refusals(world: World) -> None:
    order = add_order(world)
    for note in "abc":
        world.put(f"/v2/orders/{order['id']}", {"staff_notes": note})
    found = history(world, order["id"], "limit=2&page=2")
    assert [entry["revision"] for entry in found["data"]] == [3, 4]
    assert found["meta"]["pagination"]["total"] == 4
    assert world.get("/x/orders/999/history").status == 404
    assert world.get(f"/x/orders/{order['id']}/history?as_of=yesterday").status == 422
    stranger = {"x-auth-token": world.add_token(world.store, "store_v2_products")}
    assert world.get(f"/x/orders/{order['id']}/history", headers=stranger).status == 403
