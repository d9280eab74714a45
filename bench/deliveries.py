"""How quickly webhooks leave: `python -m bench.deliveries` (`--help` says what can be chosen).

Three figures on one database: deliveries a second of a backlog to a local receiver; how long after
an order its hook comes while orders are created as fast as they can be; and the server's memory
while a million events wait for a destination that is dead.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import load
from bench.cluster import cluster
from bench.orders import create_requests
from bench.processes import LOOPBACK, free_port, resident_bytes
from bench.servers import Server, call, orderwright
from orderwright.api.scopes import EVERY_SCOPE
from orderwright.clock import SystemRandomness
from orderwright.commands.accounts import account_creation, mint
from orderwright.db.database import open_database
from orderwright.db.statement import statement
from orderwright.sealing import Sealer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from orderwright.db.unit import Unit

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
HEAD_END = b"\r\n\r\n"
CREATED = "store/order/created"
WAIT_SECONDS = 300
DEAD_SECONDS = 20
CHUNK = 50_000
MEGABYTE = 1024 * 1024
STORE = 1

_CREATED_AT = statement(
    "SELECT subject_id, created_at FROM events WHERE store_id = :store_id AND scope = :scope"
    " AND position > :position"
)
_HEAD = statement("SELECT value FROM counters WHERE store_id = :store_id AND name = 'event'")


class Receiving(asyncio.Protocol):
    """Answers every request at once, and notes when which order was told of."""

    seen: dict[int, float]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while HEAD_END in self.buffer:
            head, _, rest = self.buffer.partition(HEAD_END)
            length = load.content_length(head + b"\r\n")
            if len(rest) < length:
                return
            self.seen.setdefault(json.loads(rest[:length])["data"]["id"], time.time() * 1_000)
            self.buffer = rest[length:]
            self.transport.write(ANSWER)


def receive(port: int, orders: Connection) -> None:
    """A process: it receives, and answers each word from its pipe with what has come."""

    class One(Receiving):
        seen: dict[int, float] = {}  # noqa: RUF012 - one process, one store of what came

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(One, LOOPBACK, port)
        async with server:
            while True:
                word = await loop.run_in_executor(None, orders.recv)
                if word == "stop":
                    return
                orders.send(len(One.seen) if word == "count" else dict(One.seen))

    asyncio.run(serve())


class Receiver:
    """The receiving process, from outside."""

    def __init__(self) -> None:
        self.port = free_port()
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=receive, args=(self.port, theirs))
        self._process.start()

    def ask(self, word: str) -> Any:
        self._pipe.send(word)
        return self._pipe.recv()

    def wait_for(self, count: int) -> None:
        """Wait until so many orders were told of. Raises RuntimeError."""
        until = time.monotonic() + WAIT_SECONDS
        while self.ask("count") < count:
            if time.monotonic() > until:
                message = f"{self.ask('count')} of {count} came"
                raise RuntimeError(message)
            time.sleep(0.02)

    def stop(self) -> None:
        self._pipe.send("stop")
        self._process.join()


def ask_database(url: str, work: Callable[[Unit], Any], *, write: bool = False) -> Any:
    """Run a unit of work on the measured database, beside the server."""

    async def run() -> Any:
        database = open_database(url)
        await database.open()
        try:
            return await (database.write(work) if write else database.read(work))
        finally:
            await database.close()

    return asyncio.run(run())


def give_account(server: Server, url: str) -> None:
    """Let the server call itself with an account whose secret it can open."""
    environment = Path(f"/proc/{server.process.pid}/environ").read_bytes().split(b"\0")
    key = next(each for each in environment if each.startswith(b"ORDERWRIGHT_SECRET_KEY="))
    credentials = mint(SystemRandomness())
    made = account_creation(
        STORE, "Bench", credentials, EVERY_SCOPE, Sealer(key.partition(b"=")[2].decode()), 0
    )
    ask_database(url, made, write=True)
    server.headers["X-Auth-Token"] = credentials.access_token


def hook(server: Server, port: int, scope: str = CREATED) -> int:
    body = {"scope": scope, "destination": f"http://{LOOPBACK}:{port}/"}
    path = server.orders_path.replace("/v2/orders", "/v3/hooks")
    answer: Any = call(server, "POST", path, json.dumps(body).encode())
    hook_id: int = answer["data"]["id"]
    return hook_id


async def head(unit: Unit) -> int:
    row = await unit.row(_HEAD, store_id=STORE)
    return 0 if row is None else int(row["value"])


def measure_lag(server: Server, url: str, seconds: float, clients: int) -> list[str]:
    """Orders at full speed, and how long after its order each hook came."""
    receiver = Receiver()
    before = ask_database(url, head)
    hook(server, receiver.port)
    requests = create_requests(server.orders_path, server.products, server.headers)
    result = load.run(
        (LOOPBACK, server.port), requests, clients=clients, expected_status=201, seconds=seconds
    )
    receiver.wait_for(result.requests)
    came = receiver.ask("seen")
    receiver.stop()

    async def created(unit: Unit) -> dict[int, int]:
        rows = await unit.rows(_CREATED_AT, store_id=STORE, scope=CREATED, position=before)
        return {row["subject_id"]: row["created_at"] for row in rows}

    lags = sorted(came[order] - at for order, at in ask_database(url, created).items())
    p50, p99 = lags[len(lags) // 2], lags[len(lags) * 99 // 100]
    most = f"{lags[-1]:.0f} ms of {len(lags)} orders"
    return [
        f"orders a second while hooks are delivered: {result.per_second:.0f} ({clients} clients)",
        f"hook lag: p50 {p50:.0f} ms, p99 {p99:.0f} ms, most {most}",
    ]


def fill(url: str, count: int, first: int) -> None:
    """Events of made-up orders."""
    for start in range(0, count, CHUNK):
        numbers = range(first + start, first + min(start + CHUNK, count))

        async def work(unit: Unit, numbers: range = numbers) -> None:
            position = unit.take(STORE, "event", len(numbers))
            for offset, number in enumerate(numbers):
                unit.insert(
                    "events",
                    store_id=STORE,
                    position=position.plus(offset),
                    scope=CREATED,
                    data=json.dumps({"type": "order", "id": number}),
                    subject="order",
                    subject_id=number,
                    channel_id=1,
                    created_at=time.time_ns() // 1_000_000,
                )

        ask_database(url, work, write=True)


def measure_backlog(server: Server, url: str, count: int) -> list[str]:
    """Deliveries a second of events that wait already."""
    receiver = Receiver()
    before = ask_database(url, head)
    hook_id = hook(server, receiver.port, "store/order/*")
    base = server.orders_path.replace("/v2/orders", "")
    call_off(server, f"{base}/v3/hooks/{hook_id}", active=False)
    fill(url, count, 10_000_000)
    call_off(server, f"{base}/v3/hooks/{hook_id}", active=True)
    started = time.perf_counter()
    replay(server, f"{base}/x/hooks/{hook_id}/replay", before)
    receiver.wait_for(count)
    took = time.perf_counter() - started
    receiver.stop()
    return [f"deliveries a second of a backlog of {count}: {count / took:.0f}"]


def call_off(server: Server, path: str, *, active: bool) -> None:
    call(server, "PUT", path, json.dumps({"is_active": active}).encode())


def replay(server: Server, path: str, position: int) -> None:
    call(server, "POST", path, json.dumps({"after_position": position}).encode())


def measure_memory(server: Server, url: str, count: int) -> list[str]:
    """The server's memory while so many events wait for a destination that is dead."""
    before = resident_bytes(server.process.pid)
    position = ask_database(url, head)
    fill(url, count, 20_000_000)
    hook_id = hook(server, free_port())
    base = server.orders_path.replace("/v2/orders", "")
    replay(server, f"{base}/x/hooks/{hook_id}/replay", position)
    most = before
    until = time.monotonic() + DEAD_SECONDS
    while time.monotonic() < until:
        most = max(most, resident_bytes(server.process.pid))
        time.sleep(0.2)
    held, kept = f"{most / MEGABYTE:.0f} MB", f"{before / MEGABYTE:.0f} MB"
    return [f"memory with {count} events for a dead destination: {held} (before: {kept})"]


def measure(url: str, folder: Path, options: argparse.Namespace) -> list[str]:
    with orderwright(url, folder, 1) as server:
        give_account(server, url)
        return [
            *measure_lag(server, url, options.seconds, options.clients),
            *measure_backlog(server, url, options.backlog),
            *measure_memory(server, url, options.waiting),
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description="How quickly webhooks leave.")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--backlog", type=int, default=10_000)
    parser.add_argument("--waiting", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    options = parser.parse_args()
    os.environ |= {"ORDERWRIGHT_ALLOW_LOOPBACK": "1", "ORDERWRIGHT_WITH_WORKER": "1"}
    with tempfile.TemporaryDirectory(prefix="orderwright-bench-") as name:
        folder = Path(name)
        if options.database == "sqlite":
            lines = measure(f"sqlite:///{folder / 'orderwright.db'}", folder, options)
        else:
            with cluster() as postgres:
                lines = measure(postgres.create("deliveries"), folder, options)
    print(f"# {options.database}", *lines, sep="\n")


if __name__ == "__main__":
    main()
