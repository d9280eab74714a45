"""One server, a concurrency model by name: `python -m bench.spikes.models --model batch ...`."""

from __future__ import annotations

import argparse
import importlib
import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bench.orders import Draft, answer_bytes, decode, draft
from bench.spikes.lanes import (
    BATCH_UNITS,
    Lanes,
    Runner,
    SqliteCoroutines,
    SqliteMerged,
    SqliteOnLoop,
    SqliteSync,
)
from bench.spikes.units import (
    SELECT_PRODUCTS,
    Number,
    Pool,
    PostgresBatch,
    PostgresSingle,
    Unit,
    queue_order,
)
from bench.statements import one_order, one_order_values
from bench.tables import COLUMNS

ENVIRONMENT = "ORDERWRIGHT_SPIKE"


def unit_of(order: Draft, reads: bool) -> Callable[[Unit], Awaitable[Number]]:
    """The action: read the products, queue the order."""

    async def work(unit: Unit) -> Number:
        if reads:
            await unit.products([product for product, _ in order.stock])
        return queue_order(unit.queue, order, COLUMNS)

    return work


class Asyncpg:
    """Model (a): the handler itself awaits the driver, with hand-prepared SQL."""

    def __init__(self, url: str, connections: int, reads: bool) -> None:
        self.pool = Pool(url, connections)
        self.text = one_order()
        self.reads = reads

    async def start(self) -> None:
        """Connect."""
        await self.pool.open()

    async def place(self, order: Draft) -> int:
        """Write one order and return its number."""
        if self.reads:
            await self.pool.fetch(SELECT_PRODUCTS, [product for product, _ in order.stock])
        return int((await self.pool.fetch(self.text, *one_order_values(order)))[0][0])


class Single:
    """Model (c) on PostgreSQL."""

    def __init__(self, url: str, connections: int, reads: bool) -> None:
        self.database = PostgresSingle(url, connections)
        self.reads = reads

    async def start(self) -> None:
        """Connect."""
        await self.database.pool.open()

    async def place(self, order: Draft) -> int:
        """Write one order and return its number."""
        return await self.database.write(unit_of(order, self.reads))


class Batch:
    """Model (d) on PostgreSQL."""

    def __init__(self, url: str, connections: int, reads: bool) -> None:
        self.database = PostgresBatch(url, connections)
        self.reads = reads

    async def start(self) -> None:
        """Connect."""
        await self.database.pool.open()
        await self.database.lanes.open()

    async def place(self, order: Draft) -> int:
        """Write one order and return its number."""
        return await self.database.write(unit_of(order, self.reads))


def psycopg(batch_units: int) -> Callable[[str, int, bool], Lanes]:
    """Model (b) on PostgreSQL: some lanes, a commit a unit or shared ones."""

    def make(url: str, connections: int, reads: bool) -> Lanes:
        runner = importlib.import_module("bench.spikes.psycopg_lane").PsycopgLane
        return Lanes(lambda: runner(url, reads), connections, batch_units)

    return make


def sqlite(
    runner: Callable[[str, bool], Runner], batch_units: int
) -> Callable[[str, int, bool], Lanes]:
    """A model on SQLite: one lane, whatever the number of connections asked for."""

    def make(path: str, _connections: int, reads: bool) -> Lanes:
        return Lanes(lambda: runner(path, reads), 1, batch_units)

    return make


def sqlite_on_loop(path: str, _connections: int, reads: bool) -> SqliteOnLoop:
    """Model (e)."""
    return SqliteOnLoop(SqliteCoroutines(path, reads))


MODELS: dict[str, Callable[..., Any]] = {
    "asyncpg": Asyncpg,
    "single": Single,
    "batch": Batch,
    "psycopg-each": psycopg(1),
    "psycopg-shared": psycopg(BATCH_UNITS),
    "sqlite-each": sqlite(SqliteSync, 1),
    "sqlite-sync": sqlite(SqliteSync, BATCH_UNITS),
    "sqlite-coroutines": sqlite(SqliteCoroutines, BATCH_UNITS),
    "sqlite-merged": sqlite(SqliteMerged, BATCH_UNITS),
    "sqlite-on-loop": sqlite_on_loop,
}


class App:
    """The HTTP edge, the same for every model: one route, plain ASGI."""

    def __init__(self, model: Any) -> None:
        self.model = model

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        order = draft(decode(body))
        order_id = await self.model.place(order)
        answer = answer_bytes(order.rendered, order_id)
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(answer)),
        ]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": answer})


def create_app() -> Starlette:
    """The application of one worker, told by the environment which model it is."""
    options = json.loads(os.environ[ENVIRONMENT])
    model = MODELS[options["model"]](options["url"], options["connections"], options["reads"])
    route = Route("/v2/orders", App(model), methods=["POST"])
    app = Starlette(routes=[route])

    async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await model.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await send({"type": "lifespan.shutdown.complete"})
                return

    app.router.lifespan = lifespan  # type: ignore[method-assign]
    return app


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=sorted(MODELS), required=True)
    parser.add_argument("--url", required=True, help="database")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--reads", action="store_true", help="read the products first")
    options = parser.parse_args()
    os.environ[ENVIRONMENT] = json.dumps(vars(options))
    uvicorn.run(
        "bench.spikes.models:create_app",
        factory=True,
        port=options.port,
        workers=options.workers,
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
