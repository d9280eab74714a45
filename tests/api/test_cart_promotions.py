"""Promotions on carts, checkouts and orders: what they show, and how often they can be used."""

from typing import Any

from tests.api.promoting import (
    PROMOTIONS,
    add_code,
    add_promotion,
    enter,
    put_status,
    uses,
)
from tests.support.client import Request
from tests.support.shop import (
    CARTS,
    CHECKOUTS,
    add_cart,
    add_checkout,
    add_flat_rate,
    add_order,
    add_product,
    add_stocked,
    bill,
    data,
    level_of,
    physical,
    send,
)
from tests.support.taxes import tax_everyone
from tests.support.world import World

TENTH = {"cart_items": {"discount": {"percentage_amount": "10"}}}
THREE = {"cart_value": {"discount": {"fixed_amount": "3"}}}
FREE_SHIPPING = {"shipping": {"free_shipping": True, "zone_ids": "*"}}
BANNER = "include=promotions.banners"


def bought(product_id: int, quantity: int = 1) -> dict[str, Any]:
    return {"cart": {"items": {"products": [product_id]}, "minimum_quantity": quantity}}


def checkout(world: World, cart_id: str) -> Any:
    return data(world.get(f"{CHECKOUTS}/{cart_id}"))


def test_a_promotion_on_cart_checkout_and_order(world: World) -> None:
    add_flat_rate(world)
    promotion_id = add_promotion(world, TENTH, display_name="A tenth")
    made = add_checkout(world, (add_product(world, price=100), 2))
    cart = data(world.get(f"{CARTS}/{made['id']}"))
    line = physical(cart)
    assert line["discounts"] == [{"id": promotion_id, "discounted_amount": 20}]
    assert cart["discounts"] == [{"id": line["id"], "discounted_amount": 20}]
    assert [line[name] for name in ("discount_amount", "coupon_amount", "list_price")] == [
        20,
        0,
        100,
    ]
    assert [line[name] for name in ("sale_price", "extended_sale_price")] == [90, 180]
    assert [cart[name] for name in ("base_amount", "cart_amount", "discount_amount")] == [
        200,
        180,
        0,
    ]
    shown = checkout(world, made["id"])
    assert (shown["grand_total"], shown["subtotal_ex_tax"], shown["coupons"]) == (185, 200, [])
    assert (
        world.get(f"{CHECKOUTS}/{made['id']}").body == world.get(f"{CHECKOUTS}/{made['id']}").body
    )
    number = add_order(world, made["id"])
    order = world.get(f"/v2/orders/{number}").json()
    assert [order[name] for name in ("discount_amount", "coupon_discount", "total_inc_tax")] == [
        "20.0000",
        "0.0000",
        "185.0000",
    ]
    (product,) = world.get(f"/v2/orders/{number}/products").json()
    assert product["applied_discounts"] == [
        {
            "id": str(promotion_id),
            "amount": "20.0000",
            "name": "A tenth",
            "code": None,
            "target": "product",
        }
    ]
    assert world.get(f"/v2/orders/{number}/coupons").status == 204
    assert uses(world, promotion_id) == 1


def test_one_off_the_cart_is_shared_out(world: World) -> None:
    add_promotion(world, THREE)
    cart = add_cart(world, (add_product(world), 2), (add_product(world, "Cup"), 1))
    assert [line["discount_amount"] for line in cart["line_items"]["physical_items"]] == [2, 1]
    assert [cart[name] for name in ("discount_amount", "cart_amount")] == [3, 27]
    assert physical(cart)["sale_price"] == 10  # only what is off the line itself is off its price


def test_a_coupon_promotion_on_checkout_and_order(world: World) -> None:
    add_flat_rate(world)
    promotion_id = add_code(world, THREE, code_max_uses=5)
    made = add_checkout(world, (add_product(world), 2))
    shown = data(enter(world, made["id"], "save"))
    (coupon,) = shown["coupons"]
    assert coupon == {
        "id": coupon["id"],
        "code": "SAVE",
        "coupon_type": "promotion",
        "display_name": "Sale",
        "discounted_amount": 3,
    }
    assert (shown["grand_total"], physical(shown["cart"])["coupon_amount"]) == (22, 3)
    number = add_order(world, made["id"])
    order = world.get(f"/v2/orders/{number}").json()
    assert (order["discount_amount"], order["coupon_discount"]) == ("0.0000", "3.0000")
    (landed,) = world.get(f"/v2/orders/{number}/coupons").json()
    assert [landed[name] for name in ("coupon_id", "code", "type", "amount", "discount")] == [
        coupon["id"],
        "SAVE",
        5,
        "0.0000",
        "3.0000",
    ]
    assert uses(world, promotion_id) == 1
    assert data(world.get(f"{PROMOTIONS}/{promotion_id}/codes"))[0]["current_uses"] == 1
    left = data(world.delete(f"{CHECKOUTS}/{made['id']}/coupons/SAVE"))
    assert (left["grand_total"], left["coupons"]) == (25, [])


def test_why_a_code_does_not_apply(world: World) -> None:
    cup = add_product(world, "Cup")
    made = add_cart(world, (add_product(world), 1))
    add_code(world, THREE, "OFF", status="DISABLED")
    add_code(world, THREE, "SOON", start_date="2026-06-18T14:23:10Z")
    add_code(
        world, THREE, "LATE", start_date="2026-06-01T00:00:00Z", end_date="2026-06-02T00:00:00Z"
    )
    add_code(world, {"cart_items": {**TENTH["cart_items"], "items": {"products": [cup]}}}, "CUPS")
    add_code(world, THREE, "GROUP", customer={"group_ids": [9]})
    for code, word in {
        "OFF": "not valid",
        "SOON": "not valid",
        "LATE": "has expired",
        "CUPS": "no item",
        "GROUP": "no item",
        "NONE": "not valid",
    }.items():
        reply = enter(world, made["id"], code)
        assert (reply.status, word in reply.json()["title"]) == (422, True), code
    assert checkout(world, made["id"])["coupons"] == []


def test_shipping_for_nothing_shows_on_its_consignment(world: World) -> None:
    add_flat_rate(world)
    promotion_id = add_promotion(world, FREE_SHIPPING)
    made = add_checkout(world, (add_product(world), 1))
    shown = checkout(world, made["id"])
    (consignment,) = shown["consignments"]
    assert consignment["discounts"] == [{"id": promotion_id}]
    assert (shown["grand_total"], shown["shipping_cost_total_ex_tax"]) == (10, 5)
    order = world.get(f"/v2/orders/{add_order(world, made['id'])}").json()
    assert [order[name] for name in ("discount_amount", "total_inc_tax")] == ["5.0000", "10.0000"]
    data(world.put(f"{PROMOTIONS}/{promotion_id}", {"status": "DISABLED"}))
    add_code(world, FREE_SHIPPING)
    other = add_cart(world, (add_product(world, "Cup"), 1))
    assert data(enter(world, other["id"]))["coupons"][0]["discounted_amount"] == 0
    sent = send(world, other["id"], (physical(other)["id"], 1))["consignments"][0]
    option = sent["available_shipping_options"][0]["id"]
    path = f"{CHECKOUTS}/{other['id']}/consignments/{sent['id']}"
    shown = data(world.put(path, {"shipping_option_id": option}))
    assert shown["consignments"][0]["coupon_discounts"] == [{"code": "SAVE", "amount": 5}]
    assert (shown["grand_total"], shown["coupons"][0]["discounted_amount"]) == (10, 5)


def test_a_gift_comes_is_sent_is_taken_from_stock_and_goes(world: World) -> None:
    add_flat_rate(world)
    vase, cup = add_product(world), add_stocked(world, 3, "Cup", price=4)
    promotion_id = add_promotion(
        world, {"gift_item": {"product_id": cup, "quantity": 1}}, bought(vase, 2)
    )
    cart = add_cart(world, (vase, 1))
    assert len(cart["line_items"]["physical_items"]) == 1
    line = f"{CARTS}/{cart['id']}/items/{physical(cart)['id']}"
    two = data(world.put(line, {"line_item": {"product_id": vase, "quantity": 2}}))
    gift = physical(two, 1)
    assert (gift["product_id"], gift["quantity"], gift["is_mutable"]) == (cup, 1, False)
    assert gift["added_by_promotion"] is True
    assert [gift[name] for name in ("list_price", "sale_price", "discount_amount")] == [4, 0, 4]
    assert gift["discounts"] == [{"id": promotion_id, "discounted_amount": 4}]
    assert (two["base_amount"], two["cart_amount"]) == (24, 20)
    own = f"{CARTS}/{cart['id']}/items/{gift['id']}"
    assert world.put(own, {"line_item": {"product_id": cup, "quantity": 2}}).status == 422
    assert world.delete(own).status == 422
    bill(world, cart["id"])
    sent = send(world, cart["id"], (physical(two)["id"], 2))["consignments"][0]
    assert gift["id"] in sent["line_item_ids"]
    option = {"shipping_option_id": sent["available_shipping_options"][0]["id"]}
    data(world.put(f"{CHECKOUTS}/{cart['id']}/consignments/{sent['id']}", option))
    number = add_order(world, cart["id"])
    products = world.get(f"/v2/orders/{number}/products").json()
    assert [(one["product_id"], one["discounted_total_inc_tax"]) for one in products] == [
        (vase, "20.0000"),
        (cup, "0.0000"),
    ]
    assert (level_of(world, cup), uses(world, promotion_id)) == (2, 1)
    add_order(world, cart["id"])
    assert (level_of(world, cup), uses(world, promotion_id)) == (2, 1)
    one = data(world.put(line, {"line_item": {"product_id": vase, "quantity": 1}}))
    assert len(one["line_items"]["physical_items"]) == 1
    assert checkout(world, cart["id"])["consignments"][0]["line_item_ids"] == [physical(one)["id"]]


def test_a_gift_that_is_sold_out_is_not_given(world: World) -> None:
    vase, cup = add_product(world), add_stocked(world, 0, "Cup")
    add_promotion(world, {"gift_item": {"product_id": cup, "quantity": 1}})
    add_promotion(world, {"gift_item": {"product_id": 999, "quantity": 1}})
    cart = add_cart(world, (vase, 1))
    assert [line["product_id"] for line in cart["line_items"]["physical_items"]] == [vase]
    assert world.delete(f"{CARTS}/{cart['id']}/items/{physical(cart)['id']}").status == 204


def test_a_cart_of_gifts_alone_is_gone(world: World) -> None:
    cup = add_product(world, "Cup")
    add_promotion(world, {"gift_item": {"product_id": cup, "quantity": 1}})
    cart = add_cart(world, (add_product(world), 1))
    assert len(cart["line_items"]["physical_items"]) == 2
    assert world.delete(f"{CARTS}/{cart['id']}/items/{physical(cart)['id']}").status == 204
    assert world.get(f"{CARTS}/{cart['id']}").status == 404
    assert data(world.post(CARTS, {"line_items": []}), 201)["line_items"]["physical_items"] == []


def test_what_the_settings_of_promotions_change(world: World) -> None:
    vase = add_product(world, price=100)
    add_promotion(world, TENTH)
    add_promotion(world, {"cart_value": {"discount": {"percentage_amount": "20"}}})
    item = {"product_id": vase, "quantity": 1}
    assert data(world.post(CARTS, {"line_items": [item]}), 201)["cart_amount"] == 70
    own_price = {"line_items": [{**item, "list_price": 50}]}
    assert data(world.post(CARTS, own_price), 201)["cart_amount"] == 50
    settings = {
        "promotions_apply_on_products_with_custom_product_price": True,
        "promotions_triggered_by_products_with_zero_product_price": False,
        "promotions_applied_on_original_product_price": False,
        "number_of_coupons_allowed_at_checkout": 2,
    }
    assert world.put(f"{PROMOTIONS}/settings", settings).status == 200
    assert data(world.post(CARTS, own_price), 201)["cart_amount"] == 36
    cart = data(world.post(CARTS, {"line_items": [item]}), 201)
    assert cart["cart_amount"] == 72
    half = {
        "name": "Half",
        "code": "HALF",
        "type": "percentage_discount",
        "amount": 50,
        "enabled": True,
    }
    world.post("/v2/coupons", {**half, "applies_to": {"entity": "categories", "ids": [0]}})
    add_code(world, THREE)
    assert data(enter(world, cart["id"], "HALF"))["grand_total"] == 36
    assert data(enter(world, cart["id"]))["grand_total"] == 33
    assert [one["code"] for one in checkout(world, cart["id"])["coupons"]] == ["HALF", "SAVE"]


def test_a_coupon_that_overrides_leaves_only_itself(world: World) -> None:
    add_promotion(world, TENTH)
    over = {"can_be_used_with_other_promotions": False, "coupon_overrides_other_promotions": True}
    add_code(world, {"cart_value": {"discount": {"fixed_amount": "2"}}}, "OVER", **over)
    add_code(world, THREE, "ALONE", can_be_used_with_other_promotions=False)
    cart = add_cart(world, (add_product(world, price=100), 1))
    assert cart["cart_amount"] == 90
    assert "together" in enter(world, cart["id"], "ALONE").json()["title"]
    assert data(enter(world, cart["id"], "OVER"))["grand_total"] == 98
    assert data(world.delete(f"{CHECKOUTS}/{cart['id']}/coupons/OVER"))["grand_total"] == 90


def test_for_whom_and_where(world: World) -> None:
    group_id = world.post("/v2/customer_groups", {"name": "Friends"}).json()["id"]
    jane = {"first_name": "Jane", "last_name": "Doe", "email": "j@example.com"}
    friend = data(world.post("/v3/customers", [{**jane, "customer_group_id": group_id}]))[0]["id"]
    vase = add_product(world)
    one = add_promotion(world, THREE, customer={"group_ids": [group_id]})
    add_promotion(world, THREE, channels=[{"id": 1}], customer={"excluded_group_ids": [group_id]})
    add_promotion(world, TENTH, shipping_address={"countries": [{"iso2_country_code": "US"}]})
    theirs = add_cart(world, (vase, 1), customer_id=friend)
    assert physical(theirs)["discounts"] == [{"id": one, "discounted_amount": 3}]
    guests = add_cart(world, (vase, 1))
    assert guests["cart_amount"] == 7
    add_flat_rate(world)
    assert send(world, guests["id"], (physical(guests)["id"], 1))["cart"]["cart_amount_ex_tax"] == 6
    mine = data(world.put(f"{CARTS}/{guests['id']}", {"customer_id": friend}))
    assert physical(mine)["discounts"] == [{"id": one, "discounted_amount": 3}]


def test_for_those_who_have_ordered_before(world: World) -> None:
    add_flat_rate(world)
    jane = {"first_name": "Jane", "last_name": "Doe", "email": "j@example.com"}
    customer_id = data(world.post("/v3/customers", [jane]))[0]["id"]
    add_promotion(world, THREE, customer={"minimum_order_count": 1})
    vase = add_product(world)
    first = add_checkout(world, (vase, 1), customer_id=customer_id)
    assert first["grand_total"] == 15
    number = add_order(world, first["id"])
    assert put_status(world, number, 10) == 200
    assert add_cart(world, (vase, 1), customer_id=customer_id)["cart_amount"] == 7
    assert add_cart(world, (vase, 1))["cart_amount"] == 10


def test_custom_fields_can_be_meant(world: World) -> None:
    vase, cup = add_product(world), add_product(world, "Cup")
    path = f"/v3/catalog/products/{cup}/custom-fields"
    data(world.post(path, {"name": "Clay", "value": "white"}))
    items = {"product_custom_field": {"name": "Clay", "values": ["red", "white"]}}
    add_promotion(world, {"cart_items": {**TENTH["cart_items"], "items": items}})
    cart = add_cart(world, (vase, 1), (cup, 1))
    assert [line["discount_amount"] for line in cart["line_items"]["physical_items"]] == [0, 1]


def test_banners_are_shown_when_asked_for(world: World) -> None:
    vase = add_product(world)
    notices = [
        {"type": kind, "content": kind, "locations": ["CART_PAGE"]}
        for kind in ("UPSELL", "APPLIED")
    ]
    promotion_id = add_promotion(world, THREE, bought(vase, 2), notifications=notices)
    cart = add_cart(world, (vase, 1))
    banner = {"id": str(promotion_id), "type": "upsell", "page": ["cartpage"], "text": "UPSELL"}
    shown = data(world.get(f"{CARTS}/{cart['id']}?{BANNER}"))
    assert shown["promotions"] == {"banners": [banner]}
    item = {"line_items": [{"product_id": vase, "quantity": 1}]}
    data(world.post(f"{CARTS}/{cart['id']}/items", item), 201)
    shown = data(world.get(f"{CHECKOUTS}/{cart['id']}?{BANNER}"))
    assert shown["promotions"] == [{"banners": [{**banner, "type": "applied", "text": "APPLIED"}]}]


def test_taxes_are_on_what_is_left(world: World) -> None:
    tax_everyone(world, "10")
    add_promotion(world, {"cart_items": {"discount": {"percentage_amount": "25"}}})
    cart = add_cart(world, (add_product(world), 2))
    shown = bill(world, cart["id"])
    assert (shown["tax_total"], shown["grand_total"]) == (1.5, 16.5)


def test_a_promotion_that_changed_changes_no_order_unseen(world: World) -> None:
    add_flat_rate(world)
    promotion_id = add_promotion(world, THREE, end_date="2026-06-19T00:00:00Z")
    path = f"{CHECKOUTS}/{add_checkout(world, (add_product(world), 1))['id']}"
    assert data(world.get(path))["grand_total"] == 12
    two = {"cart_value": {"discount": {"fixed_amount": "2"}}}
    data(world.put(f"{PROMOTIONS}/{promotion_id}", {"rules": [{"action": two}]}))
    assert world.post(f"{path}/orders").status == 409
    assert data(world.get(path))["grand_total"] == 13
    world.clock.advance(24 * 60 * 60 * 1000)
    assert world.post(f"{path}/orders").status == 409
    assert data(world.get(path))["grand_total"] == 15
    data(world.post(f"{path}/orders"))
    assert uses(world, promotion_id) == 0
    assert world.delete(f"{PROMOTIONS}/{promotion_id}").status == 204


def test_a_cart_uses_it_once_with_all_its_orders(world: World) -> None:
    add_flat_rate(world)
    promotion_id, vase = add_promotion(world, THREE, max_uses=1), add_product(world)
    made = add_checkout(world, (vase, 1))
    first, second = add_order(world, made["id"]), add_order(world, made["id"])
    assert uses(world, promotion_id) == 1
    assert add_cart(world, (vase, 1))["cart_amount"] == 10
    assert (put_status(world, first, 11), put_status(world, second, 11)) == (200, 200)
    assert (put_status(world, first, 5), uses(world, promotion_id)) == (200, 1)
    assert (put_status(world, second, 5), uses(world, promotion_id)) == (200, 0)
    assert (put_status(world, second, 0), put_status(world, second, 5)) == (200, 200)
    assert uses(world, promotion_id) == 0
    other = add_checkout(world, (vase, 1))
    number = add_order(world, other["id"])
    reply = world.put(f"/v2/orders/{first}", {"status_id": 11})
    assert (reply.status, uses(world, promotion_id)) == (409, 1)
    assert (put_status(world, number, 5), put_status(world, first, 11)) == (200, 200)
    assert uses(world, promotion_id) == 1


def test_it_comes_back_with_a_cart_that_nobody_ordered(world: World) -> None:
    add_flat_rate(world)
    promotion_id = add_promotion(world, THREE)
    made = add_checkout(world, (add_product(world), 1))
    add_order(world, made["id"])
    assert uses(world, promotion_id) == 1
    assert world.delete(f"{CARTS}/{made['id']}").status == 204
    assert uses(world, promotion_id) == 0


def test_a_limit_holds_when_many_order_at_once(world: World) -> None:
    add_flat_rate(world)
    promotion_id, vase = add_promotion(world, THREE, max_uses=3), add_product(world)
    carts = [add_checkout(world, (vase, 1))["id"] for _ in range(8)]
    paths = [f"/v3/checkouts/{cart_id}/orders" for cart_id in carts for _ in range(2)]
    replies = world.together([Request("POST", path) for path in paths])
    assert {reply.status for reply in replies} <= {200, 409}
    orders = world.get("/v2/orders?limit=50").json()
    used = {one["cart_id"] for one in orders if one["discount_amount"] == "3.0000"}
    assert (len(used), uses(world, promotion_id)) == (3, 3)


def test_limits_of_codes_hold_when_many_order_at_once(world: World) -> None:
    add_flat_rate(world)
    promotion_id, vase = (
        add_code(world, THREE, max_uses=3, code_max_uses_per_customer=1),
        add_product(world),
    )
    carts = []
    for at in range(8):
        cart_id = add_checkout(world, (vase, 1))["id"]
        bill(world, cart_id, email=f"{at // 2}@example.com")
        data(enter(world, cart_id))
        carts.append(cart_id)
    replies = world.together([Request("POST", f"/v3/checkouts/{one}/orders") for one in carts])
    assert {reply.status for reply in replies} == {200, 409}
    orders = world.get("/v2/orders?limit=50").json()
    used = [one["billing_address"]["email"] for one in orders if one["coupon_discount"] == "3.0000"]
    assert (len(used), len(set(used)), uses(world, promotion_id)) == (3, 3, 3)


def test_orders_cancelled_at_once_give_it_back_once(world: World) -> None:
    add_flat_rate(world)
    promotion_id, vase = add_promotion(world, THREE), add_product(world)
    one, other = add_checkout(world, (vase, 1)), add_checkout(world, (vase, 1))
    add_order(world, other["id"])
    numbers = [add_order(world, one["id"]) for _ in range(4)]
    assert [put_status(world, number, 11) for number in numbers] == [200] * 4
    assert uses(world, promotion_id) == 2
    replies = world.together(
        [Request("PUT", f"/v2/orders/{number}", {"status_id": 5}) for number in numbers]
    )
    assert [reply.status for reply in replies] == [200] * 4
    assert uses(world, promotion_id) == 1
