"""An outside provider of taxes or shipping: a small server that a test tells what to say."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from orderwright.actions.quoting import Asking
from orderwright.gateways.providers import Providers
from tests.support.world import World

POLL_SECONDS = 0.01

Say = Callable[[str, Any], tuple[int, Any]]


@dataclass(slots=True)
class Provider:
    """`say` makes status and body of an answer; `asked` are paths, headers and bodies so far."""

    say: Say
    url: str = ""
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


@contextmanager
def running(say: Say) -> Iterator[Provider]:
    """A provider on a free port."""
    provider = Provider(say)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            body = json.loads(raw)
            headers = {name.lower(): value for name, value in self.headers.items()}
            provider.asked.append((self.path, headers, body))
            status, answer = provider.say(self.path, body)
            sent = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def connect(
    world: World, kind: str, provider: Provider, *, name: str = "acme", allow_private: bool = True
) -> None:
    """Let the application know the provider by a name."""
    world.services.asking = Asking(
        world.services.database,
        Providers({(kind, name): provider.url}, allow_private=allow_private),
        world.services.sealer.open,
    )
