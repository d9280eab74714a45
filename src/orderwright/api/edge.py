"""The HTTP edge: what every request passes before and after its handler."""

import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.types import Message, Receive, Scope, Send

from orderwright.api import limits, xml
from orderwright.api.auth import Access, Authenticator
from orderwright.api.call import NUMBER_MARK, ORIGIN_MARK, Answer, Call, decode, encode_linked
from orderwright.api.controls import Fault, suffer
from orderwright.api.errors import print_crash, print_refusal
from orderwright.api.idempotency import Idempotency, check_key, fingerprint
from orderwright.api.negotiation import (
    EVENT_STREAM,
    XML,
    body_is_xml,
    negotiate,
    split_extension,
)
from orderwright.api.payments.tokens import PURPOSE, Payer, read_payer
from orderwright.api.routing import GRAPHQL, Dialect, Route, Router, dialect_of
from orderwright.api.services import Services
from orderwright.api.streaming import send_frames
from orderwright.db import idempotency
from orderwright.db.access_check import AccessChanged
from orderwright.db.unit import Unit
from orderwright.domain.errors import (
    BodyTooLarge,
    NotAcceptable,
    NotFound,
    NotImplementedHere,
    Quota,
    Refusal,
    TooManyRequests,
)
from orderwright.domain.store import Store, Token

BODY_BYTES_MAX = 4 * 1024 * 1024
GZIP_FROM_BYTES = 1_024
GZIP_LEVEL = 5
MUTATING = frozenset({"POST", "PUT", "DELETE"})
NOT_IMPLEMENTED = frozenset({"PATCH", "TRACE"})
STORE_VERSION = (b"x-bc-store-version", b"7.6.0")
API_LIMIT = (b"x-bc-apilimit-remaining", b"20000")
NO_ORIGIN = "localhost"
_HOST = re.compile(r"[A-Za-z0-9.\-:\[\]_]{1,255}", re.ASCII)
_REQUEST_ID = re.compile(r"[A-Za-z0-9._\-]{1,128}", re.ASCII)

NOBODY = Token(0, 0, "", frozenset())
NOWHERE = Store(0, "", "")

log = structlog.get_logger("orderwright.http")


@dataclass(slots=True)
class Exchange:
    """One request under way: what is known so far, for the answer's headers and the log."""

    dialect: Dialect
    headers: Mapping[str, str]
    method: str
    path: str
    now: int
    request_id: str
    origin: str
    route: Route | None = None
    store: Store = NOWHERE
    quota: Quota | None = None
    representation: str = "json"
    payer: Payer | None = None


class Edge:
    """The ASGI application of all API routes."""

    def __init__(self, services: Services, routes: list[Route]) -> None:
        self._services = services
        self._router = Router([r for r in routes if services.dev or not r.dev_only])
        self._authenticator = Authenticator(services.database)
        self._limiter = limits.Limiter(services.database)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()  # a duration for the metrics, not a time of the system
        exchange = self._begin(scope)
        try:
            answer = await self._answer(exchange, scope, receive)
        except Refusal as refusal:
            answer = self._refusal(exchange, refusal)
        except ClientGone:
            return
        except Exception:
            log.exception("request failed", path=exchange.path, request_id=exchange.request_id)
            status, body = print_crash(exchange.dialect)
            answer = Answer(status, body)
        if exchange.method in MUTATING:
            self._services.streams.wake()
        if answer.frames is None:
            await self._send(exchange, answer, send)
        else:
            await self._stream(exchange, answer, receive, send)
        route = exchange.route.path if exchange.route is not None else "unserved"
        self._services.metrics.observe(
            exchange.method, route, answer.status, time.perf_counter() - started
        )
        if self._services.access_log is not None:
            self._services.access_log(
                exchange.now, exchange.method, exchange.path, answer.status, exchange.request_id
            )

    def _begin(self, scope: Scope) -> Exchange:
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        given_id = headers.get("x-request-id") or headers.get("x-correlation-id") or ""
        request_id = (
            given_id if _REQUEST_ID.fullmatch(given_id) else self._services.randomness.hex(16)
        )
        return Exchange(
            dialect=dialect_of(scope["path"]),
            headers=headers,
            method=scope["method"],
            path=scope["path"],
            now=self._services.clock.now(),
            request_id=request_id,
            origin=self._origin(scope, headers),
        )

    def _origin(self, scope: Scope, headers: Mapping[str, str]) -> str:
        if self._services.public_url:
            return self._services.public_url
        host = headers.get("host", "")
        if not _HOST.fullmatch(host):
            host = NO_ORIGIN
        forwarded = headers.get("x-forwarded-proto", "").split(",")[0].strip().lower()
        scheme = forwarded if forwarded in ("http", "https") else scope["scheme"]
        return f"{scheme}://{host}"

    async def _answer(self, exchange: Exchange, scope: Scope, receive: Receive) -> Answer:
        route, params = self._find(exchange)
        exchange.route, exchange.dialect = route, route.dialect
        raw: bytes | None = None
        while True:
            access = await self._access(exchange, route, params)
            await self._count(exchange)
            if raw is None:
                raw = await _read_body(exchange.headers, receive)
            call = self._call(exchange, scope, params, raw, access)
            try:
                return await self._confirmed(exchange, call)
            except AccessChanged:
                if access.check is None:
                    raise
                self._authenticator.forget(access.check)

    async def _confirmed(self, exchange: Exchange, call: Call) -> Answer:
        """The answer or refusal, once the access that was remembered is confirmed."""
        try:
            answer = await self._with_faults(exchange, call)
        except Refusal:
            await self._confirm(call)
            raise
        await self._confirm(call)
        return answer

    async def _confirm(self, call: Call) -> None:
        check = call.pending_check()
        if check is not None:
            await self._services.database.read(_nothing, check)

    async def _access(self, exchange: Exchange, route: Route, params: dict[str, str]) -> Access:
        if route.dialect == "payments":
            return await self._payment_access(exchange, params["store_hash"])
        if route.for_buyers:
            access = await self._authenticator.authenticate_buyer(exchange.headers, exchange.now)
        elif route.scopes is None:
            return Access(NOWHERE, NOBODY)
        elif route.dialect == "b2b_io":
            access = await self._authenticator.authenticate_manager(exchange.headers, route)
        else:
            access = await self._authenticator.authenticate(
                exchange.headers.get("x-auth-token", ""), params.get("store_hash", ""), route
            )
        exchange.store = access.store
        return access

    async def _payment_access(self, exchange: Exchange, store_hash: str) -> Access:
        """A payment access token stands in for an access token, which is ignored beside it."""
        services = self._services
        exchange.payer = payer = read_payer(
            services.sealer.derive(PURPOSE),
            exchange.headers.get("authorization", ""),
            store_hash,
            exchange.now,
            is_strict=services.strict_payments,
        )
        exchange.store = await self._authenticator.find_store(store_hash)
        return Access(exchange.store, Token(payer.order_id, 0, "payments", frozenset()))

    def _call(
        self, exchange: Exchange, scope: Scope, params: dict[str, str], raw: bytes, access: Access
    ) -> Call:
        route = exchange.route
        if route is None:
            raise AssertionError
        return Call(
            route=route,
            dialect=exchange.dialect,
            params=params,
            raw_query=scope["query_string"],
            headers=exchange.headers,
            raw_body=raw,
            services=self._services,
            now=exchange.now,
            origin=exchange.origin,
            store=access.store,
            token=access.token,
            read_body=xml.parse_xml if raw and body_is_xml(exchange.headers, route) else decode,
            access=access.check,
            buyer=access.buyer,
            payer=exchange.payer,
        )

    async def _with_faults(self, exchange: Exchange, call: Call) -> Answer:
        controls = self._services.controls
        fault = controls.faults.take(call.route) if controls is not None else None
        if fault is not None:
            return await self._fail(exchange, call, fault)
        return await self._handle(exchange, call)

    async def _handle(self, exchange: Exchange, call: Call) -> Answer:
        key = exchange.headers.get("idempotency-key")
        if key is None or exchange.method not in MUTATING:
            return await call.route.handler(call)
        return await self._once(exchange, call, check_key(key))

    async def _fail(self, exchange: Exchange, call: Call, fault: Fault) -> Answer:
        """Answer as development asked for, with or without the request's effect."""
        answer = await self._handle(exchange, call) if fault.after_effect else None
        suffered = await suffer(fault, exchange.dialect)
        if suffered is not None:
            return Answer(*suffered)
        return answer if answer is not None else await self._handle(exchange, call)

    def _find(self, exchange: Exchange) -> tuple[Route, dict[str, str]]:
        method = "GET" if exchange.method == "HEAD" else exchange.method
        path, extension = split_extension(exchange.dialect, exchange.path)
        exchange.representation = negotiate(
            exchange.dialect,
            exchange.headers.get("accept", ""),
            extension,
            is_strict=self._services.strict_payments,
        )
        if path == GRAPHQL:
            raise NotFound("graphql")
        if method in NOT_IMPLEMENTED:
            raise NotImplementedHere
        route, params = self._router.find(method, path)
        if exchange.representation == EVENT_STREAM and not route.streams:
            raise NotAcceptable
        return route, params

    async def _count(self, exchange: Exchange) -> None:
        plan = exchange.store.profile.plan_quota
        if exchange.dialect == "payments" and plan:
            taken = self._limiter.take_payment(exchange.store.id, exchange.now)
        else:
            taken = self._limiter.take(exchange.store.id, plan, exchange.now)
        quota, passes = await taken
        exchange.quota = quota
        if not passes:
            raise TooManyRequests(quota)

    async def _once(self, exchange: Exchange, call: Call, key: str) -> Answer:
        once = Idempotency(
            self._services.database,
            idempotency.Scope(
                call.store.id, call.token.id, f"{exchange.method} {call.route.path}", key
            ),
            fingerprint(
                self._services.fingerprint_key,
                exchange.method,
                exchange.path,
                call.raw_query,
                call.raw_body,
            ),
            call.now,
            lambda refusal: self._refusal(exchange, refusal),
            call.access,
        )
        call.idempotent_write = once.write
        call.recall = once.recall
        try:
            return await call.route.handler(call)
        except Refusal as refusal:
            if not once.may_keep(refusal):
                raise
            return await once.refuse(refusal)

    def _refusal(self, exchange: Exchange, refusal: Refusal) -> Answer:
        status, body = print_refusal(exchange.dialect, refusal)
        answer = Answer(status, body, linked=True)
        if isinstance(refusal, TooManyRequests):
            exchange.quota = refusal.quota
            seconds = -(-refusal.quota.reset_ms // 1000)
            answer.headers.append((b"x-retry-after", b"%d" % seconds))
        allowed = getattr(refusal, "allowed", None)
        if allowed:
            answer.headers.append((b"allow", ", ".join(allowed).encode()))
        return answer

    async def _send(self, exchange: Exchange, answer: Answer, send: Send) -> None:
        body = self._printed(exchange, answer)
        headers = list(answer.headers)
        if body:
            headers.append((b"content-type", answer.content_type))
        if len(body) >= GZIP_FROM_BYTES:
            headers.append((b"vary", b"accept-encoding"))
            if _takes_gzip(exchange.headers.get("accept-encoding", "")):
                headers.append((b"content-encoding", b"gzip"))
                body = _gzip(body)
        if answer.status not in (204, 304):
            headers.append((b"content-length", b"%d" % len(body)))
        await send(await self._start(exchange, answer.status, headers))
        if exchange.method == "HEAD":
            body = b""
        await send({"type": "http.response.body", "body": body})

    async def _stream(
        self, exchange: Exchange, answer: Answer, receive: Receive, send: Send
    ) -> None:
        headers = [
            (b"content-type", EVENT_STREAM.encode()),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
        ]
        start = await self._start(exchange, answer.status, headers)
        if answer.frames is None or exchange.method == "HEAD":
            await send(start)
            await send({"type": "http.response.body", "body": b""})
        else:
            await send_frames(answer.frames, start, receive, send)

    async def _start(
        self, exchange: Exchange, status: int, headers: list[tuple[bytes, bytes]]
    ) -> Message:
        """How an answer begins: its own headers, the quota, the request's id."""
        quota = exchange.quota
        if quota is None:
            quota, _ = await self._limiter.take(0, 0, exchange.now)
        headers.extend(limits.headers(quota))
        if exchange.dialect == "v2":
            headers.extend((STORE_VERSION, API_LIMIT))
        headers.append((b"x-request-id", exchange.request_id.encode()))
        return {"type": "http.response.start", "status": status, "headers": headers}

    def _printed(self, exchange: Exchange, answer: Answer) -> bytes:
        body: Any = answer.body
        if body is None or answer.status in (204, 304):
            return b""
        printed: bytes = body if isinstance(body, bytes) else encode_linked(body)
        if answer.linked:
            address = f"{exchange.origin}/stores/{exchange.store.hash}".encode()
            printed = printed.replace(ORIGIN_MARK, address)
        if exchange.representation == XML and answer.content_type == b"application/json":
            answer.content_type = b"application/xml"
            return _as_xml(exchange, answer.status, decode(printed))
        return printed


def _takes_gzip(accepted: str) -> bool:
    """Whether gzip is offered and not refused by `q=0`."""
    for offer in accepted.split(","):
        coding, _, quality = offer.partition(";")
        if coding.strip().lower() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(body) + packer.flush()


async def _nothing(_: Unit) -> None:
    """A unit of work that only lets the check be made."""


class ClientGone(Exception):
    """The client went away before its request was whole."""


def _as_xml(exchange: Exchange, status: int, value: Any) -> bytes:
    if status >= 400:
        return xml.print_errors(value)
    root, entry = exchange.route.xml if exchange.route is not None else ("resources", "resource")
    return xml.print_xml(value, root, entry)


async def _read_body(headers: Mapping[str, str], receive: Receive) -> bytes:
    """The whole body. Raises BodyTooLarge as soon as it is known, ClientGone."""
    declared = headers.get("content-length", "")
    if declared.isdigit() and int(declared) > BODY_BYTES_MAX:
        raise BodyTooLarge(BODY_BYTES_MAX)
    chunks: list[bytes] = []
    size = 0
    while True:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > BODY_BYTES_MAX:
            raise BodyTooLarge(BODY_BYTES_MAX)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def splice_number(rendered: bytes, number: int) -> bytes:
    """Rendered bytes with the order's number where it was not yet known."""
    return rendered.replace(NUMBER_MARK, b"%d" % number)
