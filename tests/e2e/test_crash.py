"""`kill -9` in a burst of creates: what was acknowledged is there, and nothing in half.

Once in an ordinary run; `make evidence` does it KILLS times on each database, at a random moment.
"""

import asyncio
import http.client
import os
import random
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orderwright.db.database import open_database
from orderwright.db.statement import statement
from orderwright.db.unit import Row
from tests.e2e.processes import Running, Web, demo
from tests.support.postgres import Cluster, start, stop

KILLS = int(os.environ.get("ORDERWRIGHT_TEST_KILLS", "1"))
WRITERS = 8
ACKNOWLEDGED_MAX = 160
LINES = 2
FIRST_ID = 300

PARTS = {
    "order_products": LINES,
    "order_addresses": 1,
    "order_history": 1,
}
STOCK = (
    "SELECT SUM(level) AS level FROM stock_items"
    " WHERE store_id = 1 AND product_id = 1 AND :first > 0"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def durable_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database on the disk with all its safety switched on."""
    with tempfile.TemporaryDirectory(prefix="orderwright-durable-") as name:
        folder = Path(name)
        if request.param == "sqlite":
            yield f"sqlite:///{folder / 'orderwright.db'}"
            return
        folder.chmod(0o711)  # the server runs as another user
        directory = folder / "cluster"
        cluster: Cluster = start(directory, durable=True)
        yield cluster.create("crash")
        stop(directory)


def test_acknowledged_orders_survive_whole(durable_database: str) -> None:
    """Each start of the server checks what the one before acknowledged until it was killed."""
    acknowledged: list[dict[str, Any]] = []
    level = None
    for kill in range(KILLS):
        wanted = ACKNOWLEDGED_MAX if KILLS == 1 else random.randint(1, ACKNOWLEDGED_MAX)
        with demo("--database", durable_database) as (running, opened):
            web = Web(opened["base_url"], opened["access_token"])
            _check_acknowledged(web, acknowledged)
            level = level or _rows(durable_database, STOCK)[0]["level"]
            acknowledged = _burst(running, web, opened, wanted)
        assert len(acknowledged) >= wanted
        print(f"kill {kill + 1}: {len(acknowledged)} orders were acknowledged")
    with demo("--database", durable_database) as (_, opened):
        web = Web(opened["base_url"], opened["access_token"])
        _check_acknowledged(web, acknowledged)
        _, made = web.request("POST", "/stores/demo/v2/orders", _body(opened))
        assert made["id"] > max(order["id"] for order in acknowledged)
    _check_whole(durable_database, level or 0)


def _check_acknowledged(web: Web, acknowledged: list[dict[str, Any]]) -> None:
    """Every order is there once, as it was answered."""
    assert len({order["id"] for order in acknowledged}) == len(acknowledged)
    for order in acknowledged:
        path = f"/stores/demo/v2/orders/{order['id']}"
        status, found = web.request("GET", path)
        assert (status, _without_links(found)) == (200, _without_links(order))
        status, lines = web.request("GET", f"{path}/products")
        assert [line["quantity"] for line in lines] == [1, 1]


def _burst(running: Running, web: Web, opened: dict[str, Any], wanted: int) -> list[dict[str, Any]]:
    """The orders that were acknowledged until the server was killed, at least so many."""
    acknowledged: list[dict[str, Any]] = []
    enough = threading.Event()

    def write() -> None:
        while True:
            try:
                status, order = web.request("POST", "/stores/demo/v2/orders", _body(opened))
            except (OSError, http.client.HTTPException):  # the server is gone
                return
            assert status == 201
            acknowledged.append(order)
            if len(acknowledged) >= wanted:
                enough.set()

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    assert enough.wait(60)
    running.process.kill()
    for writer in writers:
        writer.join()
    return acknowledged


def _body(opened: dict[str, Any]) -> dict[str, Any]:
    address = {
        "first_name": "Ada", "last_name": "Mercer", "street_1": "12 Juniper Lane",
        "city": "Austin", "state": "Texas", "zip": "78701", "country": "United States",
        "country_iso2": "US", "email": "ada@example.com",
    }  # fmt: skip
    first, _, third = opened["product_ids"][:3]
    return {
        "billing_address": address,
        "products": [{"product_id": first, "quantity": 1}, {"product_id": third, "quantity": 1}],
    }


def _without_links(order: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in order.items()
        if not (isinstance(value, dict) and "url" in value)
    }


def _check_whole(database: str, level: int) -> None:
    """Every order, acknowledged or not, has all its parts; stock went down by what was sold."""
    new = "store_id = 1 AND order_id >= :first"
    orders = _rows(database, "SELECT id FROM orders WHERE store_id = 1 AND id >= :first")
    ids = sorted(row["id"] for row in orders)
    for table, expected in PARTS.items():
        counted = _rows(
            database,
            f"SELECT order_id, COUNT(*) AS parts FROM {table} WHERE {new} GROUP BY order_id",
        )
        assert {row["order_id"]: row["parts"] for row in counted} == dict.fromkeys(ids, expected)
    events = _rows(
        database,
        "SELECT COUNT(*) AS n FROM events WHERE store_id = 1 AND scope = 'store/order/created'"
        " AND subject_id >= :first",
    )
    assert events[0]["n"] == len(ids)
    assert _rows(database, STOCK)[0]["level"] == level - len(ids)


def _rows(url: str, text: str) -> list[Row]:
    async def read() -> list[Row]:
        database = open_database(url)
        await database.open()
        try:
            return await database.read(lambda unit: unit.rows(statement(text), first=FIRST_ID))
        finally:
            await database.close()

    return asyncio.run(read())
