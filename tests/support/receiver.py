"""A real receiver of webhooks on this machine, in threads of its own; it answers as it is told."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Received:
    """One request; header names are in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def scope(self) -> str:
        return str(self.json["scope"])

    @property
    def subject(self) -> Any:
        return self.json["data"].get("id")


@dataclass(frozen=True, slots=True)
class Told:
    """What to answer, and after how long."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0


Answering = Callable[[Received], Told]


class Receiver:
    """Keeps what came, in the order of its coming."""

    def __init__(self, answering: Answering | None = None) -> None:
        self.answering: Answering = answering or (lambda _: Told())
        self.received: list[Received] = []
        self._lock = threading.Lock()
        self._server = _Server((HOST, 0), _handler(self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self._server.server_port}"

    def url(self, path: str = "/") -> str:
        return f"{self.origin}{path}"

    def take(self, request: Received) -> Told:
        with self._lock:
            self.received.append(request)
        told = self.answering(request)
        if told.seconds:
            time.sleep(told.seconds)
        return told

    def scopes(self) -> list[str]:
        return [request.scope for request in self.received]

    def wait_for(self, count: int, seconds: float = 20) -> None:
        """Wait until so many requests have come. Raises AssertionError."""
        until = time.monotonic() + seconds
        while len(self.received) < count:
            assert time.monotonic() < until, f"{len(self.received)} of {count} came"
            time.sleep(0.01)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def receiving(answering: Answering | None = None) -> Iterator[Receiver]:
    """A running receiver."""
    receiver = Receiver(answering)
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            told = receiver.take(Received(self.path, headers, body))
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(told.body)))
            with contextlib.suppress(OSError):
                self.end_headers()
            with contextlib.suppress(OSError):  # who waited for the answer may be gone
                self.wfile.write(told.body)
                self.wfile.flush()

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler
