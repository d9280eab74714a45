"""Orders of what the catalogue offers to choose, from the product to the order's line."""

from typing import Any

import pytest

from tests.api.ordering import BILLING
from tests.api.test_product_options import FINISH, MODIFIERS, post
from tests.api.test_products import PRODUCTS, make
from tests.api.test_variants import SHIRT
from tests.support.client import Reply
from tests.support.world import World

ONE = f"{PRODUCTS}/1"
GIFT = {"display_name": "Gift", "type": "checkbox", "required": False}
NOTE = {
    "display_name": "Note", "type": "text", "required": False,
    "config": {"text_characters_limited": True, "text_max_length": 9},
}  # fmt: skip


def order(world: World, *choices: tuple[int, str], **line: Any) -> Reply:
    options = [{"id": option_id, "value": value} for option_id, value in choices]
    wanted = {"product_id": 1, "quantity": 2, **({"product_options": options} if choices else {})}
    return world.post("/v2/orders", {"billing_address": BILLING, "products": [wanted | line]})


def line_of(world: World, reply: Reply) -> dict[str, Any]:
    assert reply.status == 201, reply.text
    (line,) = world.get(f"/v2/orders/{reply.json()['id']}/products").json()
    made: dict[str, Any] = line
    return made


@pytest.mark.parametrize("choices, fields", [((), {"variant_id": 2}), (((1, "2"), (2, "3")), {})])
def test_variant_by_its_id_or_by_its_values(
    world: World, choices: tuple[tuple[int, str], ...], fields: dict[str, int]
) -> None:
    make(world, **SHIRT)
    line = line_of(world, order(world, *choices, **fields))
    assert (line["variant_id"], line["sku"], line["base_price"], line["weight"]) == (
        2, "M-RED", "25.0000", "2.5000",
    )  # fmt: skip
    assert [(o["display_name"], o["display_value"], o["value"], o["type"])
            for o in line["product_options"]] == [
        ("Size", "M", "2", "Multiple choice"),
        ("Color", "Red", "3", "Multiple choice"),
    ]  # fmt: skip
    variants = world.get(f"{ONE}/variants").json()["data"]
    assert [variant["inventory_level"] for variant in variants] == [3, 2]


def test_modifiers_adjust_price_and_weight(world: World) -> None:
    make(world, price=20, weight=2)
    post(world, MODIFIERS, FINISH)
    line = line_of(world, order(world, (1, "2")))
    assert (line["base_price"], line["base_total"], line["weight"]) == (
        "25.2500", "50.5000", "1.8000",
    )  # fmt: skip
    (chosen,) = line["product_options"]
    assert (chosen["display_value"], chosen["product_option_id"]) == ("Gloss", 1)


def test_what_is_wrong_with_choices_is_named(world: World) -> None:
    make(world)
    post(world, MODIFIERS, FINISH)
    post(world, MODIFIERS, NOTE)
    for choices, kind in (
        ((), "MandatoryProductOptions"),
        (((1, "99"),), "InvalidProductOptionValue"),
        (((1, "1"), (9, "x")), "InvalidProductOption"),
        (((1, "1"), (2, "far too long a note")), "InvalidProductOptionValue"),
    ):
        reply = order(world, *choices)
        assert reply.status == 400
        (error,) = reply.json()[0]["details"]["errors"]
        assert (error["type"], error["product"]["id"]) == (kind, 1)
    assert world.get("/v2/orders").status == 204


def test_checkbox_and_text(world: World) -> None:
    make(world)
    post(world, MODIFIERS, GIFT)
    post(world, MODIFIERS, NOTE)
    line = line_of(world, order(world, (1, "1"), (2, "For Ann")))
    assert [(o["display_name"], o["display_value"]) for o in line["product_options"]] == [
        ("Gift", "Yes"),
        ("Note", "For Ann"),
    ]


def test_complex_rule_adjusts_the_line(world: World) -> None:
    make(world, price=20)
    post(world, MODIFIERS, FINISH)
    condition = {"modifier_id": 1, "modifier_value_id": 1}
    price = {"adjuster": "percentage", "adjuster_value": 10}
    post(world, f"{ONE}/complex-rules", {"price_adjuster": price, "conditions": [condition]})
    assert line_of(world, order(world, (1, "1")))["base_price"] == "22.0000"


def test_bulk_price_of_the_quantity(world: World) -> None:
    rules = [
        {"quantity_min": 2, "quantity_max": 4, "type": "percent", "amount": 10},
        {"quantity_min": 5, "quantity_max": 0, "type": "fixed", "amount": 12},
    ]
    make(world, price=20, bulk_pricing_rules=rules)
    prices = [line_of(world, order(world, quantity=n))["base_price"] for n in (1, 2, 5)]
    assert prices == ["20.0000", "18.0000", "12.0000"]


def test_safety_stock_is_not_sold(world: World) -> None:
    make(world, inventory_tracking="product", inventory_level=5)
    settings = [{"identity": {"product_id": 1}, "safety_stock": 3}]
    assert world.put("/v3/inventory/locations/1/items", {"settings": settings}).status == 200
    assert order(world, quantity=3).status == 409
    assert order(world, quantity=2).status == 201
    assert world.get(ONE).json()["data"]["inventory_level"] == 3


def test_product_list_takes_the_listed_product_from_stock(world: World) -> None:
    make(world)
    make(world, name="Socks", inventory_tracking="product", inventory_level=3)
    listed = {"label": "Socks", "sort_order": 0, "value_data": {"product_id": 2}}
    body = {
        "display_name": "With", "type": "product_list", "required": False,
        "config": {"product_list_adjusts_inventory": True}, "option_values": [listed],
    }  # fmt: skip
    post(world, MODIFIERS, body)
    assert order(world, (1, "1")).status == 201
    assert world.get(f"{PRODUCTS}/2").json()["data"]["inventory_level"] == 1
    assert order(world, (1, "1")).status == 409
