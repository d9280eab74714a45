"""The same seed, the same clock and the same requests give the same bytes, headers included."""

import shutil
import uuid
from pathlib import Path
from typing import Any

import pytest

from orderwright.clock import ControlledClock
from orderwright.db.database import migrate
from tests.support.client import Reply
from tests.support.postgres import Cluster
from tests.support.world import START, World, sqlite_url

BILLING = {
    "first_name": "Ada", "last_name": "L", "street_1": "1 Way", "city": "Austin", "state": "TX",
    "zip": "78701", "country": "United States", "email": "ada@example.com",
}  # fmt: skip
PRODUCT = {"name": "Mug", "type": "physical", "weight": 1, "price": 10}
ORDER = {"billing_address": BILLING, "products": [{"product_id": 1, "quantity": 2}]}
STEPS: list[tuple[str, str, Any]] = [
    ("POST", "/v3/catalog/products", PRODUCT),
    ("POST", "/v3/customers", [{"email": "a@example.com", "first_name": "A", "last_name": "B"}]),
    ("POST", "/v2/orders", ORDER),
    ("PUT", "/v2/orders/100", {"status_id": 11}),
    ("POST", "/v3/carts", {"line_items": [{"product_id": 1, "quantity": 1}]}),
    ("POST", "/v2/orders", {"products": []}),
    ("GET", "/v2/orders", None),
    ("GET", "/x/orders/100/history", None),
]


def fresh_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    if kind == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        folder.mkdir()
        shutil.copy(template, folder / template.name)
        return sqlite_url(folder)
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    return cluster.create(f"same_{uuid.uuid4().hex}", cluster.template("orderwright", migrate))


def replies(database_url: str) -> list[Reply]:
    clock = ControlledClock(START)
    with World(database_url, clock) as world:
        taken = []
        for method, path, body in STEPS:
            taken.append(world.request(method, path, body))
            clock.advance(1_500)
        return taken


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_runs_are_byte_identical(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    first = replies(fresh_database(kind, request, tmp_path / "first"))
    second = replies(fresh_database(kind, request, tmp_path / "second"))
    assert [reply.status for reply in first] == [200, 200, 201, 200, 201, 400, 200, 200]
    assert first == second
