"""V3 carts: what they hold, what they cost, and how they change and end."""

import re
from typing import Any

import pytest

from orderwright.jobs import expire_carts
from tests.support.client import Request
from tests.support.shop import (
    CARTS,
    STALE,
    TYPE,
    add_cart,
    add_product,
    add_stocked,
    data,
    events,
    physical,
)
from tests.support.world import World

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINE_KEYS = [
    "id", "parent_id", "variant_id", "product_id", "sku", "name", "url", "quantity", "taxable",
    "image_url", "discounts", "coupons", "discount_amount", "coupon_amount", "original_price",
    "list_price", "sale_price", "extended_list_price", "extended_sale_price",
    "is_require_shipping", "is_mutable",
]  # fmt: skip
NOT_FOUND = {"status": 404, "type": TYPE}
MONTH_MS = 30 * 24 * 60 * 60 * 1000


def test_a_cart_as_it_is_answered(world: World) -> None:
    product_id = add_product(world, price=10.5, sku="VASE")
    reply = world.post(CARTS, {"line_items": [{"product_id": product_id, "quantity": 2}]})
    cart = data(reply, 201)
    line = physical(cart)
    assert UUID.fullmatch(cart["id"])
    assert UUID.fullmatch(line["id"])
    assert list(line) == LINE_KEYS
    assert line == {
        "id": line["id"],
        "parent_id": None,
        "variant_id": line["variant_id"],
        "product_id": product_id,
        "sku": "VASE",
        "name": "Vase",
        "url": "http://testserver/stores/demo/vase/",
        "quantity": 2,
        "taxable": True,
        "image_url": "",
        "discounts": [],
        "coupons": [],
        "discount_amount": 0,
        "coupon_amount": 0,
        "original_price": 10.5,
        "list_price": 10.5,
        "sale_price": 10.5,
        "extended_list_price": 21,
        "extended_sale_price": 21,
        "is_require_shipping": True,
        "is_mutable": True,
    }
    assert reply.json()["meta"] == {}
    assert cart == {
        "id": cart["id"],
        "customer_id": 0,
        "channel_id": 1,
        "email": "",
        "currency": {"code": "USD"},
        "tax_included": False,
        "base_amount": 21,
        "discount_amount": 0,
        "manual_discount_amount": 0,
        "cart_amount": 21,
        "coupons": [],
        "discounts": [{"id": line["id"], "discounted_amount": 0}],
        "line_items": {
            "physical_items": [line],
            "digital_items": [],
            "gift_certificates": [],
            "custom_items": [],
        },
        "created_time": "2026-06-18T14:23:09+00:00",
        "updated_time": "2026-06-18T14:23:09+00:00",
        "locale": "en",
        "version": 1,
    }


def test_an_empty_cart_and_one_of_nothing(world: World) -> None:
    cart = data(world.post(CARTS, {"line_items": []}), 201)
    assert (cart["base_amount"], cart["cart_amount"], cart["discounts"]) == (0, 0, [])
    reply = world.post(CARTS, {})
    assert (reply.status, reply.json()) == (
        422,
        {"status": 422, "title": "Missing line_items in request body", "type": TYPE},
    )


def test_reads_without_a_change_are_equal_to_the_byte(world: World) -> None:
    path = f"{CARTS}/{add_cart(world, (add_product(world), 1))['id']}"
    first = world.get(path)
    world.clock.advance(1_000)
    assert world.get(path).body == first.body


def test_custom_items_and_gift_certificates(world: World) -> None:
    certificate = {
        "name": "For you",
        "theme": "Birthday",
        "amount": 25,
        "quantity": 2,
        "sender": {"name": "Ann", "email": "ann@example.com"},
        "recipient": {"name": "Bob", "email": "bob@example.com"},
        "message": "Enjoy",
    }
    custom = {"sku": "made-up", "name": "My product", "quantity": 33, "list_price": 55}
    cart = data(
        world.post(CARTS, {"custom_items": [custom], "gift_certificates": [certificate]}), 201
    )
    items = cart["line_items"]
    assert items["custom_items"] == [
        {
            "id": items["custom_items"][0]["id"],
            "sku": "made-up",
            "name": "My product",
            "quantity": 33,
            "list_price": 55,
            "extended_list_price": 1815,
            "image_url": "",
        }
    ]
    assert items["gift_certificates"][1] == {
        "id": items["gift_certificates"][1]["id"],
        "name": "For you",
        "theme": "Birthday",
        "amount": 25,
        "taxable": False,
        "sender": {"name": "Ann", "email": "ann@example.com"},
        "recipient": {"name": "Bob", "email": "bob@example.com"},
        "message": "Enjoy",
    }
    assert (cart["base_amount"], cart["cart_amount"]) == (1865, 1865)


@pytest.mark.parametrize(
    "item, wrong",
    [
        ({"quantity": 1}, "line_items.0.product_id"),
        ({"product_id": 1}, "line_items.0.quantity"),
        ({"product_id": 1, "quantity": 0}, "line_items.0.quantity"),
        ({"product_id": 1, "quantity": 1.5}, "line_items.0.quantity"),
        ({"product_id": 1, "quantity": 1, "list_price": -1}, "line_items.0.list_price"),
        ({"product_id": "x", "quantity": 1}, "line_items.0.product_id"),
    ],
)
def test_wrong_items_are_named(world: World, item: Any, wrong: str) -> None:
    reply = world.post(CARTS, {"line_items": [item]})
    assert (reply.status, reply.json()["title"]) == (422, "JSON data is missing or invalid")
    assert list(reply.json()["errors"]) == [wrong]


def test_what_the_store_does_not_have(world: World) -> None:
    product_id = add_product(world)
    items = [{"product_id": product_id, "quantity": 1}]
    for body, errors in (
        ({"line_items": [{"product_id": 999, "quantity": 1}]}, {"product_id": "999"}),
        ({"line_items": [{**items[0], "variant_id": 999}]}, {"variant_id": "999"}),
        ({"line_items": items, "customer_id": 999}, {"customer_id": "999"}),
        ({"line_items": items, "channel_id": 999}, {"channel_id": "999"}),
        ({"line_items": items, "currency": {"code": "EUR"}}, {"currency.code": "EUR"}),
    ):
        reply = world.post(CARTS, body)
        assert (reply.status, reply.json()["errors"]) == (422, errors)


def test_like_lines_are_counted_together(world: World) -> None:
    vase, bowl = add_product(world), add_product(world, "Bowl", price=3)
    cart = add_cart(world, (vase, 1), (bowl, 1))
    body = {
        "line_items": [
            {"product_id": vase, "quantity": 2},
            {"product_id": vase, "quantity": 1, "list_price": 8},
        ]
    }
    changed = data(world.post(f"{CARTS}/{cart['id']}/items", body), 201)
    lines = [
        (line["name"], line["quantity"], line["list_price"])
        for line in changed["line_items"]["physical_items"]
    ]
    assert lines == [("Vase", 3, 10), ("Bowl", 1, 3), ("Vase", 1, 8)]
    assert physical(changed)["id"] == physical(cart)["id"]
    assert (changed["base_amount"], changed["version"]) == (41, 2)


def test_prices_reduced_overridden_and_by_quantity(world: World) -> None:
    rule = {"quantity_min": 5, "quantity_max": 0, "type": "percent", "amount": 10}
    reduced = add_product(world, price=20, sale_price=15, retail_price=30)
    bulk = add_product(world, "Cup", price=2, bulk_pricing_rules=[rule])
    cart = add_cart(world, (reduced, 1), (bulk, 5))
    prices = [
        (line["original_price"], line["list_price"], line["extended_list_price"])
        for line in cart["line_items"]["physical_items"]
    ]
    assert prices == [(20, 15, 15), (2, 1.8, 9)]
    path = f"{CARTS}/{cart['id']}/items/{physical(cart, 1)['id']}"
    fewer = data(world.put(path, {"line_item": {"product_id": bulk, "quantity": 4}}))
    assert (physical(fewer, 1)["list_price"], fewer["base_amount"]) == (2, 23)
    given = {"line_item": {"product_id": bulk, "quantity": 5, "list_price": 7.25}}
    changed = data(world.put(path, given))
    assert (physical(changed, 1)["list_price"], changed["base_amount"]) == (7.25, 51.25)
    kept = data(world.put(path, {"line_item": {"quantity": 6}}))
    assert physical(kept, 1)["list_price"] == 7.25


def test_a_name_of_the_client_s_own(world: World) -> None:
    item = {"product_id": add_product(world), "quantity": 1, "name": "Grandma's vase"}
    cart = data(world.post(CARTS, {"line_items": [item]}), 201)
    assert physical(cart)["name"] == "Grandma's vase"


def test_quantities_that_a_product_allows(world: World) -> None:
    name = "[Sample] Dustpan & Brush"
    product_id = add_product(world, name, order_quantity_maximum=2, order_quantity_minimum=2)
    cart = add_cart(world, (product_id, 2))
    path = f"{CARTS}/{cart['id']}/items/{physical(cart)['id']}"
    before = world.get(f"{CARTS}/{cart['id']}").body
    for quantity, title in (
        (3, f"You can only purchase a maximum of 2 of the {name} per order."),
        (1, f"You need to purchase a minimum of 2 of the {name} per order."),
    ):
        reply = world.put(path, {"line_item": {"product_id": product_id, "quantity": quantity}})
        assert (reply.status, reply.json()) == (
            422,
            {"status": 422, "title": title, "type": TYPE},
        )
    assert world.get(f"{CARTS}/{cart['id']}").body == before


def test_stock_is_checked_over_all_lines(world: World) -> None:
    product_id = add_stocked(world, 3)
    cart = add_cart(world, (product_id, 2))
    body = {"line_items": [{"product_id": product_id, "quantity": 2, "list_price": 1}]}
    reply = world.post(f"{CARTS}/{cart['id']}/items", body)
    assert (reply.status, reply.json()["title"]) == (
        422,
        "We don't have enough Vase stock on hand for the quantity you selected. Please try again.",
    )
    assert data(world.get(f"{CARTS}/{cart['id']}"))["version"] == 1


def test_a_stale_version_changes_nothing(world: World) -> None:
    product_id = add_product(world)
    cart = add_cart(world, (product_id, 1))
    path = f"{CARTS}/{cart['id']}"
    line = f"{path}/items/{physical(cart)['id']}"
    item = {"product_id": product_id, "quantity": 2}
    data(world.put(line, {"line_item": item, "version": 1}))
    before = world.get(path).body
    for reply in (
        world.put(line, {"line_item": item, "version": 1}),
        world.post(f"{path}/items", {"line_items": [item], "version": 1}),
        world.put(path, {"customer_id": 0, "version": 1}),
        world.delete(line, json={"version": 1}),
    ):
        assert (reply.status, reply.json()) == (
            409,
            {"status": 409, "title": STALE, "type": TYPE},
        )
    assert world.get(path).body == before
    assert data(world.put(line, {"line_item": item, "version": 2}))["version"] == 3


def test_of_writers_of_one_version_one_wins(world: World) -> None:
    product_id = add_product(world)
    cart = add_cart(world, (product_id, 1))
    path = f"/v3/carts/{cart['id']}/items"
    body = {"line_items": [{"product_id": product_id, "quantity": 1}], "version": 1}
    replies = world.together([Request("POST", path, body) for _ in range(8)])
    assert sorted(reply.status for reply in replies) == [201] + [409] * 7
    after = data(world.get(f"{CARTS}/{cart['id']}"))
    assert (after["version"], physical(after)["quantity"]) == (2, 2)


def test_writers_without_a_version_lose_nothing(world: World) -> None:
    product_id = add_product(world)
    cart = add_cart(world, (product_id, 1))
    path = f"/v3/carts/{cart['id']}/items"
    body = {"line_items": [{"product_id": product_id, "quantity": 1}]}
    replies = world.together([Request("POST", path, body) for _ in range(6)])
    assert [reply.status for reply in replies] == [201] * 6
    after = data(world.get(f"{CARTS}/{cart['id']}"))
    assert (after["version"], physical(after)["quantity"]) == (7, 7)


def test_the_last_line_takes_the_cart_with_it(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1), (add_product(world, "Bowl"), 1))
    path = f"{CARTS}/{cart['id']}"
    first, second = (line["id"] for line in cart["line_items"]["physical_items"])
    left = data(world.delete(f"{path}/items/{first}"))
    assert [line["id"] for line in left["line_items"]["physical_items"]] == [second]
    reply = world.delete(f"{path}/items/{second}")
    assert (reply.status, reply.body) == (204, b"")
    reply = world.get(path)
    assert (reply.status, reply.json()) == (404, NOT_FOUND)


def test_a_cart_that_there_is_not(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    line = physical(cart)["id"]
    reply = world.delete(f"{CARTS}/{cart['id']}")
    assert (reply.status, reply.body) == (204, b"")
    item = {"line_item": {"product_id": 1, "quantity": 1}}
    for reply in (
        world.get(f"{CARTS}/{cart['id']}"),
        world.get(f"{CARTS}/nonsense"),
        world.delete(f"{CARTS}/{cart['id']}"),
        world.put(f"{CARTS}/{cart['id']}", {"customer_id": 0}),
        world.put(f"{CARTS}/{cart['id']}/items/{line}", item),
        world.delete(f"{CARTS}/{cart['id']}/items/{line}"),
        world.post(f"{CARTS}/{cart['id']}/redirect_urls"),
    ):
        assert (reply.status, reply.json()) == (404, NOT_FOUND)


def test_another_store_s_cart_is_no_cart(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    other = world.add_store("other")
    token = world.add_token(other, "store_cart", "store_checkouts")
    for path in ("carts", "checkouts"):
        reply = world.client.get(
            f"/stores/other/v3/{path}/{cart['id']}", headers={"x-auth-token": token}
        )
        assert (reply.status, reply.json()) == (404, NOT_FOUND)


def test_another_customer(world: World) -> None:
    customer = {"email": "ann@example.com", "first_name": "Ann", "last_name": "Lee"}
    customer_id = data(world.post("/v3/customers", [customer]))[0]["id"]
    path = f"{CARTS}/{add_cart(world, (add_product(world), 1))['id']}"
    changed = data(world.put(path, {"customer_id": customer_id}))
    assert (changed["customer_id"], changed["version"]) == (customer_id, 2)
    reply = world.put(path, {"customer_id": 999})
    assert (reply.status, reply.json()["errors"]) == (422, {"customer_id": "999"})


def test_events_tell_of_carts_and_lines(world: World) -> None:
    product_id = add_product(world)
    cart = add_cart(world, (product_id, 1))
    line, path = physical(cart)["id"], f"{CARTS}/{cart['id']}"
    world.put(f"{path}/items/{line}", {"line_item": {"product_id": product_id, "quantity": 2}})
    world.delete(f"{path}/items/{line}")
    about_cart = f'{{"type":"cart","id":"{cart["id"]}"}}'
    about_line = f'{{"type":"cart_line_item","id":"{line}","cartId":"{cart["id"]}"}}'
    assert events(world, prefix="store/cart/") == [
        ("store/cart/created", about_cart),
        ("store/cart/updated", about_cart),
        ("store/cart/lineItem/created", about_line),
        ("store/cart/updated", about_cart),
        ("store/cart/lineItem/updated", about_line),
        ("store/cart/updated", about_cart),
        ("store/cart/lineItem/deleted", about_line),
        ("store/cart/deleted", about_cart),
    ]


def test_carts_end_after_thirty_unchanged_days(world: World) -> None:
    product_id = add_product(world)
    old, young = add_cart(world, (product_id, 1)), add_cart(world, (product_id, 1))
    world.clock.advance(MONTH_MS - 1)
    item = {"line_items": [{"product_id": product_id, "quantity": 1}]}
    data(world.post(f"{CARTS}/{young['id']}/items", item), 201)
    assert expire(world) == 0
    world.clock.advance(1)
    assert expire(world) == 1
    assert world.get(f"{CARTS}/{old['id']}").status == 404
    assert world.get(f"{CARTS}/{young['id']}").status == 200
    assert expire(world) == 0


def test_a_channel_that_sells_nothing(world: World) -> None:
    body = {"line_items": [{"product_id": add_product(world), "quantity": 1}]}
    assert data(world.get(f"{CARTS}/settings")) == {"allow_purchasing": True}
    assert data(world.get(f"{CARTS}/settings/channels/1")) == {"allow_purchasing": None}
    data(world.put(f"{CARTS}/settings", {"allow_purchasing": False}))
    assert world.post(CARTS, body).status == 422
    data(world.put(f"{CARTS}/settings/channels/1", {"allow_purchasing": True}))
    assert world.post(CARTS, body).status == 201
    assert data(world.put(f"{CARTS}/settings/channels/1", {"allow_purchasing": None})) == {
        "allow_purchasing": None
    }
    assert world.post(CARTS, body).status == 422
    assert world.get(f"{CARTS}/settings/channels/9").status == 422


def expire(world: World) -> int:
    """Run the job."""
    job = expire_carts.expire(world.services.database, world.clock.now())
    ended: int = world.client.run(job)
    return ended
