"""`make bench`: orderwright and the minimal server side by side, in one run, on both databases.

For every cell the two servers are loaded in turn, several times; the table shows medians. Speed is
compared as orderwright / minimal, by CPU as minimal / orderwright (the steadier one where others
share the cores); CPU is what the server and PostgreSQL used for one request.
`make bench ARGS='--databases sqlite --clients 8 --seconds 1'` runs less, `--check` fails below the
floor, `--only minimal` measures the yardstick alone.
"""

import argparse
import contextlib
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.cluster import cluster, root_process
from bench.load import Result, run
from bench.orders import create_requests, plain_requests
from bench.processes import LOOPBACK, cpu_seconds, resident_bytes
from bench.servers import Failed, Server, call, minimal, orderwright

FLOOR = 0.5
AIM = 0.8
LIST_LIMIT = 50
POSTGRESQL_WORKERS = 2
SERVERS = ("orderwright", "minimal")
DATABASES = ("sqlite", "postgresql")
OPERATIONS = ("create", "read", "list")
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


def requests_of(server: Server, operation: str) -> tuple[list[bytes], int]:
    """Ready-made requests of an operation and the status they must be answered with."""
    path = server.orders_path
    if operation == "create":
        return create_requests(path, server.products, server.headers), 201
    if operation == "read":
        return plain_requests([f"{path}/{n}" for n in server.order_ids], server.headers), 200
    firsts = server.order_ids[: len(server.order_ids) - LIST_LIMIT]
    paths = [f"{path}?limit={LIST_LIMIT}&min_id={first}" for first in firsts]
    found = call(server, "GET", paths[-1])
    if not isinstance(found, list) or len(found) != LIST_LIMIT:
        raise Failed(f"{server.name} did not list {LIST_LIMIT} orders")
    return plain_requests(paths, server.headers), 200


def measure(servers: list[Server], postgres: int | None, options: argparse.Namespace) -> Cells:
    """Load the servers in turn, cell by cell and round by round."""
    cells: Cells = {}
    for operation in OPERATIONS:
        prepared = {server.name: requests_of(server, operation) for server in servers}
        for clients in options.clients:
            for round_ in range(options.rounds):
                for server in servers if round_ % 2 == 0 else servers[::-1]:
                    requests, status = prepared[server.name]
                    before = cpu_seconds(server.process.pid), database_cpu(postgres)
                    result = run(
                        (LOOPBACK, server.port),
                        requests,
                        clients=clients,
                        expected_status=status,
                        seconds=options.seconds,
                    )
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
    for operation in OPERATIONS:
        for clients in options.clients:
            ratio = ""
            pair = [cells.get((operation, clients, name)) for name in SERVERS]
            if pair[0] and pair[1]:
                value = pair[0].per_second / pair[1].per_second
                by_cpu = pair[1].cpu / pair[0].cpu
                ratio = f"{value:7.2f} ({by_cpu:.2f}){' below the floor' if value < FLOOR else ''}"
                if value < FLOOR:
                    below.append(f"{kind} {operation} at {clients} clients: {value:.2f}")
            for server in servers:
                seen = cells[operation, clients, server.name].record()
                print(
                    f"{operation:8}{clients:8}  {server.name:12}{seen['per_second']:8.0f}"
                    f"{seen['p50_ms']:9.2f}{seen['p99_ms']:9.2f}"
                    f"{cells[operation, clients, server.name].cpu:8.0f}"
                    f"{seen['database_cpu_us']:7.0f}{ratio}"
                )
                ratio = ""
    for server in servers:
        memory = resident_bytes(server.process.pid) / 2**20
        print(f"{server.name}: start-up {server.start_up_seconds:.2f} s, memory {memory:.0f} MiB")
    return below


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
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
