"""A lean HTTP/1.1 load generator: one thread, epoll, kept-alive sockets, ready-made requests."""

from __future__ import annotations

import argparse
import itertools
import json
import select
import socket
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import NamedTuple, NoReturn

RECEIVE_BYTES = 262_144
STALL_SECONDS = 30.0
HEAD_END = b"\r\n\r\n"


class LoadError(Exception):
    """An answer that is not the expected one; the measurement is void."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of load saw; times in milliseconds, CPU in milliseconds a request."""

    clients: int
    requests: int
    seconds: float
    per_second: float
    p50_ms: float
    p99_ms: float
    generator_cpu_ms: float
    shares: Mapping[str, float] = field(default_factory=dict)
    """Of a flow: what part of its time each stage takes."""


class Client:
    """One kept-alive connection with at most one request under way."""

    __slots__ = ("buffer", "end", "request", "sent_at", "socket")

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port), timeout=STALL_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()
        self.end = 0
        self.sent_at = 0.0
        self.request = b""

    def send(self, request: bytes) -> None:
        """Send one whole request; small enough for the socket's buffer."""
        self.buffer.clear()
        self.end = 0
        self.request = request
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has arrived; true when the answer is whole."""
        chunk = self.socket.recv(RECEIVE_BYTES)
        if not chunk:
            message = f"connection closed after {bytes(self.buffer[:500])!r}"
            raise LoadError(message)
        self.buffer += chunk
        if not self.end:
            head_end = self.buffer.find(HEAD_END)
            if head_end < 0:
                return False
            self.end = head_end + len(HEAD_END) + content_length(bytes(self.buffer[:head_end]))
        return len(self.buffer) >= self.end


def content_length(head: bytes) -> int:
    """The length of the body that follows this head; every answer under load must state it."""
    position = head.lower().find(b"\r\ncontent-length:")
    if position < 0:
        message = f"an answer without Content-Length: {head!r}"
        raise LoadError(message)
    return int(head[position + 17 :].split(b"\r\n", 1)[0])


def check(client: Client, expected: bytes) -> None:
    """Raise unless the whole answer carries the expected status."""
    if client.buffer[9:12] != expected or len(client.buffer) != client.end:
        message = f"{client.request[:300]!r} was answered {bytes(client.buffer[:1500])!r}"
        raise LoadError(message)


def run(
    address: tuple[str, int],
    requests: Sequence[bytes],
    *,
    clients: int,
    expected_status: int,
    seconds: float = 0.0,
    count: int = 0,
) -> Result:
    """Send requests in turn over `clients` connections, for `seconds` or until `count`."""
    expected = b"%d" % expected_status
    source = itertools.cycle(requests)
    connections = [Client(*address) for _ in range(clients)]
    try:
        cpu_before = time.process_time()
        started = time.perf_counter()
        latencies = exchange(connections, source, expected, (seconds or 1e9, count or sys.maxsize))
        elapsed = time.perf_counter() - started
        cpu = time.process_time() - cpu_before
    finally:
        for connection in connections:
            connection.socket.close()
    return summed_up(latencies, clients, elapsed, cpu)


def summed_up(latencies: list[float], clients: int, elapsed: float, cpu: float) -> Result:
    """The figures of a run."""
    latencies.sort()
    total = len(latencies)
    return Result(
        clients=clients,
        requests=total,
        seconds=round(elapsed, 3),
        per_second=round(total / elapsed, 1),
        p50_ms=round(latencies[total // 2] * 1000, 2),
        p99_ms=round(latencies[min(total - 1, total * 99 // 100)] * 1000, 2),
        generator_cpu_ms=round(cpu / total * 1000, 4),
    )


def exchange(
    connections: Sequence[Client],
    source: Iterator[bytes],
    expected: bytes,
    limits: tuple[float, int],
) -> list[float]:
    """Keep every connection busy until a limit is reached; return each request's seconds."""
    seconds, count = limits
    latencies: list[float] = []
    by_file = {connection.socket.fileno(): connection for connection in connections}
    poll = select.epoll()
    for number in by_file:
        poll.register(number, select.EPOLLIN)
    clock = time.perf_counter
    deadline = clock() + seconds
    to_send = count
    for connection in connections[:count]:
        connection.send(next(source))
        to_send -= 1
    under_way = min(len(connections), count)
    while under_way:
        ready = poll.poll(STALL_SECONDS)
        if not ready:
            stalled()
        for number, _ in ready:
            connection = by_file[number]
            if not connection.receive():
                continue
            now = clock()
            latencies.append(now - connection.sent_at)
            check(connection, expected)
            if now < deadline and to_send > 0:
                to_send -= 1
                connection.send(next(source))
            else:
                under_way -= 1
    poll.close()
    return latencies


class Step(NamedTuple):
    """One call of a flow and the status that it must be answered with."""

    stage: str
    request: bytes
    status: bytes


Flow = Generator[Step, bytes, None]


@dataclass(slots=True)
class Shopper:
    """A client under way in a flow."""

    client: Client
    flow: Flow
    step: Step
    began_at: float


def run_flows(
    address: tuple[str, int], flow: Callable[[], Flow], *, clients: int, seconds: float
) -> Result:
    """Let each client go through flows, one after the other, until the time is over."""
    latencies: list[float] = []
    stages: dict[str, float] = {}
    cpu_before = time.process_time()
    started = time.perf_counter()
    shoppers = [begin(Client(*address), flow()) for _ in range(clients)]
    by_file = {shopper.client.socket.fileno(): shopper for shopper in shoppers}
    poll = select.epoll()
    for number in by_file:
        poll.register(number, select.EPOLLIN)
    try:
        while by_file:
            for number, _ in poll.poll(STALL_SECONDS) or stalled():
                shopper = by_file[number]
                if not shopper.client.receive() or advance(shopper, stages):
                    continue
                now = time.perf_counter()
                latencies.append(now - shopper.began_at)
                if now - started < seconds:
                    by_file[number] = begin(shopper.client, flow())
                else:
                    del by_file[number]
                    poll.unregister(number)
    finally:
        for shopper in shoppers:
            shopper.client.socket.close()
        poll.close()
    elapsed, cpu = time.perf_counter() - started, time.process_time() - cpu_before
    whole = sum(stages.values())
    shares = {stage: round(spent / whole, 3) for stage, spent in stages.items()}
    return replace(summed_up(latencies, clients, elapsed, cpu), shares=shares)


def begin(client: Client, flow: Flow) -> Shopper:
    """Send the first call of a flow."""
    step = next(flow)
    client.send(step.request)
    return Shopper(client, flow, step, client.sent_at)


def advance(shopper: Shopper, stages: dict[str, float]) -> bool:
    """Check an answer and send the next call; False at the flow's end."""
    client, step = shopper.client, shopper.step
    spent = time.perf_counter() - client.sent_at
    stages[step.stage] = stages.get(step.stage, 0.0) + spent
    check(client, step.status)
    head_end = client.buffer.find(HEAD_END) + len(HEAD_END)
    try:
        shopper.step = shopper.flow.send(bytes(client.buffer[head_end:]))
    except StopIteration:
        return False
    client.send(shopper.step.request)
    return True


def stalled() -> NoReturn:
    """Say that no answer came."""
    raise LoadError(f"no answer within {STALL_SECONDS} s")


def render_request(
    method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """One whole HTTP/1.1 request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + HEAD_END + body


def main() -> None:
    """Load one address: `python -m bench.load --port 8000 --path /v2/time`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--method", default="GET")
    parser.add_argument("--path", default="/")
    parser.add_argument("--header", action="append", default=[], help="NAME: VALUE")
    parser.add_argument("--body", default="")
    parser.add_argument("--status", type=int, default=200)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--count", type=int, default=0)
    options = parser.parse_args()
    headers = dict(line.split(": ", 1) for line in options.header)
    request = render_request(options.method, options.path, headers, options.body.encode())
    result = run(
        (options.host, options.port),
        [request],
        clients=options.clients,
        expected_status=options.status,
        seconds=0.0 if options.count else options.seconds,
        count=options.count,
    )
    print(json.dumps(asdict(result)))


if __name__ == "__main__":
    main()
