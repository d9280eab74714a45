"""Settings of the inventory: exact bodies, channels' own ones, and that orders go by them."""

from typing import Any

from tests.api.shopping import add_order, add_product, level_of, lines_of
from tests.support.world import World

PATH = "/v3/settings/inventory"
DEFAULTS = {
    "product_out_of_stock_behavior": "do_nothing",
    "option_out_of_stock_behavior": "do_nothing",
    "update_stock_behavior": "order_placed",
    "edit_order_stock_adjustment": True,
    "refund_order_stock_adjustment": False,
    "stock_level_display": "dont_show",
    "default_out_of_stock_message": "",
    "hide_in_product_filtering": False,
    "show_pre_order_stock_levels": False,
    "show_out_of_stock_message": False,
}
SHIPPED, CANCELLED, REFUNDED, AWAITING_FULFILLMENT = 2, 5, 4, 11


def put(world: World, **changes: Any) -> None:
    reply = world.put(PATH, changes)
    assert reply.status == 200, reply.text


def set_status(world: World, order_id: int, status_id: int) -> None:
    reply = world.put(f"/v2/orders/{order_id}", {"status_id": status_id})
    assert reply.status == 200, reply.text


def line(product_id: int, quantity: int) -> dict[str, Any]:
    return {"product_id": product_id, "quantity": quantity}


def test_settings_are_read_and_changed(world: World) -> None:
    assert world.get(PATH).json() == {"data": DEFAULTS, "meta": {}}
    changes = {
        "update_stock_behavior": "order_completed_or_shipped",
        "edit_order_stock_adjustment": False,
        "refund_order_stock_adjustment": True,
        "default_out_of_stock_message": "Gone",
    }
    changed = world.put(PATH, changes)
    assert (changed.status, changed.json()) == (200, {"data": DEFAULTS | changes, "meta": {}})
    assert world.get(PATH).json()["data"] == DEFAULTS | changes
    refused = world.put(PATH, {"update_stock_behavior": "never"})
    assert (refused.status, refused.json()["errors"]) == (
        422,
        {"update_stock_behavior": "error.expected.valid"},
    )
    assert world.put(PATH, {"update_stock_behavior": None}).status == 422
    assert world.get(PATH).json()["data"] == DEFAULTS | changes


def test_a_channel_has_its_own_until_it_gives_them_up(world: World) -> None:
    path = f"{PATH}?channel_id=1"
    nothing = dict.fromkeys(DEFAULTS)
    assert world.get(path).json()["data"] == nothing
    own = {"edit_order_stock_adjustment": False, "stock_level_display": "show"}
    assert world.put(path, own).json()["data"] == nothing | own
    assert world.get(PATH).json()["data"] == DEFAULTS
    assert world.put(path, dict.fromkeys(own)).json()["data"] == nothing
    assert world.get(f"{PATH}?channel_id=9").status == 404


def test_notifications(world: World) -> None:
    path = f"{PATH}/notifications"
    empty: dict[str, list[str]] = {
        "low_stock_notification_address": [],
        "out_of_stock_notification_address": [],
    }
    assert world.get(path).json() == {"data": empty, "meta": {}}
    changes = {"low_stock_notification_address": ["a@example.com"]}
    changed = world.put(path, changes)
    assert (changed.status, changed.body) == (200, b"")
    assert world.get(path).json()["data"] == empty | changes
    assert world.get(f"{path}?channel_id=1").json()["data"] == dict.fromkeys(empty)


def test_stock_is_taken_late_where_it_is_so_set(world: World) -> None:
    put(world, update_stock_behavior="order_completed_or_shipped")
    product_id = add_product(world, level=10)
    order_id = add_order(world, line(product_id, 3), status_id=AWAITING_FULFILLMENT)["id"]
    assert level_of(world, product_id) == 10
    set_status(world, order_id, SHIPPED)
    assert level_of(world, product_id) == 7
    set_status(world, order_id, AWAITING_FULFILLMENT)
    assert level_of(world, product_id) == 7
    set_status(world, order_id, CANCELLED)
    assert level_of(world, product_id) == 10
    waiting = add_order(world, line(product_id, 2), status_id=AWAITING_FULFILLMENT)["id"]
    set_status(world, waiting, REFUNDED)
    assert level_of(world, product_id) == 10
    add_order(world, line(product_id, 4), status_id=SHIPPED)
    assert level_of(world, product_id) == 6


def test_edits_move_no_stock_where_it_is_so_set(world: World) -> None:
    put(world, edit_order_stock_adjustment=False)
    product_id, other_id = add_product(world, level=10), add_product(world, level=10)
    order_id = add_order(world, line(product_id, 3), line(other_id, 2))["id"]
    first, second = (row["id"] for row in lines_of(world, order_id))
    edit = {"products": [{"id": first, "quantity": 5}, {"id": second, "quantity": 0}]}
    assert world.put(f"/v2/orders/{order_id}", edit).status == 200
    assert [row["quantity"] for row in lines_of(world, order_id)] == [5]
    assert (level_of(world, product_id), level_of(world, other_id)) == (7, 8)
    set_status(world, order_id, CANCELLED)
    assert (level_of(world, product_id), level_of(world, other_id)) == (10, 8)


def test_cancelling_returns_no_stock_where_it_is_so_set(world: World) -> None:
    put(world, refund_order_stock_adjustment=False)
    product_id = add_product(world, level=10)
    order_id = add_order(world, line(product_id, 3))["id"]
    set_status(world, order_id, CANCELLED)
    assert level_of(world, product_id) == 7
    put(world, refund_order_stock_adjustment=True)
    order_id = add_order(world, line(product_id, 2))["id"]
    set_status(world, order_id, REFUNDED)
    assert level_of(world, product_id) == 7


def test_orders_go_by_the_settings_of_their_channel(world: World) -> None:
    product_id = add_product(world, level=10)
    own = {"update_stock_behavior": "order_completed_or_shipped"}
    world.put(f"{PATH}?channel_id=1", own)
    order_id = add_order(world, line(product_id, 3), status_id=AWAITING_FULFILLMENT)["id"]
    assert level_of(world, product_id) == 10
    set_status(world, order_id, SHIPPED)
    assert level_of(world, product_id) == 7
    world.put(f"{PATH}?channel_id=1", dict.fromkeys(own))
    add_order(world, line(product_id, 1), status_id=AWAITING_FULFILLMENT)
    assert level_of(world, product_id) == 6
