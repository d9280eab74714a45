"""`kill -9` in the middle of payments: afterwards the orders agree with the gateway's own books."""

import contextlib
import http.client
import itertools
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.e2e.processes import COMMAND, START_SECONDS, Web, demo, start
from tests.e2e.test_crash import durable_database

__all__ = ["durable_database"]

KILLS = 2
WRITERS = 4
PAID_BEFORE_A_KILL = 12
SETTLED_SECONDS = 60
CARDS = ("success", "success", "timeout_after_charge", "declined", "timeout_before_charge")
BILLING = {
    "first_name": "Ada", "last_name": "Mercer", "street_1": "12 Juniper Lane", "city": "Austin",
    "state": "Texas", "zip": "78701", "country": "United States", "email": "ada@example.com",
}  # fmt: skip


def test_orders_agree_with_the_gateway(durable_database: str, tmp_path: Path) -> None:
    acknowledged: list[int] = []
    with sandbox(tmp_path / "books") as address:
        for _ in range(KILLS):
            _burst(durable_database, address, acknowledged)
        with demo("--database", durable_database, ORDERWRIGHT_SANDBOX=address) as (_, opened):
            web = Web(opened["base_url"], opened["access_token"])
            clock = "/stores/demo/x/control/clock"
            for _ in range(3):  # past the minute after which what is open is looked at
                assert web.request("PUT", clock, {"advance_ms": 120_000})[0] == 200
                time.sleep(2)
            _compare(web, books(address), acknowledged)


@contextlib.contextmanager
def sandbox(file: Path) -> Iterator[str]:
    """A sandbox as a process of its own; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with start(COMMAND, "payments", "sandbox", "--port", str(port), "--file", str(file)):
        address = f"http://127.0.0.1:{port}"
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            try:
                books(address)
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield address


def books(address: str) -> list[dict[str, Any]]:
    """What the sandbox has charged."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    connection.request("GET", "/books")
    found: list[dict[str, Any]] = json.loads(connection.getresponse().read())
    connection.close()
    return found


def _burst(database: str, address: str, acknowledged: list[int]) -> None:
    """Pay for orders from several clients until the server is killed."""
    enough = threading.Event()
    before = len(acknowledged)
    with demo("--database", database, ORDERWRIGHT_SANDBOX=address) as (running, opened):
        web = Web(opened["base_url"], opened["access_token"])

        def write(first: int) -> None:
            for turn in itertools.count(first):
                try:
                    number, status = _pay(web, opened, CARDS[turn % len(CARDS)])
                except (OSError, http.client.HTTPException):  # the server is gone
                    return
                if status == 201:
                    acknowledged.append(number)
                if len(acknowledged) - before >= PAID_BEFORE_A_KILL:
                    enough.set()

        writers = [threading.Thread(target=write, args=(turn,)) for turn in range(WRITERS)]
        for writer in writers:
            writer.start()
        assert enough.wait(SETTLED_SECONDS)
        running.process.kill()
        for writer in writers:
            writer.join()


def _pay(web: Web, opened: dict[str, Any], card: str) -> tuple[int, int]:
    """Make an order and pay for it; its number, and the status of the answer."""
    lines = [{"product_id": opened["product_ids"][0], "quantity": 1}]
    body = {"status_id": 0, "billing_address": BILLING, "products": lines}
    status, order = web.request("POST", "/stores/demo/v2/orders", body)
    assert status == 201, order
    path = "/stores/demo/v3/payments/access_tokens"
    _, made = web.request("POST", path, {"order": {"id": order["id"]}})
    instrument = {
        "type": "card", "number": opened["test_cards"][card], "cardholder_name": "Ada Mercer",
        "expiry_month": 12, "expiry_year": 2035,
    }  # fmt: skip
    method = opened["card_payment_method_id"]
    payment = {"payment": {"instrument": instrument, "payment_method_id": method}}
    headers = {"Authorization": f"PAT {made['data']['id']}"}
    status, _ = web.request("POST", "/stores/demo/payments", payment, headers)
    return order["id"], status


def _compare(web: Web, charges: list[dict[str, Any]], acknowledged: list[int]) -> None:
    """Charged once is paid, and paid is charged once; what was acknowledged is paid."""
    charged: dict[int, list[int]] = {}
    for one in charges:
        number = int(one["key"].split("-")[1])
        net = one["captured"] - one["refunded"]
        if net:
            charged.setdefault(number, []).append(net)
    orders: list[dict[str, Any]] = []
    for page in itertools.count(1):
        path = f"/stores/demo/v2/orders?min_id=300&limit=250&page={page}"
        status, found = web.request("GET", path)
        if status != 200:
            break
        orders += found
    paid = {one["id"]: one for one in orders if one["status_id"] == 11}
    assert len(acknowledged) >= KILLS * PAID_BEFORE_A_KILL
    assert sorted(paid) == sorted(charged)
    assert set(acknowledged) <= set(paid)
    for number, amounts in charged.items():
        assert [f"{amount / 10_000:.4f}" for amount in amounts] == [paid[number]["total_inc_tax"]]
