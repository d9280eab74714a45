"""Stock under orders: taken once, given back as the store says, and never oversold."""

from collections import Counter
from typing import Any

from tests.api.shopping import add_order, add_product, custom, level_of, lines_of, order_body
from tests.support.client import Request
from tests.support.world import World

BUYERS = 40


def test_so_many_buyers_get_exactly_what_there_is(world: World) -> None:
    product = add_product(world, level=7)
    line = {"product_id": product, "quantity": 2}
    replies = world.together(
        [Request("POST", "/v2/orders", order_body(products=[line])) for _ in range(BUYERS)]
    )
    assert Counter(reply.status for reply in replies) == {201: 3, 409: BUYERS - 3}
    assert level_of(world, product) == 1
    ids = [reply.json()["id"] for reply in replies if reply.status == 201]
    assert sorted(ids) == [order["id"] for order in world.get("/v2/orders").json()]
    for reply in replies:
        if reply.status == 409:
            assert reply.json()[0]["details"]["errors"][0]["type"] == "OutOfStock"


def test_two_lines_on_one_stock_item_are_counted_together(world: World) -> None:
    product = add_product(world, level=3)
    lines = [{"product_id": product, "quantity": 2}] * 2
    assert world.post("/v2/orders", order_body(products=lines)).status == 409
    assert level_of(world, product) == 3
    lines[1] = {"product_id": product, "quantity": 1}
    assert world.post("/v2/orders", order_body(products=lines)).status == 201
    assert level_of(world, product) == 0


def test_orders_that_lock_two_items_in_turn_all_end(world: World) -> None:
    first, second = add_product(world, level=100), add_product(world, level=100)
    bodies = [
        order_body(products=[{"product_id": p, "quantity": 1} for p in pair])
        for pair in ((first, second), (second, first))
    ]
    replies = world.together([Request("POST", "/v2/orders", body) for body in bodies * 10])
    assert {reply.status for reply in replies} == {201}
    assert (level_of(world, first), level_of(world, second)) == (80, 80)


def test_safety_stock_is_not_sold(world: World) -> None:
    product = add_product(world, level=5)
    reply = world.request(
        "PUT",
        "/v3/inventory/locations/1/items",
        {"settings": [{"identity": {"product_id": product}, "safety_stock": 2}]},
    )
    assert reply.status == 200, reply.text
    line = {"product_id": product, "quantity": 4}
    refused = world.post("/v2/orders", order_body(products=[line]))
    assert refused.json()[0]["details"]["errors"][0]["product"]["inventory_level"] == 3
    assert add_order(world, {"product_id": product, "quantity": 3})["items_total"] == 3
    assert level_of(world, product) == 2


def test_stock_returns_with_the_status_and_is_taken_again(world: World) -> None:
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 3}, custom())
    path = f"/v2/orders/{order['id']}"
    for status_id, level in ((5, 5), (1, 2), (6, 5), (11, 2), (4, 2), (0, 5), (7, 2), (10, 2)):
        assert world.put(path, {"status_id": status_id}).status == 200
        assert level_of(world, product) == level, status_id


def test_stock_stays_taken_where_the_store_says_so(world: World) -> None:
    world.set_profile(restock_on_cancel=False, restock_on_decline=False, restock_on_refund=True)
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 3})
    for status_id, level in ((5, 2), (6, 2), (4, 5), (1, 2)):
        world.put(f"/v2/orders/{order['id']}", {"status_id": status_id})
        assert level_of(world, product) == level, status_id


def test_taking_again_takes_what_there_is(world: World) -> None:
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 4})
    path = f"/v2/orders/{order['id']}"
    world.put(path, {"status_id": 5})
    add_order(world, {"product_id": product, "quantity": 3})
    assert world.put(path, {"status_id": 1}).json()["status_id"] == 1
    assert level_of(world, product) == 0
    world.put(path, {"status_id": 5})
    assert level_of(world, product) == 2


def test_an_incomplete_order_takes_none_until_it_is_more(world: World) -> None:
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 2}, status_id=0)
    assert level_of(world, product) == 5
    world.put(f"/v2/orders/{order['id']}", {"status_id": 7})
    assert level_of(world, product) == 3


def test_a_larger_quantity_needs_only_the_difference(world: World) -> None:
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 3})
    path = f"/v2/orders/{order['id']}"
    assert world.put(path, {"products": [{"id": 1, "quantity": 6}]}).status == 409
    assert level_of(world, product) == 2
    assert world.put(path, {"products": [{"id": 1, "quantity": 5}]}).status == 200
    assert level_of(world, product) == 0
    assert world.put(path, {"products": [{"id": 1, "quantity": 1}]}).status == 200
    assert level_of(world, product) == 4


def test_changes_of_one_order_at_once_keep_the_stock_right(world: World) -> None:
    product = add_product(world, level=50)
    order = add_order(world, {"product_id": product, "quantity": 1})
    path = f"/v2/orders/{order['id']}"
    bodies: list[dict[str, Any]] = [
        {"products": [{"id": 1, "quantity": quantity}]} for quantity in range(2, 12)
    ]
    replies = world.together([Request("PUT", path, body) for body in bodies])
    assert {reply.status for reply in replies} == {200}
    (line,) = lines_of(world, order["id"])
    assert level_of(world, product) == 50 - line["quantity"]
    assert world.get(path).json()["items_total"] == line["quantity"]


def test_products_without_tracking_are_never_out_of_stock(world: World) -> None:
    product = add_product(world)
    assert add_order(world, {"product_id": product, "quantity": 1000})["items_total"] == 1000
    assert level_of(world, product) == 0


def test_variants_have_stock_of_their_own(world: World) -> None:
    made = world.post(
        "/v3/catalog/products",
        {
            "name": "Shirt",
            "type": "physical",
            "weight": 1,
            "price": 10,
            "inventory_tracking": "variant",
            "variants": [
                {
                    "sku": f"SHIRT-{size}",
                    "inventory_level": level,
                    "option_values": [{"option_display_name": "Size", "label": size}],
                }
                for size, level in (("S", 1), ("M", 5))
            ],
        },
    )
    assert made.status == 200, made.text
    product = made.json()["data"]
    small, medium = world.get(f"/v3/catalog/products/{product['id']}/variants").json()["data"]
    lines = [
        {"product_id": product["id"], "variant_id": small["id"], "quantity": 2},
        {"product_id": product["id"], "variant_id": medium["id"], "quantity": 2},
    ]
    refused = world.post("/v2/orders", order_body(products=lines))
    (error,) = refused.json()[0]["details"]["errors"]
    assert error["product"]["sku"] == {
        "id": small["sku_id"],
        "sku": "SHIRT-S",
        "url": f"http://testserver/stores/demo/v2/products/{product['id']}/skus/{small['sku_id']}",
        "resource": f"/products/{product['id']}/skus/{small['sku_id']}",
        "inventory_level": 1,
    }
    order = add_order(world, lines[1])
    (line,) = lines_of(world, order["id"])
    assert (line["variant_id"], line["sku"]) == (medium["id"], "SHIRT-M")
    assert level_of(world, product["id"], medium["id"]) == 3
    assert level_of(world, product["id"], small["id"]) == 1
