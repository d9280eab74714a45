"""Taxes as set through the API, in the orders that are made afterwards."""

from typing import Any

import pytest

from tests.support.world import World

BILLING = {
    "first_name": "Test",
    "last_name": "User",
    "street_1": "123 Main St",
    "city": "Austin",
    "state": "Texas",
    "zip": "78701",
    "country_iso2": "US",
    "email": "test@example.com",
}


def add_texan_tax(world: World) -> None:
    zone = {
        "name": "Texas",
        "price_display_settings": {"show_inclusive": False},
        "shopper_target_settings": {
            "locations": [{"country_code": "US", "subdivision_codes": ["TX"]}]
        },
    }
    zone_id = world.post("/v3/tax/zones", [zone]).json()["data"][0]["id"]
    rate = {
        "tax_zone_id": zone_id,
        "name": "Sales tax",
        "class_rates": [{"rate": 8.25, "tax_class_id": 0}],
    }
    assert world.post("/v3/tax/rates", [rate]).status == 200


def order(world: World, **address: Any) -> dict[str, Any]:
    product = {"name": "Vase", "type": "physical", "weight": 1, "price": 100}
    listed = world.get("/v3/catalog/products").json()["data"]
    product_id = (
        listed[0]["id"]
        if listed
        else (world.post("/v3/catalog/products", product).json()["data"]["id"])
    )
    body = {
        "billing_address": BILLING | address,
        "products": [{"product_id": product_id, "quantity": 1}],
    }
    reply = world.post("/v2/orders", body)
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json()
    return made


@pytest.mark.parametrize(
    "address, tax",
    [
        ({}, "8.2500"),
        ({"state": "TX"}, "8.2500"),
        ({"state": "Ohio"}, "0.0000"),
        ({"country_iso2": "GB", "state": ""}, "0.0000"),
    ],
)
def test_address_decides(world: World, address: dict[str, str], tax: str) -> None:
    add_texan_tax(world)
    assert order(world, **address)["total_tax"] == tax


def test_a_change_shows_in_the_next_order(world: World) -> None:
    assert order(world)["total_tax"] == "0.0000"
    add_texan_tax(world)
    assert order(world)["total_tax"] == "8.2500"
    world.put("/v3/tax/rates", [{"id": 1, "class_rates": [{"rate": 10, "tax_class_id": 0}]}])
    assert order(world)["total_tax"] == "10.0000"
    world.put("/v3/tax/zones", [{"id": 2, "enabled": False}])
    assert order(world)["total_tax"] == "0.0000"
