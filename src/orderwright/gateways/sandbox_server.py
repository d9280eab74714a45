"""The sandbox as a process of its own: `python -m orderwright.gateways.sandbox_server`.

It knows nothing of our database. Beside the calls of the Protocol, `GET /books` tells every charge
that it has made, for comparison.
"""

import argparse
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from time import time_ns
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from orderwright.gateways.gateway import GatewayTimeout, GatewayUnavailable
from orderwright.gateways.outcomes import write_outcome, write_stored
from orderwright.gateways.sandbox import Sandbox
from orderwright.gateways.sandbox_book import SandboxBook
from orderwright.gateways.sandbox_remote import UNANSWERED, UNAVAILABLE
from orderwright.gateways.sandbox_wire import read_charge, read_follow_up, read_instrument

Verb = Callable[[Any], Awaitable[Any]]

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8900


def build_sandbox_app(path: str, now: Callable[[], int]) -> Starlette:
    """The sandbox over HTTP, with its record in a file, or in memory if there is none."""
    book = SandboxBook(path)
    sandbox = Sandbox(book, now)

    async def look_up(given: Any) -> Any:
        found = await sandbox.look_up(given["key"])
        return None if found is None else write_outcome(found)

    async def charge(given: Any) -> Any:
        return write_outcome(await sandbox.charge(read_charge(given)))

    async def capture(given: Any) -> Any:
        return write_outcome(await sandbox.capture(read_follow_up(given)))

    async def void(given: Any) -> Any:
        return write_outcome(await sandbox.void(read_follow_up(given)))

    async def refund(given: Any) -> Any:
        return write_outcome(await sandbox.refund(read_follow_up(given)))

    async def keep(given: Any) -> Any:
        return write_stored(await sandbox.keep(read_instrument(given)))

    async def forget(given: Any) -> Any:
        return await sandbox.forget(read_instrument(given))

    async def books(_: Request) -> Response:
        return JSONResponse([asdict(charge) for charge in book.charges()])

    verbs = (charge, capture, void, refund, look_up, keep, forget)
    routes = [Route(f"/{verb.__name__}", _answering(verb), methods=["POST"]) for verb in verbs]
    return Starlette(routes=[*routes, Route("/books", books)])


def _answering(verb: Verb) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await verb(await request.json()))
        except GatewayUnavailable as error:
            return PlainTextResponse(str(error), UNAVAILABLE)
        except GatewayTimeout as error:
            return PlainTextResponse(str(error), UNANSWERED)

    return answer


def serve_sandbox(port: int, path: str) -> None:
    """Serve until told to stop, on this machine's own address."""
    app = build_sandbox_app(path, lambda: time_ns() // 1_000_000)
    uvicorn.run(app, host=LOOPBACK, port=port, log_level="warning", access_log=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--file", default="", help="where its record is kept; empty: memory")
    given = parser.parse_args()
    serve_sandbox(given.port, given.file)


if __name__ == "__main__":
    main()
