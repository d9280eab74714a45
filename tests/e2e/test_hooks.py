"""`kill -9` of what delivers, under load: every event arrives, order by order, and verifies."""

import base64
import http.client
import random
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from standardwebhooks.webhooks import Webhook

from tests.e2e.processes import COMMAND, Web, demo, start
from tests.support.hooks import ORDER
from tests.support.receiver import Received, Receiver, Told, receiving

WRITERS = 4
ORDERS = 40
CREATED = "store/order/created"
UPDATED = "store/order/updated"

Made = dict[int, set[str]]
"""What is acknowledged of each order, as the scopes that tell of it."""

SEED = 20_261_127


def test_every_event_arrives_through_kills(empty_database: str) -> None:
    chance = random.Random(SEED)
    with receiving(_moody(chance)) as receiver:
        made: Made = {}
        with demo("--database", empty_database) as (running, opened):
            web = Web(opened["base_url"], opened["access_token"])
            _hook(web, receiver)
            _load(web, made, ORDERS, running.process.kill)
        with demo("--database", empty_database) as (_, opened_again):
            web = Web(opened_again["base_url"], opened["access_token"])
            _load(web, made, ORDERS)
            _check(receiver, made, opened["client_secret"])


def _moody(chance: random.Random) -> Any:
    """A receiver that takes its time at random, as does the network."""

    def answering(_: Received) -> Told:
        return Told(seconds=chance.choice((0, 0, 0, 0.005, 0.02)))

    return answering


def _hook(web: Web, receiver: Receiver, scope: str = "store/order/*") -> None:
    body = {"scope": scope, "destination": receiver.url("/hooks")}
    status, _ = web.request("POST", "/stores/demo/v3/hooks", body)
    assert status == 200


def _load(web: Web, made: Made, count: int, half_way: Any = None) -> None:
    """Create and change orders from several threads; `half_way` ends the server under them."""
    told = threading.Event()
    done: list[int] = []

    def write() -> None:
        try:
            while len(done) < count:
                status, order = web.request("POST", "/stores/demo/v2/orders", ORDER)
                assert status == 201
                made[order["id"]] = {CREATED}
                path = f"/stores/demo/v2/orders/{order['id']}"
                status, _ = web.request("PUT", path, {"staff_notes": "seen"})
                assert status == 200
                made[order["id"]].add(UPDATED)
                done.append(order["id"])
                if len(done) >= count // 2:
                    told.set()
        except (OSError, http.client.HTTPException):
            assert half_way is not None
        finally:
            told.set()

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    assert told.wait(30)
    if half_way is not None:
        half_way()
    for writer in writers:
        writer.join()


def _check(receiver: Receiver, made: Made, secret: str) -> None:
    """Every order was told of, as created before as updated; each message verifies."""
    verifier = Webhook(base64.b64encode(secret.encode()).decode())
    for _ in range(400):
        told = _scopes(receiver)
        missing = {each: scopes - set(told[each]) for each, scopes in made.items()}
        if not any(missing.values()):
            break
        threading.Event().wait(0.05)
    assert not any(missing.values())
    assert [each for each in made if told[each][0] != CREATED] == []
    for request in receiver.received[-50:]:
        verifier.verify(request.body, request.headers)


def _scopes(receiver: Receiver) -> dict[int, list[str]]:
    """What each order was told of, in the order of its first coming."""
    seen: set[str] = set()
    found: dict[int, list[str]] = defaultdict(list)
    for request in list(receiver.received):
        if request.headers["webhook-id"] not in seen:
            seen.add(request.headers["webhook-id"])
            data, scope = request.json["data"], request.scope.replace("channel/1/", "")
            found[data.get("id") or data["order_id"]].append(scope)
    return found


def test_workers_share_and_replace_one_another(empty_postgres: str) -> None:
    """`orderwright work` beside a delivering server, each with one hook; the worker is killed."""
    with receiving() as receiver, demo("--database", empty_postgres) as (running, opened):
        web = Web(opened["base_url"], opened["access_token"])
        made: Made = {}
        with _working(empty_postgres) as worker:
            _hook(web, receiver)
            _hook(web, receiver, "store/channel/1/order/*")
            _load(web, made, 10)
            worker.process.kill()
            _load(web, made, 10)
            _check(receiver, made, opened["client_secret"])
        assert running.stop() == 0


@contextmanager
def _working(database: str) -> Iterator[Any]:

    with start(
        COMMAND, "work",
        ORDERWRIGHT_DATABASE_URL=database, ORDERWRIGHT_DEV="1", ORDERWRIGHT_ALLOW_LOOPBACK="1",
        ORDERWRIGHT_LOG_FORMAT="json",
    ) as running:  # fmt: skip
        running.logged("working")
        yield running
