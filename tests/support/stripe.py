"""A Stripe on this machine: localstripe as a server of its own, and in front of it what it lacks.

The proxy gives it idempotency keys, transfer groups and the details of a charge's card, and falls
silent when it is told to, before or after a call has been done.
"""

import asyncio
import contextlib
import json
import socket
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp
from aiohttp import web

SECRET_KEY = "sk_test_12345"
START_SECONDS_MAX = 20.0
SERVER = (
    "import sys; from aiohttp import web; from localstripe.resources import Store;"
    " Store.dump_to_disk = lambda self: None; from localstripe.server import app;"
    " web.run_app(app, host='127.0.0.1', port=int(sys.argv[1]), print=None)"
)
Silence = Literal["before", "after"]
LATER = ("transfer_group", "off_session")
"""Parameters of payment intents that localstripe does not take."""


@dataclass
class StripeProxy:
    """Stands in front of a localstripe; `silences` are taken one a matching call."""

    behind: str
    address: str = ""
    silences: list[tuple[str, Silence]] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    _answers: dict[str, tuple[bytes, int, bytes]] = field(default_factory=dict)
    _groups: dict[str, str] = field(default_factory=dict)
    _running: set[str] = field(default_factory=set)

    def fall_silent(self, path: str, when: Silence) -> None:
        """Do not answer the next POST whose path ends so."""
        self.silences.append((path, when))

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.requests.append((request.method, request.path))
        silence = self._silence(request)
        if silence == "before":
            return _drop(request)
        if request.method == "GET" and "transfer_group" in request.query:
            status, answer = await self._charges_of(request, request.query["transfer_group"])
        else:
            status, answer = await self._once(request, body)
        if silence == "after":
            return _drop(request)
        return web.Response(status=status, body=answer, content_type="application/json")

    def _silence(self, request: web.Request) -> Silence | None:
        for index, (path, when) in enumerate(self.silences):
            if request.method == "POST" and request.path.endswith(path):
                del self.silences[index]
                return when
        return None

    async def _once(self, request: web.Request, body: bytes) -> tuple[int, bytes]:
        key = request.headers.get("idempotency-key")
        if key is None or request.method != "POST":
            return await self._forward(request, body)
        asked = request.path.encode() + b"\n" + body
        if key in self._running:
            return 409, _error("idempotency_key_in_use", "invalid_request_error")
        if key in self._answers:
            known, status, answer = self._answers[key]
            if known != asked:
                return 400, _error("idempotency_key_reused", "idempotency_error")
            return status, answer
        self._running.add(key)
        try:
            status, answer = await self._forward(request, body)
        finally:
            self._running.discard(key)
        self._answers[key] = (asked, status, answer)
        return status, answer

    async def _forward(self, request: web.Request, body: bytes) -> tuple[int, bytes]:
        data = aiohttp.payload.BytesPayload(body)
        group = None
        if request.method == "POST" and request.path == "/v1/payment_intents":
            given = dict(await request.post())
            group = given.get("transfer_group")
            kept = {k: v for k, v in given.items() if k not in LATER}
            form = aiohttp.FormData([(k, str(v)) for k, v in kept.items()])
            data = form()  # type: ignore[assignment]
        async with aiohttp.ClientSession() as session:
            headers = {"authorization": request.headers.get("authorization", "")}
            if request.method == "POST":
                headers["content-type"] = "application/x-www-form-urlencoded"
            async with session.request(
                request.method, self.behind + request.path_qs, data=data, headers=headers
            ) as reply:
                status, answer = reply.status, await reply.read()
        if group is not None:
            await self._note(request, str(group), status, answer)
        return status, answer

    async def _note(self, request: web.Request, group: str, status: int, answer: bytes) -> None:
        """Remember which charge belongs to a transfer group."""
        decoded = json.loads(answer)
        if status == 200:
            charge = decoded["latest_charge"]
            name = charge["id"] if isinstance(charge, dict) else charge
        else:
            name = decoded.get("error", {}).get("charge")
        if name:
            self._groups[group] = name

    async def _charges_of(self, request: web.Request, group: str) -> tuple[int, bytes]:
        charges = []
        if group in self._groups:
            charge = await self._get(request, f"/v1/charges/{self._groups[group]}")
            method = await self._get(request, f"/v1/payment_methods/{charge['payment_method']}")
            charge["payment_method_details"] = {"type": "card", "card": method["card"]}
            charges.append(charge)
        listed = {"object": "list", "data": charges, "has_more": False, "url": "/v1/charges"}
        return 200, json.dumps(listed).encode()

    async def _get(self, request: web.Request, path: str) -> Any:
        headers = {"authorization": request.headers.get("authorization", "")}
        async with (
            aiohttp.ClientSession() as session,
            session.get(self.behind + path, headers=headers) as reply,
        ):
            return await reply.json()


def _error(code: str, kind: str) -> bytes:
    return json.dumps({"error": {"code": code, "type": kind, "message": code}}).encode()


def _drop(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


@contextlib.asynccontextmanager
async def local_stripe() -> AsyncIterator[StripeProxy]:
    """A Stripe of one's own, with nothing in it; gone afterwards."""
    port = _free_port()
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVER, str(port), stdout=DEVNULL, stderr=DEVNULL
    )
    proxy = StripeProxy(f"http://127.0.0.1:{port}")
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", proxy.handle)
    runner = web.AppRunner(app, access_log=None)
    try:
        await _answers(port)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        proxy.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield proxy
    finally:
        await runner.cleanup()
        server.kill()
        await server.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def _answers(port: int) -> None:
    async with asyncio.timeout(START_SECONDS_MAX):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.05)
