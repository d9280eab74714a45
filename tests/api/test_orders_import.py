"""`orderwright orders import`: orders of another server, with their numbers and dates."""

import json
from pathlib import Path
from typing import Any

import pytest

from orderwright.commands.failures import Exit
from orderwright.db import outbox
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from tests.api.ordering import (
    BILLING,
    VASE,
    add_order,
    add_rich_order,
    counts,
    exported,
    failure,
    lines,
    live_order,
    run,
    summary,
)
from tests.support.world import World


def test_into_another_store_and_back(world: World, tmp_path: Path) -> None:
    add_rich_order(world)
    add_order(world, status_id=5)
    world.delete(f"/v2/orders/{add_order(world)['id']}")
    original = exported(run(world, "export", "--with-archived"))
    other = world.add_store("other")
    result = run(world, "import", "-", stdin=lines(*original), store="other")
    assert (result.exit_code, counts(result)) == (0, summary(imported=3))
    copied = exported(run(world, "export", "--with-archived", store="other"))
    assert copied == json.loads(json.dumps(original).replace("stores/demo", "stores/other"))
    again = run(world, "import", "-", stdin=lines(*original), store="other")
    assert (again.exit_code, counts(again)) == (0, summary(skipped=3))
    assert counts(run(world, "import", "-", stdin=lines(*original))) == summary(skipped=3)
    assert exported(run(world, "export", "--with-archived", store="other")) == copied
    token = world.add_token(other, "store_v2_orders")
    made = world.client.post(
        "/stores/other/v2/orders",
        {"billing_address": BILLING, "products": [VASE]},
        headers={"x-auth-token": token},
    )
    assert (made.status, made.json()["id"]) == (201, 103)
    products = world.client.get(
        "/stores/other/v2/orders/103/products", headers={"x-auth-token": token}
    ).json()
    assert products[0]["id"] == 5


def test_fewer_items_than_none(world: World) -> None:
    rebate = {"name": "Rebate", "quantity": -5, "price_ex_tax": 4, "price_inc_tax": 4}
    add_order(world, products=[VASE, rebate])
    world.add_store("other")
    original = exported(run(world, "export"))
    assert original[0]["shipping_addresses"][0]["items_total"] == -3
    result = run(world, "import", "-", stdin=lines(*original), store="other")
    assert (result.exit_code, counts(result)) == (0, summary(imported=1))
    copied = exported(run(world, "export", store="other"))
    assert copied[0]["shipping_addresses"][0]["items_total"] == -3


COUNTER = statement("SELECT value FROM counters WHERE store_id = :store_id AND name = :name")


def counter(world: World, name: str) -> int:
    async def work(unit: Unit) -> Row | None:
        return await unit.row(COUNTER, store_id=world.store.id, name=name)

    found: int = world.read(work)["value"]
    return found


def test_an_order_of_a_live_store(world: World) -> None:
    order = live_order()
    result = run(world, "import", "-", stdin=lines(order))
    assert (result.exit_code, counts(result)) == (0, summary(imported=1))
    shown = world.get("/v2/orders/5000").json()
    links = ("products", "shipping_addresses", "coupons", "fees", "consignments", "something_new")
    own = {name: value for name, value in order.items() if name not in links}
    expected = {**own, "custom_status": "Awaiting Fulfillment"}
    expected["billing_address"] = {
        **BILLING, "company": "", "street_2": "", "phone": "",
        "form_fields": [{"name": "Licence", "value": "9"}],
    }  # fmt: skip
    assert {name: shown[name] for name in expected} == expected
    (line,) = world.get("/v2/orders/5000/products").json()
    given = {**order["products"][0], "weight": "1.5000"}
    assert {name: line[name] for name in given} == given
    (address,) = world.get("/v2/orders/5000/shipping_addresses").json()
    assert (address["id"], address["cost_inc_tax"]) == (8001, "10.1000")
    assert [row["id"] for row in world.get("/v2/orders?min_id=5000").json()] == [5000]
    assert world.get("/v2/orders/count").json()["count"] == 1
    assert counter(world, "order_product_option") == 5
    assert add_order(world)["id"] == 5001
    assert world.get("/v2/orders/5001/products").json()[0]["id"] == 9002
    assert world.get("/v2/orders/5001/shipping_addresses").json()[0]["id"] == 8002


HISTORY = statement("SELECT * FROM order_history WHERE store_id = :store_id")


def test_history_is_kept_and_nothing_is_announced(world: World) -> None:
    run(world, "import", "-", stdin=lines(live_order()))

    async def work(unit: Unit) -> tuple[list[outbox.Event], list[Row]]:
        heard = await outbox.read_after(unit, world.store.id, 0, 100)
        return heard, await unit.rows(HISTORY, store_id=world.store.id)

    heard, (entry,) = world.read(work)
    assert heard == []
    assert (entry["order_id"], entry["action"], entry["actor"]) == (5000, "imported", "cli:import")
    assert (entry["revision"], entry["status_id_before"], entry["status_id_after"]) == (1, None, 11)


def test_an_imported_order_is_an_order(world: World) -> None:
    run(world, "import", "-", stdin=lines(live_order()))
    before = world.get("/v2/orders/5000").json()
    changed = world.put("/v2/orders/5000", {"status_id": 10, "staff_notes": "x"}).json()
    assert (changed["status_id"], changed["total_inc_tax"]) == (10, before["total_inc_tax"])
    body = {"order_address_id": 8001, "items": [{"order_product_id": 9001, "quantity": 2}]}
    assert world.post("/v2/orders/5000/shipments", body).json()["id"] == 1
    assert world.get("/v2/orders/5000").json()["items_shipped"] == 2
    again = run(world, "import", "-", stdin=lines(live_order()))
    assert again.exit_code == Exit.CONFLICT
    assert "order 5000: it is there and differs: date_modified, status_id, status" in again.stderr


def test_its_figures_move_only_with_what_they_are_made_of(world: World) -> None:
    custom = {**live_order()["products"][0], "product_id": 0, "product_options": []}
    run(world, "import", "-", stdin=lines(live_order(products=[custom])))
    kept = world.put("/v2/orders/5000", {"customer_message": "x"}).json()
    assert (kept["total_ex_tax"], kept["total_inc_tax"]) == ("30.0000", "31.7500")
    changes = {"products": [{"id": 9001, "quantity": 4}]}
    changed = world.put("/v2/orders/5000", changes).json()
    (line,) = world.get("/v2/orders/5000/products").json()
    assert (line["price_ex_tax"], line["price_inc_tax"]) == ("10.0000", "10.8250")
    assert {
        name: changed[name]
        for name in ("subtotal_ex_tax", "subtotal_inc_tax", "base_shipping_cost",
                     "shipping_cost_inc_tax", "total_ex_tax", "total_inc_tax", "items_total")
    } == {
        "subtotal_ex_tax": "40.0000",
        "subtotal_inc_tax": "43.3000",
        "base_shipping_cost": "10.0000",
        "shipping_cost_inc_tax": "10.1000",
        "total_ex_tax": "50.0000",
        "total_inc_tax": "53.4000",
        "items_total": 4,
    }  # fmt: skip


def test_taxes_come_along(world: World) -> None:
    tax = {
        "id": 13, "order_id": 5000, "order_address_id": 8001, "tax_rate_id": 1,
        "sales_tax_id": "1", "tax_class_id": None, "name": "State Tax", "class": "Goods",
        "rate": "8.2500", "priority": 1, "priority_amount": "1.6500", "line_amount": "1.6500",
        "order_pickup_method_id": 0, "order_product_id": "9001", "line_item_type": "item",
    }  # fmt: skip
    assert counts(run(world, "import", "-", stdin=lines(live_order(taxes=[tax])))) == summary(1)
    assert world.get("/v2/orders/5000/taxes?details=true").json() == [tax]


def test_conflicts(world: World) -> None:
    run(world, "import", "-", stdin=lines(live_order()))
    before = exported(run(world, "export"))
    result = run(world, "import", "-", "--json",
        stdin=lines(live_order(total_inc_tax="1.0000"), live_order(5001), live_order(5002, **FREE)),
    )  # fmt: skip
    assert result.exit_code == Exit.CONFLICT
    assert json.loads(result.stdout) == {
        "imported": 1,
        "skipped": 0,
        "conflicts": [
            {"id": 5000, "reason": "it is there and differs: total_inc_tax"},
            {"id": 5001, "reason": "order_products 9001 belongs to order 5000"},
        ],
        "invalid": [],
    }
    assert exported(run(world, "export"))[:1] == before


FREE: dict[str, Any] = {
    "products": [{"id": 9002, "quantity": 1, "order_address_id": 8002}],
    "shipping_addresses": [{"id": 8002}],
}


def test_one_file_may_not_hold_a_number_twice(world: World) -> None:
    result = run(world, "import", "-", stdin=lines(live_order(), live_order(), live_order(5001)))
    assert counts(result) == summary(imported=1, skipped=1, conflicts=1)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": "x"}, "id is invalid"),
    ({"id": 0}, "id is invalid"),
    ({"status_id": 15}, "status_id is invalid"),
    ({"status_id": None}, "status_id is missing"),
    ({"date_created": "soon"}, "date_created is invalid"),
    ({"total_inc_tax": "much"}, "total_inc_tax is invalid"),
    ({"currency_exchange_rate": "-1"}, "currency_exchange_rate is invalid"),
    ({"products": {"url": "", "resource": ""}}, "products is missing"),
    ({"shipping_addresses": None}, "shipping_addresses is missing"),
    ({"products": ["x"]}, "products.0 is invalid"),
    ({"products": [{"id": 1}]}, "products.0.quantity is missing"),
    ({"products": [{"quantity": 1}]}, "products.id is invalid"),
    ({"products": [{"id": 1, "quantity": 1, "order_id": 7}]}, "products.order_id is invalid"),
    ({"products": [{"id": 1, "quantity": 1, "order_address_id": 7}]},
     "products.order_address_id is invalid"),
    ({"shipments": [{"id": 1, "items": [{"order_product_id": 7, "quantity": 1}]}]},
     "shipments.items.order_product_id is invalid"),
    ({"products": [{"id": 1, "quantity": 1, "product_options": ["x"]}]},
     "products.0.product_options.0 is invalid"),
    ({"shipments": [{"id": 1, "items": ["x"]}]}, "shipments.items is invalid"),
]  # fmt: skip


@pytest.mark.parametrize("changes, reason", WRONG)
def test_what_is_wrong_is_told(world: World, changes: dict[str, Any], reason: str) -> None:
    result = run(
        world, "import", "-", stdin=lines({**live_order(), **changes}, live_order(6000, **FREE))
    )
    assert (result.exit_code, counts(result)) == (Exit.FAILED, summary(imported=1, invalid=1))
    number = changes.get("id", 5000)
    assert result.stderr.splitlines() == [f"line 1, order {number}: {reason}"]
    assert [order["id"] for order in exported(run(world, "export"))] == [6000]


def test_lines_that_are_no_orders(world: World) -> None:
    result = run(world, "import", "-", stdin=b'{"id": \n[]\n\n"x"\n' + lines(live_order()))
    assert (result.exit_code, counts(result)) == (Exit.FAILED, summary(imported=1, invalid=3))
    told = result.stderr.splitlines()
    assert told[0].startswith("line 1: it is no JSON: ")
    assert told[1:] == ["line 2: order is invalid", "line 4: order is invalid"]


def test_an_array_and_one_order_over_many_lines(world: World, tmp_path: Path) -> None:
    file = tmp_path / "live.json"
    file.write_text(json.dumps([live_order(), live_order(5001, **FREE)], indent=2))
    assert counts(run(world, "import", str(file))) == summary(imported=2)
    file.write_text(json.dumps(live_order(), indent=2))
    assert counts(run(world, "import", str(file))) == summary(skipped=1)
    file.write_text("[{")
    assert counts(run(world, "import", str(file))) == summary(invalid=1)
    file.write_text("")
    assert counts(run(world, "import", str(file))) == summary()


def test_adjacent_lists(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    folder.mkdir()
    orders = [live_order(), live_order(5001, **FREE)]
    orders[1]["products"][0]["order_id"] = 5001
    orders[1]["shipping_addresses"][0]["order_id"] = 5001
    for name in ("products", "shipping_addresses"):
        rows = [row for order in orders for row in order[name]]
        (folder / f"{name}.jsonl").write_bytes(lines(*rows))
        for order in orders:
            order[name] = {"url": "", "resource": ""}
    assert failure(run(world, "import", str(folder)))[0] == Exit.USAGE
    (folder / "orders.json").write_text(json.dumps(orders))
    assert counts(run(world, "import", str(folder))) == summary(imported=2)
    assert world.get("/v2/orders/5001/products").json()[0]["id"] == 9002


def test_parts_within_consignments(world: World) -> None:
    order = live_order()
    (line,), (address,) = order.pop("products"), order.pop("shipping_addresses")
    order["consignments"] = {
        "pickups": [
            {"id": 3, "pickup_method_id": 1, "location": {"id": 2, "name": "Shop"},
             "line_items": [{"id": 9002, "quantity": 1, "order_pickup_method_id": 3}]}
        ],
        "shipping": [{**address, "base_cost": 10, "line_items": [line]}],
        "downloads": [],
        "email": {"gift_certificates": []},
    }  # fmt: skip
    assert counts(run(world, "import", "-", stdin=lines(order))) == summary(imported=1)
    assert [row["id"] for row in world.get("/v2/orders/5000/products").json()] == [9001, 9002]
    shown = world.get("/v2/orders/5000/consignments").json()
    assert shown["pickups"][0]["location"] == {"id": 2, "name": "Shop"}
    assert shown["shipping"][0]["base_cost"] == 10
