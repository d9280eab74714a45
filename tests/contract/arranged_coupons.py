"""The scenes of the recorded V2 coupon cases."""

from tests.contract.arranging import add_product
from tests.contract.feeders_checkouts import ADDRESS, CHECKOUTS, add_flat_rate
from tests.contract.feeders_coupons import COUPON
from tests.contract.replay import Scene, arranged


@arranged(
    "v2-coupon-create-no-name",
    "v2-coupon-create-no-type",
    "v2-coupon-create-no-amount",
    "v2-coupon-create-bad-expires",
    "v2-coupon-create-no-entity",
    "v2-coupon-create-missing-category",
    "v2-coupon-create-ids-not-array",
)
def no_coupons_yet(scene: Scene) -> None:
    """A store with nothing in it will do."""


@arranged("v2-coupon-update")
def a_coupon(scene: Scene) -> None:
    scene.values["id"] = scene.shop.call("POST", "/v2/coupons", COUPON)["id"]


@arranged("v2-order-coupons")
def an_order_with_a_coupon_of_65_on_two_units(scene: Scene) -> None:
    shop = scene.shop
    off = {**COUPON, "type": "per_item_discount", "amount": 65, "enabled": True}
    shop.call("POST", "/v2/coupons", off)
    add_flat_rate(shop)
    goods = {"product_id": add_product(shop, price=100)["id"], "quantity": 2}
    cart = shop.call("POST", "/v3/carts", {"line_items": [goods]})["data"]
    path = f"{CHECKOUTS}/{cart['id']}"
    shop.call("POST", f"{path}/billing-address", ADDRESS)
    lines = [{"item_id": cart["line_items"]["physical_items"][0]["id"], "quantity": 2}]
    options = "include=consignments.available_shipping_options"
    body = [{"address": ADDRESS, "line_items": lines}]
    sent = shop.call("POST", f"{path}/consignments?{options}", body)["data"]["consignments"][0]
    chosen = {"shipping_option_id": sent["available_shipping_options"][0]["id"]}
    shop.call("PUT", f"{path}/consignments/{sent['id']}", chosen)
    shop.call("POST", f"{path}/coupons", {"coupon_code": COUPON["code"]})
    scene.values["id"] = shop.call("POST", f"{path}/orders")["data"]["id"]
