"""`make bench`: orderwright and the minimal server side by side, in one run, on both databases.

For every cell the two servers are loaded in turn, several times, after a short warm-up; the table
shows medians. Speed is compared as orderwright / minimal, by CPU as minimal / orderwright (the
steadier one where others share the cores); CPU is what the server and PostgreSQL used for one
request or flow (`paid`: with a payment at the sandbox). `included` is a list with all
sub-resources, which only orderwright serves.
`make bench ARGS='--databases sqlite --clients 8 --seconds 1'` runs less, `--check` fails below the
floor, `--only minimal` measures the yardstick alone.
"""

import argparse
import contextlib
import functools
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.cluster import cluster, root_process
from bench.flows import Checkout
from bench.load import Result, run, run_flows
from bench.orders import create_requests, plain_requests
from bench.processes import LOOPBACK, cpu_seconds, resident_bytes
from bench.servers import Failed, Server, call, minimal, orderwright

FLOOR = 0.5
AIM = 0.8
LIST_LIMIT = 50
POSTGRESQL_WORKERS = 2
SERVERS = ("orderwright", "minimal")
DATABASES = ("sqlite", "postgresql")
OPERATIONS = ("create", "read", "list", "included", "flow", "paid")
INCLUDED = "include=consignments,consignments.line_items,fees"
INCLUDED_TIMES_MAX = 3.0
WARM_UP_SECONDS = 0.5
HEADING = (
    f"{'':8}{'clients':>8}  {'':12}{'per s':>8}{'p50 ms':>9}{'p99 ms':>9}"
    f"{'CPU us':>8}{'(db)':>7}  ratio (by CPU)"
)


@dataclass
class Cell:
    """The rounds of one server, operation and number of clients; CPU in microseconds a request."""

    results: list[Result] = field(default_factory=list)
    server_cpu: list[float] = field(default_factory=list)
    database_cpu: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Median rate."""
        return statistics.median(result.per_second for result in self.results)

    @property
    def cpu(self) -> float:
        """Median CPU of server and database, steadier than the rate on shared cores."""
        return statistics.median(self.server_cpu) + statistics.median(self.database_cpu)

    @property
    def shares(self) -> Mapping[str, float]:
        """How the time of the last round's flows was spent."""
        return self.results[-1].shares

    def record(self) -> dict[str, float]:
        """What the table and the JSON show."""
        return {
            "per_second": round(self.per_second, 1),
            "p50_ms": statistics.median(result.p50_ms for result in self.results),
            "p99_ms": statistics.median(result.p99_ms for result in self.results),
            "server_cpu_us": round(statistics.median(self.server_cpu), 1),
            "database_cpu_us": round(statistics.median(self.database_cpu), 1),
        }


Cells = dict[tuple[str, int, str], Cell]
Load = Callable[..., Result]
"""Loads a server with `clients` for `seconds`."""


def load_of(server: Server, operation: str) -> Load | None:
    """What loads a server with an operation; None if it does not serve it."""
    path, address = server.orders_path, (LOOPBACK, server.port)
    if operation in ("flow", "paid"):
        store = path.removesuffix("/v2/orders")
        pays = operation == "paid"
        shopping = Checkout(store, server.products, server.headers, pays=pays)
        return functools.partial(run_flows, address, shopping.flow)
    if operation == "create":
        requests, status = create_requests(path, server.products, server.headers), 201
    elif operation == "read":
        paths = [f"{path}/{number}" for number in server.order_ids]
        requests, status = plain_requests(paths, server.headers), 200
    elif operation == "included" and server.name != "orderwright":
        return None
    else:
        firsts = server.order_ids[: len(server.order_ids) - LIST_LIMIT]
        more = f"&{INCLUDED}" if operation == "included" else ""
        paths = [f"{path}?limit={LIST_LIMIT}&min_id={first}{more}" for first in firsts]
        found = call(server, "GET", paths[-1])
        if not isinstance(found, list) or len(found) != LIST_LIMIT:
            raise Failed(f"{server.name} did not list {LIST_LIMIT} orders")
        requests, status = plain_requests(paths, server.headers), 200
    return functools.partial(run, address, requests, expected_status=status)


def measure(servers: list[Server], postgres: int | None, options: argparse.Namespace) -> Cells:
    """Load the servers in turn, cell by cell and round by round."""
    cells: Cells = {}
    for operation in options.operations:
        loads = [(server, load_of(server, operation)) for server in servers]
        prepared = [(server, load) for server, load in loads if load is not None]
        for clients in options.clients:
            for _, load in prepared:
                load(clients=clients, seconds=min(WARM_UP_SECONDS, options.seconds))
            for round_ in range(options.rounds):
                for server, load in prepared if round_ % 2 == 0 else prepared[::-1]:
                    before = cpu_seconds(server.process.pid), database_cpu(postgres)
                    result = load(clients=clients, seconds=options.seconds)
                    after = cpu_seconds(server.process.pid), database_cpu(postgres)
                    cell = cells.setdefault((operation, clients, server.name), Cell())
                    cell.results.append(result)
                    cell.server_cpu.append((after[0] - before[0]) / result.requests * 1e6)
                    cell.database_cpu.append((after[1] - before[1]) / result.requests * 1e6)
    return cells


def database_cpu(postgres: int | None) -> float:
    """CPU seconds of PostgreSQL so far; SQLite runs inside the server."""
    return 0.0 if postgres is None else cpu_seconds(postgres)


@contextlib.contextmanager
def started(
    kind: str, names: list[str], options: argparse.Namespace
) -> Iterator[tuple[list[Server], int | None]]:
    """The wanted servers on fresh databases of one kind."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="orderwright-bench-")))
        workers, postgres = 1, None
        urls = {name: f"sqlite:///{folder / name}.db" for name in SERVERS}
        if kind == "postgresql":
            workers = options.workers
            database = stack.enter_context(cluster())
            postgres = root_process(database)
            urls = {name: database.create(name) for name in SERVERS}
        servers = []
        if "orderwright" in names:
            data = folder / "data"
            data.mkdir()
            servers.append(stack.enter_context(orderwright(urls["orderwright"], data, workers)))
        if "minimal" in names:
            servers.append(stack.enter_context(minimal(urls["minimal"], workers)))
        yield servers, postgres


def show(kind: str, servers: list[Server], cells: Cells, options: argparse.Namespace) -> list[str]:
    """Print a database's table; return what lies below the floor."""
    workers = options.workers if kind == "postgresql" else 1
    print(f"\n{kind}, {workers} {'worker' if workers == 1 else 'workers'}\n{HEADING}")
    below = []
    for operation in options.operations:
        for clients in options.clients:
            ratio = ""
            pair = [cells.get((operation, clients, name)) for name in SERVERS]
            if pair[0] and pair[1]:
                value = pair[0].per_second / pair[1].per_second
                by_cpu = pair[1].cpu / pair[0].cpu
                ratio = f"{value:7.2f} ({by_cpu:.2f}){' below the floor' if value < FLOOR else ''}"
                if value < FLOOR:
                    below.append(f"{kind} {operation} at {clients} clients: {value:.2f}")
            plain = cells.get(("list", clients, "orderwright"))
            if operation == "included" and pair[0] and plain:
                times = pair[0].cpu / plain.cpu
                ratio = f"{times:7.2f} times a list"
                if times > INCLUDED_TIMES_MAX:
                    below.append(f"{kind} included at {clients} clients: {times:.2f} times")
            for server in servers:
                cell = cells.get((operation, clients, server.name))
                if cell is None:
                    continue
                seen = cell.record()
                print(
                    f"{operation:8}{clients:8}  {server.name:12}{seen['per_second']:8.0f}"
                    f"{seen['p50_ms']:9.2f}{seen['p99_ms']:9.2f}"
                    f"{cell.cpu:8.0f}{seen['database_cpu_us']:7.0f}{ratio}"
                )
                if cell.shares:
                    print(" " * 18 + ", ".join(f"{k} {v:.0%}" for k, v in cell.shares.items()))
                ratio = ""
    for server in servers:
        memory = resident_bytes(server.process.pid) / 2**20
        print(f"{server.name}: start-up {server.start_up_seconds:.2f} s, memory {memory:.0f} MiB")
    return below


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--operations", nargs="+", choices=OPERATIONS, default=list(OPERATIONS))
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=2.0, help="of load a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=POSTGRESQL_WORKERS, help="on PostgreSQL")
    parser.add_argument("--only", choices=SERVERS, help="measure one server alone")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--check", action="store_true", help=f"fail below {FLOOR} of minimal")
    options = parser.parse_args()
    names = [options.only] if options.only else list(SERVERS)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of"
        f" {options.rounds} rounds of {options.seconds} s; floor {FLOOR}, aim {AIM}"
    )
    record, below = {}, []
    for kind in options.databases:
        with started(kind, names, options) as (servers, postgres):
            cells = measure(servers, postgres, options)
            below += show(kind, servers, cells, options)
            record[kind] = {" ".join(map(str, key)): cell.record() for key, cell in cells.items()}
    if options.json:
        options.json.write_text(json.dumps(record, indent=1) + "\n")
    if below and options.check:
        sys.exit("below the floor: " + "; ".join(below))


if __name__ == "__main__":
    main()
