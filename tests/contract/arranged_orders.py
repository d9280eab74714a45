"""The scenes of the recorded V2 order cases: creating, reading, changing."""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from tests.contract.arranging import (
    BILLING,
    add_orbit_terrarium,
    add_order,
    add_product,
    add_shipment,
    add_tax_rate,
    add_terrarium_order,
    addresses_of,
    lines_of,
)
from tests.contract.replay import Scene, arranged, checked
from tests.support.client import Reply

READ_ONLY = (
    "id", "date-modified", "date-shipped", "status", "order-source", "subtotal-tax", "total-tax",
    "currency-id", "coupon-discount", "shipping-address-count",
)  # fmt: skip
BAD_LINES = (
    "bad-customer-id", "bad-date", "bad-items-shipped", "bad-order-is-digital",
    "bad-billing-email", "no-billing-country", "bad-billing-country-type",
    "empty-shipping-country", "empty-shipping-country-iso2", "bad-shipping-email",
    "product-no-id-no-name", "product-empty-quantity", "price-ex-only", "price-inc-only",
    "overrides",
)  # fmt: skip


@arranged(
    "v2-order-create-minimal",
    "v2-order-create-field-order",
    "v2-order-create-headers",
    "v2-order-create-billing-defaults",
    "v2-order-create-links",
    *(f"v2-order-create-read-only-{name}" for name in READ_ONLY),
)
def the_recorded_product(scene: Scene) -> None:
    add_orbit_terrarium(scene.shop)


@checked("v2-order-create-headers", headers=["last-modified"])
def last_modified_is_the_orders_own(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if reply.headers.get("last-modified") != body["date_modified"]:
        yield f"last-modified {reply.headers.get('last-modified')} is not {body['date_modified']}"


@arranged(*(f"v2-order-create-{name}" for name in BAD_LINES))
def the_two_products_of_the_old_suite(scene: Scene) -> None:
    add_product(scene.shop, 74)
    add_product(scene.shop, 75)


@arranged("v2-order-create-sample-2013")
def product_27(scene: Scene) -> None:
    add_product(scene.shop, 27)


@arranged("v2-order-create-exceeds-max")
def product_27_with_a_maximum(scene: Scene) -> None:
    add_product(scene.shop, 27, order_quantity_maximum=5)


@arranged("v2-order-create-stock-errors-aggregate")
def three_bad_lines(scene: Scene) -> None:
    shop = scene.shop
    gone = add_product(shop, name="Gone", inventory_tracking="product", inventory_level=0)
    few = add_product(shop, name="Few", order_quantity_maximum=5)
    many = add_product(shop, name="Many", order_quantity_minimum=2)
    amounts = ((gone, 1), (few, 6), (many, 1))
    lines = [{"product_id": product["id"], "quantity": n} for product, n in amounts]
    scene.body = {"billing_address": BILLING, "products": lines}


@checked("v2-order-create-stock-errors-aggregate")
def every_bad_line_is_named(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    kinds = sorted(error["type"] for error in body[0]["details"]["errors"])
    if kinds != ["ExceedsMaxQuantity", "InsufficientQuantity", "OutOfStock"]:
        yield f"details.errors names {kinds}"


@arranged(
    "v2-order-put-notes",
)
def an_order_awaiting_fulfillment(scene: Scene) -> None:
    order = add_terrarium_order(scene.shop, status_id=11)
    scene.shop.wait(5)
    scene.values |= {"id": order["id"], "was_modified": order["date_modified"]}


@checked("v2-order-put-notes")
def its_modification_date_moves(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    before, after = scene.values["was_modified"], body["date_modified"]
    if parsedate_to_datetime(after) <= parsedate_to_datetime(before):
        yield f"date_modified {after} is not after {before}"


@arranged(
    "v2-orders-list-default-sort",
    "v2-orders-list-sort-date-modified",
    "v2-orders-list-unknown-filter",
    "v2-orders-list-status-csv",
    "v2-orders-list-empty",
    "v2-orders-list-past-last-page",
    "v2-orders-limit-too-big",
    "v2-orders-count",
    "v2-order-404",
    "v2-order-put-collection",
)
def three_orders_the_first_changed_last(scene: Scene) -> None:
    first, *_ = (_order_at_its_own_second(scene) for _ in range(3))
    scene.shop.wait(1)
    scene.shop.call("PUT", f"/v2/orders/{first['id']}", {"staff_notes": "changed"})


def _order_at_its_own_second(scene: Scene) -> dict[str, Any]:
    scene.shop.wait(1)
    return add_order(scene.shop)


@checked("v2-orders-list-default-sort", headers=["last-modified"])
def last_modified_is_the_newest(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    newest = max((row["date_modified"] for row in body), key=parsedate_to_datetime)
    if reply.headers.get("last-modified") != newest or newest != body[0]["date_modified"]:
        yield f"last-modified {reply.headers.get('last-modified')} is not {newest}"


@arranged("v2-orders-list-default-limit")
def fifty_one_orders(scene: Scene) -> None:
    for _ in range(51):
        add_order(scene.shop)


@checked("v2-orders-list-default-limit")
def the_page_is_full(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if len(body) != 50:
        yield f"{len(body)} rows of 51 are no full page"


@arranged("v2-orders-list-filter-modified-range")
def three_orders_seconds_apart(scene: Scene) -> None:
    orders = [_order_at_its_own_second(scene) for _ in range(3)]
    dates = [order["date_modified"].replace("+", "%2b").replace(" ", "%20") for order in orders]
    scene.values |= {"second": dates[1], "third": dates[2]}
    scene.values["ids"] = [order["id"] for order in orders]


@checked("v2-orders-list-filter-modified-range")
def the_first_is_left_out(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    found = [row["id"] for row in body]
    if found != scene.values["ids"][1:]:
        yield f"{found} is not {scene.values['ids'][1:]}"


@arranged("v2-orders-count-filter-modified")
def two_orders_of_three_are_counted(scene: Scene) -> None:
    three_orders_seconds_apart(scene)
    scene.path = "/v2/orders/count?min_date_modified={second}"


@checked("v2-orders-count-filter-modified")
def two_are_counted(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if body["count"] != 2:
        yield f"count is {body['count']}, not 2"


@arranged("v2-order-if-modified-since")
def asked_from_the_future(scene: Scene) -> None:
    add_order(scene.shop)
    scene.headers["if-modified-since"] = "Thu, 18 Jun 2099 14:23:09 +0000"


@arranged("v2-order-bad-accept")
def plain_text_is_wanted(scene: Scene) -> None:
    add_order(scene.shop)
    scene.headers["accept"] = "text/plain"


@arranged("v2-order-bad-content-type")
def plain_text_is_sent(scene: Scene) -> None:
    scene.headers["content-type"] = "text/plain"
    scene.raw = b"an order, please"


@arranged("v2-order-statuses", "v2-order-status-one")
def nothing_to_arrange(scene: Scene) -> None:
    """These answer alike in every store."""


@arranged(
    "v2-order-shipping-addresses-fallback",
    "v2-shipping-quotes-api-order",
    "v2-order-shipping-address-put-read-only",
    "v2-order-shipping-address-404",
)
def an_order_without_shipping_addresses(scene: Scene) -> None:
    billing = {**BILLING, "email": "testuser@nangotest.com"}
    order = add_terrarium_order(scene.shop, billing_address=billing)
    scene.values |= {"id": order["id"], "aid": addresses_of(scene.shop, order)[0]["id"]}


@arranged("v2-order-products-list", "v2-order-get-one-product")
def the_recorded_order(scene: Scene) -> None:
    order = add_terrarium_order(scene.shop)
    line = lines_of(scene.shop, order)[0]
    scene.values |= {"id": order["id"], "order_product_id": line["id"]}


@arranged("v2-order-product-manual-discount", "v2-order-products-xml")
def an_order_with_a_discount(scene: Scene) -> None:
    lines = [
        {"name": name, "quantity": 1, "price_ex_tax": 10, "price_inc_tax": 10}
        for name in ("Vase", "Bowl")
    ]
    order = add_order(scene.shop, *lines, discount_amount=15)
    scene.values["id"] = order["id"]
    if scene.case.id.endswith("-xml"):
        scene.headers["accept"] = "application/xml"


@arranged(
    "v2-order-put-status-string",
    "pay-order-flip-to-incomplete",
    "v2-order-put-billing",
)
def a_pending_order(scene: Scene) -> None:
    scene.values["id"] = add_order(scene.shop, status_id=1)["id"]


@checked("v2-order-put-billing")
def what_was_not_sent_stays(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    kept = {name: body["billing_address"][name] for name in ("country", "country_iso2", "email")}
    if kept != {name: BILLING[name] for name in kept}:
        yield f"billing_address lost what was not sent: {kept}"


@arranged("v2-order-offline-then-ship")
def a_customers_pending_order(scene: Scene) -> None:
    scene.shop.number("customer", 681)
    customer = {"first_name": "T", "last_name": "U", "email": "t@example.com"}
    scene.shop.call("POST", "/v3/customers", [customer])
    a_pending_order(scene)


def _order_of_a_product_with_a_minimum(scene: Scene, quantity: int) -> None:
    product = add_product(scene.shop, order_quantity_minimum=2)
    order = add_order(scene.shop, {"product_id": product["id"], "quantity": quantity})
    line = lines_of(scene.shop, order)[0]
    scene.values |= {
        "id": order["id"],
        "product_id": product["id"],
        "order_product_id": line["id"],
        "order": order,
    }


@arranged("v2-order-put-status-with-min-qty")
def two_of_a_product_with_a_minimum_of_two(scene: Scene) -> None:
    _order_of_a_product_with_a_minimum(scene, 2)


@arranged("v2-order-put-line-below-minimum")
def five_of_a_product_with_a_minimum_of_two(scene: Scene) -> None:
    _order_of_a_product_with_a_minimum(scene, 5)


@checked("v2-order-put-line-below-minimum")
def the_line_is_as_it_was(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    quantities = [line["quantity"] for line in lines_of(scene.shop, scene.values["order"])]
    if quantities != [5]:
        yield f"quantities are {quantities}, not [5]"


@arranged("v2-order-put-line-quantity")
def an_order_of_product_75(scene: Scene) -> None:
    add_product(scene.shop, 75)
    order = add_order(scene.shop, {"product_id": 75, "quantity": 1})
    line = lines_of(scene.shop, order)[0]
    scene.values |= {"id": order["id"], "order_product_id": line["id"], "order": order}


@checked("v2-order-put-line-quantity")
def the_same_line_has_the_new_quantity(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    found = [(line["id"], line["quantity"]) for line in lines_of(scene.shop, scene.values["order"])]
    if found != [(scene.values["order_product_id"], 5)]:
        yield f"lines are {found}"


@arranged("v2-order-products-custom-zero-qty")
def a_custom_line_3131(scene: Scene) -> None:
    scene.shop.number("order_product", 3130)
    kept = {"name": "Bowl", "quantity": 1, "price_ex_tax": 1, "price_inc_tax": 1}
    going = {"name": "Vase", "quantity": 1, "price_ex_tax": 1, "price_inc_tax": 1}
    scene.values["id"] = add_order(scene.shop, kept, going)["id"]


@checked("v2-order-products-custom-zero-qty")
def only_the_other_line_is_left(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    left = [line["id"] for line in lines_of(scene.shop, scene.values)]
    if left != [3130]:
        yield f"lines {left} are left"


@arranged("v2-order-put-shipping-address")
def an_order_to_an_address(scene: Scene) -> None:
    order = add_order(scene.shop)
    scene.values |= {
        "id": order["id"],
        "shipping_id": addresses_of(scene.shop, order)[0]["id"],
        "order": order,
    }


@checked("v2-order-put-shipping-address")
def the_same_address_is_changed(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    rows = addresses_of(scene.shop, scene.values["order"])
    found = [(row["id"], row["first_name"]) for row in rows]
    if found != [(scene.values["shipping_id"], "N")]:
        yield f"addresses are {found}"


@arranged("v2-order-shipment-delete", "v2-order-shipment-get-2024", "v2-order-shipments-put-items")
def a_shipped_order(scene: Scene) -> None:
    order = add_order(scene.shop)
    shipment = add_shipment(scene.shop, order)
    scene.values |= {"id": order["id"], "sid": shipment["id"], "order": order}


@checked("v2-order-shipment-delete")
def it_is_gone(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    path = f"/v2/orders/{scene.values['id']}/shipments/{scene.values['sid']}"
    status = scene.shop.send("GET", path).status
    if status != 404:
        yield f"reading it again gives {status}"


@arranged("v2-order-shipment-too-many")
def a_line_14_shipped_whole(scene: Scene) -> None:
    scene.shop.number("order_product", 14)
    scene.shop.number("order_address", 14)
    order = add_order(scene.shop)
    add_shipment(scene.shop, order)
    scene.values["id"] = order["id"]


@arranged("v2-order-shipment-shape-2026")
def ten_of_line_537(scene: Scene) -> None:
    add_product(scene.shop, 785)
    scene.shop.number("order_product", 537)
    scene.shop.number("order_address", 420)
    order = add_order(scene.shop, {"product_id": 785, "quantity": 10})
    scene.values["id"] = order["id"]


@checked("v2-order-shipment-shape-2026")
def its_addresses_have_twelve_fields(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    for name in ("billing_address", "shipping_address"):
        if len(body[name]) != 12 or "form_fields" in body[name]:
            yield f"/{name}: has {list(body[name])}"


@arranged("v2-order-tax-inclusive-discount", "v2-order-products-tax-inclusive")
def a_discounted_order_with_tax_inside(scene: Scene) -> None:
    shop = scene.shop
    shop.set_profile(is_tax_inclusive_pricing=True)
    product = add_product(shop, price=250, tax_class_id=add_tax_rate(shop, 5.5))
    order = add_order(shop, {"product_id": product["id"], "quantity": 10}, discount_amount=100)
    scene.values["id"] = order["id"]
