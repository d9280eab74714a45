"""`orderwright orders list`, `show` and `export`, beside a running server."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orderwright.cli import app
from orderwright.commands.failures import Exit
from tests.api.ordering import BILLING, add_order, add_rich_order, exported, failure, run
from tests.support.world import SECRET_KEY, World


def test_list_as_a_table(world: World) -> None:
    add_order(world)
    add_order(world, status_id=11, billing_address={**BILLING, "first_name": "", "last_name": ""})
    result = run(world, "list")
    assert result.exit_code == 0, result.output
    head, *rows = [line.split() for line in result.stdout.splitlines()]
    assert head == ["number", "created", "status", "customer", "items", "total"]
    assert rows == [
        ["101", "2026-06-18", "14:23", "Awaiting", "Fulfillment", "jane@example.com", "2",
         "11.00", "USD"],
        ["100", "2026-06-18", "14:23", "Pending", "Jane", "Doe", "2", "11.00", "USD"],
    ]  # fmt: skip


def test_a_table_fits_a_narrow_terminal(world: World) -> None:
    add_order(world, billing_address={**BILLING, "first_name": "J" * 80})
    result = CliRunner().invoke(
        app,
        ["orders", "list", "--store", "demo", "--database", world.database_url],
        env={"ORDERWRIGHT_SECRET_KEY": SECRET_KEY, "COLUMNS": "60"},
    )
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 60


def test_list_filters_and_json(world: World) -> None:
    first, second = add_order(world), add_order(world, status_id=11)
    world.delete(f"/v2/orders/{add_order(world)['id']}")

    def ids(*options: str) -> list[int]:
        return [order["id"] for order in json.loads(run(world, "list", "--json", *options).stdout)]

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
    shown = json.loads(run(world, "list", "--json", "--max-id", "100").stdout)[0]
    address = "http://127.0.0.1:8000"
    assert shown == json.loads(json.dumps(first).replace("http://testserver", address))
    assert run(world, "list", "--status", "3").stdout == "none\n"


def test_what_is_not_there(world: World) -> None:
    assert failure(run(world, "list", store="nowhere")) == (
        Exit.NOT_FOUND, "There is no store nowhere",
    )  # fmt: skip
    assert failure(run(world, "show", "999")) == (Exit.NOT_FOUND, "Store demo has no order 999")
    assert failure(run(world, "list", "--since", "soon"))[0] == Exit.USAGE
    assert failure(run(world, "import", "/nowhere.jsonl"))[0] == Exit.USAGE
    assert failure(run(world, "export", "--format", "pdf"))[0] == Exit.USAGE


def test_show(world: World) -> None:
    number = add_rich_order(world)
    result = run(world, "show", str(number))
    assert result.exit_code == 0, result.output
    text = result.stdout
    for expected in (
        "Partially Shipped", "Tue, 20 Nov 2012 00:00:00 +0000", "Jane Doe <jane@example.com>",
        "M-MIG", "handle with care", "Vase", "Lamp", "John Doe", "Flat rate", "1 of 3", "UPS",
        "https://www.ups.com/track?tracknum=1Z",
    ):  # fmt: skip
        assert expected in text, expected
    shown = json.loads(run(world, "show", str(number), "--json").stdout)
    assert shown["products"] == world.get(f"/v2/orders/{number}/products").json()
    assert shown["shipments"] == world.get(f"/v2/orders/{number}/shipments").json()


def test_export_of_json_lines(world: World, tmp_path: Path) -> None:
    number = add_rich_order(world)
    add_order(world)
    order, other = exported(run(world, "export"))
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
    result = run(world, "export", "--output", str(file), "--max-id", str(number))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 orders\n")
    assert [json.loads(line) for line in file.read_text().splitlines()] == [order]
    assert not file.with_name("orders.jsonl.part").exists()


def test_export_of_more_than_one_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderwright.commands.order_exporting.ORDERS_AT_ONCE", 2)
    for _ in range(5):
        add_order(world)
    world.delete("/v2/orders/102")
    assert [order["id"] for order in exported(run(world, "export"))] == [100, 101, 103, 104]
    every = [order["id"] for order in exported(run(world, "export", "--with-archived"))]
    assert every == [100, 101, 103, 104, 102]


def test_export_of_csv(world: World, tmp_path: Path) -> None:
    number = add_rich_order(world)
    file = tmp_path / "orders.csv"
    assert run(world, "export", "-o", str(file)).exit_code == 0
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
