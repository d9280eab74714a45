"""V3 metafields of customers and channels."""

from typing import Any

from tests.api.shopping import add_order, events_of
from tests.support.world import World

MOMENT = "2026-06-18T14:23:09Z"
STATUS_CODES = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"
BODY = {"permission_set": "read", "namespace": "erp", "key": "number", "value": "K-1"}
FIELD = {
    "id": 1,
    **BODY,
    "description": "",
    "resource_type": "customer",
    "resource_id": 1,
    "date_created": MOMENT,
    "date_modified": MOMENT,
    "owner_client_id": "client-demo-1",
}


def add_customer(world: World) -> None:
    person = {"email": "a@example.com", "first_name": "A", "last_name": "B"}
    assert world.post("/v3/customers", [person]).status == 200


def rows(world: World, path: str) -> list[dict[str, Any]]:
    reply = world.get(path)
    assert reply.status == 200, reply.text
    found: list[dict[str, Any]] = reply.json()["data"]
    return found


def test_a_customers_metafield(world: World) -> None:
    add_customer(world)
    path = "/v3/customers/1/metafields"
    made = world.post(path, BODY)
    assert (made.status, made.json()["data"]) == (200, [FIELD])
    assert world.get(f"{path}/1").json() == {"data": FIELD, "meta": {}}
    world.clock.advance(1_000)
    changed = world.put(f"{path}/1", {"value": "K-2"}).json()["data"]
    field = FIELD | {"value": "K-2", "date_modified": "2026-06-18T14:23:10Z"}
    assert changed == [field]
    assert rows(world, path) == [field]
    assert rows(world, "/v3/customers/metafields?key=number&namespace:in=erp,crm") == [field]
    assert rows(world, f"{path}?namespace=crm") == []
    assert rows(world, f"{path}?include_fields=key") == [{"id": 1, "key": "number"}]
    assert world.post(path, BODY).status == 409
    assert world.get("/v3/customers/2/metafields/1").status == 404
    assert world.post("/v3/customers/2/metafields", BODY).status == 404
    assert world.delete(f"{path}/1").status == 204
    assert world.delete(f"{path}/1").status == 404


def test_a_channels_metafield_is_bare(world: World) -> None:
    path = "/v3/channels/1/metafields"
    made = world.post(path, BODY)
    field = FIELD | {"resource_type": "channel"}
    assert (made.status, made.json()) == (200, field)
    assert world.get(f"{path}/1").json() == field
    assert world.put(f"{path}/1", {"description": "x"}).json() == field | {"description": "x"}
    assert [row["id"] for row in rows(world, path)] == [1]
    assert world.get("/v3/customers/1/metafields/1").status == 404
    assert world.delete(f"{path}/1").status == 204


def test_batches(world: World) -> None:
    path = "/v3/channels/metafields"
    both = [BODY | {"resource_id": 1}, BODY | {"resource_id": 1, "key": "b"}]
    made = world.post(path, both)
    assert (made.status, [row["id"] for row in made.json()["data"]]) == (200, [1, 2])
    partly = world.post(path, [BODY | {"resource_id": 9}, BODY | {"resource_id": 1, "key": "c"}])
    assert (partly.status, partly.json()["meta"]) == (
        422,
        {"total": 2, "success": 1, "failed": 1},
    )
    assert [row["key"] for row in partly.json()["data"]] == ["c"]
    assert list(partly.json()["errors"][0]["errors"]) == ["0"]
    changed = world.put(path, [{"id": 1, "value": "new"}])
    assert [row["value"] for row in changed.json()["data"]] == ["new"]
    first = world.get(f"{path}?limit=1").json()["meta"]["cursor_pagination"]
    assert [row["id"] for row in rows(world, f"{path}{first['links']['next']}")] == [2]
    assert [row["id"] for row in rows(world, f"{path}?direction=desc")] == [3, 2, 1]
    deleted = world.delete(path, json=[1, 2])
    assert (deleted.status, deleted.json()) == (
        200,
        {"data": [1, 2], "meta": {"total": 2, "success": 2, "failed": 0}},
    )
    again = world.delete(path, json=[1, 3])
    assert (again.status, again.json()["data"]) == (422, [3])
    assert world.post(path, {}).status == 422


def test_another_app_may_not_change_what_it_may_only_read(world: World) -> None:
    world.post("/v3/channels/1/metafields", BODY)
    world.post("/v3/channels/1/metafields", BODY | {"permission_set": "app_only", "key": "own"})
    headers = {"x-auth-token": world.add_token(world.store, "store_channel_settings")}
    seen = world.get("/v3/channels/1/metafields", headers=headers).json()["data"]
    assert [row["key"] for row in seen] == ["number"]
    change = {"value": "x"}
    reply = world.put("/v3/channels/1/metafields/1", change, headers=headers)
    assert reply.status == 403
    hidden = world.get("/v3/channels/1/metafields/2", headers=headers)
    assert hidden.status == 404


def test_an_orders_metafields_are_announced(world: World) -> None:
    add_order(world)
    seen = len(events_of(world))
    path = "/v3/orders/100/metafields"
    made = world.post(path, BODY)
    moment = "2026-06-18T14:23:09+00:00"
    field = FIELD | {
        "resource_type": "order",
        "resource_id": 100,
        "date_created": moment,
        "date_modified": moment,
    }
    assert (made.status, made.json()) == (200, {"data": field, "meta": {}})
    changed = field | {"value": "K-2"}
    assert world.put(f"{path}/1", {"value": "K-2"}).json() == {"data": changed, "meta": {}}
    assert world.put(f"{path}/1", {"value": "K-2"}).json() == {"data": changed, "meta": {}}
    second = {**BODY, "key": "b", "resource_id": 100}
    batch = world.post("/v3/orders/metafields", [second, {**second, "resource_id": 101}])
    assert (batch.status, batch.json()["meta"]) == (422, {"total": 2, "success": 1, "failed": 1})
    assert [row["id"] for row in rows(world, "/v3/orders/metafields")] == [1, 2]
    deleted = world.delete("/v3/orders/metafields", json=[1, 2, 3])
    assert (deleted.status, deleted.json()["data"]) == (422, [1, 2])
    about = [{"metafield_id": n, "resource_id": "100"} for n in (1, 2)]
    assert events_of(world)[seen:] == [
        ("store/order/metafield/created", about[0]),
        ("store/order/metafield/updated", about[0]),
        ("store/order/metafield/created", about[1]),
        ("store/order/metafield/deleted", about[0]),
        ("store/order/metafield/deleted", about[1]),
    ]


def test_an_app_keeps_so_many_with_an_order(world: World) -> None:
    add_order(world)
    every = [{**BODY, "key": str(key), "resource_id": 100} for key in range(251)]
    for at in range(0, 250, 50):
        assert world.post("/v3/orders/metafields", every[at : at + 50]).status == 200
    refused = world.post("/v3/orders/100/metafields", every[250])
    assert (refused.status, refused.json()["title"]) == (
        422,
        "An app keeps at most 250 metafields with a resource.",
    )
    other = {"x-auth-token": world.add_token(world.store, "store_v2_orders")}
    assert world.post("/v3/orders/100/metafields", every[250], headers=other).status == 200


def test_metafields_of_locations(world: World) -> None:
    path = "/v3/inventory/locations/1/metafields"
    made = world.post(path, BODY).json()["data"]
    assert (made["resource_type"], made["resource_id"], made["value"]) == ("location", 1, "K-1")
    assert world.post("/v3/inventory/locations/9/metafields", BODY).status == 404
    every = "/v3/inventory/locations/metafields"
    assert world.put(every, [{"id": str(made["id"]), "value": "new"}]).json()["data"][0]["id"] == 1
    assert world.put(every, [{"id": "x", "value": "new"}]).status == 422
    assert [row["value"] for row in rows(world, path)] == ["new"]
    assert world.delete(f"{path}/1").status == 204
    assert rows(world, every) == []
