"""From checkout to order: what lands on the order, as often as one likes, on one hold of stock."""

import asyncio
from typing import Any

import pytest

from orderwright.actions import checkout_orders
from orderwright.actions.order_changes import By
from orderwright.db import orders
from orderwright.db.unit import Unit
from orderwright.domain.errors import QuantityConflict
from orderwright.jobs import expire_stock_holds
from tests.support.client import Request
from tests.support.shop import (
    CARTS,
    CHECKOUTS,
    JANE,
    TYPE,
    add_cart,
    add_checkout,
    add_flat_rate,
    add_order,
    add_product,
    add_stocked,
    bill,
    choose,
    data,
    events,
    level_of,
    physical,
    send,
)
from tests.support.taxes import tax_everyone
from tests.support.world import World

HOUR_MS = 60 * 60 * 1000
NUMBERS = ("id", "order_id", "order_address_id", "shipping_quotes")
FEE = {
    "type": "custom_fee",
    "name": "AAINS",
    "display_name": "Package Protection",
    "cost": 7.12,
    "source": "AA",
}
ORDER = {
    "id": 100, "customer_id": 0, "status_id": 0, "status": "Incomplete",
    "subtotal_ex_tax": "20.0000", "base_shipping_cost": "5.0000", "shipping_cost_ex_tax": "5.0000",
    "total_ex_tax": "25.0000", "total_inc_tax": "25.0000", "items_total": 2,
    "payment_method": "", "payment_status": "", "order_is_digital": False,
    "currency_code": "USD", "default_currency_code": "USD", "shipping_address_count": 1,
    "order_source": "checkout_api", "channel_id": 1, "external_source": None,
    "tax_provider_id": "BasicTaxProvider", "customer_locale": "en", "is_email_opt_in": False,
    "staff_notes": "", "customer_message": "",
}  # fmt: skip
ADDRESS = {
    "first_name": "Jane", "last_name": "Doe", "company": "", "street_1": "123 Main Street",
    "street_2": "", "city": "Austin", "state": "Texas", "zip": "78751",
    "country": "United States", "country_iso2": "US", "phone": "", "email": "jane@example.com",
    "form_fields": [],
}  # fmt: skip


def test_the_answer_and_the_order(world: World) -> None:
    add_flat_rate(world)
    checkout = add_checkout(world, (add_product(world, sku="VASE"), 2))
    reply = world.post(f"{CHECKOUTS}/{checkout['id']}/orders")
    assert (reply.status, reply.json()) == (200, {"data": {"id": 100}, "meta": {}})
    order = world.get("/v2/orders/100").json()
    assert len(order) == 74
    assert {name: order[name] for name in ORDER} == ORDER
    assert order["cart_id"] == checkout["id"]
    assert order["billing_address"] == ADDRESS
    (line,) = world.get("/v2/orders/100/products").json()
    shown = ("name", "sku", "type", "base_price", "quantity", "base_total", "product_options")
    assert [line[name] for name in shown] == [
        "Vase", "VASE", "physical", "10.0000", 2, "20.0000", [],
    ]  # fmt: skip
    (place,) = world.get("/v2/orders/100/shipping_addresses").json()
    assert {name: place[name] for name in ADDRESS} == ADDRESS
    assert (place["shipping_method"], place["base_cost"], place["items_total"]) == (
        "Flat Rate",
        "5.0000",
        2,
    )
    assert (place["shipping_zone_id"], place["shipping_zone_name"]) == (1, "Home")
    assert line["order_address_id"] == place["id"]
    assert data(world.get(f"{CHECKOUTS}/{checkout['id']}"))["order_id"] == "100"


def test_everything_lands_on_the_order(world: World) -> None:
    tax_everyone(world, "8.25")
    add_flat_rate(world)
    paper = data(world.post("/x/gift_wrappings", {"name": "Gold", "price": 1.5}), 201)
    vase = add_product(world)
    modifier = {"type": "text", "required": True, "display_name": "Engraving", "config": {}}
    option_id = data(world.post(f"/v3/catalog/products/{vase}/modifiers", modifier))["id"]
    item = {
        "product_id": vase,
        "quantity": 3,
        "option_selections": [{"option_id": option_id, "option_value": "A & B"}],
        "gift_wrapping": {
            "wrap_together": True,
            "wrap_details": [{"id": paper["id"], "message": "Enjoy"}],
        },
    }
    custom = {"name": "Stand", "sku": "ST", "quantity": 1, "list_price": 4}
    cart = data(
        world.post(CARTS, {"line_items": [item], "custom_items": [custom], "locale": "de"}), 201
    )
    path = f"{CHECKOUTS}/{cart['id']}"
    bill(world, cart["id"])
    stand = cart["line_items"]["custom_items"][0]["id"]
    send(world, cart["id"], (physical(cart)["id"], 1))
    sent = send(world, cart["id"], (physical(cart)["id"], 2), (stand, 1), city="Dallas")
    for consignment in sent["consignments"]:
        choose(world, cart["id"], consignment)
    data(world.post(f"{path}/fees", {"fees": [FEE]}))
    data(world.post(f"{path}/discounts", {"cart": {"discounts": [{"discounted_amount": 5}]}}))
    checkout = data(world.put(path, {"customer_message": "Ring twice"}))
    number = add_order(world, cart["id"])
    order = world.get(f"/v2/orders/{number}").json()
    assert float(order["total_inc_tax"]) == checkout["grand_total"]
    assert float(order["total_tax"]) == checkout["tax_total"]
    assert order["discount_amount"] == "5.0000"
    assert order["wrapping_cost_ex_tax"] == "4.5000"
    assert order["shipping_cost_ex_tax"] == "10.0000"
    assert (order["customer_message"], order["customer_locale"]) == ("Ring twice", "de")
    lines = world.get(f"/v2/orders/{number}/products").json()
    assert [(line["name"], line["quantity"], line["type"]) for line in lines] == [
        ("Vase", 2, "physical"),
        ("Vase", 1, "physical"),
        ("Stand", 1, "physical"),
    ]
    assert [line["wrapping_name"] for line in lines] == ["Gold", "Gold", ""]
    assert [line["base_wrapping_cost"] for line in lines] == ["3.0000", "1.5000", "0.0000"]
    chosen = lines[0]["product_options"][0]
    assert (chosen["display_name"], chosen["display_value"]) == ("Engraving", "A & B")
    places = world.get(f"/v2/orders/{number}/shipping_addresses").json()
    cities = {place["id"]: place["city"] for place in places}
    assert [cities[line["order_address_id"]] for line in lines] == ["Dallas", "Austin", "Dallas"]
    (fee,) = world.get(f"/v2/orders/{number}/fees").json()["fees"]
    assert (fee["display_name_customer"], fee["cost_ex_tax"]) == ("Package Protection", "7.1200")
    taxes = world.get(f"/v2/orders/{number}/taxes").json()
    assert sum(float(row["line_amount"]) for row in taxes) == checkout["tax_total"]
    discounted = [line["applied_discounts"] for line in lines]
    parts = [float(one["amount"]) for applied in discounted for one in applied]
    assert sum(parts) == 5


def test_a_repeat_is_an_equal_copy(world: World) -> None:
    add_flat_rate(world)
    checkout = add_checkout(world, (add_stocked(world, 9), 2))
    first, second = add_order(world, checkout["id"]), add_order(world, checkout["id"])
    assert second == first + 1
    for part in ("", "/products", "/shipping_addresses"):
        one, other = (
            comparable(world.get(f"/v2/orders/{number}{part}").json(), number)
            for number in (first, second)
        )
        assert one == other
    data(world.put(f"{CHECKOUTS}/{checkout['id']}", {"customer_message": "later"}))
    third = world.get(f"/v2/orders/{add_order(world, checkout['id'])}").json()
    assert third["customer_message"] == "later"


def test_a_digital_checkout_needs_no_consignment(world: World) -> None:
    book = add_product(world, "Book", type="digital", weight=0)
    checkout = add_checkout(world, (book, 1))
    number = add_order(world, checkout["id"])
    order = world.get(f"/v2/orders/{number}").json()
    assert (order["order_is_digital"], order["shipping_address_count"]) == (True, 0)
    assert world.get(f"/v2/orders/{number}/shipping_addresses").status == 204
    assert world.get(f"/v2/orders/{number}/products").json()[0]["order_address_id"] == 0


def test_a_pick_up(world: World) -> None:
    cart = add_cart(world, (add_product(world), 2))
    bill(world, cart["id"])
    body = [
        {
            "line_items": [{"item_id": physical(cart)["id"], "quantity": 2}],
            "pickup_option": {"pickup_method_id": 1},
        }
    ]
    world.post("/v3/pickup/methods", [{"location_id": 1, "display_name": "Counter"}])
    data(world.post(f"{CHECKOUTS}/{cart['id']}/consignments", body))
    number = add_order(world, cart["id"])
    (line,) = world.get(f"/v2/orders/{number}/products").json()
    assert (line["order_address_id"], line["order_pickup_method_id"] > 0) == (0, True)
    pickups = world.get(f"/v2/orders/{number}/consignments").json()["pickups"]
    told = [(one["pickup_method_id"], one["pickup_method_display_name"]) for one in pickups]
    assert told == [(1, "Counter")]
    place = pickups[0]["location"]
    assert (place["id"], place["name"], place["country_alpha2"]) == (1, "Default location", "US")


def test_a_refusal_names_everything_that_is_missing(world: World) -> None:
    add_flat_rate(world)
    cart = add_cart(world, (add_product(world), 1))
    path, line_id = f"{CHECKOUTS}/{cart['id']}", physical(cart)["id"]
    everything = {
        "invalid_shipping_address": "A shipping address for this order is incomplete",
        "missing_shipping_method": "Missing shipping method",
        "invalid_billing_address": "Invalid billing address",
        "missing_email_address": "Missing email address",
    }
    refused(world, path, everything)
    bill(world, cart["id"])
    without_billing = dict(list(everything.items())[:2])
    refused(world, path, without_billing)
    sent = send(world, cart["id"], (line_id, 1), last_name="")
    refused(world, path, without_billing)
    consignment = sent["consignments"][0]
    choose(world, cart["id"], consignment)
    refused(world, path, dict(list(everything.items())[:1]))
    whole = {"address": JANE}
    data(world.put(f"{path}/consignments/{consignment['id']}", whole))
    assert world.post(f"{path}/orders").status == 200


def test_an_empty_cart_makes_no_order(world: World) -> None:
    cart = data(world.post(CARTS, {"line_items": []}), 201)
    bill(world, cart["id"])
    refused(world, f"{CHECKOUTS}/{cart['id']}", {"empty_cart": "The request could not process"})


def test_a_checkout_that_there_is_not(world: World) -> None:
    for cart_id in ("nonsense", "76f1bfe4-dbbe-4018-8ee6-2e3c36bf1518"):
        reply = world.post(f"{CHECKOUTS}/{cart_id}/orders")
        assert (reply.status, reply.json()) == (404, {"status": 404, "type": TYPE})


def test_new_taxes_change_no_order_unseen(world: World) -> None:
    add_flat_rate(world)
    checkout = add_checkout(world, (add_product(world), 1))
    path = f"{CHECKOUTS}/{checkout['id']}"
    tax_everyone(world, "10")
    reply = world.post(f"{path}/orders")
    assert (reply.status, reply.json()) == (
        409,
        {
            "status": 409,
            "title": "Checkout could not be processed",
            "type": TYPE,
            "errors": {"cart_has_changed": "Checkout could not be processed"},
        },
    )
    assert world.get("/v2/orders").status == 204
    after = data(world.get(path))
    assert (after["grand_total"], after["tax_total"]) == (16.5, 1.5)
    number = add_order(world, checkout["id"])
    assert world.get(f"/v2/orders/{number}").json()["total_inc_tax"] == "16.5000"


def test_orders_of_a_cart_share_one_hold(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 5)
    checkout = add_checkout(world, (product_id, 3))
    assert level_of(world, product_id) == 5
    first, second = add_order(world, checkout["id"]), add_order(world, checkout["id"])
    assert level_of(world, product_id) == 2
    assert place(world, first) == 200
    assert level_of(world, product_id) == 2
    assert place(world, second) == 409
    assert level_of(world, product_id) == 2
    assert world.put(f"/v2/orders/{first}", {"status_id": 5}).status == 200
    assert level_of(world, product_id) == 5
    assert place(world, second) == 200
    assert level_of(world, product_id) == 2


def test_stock_is_checked_again_when_the_order_is_made(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 3)
    one = add_checkout(world, (product_id, 2))
    other = add_checkout(world, (product_id, 2))
    add_order(world, one["id"])
    reply = world.post(f"{CHECKOUTS}/{other['id']}/orders")
    assert (reply.status, reply.json()["title"]) == (
        422,
        "We don't have enough Vase stock on hand for the quantity you selected. Please try again.",
    )
    assert len(world.get("/v2/orders").json()) == 1
    assert level_of(world, product_id) == 1


def test_a_changed_cart_changes_its_hold(world: World) -> None:
    add_flat_rate(world)
    vase, cup = add_stocked(world, 9), add_stocked(world, 9, "Cup")
    checkout = add_checkout(world, (vase, 2), (cup, 2))
    add_order(world, checkout["id"])
    path = f"{CARTS}/{checkout['id']}/items"
    first, second = (line["id"] for line in checkout["cart"]["line_items"]["physical_items"])
    data(world.put(f"{path}/{first}", {"line_item": {"product_id": vase, "quantity": 5}}))
    data(world.delete(f"{path}/{second}"))
    assert (level_of(world, vase), level_of(world, cup)) == (7, 7)
    add_order(world, checkout["id"])
    assert (level_of(world, vase), level_of(world, cup)) == (4, 9)
    assert world.delete(f"{CARTS}/{checkout['id']}").status == 204
    assert (level_of(world, vase), level_of(world, cup)) == (9, 9)


def test_a_hold_expires_once_and_an_order_renews_it(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 5)
    checkout = add_checkout(world, (product_id, 3))
    number = add_order(world, checkout["id"])
    world.clock.advance(HOUR_MS - 1)
    assert (expire(world), level_of(world, product_id)) == (0, 2)
    add_order(world, checkout["id"])
    world.clock.advance(HOUR_MS - 1)
    assert (expire(world), level_of(world, product_id)) == (0, 2)
    world.clock.advance(1)
    assert (expire(world), level_of(world, product_id)) == (1, 5)
    assert (expire(world), level_of(world, product_id)) == (0, 5)
    assert place(world, number) == 200
    assert level_of(world, product_id) == 2


def test_holds_of_one_stock_item_expire_together(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 9)
    for quantity in (1, 2, 3):
        add_order(world, add_checkout(world, (product_id, quantity))["id"])
    assert level_of(world, product_id) == 3
    world.clock.advance(HOUR_MS)
    assert (expire(world), level_of(world, product_id)) == (3, 9)


def test_a_payment_renews_the_hold_of_its_order(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 5)
    checkout = add_checkout(world, (product_id, 3))
    number = add_order(world, checkout["id"])
    world.clock.advance(HOUR_MS)
    expire(world)
    renew(world, number)
    assert level_of(world, product_id) == 2
    world.clock.advance(HOUR_MS - 1)
    renew(world, number)
    world.clock.advance(1)
    assert (expire(world), level_of(world, product_id)) == (0, 2)
    world.clock.advance(HOUR_MS)
    assert (expire(world), level_of(world, product_id)) == (1, 5)
    other = add_checkout(world, (product_id, 3))
    add_order(world, other["id"])
    with pytest.raises(QuantityConflict):
        renew(world, number)
    assert level_of(world, product_id) == 2


def test_a_store_that_takes_stock_late_holds_none(world: World) -> None:
    add_flat_rate(world)
    world.set_profile(takes_stock_late=True)
    product_id = add_stocked(world, 3)
    checkout = add_checkout(world, (product_id, 3))
    number = add_order(world, checkout["id"])
    assert level_of(world, product_id) == 3
    assert place(world, number) == 200
    assert level_of(world, product_id) == 3
    assert world.put(f"/v2/orders/{number}", {"status_id": 2}).status == 200
    assert level_of(world, product_id) == 0


def test_expiry_racing_with_orders_loses_no_stock(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 20)
    checkouts = [add_checkout(world, (product_id, 2)) for _ in range(4)]
    numbers = [add_order(world, one["id"]) for one in checkouts]
    world.clock.advance(HOUR_MS)
    paths = [f"/v2/orders/{number}" for number in numbers]
    jobs = [expire_stock_holds.expire(world.services.database, world.clock.now())]

    async def race() -> list[Any]:
        requests = [Request("PUT", f"/stores/demo{path}", {"status_id": 11}) for path in paths]
        return list(await asyncio.gather(*map(world.client.send, requests), *jobs))

    replies = world.client.run(race())
    assert [reply.status for reply in replies[:-1]] == [200] * 4
    assert level_of(world, product_id) == 12
    assert (expire(world), level_of(world, product_id)) == (0, 12)


def test_parallel_calls_each_make_a_whole_order(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 5)
    checkout = add_checkout(world, (product_id, 3))
    path = f"/v3/checkouts/{checkout['id']}/orders"
    replies = world.together([Request("POST", path) for _ in range(16)])
    assert [reply.status for reply in replies] == [200] * 16
    numbers = sorted(reply.json()["data"]["id"] for reply in replies)
    assert numbers == list(range(100, 116))
    assert level_of(world, product_id) == 2
    for number in numbers:
        assert len(world.get(f"/v2/orders/{number}/products").json()) == 1
        assert len(world.get(f"/v2/orders/{number}/shipping_addresses").json()) == 1
    created = [scope for scope, _ in events(world) if scope == "store/order/created"]
    assert len(created) == 16


def test_of_many_carts_as_many_hold_as_there_is(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 5)
    checkouts = [add_checkout(world, (product_id, 1)) for _ in range(12)]
    requests = [Request("POST", f"/v3/checkouts/{one['id']}/orders") for one in checkouts]
    replies = world.together(requests)
    assert sorted(reply.status for reply in replies) == [200] * 5 + [422] * 7
    assert level_of(world, product_id) == 0


def test_what_is_announced(world: World) -> None:
    add_flat_rate(world)
    checkout = add_checkout(world, (add_product(world), 1))
    before = len(events(world))
    number = add_order(world, checkout["id"])
    assert events(world)[before:] == [("store/order/created", f'{{"type":"order","id":{number}}}')]


def test_the_same_key_makes_one_order(world: World) -> None:
    add_flat_rate(world)
    checkout = add_checkout(world, (add_stocked(world, 9), 2))
    headers = {"idempotency-key": "once"}
    path = f"{CHECKOUTS}/{checkout['id']}/orders"
    first, second = (world.post(path, headers=headers) for _ in range(2))
    assert (first.status, second.body) == (200, first.body)
    assert second.headers["idempotent-replayed"] == "true"
    assert len(world.get("/v2/orders").json()) == 1


def refused(world: World, path: str, missing: dict[str, str]) -> None:
    """The checkout makes no order, lacks exactly this, and stays as it is."""
    before = world.get(path).body
    reply = world.post(f"{path}/orders")
    assert (reply.status, reply.json()) == (
        422,
        {
            "status": 422,
            "title": next(iter(missing.values())),
            "type": TYPE,
            "errors": missing,
        },
    )
    assert world.get(path).body == before
    assert world.get("/v2/orders").status == 204


def comparable(part: Any, number: int) -> Any:
    """A part of an order without what makes it that order's."""
    if isinstance(part, list):
        return [comparable(one, number) for one in part]
    if isinstance(part, dict):
        return {
            name: comparable(value, number) for name, value in part.items() if name not in NUMBERS
        }
    return part.replace(f"/{number}/", "//") if isinstance(part, str) else part


def place(world: World, number: int) -> int:
    """The status of the answer to letting an order leave Incomplete."""
    return world.put(f"/v2/orders/{number}", {"status_id": 11}).status


def renew(world: World, number: int) -> None:
    """Hold anew what an order needs, as a payment does."""
    by = By(world.store, "test", world.clock.now(), lambda _: b"")

    async def work(unit: Unit) -> None:
        order = await orders.find_order(unit, world.store.id, number, lock=True)
        assert order is not None
        lines = await orders.list_products(unit, world.store.id, number)
        await checkout_orders.renew_hold(unit, by, order, lines)

    world.write(work)


def expire(world: World) -> int:
    """Run the job."""
    job = expire_stock_holds.expire(world.services.database, world.clock.now())
    given_back: int = world.client.run(job)
    return given_back
