"""The HTTP edge alone: an order is decoded, checked, and answered 201, by different libraries.

`python -m bench.spikes.frameworks` compares them with one worker; it needs fastapi, orjson and
granian beside the product's own requirements.
"""

import argparse
import importlib
import json
import statistics
import sys
import types
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bench.load import Result, run
from bench.orders import Address, OrderPost, create_requests
from bench.processes import LOOPBACK, cpu_seconds, free_port, resident_bytes, start, stop
from bench.tables import FIRST_PRODUCT, PRODUCTS

PATH = "/v2/orders"
STRUCT = msgspec.json.Decoder(OrderPost)
ENCODER = msgspec.json.Encoder()
UVICORN = "uvicorn --factory --port {port} --log-level warning --no-access-log"
GRANIAN = (
    "granian --interface asgi --factory --port {port} --loop uvloop --log-level warning"
    " --no-access-log --workers 1"
)
CHOICES = {
    "raw ASGI + msgspec, uvicorn": (UVICORN, "raw"),
    "Starlette, ASGI endpoint + msgspec, uvicorn": (UVICORN, "starlette_asgi"),
    "Starlette, Request/Response + msgspec, uvicorn": (UVICORN, "starlette_msgspec"),
    "the same, uvicorn without uvloop and httptools": (
        UVICORN + " --loop asyncio --http h11",
        "starlette_msgspec",
    ),
    "the same, granian": (GRANIAN, "starlette_msgspec"),
    "Starlette + json, uvicorn": (UVICORN, "starlette_json"),
    "Starlette + orjson + pydantic, uvicorn": (UVICORN, "starlette_pydantic"),
    "FastAPI + pydantic, uvicorn": (UVICORN, "fastapi"),
}


def total(order: OrderPost) -> dict[str, object]:
    """The answer: the order as read, with a number and a count."""
    return {
        "id": 100,
        "items_total": sum(line.quantity for line in order.products),
        "billing_address": order.billing_address,
        "products": order.products,
    }


async def read_body(receive: Receive) -> bytes:
    """The whole body."""
    message = await receive()
    body: bytes = message["body"]
    while message.get("more_body"):
        message = await receive()
        body += message["body"]
    return body


async def raw_endpoint(scope: Scope, receive: Receive, send: Send) -> None:
    """Decode and answer with nothing between us and the server."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    answer = ENCODER.encode(total(STRUCT.decode(await read_body(receive))))
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


class AsgiEndpoint:
    """The same as an endpoint that Starlette calls as it is."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        await raw_endpoint(scope, receive, send)


def raw() -> ASGIApp:
    """No framework."""
    return raw_endpoint


def starlette_asgi() -> ASGIApp:
    """Starlette's routing alone."""
    return Starlette(routes=[Route(PATH, AsgiEndpoint(), methods=["POST"])])


def starlette(answer: Callable[[bytes], bytes]) -> ASGIApp:
    """Starlette's routing, request and response around a function of the body."""

    async def endpoint(request: Request) -> Response:
        return Response(answer(await request.body()), 201, media_type="application/json")

    return Starlette(routes=[Route(PATH, endpoint, methods=["POST"])])


def starlette_msgspec() -> ASGIApp:
    """Decoded into structs, checked on the way."""
    return starlette(lambda body: ENCODER.encode(total(STRUCT.decode(body))))


def starlette_json() -> ASGIApp:
    """The standard library's json, and msgspec for the check alone."""

    def answer(body: bytes) -> bytes:
        order = msgspec.convert(json.loads(body), OrderPost)
        return json.dumps(msgspec.to_builtins(total(order))).encode()

    return starlette(answer)


def pydantic_order() -> Any:
    """The order as pydantic models."""
    pydantic = importlib.import_module("pydantic")
    fields = {
        field.name: (str, ... if field.required else field.default)
        for field in msgspec.structs.fields(Address)
    }
    address = pydantic.create_model("Address", **fields)
    line: Any = pydantic.create_model("Line", product_id=(int, ...), quantity=(int, ...))
    return pydantic.create_model(
        "Order",
        billing_address=(address, ...),
        products=(types.GenericAlias(list, (line,)), ...),
        status_id=(int, 0),
        customer_id=(int, 0),
    )


def starlette_pydantic() -> ASGIApp:
    """Decoded by orjson, checked by pydantic."""
    orjson = importlib.import_module("orjson")
    model = pydantic_order()

    def answer(body: bytes) -> bytes:
        answered: bytes = orjson.dumps(total(model.model_validate(orjson.loads(body))), dump)
        return answered

    def dump(value: Any) -> object:
        return value.model_dump()

    return starlette(answer)


def fastapi() -> ASGIApp:
    """FastAPI as its tutorial shows it."""
    app = importlib.import_module("fastapi").FastAPI()
    model = pydantic_order()

    async def endpoint(order: Any) -> dict[str, object]:
        return total(order)

    endpoint.__annotations__["order"] = model
    handler: Callable[..., Awaitable[object]] = app.post(PATH, status_code=201)(endpoint)
    assert handler is endpoint
    built: ASGIApp = app
    return built


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    requests = create_requests(PATH, list(range(FIRST_PRODUCT, FIRST_PRODUCT + PRODUCTS)), {})
    seen: dict[str, list[tuple[Result, float, float]]] = {name: [] for name in CHOICES}
    for round_ in range(options.rounds):
        for name, (server, app) in list(CHOICES.items())[:: 1 if round_ % 2 == 0 else -1]:
            port = free_port()
            command = server.format(port=port).split()
            target = f"bench.spikes.frameworks:{app}"
            process = start([sys.executable, "-m", *command, target], port=port)
            try:
                address = LOOPBACK, port
                run(address, requests, clients=8, expected_status=201, count=500)
                before = cpu_seconds(process.pid)
                result = run(
                    address,
                    requests,
                    clients=options.clients,
                    expected_status=201,
                    seconds=options.seconds,
                )
                cpu = (cpu_seconds(process.pid) - before) / result.requests * 1e6
                seen[name].append((result, cpu, resident_bytes(process.pid) / 2**20))
            finally:
                stop(process)
    print(f"{'':50}{'per s':>8}{'p99 ms':>8}{'CPU us':>8}{'MiB':>6}")
    for name, rounds in seen.items():
        rate = statistics.median(result.per_second for result, _, _ in rounds)
        p99 = statistics.median(result.p99_ms for result, _, _ in rounds)
        cpu = statistics.median(cpu for _, cpu, _ in rounds)
        print(f"{name:50}{rate:8.0f}{p99:8.2f}{cpu:8.0f}{rounds[0][2]:6.0f}")


if __name__ == "__main__":
    main()
