"""An HTTP client that calls an ASGI application in this process, one request or many at once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote, unquote_to_bytes, urlencode, urlsplit

import msgspec
import uvloop

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
T = TypeVar("T")

ORIGIN = "http://testserver"
_HOST = ("testserver", 80)
_CLIENT = ("127.0.0.1", 50_000)
_encoder = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True)
class Request:
    """A request to send; `json` wins over `body`, and a `json` of None sends no body."""

    method: str
    path: str
    json: Any = None
    body: bytes = b""
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; header names are in lower case, and a repeated header's values are joined."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    """A client with an event loop of its own, which runs only while a call is made.

    Entering it starts the application's lifespan and leaving ends it; an exception that the
    application lets through is raised in the test.
    """

    def __init__(self, app: Application, headers: Mapping[str, str] | None = None) -> None:
        self.app = app
        self.headers = dict(headers or {})
        self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self._lifespan: _Lifespan | None = None

    def __enter__(self) -> Self:
        self._lifespan = self.run(_Lifespan.start(self.app))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._lifespan is not None:
                self.run(self._lifespan.stop())
        finally:
            self._runner.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Drive a coroutine on the loop that the application lives on."""
        return self._runner.run(work)

    def request(self, method: str, path: str, json: Any = None, **rest: Any) -> Reply:
        """Send one request; `rest` is the other fields of `Request`."""
        return self.run(self.send(Request(method, path, json, **rest)))

    def get(self, path: str, **rest: Any) -> Reply:
        return self.request("GET", path, **rest)

    def post(self, path: str, json: Any = None, **rest: Any) -> Reply:
        return self.request("POST", path, json, **rest)

    def put(self, path: str, json: Any = None, **rest: Any) -> Reply:
        return self.request("PUT", path, json, **rest)

    def delete(self, path: str, **rest: Any) -> Reply:
        return self.request("DELETE", path, **rest)

    def together(self, requests: Iterable[Request]) -> list[Reply]:
        """Send all requests at once; the replies are in the order of the requests."""

        async def all_of_them() -> list[Reply]:
            return await asyncio.gather(*map(self.send, requests))

        return self.run(all_of_them())

    async def send(self, request: Request, heard: Callable[[bytes], None] | None = None) -> Reply:
        """The whole answer; `heard` is told of each part of its body as it comes."""
        scope, body = _scope(request, self.headers)
        unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        sent: list[Message] = []

        async def receive() -> Message:
            if unread:
                return unread.pop()
            await asyncio.Event().wait()  # the client stays connected until it is answered
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)
            if heard is not None and message.get("body"):
                heard(message["body"])

        await self.app(scope, receive, send)
        return _reply(sent)


def _scope(request: Request, standing: Mapping[str, str]) -> tuple[Message, bytes]:
    url = urlsplit(request.path.removeprefix(ORIGIN))
    query = "&".join(part for part in (url.query, urlencode(request.query, doseq=True)) if part)
    body, headers = request.body, {"host": "testserver"}
    if request.json is not None:
        body = _encoder.encode(request.json)
        headers["content-type"] = "application/json"
    headers |= {name.lower(): value for name, value in {**standing, **request.headers}.items()}
    if body or request.method in {"POST", "PUT", "PATCH"}:
        headers.setdefault("content-length", str(len(body)))
    raw_path = quote(url.path, safe="/%:=@!$&'()*+,;~").encode()
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote_to_bytes(raw_path).decode("utf-8", "replace"),
        "raw_path": raw_path,
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(n.encode("latin-1"), v.encode("latin-1")) for n, v in headers.items()],
        "client": _CLIENT,
        "server": _HOST,
        "state": {},
    }, body


def _reply(sent: list[Message]) -> Reply:
    start, *parts = sent
    assert start["type"] == "http.response.start", start
    assert not parts[-1].get("more_body"), "the answer was not finished"
    headers: dict[str, str] = {}
    for raw_name, raw_value in start["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        assert name == name.lower(), f"ASGI wants header names in lower case: {name}"
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Reply(start["status"], headers, b"".join(part.get("body", b"") for part in parts))


class _Lifespan:
    """The application's own start and stop, as a server asks for them."""

    def __init__(self, app: Application) -> None:
        self._to_app: asyncio.Queue[Message] = asyncio.Queue()
        self._from_app: asyncio.Queue[Message] = asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._task = asyncio.ensure_future(app(scope, self._to_app.get, self._from_app.put))

    @classmethod
    async def start(cls, app: Application) -> Self:
        lifespan = cls(app)
        await lifespan._exchange("startup")
        return lifespan

    async def stop(self) -> None:
        await self._exchange("shutdown")
        await self._task

    async def _exchange(self, step: str) -> None:
        await self._to_app.put({"type": f"lifespan.{step}"})
        answer = asyncio.ensure_future(self._from_app.get())
        await asyncio.wait({answer, self._task}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            await self._task  # raises what ended it
            raise AssertionError(f"the application ended without an answer to {step}")
        assert answer.result()["type"] == f"lifespan.{step}.complete", answer.result()
