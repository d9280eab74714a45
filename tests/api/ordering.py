"""What the tests of `orderwright orders` share: the command, orders, and files of them."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from orderwright.cli import app
from orderwright.commands.failures import CommandFailed
from orderwright.db import order_coupons
from orderwright.db.unit import Unit
from orderwright.domain.order_coupon import OrderCoupon
from tests.support.world import SECRET_KEY, World

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


def run(world: World, *args: str, stdin: bytes = b"", store: str = "demo") -> Result:
    """The command in this process, on the database of the running application."""
    options = ["--store", store, "--database", world.database_url]
    env = {"ORDERWRIGHT_SECRET_KEY": SECRET_KEY, "COLUMNS": "120"}
    return CliRunner().invoke(app, ["orders", *args, *options], input=stdin, env=env)


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
                                     "product_option_id": 7, "value": "70",
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


def failure(result: Result) -> tuple[int, str]:
    assert isinstance(result.exception, CommandFailed), result.output
    return result.exception.code, str(result.exception)
