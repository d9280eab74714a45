"""The in-process client speaks ASGI as a server does."""

import asyncio
from decimal import Decimal

import pytest

from tests.support.client import Client, Message, Receive, Reply, Request, Send


class Echo:
    """An application that answers what it was sent, once as many requests are there as it wants."""

    def __init__(self, together: int = 1) -> None:
        self.everybody_is_here = asyncio.Barrier(together)
        self.life: list[str] = []

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            while "shutdown" not in self.life:
                self.life.append((await receive())["type"].removeprefix("lifespan."))
                await send({"type": f"lifespan.{self.life[-1]}.complete"})
            return
        await self.everybody_is_here.wait()
        body = (await receive())["body"]
        head = b"%s %s?%s" % (scope["method"].encode(), scope["raw_path"], scope["query_string"])
        headers = [(b"x-repeated", b"1"), (b"x-repeated", b"2"), *scope["headers"]]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": head + b"|", "more_body": True})
        await send({"type": "http.response.body", "body": body})


def test_a_request_arrives_whole_and_so_does_the_reply() -> None:
    app = Echo()
    with Client(app, {"X-Auth-Token": "secret"}) as client:
        reply = client.post(
            "/a b%2F/ü?x=1",
            {"price": Decimal("20.830")},
            query={"id": [1, 2]},
            headers={"X-A": "b"},
        )

    assert app.life == ["startup", "shutdown"]
    assert reply == Reply(
        status=201,
        headers={
            "x-repeated": "1, 2",
            "host": "testserver",
            "content-type": "application/json",
            "x-auth-token": "secret",
            "x-a": "b",
            "content-length": "16",
        },
        body=b'POST /a%20b%2F/%C3%BC?x=1&id=1&id=2|{"price":20.830}',
    )


def test_requests_together_run_at_once_and_keep_their_order() -> None:
    with Client(Echo(together=3)) as client:
        replies = client.together(Request("GET", f"/{n}") for n in range(3))

    assert [reply.text for reply in replies] == ["GET /0?|", "GET /1?|", "GET /2?|"]


def test_an_application_that_fails_at_its_start_fails_the_test() -> None:
    async def broken(scope: Message, receive: Receive, send: Send) -> None:
        raise LookupError("no database")

    client = Client(broken)
    with pytest.raises(LookupError, match="no database"):
        client.__enter__()
    client.__exit__(None, None, None)
