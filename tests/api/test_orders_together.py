"""Orders under many clients at once: numbers and events appear in order, effects happen once."""

import asyncio

from orderwright.db import outbox
from orderwright.db.outbox import Event
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from tests.api.shopping import add_product, events_of, level_of, order_body
from tests.support.client import Reply, Request
from tests.support.world import World

WRITERS = 8
ORDERS_EACH = 6
STOCK = "store/channel/*/inventory/product"
WARN = statement("UPDATE stock_items SET warning_level = :level WHERE store_id = :store_id")
DAY_MS = 24 * 60 * 60 * 1000


def _below(world: World, path: str) -> str:
    return f"/stores/{world.store.hash}{path}"


def test_a_poller_beside_writers_misses_no_order(world: World) -> None:
    seen: list[int] = []

    async def write() -> None:
        for _ in range(ORDERS_EACH):
            reply = await world.client.send(
                Request("POST", _below(world, "/v2/orders"), order_body())
            )
            assert reply.status == 201

    async def poll(writers: "asyncio.Future[list[None]]") -> None:
        while True:
            last_round = writers.done()
            following = seen[-1] + 1 if seen else 1
            reply = await world.client.send(
                Request("GET", _below(world, f"/v2/orders?min_id={following}&limit=5"))
            )
            found = [order["id"] for order in reply.json()] if reply.status == 200 else []
            seen.extend(found)
            if last_round and not found:
                return
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        writers = asyncio.gather(*[write() for _ in range(WRITERS)])
        await poll(writers)

    world.client.run(all_of_them())
    assert seen == list(range(100, 100 + WRITERS * ORDERS_EACH))


def test_a_level_that_many_orders_bring_down_is_told_of_once(world: World) -> None:
    count = WRITERS * ORDERS_EACH
    product_id = add_product(world, level=count)

    async def warn(unit: Unit) -> None:
        await unit.execute(WARN, store_id=world.store.id, level=count // 2)

    async def write() -> None:
        for _ in range(ORDERS_EACH):
            body = order_body(product_id)
            reply = await world.client.send(Request("POST", _below(world, "/v2/orders"), body))
            assert reply.status == 201

    async def all_of_them() -> None:
        await asyncio.gather(*[write() for _ in range(WRITERS)])

    world.write(warn)
    world.client.run(all_of_them())
    scopes = [scope for scope, _ in events_of(world)]
    left = count
    for scope in scopes:
        left -= scope == "store/product/inventory/order/updated"
        if scope.endswith("_reached"):
            assert (scope.rpartition("/")[2], left) in (
                ("low_stock_reached", count // 2),
                ("out_of_stock_reached", 0),
            )
    assert [
        scopes.count(f"{STOCK}/{what}")
        for what in ("low_stock_reached", "out_of_stock_reached", "stock_changed")
    ] == [1, 1, 0]
    assert (scopes.count("store/product/inventory/order/updated"), left) == (count, 0)
    assert level_of(world, product_id) == 0


def test_an_event_reader_beside_writers_misses_none(world: World) -> None:
    seen: list[Event] = []
    database = world.services.database

    async def write() -> None:
        for _ in range(ORDERS_EACH):
            await world.client.send(Request("POST", _below(world, "/v2/orders"), order_body()))

    async def read() -> list[Event]:
        async def work(unit: Unit) -> list[Event]:
            after = seen[-1].position if seen else 0
            return await outbox.read_after(unit, world.store.id, after, 5)

        return await database.read(work)

    async def all_of_them() -> None:
        writers = asyncio.gather(*[write() for _ in range(WRITERS)])
        while True:
            last_round = writers.done()
            found = await read()
            seen.extend(found)
            if last_round and not found:
                return
            await asyncio.sleep(0)

    world.client.run(all_of_them())
    count = WRITERS * ORDERS_EACH
    assert [event.position for event in seen] == list(range(1, count + 1))
    assert sorted(event.subject_id for event in seen) == list(range(100, 100 + count))


def keyed(world: World, key: str, body: object, path: str = "/v2/orders") -> Reply:
    return world.post(path, body, headers={"idempotency-key": key})


def test_the_same_request_again_has_no_second_effect(world: World) -> None:
    product = add_product(world, level=5)
    body = order_body(product)
    first, second = keyed(world, "k", body), keyed(world, "k", body)
    assert (first.status, second.status) == (201, 201)
    assert second.body == first.body
    assert second.headers["idempotent-replayed"] == "true"
    assert second.headers["last-modified"] == first.headers["last-modified"]
    assert "idempotent-replayed" not in first.headers
    assert level_of(world, product) == 4
    assert world.get("/v2/orders/count").json()["count"] == 1


def test_another_request_under_the_key_is_422(world: World) -> None:
    keyed(world, "k", order_body())
    assert keyed(world, "k", order_body(staff_notes="x")).status == 422
    assert world.get("/v2/orders/count").json()["count"] == 1


def test_requests_at_once_under_one_key_make_one_order(world: World) -> None:
    request = Request("POST", "/v2/orders", order_body(), headers={"idempotency-key": "k"})
    replies = world.together([request] * 10)
    assert {reply.status for reply in replies} <= {201, 409}
    bodies = {reply.body for reply in replies if reply.status == 201}
    assert len(bodies) == 1
    assert world.get("/v2/orders/count").json()["count"] == 1


def test_refusals_are_replayed_but_not_those_before_the_rules(world: World) -> None:
    product = add_product(world, level=0)
    body = order_body(product)
    refused = keyed(world, "k", body)
    assert refused.status == 409
    again = keyed(world, "k", body)
    assert (again.status, again.body) == (409, refused.body)
    assert again.headers["idempotent-replayed"] == "true"
    reader = world.add_token(world.store, "store_v2_orders_read_only")
    headers = {"idempotency-key": "r", "x-auth-token": reader}
    for _ in range(2):
        forbidden = world.post("/v2/orders", order_body(), headers=headers)
        assert forbidden.status == 403
        assert "idempotent-replayed" not in forbidden.headers


def test_answers_are_kept_for_a_day(world: World) -> None:
    body = order_body()
    first = keyed(world, "k", body).json()["id"]
    world.clock.advance(DAY_MS - 1)
    assert keyed(world, "k", body).json()["id"] == first
    world.clock.advance(1)
    assert keyed(world, "k", body).json()["id"] == first + 1


def test_changes_and_archiving_are_replayed_too(world: World) -> None:
    order = world.post("/v2/orders", order_body()).json()
    path, key = f"/v2/orders/{order['id']}", {"idempotency-key": "k"}
    bodies = [world.put(path, {"staff_notes": "x"}, headers=key).body for _ in range(2)]
    assert bodies[0] == bodies[1]
    replies = [world.delete(path, headers=key) for _ in range(2)]
    assert [(reply.status, reply.body) for reply in replies] == [(204, b"")] * 2
    assert "idempotent-replayed" in replies[1].headers
    history = world.get(f"/x/orders/{order['id']}/history").json()["data"]
    assert [entry["action"] for entry in history] == ["created", "updated", "archived"]
