"""The shop's pages below `/stores/{store_hash}`; everything else there goes to the API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from orderwright.actions import checkouts
from orderwright.actions.cart_changes import Shop
from orderwright.actions.quoting import Question, QuoteDesk, with_quotes
from orderwright.api.call import ORIGIN_MARK
from orderwright.api.services import Services
from orderwright.api.shop import downloads, html, steps, visits
from orderwright.api.shop.html import Shown
from orderwright.db import orders, payment_methods
from orderwright.db.unit import Unit, Work
from orderwright.domain.errors import CheckoutChanged, Refusal
from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.store import Store

ACTOR = "shopper"
FORM_BYTES_MAX = 64 * 1024
FORM_FIELDS_MAX = 200
HTML = b"text/html; charset=utf-8"
CSS = b"text/css; charset=utf-8"
FRAMED = "embedded"
_PATH = re.compile(
    r"/stores/([^/]+)/(cart\.php|cart|checkout|shop\.css|order-confirmation/(\d{1,18}))"
)
_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {}"
)

Result = TypeVar("Result")

log = structlog.get_logger("orderwright.shop")


@dataclass(slots=True)
class Visited:
    """One request for a page: what it asks for, and what the browser has brought."""

    path: str
    name: str
    store: Store
    method: str
    query: dict[str, str]
    session: str
    ip_address: str
    now: int
    order_id: int = 0
    form: dict[str, str] = field(default_factory=dict)
    desk: QuoteDesk = field(default_factory=QuoteDesk)

    @property
    def base(self) -> str:
        return f"/stores/{self.store.hash}"


@dataclass(slots=True)
class Page:
    """An answer."""

    status: int = 200
    body: str = ""
    content_type: bytes = HTML
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)


class ShopFront:
    """Serves the pages, and hands every other request on."""

    def __init__(self, services: Services, api: ASGIApp) -> None:
        self._services = services
        self._api = api
        self._downloads = downloads.Downloads(services)
        self._guard_key = services.sealer.derive("shop-forms")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if downloads.PATH.fullmatch(scope["path"]):
            await self._downloads(scope, receive, send)
            return
        found = _PATH.fullmatch(scope["path"])
        if found is None:
            await self._api(scope, receive, send)
            return
        store_hash, name, number = found.groups()

        async def look(unit: Unit) -> Store | None:
            return await visits.find_store(unit, store_hash)

        store = await self._services.database.read(look)
        if store is None:
            await self._api(scope, receive, send)
            return
        try:
            visited = await self._visited(scope, receive, store, name, number)
            page = await self._page(visited)
        except FormTooLarge:
            page = Page(413, "The form is too large.")
        except Exception:
            log.exception("page failed", path=scope["path"])
            page = Page(500, "Something went wrong. Please try again.")
        await _send(page, scope, send)

    async def _visited(
        self, scope: Scope, receive: Receive, store: Store, name: str, number: str | None
    ) -> Visited:
        headers = Headers(scope=scope)
        client = scope.get("client")
        visited = Visited(
            path=scope["path"],
            name=name.partition("/")[0],
            store=store,
            method=scope["method"],
            query=_fields(scope["query_string"]),
            session=_cookie(headers),
            ip_address=client[0] if client else "",
            now=self._services.clock.now(),
            order_id=int(number or 0),
        )
        if visited.method == "POST":
            visited.form = _fields(await _body(receive))
        return visited

    async def _page(self, visited: Visited) -> Page:
        if visited.name == "shop.css":
            return Page(body=html.STYLE, content_type=CSS)
        if visited.name == "cart.php":
            # A link that works once is not for those who only look whether it is there.
            return await self._open(visited) if visited.method == "GET" else Page()
        if visited.name == "order-confirmation":
            return await self._confirm(visited)
        if visited.method == "POST":
            return await self._step(visited)
        return await self._show(visited)

    async def _open(self, visited: Visited) -> Page:
        """Follow a redirect URL: once."""
        query, shop = visited.query, self._shop(visited)

        async def work(unit: Unit) -> Any:
            return await visits.open_link(unit, shop, query.pop("token", ""), query.pop("id", ""))

        opened = await self._services.database.write(work)
        if opened is None:
            return Page(
                404,
                html.message_page(
                    self._shown(visited),
                    "This link no longer works",
                    "It has been used, or is too old. Please ask for a new one.",
                ),
            )
        session, link = opened
        query.pop("action", None)
        rest = f"?{urlencode(query)}" if query else ""
        target = "cart" if link.kind == "cart" else "checkout"
        cookie = (
            f"{visits.COOKIE}={session}; Path={visited.base}; Max-Age={visits.COOKIE_SECONDS};"
            f" HttpOnly; {self._reach(framed=link.kind == FRAMED)}"
        )
        return _redirect(f"{visited.base}/{target}{rest}", (b"set-cookie", cookie.encode()))

    async def _show(self, visited: Visited, wrong: str = "", status: int = 200) -> Page:
        """The cart, or its checkout."""

        async def look(unit: Unit) -> Any:
            store_id = visited.store.id
            found = await visits.find_cart(unit, store_id, visited.session, visited.now)
            ways = await payment_methods.list_offline(unit, store_id)
            return found, tuple([(one.id, one.name) for one in ways])

        cart, ways = await self._services.database.read(look)
        shown = replace(self._shown(visited, wrong), ways=ways)
        if cart is None:
            text = "There is no cart here, or it has been ordered."
            return Page(404, html.message_page(shown, "Your cart", text))
        draw = html.cart_page if visited.name == "cart" or not cart.lines else html.checkout_page
        return Page(status, draw(shown, cart))

    async def _step(self, visited: Visited) -> Page:
        """Do what a form asks, then show the page anew."""
        form, shop = visited.form, self._shop(visited)
        if not visits.is_guarded(self._guard_key, visited.session, form):
            return await self._show(visited, "The form was too old. Please try again.", 403)

        async def work(unit: Unit) -> int | None:
            link = await visits.find_session(unit, visited.store.id, visited.session, visited.now)
            if link is None:
                return None
            return await steps.take(unit, shop, link.cart_id, form, visited.ip_address)

        try:
            order_id = await self._write(visited, work)
        except CheckoutChanged as refusal:
            await self._refresh(visited)
            return await self._show(visited, steps.wording(refusal), 409)
        except Refusal as refusal:
            return await self._show(visited, steps.wording(refusal), 422)
        if order_id:
            return _redirect(f"{visited.base}/order-confirmation/{order_id}")
        return _redirect(f"{visited.base}/{visited.name}")

    async def _write(self, visited: Visited, work: Work[Result]) -> Result:
        """Run a unit of work; what it needs of outside providers is asked for between two tries."""
        services, store = self._services, visited.store

        async def ask(question: Question) -> Mapping[str, Any] | None:
            if services.asking is None:
                return None
            return await services.asking.ask(store.id, store.hash, question)

        return await with_quotes(visited.desk, lambda: services.database.write(work), ask)

    async def _refresh(self, visited: Visited) -> None:
        """Let the page show what the checkout comes to now."""
        shop = self._shop(visited)

        async def work(unit: Unit) -> None:
            link = await visits.find_session(unit, visited.store.id, visited.session, visited.now)
            if link is not None:
                await checkouts.refresh(unit, shop, link.cart_id)

        await self._write(visited, work)

    async def _confirm(self, visited: Visited) -> Page:
        """An order to whoever made it here, or holds a token of its checkout."""
        store_id, token = visited.store.id, visited.query.get("t", "")

        async def look(unit: Unit) -> Any:
            order = await orders.find_order(unit, store_id, visited.order_id)
            if order is None or order.cart_id is None:
                return None
            link = await visits.find_session(unit, store_id, visited.session, visited.now)
            if link is not None and link.cart_id == order.cart_id:
                return order
            known = await visits.may_confirm(unit, store_id, token, order.cart_id, visited.now)
            return order if known else None

        order = await self._services.database.write(look)
        shown = self._shown(visited)
        if order is None:
            return Page(404, html.message_page(shown, "Order", "There is no such order here."))
        status = ORDER_STATUSES[order.status_id].name
        total = html.amount_of(order.total_inc_tax, order.default_currency_code)
        return Page(body=html.confirmation_page(shown, visited.order_id, status, total))

    def _reach(self, *, framed: bool) -> str:
        """Where a cookie goes; in another site's frame only where it travels safely."""
        if not self._services.public_url.startswith("https:"):
            return "SameSite=Lax"
        return "SameSite=None; Secure" if framed else "SameSite=Lax; Secure"

    def _shop(self, visited: Visited) -> Shop:
        services = self._services
        mark = ORIGIN_MARK.decode()
        return Shop(
            visited.store,
            visited.now,
            ACTOR,
            services.randomness,
            mark,
            lambda path: mark + path,
            visited.desk,
        )

    def _shown(self, visited: Visited, wrong: str = "") -> Shown:
        guard = visits.guard_of(self._guard_key, visited.session)
        return Shown(visited.store.name, visited.base, guard, wrong)


class FormTooLarge(Exception):
    """The body of a form is larger than any form of these pages."""


def _redirect(address: str, *headers: tuple[bytes, bytes]) -> Page:
    return Page(303, headers=[(b"location", address.encode()), *headers])


def _fields(raw: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            raw.decode("ascii"), keep_blank_values=True, max_num_fields=FORM_FIELDS_MAX
        )
    except ValueError:
        return {}
    return {name: value.replace("\x00", "") for name, value in pairs}


def _cookie(headers: Mapping[str, str]) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(visits.COOKIE)
    except CookieError:
        return ""
    return "" if found is None else found.value


async def _body(receive: Receive) -> bytes:
    chunks, size = [], 0
    while True:
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > FORM_BYTES_MAX:
            raise FormTooLarge
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


async def _send(page: Page, scope: Scope, send: Send) -> None:
    body = page.body.encode()
    framed = b"embedded=1" in scope["query_string"]
    headers = [
        (b"content-type", page.content_type),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store" if page.content_type == HTML else b"max-age=3600"),
        (b"content-security-policy", _POLICY.format("*" if framed else "'self'").encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        *page.headers,
    ]
    await send({"type": "http.response.start", "status": page.status, "headers": headers})
    shown = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": shown})
