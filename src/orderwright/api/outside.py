"""What the server shows of itself beside the API: health, metrics, its description, its pages."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from orderwright.api import browsing, documents
from orderwright.api.call import encode
from orderwright.api.openapi import Node, build_document
from orderwright.api.routing import Route
from orderwright.api.services import Services
from orderwright.db.statement import statement
from orderwright.db.unit import Unit

READY_SECONDS = 2.0
API_PREFIXES = ("/stores/", "/api/")
READABLE = ("GET", "HEAD")

HTML = b"text/html; charset=utf-8"
JSON = b"application/json"
PLAIN = b"text/plain; charset=utf-8"
MARKDOWN = b"text/markdown; charset=utf-8"
METRICS = b"text/plain; version=0.0.4; charset=utf-8"

_ALIVE = statement("SELECT 1 AS alive")


class Shown(NamedTuple):
    """An answer of this room: status, content type, body."""

    status: int
    content_type: bytes
    body: bytes


class Outside:
    """Serves its own pages, and hands everything else to the API."""

    def __init__(self, services: Services, routes: list[Route], api: ASGIApp) -> None:
        self._services = services
        self._routes = [route for route in routes if services.dev or not route.dev_only]
        self._api = api
        self._document: Node | None = None
        self._document_bytes = b""
        self._pages: dict[str, Callable[[], Awaitable[Shown]]] = {
            "/": self._home,
            "/healthz": self._health,
            "/readyz": self._readiness,
            "/metrics": self._metrics,
            "/openapi.json": self._openapi,
            "/docs": self._index,
            "/docs/": self._index,
            "/llms.txt": self._llms,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if path.startswith(API_PREFIXES):
            await self._api(scope, receive, send)
            return
        page = self._pages.get(path)
        shown = await page() if page is not None else self._named(path)
        if shown is None:
            await self._api(scope, receive, send)
            return
        if scope["method"] not in READABLE:
            shown = Shown(405, PLAIN, b"Method not allowed\n")
        await _send(shown, scope["method"], send)

    @property
    def document(self) -> Node:
        """The published OpenAPI document."""
        if self._document is None:
            self._document = build_document(self._routes)
            self._document_bytes = encode(self._document)
        return self._document

    async def _home(self) -> Shown:
        return Shown(200, HTML, browsing.home_page().encode())

    async def _health(self) -> Shown:
        return Shown(200, JSON, b'{"status":"alive"}')

    async def _readiness(self) -> Shown:
        async def look(unit: Unit) -> bool:
            return await unit.row(_ALIVE) is not None

        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._services.database.read(look)
        except Exception:  # noqa: BLE001 - whatever is wrong, this process cannot serve
            return Shown(503, JSON, b'{"status":"unavailable","database":"unreachable"}')
        return Shown(200, JSON, b'{"status":"ready","database":"reachable"}')

    async def _metrics(self) -> Shown:
        return Shown(200, METRICS, self._services.metrics.print())

    async def _openapi(self) -> Shown:
        _ = self.document
        return Shown(200, JSON, self._document_bytes)

    async def _index(self) -> Shown:
        return Shown(200, HTML, browsing.index_page(self.document).encode())

    async def _llms(self) -> Shown:
        return Shown(200, MARKDOWN, documents.print_index().encode())

    def _named(self, path: str) -> Shown | None:
        """A guide or the page of an operation; None if the path is neither."""
        if path.startswith("/docs/operations/"):
            name = path.removeprefix("/docs/operations/")
            page = browsing.operation_page(self.document, name)
            return None if page is None else Shown(200, HTML, page.encode())
        guide = documents.pages().get(path.removeprefix("/docs/")) if path[:6] == "/docs/" else None
        return None if guide is None else Shown(200, MARKDOWN, guide.text.encode())


async def _send(shown: Shown, method: str, send: Send) -> None:
    headers = [
        (b"content-type", shown.content_type),
        (b"content-length", b"%d" % len(shown.body)),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-cache"),
    ]
    if shown.content_type == HTML:
        headers.append((b"content-security-policy", browsing.POLICY))
    if shown.status == 405:
        headers.append((b"allow", b"GET, HEAD"))
    await send({"type": "http.response.start", "status": shown.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else shown.body})
