"""The scenes of the recorded webhook cases: hooks, and what real receivers get."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from standardwebhooks.webhooks import Webhook

from orderwright.domain.webhook import RETRY_SECONDS
from tests.contract.arranging import add_order, add_product
from tests.contract.delivering import delivering
from tests.contract.feeders_coupons import COUPON
from tests.contract.feeders_hooks import add_hook
from tests.contract.replay import Scene, arranged, checked
from tests.support.client import Reply
from tests.support.receiver import Received, Told

CLIENT_SECRET = "secret"
CUSTOMER = {"first_name": "Ada", "last_name": "Mercer", "email": "ada@example.com"}
ADDRESS = {
    "first_name": "Ada", "last_name": "Mercer", "address1": "12 Juniper Lane", "city": "Austin",
    "state_or_province": "Texas", "postal_code": "78701", "country_code": "US",
}  # fmt: skip
SCALE = 20
"""How many times quicker than the recorded one the receiver that dawdles is here."""


@arranged("wh-create-missing-destination", "wh-get-404")
def no_hooks_yet(scene: Scene) -> None:
    """A store with nothing in it will do."""


@arranged("wh-delete-200")
def a_hook(scene: Scene) -> None:
    scene.values["hook"] = add_hook(scene.shop)
    scene.values["id"] = scene.values["hook"]["id"]


@checked("wh-delete-200")
def it_is_returned(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if body["data"] != scene.values["hook"]:
        yield f"{body} is not the hook"


@arranged("wh-signature")
def an_order_is_told_of(scene: Scene) -> None:
    with delivering(scene.shop) as hooked:
        hooked.hook("store/order/created")
        add_order(scene.shop)
        [scene.delivered] = hooked.deliver()


@checked("wh-signature")
def the_signature_is_right(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    key = base64.b64encode(CLIENT_SECRET.encode()).decode()
    headers = reply.headers
    sent_at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
    expected = Webhook(key).sign(headers["webhook-id"], sent_at, reply.text)
    if headers["webhook-signature"] != expected:
        yield f"{headers['webhook-signature']} is not {expected}"
    if headers["webhook-id"] != body["hash"]:
        yield "webhook-id is not the hash"


@arranged("wh-sku-updated")
def a_changed_variant(scene: Scene) -> None:
    shop = scene.shop
    add_product(shop, 180)
    shop.number("variant", 167)
    shop.number("sku", 145)
    path = "/v3/catalog/products/180"
    option = {
        "display_name": "Size",
        "type": "dropdown",
        "option_values": [{"label": "S", "sort_order": 0}],
    }
    made = shop.call("POST", f"{path}/options", option)["data"]
    chosen = {"option_id": made["id"], "id": made["option_values"][0]["id"]}
    variant = {"sku": "VASE-S", "option_values": [chosen]}
    added = shop.call("POST", f"{path}/variants", variant)["data"]
    with delivering(shop) as hooked:
        hooked.hook(scene.case.path)
        shop.call("PUT", f"{path}/variants/{added['id']}", {"sku": "VASE-SMALL"})
        [scene.delivered] = hooked.deliver()


@arranged("wh-customer-created")
def a_new_customer(scene: Scene) -> None:
    scene.shop.number("customer", 5)
    with delivering(scene.shop) as hooked:
        hooked.hook(scene.case.path)
        scene.shop.call("POST", "/v3/customers", [CUSTOMER])
        [scene.delivered] = hooked.deliver()


@arranged("wh-customer-address-created")
def a_new_address(scene: Scene) -> None:
    shop = scene.shop
    shop.number("customer", 5)
    shop.number("customer_address", 8)
    shop.call("POST", "/v3/customers", [CUSTOMER])
    with delivering(shop) as hooked:
        hooked.hook(scene.case.path)
        shop.call("POST", "/v3/customers/addresses", [{**ADDRESS, "customer_id": 5}])
        [scene.delivered] = hooked.deliver()


class Chosen:
    """A source of randomness that gives one UUID."""

    def __init__(self, uuid: str) -> None:
        self._uuid = uuid

    def uuid(self) -> str:
        return self._uuid

    def hex(self, digits: int) -> str:
        return "0" * digits


def _add_cart(scene: Scene) -> str:
    """A cart of one product, whose id is what the case tells."""
    shop = scene.shop
    goods = {"product_id": add_product(shop)["id"], "quantity": 1}
    told = scene.case.body["data"]["id"]
    kept, services = shop.world.services.randomness, shop.world.services
    if told != "<uuid>":
        services.randomness = Chosen(told)
    try:
        cart_id: str = shop.call("POST", "/v3/carts", {"line_items": [goods]})["data"]["id"]
    finally:
        services.randomness = kept
    return cart_id


@arranged("wh-cart-created")
def a_new_cart(scene: Scene) -> None:
    with delivering(scene.shop) as hooked:
        hooked.hook(scene.case.path)
        _add_cart(scene)
        [scene.delivered] = hooked.deliver()


@arranged("wh-cart-coupon-applied")
def a_cart_with_a_coupon(scene: Scene) -> None:
    shop = scene.shop
    shop.number("coupon", 1)
    shop.call("POST", "/v2/coupons", {**COUPON, "enabled": True})
    cart_id = _add_cart(scene)
    with delivering(shop) as hooked:
        hooked.hook(scene.case.path)
        shop.call("POST", f"/v3/checkouts/{cart_id}/coupons", {"coupon_code": COUPON["code"]})
        [scene.delivered] = hooked.deliver()


@arranged("wh-order-message")
def a_message_of_an_order(scene: Scene) -> None:
    shop = scene.shop
    shop.number("order", 250)
    shop.number("order_message", 3)
    add_order(shop)
    with delivering(shop) as hooked:
        hooked.hook(scene.case.path)
        shop.call("POST", "/x/orders/250/messages", {"subject": "Thanks", "message": "Soon."})
        [scene.delivered] = hooked.deliver()


@arranged("wh-order-refund")
def a_refund_of_an_order(scene: Scene) -> None:
    shop = scene.shop
    shop.number("order", 250)
    shop.number("refund", 3)
    add_order(shop)
    items = [{"item_type": "ORDER", "item_id": 250, "amount": 1}]
    payments = [{"provider_id": "custom", "amount": 1, "offline": True}]
    with delivering(shop) as hooked:
        hooked.hook(scene.case.path)
        body = {"items": items, "payments": payments}
        shop.call("POST", "/v3/orders/250/payment_actions/refunds", body)
        [scene.delivered] = hooked.deliver()


@arranged("wh-retry-timeout")
def a_receiver_that_dawdles(scene: Scene) -> None:
    """Answers after 5, 9, 12 and 30 recorded seconds, each to another order, and is retried."""
    told = scene.case.shape
    waits = iter([*told["accepted"], *told["retried"], 0, 0])

    def answering(_: Received) -> Told:
        return Told(seconds=next(waits) / SCALE)

    with delivering(scene.shop, answering, timeout=10 / SCALE) as hooked:
        hooked.hook("store/order/created")
        for _ in (*told["accepted"], *told["retried"]):
            add_order(scene.shop)
            hooked.deliver()
        scene.values["first"] = [each.json["hash"] for each in hooked.receiver.received]
        scene.shop.wait(RETRY_SECONDS[0] - 1)
        hooked.deliver()
        scene.values["early"] = len(hooked.receiver.received) - len(scene.values["first"])
        scene.shop.wait(told["first_retry_after_s"] - RETRY_SECONDS[0] + 1)
        hooked.deliver()
        again = hooked.receiver.received[len(scene.values["first"]) :]
        scene.values["again"] = sorted(each.headers["webhook-id"] for each in again)
        scene.delivered = Reply(200, {}, b"{}")


@checked("wh-retry-timeout")
def those_that_took_too_long_come_again(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    accepted = len(scene.case.shape["accepted"])
    if scene.values["again"] != sorted(scene.values["first"][accepted:]) or scene.values["early"]:
        yield f"again came {scene.values['again']} of {scene.values['first']}"


@arranged("wh-retry-schedule")
def a_receiver_that_fails(scene: Scene) -> None:
    with delivering(scene.shop, status=500) as hooked:
        hook_id = hooked.hook("store/order/created")
        add_order(scene.shop)
        hooked.deliver()
        waits: list[int] = []
        for seconds in scene.case.shape["intervals_s"]:
            scene.shop.wait(seconds - 1)
            before = len(hooked.deliver())
            scene.shop.wait(1)
            waits += [seconds] * (len(hooked.deliver()) - before)
        scene.values["waits"] = waits
        scene.values["hook"] = scene.shop.call("GET", f"/v3/hooks/{hook_id}")["data"]
        scene.delivered = Reply(200, {}, b"{}")


@checked("wh-retry-schedule")
def each_wait_is_kept(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if scene.values["waits"] != scene.case.shape["intervals_s"]:
        yield f"/intervals_s: {scene.values['waits']}"
    if scene.values["hook"]["is_active"]:
        yield "the hook is still active"
