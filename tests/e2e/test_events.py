"""Events leave a started server: a stream, `listen` to a real receiver, `trigger`, a hook."""

import base64
import contextlib
import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from standardwebhooks import Webhook

from tests.e2e.processes import COMMAND, Web, demo, run, start
from tests.support.receiver import Received, receiving


def verified(request: Received, secret: str) -> dict[str, object]:
    """The body, if its signature is right and of now."""
    key = base64.b64encode(secret.encode()).decode()
    body: dict[str, object] = Webhook(key).verify(request.body, request.headers)
    assert request.headers["webhook-id"] == body["hash"]
    return body


SCOPES = ["store/order/created", "store/order/updated", "store/order/statusUpdated"]


@contextlib.contextmanager
def opened_stream(opened: dict[str, Any]) -> Iterator[http.client.HTTPResponse]:
    """A stream of events that has begun."""
    address = urlsplit(opened["base_url"])
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    headers = {"X-Auth-Token": opened["access_token"], "Accept": "text/event-stream"}
    connection.request("GET", "/stores/demo/x/events", headers=headers)
    stream = connection.getresponse()
    assert (stream.status, stream.headers["content-type"]) == (200, "text/event-stream")
    assert stream.readline() == b"retry: 1000\n"
    try:
        yield stream
    finally:
        stream.close()
        connection.close()


def test_a_change_is_heard_by_a_hook_a_listener_and_a_stream(empty_database: str) -> None:
    """One server for all: `trigger` makes an order, which everyone hears of alike."""
    with receiving() as receiver, demo("--database", empty_database) as (running, opened):
        web = Web(opened["base_url"], opened["access_token"])
        hook = {"scope": "store/order/*", "destination": receiver.url("/hook"), "is_active": True}
        assert web.request("POST", "/stores/demo/v3/hooks", hook)[0] in (200, 201)
        before = web.request("GET", "/stores/demo/x/events?limit=1")[1]["meta"]["latest"]
        where = {
            "ORDERWRIGHT_TOKEN": opened["access_token"],
            "ORDERWRIGHT_CLIENT_SECRET": opened["client_secret"],
        }
        server = ("--url", opened["base_url"])
        forward = ("--forward-to", receiver.url("/own"), "--scope", "store/order/*", "--count", "3")
        with start(COMMAND, "listen", *server, *forward, **where) as listener:
            assert "Listening to" in listener.next(listener.errors)
            caused = run("trigger", SCOPES[-1], *server, "--json", **where)
            assert caused.returncode == 0, caused.stderr
            assert [row["scope"] for row in json.loads(caused.stdout)] == SCOPES
            line = listener.next(listener.output)
            assert "store/order/created  order 300  -> 200" in line
            assert listener.process.wait(20) == 0
        receiver.wait_for(6)
        bodies = {
            path: [
                verified(request, opened["client_secret"])
                for request in receiver.received
                if request.path == path
            ]
            for path in ("/hook", "/own")
        }
        assert [body["scope"] for body in bodies["/own"]] == SCOPES
        assert bodies["/hook"] == bodies["/own"]
        _, feed = web.request("GET", f"/stores/demo/x/events?after={before}&scope=store/order/*")
        assert [
            {k: v for k, v in row.items() if k != "position"} for row in feed["data"]
        ] == bodies["/own"]
        assert not any("x-auth-token" in request.headers for request in receiver.received)
        with opened_stream(opened) as stream:
            assert running.stop() == 0
            assert stream.read() == b"\n"


def test_workers_end_their_streams_too(empty_postgres: str) -> None:
    with (
        demo("--database", empty_postgres, "--workers", "2") as (running, opened),
        opened_stream(opened) as stream,
    ):
        assert running.stop() == 0
        assert stream.read() == b"\n"


def test_what_cannot_be_triggered_says_why() -> None:
    refused = run("trigger", "store/order/invented", "--token", "x")
    assert (refused.returncode, "is no scope" in refused.stderr) == (2, True)
    nobody = run("trigger", "store/order/created", "--token", "x", "--url", "http://127.0.0.1:1")
    assert (nobody.returncode, "cannot be reached" in nobody.stderr) == (1, True)
