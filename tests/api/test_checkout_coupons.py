"""Coupons on checkouts: what they take off, where they land, and how often they can be used."""

from decimal import Decimal
from typing import Any

import pytest

from orderwright.jobs import expire_carts
from tests.support.client import Reply, Request
from tests.support.shop import (
    CARTS,
    CHECKOUTS,
    STALE,
    add_cart,
    add_checkout,
    add_flat_rate,
    add_order,
    add_product,
    bill,
    choose,
    data,
    events,
    physical,
    send,
)
from tests.support.taxes import tax_everyone
from tests.support.world import World

DAY_MS = 24 * 60 * 60 * 1000
ALL = {"entity": "categories", "ids": [0]}


def add_coupon(
    world: World, code: str = "SAVE", type_: str = "per_total_discount", **more: Any
) -> int:
    body = {"name": f"{code} off", "code": code, "type": type_, "amount": 3, "enabled": True}
    reply = world.post("/v2/coupons", {**body, "applies_to": ALL, **more})
    assert reply.status == 201, reply.text
    coupon_id: int = reply.json()["id"]
    return coupon_id


def enter(world: World, cart_id: str, code: str = "SAVE", **more: Any) -> Reply:
    return world.post(f"{CHECKOUTS}/{cart_id}/coupons", {"coupon_code": code, **more})


def uses(world: World, coupon_id: int) -> int:
    count: int = world.get(f"/v2/coupons/{coupon_id}").json()["num_uses"]
    return count


def put_status(world: World, number: int, status_id: int) -> int:
    return world.put(f"/v2/orders/{number}", {"status_id": status_id}).status


def test_a_coupon_on_checkout_cart_and_order(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world, type_="per_item_discount", amount=65)
    checkout = add_checkout(world, (add_product(world, price=100), 2))
    shown = data(enter(world, checkout["id"], "save"))
    entered = {
        "id": coupon_id,
        "code": "SAVE",
        "coupon_type": "per_item_discount",
        "display_name": "SAVE off",
        "discounted_amount": 130,
    }
    assert shown["coupons"] == shown["cart"]["coupons"] == [entered]
    assert (shown["grand_total"], shown["subtotal_ex_tax"]) == (75, 200)
    assert physical(shown["cart"])["coupon_amount"] == 130
    cart = data(world.get(f"{CARTS}/{checkout['id']}"))
    assert (cart["cart_amount"], cart["discount_amount"]) == (70, 0)
    assert [(one["code"], one["id"]) for one in cart["coupons"]] == [("SAVE", str(coupon_id))]
    number = add_order(world, checkout["id"])
    order = world.get(f"/v2/orders/{number}").json()
    assert [order[name] for name in ("coupon_discount", "discount_amount", "total_inc_tax")] == [
        "130.0000",
        "0.0000",
        "75.0000",
    ]
    (landed,) = world.get(f"/v2/orders/{number}/coupons").json()
    assert landed == {
        "id": landed["id"],
        "coupon_id": coupon_id,
        "order_id": number,
        "code": "SAVE",
        "amount": "65.0000",
        "type": 0,
        "discount": "130.0000",
    }
    (line,) = world.get(f"/v2/orders/{number}/products").json()
    assert line["applied_discounts"] == [
        {
            "id": "coupon",
            "amount": "130.0000",
            "name": "SAVE off",
            "code": "SAVE",
            "target": "product",
        }
    ]
    assert uses(world, coupon_id) == 1


def test_it_is_announced_once_and_taken_out_again(world: World) -> None:
    coupon_id = add_coupon(world)
    cart = add_cart(world, (add_product(world), 1))
    path = f"{CHECKOUTS}/{cart['id']}/coupons"
    assert data(enter(world, cart["id"]))["grand_total"] == 7
    again = data(enter(world, cart["id"], " Save "))
    assert (again["grand_total"], len(again["coupons"])) == (7, 1)
    announced = [told for scope, told in events(world) if scope == "store/cart/couponApplied"]
    assert announced == [f'{{"type":"cart","id":"{cart["id"]}","couponId":{coupon_id}}}']
    assert world.delete(f"{path}/OTHER").status == 404
    assert world.request("DELETE", f"{path}/save", {"version": 1}).json()["title"] == STALE
    left = data(world.delete(f"{path}/save"))
    assert (left["grand_total"], left["coupons"], left["cart"]["coupons"]) == (10, [], [])
    assert physical(left["cart"])["coupon_amount"] == 0
    assert enter(world, cart["id"], version=1).status == 409


@pytest.mark.parametrize(
    "type_, more, off_lines, off_shipping",
    [
        ("per_item_discount", {"amount": 4}, [8, 6.66], 0),
        ("per_total_discount", {"amount": 5}, [3.75, 1.25], 0),
        ("percentage_discount", {"amount": "12.5"}, [2.5, 0.83], 0),
        ("shipping_discount", {"amount": 3}, [0, 0], 3),
        ("shipping_discount", {"amount": 30}, [0, 0], 5),
        ("free_shipping", {"amount": 0}, [0, 0], 5),
    ],
)
def test_what_each_type_takes_off(
    world: World, type_: str, more: dict[str, Any], off_lines: list[float], off_shipping: float
) -> None:
    add_flat_rate(world)
    lines = [(add_product(world, price=10), 2), (add_product(world, "Cup", price=3.33), 2)]
    checkout = add_checkout(world, *lines)
    add_coupon(world, type_=type_, **more)
    shown = data(enter(world, checkout["id"]))
    taken = [line["coupon_amount"] for line in shown["cart"]["line_items"]["physical_items"]]
    assert taken == off_lines
    assert shown["shipping_cost_total_ex_tax"] == 5  # what shipping costs before discounts
    off = shown["consignments"][0]["coupon_discounts"]
    assert sum(one["amount"] for one in off) == off_shipping
    total = Decimal("31.66") - sum(map(Decimal, map(str, off_lines))) - Decimal(off_shipping)
    assert Decimal(str(shown["grand_total"])) == total
    order = world.get(f"/v2/orders/{add_order(world, checkout['id'])}").json()
    assert Decimal(order["total_inc_tax"]) == total


def test_it_applies_to_products_or_categories_only(world: World) -> None:
    kept = add_product(world, "Cup", categories=[7])
    meant = add_product(world, categories=[8])
    cart = add_cart(world, (kept, 1), (meant, 1))
    for at, applies_to in enumerate(
        ({"entity": "products", "ids": [meant]}, {"entity": "categories", "ids": [8]})
    ):
        add_coupon(world, f"ONE{at}", "percentage_discount", amount=50, applies_to=applies_to)
        shown = data(enter(world, cart["id"], f"ONE{at}"))
        lines = shown["cart"]["line_items"]["physical_items"]
        assert {line["product_id"]: line["coupon_amount"] for line in lines} == {kept: 0, meant: 5}
        assert [one["code"] for one in shown["coupons"]] == [f"ONE{at}"]


def test_what_does_not_apply_is_refused(world: World) -> None:
    cart = add_cart(world, (add_product(world, categories=[7]), 1))
    other = add_product(world, "Cup")
    add_coupon(world, "OFF", enabled=False)
    add_coupon(world, "PROMO", "promotion")
    add_coupon(world, "LATE", expires="Thu, 18 Jun 2026 14:23:09 +0000")
    add_coupon(world, "BIG", min_purchase=10.01)
    add_coupon(world, "CUPS", applies_to={"entity": "products", "ids": [other]})
    path = f"{CHECKOUTS}/{cart['id']}"
    before = world.get(path).body
    titles = {
        "NONE": "The coupon code is not valid.",
        "OFF": "The coupon code is not valid.",
        "PROMO": "The coupon code is not valid.",
        "LATE": "The coupon code has expired.",
        "BIG": "Your order does not come to the minimum that the coupon code asks for.",
        "CUPS": "The coupon code applies to no item of your order.",
    }
    for code, title in titles.items():
        reply = enter(world, cart["id"], code)
        assert (reply.status, reply.json()["title"]) == (422, title)
        assert reply.json()["errors"] == {"coupon_code": code}
    assert enter(world, cart["id"], "X" * 51).status == 422
    assert enter(world, "nonsense").status == 404
    assert world.get(path).body == before


def test_it_never_pays_for_gift_certificates(world: World) -> None:
    add_coupon(world, amount=50)
    party = {"name": "A", "email": "a@example.com"}
    certificate = {
        "name": "Gift", "theme": "Birthday", "amount": 20, "quantity": 1,
        "sender": party, "recipient": party,
    }  # fmt: skip
    cart = data(world.post(CARTS, {"gift_certificates": [certificate]}), 201)
    assert enter(world, cart["id"]).json()["title"] == (
        "The coupon code applies to no item of your order."
    )
    item = {"line_items": [{"product_id": add_product(world), "quantity": 1}]}
    data(world.post(f"{CARTS}/{cart['id']}/items", item), 201)
    assert data(enter(world, cart["id"]))["grand_total"] == 20


def test_one_that_applies_no_longer_goes(world: World) -> None:
    vase = add_product(world)
    add_coupon(world, min_purchase=20)
    cart = add_cart(world, (vase, 2))
    assert data(enter(world, cart["id"]))["grand_total"] == 17
    line = f"{CARTS}/{cart['id']}/items/{physical(cart)['id']}"
    data(world.put(line, {"line_item": {"product_id": vase, "quantity": 3}}))
    assert data(world.get(f"{CHECKOUTS}/{cart['id']}"))["grand_total"] == 27
    data(world.put(line, {"line_item": {"product_id": vase, "quantity": 1}}))
    shown = data(world.get(f"{CHECKOUTS}/{cart['id']}"))
    assert (shown["grand_total"], shown["coupons"]) == (10, [])


def test_restrictions_to_countries_and_methods(world: World) -> None:
    add_flat_rate(world, "5", "US", "DE")
    vase = add_product(world)
    add_coupon(world, "GERMAN", restricted_to={"countries": "DE"})
    add_coupon(world, "ITEMS", shipping_methods=["shipping_peritem"])
    cart = add_cart(world, (vase, 1))
    assert data(enter(world, cart["id"], "GERMAN"))["grand_total"] == 7
    line = (physical(cart)["id"], 1)
    at_home = send(world, cart["id"], line, country_code="DE", state_or_province_code="")
    assert len(at_home["coupons"]) == 1
    assert send(world, cart["id"], line)["coupons"] == []
    assert enter(world, cart["id"], "GERMAN").json()["title"] == (
        "The coupon code cannot be used for an order that is sent there."
    )
    sent = data(enter(world, cart["id"], "ITEMS"))
    assert len(sent["coupons"]) == 1
    whole = data(
        world.get(f"{CHECKOUTS}/{cart['id']}?include=consignments.available_shipping_options")
    )
    assert choose(world, cart["id"], whole["consignments"][0])["coupons"] == []
    assert enter(world, cart["id"], "ITEMS").json()["title"] == (
        "The coupon code cannot be used with the shipping method you chose."
    )


def test_how_many_a_checkout_may_have(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    for code, amount in (("ONE", 1), ("TWO", 2), ("FOUR", 4)):
        add_coupon(world, code, amount=amount)
    data(enter(world, cart["id"], "ONE"))
    replaced = data(enter(world, cart["id"], "TWO"))
    assert ([one["code"] for one in replaced["coupons"]], replaced["grand_total"]) == (["TWO"], 8)
    world.set_profile(coupons_per_checkout=2)
    both = data(enter(world, cart["id"], "ONE"))
    assert [one["code"] for one in both["coupons"]] == ["TWO", "ONE"]
    assert [one["discounted_amount"] for one in both["coupons"]] == [2, 1]
    assert both["grand_total"] == 7
    full = enter(world, cart["id"], "FOUR")
    assert (full.status, full.json()["title"]) == (
        422,
        "Your order has as many coupon codes as it may.",
    )


def test_taxes_are_on_what_is_left(world: World) -> None:
    tax_everyone(world, "10")
    add_flat_rate(world)
    checkout = add_checkout(world, (add_product(world), 2))
    add_coupon(world, type_="percentage_discount", amount=25)
    shown = data(enter(world, checkout["id"]))
    assert (shown["tax_total"], shown["grand_total"]) == (2, 22)


def test_another_currency(world: World) -> None:
    euro = {
        "currency_code": "EUR", "currency_exchange_rate": "0.5", "name": "Euro", "enabled": True,
        "country_iso2": "DE", "auto_update": False, "token": "E", "token_location": "left",
        "decimal_token": ".", "thousands_token": ",", "decimal_places": 2,
        "is_transactional": True,
    }  # fmt: skip
    assert world.post("/v2/currencies", euro).status == 200
    add_coupon(world, amount=3, min_purchase=10)
    cart = add_cart(world, (add_product(world), 1), currency={"code": "EUR"})
    assert cart["base_amount"] == 5
    assert data(enter(world, cart["id"]))["grand_total"] == 3.5


def test_a_cart_uses_it_once_with_all_its_orders(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world, max_uses=1)
    vase = add_product(world)
    checkout = add_checkout(world, (vase, 1))
    data(enter(world, checkout["id"]))
    first, second = add_order(world, checkout["id"]), add_order(world, checkout["id"])
    assert uses(world, coupon_id) == 1
    other = add_cart(world, (vase, 1))
    assert enter(world, other["id"]).json()["title"] == (
        "The coupon code has been used as often as it may be."
    )
    assert (put_status(world, first, 11), put_status(world, second, 11)) == (200, 200)
    assert put_status(world, first, 5) == 200
    assert uses(world, coupon_id) == 1
    assert put_status(world, second, 5) == 200
    assert put_status(world, second, 0) == put_status(world, second, 5) == 200
    assert uses(world, coupon_id) == 0
    assert put_status(world, first, 11) == 200
    assert uses(world, coupon_id) == 1


def test_what_was_given_back_may_be_gone(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world, max_uses=1)
    vase = add_product(world)
    one, other = add_checkout(world, (vase, 1)), add_checkout(world, (vase, 1))
    data(enter(world, one["id"]))
    number = add_order(world, one["id"])
    assert put_status(world, number, 5) == 200
    data(enter(world, other["id"]))
    add_order(world, other["id"])
    reply = world.put(f"/v2/orders/{number}", {"status_id": 11})
    message = "The coupon code has been used as often as it may be."
    assert (reply.status, reply.json()) == (409, [{"status": 409, "message": message}])
    assert world.get(f"/v2/orders/{number}").json()["status_id"] == 5
    assert uses(world, coupon_id) == 1


def test_it_comes_back_with_a_cart_that_nobody_ordered(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world)
    vase = add_product(world)
    carts = [add_checkout(world, (vase, 1))["id"] for _ in range(4)]
    numbers = []
    for cart_id in carts:
        data(enter(world, cart_id))
        numbers.append(add_order(world, cart_id))
    assert uses(world, coupon_id) == 4
    assert put_status(world, numbers[0], 11) == 200
    assert world.delete(f"{CARTS}/{carts[0]}").status == 204
    assert uses(world, coupon_id) == 4
    assert world.delete(f"{CARTS}/{carts[1]}").status == 204
    assert uses(world, coupon_id) == 3
    assert put_status(world, numbers[1], 5) == 200
    assert uses(world, coupon_id) == 3
    world.clock.advance(31 * DAY_MS)
    database, now = world.services.database, world.clock.now()
    assert world.client.run(expire_carts.expire(database, now)) == 2
    assert uses(world, coupon_id) == 1
    assert put_status(world, numbers[0], 5) == 200
    assert uses(world, coupon_id) == 0


def test_a_shopper_uses_it_so_often(world: World) -> None:
    add_flat_rate(world)
    add_coupon(world, max_uses_per_customer=1)
    vase = add_product(world)
    made = {"first_name": "Jane", "last_name": "Doe", "email": "j@example.com"}
    customer_id = data(world.post("/v3/customers", [made]))[0]["id"]
    spent = "You have used the coupon code as often as you may."
    for fields in ({}, {"customer_id": customer_id}):
        first, second = (add_checkout(world, (vase, 1), **fields) for _ in range(2))
        if fields:
            bill(world, first["id"], email="one@example.com")
            bill(world, second["id"], email="two@example.com")
        data(enter(world, first["id"]))
        add_order(world, first["id"])
        add_order(world, first["id"])
        assert enter(world, second["id"]).json()["title"] == spent
    guest = add_cart(world, (vase, 1))
    assert data(enter(world, guest["id"]))["grand_total"] == 7
    assert bill(world, guest["id"], email="new@example.com")["grand_total"] == 7
    assert bill(world, guest["id"], email="JANE@example.com")["coupons"] == []


def test_one_that_has_changed_changes_no_order_unseen(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world)
    checkout = add_checkout(world, (add_product(world), 1))
    path = f"{CHECKOUTS}/{checkout['id']}"
    data(enter(world, checkout["id"]))
    world.put(f"/v2/coupons/{coupon_id}", {"amount": 2, "applies_to": ALL})
    reply = world.post(f"{path}/orders")
    assert (reply.status, list(reply.json()["errors"])) == (409, ["cart_has_changed"])
    assert data(world.get(path))["grand_total"] == 13
    add_order(world, checkout["id"])
    assert world.delete(f"/v2/coupons/{coupon_id}").status == 204
    assert world.post(f"{path}/orders").status == 409
    assert data(world.get(path))["coupons"] == []
    number = add_order(world, checkout["id"])
    assert world.get(f"/v2/orders/{number}").json()["coupon_discount"] == "0.0000"
    assert world.get("/v2/orders").json()[0]["coupon_discount"] == "2.0000"


def test_a_limit_holds_when_many_order_at_once(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world, max_uses=3)
    vase = add_product(world)
    carts = [add_checkout(world, (vase, 1))["id"] for _ in range(8)]
    for cart_id in carts:
        data(enter(world, cart_id))
    paths = [f"/v3/checkouts/{cart_id}/orders" for cart_id in carts for _ in range(2)]
    replies = world.together([Request("POST", path) for path in paths])
    made = {path for path, reply in zip(paths, replies, strict=True) if reply.status == 200}
    assert len(made) >= 3
    assert {reply.status for reply in replies} == {200, 409}
    orders = world.get("/v2/orders?limit=50").json()
    with_coupon = {one["cart_id"] for one in orders if one["coupon_discount"] == "3.0000"}
    assert (len(with_coupon), uses(world, coupon_id)) == (3, 3)


def test_a_shoppers_limit_holds_when_many_order_at_once(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world, max_uses_per_customer=1)
    vase = add_product(world)
    carts = [add_checkout(world, (vase, 1))["id"] for _ in range(5)]
    for cart_id in carts:
        data(enter(world, cart_id))
    replies = world.together(
        [Request("POST", f"/v3/checkouts/{cart_id}/orders") for cart_id in carts]
    )
    assert sorted(reply.status for reply in replies) == [200, 409, 409, 409, 409]
    assert uses(world, coupon_id) == 1


def test_orders_cancelled_at_once_give_it_back_once(world: World) -> None:
    add_flat_rate(world)
    coupon_id = add_coupon(world)
    vase = add_product(world)
    one, other = add_checkout(world, (vase, 1)), add_checkout(world, (vase, 1))
    data(enter(world, one["id"]))
    data(enter(world, other["id"]))
    add_order(world, other["id"])
    numbers = [add_order(world, one["id"]) for _ in range(4)]
    assert [put_status(world, number, 11) for number in numbers] == [200] * 4
    assert uses(world, coupon_id) == 2
    replies = world.together(
        [Request("PUT", f"/v2/orders/{number}", {"status_id": 5}) for number in numbers]
    )
    assert [reply.status for reply in replies] == [200] * 4
    assert uses(world, coupon_id) == 1
