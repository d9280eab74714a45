"""One request as a handler sees it, and the answer that it gives."""

import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qsl

import msgspec

from orderwright.actions.quoting import Asking, Question, QuoteDesk, with_quotes
from orderwright.api.routing import Dialect, Route
from orderwright.api.schema import Kind, read
from orderwright.db.access_check import AccessCheck
from orderwright.db.unit import Work
from orderwright.domain.company import Buyer
from orderwright.domain.errors import FieldError, InvalidInput, MalformedBody, NotFound, Reason
from orderwright.domain.store import Store, Token

QUERY_FIELDS_MAX = 200
JSON_DEPTH_MAX = 40
ORIGIN_MARK = b"\x01"
NUMBER_MARK = b"\x02"

Result = TypeVar("Result")

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NO_BRACKETS = bytes(code for code in range(256) if code not in b"[]{}")

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")
encode = _encoder.encode


def encode_linked(body: Any) -> bytes:
    """JSON in which texts that begin with the mark and a slash keep it raw, as stored bytes do.

    Elsewhere JSON escapes control characters, so that no text of a client's is taken for a mark.
    """
    return encode(body).replace(b'"\\u0001/', b'"\x01/')


class Database(Protocol):
    """What both databases offer."""

    dialect: str

    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def read(self, work: Work[Result], check: AccessCheck | None = None) -> Result: ...
    async def look_up(self, work: Work[Result]) -> Result: ...
    async def write(self, work: Work[Result], check: AccessCheck | None = None) -> Result: ...


@dataclass(slots=True)
class Answer:
    """Status, body and extra headers.

    A body of bytes is sent as it is, with `ORIGIN_MARK` standing for the store's own address if
    `linked`; anything else is encoded. `secret` bodies are never kept for idempotent replays.
    `frames` are sent in place of a body, as they come.
    """

    status: int = 200
    body: Any = None
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    linked: bool = False
    secret: bool = False
    content_type: bytes = b"application/json"
    frames: AsyncGenerator[bytes, None] | None = None


@dataclass(slots=True)
class Call:
    """One request; the edge fills it in before a handler sees it."""

    route: Route
    dialect: Dialect
    params: dict[str, str]
    raw_query: bytes
    headers: Mapping[str, str]
    raw_body: bytes
    services: Any
    now: int
    origin: str
    store: Store
    token: Token
    read_body: Callable[[bytes], Any] | None = None
    access: AccessCheck | None = None
    buyer: Buyer | None = None
    idempotent_write: Callable[[Work[Answer]], Awaitable[Answer]] | None = None
    recall: Callable[[], Awaitable[Answer | None]] | None = None
    """Finds the answer that was kept under the request's `Idempotency-Key`."""
    desk: QuoteDesk = field(default_factory=QuoteDesk)
    """The quotes of outside providers that this request has got so far."""
    payer: object = None
    """What the payment access token of a request to the payments host allows."""

    @property
    def database(self) -> Database:
        database: Database = self.services.database
        return database

    def id(self, name: str) -> int:
        """A path parameter that is an id. Raises NotFound if it cannot be one."""
        value = self.params[name]
        if not (value.isascii() and value.isdigit()) or len(value) > 18:
            raise NotFound(name, value)
        return int(value)

    def json(self) -> Any:
        """The body, decoded. Raises MalformedBody."""
        if self.read_body is not None:
            return self.read_body(self.raw_body)
        return decode(self.raw_body)

    def body(self, kind: Kind | None = None) -> Any:
        """The body, read by the route's schema or by `kind`. Raises MalformedBody, InvalidInput."""
        chosen = kind or self.route.body
        if chosen is None:
            raise TypeError("this route declares no body")
        return read(chosen, self.json())

    def query(self) -> dict[str, Any]:
        """The query, read by the route's schema. Raises InvalidInput."""
        given = self.query_fields()
        if self.route.query is None:
            return given
        try:
            taken: dict[str, Any] = read(self.route.query, given)
        except InvalidInput as error:
            unknown: Reason = "unknown_filter"
            raise InvalidInput(
                *(replace(e, reason=unknown) if e.reason == "unknown" else e for e in error.errors)
            ) from None
        return taken

    def query_fields(self) -> dict[str, str]:
        """The query as it came, each name's last value. Raises InvalidInput."""
        return dict(self.query_pairs())

    def query_pairs(self) -> list[tuple[str, str]]:
        """The query as it came. Raises InvalidInput if it is absurdly long or not UTF-8."""
        try:
            return parse_qsl(
                self.raw_query.decode("ascii"),
                keep_blank_values=True,
                max_num_fields=QUERY_FIELDS_MAX,
                errors="strict",
            )
        except ValueError as error:
            raise InvalidInput(FieldError("query", "invalid")) from error

    def pending_check(self) -> AccessCheck | None:
        """The check of the request's access, for the first unit that can make it."""
        return None if self.access is None or self.access.confirmed else self.access

    async def read(self, work: Work[Result]) -> Result:
        """Run a unit of work that only reads."""
        return await self.database.read(work, self.pending_check())

    async def write(self, work: Work[Answer]) -> Answer:
        """Run a unit of work and commit it, once per `Idempotency-Key` where one was sent.

        What it needs of outside providers is asked for before, between two tries.
        """
        return await with_quotes(self.desk, lambda: self._write(work), self._ask)

    async def _ask(self, question: Question) -> Mapping[str, Any] | None:
        asking: Asking | None = self.services.asking
        if asking is None:
            return None
        return await asking.ask(self.store.id, self.store.hash, question)

    async def _write(self, work: Work[Answer]) -> Answer:
        if self.idempotent_write is not None:
            return await self.idempotent_write(work)
        return await self.database.write(work, self.pending_check())


def decode(raw: bytes) -> Any:
    """JSON to Python values; fractions come as `Decimal`. Raises MalformedBody."""
    if not raw.strip():
        return {}
    if _too_deep(raw):
        raise MalformedBody("nested too deeply")
    try:
        return _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError, ArithmeticError) as error:
        raise MalformedBody(str(error)) from error


def _too_deep(raw: bytes) -> bool:
    """Whether brackets outside strings nest deeper than the limit; unpaired ones count as deep."""
    if raw.count(b"{") + raw.count(b"[") <= JSON_DEPTH_MAX:
        return False
    brackets = _STRING.sub(b"", raw).translate(None, _NO_BRACKETS)
    for _ in range(JSON_DEPTH_MAX):
        inner = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(inner) == len(brackets):
            break
        brackets = inner
    return bool(brackets)


__all__ = ["Answer", "Call", "Database", "decode", "encode", "encode_linked"]
