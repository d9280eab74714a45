"""What reaches a real receiver: signed, in order, again where it failed, and nothing else."""

import asyncio
import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from orderwright.db import outbox
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.db.wiping import wipe
from orderwright.domain.webhook import RETRY_SECONDS
from orderwright.domain.webhook_blocks import REQUESTS_FROM
from orderwright.jobs import hook_line
from tests.support.hooks import Hooked, hooked_world
from tests.support.receiver import Received, Receiver, Told, receiving
from tests.support.world import START, World

DAY = 86_400


@pytest.fixture
def hooked(world: World) -> Iterator[Hooked]:
    with hooked_world(world) as made:
        yield made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


def record(world: World, *subjects: int, scope: str = "store/order/updated") -> None:
    """Events of orders, without the orders."""

    async def work(unit: Unit) -> None:
        for subject in subjects:
            outbox.record(
                unit, world.store.id, scope, {"type": "order", "id": subject}, world.clock.now()
            )

    world.write(work)


def signature(request: Received, secret: str) -> str:
    key = base64.b64encode(secret.encode()).decode()
    sent_at = datetime.fromtimestamp(int(request.headers["webhook-timestamp"]), UTC)
    return Webhook(key).sign(request.headers["webhook-id"], sent_at, request.body.decode())


def test_created_order_reaches_the_receiver(hooked: Hooked, receiver: Receiver) -> None:
    hook_id = hooked.hook(receiver, "store/order/created", headers={"X-Mine": "yes"})
    order_id = hooked.order()
    hooked.deliver()
    (request,) = receiver.received
    assert list(request.json) == ["producer", "hash", "created_at", "store_id", "scope", "data"]
    assert request.json | {"hash": ""} == {
        "producer": f"stores/{hooked.world.store.hash}",
        "hash": "",
        "created_at": START // 1_000,
        "store_id": str(hooked.world.store.id),
        "scope": "store/order/created",
        "data": {"type": "order", "id": order_id},
    }
    assert len(request.json["hash"]) == hashlib.sha1().digest_size * 2
    assert request.headers["webhook-id"] == request.json["hash"]
    assert request.headers["webhook-timestamp"] == str(START // 1_000)
    assert request.headers["webhook-signature"] == signature(request, "secret")
    sent = ("content-type", "user-agent", "accept-encoding", "x-mine")
    assert [request.headers[name] for name in sent] == [
        "application/json", "pekko-http/1.3.0", "gzip", "yes",
    ]  # fmt: skip
    assert request.headers.keys() == {
        *sent, "webhook-id", "webhook-timestamp", "webhook-signature", "host", "content-length",
    }  # fmt: skip
    (logged,) = hooked.log(hook_id)
    assert (logged["is_success"], logged["attempt"], logged["retry_at"]) == (True, 1, None)
    assert logged["answer"] | {"headers": {}} == {
        "status": 200, "headers": {}, "body": "", "error": "",
    }  # fmt: skip
    assert logged["request"]["body"] == request.body.decode()


@pytest.mark.parametrize(
    "scope, told",
    [
        ("store/order/*", ("store/order/created", {"type": "order", "id": 100})),
        ("store/channel/1/order/created", ("store/channel/1/order/created", {"order_id": 100})),
        ("store/channel/1/*", ("store/channel/1/order/created", {"order_id": 100})),
        ("store/channel/2/order/created", None),
        ("store/order/updated", None),
        ("store/customer/*", None),
    ],
)
def test_scopes_hear_what_they_are_on(
    hooked: Hooked, receiver: Receiver, scope: str, told: tuple[str, Any] | None
) -> None:
    hooked.hook(receiver, scope)
    hooked.order()
    hooked.deliver()
    expected = [] if told is None else [told]
    heard = [(request.scope, request.json["data"]) for request in receiver.received]
    assert [each for each in heard if "order/" in each[0]][:1] == expected
    assert len(heard) == len(expected)


def test_events_of_one_order_keep_their_order(hooked: Hooked) -> None:
    with receiving(lambda request: Told(seconds=0.002 * (request.subject % 7))) as receiver:
        hook_id = hooked.hook(receiver)
        subjects = [100 + number % 20 for number in range(200)]
        record(hooked.world, *subjects)
        hooked.deliver()
        positions = {
            row["request"]["headers"]["webhook-id"]: row["position"]
            for page in (1, 2)
            for row in hooked.world.get(
                f"/x/hooks/{hook_id}/deliveries?limit=100&page={page}"
            ).json()["data"]
        }
    found: dict[int, list[int]] = defaultdict(list)
    for request in receiver.received:
        found[request.subject].append(positions[request.json["hash"]])
    assert {subject: len(told) for subject, told in found.items()} == dict.fromkeys(
        range(100, 120), 10
    )
    assert [told for told in found.values() if told != sorted(told)] == []


def test_an_order_that_fails_holds_up_only_itself(hooked: Hooked) -> None:
    failing = {100}
    with receiving(lambda each: Told(500 if each.subject in failing else 200)) as receiver:
        hook_id = hooked.hook(receiver)
        record(hooked.world, 100, 101, 100, 102, 101)
        hooked.deliver()
        assert [request.subject for request in receiver.received].count(100) == 1
        assert sorted(r.subject for r in receiver.received) == [100, 101, 101, 102]
        record(hooked.world, 100, 103)
        hooked.deliver()
        assert [r.subject for r in receiver.received[4:]] == [103]
        failing.clear()
        hooked.later(RETRY_SECONDS[0] - 1)
        assert len(receiver.received) == 5
        hooked.later(1)
        late = receiver.received[5:]
        assert [r.subject for r in late] == [100, 100, 100]
        first = next(each for each in receiver.received if each.subject == 100)
        assert late[0].headers["webhook-id"] == first.headers["webhook-id"]
        hashes = [row["request"]["headers"]["webhook-id"] for row in hooked.log(hook_id)]
        assert [r.headers["webhook-id"] for r in late] == hashes[-3:]
        positions = [row["position"] for row in hooked.log(hook_id)][-3:]
        assert positions == sorted(positions)


def test_the_whole_retry_table_and_the_end(hooked: Hooked, receiver: Receiver) -> None:
    hooked.world.put("/v3/hooks/admin", {"emails": ["me@example.com"]})
    hooked.hook(receiver, "store/hook/deliveryException")
    with receiving(lambda _: Told(500)) as failing:
        hook_id = hooked.hook(failing, "store/order/created")
        hooked.order()
        hooked.deliver()
        for count, seconds in enumerate(RETRY_SECONDS, 1):
            assert hooked.shown(hook_id)["is_active"] is True
            hooked.later(seconds - 1)
            assert len(failing.received) == count
            hooked.later(1)
            assert len(failing.received) == count + 1
        hooked.later(10 * DAY)
    assert len(failing.received) == 12
    assert len({request.headers["webhook-id"] for request in failing.received}) == 1
    assert hooked.shown(hook_id)["is_active"] is False
    admin = hooked.world.get("/v3/hooks/admin?is_active=false").json()["data"]
    assert [(row["id"], row["status"]) for row in admin["hooks_list"]] == [(hook_id, "deactivated")]
    assert [(recipients, hook_id) for recipients, _, _ in hooked.post.sent] == [
        (("me@example.com",), hook_id)
    ]
    assert "48 hours" in hooked.post.sent[0][2]
    exceptions = [request.json["data"] for request in receiver.received]
    assert {each["id"] for each in exceptions} == {hook_id}
    assert [each["error_code"] for each in exceptions] == [90_001] * 11 + [90_002]
    attempts = [(row["attempt"], row["answer"]["status"]) for row in hooked.log(hook_id)]
    assert attempts == [(number, 500) for number in range(1, 13)]


def test_what_happened_while_a_hook_was_off_is_not_told(hooked: Hooked, receiver: Receiver) -> None:
    hook_id = hooked.hook(receiver, "store/order/created", is_active=False)
    hooked.order()
    hooked.deliver()
    hooked.world.put(f"/v3/hooks/{hook_id}", {"is_active": True})
    later = hooked.order()
    hooked.deliver()
    assert [request.subject for request in receiver.received] == [later]
    hooked.world.delete(f"/v3/hooks/{hook_id}")
    hooked.order()
    hooked.deliver()
    assert len(receiver.received) == 1


def test_gone_deactivates_at_once(hooked: Hooked) -> None:
    with receiving(lambda _: Told(410)) as receiver:
        hook_id = hooked.hook(receiver, "store/order/created")
        hooked.order()
        hooked.deliver()
        assert hooked.shown(hook_id)["is_active"] is False
        hooked.later(DAY)
    assert len(receiver.received) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_failures_and_never_followed(
    hooked: Hooked, receiver: Receiver, status: int
) -> None:
    target = {"location": receiver.url("/elsewhere")}
    with receiving(lambda _: Told(status, target)) as moved:
        hook_id = hooked.hook(moved, "store/order/created")
        hooked.order()
        hooked.deliver()
    assert (len(moved.received), receiver.received) == (1, [])
    (logged,) = hooked.log(hook_id)
    assert (logged["is_success"], logged["answer"]["status"]) == (False, status)


@pytest.mark.parametrize(
    "asked, seconds",
    [("600", 600), ("1", 60), ("Thu, 18 Jun 2026 14:33:09 +0000", 600), ("soon", 60)],
)
def test_retry_after_puts_a_retry_off_and_never_hastens_it(
    hooked: Hooked, asked: str, seconds: int
) -> None:
    with receiving(lambda _: Told(503, {"retry-after": asked})) as receiver:
        hooked.hook(receiver, "store/order/created")
        hooked.order()
        hooked.deliver()
        hooked.later(seconds - 1)
        assert len(receiver.received) == 1
        hooked.later(1)
        assert len(receiver.received) == 2


def test_a_domain_that_fails_too_often_is_blocked_for_three_minutes(
    hooked: Hooked, receiver: Receiver
) -> None:
    hooked.world.put("/v3/hooks/admin", {"emails": ["me@example.com"]})
    good: list[bool] = []
    with receiving(lambda _: Told(200 if good else 500)) as failing:
        hooked.hook(failing, "store/order/updated")
        hooked.hook(receiver, "store/order/*")
        record(hooked.world, *range(1_000, 1_000 + REQUESTS_FROM - 1))
        hooked.deliver()
        assert hooked.world.get("/v3/hooks/admin").json()["data"]["blocked_domains"] == []
        record(hooked.world, 1_000 + REQUESTS_FROM)
        hooked.deliver()
        (blocked,) = hooked.world.get("/v3/hooks/admin").json()["data"]["blocked_domains"]
        assert blocked == {
            "destination": failing.origin,
            "time_left": 180,
            "reasons": [
                {
                    "failure_description": "HTTP status 500",
                    "count": REQUESTS_FROM,
                    "timestamp": START // 1_000,
                }
            ],
        }
        good.append(True)
        record(hooked.world, 5_000)
        hooked.deliver()
        hooked.later(179)
        assert len(failing.received) == REQUESTS_FROM
        assert len(receiver.received) == REQUESTS_FROM + 1
        hooked.later(1)
    assert len(failing.received) == 2 * REQUESTS_FROM + 1
    assert hooked.world.get("/v3/hooks/admin").json()["data"]["blocked_domains"] == []
    assert [subject for _, subject, _ in hooked.post.sent] == [
        f"Webhooks to {failing.origin} are held back"
    ]


def test_a_dead_destination_slows_no_live_one(hooked: Hooked, receiver: Receiver) -> None:
    hooked.deliverer.timeout_seconds = 0.5
    with receiving(lambda _: Told(seconds=1.0)) as dead:
        hooked.hook(dead, "store/order/updated")
        hooked.hook(receiver, "store/order/updated")
        record(hooked.world, *range(1_000, 1_100))
        hooked.world.client.run(_turns(hooked, receiver, 100))
    assert len(receiver.received) == 100
    assert len(dead.received) <= 32


async def _turns(hooked: Hooked, receiver: Receiver, count: int) -> None:
    """Let the worker run until the live receiver has all; the dead one still waits then."""
    while len(receiver.received) < count:
        await hooked.deliverer.turn()
        await asyncio.sleep(0.005)


def test_replay_tells_the_same_in_the_same_order(hooked: Hooked, receiver: Receiver) -> None:
    hook_id = hooked.hook(receiver, "store/order/updated")
    record(hooked.world, *[100] * 5)
    hooked.deliver()
    hooked.world.clock.advance(60_000)
    record(hooked.world, *[100] * 5)
    hooked.deliver()
    first = [request.body for request in receiver.received]
    positions = [row["position"] for row in hooked.log(hook_id)]
    answer = hooked.world.post(f"/x/hooks/{hook_id}/replay", {"after_position": 0})
    assert answer.status == 202
    hooked.deliver()
    assert [request.body for request in receiver.received[10:]] == first
    since = {"since": "2026-06-18T14:24:09Z"}
    answer = hooked.world.post(f"/x/hooks/{hook_id}/replay", since)
    assert answer.json()["data"] == {
        "after_position": positions[4], "newest_position": positions[9],
    }  # fmt: skip
    hooked.deliver()
    assert [request.body for request in receiver.received[20:]] == first[5:]


def test_a_delivery_can_be_sent_again(hooked: Hooked, receiver: Receiver) -> None:
    hook_id = hooked.hook(receiver, "store/order/created")
    hooked.order()
    hooked.deliver()
    (logged,) = hooked.log(hook_id)
    path = f"/x/hooks/{hook_id}/deliveries/{logged['id']}/resend"
    assert hooked.world.post(path).status == 202
    hooked.deliver()
    first, again = receiver.received
    assert first.body == again.body
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert len(hooked.log(hook_id)) == 2


def test_two_signatures_while_the_secret_is_rotated(hooked: Hooked, receiver: Receiver) -> None:
    hooked.hook(receiver, "store/order/created")
    answer = hooked.world.post("/x/hooks/secret/rotate", {"overlap_seconds": 3_600})
    new = answer.json()["data"]["client_secret"]
    hooked.order()
    hooked.deliver()
    both = f"{signature(receiver.received[0], new)} {signature(receiver.received[0], 'secret')}"
    assert receiver.received[0].headers["webhook-signature"] == both
    hooked.world.clock.advance(3_600_000)
    hooked.order()
    hooked.deliver()
    alone = receiver.received[1]
    assert alone.headers["webhook-signature"] == signature(alone, new)


def test_a_worker_takes_up_what_another_left(world: World, receiver: Receiver) -> None:
    with hooked_world(world, "first") as first:
        first.hook(receiver, "store/order/updated")
        record(world, *range(200, 220))
        first.deliver()
        record(world, *range(220, 240))
    with hooked_world(world, "second") as second:
        second.deliver()
    assert [request.subject for request in receiver.received] != []
    assert sorted(request.subject for request in receiver.received) == list(range(200, 240))


def test_workers_share_the_hooks_and_none_is_worked_twice(world: World) -> None:
    with (
        receiving() as receiver,
        hooked_world(world, "one") as one,
        hooked_world(world, "two") as two,
    ):
        for scope in ("store/order/updated", "store/order/*", "store/channel/1/order/*"):
            one.hook(receiver, scope)
        two.deliver()
        for _ in range(3):
            one.deliver()
            two.deliver()
        held = [len(each.deliverer._lines) for each in (one, two)]
        assert sorted(held) == [1, 2]
        record(world, *range(300, 320))
        one.deliver()
        two.deliver()
    assert len(receiver.received) == 60
    assert len({(request.path, request.body) for request in receiver.received}) == 60


def test_a_worker_that_vanished_is_replaced_when_its_lease_ends(
    world: World, receiver: Receiver
) -> None:
    with hooked_world(world, "heir") as heir, hooked_world(world, "vanished") as vanished:
        vanished.hook(receiver, "store/order/updated")
        vanished.deliver()
        record(world, 400)
        heir.deliver()
        assert receiver.received == []
        heir.later(7)
        assert [request.subject for request in receiver.received] == [400]


def test_memory_is_bounded_however_much_waits(
    hooked: Hooked, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    offered = hook_line.Line.add

    def add(self: hook_line.Line, item: hook_line.Item) -> None:
        offered(self, item)
        seen.append(self.count)

    monkeypatch.setattr(hook_line, "ITEMS_MAX", 600)
    monkeypatch.setattr(hook_line.Line, "add", add)
    hooked.hook(receiver, "store/order/updated")
    hooked.deliver()
    record(hooked.world, *range(10_000, 11_500))
    hooked.deliver()
    assert len(receiver.received) == 1_500
    assert max(seen) <= 600
    assert sorted(request.subject for request in receiver.received) == list(range(10_000, 11_500))


def test_ninety_idle_days_end_a_hook(hooked: Hooked, receiver: Receiver) -> None:
    idle = hooked.hook(receiver, "store/customer/*")
    busy = hooked.hook(receiver, "store/order/created")
    hooked.later(89 * DAY)
    hooked.order()
    hooked.deliver()
    assert hooked.shown(idle)["is_active"] is True
    hooked.later(2 * DAY)
    assert hooked.shown(idle)["is_active"] is False
    assert hooked.shown(busy)["is_active"] is True


def test_an_exception_is_told_to_the_account_alone(hooked: Hooked, receiver: Receiver) -> None:
    world = hooked.world
    mine = world.client.headers["x-auth-token"]
    world.client.headers["x-auth-token"] = world.add_token(world.store)
    hooked.hook(receiver, "store/hook/deliveryException")
    world.client.headers["x-auth-token"] = mine
    with receiving(lambda _: Told(500)) as failing:
        hooked.hook(failing, "store/order/created")
        hooked.order()
        hooked.deliver()
    assert (len(failing.received), receiver.received) == (1, [])


def test_refused_destinations_are_never_connected_to(hooked: Hooked, receiver: Receiver) -> None:
    hook_id = hooked.hook(receiver, "store/order/created")
    hooked.deliverer._outgoing.allow_loopback = False
    hooked.order()
    hooked.deliver()
    assert receiver.received == []
    (logged,) = hooked.log(hook_id)
    assert logged["answer"]["error"].startswith("destination refused")


def test_a_hook_that_cannot_be_signed_holds_up_no_other(hooked: Hooked, receiver: Receiver) -> None:
    world = hooked.world
    mine = world.client.headers["x-auth-token"]
    world.client.headers["x-auth-token"] = world.add_token(world.store)
    hooked.hook(receiver, "store/order/updated")

    async def spoil(unit: Unit) -> None:
        await unit.execute(
            statement(
                "UPDATE api_accounts SET client_secret_sealed = :sealed"
                " WHERE store_id = :store_id AND id = 2"
            ),
            sealed=b"sealed under another key",
            store_id=world.store.id,
        )

    world.write(spoil)
    world.client.headers["x-auth-token"] = mine
    hooked.hook(receiver, "store/order/*")
    record(world, 500)
    hooked.deliver()
    hooked.deliver()
    assert [request.path for request in receiver.received] == ["/store/order/*"]


def test_an_emptied_store_begins_anew(hooked: Hooked, receiver: Receiver) -> None:
    """As when development puts the demo store back: hooks and events are numbered from 1 again."""
    world = hooked.world
    hooked.hook(receiver, "store/order/created")
    record(world, *range(600, 620), scope="store/order/created")
    hooked.deliver()
    assert len(receiver.received) == 20

    async def empty(unit: Unit) -> None:
        await wipe(unit, world.store.id)

    world.write(empty)
    with receiving() as other:
        assert hooked.hook(other, "store/order/created") == 1
        record(world, 700, scope="store/order/created")
        hooked.deliver()
        assert [request.subject for request in other.received] == [700]
    assert len(receiver.received) == 20
