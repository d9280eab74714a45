"""`orderwright orders`: list, show, export and import, beside a running server."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from orderwright.cli import app
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.db import order_coupons, outbox
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.order_coupon import OrderCoupon
from tests.support.world import SECRET_KEY, World

Run = Callable[..., Result]

BILLING = {
    "first_name": "Jane",
    "last_name": "Doe",
    "street_1": "1 Long Lane",
    "city": "Austin",
    "state": "TX",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
    "email": "jane@example.com",
}
VASE = {"name": "Vase", "quantity": 2, "price_ex_tax": 5, "price_inc_tax": 5.5}


@pytest.fixture
def run(world: World) -> Run:
    """The command in this process, on the database of the running application."""

    def invoke(*args: str, stdin: bytes = b"", store: str = "demo") -> Result:
        options = ["--store", store, "--database", world.database_url]
        env = {"ORDERWRIGHT_SECRET_KEY": SECRET_KEY, "COLUMNS": "120"}
        return CliRunner().invoke(app, ["orders", *args, *options], input=stdin, env=env)

    return invoke


def add_order(world: World, **fields: Any) -> dict[str, Any]:
    reply = world.post("/v2/orders", {"billing_address": BILLING, "products": [VASE], **fields})
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json()
    return made


def add_rich_order(world: World) -> int:
    """An order with something of everything."""
    fee = {"type": "custom_fee", "display_name_customer": "Fee", "cost_ex_tax": 1,
           "cost_inc_tax": 1}  # fmt: skip
    number: int = add_order(
        world,
        products=[VASE, {**VASE, "name": "Lamp", "quantity": 1}],
        shipping_addresses=[{**BILLING, "first_name": "John", "shipping_method": "Flat rate"}],
        fees=[fee],
        base_shipping_cost="4.5",
        discount_amount="1",
        external_source="M-MIG",
        external_id="A-1",
        staff_notes="handle with care",
        customer_message="=1+1",
        date_created="Tue, 20 Nov 2012 00:00:00 +0000",
    )["id"]
    line = world.get(f"/v2/orders/{number}/products").json()[0]
    shipment = {
        "order_address_id": line["order_address_id"],
        "items": [{"order_product_id": line["id"], "quantity": 1}],
        "tracking_number": "1Z",
        "shipping_provider": "ups",
    }
    assert world.post(f"/v2/orders/{number}/shipments", shipment).status == 201
    assert world.post(f"/x/orders/{number}/messages", {"message": "Thanks"}).status == 201

    async def work(unit: Unit) -> None:
        order_coupons.add(unit, world.store.id, number, OrderCoupon(code="C", amount=10_000))

    world.write(work)
    return number


def exported(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def live_order(number: int = 5000, **changes: Any) -> dict[str, Any]:
    """An order as another server prints it: older, with fewer members and one of its own."""
    link = {"url": f"https://x.example/{number}", "resource": f"/orders/{number}"}
    return {
        "id": number,
        "customer_id": 11,
        "date_created": "Mon, 06 May 2024 07:27:05 +0000",
        "date_modified": "Mon, 06 May 2024 08:00:00 +0000",
        "date_shipped": "",
        "status_id": 11,
        "status": "Awaiting Fulfillment",
        "custom_status": "To be packed",
        "subtotal_ex_tax": "20.0000",
        "subtotal_inc_tax": "21.6500",
        "subtotal_tax": "1.6500",
        "base_shipping_cost": "10.0000",
        "shipping_cost_ex_tax": "10.0000",
        "shipping_cost_inc_tax": "10.1000",
        "shipping_cost_tax": "0.1000",
        "shipping_cost_tax_class_id": 2,
        "total_ex_tax": "30.0000",
        "total_inc_tax": "31.7500",
        "total_tax": "1.7500",
        "items_total": 2,
        "items_shipped": 0,
        "payment_method": "Cash on Delivery",
        "currency_exchange_rate": "1.2500000000",
        "default_currency_code": "PKR",
        "currency_code": "PKR",
        "cart_id": "0b0c4f3e-5c7d-45e0-a67e-4603e3169516",
        "billing_address": {**BILLING, "form_fields": [{"name": "Licence", "value": "9"}]},
        "order_source": "www",
        "external_source": "M-MIG",
        "products": [
            {
                "id": 9001, "order_id": number, "product_id": 97, "variant_id": 64,
                "order_address_id": 8001, "name": "Orbit", "sku": "OTL", "type": "physical",
                "base_price": "10.0000", "price_ex_tax": "10.0000", "price_inc_tax": "10.8250",
                "price_tax": "0.8250", "base_total": "20.0000", "total_ex_tax": "20.0000",
                "total_inc_tax": "21.6500", "total_tax": "1.6500", "weight": "1.5", "quantity": 2,
                "discounted_total_inc_tax": "21.6500", "external_id": None,
                "product_options": [{"id": 5, "display_name": "Colour", "display_value": "blue",
                                     "order_product_id": 9001}],
            }
        ],
        "shipping_addresses": [
            {"id": 8001, "order_id": number, **BILLING, "items_total": 2, "items_shipped": 0,
             "shipping_method": "Flat rate", "base_cost": "10.0000", "cost_ex_tax": "10.0000",
             "cost_inc_tax": "10.1000", "cost_tax": "0.1000", "shipping_quotes": link}
        ],
        "coupons": link,
        "fees": link,
        "consignments": link,
        "something_new": {"a": 1},
        **changes,
    }  # fmt: skip


def lines(*orders: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(order) for order in orders).encode()


def counts(result: Result) -> dict[str, int]:
    """The summary, as its four lines."""
    return {name: int(count) for name, count in map(str.split, result.stdout.splitlines())}


def summary(imported: int = 0, skipped: int = 0, conflicts: int = 0, invalid: int = 0) -> Any:
    return {
        "imported": imported, "skipped": skipped, "conflicts": conflicts, "invalid": invalid,
    }  # fmt: skip


def test_list_as_a_table(world: World, run: Run) -> None:
    add_order(world)
    add_order(world, status_id=11, billing_address={**BILLING, "first_name": "", "last_name": ""})
    result = run("list")
    assert result.exit_code == 0, result.output
    head, *rows = [line.split() for line in result.stdout.splitlines()]
    assert head == ["number", "created", "status", "customer", "items", "total"]
    assert rows == [
        ["101", "2026-06-18", "14:23", "Awaiting", "Fulfillment", "jane@example.com", "2",
         "11.00", "USD"],
        ["100", "2026-06-18", "14:23", "Pending", "Jane", "Doe", "2", "11.00", "USD"],
    ]  # fmt: skip


def test_a_table_fits_a_narrow_terminal(world: World, run: Run) -> None:
    add_order(world, billing_address={**BILLING, "first_name": "J" * 80})
    result = CliRunner().invoke(
        app,
        ["orders", "list", "--store", "demo", "--database", world.database_url],
        env={"ORDERWRIGHT_SECRET_KEY": SECRET_KEY, "COLUMNS": "60"},
    )
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 60


def test_list_filters_and_json(world: World, run: Run) -> None:
    first, second = add_order(world), add_order(world, status_id=11)
    world.delete(f"/v2/orders/{add_order(world)['id']}")

    def ids(*options: str) -> list[int]:
        return [order["id"] for order in json.loads(run("list", "--json", *options).stdout)]

    assert ids() == [second["id"], first["id"]]
    assert ids("--oldest") == [first["id"], second["id"]]
    assert ids("--limit", "1") == [second["id"]]
    assert ids("--status", "11") == [second["id"]]
    assert ids("--max-id", "100") == [100]
    assert ids("--min-id", "101") == [101]
    assert ids("--customer", "7") == []
    assert ids("--since", "2027-01-01") == []
    assert ids("--until", "2027-01-01", "--oldest") == [100, 101]
    assert ids("--archived") == [102]
    shown = json.loads(run("list", "--json", "--max-id", "100").stdout)[0]
    address = "http://127.0.0.1:8000"
    assert shown == json.loads(json.dumps(first).replace("http://testserver", address))
    assert run("list", "--status", "3").stdout == "none\n"


def failure(result: Result) -> tuple[int, str]:
    assert isinstance(result.exception, CommandFailed), result.output
    return result.exception.code, str(result.exception)


def test_what_is_not_there(world: World, run: Run) -> None:
    assert failure(run("list", store="nowhere")) == (
        Exit.NOT_FOUND, "There is no store nowhere",
    )  # fmt: skip
    assert failure(run("show", "999")) == (Exit.NOT_FOUND, "Store demo has no order 999")
    assert failure(run("list", "--since", "soon"))[0] == Exit.USAGE
    assert failure(run("import", "/nowhere.jsonl"))[0] == Exit.USAGE
    assert failure(run("export", "--format", "pdf"))[0] == Exit.USAGE


def test_show(world: World, run: Run) -> None:
    number = add_rich_order(world)
    result = run("show", str(number))
    assert result.exit_code == 0, result.output
    text = result.stdout
    for expected in (
        "Partially Shipped", "Tue, 20 Nov 2012 00:00:00 +0000", "Jane Doe <jane@example.com>",
        "M-MIG", "handle with care", "Vase", "Lamp", "John Doe", "Flat rate", "1 of 3", "UPS",
        "https://www.ups.com/track?tracknum=1Z",
    ):  # fmt: skip
        assert expected in text, expected
    shown = json.loads(run("show", str(number), "--json").stdout)
    assert shown["products"] == world.get(f"/v2/orders/{number}/products").json()
    assert shown["shipments"] == world.get(f"/v2/orders/{number}/shipments").json()


def test_export_of_json_lines(world: World, run: Run, tmp_path: Path) -> None:
    number = add_rich_order(world)
    add_order(world)
    order, other = exported(run("export"))
    assert other["id"] == number + 1
    path = f"/v2/orders/{number}"
    own = world.get(path).json()
    parts = {
        "fees": world.get(f"{path}/fees").json()["fees"],
        "consignments": world.get(f"{path}/consignments").json(),
        "products": world.get(f"{path}/products").json(),
        "shipping_addresses": world.get(f"{path}/shipping_addresses").json(),
        "coupons": world.get(f"{path}/coupons").json(),
        "taxes": [],
        "shipments": world.get(f"{path}/shipments").json(),
        "messages": world.get(f"{path}/messages").json(),
    }
    printed = json.dumps({**own, **parts}).replace("http://testserver", "http://127.0.0.1:8000")
    assert order == json.loads(printed)
    file = tmp_path / "orders.jsonl"
    result = run("export", "--output", str(file), "--max-id", str(number))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 orders\n")
    assert [json.loads(line) for line in file.read_text().splitlines()] == [order]
    assert not file.with_name("orders.jsonl.part").exists()


def test_export_of_more_than_one_page(
    world: World, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orderwright.commands.order_exporting.ORDERS_AT_ONCE", 2)
    for _ in range(5):
        add_order(world)
    world.delete("/v2/orders/102")
    assert [order["id"] for order in exported(run("export"))] == [100, 101, 103, 104]
    every = [order["id"] for order in exported(run("export", "--with-archived"))]
    assert every == [100, 101, 103, 104, 102]


def test_export_of_csv(world: World, run: Run, tmp_path: Path) -> None:
    number = add_rich_order(world)
    file = tmp_path / "orders.csv"
    assert run("export", "-o", str(file)).exit_code == 0
    (row,) = csv.DictReader(io.StringIO(file.read_text()))
    assert list(row)[:4] == ["id", "customer_id", "date_created", "is_tax_inclusive_pricing"]
    assert list(row)[-1] == "custom_status"
    assert len(row) == 74 - 5 - 1 + 13
    assert {
        name: row[name]
        for name in ("id", "is_deleted", "total_inc_tax", "payment_provider_id", "staff_notes",
                     "billing_address.first_name", "billing_address.form_fields")
    } == {
        "id": str(number),
        "is_deleted": "false",
        "total_inc_tax": "20.9000",
        "payment_provider_id": "",
        "staff_notes": "handle with care",
        "billing_address.first_name": "Jane",
        "billing_address.form_fields": "",
    }  # fmt: skip
    assert row["customer_message"] == "'=1+1"


def test_into_another_store_and_back(world: World, run: Run, tmp_path: Path) -> None:
    add_rich_order(world)
    add_order(world, status_id=5)
    world.delete(f"/v2/orders/{add_order(world)['id']}")
    original = exported(run("export", "--with-archived"))
    other = world.add_store("other")
    result = run("import", "-", stdin=lines(*original), store="other")
    assert (result.exit_code, counts(result)) == (0, summary(imported=3))
    copied = exported(run("export", "--with-archived", store="other"))
    assert copied == json.loads(json.dumps(original).replace("stores/demo", "stores/other"))
    again = run("import", "-", stdin=lines(*original), store="other")
    assert (again.exit_code, counts(again)) == (0, summary(skipped=3))
    assert counts(run("import", "-", stdin=lines(*original))) == summary(skipped=3)
    assert exported(run("export", "--with-archived", store="other")) == copied
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


COUNTER = statement("SELECT value FROM counters WHERE store_id = :store_id AND name = :name")


def counter(world: World, name: str) -> int:
    async def work(unit: Unit) -> Row | None:
        return await unit.row(COUNTER, store_id=world.store.id, name=name)

    found: int = world.read(work)["value"]
    return found


def test_an_order_of_a_live_store(world: World, run: Run) -> None:
    order = live_order()
    result = run("import", "-", stdin=lines(order))
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


def test_history_is_kept_and_nothing_is_announced(world: World, run: Run) -> None:
    run("import", "-", stdin=lines(live_order()))

    async def work(unit: Unit) -> tuple[list[outbox.Event], list[Row]]:
        heard = await outbox.read_after(unit, world.store.id, 0, 100)
        return heard, await unit.rows(HISTORY, store_id=world.store.id)

    heard, (entry,) = world.read(work)
    assert heard == []
    assert (entry["order_id"], entry["action"], entry["actor"]) == (5000, "imported", "cli:import")
    assert (entry["revision"], entry["status_id_before"], entry["status_id_after"]) == (1, None, 11)


def test_an_imported_order_is_an_order(world: World, run: Run) -> None:
    run("import", "-", stdin=lines(live_order()))
    before = world.get("/v2/orders/5000").json()
    changed = world.put("/v2/orders/5000", {"status_id": 10, "staff_notes": "x"}).json()
    assert (changed["status_id"], changed["total_inc_tax"]) == (10, before["total_inc_tax"])
    body = {"order_address_id": 8001, "items": [{"order_product_id": 9001, "quantity": 2}]}
    assert world.post("/v2/orders/5000/shipments", body).json()["id"] == 1
    assert world.get("/v2/orders/5000").json()["items_shipped"] == 2
    again = run("import", "-", stdin=lines(live_order()))
    assert again.exit_code == Exit.CONFLICT
    assert "order 5000: it is there and differs: date_modified, status_id, status" in again.stderr


def test_conflicts(world: World, run: Run) -> None:
    run("import", "-", stdin=lines(live_order()))
    before = exported(run("export"))
    result = run(
        "import", "-", "--json",
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
    assert exported(run("export"))[:1] == before


FREE: dict[str, Any] = {
    "products": [{"id": 9002, "quantity": 1, "order_address_id": 8002}],
    "shipping_addresses": [{"id": 8002}],
}


def test_one_file_may_not_hold_a_number_twice(world: World, run: Run) -> None:
    result = run("import", "-", stdin=lines(live_order(), live_order(), live_order(5001)))
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
    ({"shipments": [{"id": 1, "items": ["x"]}]}, "shipments.items is invalid"),
]  # fmt: skip


@pytest.mark.parametrize("changes, reason", WRONG)
def test_what_is_wrong_is_told(
    world: World, run: Run, changes: dict[str, Any], reason: str
) -> None:
    result = run("import", "-", stdin=lines({**live_order(), **changes}, live_order(6000, **FREE)))
    assert (result.exit_code, counts(result)) == (Exit.FAILED, summary(imported=1, invalid=1))
    number = changes.get("id", 5000)
    assert result.stderr.splitlines() == [f"line 1, order {number}: {reason}"]
    assert [order["id"] for order in exported(run("export"))] == [6000]


def test_lines_that_are_no_orders(world: World, run: Run) -> None:
    result = run("import", "-", stdin=b'{"id": \n[]\n\n"x"\n' + lines(live_order()))
    assert (result.exit_code, counts(result)) == (Exit.FAILED, summary(imported=1, invalid=3))
    told = result.stderr.splitlines()
    assert told[0].startswith("line 1: it is no JSON: ")
    assert told[1:] == ["line 2: order is invalid", "line 4: order is invalid"]


def test_an_array_and_one_order_over_many_lines(world: World, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "live.json"
    file.write_text(json.dumps([live_order(), live_order(5001, **FREE)], indent=2))
    assert counts(run("import", str(file))) == summary(imported=2)
    file.write_text(json.dumps(live_order(), indent=2))
    assert counts(run("import", str(file))) == summary(skipped=1)
    file.write_text("[{")
    assert counts(run("import", str(file))) == summary(invalid=1)
    file.write_text("")
    assert counts(run("import", str(file))) == summary()


def test_adjacent_lists(world: World, run: Run, tmp_path: Path) -> None:
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
    assert failure(run("import", str(folder)))[0] == Exit.USAGE
    (folder / "orders.json").write_text(json.dumps(orders))
    assert counts(run("import", str(folder))) == summary(imported=2)
    assert world.get("/v2/orders/5001/products").json()[0]["id"] == 9002


def test_parts_within_consignments(world: World, run: Run) -> None:
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
    assert counts(run("import", "-", stdin=lines(order))) == summary(imported=1)
    assert [row["id"] for row in world.get("/v2/orders/5000/products").json()] == [9001, 9002]
    shown = world.get("/v2/orders/5000/consignments").json()
    assert shown["pickups"][0]["location"] == {"id": 2, "name": "Shop"}
    assert shown["shipping"][0]["base_cost"] == 10
