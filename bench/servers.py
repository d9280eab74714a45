"""The two servers of `make bench`: orderwright as it is run in production, and the minimal one."""

import contextlib
import http.client
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.orders import bodies
from bench.processes import LOOPBACK, START_SECONDS, free_port, start, stop
from bench.tables import FIRST_PRODUCT, PRODUCTS, STOCK_LEVEL

HTTP_SECONDS = 60.0
FIRST_ORDERS = 300
TAIL_LINES = 10


@dataclass(slots=True)
class Server:
    """A running server with its catalogue, and numbers of orders that it holds."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    start_up_seconds: float
    orders_path: str
    headers: dict[str, str]
    products: list[int]
    order_ids: list[int]


class Failed(RuntimeError):
    """A server did not do what the benchmark needs before it can measure."""


def call(server: Server, method: str, path: str, body: bytes | None = None) -> object:
    """One request outside the measurement; the decoded answer."""
    connection = http.client.HTTPConnection(LOOPBACK, server.port, timeout=HTTP_SECONDS)
    headers = {"Accept": "application/json", **server.headers}
    if body is not None:
        headers["Content-Type"] = "application/json"
    with contextlib.closing(connection):
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        answer = response.read()
    if response.status not in {200, 201, 202}:
        raise Failed(f"{method} {path} was answered {response.status} {answer[:1000]!r}")
    return json.loads(answer)


def status_of(server: Server, path: str) -> int:
    """The status that a path answers."""
    connection = http.client.HTTPConnection(LOOPBACK, server.port, timeout=HTTP_SECONDS)
    with contextlib.closing(connection):
        connection.request("GET", path)
        return connection.getresponse().status


def order_some(server: Server) -> None:
    """Place the first orders: a warm-up, and what is read and listed later."""
    for body in bodies(server.products, FIRST_ORDERS):
        answer = call(server, "POST", server.orders_path, body)
        assert isinstance(answer, dict)
        server.order_ids.append(answer["id"])


@contextlib.contextmanager
def minimal(database: str, workers: int) -> Iterator[Server]:
    """The minimal server on an empty database."""
    port = free_port()
    path = database.removeprefix("sqlite:///")
    command = [sys.executable, "-m", "bench.minimal", "--database", path]
    started = time.perf_counter()
    process = start([*command, "--port", str(port), "--workers", str(workers)], port=port)
    server = Server(
        name="minimal",
        port=port,
        process=process,
        start_up_seconds=time.perf_counter() - started,
        orders_path="/stores/demo/v2/orders",
        headers={},
        products=list(range(FIRST_PRODUCT, FIRST_PRODUCT + PRODUCTS)),
        order_ids=[],
    )
    try:
        order_some(server)
        yield server
    finally:
        stop(process)


@contextlib.contextmanager
def orderwright(database: str, folder: Path, workers: int) -> Iterator[Server]:
    """The product in production mode: `demo` fills the database, `serve` is measured."""
    environment = {
        "ORDERWRIGHT_SECRET_KEY": secrets.token_hex(32),
        "ORDERWRIGHT_SANDBOX": str(folder / "sandbox"),
    }
    log = folder / "log"
    store = seed_demo(database, folder, environment, log)
    port = free_port()
    command = [*program(), "serve", "--port", str(port), "--database", database]
    if workers > 1:
        command += ["--workers", str(workers)]
    started = time.perf_counter()
    process = start(command, port=port, environment=environment, log=log)
    server = Server(
        name="orderwright",
        port=port,
        process=process,
        start_up_seconds=0.0,
        orders_path=f"/stores/{store['store_hash']}/v2/orders",
        headers={"X-Auth-Token": str(store["access_token"])},
        products=[],
        order_ids=[],
    )
    try:
        wait_until_ready(server)
        server.start_up_seconds = time.perf_counter() - started
        stock_up(server, f"/stores/{store['store_hash']}/v3/catalog/products")
        order_some(server)
        yield server
    except Exception as error:
        error.add_note("orderwright's last words:\n" + "\n".join(tail(log)))
        raise
    finally:
        stop(process)


def tail(log: Path) -> list[str]:
    """The end of a log."""
    return log.read_text(errors="replace").splitlines()[-TAIL_LINES:]


def program() -> list[str]:
    """How to start orderwright from this environment."""
    script = Path(sys.executable).with_name("orderwright")
    return [str(script)] if script.exists() else [sys.executable, "-m", "orderwright"]


def seed_demo(
    database: str, folder: Path, environment: dict[str, str], log: Path
) -> dict[str, object]:
    """Let `demo` make the schema and its store; return the line that it prints, and stop it."""
    command = [*program(), "demo", "--port", str(free_port()), "--json"]
    command += ["--database", database, "--data", str(folder)]
    process = start(command, port=None, environment=environment, log=log)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise Failed("\n".join([f"demo ended with {process.wait()}", *tail(log)]))
        answer: dict[str, object] = json.loads(line)
        return answer
    finally:
        stop(process)
        if process.stdout is not None:
            process.stdout.close()


def wait_until_ready(server: Server) -> None:
    """Return once `/readyz` says so."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if status_of(server, "/readyz") == 200:
                return
        if time.monotonic() > deadline:
            raise Failed("/readyz did not answer 200")
        time.sleep(0.01)


def stock_up(server: Server, path: str) -> None:
    """Make as many stocked products as the minimal server has."""
    for number in range(PRODUCTS):
        product = {
            "name": f"Benchmark product {number}",
            "type": "physical",
            "weight": 1,
            "price": 25,
            "sku": f"BENCH-{number}",
            "inventory_tracking": "product",
            "inventory_level": STOCK_LEVEL,
        }
        answer = call(server, "POST", path, json.dumps(product).encode())
        assert isinstance(answer, dict)
        server.products.append(answer["data"]["id"])
