"""Runs models side by side, interleaved: `python -m bench.spikes.compare asyncpg batch`.

`MODEL+reads` reads the order's products first, as a real order does.
"""

import argparse
import asyncio
import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.cluster import cluster, root_process
from bench.load import Result, run
from bench.minimal import prepare
from bench.orders import create_requests
from bench.processes import LOOPBACK, cpu_seconds, free_port, start, stop
from bench.tables import FIRST_PRODUCT, PRODUCTS
from tests.support.postgres import Cluster

WARM_UP = 300
HEADING = (
    "clients model                orders/s  p50 ms  p99 ms  server     db   total   load (CPU us)"
)


@dataclass
class Sample:
    """The rounds of one model at one number of clients; CPU in microseconds an order."""

    results: list[Result] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)

    def line(self) -> str:
        """Medians over the rounds."""
        rate = statistics.median(r.per_second for r in self.results)
        p50 = statistics.median(r.p50_ms for r in self.results)
        p99 = statistics.median(r.p99_ms for r in self.results)
        server = statistics.median(self.server)
        database = statistics.median(self.database)
        generator = statistics.median(r.generator_cpu_ms for r in self.results) * 1000
        return (
            f"{rate:8.0f} {p50:7.2f} {p99:7.2f} {server:14.0f} {database:3.0f}"
            f" {server + database:5.0f} {generator:4.0f}"
        )


@contextlib.contextmanager
def served(
    name: str, options: argparse.Namespace, database: Cluster, folder: str
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A server of this model on fresh tables; on SQLite it has one worker."""
    model, _, reads = name.partition("+")
    embedded = model.startswith("sqlite")
    url = f"{folder}/{time.monotonic_ns()}.sqlite" if embedded else database.create("spike")
    asyncio.run(prepare(url))
    port = free_port()
    command = [sys.executable, "-m", "bench.spikes.models", "--model", model, "--url", url]
    command += ["--port", str(port), "--workers", str(1 if embedded else options.workers)]
    command += ["--connections", str(options.connections), *(["--reads"] if reads else [])]
    server = start(command, port=port)
    try:
        yield port, server
    finally:
        stop(server)


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="+", help="MODEL or MODEL+reads")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=3, help="a worker, on PostgreSQL")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    products = list(range(FIRST_PRODUCT, FIRST_PRODUCT + PRODUCTS))
    requests = create_requests("/v2/orders", products, {})
    samples: dict[tuple[int, str], Sample] = {}
    with cluster() as database, tempfile.TemporaryDirectory() as folder:
        postgres = root_process(database)
        for round_ in range(options.rounds):
            for name in options.models if round_ % 2 == 0 else options.models[::-1]:
                with served(name, options, database, folder) as (port, server):
                    address = (LOOPBACK, port)
                    run(address, requests, clients=8, expected_status=201, count=WARM_UP)
                    for clients in options.clients:
                        before = cpu_seconds(server.pid), cpu_seconds(postgres)
                        result = run(
                            address,
                            requests,
                            clients=clients,
                            expected_status=201,
                            seconds=options.seconds,
                        )
                        after = cpu_seconds(server.pid), cpu_seconds(postgres)
                        sample = samples.setdefault((clients, name), Sample())
                        sample.results.append(result)
                        sample.server.append((after[0] - before[0]) / result.requests * 1e6)
                        sample.database.append((after[1] - before[1]) / result.requests * 1e6)
    print(HEADING)
    for clients in options.clients:
        for name in options.models:
            print(f"{clients:7} {name:20} {samples[clients, name].line()}")


if __name__ == "__main__":
    main()
