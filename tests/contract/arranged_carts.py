"""The scenes of the recorded cases about carts and checkouts."""

import re
from collections.abc import Iterator
from typing import Any

from tests.contract.arranging import add_product
from tests.contract.feeders_checkouts import ADDRESS, add_checkout, add_flat_rate
from tests.contract.replay import Scene, arranged, checked
from tests.support.client import Reply

CARTS = "/v3/carts"
DUSTPAN = "[Sample] Dustpan & Brush"


@arranged("v3-cart-create-empty", "v3-cart-create-missing-line-items")
def nothing_is_there(scene: Scene) -> None:
    """A store with nothing in it will do."""


@arranged("v3-cart-max-quantity", "v3-cart-conflict", "v3-cart-line-item-keys")
def a_cart_with_a_limited_product(scene: Scene) -> None:
    shop = scene.shop
    add_product(shop, 1, name=DUSTPAN, order_quantity_maximum=2)
    body = {"line_items": [{"product_id": 1, "quantity": 2}]}
    cart = shop.call("POST", CARTS, body)["data"]
    line = cart["line_items"]["physical_items"][0]["id"]
    scene.values |= {"id": cart["id"], "item": line}
    if scene.case.id == "v3-cart-conflict":
        item = {"line_item": {"product_id": 1, "quantity": 1}}
        shop.call("PUT", f"{CARTS}/{cart['id']}/items/{line}", item)


@checked("v3-cart-line-item-keys")
def keys_are_in_their_order(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    line = body["data"]["line_items"]["physical_items"][0]
    if list(line) != scene.case.shape["physical_item_keys_in_order"]:
        yield f"the keys are {list(line)}"


@arranged("v3-cart-custom-items")
def a_cart_of_custom_items(scene: Scene) -> None:
    shop = scene.shop
    shop.set_profile(is_tax_inclusive_pricing=True)
    item = {"sku": "made-up", "name": "My product", "quantity": 33, "list_price": 55}
    scene.values["id"] = shop.call("POST", CARTS, {"custom_items": [item]})["data"]["id"]


@checked("v3-cart-custom-items")
def custom_keys_and_links_are_as_told(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    cart, shape = body["data"], scene.case.shape
    (item,) = cart["line_items"]["custom_items"]
    if set(item) != set(shape["custom_item_keys"]):
        yield f"the keys are {list(item)}"
    for name, told in shape["redirect_urls"].items():
        pattern = re.sub(r"\\{\w+\\}", r"[^&?]+", re.escape(told))
        if not re.fullmatch(pattern, cart["redirect_urls"][name]):
            yield f"{name} is {cart['redirect_urls'][name]}, not {told}"


@arranged("v3-cart-put-customer")
def a_cart_and_customer_12(scene: Scene) -> None:
    shop = scene.shop
    shop.number("customer", 12)
    customer = {"email": "ann@example.com", "first_name": "Ann", "last_name": "Lee"}
    shop.call("POST", "/v3/customers", [customer])
    item = {"name": "Vase", "quantity": 1, "list_price": 5}
    scene.values["id"] = shop.call("POST", CARTS, {"custom_items": [item]})["data"]["id"]


@arranged("v3-cart-create-variant-required")
def product_1001_with_variants(scene: Scene) -> None:
    shop = scene.shop
    add_product(shop, 1001)
    path = "/v3/catalog/products/1001"
    labels = [{"label": "S", "sort_order": 0}, {"label": "L", "sort_order": 1}]
    option = {"display_name": "Size", "type": "dropdown", "option_values": labels}
    made = shop.call("POST", f"{path}/options", option)["data"]
    chosen = {"option_id": made["id"], "id": made["option_values"][0]["id"]}
    shop.call("POST", f"{path}/variants", {"sku": "S-1", "option_values": [chosen]})


@arranged("v3-cart-create-text-option")
def product_1001_with_a_text_to_write(scene: Scene) -> None:
    shop = scene.shop
    add_product(shop, 1001)
    shop.number("product_option", 123)
    modifier = {"type": "text", "required": True, "display_name": "Engraving", "config": {}}
    made = shop.call("POST", "/v3/catalog/products/1001/modifiers", modifier)["data"]
    scene.body["line_items"][0]["option_selections"][0]["option_id"] = made["id"]


@arranged("v3-checkout-conflict")
def a_changed_checkout(scene: Scene) -> None:
    path, made = add_checkout(scene.shop)
    scene.values["id"] = made["id"]
    scene.shop.call("PUT", path, {"customer_message": "y"})


@arranged("v3-checkout-order-status", "v3-checkout-order-incomplete-address")
def a_whole_checkout(scene: Scene) -> None:
    _, made = add_checkout(scene.shop)
    scene.values["id"] = made["id"]
    if scene.case.id == "v3-checkout-order-incomplete-address":
        customer = {"email": "ann@example.com", "first_name": "Ann", "last_name": "Lee"}
        customer_id = scene.shop.call("POST", "/v3/customers", [customer])["data"][0]["id"]
        scene.shop.call("PUT", f"{CARTS}/{made['id']}", {"customer_id": customer_id})


@arranged(
    "v3-checkout-pickup-limit",
    "v3-checkout-consignments-body-array",
    "v3-checkout-consignment-object-body",
)
def a_cart_to_send(scene: Scene) -> None:
    shop = scene.shop
    add_flat_rate(shop)
    product_id = add_product(shop)["id"]
    body = {"line_items": [{"product_id": product_id, "quantity": 2}]}
    cart = shop.call("POST", CARTS, body)["data"]
    line = cart["line_items"]["physical_items"][0]["id"]
    scene.values |= {"id": cart["id"], "line_item_id": line}
    if scene.case.id == "v3-checkout-pickup-limit":
        pickup = {"pickup_method_id": add_pickup_method(scene)}
        lines = [{"item_id": line, "quantity": 1}]
        scene.body = [{"address": ADDRESS, "line_items": lines, "pickup_option": pickup}]
        shop.call("POST", f"/v3/checkouts/{cart['id']}/consignments", scene.body)


@checked("v3-checkout-consignments-body-array")
def options_are_as_told(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    (told,) = scene.case.shape["available_shipping_options"]
    (option,) = body["data"]["consignments"][0]["available_shipping_options"]
    if set(option) != set(told) or not re.fullmatch(r"[0-9a-f]{32}", option["id"]):
        yield f"the option is {option}"
    if {**option, "id": ""} != {**told, "id": "", "type": "shipping_flatrate"}:
        yield f"the option is {option}, not {told}"


def add_pickup_method(scene: Scene) -> int:
    """A way to fetch goods at the first location."""
    method = {
        "location_id": 1,
        "display_name": "At the counter",
        "collection_instructions": "Ring",
        "collection_time_description": "9 to 5",
    }
    made: int = scene.shop.call("POST", "/v3/pickup/methods", [method])["data"][0]["id"]
    return made
