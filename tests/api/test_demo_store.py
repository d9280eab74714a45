"""What the demo store holds, whatever the database."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from orderwright.app import build_demo
from orderwright.clock import SeededRandomness
from orderwright.db import access
from orderwright.db.statement import statement
from orderwright.demo.goods import GOODS
from orderwright.demo.past import YEAR_MS, Chance, Shelf, plan
from orderwright.settings import Settings
from tests.api.test_shipping import offers_for
from tests.support.world import START, World

ORDERS = statement(
    "SELECT id, status_id, date_created, items_shipped, total_tax FROM orders"
    " WHERE store_id = :store_id ORDER BY id"
)
STOCK = statement("SELECT level FROM stock_items WHERE store_id = :store_id AND level < 0")


@pytest.fixture
def demo(world: World) -> World:
    """The world's store, emptied and seeded as the demo store."""
    store = build_demo(Settings(seed=3, dev=True), world.services)
    assert world.client.run(store.reset(world.store))
    return world


def orders(world: World) -> list[dict[str, Any]]:
    rows = world.read(lambda unit: unit.rows(ORDERS, store_id=world.store.id))
    return [dict(row) for row in rows]


def test_goods_of_every_kind(demo: World) -> None:
    products: list[dict[str, Any]] = []
    for page in (1, 2, 3):
        path = f"/v3/catalog/products?limit=10&page={page}&include=variants,modifiers"
        products += demo.get(path).json()["data"]
    assert len(products) == 30
    first = products[0]
    assert (first["type"], first["inventory_tracking"]) == ("physical", "product")
    assert first["inventory_level"] > 100_000
    assert (len(first["variants"]), first["modifiers"]) == (1, [])
    assert sum(len(product["variants"]) > 1 for product in products) == 5
    assert {m["type"] for p in products for m in p["modifiers"]} == {"text", "checkbox", "date"}
    assert sum(product["type"] == "digital" for product in products) == 3
    assert sum(product["order_quantity_maximum"] > 0 for product in products) == 3
    assert sum(product["tax_class_id"] == 1 for product in products) == 2
    assert sum(p["inventory_tracking"] == "product" and not p["inventory_level"]
               for p in products) == 2  # fmt: skip


def test_a_company_whose_orders_have_their_records(demo: World) -> None:
    headers = {"x-store-hash": demo.store.hash}
    listed = demo.client.get("/api/v3/io/orders?companyId=1&limit=250", headers=headers).json()
    noted = [row["poNumber"] for row in listed["data"] if row["poNumber"]]
    assert sorted(noted) == [f"SATO-{number:04d}" for number in range(1, 6)]
    buyers = demo.client.get("/api/v3/io/users?companyId=1", headers=headers).json()["data"]
    assert [(buyer["email"], buyer["role"]) for buyer in buyers] == [
        ("keiko.sato@example.com", 0),
        ("hiro.tanaka@example.com", 2),
    ]
    theirs = [demo.get(f"/v2/orders?customer_id={b['customerId']}&limit=250") for b in buyers]
    assert sum(len(reply.json()) for reply in theirs) == len(listed["data"])


def test_a_year_of_orders_in_every_status(demo: World) -> None:
    found = orders(demo)
    assert [order["id"] for order in found] == list(range(100, 300))
    statuses = Counter(order["status_id"] for order in found)
    assert set(statuses) == set(range(15))
    assert (statuses[10], statuses[2], statuses[0]) == (78, 42, 2)
    dates = [order["date_created"] for order in found]
    assert dates == sorted(dates)
    assert START - YEAR_MS < dates[0] < START - 11 * YEAR_MS // 12
    assert dates[-1] < START
    shipped = [order for order in found if order["status_id"] == 2]
    assert sum(order["items_shipped"] > 0 for order in shipped) > 30
    assert sum(order["total_tax"] > 0 for order in found) > 100
    assert demo.read(lambda unit: unit.rows(STOCK, store_id=demo.store.id)) == []


def test_texas_pays_its_rate(demo: World) -> None:
    rates = demo.get("/v3/tax/rates").json()["data"]
    texas = next(rate for rate in rates if rate["name"] == "Texas sales tax")
    assert {"tax_class_id": 0, "rate": 8.25} in texas["class_rates"]


def test_another_store_is_left_alone(world: World) -> None:
    store = build_demo(Settings(dev=True), world.services)
    assert world.client.run(store.reset(replace(world.store, hash="other"))) is False
    assert orders(world) == []


def test_second_opening_changes_nothing(demo: World) -> None:
    before = orders(demo)
    store = build_demo(Settings(seed=4, dev=True), demo.services)
    found, is_new = demo.client.run(store.open(demo.clock.now()))
    assert (found.id, is_new) == (demo.store.id, False)
    assert orders(demo) == before


def test_tokens_outlive_a_reset(demo: World) -> None:
    assert len(demo.read(lambda unit: access.list_tokens(unit, demo.store.id))) == 1
    assert demo.get("/v2/time").status == 200


def test_plan_follows_its_seed() -> None:
    shelves = [Shelf(number, good) for number, good in enumerate(GOODS, 1)]

    def planned(seed: int) -> list[Any]:
        return plan(shelves, range(1, 13), START, Chance(SeededRandomness(seed)))

    assert planned(1) == planned(1)
    assert planned(1) != planned(2)


def test_shipping_within_the_united_states(demo: World) -> None:
    """A mug is 12.00 and weighs 0.8: seven are above 75.00, and between 2 and 10 pounds."""
    paid = [("shipping_flatrate", "Flat Rate", Decimal("7.5"))]
    fetched = ("shipping_pickupinstore", "Pickup In Store", 0)
    by_weight = "Ship by Weight"
    mug = demo.get("/v3/catalog/products?limit=1").json()["data"][0]["id"]
    assert offers_for(demo, mug, 1) == [*paid, ("shipping_byweight", by_weight, 5), fetched]
    assert offers_for(demo, mug, 7) == [
        ("freeshipping", "Free Shipping", 0),
        *paid,
        ("shipping_byweight", by_weight, 9),
        fetched,
    ]
    assert offers_for(demo, mug, 1, country_code="DE") == []
