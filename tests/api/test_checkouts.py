"""V3 checkouts: where they are billed and sent, what is added to them, what they come to."""

import re
from typing import Any

import pytest

from tests.support.client import Request
from tests.support.shop import (
    CARTS,
    CHECKOUTS,
    JANE,
    OPTIONS,
    STALE,
    TYPE,
    add_cart,
    add_checkout,
    add_flat_rate,
    add_product,
    bill,
    choose,
    data,
    physical,
    send,
)
from tests.support.taxes import tax_everyone
from tests.support.world import World

HEX_13 = re.compile(r"[0-9a-f]{13}")
HEX_32 = re.compile(r"[0-9a-f]{32}")
NOT_FOUND = {"status": 404, "type": TYPE}
ADDRESS = {
    "first_name": "Jane",
    "last_name": "Doe",
    "email": "jane@example.com",
    "company": "",
    "address1": "123 Main Street",
    "address2": "",
    "city": "Austin",
    "state_or_province": "Texas",
    "state_or_province_code": "TX",
    "country": "United States",
    "country_code": "US",
    "postal_code": "78751",
    "phone": "",
    "custom_fields": [],
}
FEE = {
    "type": "custom_fee",
    "name": "AAINS",
    "display_name": "Package Protection",
    "cost": 7.12,
    "source": "AA",
}


def test_a_checkout_before_anything_is_said(world: World) -> None:
    cart = add_cart(world, (add_product(world), 2))
    checkout = data(world.get(f"{CHECKOUTS}/{cart['id']}"))
    inner = checkout.pop("cart")
    line = physical(inner)
    assert checkout == {
        "id": cart["id"],
        "billing_address": {},
        "consignments": [],
        "taxes": [{"name": "Tax", "amount": 0}],
        "coupons": [],
        "fees": [],
        "order_id": None,
        "shipping_cost_total_inc_tax": 0,
        "shipping_cost_total_ex_tax": 0,
        "handling_cost_total_inc_tax": 0,
        "handling_cost_total_ex_tax": 0,
        "tax_total": 0,
        "subtotal_inc_tax": 20,
        "subtotal_ex_tax": 20,
        "grand_total": 20,
        "created_time": "2026-06-18T14:23:09+00:00",
        "updated_time": "2026-06-18T14:23:09+00:00",
        "customer_message": "",
        "version": 1,
    }
    assert line == {
        "id": physical(cart)["id"],
        "parent_id": None,
        "variant_id": line["variant_id"],
        "product_id": line["product_id"],
        "sku": "",
        "name": "Vase",
        "url": "http://testserver/stores/demo/vase/",
        "quantity": 2,
        "is_taxable": True,
        "image_url": "",
        "discounts": [],
        "discount_amount": 0,
        "coupon_amount": 0,
        "original_price": 10,
        "list_price": 10,
        "sale_price": 10,
        "extended_list_price": 20,
        "extended_sale_price": 20,
        "comparison_price": 10,
        "extended_comparison_price": 20,
        "is_require_shipping": True,
        "is_mutable": True,
        "added_by_promotion": False,
        "gift_wrapping": None,
    }
    assert (inner["cart_amount_inc_tax"], inner["cart_amount_ex_tax"]) == (20, 20)


def test_the_billing_address(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    path = f"{CHECKOUTS}/{cart['id']}/billing-address"
    billed = data(world.post(path, JANE))
    made = billed["billing_address"]
    assert HEX_13.fullmatch(made["id"])
    assert made == {"id": made["id"], **ADDRESS}
    assert (billed["cart"]["email"], billed["version"]) == ("jane@example.com", 2)
    assert data(world.get(f"{CARTS}/{cart['id']}"))["email"] == "jane@example.com"
    other = {"email": "bob@example.com", "country_code": "de", "state_or_province": "Berlin"}
    changed = data(world.put(f"{path}/{made['id']}", other))["billing_address"]
    assert (changed["id"], changed["first_name"]) == (made["id"], "")
    assert (changed["country"], changed["country_code"]) == ("Germany", "DE")
    assert changed["state_or_province_code"] == "BE"
    assert world.put(f"{path}/nonsense", other).json() == NOT_FOUND


@pytest.mark.parametrize(
    "changes, wrong",
    [
        ({"email": ""}, {"email": "error.expected.valid"}),
        ({"email": "no address"}, {"email": "error.expected.valid"}),
        ({"country_code": "XX"}, {"country_code": "error.expected.valid"}),
        ({"country_code": None}, {"country_code": "error.expected.notnull"}),
        ({"city": "x" * 256}, {"city": "error.expected.valid"}),
    ],
)
def test_a_wrong_address_changes_nothing(world: World, changes: Any, wrong: Any) -> None:
    path = f"{CHECKOUTS}/{add_cart(world, (add_product(world), 1))['id']}"
    before = world.get(path).body
    reply = world.post(f"{path}/billing-address", {**JANE, **changes})
    assert (reply.status, reply.json()["errors"]) == (422, wrong)
    assert world.get(path).body == before


def test_a_consignment_and_its_shipping(world: World) -> None:
    add_flat_rate(world, "4.5")
    cart = add_cart(world, (add_product(world), 2))
    bill(world, cart["id"])
    line_id = physical(cart)["id"]
    sent = send(world, cart["id"], (line_id, 2))
    consignment = sent["consignments"][0]
    option = consignment["available_shipping_options"][0]
    assert HEX_13.fullmatch(consignment["id"])
    assert HEX_32.fullmatch(option["id"])
    assert option == {
        "id": option["id"],
        "type": "shipping_flatrate",
        "description": "Flat Rate",
        "image_url": "",
        "cost": 4.5,
        "transit_time": "",
        "additional_description": "",
    }
    address = {"id": consignment["id"], **ADDRESS}
    assert consignment == {
        "id": consignment["id"],
        "shipping_cost_inc_tax": 0,
        "shipping_cost_ex_tax": 0,
        "handling_cost_inc_tax": 0,
        "handling_cost_ex_tax": 0,
        "coupon_discounts": [],
        "discounts": [],
        "line_item_ids": [line_id],
        "available_shipping_options": [option],
        "shippingAddress": address,
        "address": address,
    }
    assert sent["grand_total"] == 20
    chosen = choose(world, cart["id"], consignment)
    assert chosen["consignments"][0]["selected_shipping_option"] == option
    assert "available_shipping_options" not in chosen["consignments"][0]
    assert (chosen["shipping_cost_total_ex_tax"], chosen["grand_total"]) == (4.5, 24.5)
    path = f"{CHECKOUTS}/{cart['id']}/consignments/{consignment['id']}"
    reply = world.put(path, {"shipping_option_id": "0" * 32})
    assert (reply.status, reply.json()["errors"]) == (422, {"shipping_option_id": "0" * 32})
    gone = data(world.delete(path))
    assert (gone["consignments"], gone["grand_total"]) == ([], 20)
    assert world.delete(path).json() == NOT_FOUND


def test_nothing_is_shipped_where_there_is_no_zone(world: World) -> None:
    add_flat_rate(world)
    cart = add_cart(world, (add_product(world), 1))
    sent = send(world, cart["id"], (physical(cart)["id"], 1), country_code="CA")
    assert sent["consignments"][0]["available_shipping_options"] == []


def test_custom_shipping(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    consignment = send(world, cart["id"], (physical(cart)["id"], 1))["consignments"][0]
    path = f"{CHECKOUTS}/{cart['id']}/consignments/{consignment['id']}"
    custom = {"custom_shipping": {"price": 12.9, "description": "By bike"}}
    chosen = data(world.put(path, custom))
    option = chosen["consignments"][0]["selected_shipping_option"]
    assert (option["type"], option["description"], option["cost"]) == (
        "shipping_custom",
        "By bike",
        12.9,
    )
    assert chosen["grand_total"] == 22.9


def test_a_cart_split_over_addresses(world: World) -> None:
    add_flat_rate(world)
    cart = add_cart(world, (add_product(world), 5))
    line_id = physical(cart)["id"]
    first = send(world, cart["id"], (line_id, 2))
    parts = [(one["id"], one["quantity"]) for one in first["cart"]["line_items"]["physical_items"]]
    assert [quantity for _, quantity in parts] == [3, 2]
    assert parts[0][0] == line_id
    both = send(world, cart["id"], (line_id, 3), city="Dallas")
    assert [one["line_item_ids"] for one in both["consignments"]] == [[parts[1][0]], [line_id]]
    assert [one["address"]["city"] for one in both["consignments"]] == ["Austin", "Dallas"]
    for consignment in both["consignments"]:
        last = choose(world, cart["id"], consignment)
    assert (last["grand_total"], last["shipping_cost_total_ex_tax"]) == (60, 10)
    moved = {"line_items": [{"item_id": line_id, "quantity": 3}]}
    path = f"{CHECKOUTS}/{cart['id']}/consignments/{both['consignments'][0]['id']}"
    after = data(world.put(path, moved))
    assert [one["line_item_ids"] for one in after["consignments"]] == [[line_id]]


def test_consignments_that_cannot_be(world: World) -> None:
    book = add_product(world, "Book", type="digital", weight=0)
    cart = add_cart(world, (add_product(world), 2), (book, 1))
    line_id = physical(cart)["id"]
    digital_id = cart["line_items"]["digital_items"][0]["id"]
    path = f"{CHECKOUTS}/{cart['id']}/consignments"
    before = world.get(f"{CHECKOUTS}/{cart['id']}").body
    for lines, errors in (
        ([{"item_id": line_id, "quantity": 3}], {"item_id": line_id}),
        ([{"item_id": "nonsense", "quantity": 1}], {"item_id": "nonsense"}),
        ([{"item_id": digital_id, "quantity": 1}], {"item_id": digital_id}),
        ([], {"line_items": "error.path.missing"}),
    ):
        reply = world.post(path, [{"address": JANE, "line_items": lines}])
        assert (reply.status, reply.json()["errors"]) == (422, errors)
    one = {"address": JANE, "line_items": [{"item_id": line_id, "quantity": 1}]}
    assert world.post(path, one).status == 422
    assert world.post(path, []).status == 422
    assert world.get(f"{CHECKOUTS}/{cart['id']}").body == before


def test_the_older_name_of_the_address(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    lines = [{"item_id": physical(cart)["id"], "quantity": 1}]
    body = [{"shipping_address": JANE, "line_items": lines}]
    sent = data(world.post(f"{CHECKOUTS}/{cart['id']}/consignments", body))
    assert sent["consignments"][0]["address"]["city"] == "Austin"


def test_pick_up_in_one_consignment_alone(world: World) -> None:
    cart = add_cart(world, (add_product(world), 2))
    lines = [{"item_id": physical(cart)["id"], "quantity": 1}]
    body = [{"line_items": lines, "pickup_option": {"pickup_method_id": 1}}]
    path = f"{CHECKOUTS}/{cart['id']}/consignments"
    unknown = world.post(path, body)
    assert (unknown.status, unknown.json()["errors"]) == (422, {"pickup_method_id": "1"})
    world.post("/v3/pickup/methods", [{"location_id": 1}])
    fetched = data(world.post(path, body))["consignments"]
    assert [one["selected_pickup_option"] for one in fetched] == [{"pickup_method_id": 1}]
    reply = world.post(path, body)
    assert (reply.status, reply.json()) == (
        422,
        {"status": 422, "title": "Pickup method is limited to 1 consignment.", "type": TYPE},
    )
    sent = send(world, cart["id"], (physical(cart)["id"], 1))["consignments"]
    assert [one.get("selected_pickup_option") for one in sent] == [{"pickup_method_id": 1}, None]


def test_a_change_of_lines_is_quoted_anew(world: World) -> None:
    zone_id = add_flat_rate(world)
    method = {"name": "Each", "type": "peritem", "settings": {"rate": "2"}, "enabled": True}
    world.post(f"/v2/shipping/zones/{zone_id}/methods", method)
    product_id = add_product(world)
    cart = add_cart(world, (product_id, 1))
    consignment = send(world, cart["id"], (physical(cart)["id"], 1))["consignments"][0]
    position = [one["description"] for one in consignment["available_shipping_options"]].index(
        "Each"
    )
    assert choose(world, cart["id"], consignment, position)["grand_total"] == 12
    line = f"{CARTS}/{cart['id']}/items/{physical(cart)['id']}"
    data(world.put(line, {"line_item": {"product_id": product_id, "quantity": 3}}))
    checkout = data(world.get(f"{CHECKOUTS}/{cart['id']}"))
    assert checkout["consignments"][0]["selected_shipping_option"]["cost"] == 6
    assert checkout["grand_total"] == 36


def test_another_customer_loses_what_was_worked_out(world: World) -> None:
    add_flat_rate(world)
    customer = {"email": "ann@example.com", "first_name": "Ann", "last_name": "Lee"}
    customer_id = data(world.post("/v3/customers", [customer]))[0]["id"]
    checkout = add_checkout(world, (add_product(world), 1))
    path = f"{CHECKOUTS}/{checkout['id']}"
    data(world.put(f"{CARTS}/{checkout['id']}", {"customer_id": customer_id}))
    after = data(world.get(path))
    assert (after["consignments"], after["grand_total"]) == ([], 10)
    reply = world.post(f"{path}/orders")
    assert (reply.status, reply.json()["title"]) == (
        422,
        "A shipping address for this order is incomplete",
    )


def test_taxes_of_lines_shipping_and_fees(world: World) -> None:
    """8.25 % of 21.00 is 1.73, of 5.00 is 0.41, of 7.12 is 0.59."""
    tax_everyone(world, "8.25")
    add_flat_rate(world)
    checkout = add_checkout(world, (add_product(world, price=10.5), 2))
    path = f"{CHECKOUTS}/{checkout['id']}"
    taxed = data(world.post(f"{path}/fees", {"fees": [FEE]}))
    assert taxed["taxes"] == [{"name": "Tax", "amount": 2.73}]
    assert (taxed["tax_total"], taxed["grand_total"]) == (2.73, 35.85)
    assert (taxed["subtotal_ex_tax"], taxed["subtotal_inc_tax"]) == (21, 22.73)
    assert taxed["cart"]["cart_amount_inc_tax"] == 22.73
    assert taxed["cart"]["cart_amount_ex_tax"] == 21
    assert taxed["shipping_cost_total_inc_tax"] == 5.41
    assert data(world.get(f"{CARTS}/{checkout['id']}"))["cart_amount"] == 22.73
    fee = taxed["fees"][0]
    assert fee == {
        "id": fee["id"],
        "type": "custom_fee",
        "name": "AAINS",
        "display_name": "Package Protection",
        "cost_inc_tax": 7.71,
        "cost_ex_tax": 7.12,
        "source": "AA",
        "tax_class_id": None,
    }


def test_prices_with_tax(world: World) -> None:
    """Of 21.00 with 8.25 % the tax is 1.60, of 5.00 it is 0.38."""
    world.set_profile(is_tax_inclusive_pricing=True)
    tax_everyone(world, "8.25")
    add_flat_rate(world)
    checkout = add_checkout(world, (add_product(world, price=10.5), 2))
    assert checkout["cart"]["tax_included"] is True
    assert (checkout["tax_total"], checkout["grand_total"]) == (1.98, 26)
    assert (checkout["subtotal_inc_tax"], checkout["subtotal_ex_tax"]) == (21, 19.4)


def test_at_most_five_fees(world: World) -> None:
    path = f"{CHECKOUTS}/{add_cart(world, (add_product(world), 1))['id']}"
    made = data(world.post(f"{path}/fees", {"fees": [FEE] * 3}))
    reply = world.post(f"{path}/fees", {"fees": [FEE] * 3})
    assert (reply.status, len(data(world.get(path))["fees"])) == (422, 3)
    ids = [fee["id"] for fee in made["fees"]]
    changed = data(world.put(f"{path}/fees", {"fees": [{**FEE, "id": ids[1], "cost": 1}]}))
    assert [fee["cost_ex_tax"] for fee in changed["fees"]] == [7.12, 1, 7.12]
    left = data(world.delete(f"{path}/fees", json={"ids": ids[:2]}))
    assert [fee["id"] for fee in left["fees"]] == ids[2:]
    assert left["grand_total"] == 17.12
    assert world.delete(f"{path}/fees", json={"ids": ids[:1]}).json() == NOT_FOUND
    assert world.put(f"{path}/fees", {"fees": [{**FEE, "id": ids[0]}]}).json() == NOT_FOUND


def test_manual_discounts(world: World) -> None:
    """4.00 off 20.00 and 3.00, after 1.00 off the vase: 3.45 and 0.55 by largest remainder."""
    cart = add_cart(world, (add_product(world), 2), (add_product(world, "Cup", price=3), 1))
    path = f"{CHECKOUTS}/{cart['id']}"
    vase, cup = (line["id"] for line in cart["line_items"]["physical_items"])
    body = {
        "discounts": [{"discounted_amount": 4}],
        "line_items": [{"id": vase, "discounted_amount": 1}],
    }
    changed = data(world.post(f"{path}/discounts", {"cart": body}))
    assert [
        line["discount_amount"] for line in changed["cart"]["line_items"]["physical_items"]
    ] == [
        4.45,
        0.55,
    ]
    assert physical(changed["cart"])["discounts"] == [
        {"id": "manual-discount", "discounted_amount": 4.45}
    ]
    assert changed["cart"]["discounts"] == [
        {"id": vase, "discounted_amount": 4.45},
        {"id": cup, "discounted_amount": 0.55},
    ]
    assert (changed["cart"]["discount_amount"], changed["grand_total"]) == (4, 18)
    shown = data(world.get(f"{CARTS}/{cart['id']}"))
    assert (shown["manual_discount_amount"], shown["cart_amount"]) == (4, 18)
    none = data(world.post(f"{path}/discounts", {"cart": {"discounts": []}}))
    assert none["grand_total"] == 23
    wrong = {"line_items": [{"id": "nonsense", "discounted_amount": 1}]}
    assert world.post(f"{path}/discounts", {"cart": wrong}).status == 422


def test_the_shopper_s_message(world: World) -> None:
    path = f"{CHECKOUTS}/{add_cart(world, (add_product(world), 1))['id']}"
    changed = data(world.put(path, {"customer_message": "Ring <twice>"}))
    assert (changed["customer_message"], changed["version"]) == ("Ring <twice>", 2)
    reply = world.put(path, {"customer_message": "x", "version": 1})
    assert (reply.status, reply.json()) == (409, {"status": 409, "title": STALE, "type": TYPE})
    assert world.put(path, {"customer_message": "x" * 2_001}).status == 422
    assert world.put(path, {}).status == 422


def test_every_change_heeds_the_version(world: World) -> None:
    add_flat_rate(world)
    checkout = add_checkout(world, (add_product(world), 1))
    path, line = f"{CHECKOUTS}/{checkout['id']}", physical(checkout["cart"])["id"]
    consignment = f"{path}/consignments/{checkout['consignments'][0]['id']}"
    stale = {"version": checkout["version"] - 1}
    lines = {"line_items": [{"item_id": line, "quantity": 1}]}
    before = world.get(path).body
    for reply in (
        world.post(f"{path}/billing-address", {**JANE, **stale}),
        world.put(f"{path}/billing-address/{checkout['billing_address']['id']}", {**JANE, **stale}),
        world.post(f"{path}/consignments", [{"address": JANE, **lines, **stale}]),
        world.put(consignment, {**lines, **stale}),
        world.delete(consignment, json=stale),
        world.post(f"{path}/discounts", {"cart": {"discounts": [], **stale}}),
        world.put(path, {"customer_message": "x", **stale}),
    ):
        assert (reply.status, reply.json()["title"]) == (409, STALE)
    assert world.get(path).body == before


def test_of_writers_of_one_version_one_wins(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    path = f"{CHECKOUTS}/{cart['id']}"
    requests = [
        Request("PUT", path, {"customer_message": f"number {n}", "version": 1}) for n in range(8)
    ]
    replies = world.together(requests)
    assert sorted(reply.status for reply in replies) == [200] + [409] * 7
    winner = next(reply for reply in replies if reply.status == 200)
    after = data(world.get(path))
    assert (after["version"], after["customer_message"]) == (
        2,
        data(winner)["customer_message"],
    )


def test_reads_without_a_change_are_equal_to_the_byte(world: World) -> None:
    add_flat_rate(world)
    path = f"{CHECKOUTS}/{add_checkout(world, (add_product(world), 1))['id']}?{OPTIONS}"
    first = world.get(path).body
    world.clock.advance(60_000)
    assert world.get(path).body == first


def test_settings_of_checkouts(world: World) -> None:
    path = f"{CHECKOUTS}/settings"
    assert data(world.get(path)) == {
        "custom_checkout_script_url": "",
        "order_confirmation_use_custom_checkout_script": False,
        "custom_order_confirmation_script_url": "",
        "custom_checkout_supports_uco_settings": False,
        "custom_checkout_sri_hash": "",
        "custom_order_confirmation_sri_hash": "",
    }
    changed = data(world.put(path, {"custom_checkout_script_url": "https://example.com/a.js"}))
    assert changed["custom_checkout_script_url"] == "https://example.com/a.js"
    assert data(world.get(path)) == changed
    channel = data(world.put(f"{path}/channels/1", {"policy_consent": "required"}))
    assert (channel["policy_consent"], channel["custom_checkout_script_url"]) == ("required", "")
    reply = world.get(f"{path}/channels/99")
    assert (reply.status, reply.json()["errors"]) == (422, {"channel_id": "99"})


def test_scopes(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    path = f"{CHECKOUTS}/{cart['id']}"
    for scopes, reading, writing in (
        (("store_checkouts",), 200, 200),
        (("store_checkout_content",), 200, 200),
        (("store_checkout",), 200, 200),
        (("store_checkouts_read_only",), 200, 403),
        (("store_cart",), 403, 403),
    ):
        headers = {"x-auth-token": world.add_token(world.store, *scopes)}
        assert world.get(path, headers=headers).status == reading
        reply = world.put(path, {"customer_message": "x"}, headers=headers)
        assert reply.status == writing
