"""The benchmark measures what it says: every request counted, every wrong answer a failure."""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import anyio
import pytest

from bench.load import LoadError, content_length, render_request, run
from bench.minimal import prepare
from bench.minimal_databases import LIST, open_sqlite, write_orders
from bench.orders import ORIGIN, answer_bytes, bodies, decode, draft
from bench.processes import cpu_seconds, tree


class Counting(ThreadingHTTPServer):
    """Answers 201 to POST and 404 to GET, and counts."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.bodies: list[bytes] = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        assert isinstance(self.server, Counting)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.bodies.append(body)
        self.answer(201, b"made")

    def do_GET(self) -> None:
        self.answer(404, b"none")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Counting]:
    with Counting() as counting:
        thread = threading.Thread(target=counting.serve_forever)
        thread.start()
        yield counting
        counting.shutdown()
        thread.join()


def address(server: Counting) -> tuple[str, int]:
    return "127.0.0.1", server.server_port


def test_load_sends_exactly_the_count_in_turn(server: Counting) -> None:
    requests = [render_request("POST", "/", {}, b"one"), render_request("POST", "/", {}, b"two")]
    result = run(address(server), requests, clients=3, expected_status=201, count=11)
    assert (result.requests, result.clients) == (11, 3)
    assert sorted(server.bodies) == [b"one"] * 6 + [b"two"] * 5


def test_load_fails_on_another_status(server: Counting) -> None:
    with pytest.raises(LoadError, match="404"):
        run(address(server), [render_request("GET", "/")], clients=1, expected_status=200, count=5)


def test_load_refuses_an_answer_of_unstated_length() -> None:
    assert content_length(b"HTTP/1.1 200 OK\r\nContent-LENGTH: 12\r\nX: y") == 12
    with pytest.raises(LoadError, match="without Content-Length"):
        content_length(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked")


def test_cpu_of_a_tree_grows_with_work() -> None:
    process = os.getpid()
    assert process in tree(process)
    before = cpu_seconds(process)
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    assert cpu_seconds(process) - before == pytest.approx(0.2, abs=0.05)


def test_minimal_writes_whole_orders_with_ascending_numbers(tmp_path: Path) -> None:
    path = str(tmp_path / "minimal.db")
    anyio.run(prepare, path)
    orders = [draft(decode(body)) for body in bodies([1, 2, 3], 3)]
    with contextlib.closing(open_sqlite(path)) as connection:
        assert write_orders(connection, orders[:1]) == 100
        assert write_orders(connection, orders[1:]) == 101
        assert counts(connection) == [3, 6, 3, 3, 3]
        listed = connection.execute(LIST, (101, 50)).fetchall()
        assert [order_id for order_id, _ in listed] == [101, 102]
        sold = connection.execute("SELECT sum(100000000 - level) FROM stock").fetchone()
        assert sold == (sum(n for order in orders for _, n in order.stock),)
    answer = answer_bytes(listed[0][1], 101)
    assert answer.startswith(b'{"id":101,')
    assert b'"url":"' + ORIGIN + b"/v2/orders/101/products" in answer


def counts(connection: sqlite3.Connection) -> list[int]:
    tables = ("orders", "order_products", "order_addresses", "history", "events")
    return [
        connection.execute(f"SELECT count(DISTINCT {key}) FROM {table}").fetchone()[0]
        for table, key in zip(tables, ("id", "id", "id", "id", "position"), strict=True)
    ]
