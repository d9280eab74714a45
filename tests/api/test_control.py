"""`x/control` moves the clock, makes answers fail and resets; it is not there in production."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from orderwright.app import build_app, build_demo, build_services
from orderwright.db.database import migrate
from orderwright.db.statement import statement
from orderwright.demo import STORE_HASH
from orderwright.settings import Settings
from tests.api.shopping import BILLING
from tests.support.client import Client
from tests.support.world import SECRET_KEY, START, World, sqlite_url

ORDERS = statement("SELECT id, status_id, total_inc_tax FROM orders WHERE store_id = :store_id")
REPAIR = {
    "billing_address": BILLING,
    "products": [{"name": "Repair", "quantity": 1, "price_ex_tax": 5, "price_inc_tax": 5}],
}


def clock(world: World) -> Any:
    return world.get("/x/control/clock").json()["data"]


def test_clock_is_set_moved_on_and_stopped(world: World) -> None:
    world.clock.run()
    changed = world.put(
        "/x/control/clock",
        {"now": "2027-01-31T10:00:00+00:00", "advance_ms": 5_000, "frozen": True},
    )
    expected = {"now": "2027-01-31T10:00:05+00:00", "now_ms": 1_801_389_605_000, "frozen": True}
    assert (changed.status, changed.json()) == (200, {"data": expected, "meta": {}})
    assert clock(world) == expected
    assert world.get("/v2/time").json() == {"time": 1_801_389_605}
    assert world.put("/x/control/clock", {"frozen": False}).json()["data"]["frozen"] is False
    assert world.clock.now() >= 1_801_389_605_000
    assert world.request("DELETE", "/x/control/clock").status == 204
    assert world.clock.now() > START


def test_clock_refuses_what_is_no_time(world: World) -> None:
    before = clock(world)
    for body in ({"now": "soon"}, {"advance_ms": -1}, {"frozen": "yes"}, {"later": 1}):
        assert world.put("/x/control/clock", body).status == 422, body
    assert clock(world) == before


def test_fault_replaces_the_next_answers_in_their_dialect(world: World) -> None:
    fault = {"operation": "getSystemTimestamp", "status": 503, "times": 2}
    made = world.post("/x/control/faults", fault)
    assert made.json()["data"] == {
        "operation": "getSystemTimestamp", "status": 503, "delay_ms": 0, "times": 2,
        "after_effect": False,
    }  # fmt: skip
    failing = world.get("/v2/time")
    assert (failing.status, failing.json()) == (
        503,
        [{"status": 503, "message": "Service Unavailable"}],
    )
    assert world.get("/x/control/faults").json()["data"][0]["times"] == 1
    assert [world.get("/v2/time").status for _ in range(2)] == [503, 200]
    assert world.get("/x/control/faults").json()["data"] == []


def test_fault_of_every_operation_leaves_the_control_routes_alone(world: World) -> None:
    world.post("/x/control/faults", {"operation": "*", "status": 500, "times": 9})
    assert world.get("/v2/order_statuses").status == 500
    assert world.get("/x/control/faults").json()["data"][0]["times"] == 8
    assert world.request("DELETE", "/x/control/faults").status == 204
    assert world.get("/v2/order_statuses").status == 200


def test_fault_after_the_effect_loses_only_the_answer(world: World) -> None:
    world.post(
        "/x/control/faults", {"operation": "createOrder", "status": 504, "after_effect": True}
    )
    key = {"idempotency-key": "one"}
    assert world.post("/v2/orders", REPAIR, headers=key).status == 504
    again = world.post("/v2/orders", REPAIR, headers=key)
    assert (again.status, again.headers["idempotent-replayed"]) == (201, "true")
    assert len(world.read(lambda unit: unit.rows(ORDERS, store_id=world.store.id))) == 1


def test_fault_without_a_status_only_delays(world: World) -> None:
    world.post("/x/control/faults", {"operation": "getSystemTimestamp", "delay_ms": 30})
    loop_time = world.client.run(_timed(world))
    assert loop_time >= 0.0299  # the loop's clock counts in floats


async def _timed(world: World) -> float:
    from tests.support.client import Request  # noqa: PLC0415

    loop = asyncio.get_running_loop()
    before = loop.time()
    reply = await world.client.send(Request("GET", f"/stores/{world.store.hash}/v2/time"))
    assert reply.status == 200
    return loop.time() - before


def test_needs_a_token_of_the_store(world: World) -> None:
    reader = {"x-auth-token": world.add_token(world.store, "store_v2_information_read_only")}
    assert world.get("/x/control/clock", headers=reader).status == 200
    assert world.put("/x/control/clock", {"frozen": True}, headers=reader).status == 403
    assert world.get("/x/control/clock", headers={"x-auth-token": ""}).status == 401


def test_reset_brings_the_seeded_state_back(world: World) -> None:
    demo = build_demo(Settings(seed=7, dev=True), world.services)
    store, is_new = world.client.run(demo.open(START))
    assert (store.hash, is_new) == (STORE_HASH, False)

    def rows() -> list[dict[str, Any]]:
        found = world.read(lambda unit: unit.rows(ORDERS, store_id=store.id))
        return sorted((dict(row) for row in found), key=lambda row: row["id"])

    assert world.post("/x/control/reset").status == 204
    seeded = rows()
    assert len(seeded) == 200
    assert {row["status_id"] for row in seeded} == set(range(15))
    assert seeded[0]["id"] == 100
    world.clock.advance(60_000)
    assert world.post("/v2/orders", REPAIR).json()["id"] == 300
    assert world.post("/x/control/reset").status == 204
    assert rows() == seeded


def test_reset_refuses_a_store_that_was_never_seeded(world: World) -> None:
    token = {"x-auth-token": world.add_token(world.add_store("plain"), "store_v2_information")}
    reply = world.client.post("/stores/plain/x/control/reset", headers=token)
    assert reply.status == 409
    assert reply.json()["title"].startswith("This store was not seeded")


@pytest.mark.parametrize("path", ["clock", "faults", "reset"])
def test_is_not_there_in_production(tmp_path: Path, path: str) -> None:
    url = sqlite_url(tmp_path)
    migrate(url)
    settings = Settings(database_url=url, secret_key=SECRET_KEY)
    with Client(build_app(settings, build_services(settings))) as client:
        for method in ("GET", "PUT", "POST", "DELETE"):
            reply = client.request(method, f"/stores/demo/x/control/{path}")
            assert reply.status == 404, method
