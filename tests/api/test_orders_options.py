"""Lines of products with options: variants, modifiers, their prices, and what is refused."""

from typing import Any

from tests.api.shopping import add_order, lines_of, order_body
from tests.support.client import Reply
from tests.support.world import World

ENGRAVING = {
    "type": "text",
    "display_name": "Engraving",
    "required": True,
    "config": {"text_characters_limited": True, "text_min_length": 1, "text_max_length": 5},
}
GIFT_BOX = {
    "type": "checkbox",
    "display_name": "Gift box",
    "required": False,
    "config": {"checkbox_label": "Add"},
    "option_values": [
        {"label": "Yes", "sort_order": 0, "value_data": {"checked_value": True}},
        {"label": "No", "sort_order": 1, "value_data": {"checked_value": False}},
    ],
}
ADJUSTERS = {
    "price": {"adjuster": "relative", "adjuster_value": 2.5},
    "weight": {"adjuster": "relative", "adjuster_value": 1},
}


def made(reply: Reply) -> Any:
    assert reply.status == 200, reply.text
    return reply.json()["data"]


def add_mug(world: World) -> dict[str, int]:
    """A product with sizes S and L (L at 15.00), an engraving and a gift box for 2.50."""
    variants = [
        {
            "sku": f"MUG-{size}",
            "price": price,
            "option_values": [{"option_display_name": "Size", "label": size}],
        }
        for size, price in (("S", 10), ("L", 15))
    ]
    mug = {"name": "Mug", "type": "physical", "weight": 2, "price": 10, "variants": variants}
    mug_id = made(world.post("/v3/catalog/products", mug))["id"]
    path = f"/v3/catalog/products/{mug_id}"
    engraving = made(world.post(f"{path}/modifiers", ENGRAVING))["id"]
    gift = made(world.post(f"{path}/modifiers", GIFT_BOX))
    yes = gift["option_values"][0]["id"]
    adjusters = {"adjusters": ADJUSTERS}
    made(world.put(f"{path}/modifiers/{gift['id']}/values/{yes}", adjusters))
    (size,) = made(world.get(f"{path}/options"))
    small, large = made(world.get(f"{path}/variants"))
    return {
        "id": mug_id,
        "size": size["id"],
        "small": size["option_values"][0]["id"],
        "large": size["option_values"][1]["id"],
        "engraving": engraving,
        "gift": gift["id"],
        "yes": yes,
        "small_variant": small["id"],
        "large_variant": large["id"],
    }


def line(mug: dict[str, int], *options: tuple[str, object], **fields: Any) -> dict[str, Any]:
    chosen = [{"id": mug[name], "value": value} for name, value in options]
    return {"product_id": mug["id"], "quantity": 1, "product_options": chosen, **fields}


def refused(world: World, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    reply = world.post("/v2/orders", order_body(products=list(lines)))
    assert reply.status == 400
    (error,) = reply.json()
    assert error["message"] == "The options of one or more products are invalid."
    errors: list[dict[str, Any]] = error["details"]["errors"]
    return errors


def test_choices_make_variant_price_and_weight(world: World) -> None:
    mug = add_mug(world)
    order = add_order(
        world,
        line(
            mug,
            ("size", str(mug["large"])),
            ("engraving", "Nia"),
            ("gift", mug["yes"]),
            quantity=2,
        ),
    )
    assert order["total_inc_tax"] == "35.0000"
    (bought,) = lines_of(world, order["id"])
    assert (bought["variant_id"], bought["sku"]) == (mug["large_variant"], "MUG-L")
    assert (bought["base_price"], bought["weight"]) == ("17.5000", "3.0000")
    shown = [
        (one["id"], one["order_product_id"], one["product_option_id"], one["display_name"],
         one["display_value"], one["value"], one["type"])
        for one in bought["product_options"]
    ]  # fmt: skip
    assert shown == [
        (1, 1, mug["size"], "Size", "L", str(mug["large"]), "Multiple choice"),
        (2, 1, mug["engraving"], "Engraving", "Nia", "Nia", "Text field"),
        (3, 1, mug["gift"], "Gift box", "Yes", str(mug["yes"]), "Checkbox"),
    ]


def test_a_variant_id_stands_for_its_options(world: World) -> None:
    mug = add_mug(world)
    order = add_order(world, line(mug, ("engraving", "A"), variant_id=mug["small_variant"]))
    (bought,) = lines_of(world, order["id"])
    assert (bought["variant_id"], bought["price_inc_tax"]) == (mug["small_variant"], "10.0000")


def test_labels_of_ones_own_are_printed(world: World) -> None:
    mug = add_mug(world)
    wanted = line(mug, ("size", mug["small"]), ("engraving", "A"))
    wanted["product_options"][0] |= {
        "display_name": "Taille",
        "display_name_merchant": "Size (FR)",
        "display_value_customer": "Petit",
    }
    order = add_order(world, wanted)
    size = lines_of(world, order["id"])[0]["product_options"][0]
    assert [size[name] for name in ("display_name", "display_name_customer")] == ["Taille"] * 2
    assert size["display_name_merchant"] == "Size (FR)"
    assert [size[f"display_value{side}"] for side in ("", "_customer", "_merchant")] == [
        "Petit",
        "Petit",
        "S",
    ]


def test_bad_options_are_refused_line_by_line(world: World) -> None:
    mug = add_mug(world)
    resource = f"/products/{mug['id']}"
    url = f"http://testserver/stores/demo/v2{resource}"

    def ref(name: str, display_name: str, **value: object) -> dict[str, Any]:
        path = f"/options/{mug[name]}"
        return {
            "id": mug[name],
            "option_id": mug[name],
            "display_name": display_name,
            **value,
            "url": url + path,
            "resource": resource + path,
        }

    found = refused(
        world,
        line(mug),
        line(mug, ("size", mug["small"]), ("engraving", "much too long")),
        {**line(mug, ("engraving", "A")), "product_options": [{"id": 999, "value": "1"}]},
    )
    at = {"url": url, "resource": resource}
    assert found == [
        {
            "type": "MandatoryProductOptions",
            "product": {
                "id": mug["id"],
                "required_product_options": [ref("size", "Size"), ref("engraving", "Engraving")],
                **at,
            },
        },
        {
            "type": "InvalidProductOptionValue",
            "product": {
                "id": mug["id"],
                "product_option": ref("engraving", "Engraving", value="much too long"),
                **at,
            },
        },
        {"type": "InvalidProductOption", "product": {"id": mug["id"], "value": 999, **at}},
    ]
    assert world.get("/v2/orders").status == 204


def test_a_line_keeps_its_choices_when_its_quantity_changes(world: World) -> None:
    mug = add_mug(world)
    chosen = line(mug, ("size", mug["large"]), ("engraving", "A"))
    order = add_order(world, chosen)
    path = f"/v2/orders/{order['id']}"
    before = lines_of(world, order["id"])[0]["product_options"]
    assert world.put(path, {"products": [{"id": 1, "quantity": 2}]}).status == 200
    (kept,) = lines_of(world, order["id"])
    assert (kept["product_options"], kept["total_inc_tax"]) == (before, "30.0000")
    other = line(mug, ("size", mug["small"]), ("engraving", "B"), id=1)
    assert world.put(path, {"products": [other]}).status == 200
    (swapped,) = lines_of(world, order["id"])
    assert (swapped["id"], swapped["total_inc_tax"]) == (1, "10.0000")
    assert [one["id"] for one in swapped["product_options"]] == [4, 5, 6]
    assert [one["display_value"] for one in swapped["product_options"]] == ["S", "B", "No"]


def test_bulk_prices_count_by_quantity(world: World) -> None:
    made = world.post(
        "/v3/catalog/products", {"name": "Nail", "type": "physical", "weight": 1, "price": 10}
    ).json()["data"]
    rule = {"quantity_min": 10, "quantity_max": 0, "type": "percent", "amount": 20}
    reply = world.post(f"/v3/catalog/products/{made['id']}/bulk-pricing-rules", rule)
    assert reply.status == 200, reply.text
    for quantity, total in ((9, "90.0000"), (10, "80.0000")):
        order = add_order(world, {"product_id": made["id"], "quantity": quantity})
        assert order["subtotal_inc_tax"] == total
