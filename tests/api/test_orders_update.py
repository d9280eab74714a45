"""Changing V2 orders: what merges, what is computed anew, what stays; archiving and restoring."""

from typing import Any

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from tests.api.shopping import (
    BILLING,
    add_order,
    add_product,
    add_tax,
    custom,
    events_of,
    level_of,
    lines_of,
)
from tests.support.world import World

_RAISE_MINIMUM = statement(
    "UPDATE products SET order_quantity_minimum = 9 WHERE store_id = :store_id"
)
LATER = "Thu, 18 Jun 2026 14:24:09 +0000"


def put(world: World, order_id: int, **fields: Any) -> dict[str, Any]:
    """Change an order a minute later; its new state."""
    world.clock.advance(60_000)
    reply = world.put(f"/v2/orders/{order_id}", fields)
    assert reply.status == 200, reply.text
    assert world.get(f"/v2/orders/{order_id}").body == reply.body
    changed: dict[str, Any] = reply.json()
    return changed


def scopes_of(world: World) -> list[str]:
    return [scope for scope, _ in events_of(world)]


def test_plain_fields_change_alone(world: World) -> None:
    order = add_order(world)
    changed = put(world, order["id"], staff_notes="Paid in cash", customer_message="Thanks")
    assert changed == {
        **order,
        "staff_notes": "Paid in cash",
        "customer_message": "Thanks",
        "date_modified": LATER,
    }
    assert scopes_of(world) == ["store/order/created", "store/order/updated"]


def test_a_change_of_nothing_writes_and_tells_nothing(world: World) -> None:
    order = add_order(world, staff_notes="x")
    unchanged = put(
        world, order["id"], staff_notes="x", status_id="1", billing_address={"city": "Austin"}
    )
    assert unchanged == order
    assert scopes_of(world) == ["store/order/created"]


def test_status_2_stamps_date_shipped_and_tells_both_statuses(world: World) -> None:
    order = add_order(world)
    changed = put(world, order["id"], status_id="2", is_deleted=False)
    assert (changed["status"], changed["date_shipped"]) == ("Shipped", LATER)
    assert (changed["custom_status"], changed["items_shipped"]) == ("Shipped", 0)
    about = {"type": "order", "id": order["id"]}
    status = {"previous_status_id": 1, "new_status_id": 2}
    assert events_of(world)[1:] == [
        ("store/order/updated", about),
        ("store/order/statusUpdated", {**about, "status": status}),
    ]


def test_addresses_merge(world: World) -> None:
    order = add_order(world)
    changed = put(
        world,
        order["id"],
        billing_address={"first_name": "Nia", "country_iso2": "KE"},
        shipping_addresses=[{"id": 1, "city": "Waco"}, {**BILLING, "city": "Dallas"}],
    )
    assert changed["billing_address"] == {
        **order["billing_address"],
        "first_name": "Nia",
        "country": "Kenya",
        "country_iso2": "KE",
    }
    assert changed["shipping_address_count"] == 2
    addresses = world.get(f"/v2/orders/{order['id']}/shipping_addresses").json()
    assert [(a["id"], a["city"], a["first_name"]) for a in addresses] == [
        (1, "Waco", "Test"),
        (2, "Dallas", "Test"),
    ]


def test_one_address_changes_without_moving_costs_or_tax(world: World) -> None:
    add_tax(world, {0: 10_000_000}, country="US")
    product = add_product(world)
    order = add_order(world, {"product_id": product, "quantity": 1})
    path = f"/v2/orders/{order['id']}/shipping_addresses/1"
    reply = world.put(path, {"country": "Kenya", "email": "nia@example.com"})
    assert (reply.status, reply.json()["country_iso2"]) == (200, "KE")
    assert world.get(path).json() == reply.json()
    assert world.get(f"/v2/orders/{order['id']}").json()["total_tax"] == order["total_tax"]
    assert order["total_tax"] == "1.0000"
    said = "The field 'item_total' cannot be written to."
    assert world.put(path, {"item_total": 3}).json()[0]["message"].startswith(said)


def test_a_line_changes_in_place(world: World) -> None:
    product = add_product(world, level=9)
    order = add_order(world, {"product_id": product, "quantity": 2})
    line_id = lines_of(world, order["id"])[0]["id"]
    changed = put(
        world, order["id"], products=[{"id": line_id, "product_id": product, "quantity": 5}]
    )
    (line,) = lines_of(world, order["id"])
    assert (line["id"], line["quantity"], line["total_inc_tax"]) == (line_id, 5, "50.0000")
    assert (changed["items_total"], changed["total_inc_tax"]) == (5, "50.0000")
    assert level_of(world, product) == 4


def test_a_line_takes_a_price_of_its_own(world: World) -> None:
    order = add_order(world, {"product_id": add_product(world), "quantity": 2})
    products = [{"id": 1, "quantity": 2, "price_ex_tax": "4", "price_inc_tax": 5}]
    changed = put(world, order["id"], products=products)
    assert (changed["subtotal_ex_tax"], changed["total_inc_tax"]) == ("8.0000", "10.0000")
    again = put(world, order["id"], products=[{"id": 1, "quantity": 3}])
    assert (again["subtotal_ex_tax"], again["total_inc_tax"]) == ("12.0000", "15.0000")


def test_lines_are_added_and_taken_off(world: World) -> None:
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 2}, custom(name="Bowl"))
    added = put(world, order["id"], products=[{"product_id": product, "quantity": 1}, custom(2)])
    assert (added["items_total"], added["total_inc_tax"]) == (6, "60.0000")
    assert level_of(world, product) == 2
    assert [line["id"] for line in lines_of(world, order["id"])] == [1, 2, 3, 4]
    removed = put(world, order["id"], products=[{"id": 1, "quantity": 0}, {"id": 2, "quantity": 0}])
    assert (removed["items_total"], removed["total_inc_tax"]) == (3, "30.0000")
    assert level_of(world, product) == 4
    gone = put(world, order["id"], products=[{"product_id": product, "quantity": 0}])
    assert [line["name"] for line in lines_of(world, order["id"])] == ["Vase"]
    assert (gone["items_total"], level_of(world, product)) == (2, 5)


def test_a_line_becomes_another_product(world: World) -> None:
    first, second = add_product(world, level=5), add_product(world, level=5, price=70_000)
    order = add_order(world, {"product_id": first, "quantity": 2})
    changed = put(world, order["id"], products=[{"id": 1, "product_id": second, "quantity": 3}])
    assert changed["total_inc_tax"] == "21.0000"
    assert (level_of(world, first), level_of(world, second)) == (5, 2)
    (line,) = lines_of(world, order["id"])
    assert (line["id"], line["product_id"], line["order_address_id"]) == (1, second, 1)


def test_a_changed_line_loses_its_discounts(world: World) -> None:
    order = add_order(world, custom(), custom(name="Bowl"), discount_amount=5)
    changed = put(world, order["id"], products=[{"id": 1, "quantity": 2}])
    first, second = lines_of(world, order["id"])
    assert first["applied_discounts"] == []
    assert [one["amount"] for one in second["applied_discounts"]] == ["2.5000"]
    assert (changed["discount_amount"], changed["total_inc_tax"]) == ("2.5000", "27.5000")
    spread = put(world, order["id"], discount_amount=9)
    assert (spread["discount_amount"], spread["total_inc_tax"]) == ("9.0000", "21.0000")
    assert [line["applied_discounts"][0]["amount"] for line in lines_of(world, order["id"])] == [
        "6.0000",
        "3.0000",
    ]


def test_below_minimum_is_409_and_changes_nothing(world: World) -> None:
    product = add_product(world, order_quantity_minimum=2, level=9)
    order = add_order(world, {"product_id": product, "quantity": 5})
    reply = world.put(f"/v2/orders/{order['id']}", {"products": [{"id": 1, "quantity": 1}]})
    assert reply.status == 409
    assert world.get(f"/v2/orders/{order['id']}").json() == order
    assert level_of(world, product) == 4


def test_status_alone_never_checks_quantities(world: World) -> None:
    product = add_product(world, level=2, order_quantity_minimum=2)
    order = add_order(world, {"product_id": product, "quantity": 2})
    world.write(_raise_minimum(world))
    assert put(world, order["id"], status_id="6")["status"] == "Declined"
    assert level_of(world, product) == 2
    assert put(world, order["id"], status_id=11)["status"] == "Awaiting Fulfillment"
    assert level_of(world, product) == 0


def _raise_minimum(world: World) -> Any:
    async def work(unit: Unit) -> None:
        await unit.execute(_RAISE_MINIMUM, store_id=world.store.id)

    return work


def test_fees_are_replaced_as_a_whole(world: World) -> None:
    fee = {"type": "custom_fee", "display_name_customer": "Engraving", "source": "app"}
    costs = {"cost_ex_tax": 4, "cost_inc_tax": 5}
    order = add_order(world, fees=[{**fee, **costs}, {**fee, **costs}])
    assert order["total_inc_tax"] == "20.0000"
    kept = {**fee, "id": 2, "cost_ex_tax": 6, "cost_inc_tax": 7}
    changed = put(world, order["id"], fees=[kept, {**fee, **costs}])
    assert changed["total_inc_tax"] == "22.0000"
    fees = world.get(f"/v2/orders/{order['id']}/fees").json()["fees"]
    assert [(one["id"], one["cost_inc_tax"]) for one in fees] == [(2, "7.0000"), (3, "5.0000")]
    assert put(world, order["id"], fees=[])["total_inc_tax"] == "10.0000"


def test_costs_change_the_total(world: World) -> None:
    order = add_order(world, base_shipping_cost=5)
    changed = put(world, order["id"], shipping_cost_ex_tax=7, shipping_cost_inc_tax=8)
    assert (changed["base_shipping_cost"], changed["total_inc_tax"]) == ("7.0000", "18.0000")
    (address,) = world.get(f"/v2/orders/{order['id']}/shipping_addresses").json()
    assert (address["cost_ex_tax"], address["cost_inc_tax"]) == ("7.0000", "8.0000")


def test_an_overridden_total_stays_until_it_is_given_anew(world: World) -> None:
    order = add_order(world, total_ex_tax=90, total_inc_tax=99)
    changed = put(world, order["id"], products=[custom(5)])
    assert (changed["total_inc_tax"], changed["subtotal_inc_tax"]) == ("99.0000", "60.0000")
    assert put(world, order["id"], total_ex_tax=1, total_inc_tax=2)["total_tax"] == "1.0000"


def test_one_ip_address_resets_the_other(world: World) -> None:
    order = add_order(world, ip_address="192.0.2.1")
    changed = put(world, order["id"], ip_address_v6="2001:db8::1")
    assert (changed["ip_address"], changed["ip_address_v6"]) == ("", "2001:db8::1")
    changed = put(world, order["id"], ip_address="192.0.2.1")
    assert (changed["ip_address"], changed["ip_address_v6"]) == ("192.0.2.1", "")


def test_tax_rows_follow_the_lines(world: World) -> None:
    add_tax(world, {0: 10_000_000})
    product = add_product(world)
    order = add_order(world, {"product_id": product, "quantity": 1}, custom())
    rows = world.get(f"/v2/orders/{order['id']}/taxes").json()
    assert [row["line_amount"] for row in rows] == ["1.0000"]
    put(world, order["id"], products=[{"id": 1, "quantity": 3}])
    (row,) = world.get(f"/v2/orders/{order['id']}/taxes?details=true").json()
    assert (row["line_amount"], int(row["order_product_id"])) == ("3.0000", 1)


def test_archiving_hides_and_restoring_shows(world: World) -> None:
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 2})
    path = f"/v2/orders/{order['id']}"
    assert world.delete(path).status == 204
    assert world.delete(path).status == 204
    assert world.get(path).json()["is_deleted"] is True
    assert world.get("/v2/orders").status == 204
    (listed,) = world.get("/v2/orders?is_deleted=true").json()
    assert listed["id"] == order["id"]
    assert level_of(world, product) == 3
    assert put(world, order["id"], is_deleted=False)["is_deleted"] is False
    assert world.get("/v2/orders").status == 200
    assert scopes_of(world) == [
        "store/order/created",
        "store/product/inventory/order/updated",
        "store/order/archived",
        "store/order/updated",
    ]


def test_archiving_returns_stock_where_the_store_says_so(world: World) -> None:
    world.set_profile(restock_on_archive=True)
    product = add_product(world, level=5)
    order = add_order(world, {"product_id": product, "quantity": 2})
    assert put(world, order["id"], is_deleted=True)["is_deleted"] is True
    assert level_of(world, product) == 5
    put(world, order["id"], is_deleted=False)
    assert level_of(world, product) == 3


def test_all_orders_are_archived_or_the_oldest_so_many(world: World) -> None:
    ids = [add_order(world)["id"] for _ in range(4)]
    assert world.delete("/v2/orders?limit=1").status == 204
    assert [order["id"] for order in world.get("/v2/orders").json()] == ids[1:]
    assert world.delete("/v2/orders?limit=251").status == 413
    assert world.delete("/v2/orders").status == 204
    assert world.get("/v2/orders").status == 204
    assert world.get("/v2/orders/count?is_deleted=true").json()["count"] == 4


def test_an_order_with_automatic_tax_is_not_deleted(world: World) -> None:
    order = add_order(world, tax_provider_id="AvaTaxProvider")
    reply = world.delete(f"/v2/orders/{order['id']}")
    assert (reply.status, reply.headers["allow"]) == (405, "GET, PUT")


def test_a_shipped_line_keeps_what_has_left(world: World) -> None:
    order = add_order(world, custom(3))
    shipment = {"order_address_id": 1, "items": [{"order_product_id": 1, "quantity": 2}]}
    assert world.post(f"/v2/orders/{order['id']}/shipments", shipment).status == 201
    for quantity in (0, 1):
        reply = world.put(
            f"/v2/orders/{order['id']}", {"products": [{"id": 1, "quantity": quantity}]}
        )
        assert reply.json()[0]["message"] == "The field 'quantity' is invalid."
    assert put(world, order["id"], items_shipped=0)["items_shipped"] == 2


def test_pickups_change_by_id(world: World) -> None:
    pickup = {"pickup_method_id": 7, "location": {"name": "Main"}, "line_items": [custom()]}
    body = {"billing_address": BILLING, "consignments": {"pickups": [pickup]}}
    order = world.post("/v2/orders", body).json()
    change = {
        "id": 1,
        "collection_instructions": "Ring",
        "location": {"city": "Austin"},
        "line_items": [{"id": 1, "quantity": 2}, custom(name="Bowl")],
    }
    assert put(world, order["id"], consignments={"pickups": [change]})["items_total"] == 3
    shown = world.get(f"/v2/orders/{order['id']}/consignments").json()["pickups"][0]
    assert (shown["collection_instructions"], shown["location"]["name"]) == ("Ring", "Main")
    assert shown["location"]["city"] == "Austin"
    lines = lines_of(world, order["id"])
    assert [(line["order_pickup_method_id"], line["quantity"]) for line in lines] == [
        (1, 2),
        (1, 1),
    ]
