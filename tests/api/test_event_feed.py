"""x/events: a feed with a cursor, and server-sent events over the same rows."""

import asyncio
import json
import re
from typing import Any

import pytest

from orderwright.api import streaming
from orderwright.api.x import events as handlers
from orderwright.db import access
from tests.api.shopping import BILLING, add_order, custom, order_body
from tests.support.client import Reply, Request
from tests.support.world import World

FEED = "/x/events"
WRITERS = 8
ORDERS_EACH = 4
HEARTBEAT = b": heartbeat\n\n"


def rows(world: World, query: str = "", **rest: Any) -> list[tuple[int, str]]:
    reply = world.get(f"{FEED}{query}", **rest)
    assert reply.status == 200, reply.text
    return [(row["position"], row["scope"]) for row in reply.json()["data"]]


def test_the_feed_shows_what_a_hook_is_sent(world: World) -> None:
    add_order(world)
    world.put("/v2/orders/100", {"status_id": 11})
    answer = world.get(FEED).json()
    first = answer["data"][0]
    assert re.fullmatch("[0-9a-f]{40}", first["hash"])
    assert first == {
        "position": 1,
        "producer": "stores/demo",
        "hash": first["hash"],
        "created_at": 1_781_792_589,
        "store_id": "1",
        "scope": "store/order/created",
        "data": {"type": "order", "id": 100},
    }
    assert answer["data"][2]["data"] == {
        "type": "order", "id": 100, "status": {"previous_status_id": 1, "new_status_id": 11},
    }  # fmt: skip
    assert answer["meta"] == {"cursor": 3, "oldest": 1, "latest": 3}


def test_a_cursor_leads_through_the_feed(world: World) -> None:
    for _ in range(3):
        add_order(world)
    assert rows(world, "?limit=2") == [(1, "store/order/created"), (2, "store/order/created")]
    assert rows(world, "?limit=2&after=2") == [(3, "store/order/created")]
    assert rows(world, "?after=3") == []
    assert world.get(f"{FEED}?after=3").json()["meta"]["cursor"] == 3
    assert world.get(f"{FEED}?after=900").json()["meta"] == {
        "cursor": 900, "oldest": 1, "latest": 3,
    }  # fmt: skip
    assert len(rows(world, "?limit=9999")) == 3


@pytest.mark.parametrize(
    "scopes, found",
    [
        ("store/order/created", ["store/order/created"]),
        ("store/order/*", ["store/order/created", "store/order/archived"]),
        ("store/cart/created,store/order/archived", ["store/order/archived"]),
        (
            "store/channel/1/order/*",
            ["store/channel/1/order/created", "store/channel/1/order/archived"],
        ),
        ("store/channel/2/order/*", []),
        ("store/product/*", []),
    ],
)
def test_a_feed_of_some_scopes(world: World, scopes: str, found: list[str]) -> None:
    add_order(world)
    world.delete("/v2/orders/100")
    answer = world.get(f"{FEED}?scope={scopes}").json()
    assert [row["scope"] for row in answer["data"]] == found
    assert answer["meta"]["cursor"] == 2
    if "channel" in scopes and found:
        assert answer["data"][0]["data"] == {"order_id": 100}


@pytest.mark.parametrize(
    "query",
    [
        "after=-1", "after=x", "after=9007199254740992", "limit=0", "limit=x", "scope=store/odd/*",
        "scope=store/order", "scope=" + ",".join(["store/order/*"] * 21), "page=2",
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered(world: World, query: str) -> None:
    reply = world.get(f"{FEED}?{query}")
    assert reply.status in (400, 422), reply.text
    assert reply.json()["title"]


def test_a_token_sees_what_it_may_read(world: World) -> None:
    add_order(world)
    world.post("/v3/customers", [{"email": "a@b.example", "first_name": "A", "last_name": "B"}])
    world.post("/v3/carts", {"custom_items": [{"name": "C", "quantity": 1, "list_price": 1}]})
    for scope, seen in (
        ("store_v2_orders_read_only", {"store/order/created"}),
        ("store_v2_customers", {"store/customer/created"}),
        (
            "store_cart_read_only",
            {"store/cart/created", "store/cart/updated", "store/cart/lineItem/created"},
        ),
        ("store_v2_products", set()),
    ):
        headers = {"x-auth-token": world.add_token(world.store, scope)}
        assert {name for _, name in rows(world, headers=headers)} == seen
    refused = world.get(f"{FEED}?scope=store/order/*", headers=headers)
    assert refused.status == 403
    stranger = {"x-auth-token": world.add_token(world.store, "store_v2_marketing")}
    assert world.get(FEED, headers=stranger).status == 403
    other = world.add_store("other")
    headers = {"x-auth-token": world.add_token(other, "store_v2_orders")}
    reply = world.client.get("/stores/other/x/events", headers=headers)
    assert (reply.status, reply.json()["data"]) == (200, [])


def test_event_streams_are_asked_for_where_they_are(world: World) -> None:
    accept = {"accept": "text/event-stream"}
    assert world.get("/v3/channels", headers=accept).status == 406
    assert world.get("/v2/orders", headers=accept).status == 406
    assert world.request("HEAD", FEED, headers=accept).status == 200


async def opened(world: World, query: str = "", **headers: str) -> "asyncio.Task[Reply]":
    """A stream that has begun."""
    request = Request(
        "GET",
        f"/stores/demo{FEED}{query}",
        headers={"accept": "text/event-stream", **headers},
    )
    begun = asyncio.Event()
    stream = asyncio.ensure_future(world.client.send(request, lambda _: begun.set()))
    waiting = asyncio.ensure_future(begun.wait())
    await asyncio.wait({stream, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    return stream


def frames(reply: Reply) -> list[tuple[int, str]]:
    """Ids and scopes of the events of a stream that has ended."""
    assert (reply.status, reply.headers["content-type"]) == (200, "text/event-stream")
    parts = [part for part in reply.text.split("\n\n") if part.startswith("id: ")]
    found = []
    for part in parts:
        first, second = part.split("\n")
        body = json.loads(second.removeprefix("data: "))
        found.append((int(first.removeprefix("id: ")), body["scope"]))
    return found


async def ended(world: World, streams: "list[asyncio.Task[Reply]]") -> list[Reply]:
    world.services.streams.close()
    world.services.streams.wake()
    return await asyncio.gather(*streams)


def test_a_stream_hears_of_what_happens_from_now_on(world: World) -> None:
    add_order(world)

    async def listen() -> list[Reply]:
        listening = await opened(world)
        for _ in range(2):
            body = {"billing_address": BILLING, "products": [custom()]}
            await world.client.send(Request("POST", "/stores/demo/v2/orders", body))
        return await ended(world, [listening])

    (reply,) = world.client.run(listen())
    assert frames(reply) == [(2, "store/order/created"), (3, "store/order/created")]
    assert reply.text.startswith("retry: 1000\n\n")
    assert world.services.streams.open == 0


@pytest.mark.parametrize(
    "query, last, first",
    [("?after=0", "", 1), ("?after=1", "", 2), ("", "2", 3), ("?after=0", "2", 3), ("", "x", 4)],
)
def test_a_stream_goes_on_after_a_cursor(world: World, query: str, last: str, first: int) -> None:
    for _ in range(3):
        add_order(world)

    async def listen() -> list[Reply]:
        headers = {"last-event-id": last} if last else {}
        listening = await opened(world, query, **headers)
        return await ended(world, [listening])

    (reply,) = world.client.run(listen())
    assert [position for position, _ in frames(reply)] == list(range(first, 4))


def test_readers_beside_writers_miss_no_event(world: World) -> None:
    count = WRITERS * ORDERS_EACH

    async def write() -> None:
        for _ in range(ORDERS_EACH):
            request = Request("POST", "/stores/demo/v2/orders", order_body())
            assert (await world.client.send(request)).status == 201

    async def poll() -> list[int]:
        seen: list[int] = []
        while len(seen) < count:
            after = seen[-1] if seen else 0
            path = f"/stores/demo{FEED}?limit=3&after={after}"
            reply = await world.client.send(Request("GET", path))
            seen += [row["position"] for row in reply.json()["data"]]
            await asyncio.sleep(0)
        return seen

    async def all_of_them() -> tuple[list[int], list[Reply]]:
        streams = [await opened(world, "?after=0") for _ in range(2)]
        polling = asyncio.ensure_future(poll())
        await asyncio.gather(*[write() for _ in range(WRITERS)])
        return await polling, await ended(world, streams)

    polled, replies = world.client.run(all_of_them())
    assert polled == list(range(1, count + 1))
    for reply in replies:
        assert [position for position, _ in frames(reply)] == polled


def test_a_revoked_token_ends_its_stream(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "POLL_SECONDS", 0.02)
    token = world.add_token(world.store, "store_v2_orders")

    async def listen() -> Reply:
        listening = await opened(world, **{"x-auth-token": token})
        found = await world.services.database.read(
            lambda unit: access.list_tokens(unit, world.store.id)
        )
        newest = max(row["id"] for row in found)
        await world.services.database.write(
            lambda unit: access.revoke_token(unit, world.store.id, newest, 1)
        )
        return await asyncio.wait_for(listening, 5)

    assert frames(world.client.run(listen())) == []


def test_a_silent_stream_shows_that_it_lives(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "POLL_SECONDS", 0.001)

    async def listen() -> list[Reply]:
        heard = asyncio.Event()
        request = Request("GET", f"/stores/demo{FEED}", headers={"accept": "text/event-stream"})
        listening = asyncio.ensure_future(
            world.client.send(request, lambda part: heard.set() if part == HEARTBEAT else None)
        )
        await asyncio.wait_for(heard.wait(), 5)
        return await ended(world, [listening])

    (reply,) = world.client.run(listen())
    assert reply.text.startswith("retry: 1000\n\n: heartbeat\n\n")


def test_streams_are_few(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "STREAMS_MAX", 2)

    async def listen() -> tuple[Reply, list[Reply]]:
        streams = [await opened(world) for _ in range(2)]
        return await (await opened(world)), await ended(world, streams)

    refused, heard = world.client.run(listen())
    assert (refused.status, refused.headers["x-retry-after"]) == (429, "1")
    assert [reply.status for reply in heard] == [200, 200]
    assert world.services.streams.open == 0
