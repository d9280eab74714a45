"""A Stripe on this machine: localstripe as a server of its own, and in front of it what it lacks.

The proxy gives it idempotency keys, transfer groups, metadata of captures, bounds of refunds, an
end of cards that are let go of, and the details of a charge's card. It falls silent when told to,
before or after a call has been done.
"""

import asyncio
import contextlib
import json
import socket
import sys
import threading
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Iterator
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
NOT_TAKEN = ("transfer_group", "off_session")
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
    _metadata: dict[str, dict[str, str]] = field(default_factory=dict)
    _running: set[str] = field(default_factory=set)

    def reset(self) -> None:
        """Forget keys and groups, so that they can be used for something else."""
        self._answers.clear()
        self._groups.clear()

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
        """Hand a request on, less what localstripe does not take."""
        if request.method != "POST":
            return self._with_metadata(*await self._send(request, None))
        given = {name: str(value) for name, value in (await request.post()).items()}
        refusal = await self._refusal(request, given)
        if refusal is not None:
            return 400, refusal
        kept = {name: value for name, value in given.items() if name not in NOT_TAKEN}
        if request.path.startswith("/v1/payment_intents/"):
            kept = self._note_metadata(request, kept)
            if not request.path.endswith(("/capture", "/cancel", "/confirm")):
                return await self._forward_update(request)
        status, answer = await self._send(request, kept)
        if request.path == "/v1/payment_intents":
            await self._note(given["transfer_group"], status, answer)
        return self._with_metadata(status, answer)

    async def _forward_update(self, request: web.Request) -> tuple[int, bytes]:
        return self._with_metadata(200, json.dumps(await self._get(request, request.path)).encode())

    async def _refusal(self, request: web.Request, given: dict[str, str]) -> bytes | None:
        """What Stripe would refuse and localstripe does not."""
        if request.path == "/v1/refunds":
            intent = await self._get(request, f"/v1/payment_intents/{given['payment_intent']}")
            charge = intent.get("latest_charge")
            if not isinstance(charge, dict):
                charge = await self._get(request, f"/v1/charges/{charge}")
            left = charge["amount"] - charge["amount_refunded"]
            if not charge["captured"] or int(given["amount"]) > left:
                return _error("charge_already_refunded", "invalid_request_error")
        if request.path == "/v1/payment_intents" and "customer" in given:
            method = await self._get(request, f"/v1/payment_methods/{given['payment_method']}")
            if method.get("customer") != given["customer"]:
                return _error("", "invalid_request_error", param="payment_method")
        return None

    def _note_metadata(self, request: web.Request, given: dict[str, str]) -> dict[str, str]:
        """Remember the metadata of an intent; what is left of the parameters."""
        intent = request.path.split("/")[3]
        for name in [name for name in given if name.startswith("metadata[")]:
            found = self._metadata.setdefault(intent, {})
            found[name.removeprefix("metadata[").rstrip("]")] = given.pop(name)
        return given

    def _with_metadata(self, status: int, answer: bytes) -> tuple[int, bytes]:
        decoded = json.loads(answer)
        noted = self._metadata.get(decoded.get("id", ""))
        if noted is None:
            return status, answer
        decoded["metadata"] = {**decoded.get("metadata", {}), **noted}
        return status, json.dumps(decoded).encode()

    async def _send(self, request: web.Request, given: dict[str, str] | None) -> tuple[int, bytes]:
        form = aiohttp.FormData(list(given.items())) if given else None
        headers = {"authorization": request.headers.get("authorization", "")}
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                request.method, self.behind + request.path_qs, data=form, headers=headers
            ) as reply,
        ):
            return reply.status, await reply.read()

    async def _note(self, group: str, status: int, answer: bytes) -> None:
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


def _error(code: str, kind: str, **more: str) -> bytes:
    return json.dumps({"error": {"code": code, "type": kind, "message": code, **more}}).encode()


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


@contextlib.contextmanager
def running_stripe() -> Iterator[StripeProxy]:
    """The same on a thread of its own, for callers that have no loop."""
    started, stop = threading.Event(), threading.Event()
    found: list[StripeProxy] = []

    async def run() -> None:
        async with local_stripe() as proxy:
            found.append(proxy)
            started.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    assert started.wait(START_SECONDS_MAX)
    try:
        yield found[0]
    finally:
        stop.set()
        thread.join()


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
