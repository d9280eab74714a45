"""Every write of the API with exactly the events that it records, on both databases."""

import re
from pathlib import Path
from typing import Any

from orderwright.domain.webhook_scopes import EVENT_SCOPES, find_scope
from orderwright.jobs import tell_abandoned_carts
from tests.api.shopping import BILLING, custom, events_of
from tests.support.client import Reply
from tests.support.world import World

HOUR_MS = 60 * 60 * 1000
OK = (200, 201, 204, 207)
STOCK = "store/channel/*/inventory/product"
# Recorded by what has tests of its own: payments, placed orders and the delivery of hooks.
ELSEWHERE = {
    "store/order/refund/created",
    "store/order/transaction/created",
    "store/order/transaction/updated",
    "store/customer/payment/instrument/default/updated",
    "store/hook/deliveryException",
    "store/cart/converted",
}
FIELD = {"namespace": "n", "key": "k", "value": "v", "permission_set": "read"}
ANN = {"email": "ann@example.com", "first_name": "Ann", "last_name": "Lee"}
HOME = {
    "first_name": "Ann", "last_name": "Lee", "address1": "1 Main St", "city": "Austin",
    "state_or_province": "Texas", "postal_code": "78701", "country_code": "US",
}  # fmt: skip
DOCK = {
    "label": "Dock", "code": "DOCK", "type_id": "PHYSICAL", "time_zone": "America/Chicago",
    "managed_by_external_source": False,
    "address": {
        "address1": "2 Dock Rd", "city": "Austin", "state": "Texas", "zip": "78701",
        "email": "dock@example.com", "country_code": "US",
        "geo_coordinates": {"latitude": 30.25, "longitude": -97.75},
    },
}  # fmt: skip
SHIRT = {
    "inventory_tracking": "variant",
    "variants": [
        {
            "sku": "S-RED", "inventory_level": 4, "inventory_warning_level": 3,
            "option_values": [{"option_display_name": "Size", "label": "S"}],
        },
        {
            "sku": "M-RED", "inventory_level": 9,
            "option_values": [{"option_display_name": "Size", "label": "M"}],
        },
    ],
}  # fmt: skip


class Ear:
    """Hears what a write has recorded; whatever it hears must look like its kind's sample."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._known = len(events_of(world))
        self.last: Any = None

    def __call__(self, reply: Reply | None = None) -> list[tuple[str, Any]]:
        if reply is not None:
            assert reply.status in OK, reply.text
            self.last = reply.json() if reply.body else None
        heard = events_of(self.world)[self._known :]
        self._known += len(heard)
        for scope, data in heard:
            kind = find_scope(scope)
            assert kind is not None, scope
            assert not kind.absent, scope
            assert shape(data) == shape(kind.data), scope
        return heard

    @property
    def data(self) -> Any:
        """What the last answer had below `data`."""
        return self.last["data"]


def shape(data: Any) -> Any:
    if isinstance(data, dict):
        # A product that is counted as a whole has no variant to be named.
        return {key: shape(value) for key, value in data.items() if key != "variant_id"}
    return type(data)


def make(ear: Ear, **fields: Any) -> int:
    body = {"name": "Vase", "type": "physical", "weight": 1, "price": 10, **fields}
    ear(ear.world.post("/v3/catalog/products", body))
    number: int = ear.data["id"]
    return number


def stock_of(product: int, value: int, method: str = "relative") -> dict[str, Any]:
    inventory = {"product_id": product, "method": method, "value": value}
    return {"type": "product", "id": product, "inventory": inventory}


def sku_stock(value: int, method: str = "relative") -> dict[str, Any]:
    """Of the first variant of the shirt."""
    inventory = {"product_id": 1, "method": method, "value": value, "variant_id": 1}
    return {"type": "sku", "id": 1, "inventory": inventory}


def test_orders(world: World) -> None:
    ear = Ear(world)
    body = {"billing_address": BILLING, "products": [custom(2)]}
    order = {"type": "order", "id": 100}
    path = "/v2/orders/100"

    def status(before: int, after: int) -> tuple[str, Any]:
        ids = {"previous_status_id": before, "new_status_id": after}
        return ("store/order/statusUpdated", {**order, "status": ids})

    updated = ("store/order/updated", order)
    assert ear(world.post("/v2/orders", body)) == [("store/order/created", order)]
    line = world.get(f"{path}/products").json()[0]
    assert ear(world.put(path, {"staff_notes": "Now"})) == [updated]
    assert ear(world.put(path, {"staff_notes": "Now"})) == []
    assert ear(world.put(path, {"status_id": 11})) == [updated, status(1, 11)]
    assert ear(world.put(path, {"status_id": 11})) == []
    message = {"message": "Hello"}
    assert ear(world.post("/x/orders/100/messages", message)) == [
        ("store/order/message/created", {**order, "message": {"order_message_id": 1}})
    ]
    parcel = {
        "order_address_id": line["order_address_id"],
        "items": [{"order_product_id": line["id"], "quantity": 1}],
    }
    shipment = {"type": "shipment", "id": 1, "orderId": 100}
    assert ear(world.post(f"{path}/shipments", parcel)) == [
        ("store/shipment/created", shipment), updated, status(11, 3),
    ]  # fmt: skip
    tracking = {"tracking_number": "1Z"}
    assert ear(world.put(f"{path}/shipments/1", tracking)) == [
        ("store/shipment/updated", shipment), updated,
    ]  # fmt: skip
    assert ear(world.put(f"{path}/shipments/1", tracking)) == []
    assert ear(world.delete(f"{path}/shipments/1")) == [
        ("store/shipment/deleted", shipment), updated,
    ]  # fmt: skip
    assert ear(world.delete(path)) == [("store/order/archived", order)]
    assert ear(world.delete(path)) == []
    assert ear(world.put(path, {"is_deleted": False})) == [updated]
    assert world.put(path, {"status_id": 99}).status == 400
    assert ear() == []


def test_stock_that_orders_take(world: World) -> None:
    ear = Ear(world)
    make(ear, **SHIRT)
    whole = make(
        ear, name="Jar", inventory_tracking="product", inventory_level=3, inventory_warning_level=1
    )
    size = {"product_id": 1, "quantity": 1, "product_options": [{"id": 1, "value": "1"}]}
    lines: list[dict[str, Any]] = [size, {"product_id": whole, "quantity": 1}, custom()]
    order = {"billing_address": BILLING, "products": lines}
    of_variant = {"variant_id": 1, "product_id": 1, "location_id": 1}
    of_whole = {"product_id": whole, "location_id": 1}
    assert ear(world.post("/v2/orders", order)) == [
        ("store/order/created", {"type": "order", "id": 100}),
        ("store/sku/inventory/order/updated", sku_stock(-1)),
        (f"{STOCK}/low_stock_reached", of_variant),
        ("store/product/inventory/order/updated", stock_of(whole, -1)),
    ]
    assert ear(world.post("/v2/orders", order | {"products": [lines[1] | {"quantity": 2}]})) == [
        ("store/order/created", {"type": "order", "id": 101}),
        ("store/product/inventory/order/updated", stock_of(whole, -2)),
        (f"{STOCK}/low_stock_reached", of_whole),
        (f"{STOCK}/out_of_stock_reached", of_whole),
    ]
    ids = {"previous_status_id": 1, "new_status_id": 5}
    assert ear(world.put("/v2/orders/100", {"status_id": 5})) == [
        ("store/order/updated", {"type": "order", "id": 100}),
        ("store/order/statusUpdated", {"type": "order", "id": 100, "status": ids}),
        ("store/sku/inventory/order/updated", sku_stock(1)),
        ("store/product/inventory/order/updated", stock_of(whole, 1)),
    ]
    lines[1]["quantity"] = 2
    assert world.post("/v2/orders", order).status == 409
    assert ear() == []


def test_carts(world: World) -> None:
    ear = Ear(world)
    product = make(ear)
    item = {"product_id": product, "quantity": 1}
    created = ear(world.post("/v3/carts", {"line_items": [item], "customer_id": 0}))
    cart_id = ear.data["id"]
    line_id = ear.data["line_items"]["physical_items"][0]["id"]
    cart = {"type": "cart", "id": cart_id}
    line = {"type": "cart_line_item", "id": line_id, "cartId": cart_id}
    path, checkout = f"/v3/carts/{cart_id}", f"/v3/checkouts/{cart_id}"
    updated = ("store/cart/updated", cart)
    assert created == [
        ("store/cart/created", cart), updated, ("store/cart/lineItem/created", line),
    ]  # fmt: skip
    more = {"line_item": {"product_id": product, "quantity": 3}}
    assert ear(world.put(f"{path}/items/{line_id}", more)) == [
        updated, ("store/cart/lineItem/updated", line),
    ]  # fmt: skip
    assert ear(world.put(f"{path}/items/{line_id}", more)) == []
    other = {"line_items": [{"product_id": make(ear, name="Bowl"), "quantity": 1}]}
    heard = ear(world.post(f"{path}/items", other))
    second = {**line, "id": ear.data["line_items"]["physical_items"][1]["id"]}
    assert heard == [updated, ("store/cart/lineItem/created", second)]
    assert ear(world.delete(f"{path}/items/{second['id']}")) == [
        updated, ("store/cart/lineItem/deleted", second),
    ]  # fmt: skip
    assert ear(world.put(checkout, {"customer_message": "Soon"})) == []
    billing = {**HOME, "email": "ann@example.com"}
    assert ear(world.post(f"{checkout}/billing-address", billing)) == [updated]
    coupon = {"name": "Off", "code": "SAVE", "type": "per_total_discount", "amount": 1,
              "enabled": True, "applies_to": {"entity": "categories", "ids": [0]}}  # fmt: skip
    assert ear(world.post("/v2/coupons", coupon)) == []
    assert ear(world.post(f"{checkout}/coupons", {"coupon_code": "SAVE"})) == [
        ("store/cart/couponApplied", {**cart, "couponId": 1})
    ]
    assert ear(world.post(f"{path}/metafields", FIELD)) == [
        ("store/cart/metafield/created", {"metafield_id": 1, "resource_id": cart_id})
    ]
    assert ear(world.delete(f"{path}/items/{line_id}")) == [
        updated,
        ("store/cart/lineItem/deleted", line),
        ("store/cart/deleted", cart),
        ("store/cart/metafield/deleted", {"metafield_id": 1, "resource_id": cart_id}),
    ]


def test_carts_that_are_left_or_paid_for(world: World) -> None:
    ear = Ear(world)
    line = {"name": "Card", "quantity": 1, "list_price": 5}
    cart_ids = []
    for _ in range(2):
        ear(world.post("/v3/carts", {"custom_items": [line]}))
        cart_ids.append(ear.data["id"])
    world.clock.advance(HOUR_MS - 1)
    assert (abandon(world), ear()) == (0, [])
    touched = {"customer_message": "Wait"}
    ear(world.put(f"/v3/checkouts/{cart_ids[1]}", touched))
    world.clock.advance(1)
    assert abandon(world) == 1
    ((scope, data),) = ear()
    assert (scope, data["type"], data["id"]) == ("store/cart/abandoned", "cart", cart_ids[0])
    assert re.fullmatch("[0-9a-f]{32}", data["token"])
    assert (abandon(world), ear()) == (0, [])
    ear(world.put(f"/v3/checkouts/{cart_ids[0]}", touched))
    world.clock.advance(HOUR_MS)
    assert abandon(world) == 2
    assert [(scope, data["id"]) for scope, data in ear()] == [
        ("store/cart/abandoned", cart_id) for cart_id in sorted(cart_ids)
    ]
    assert ear(world.delete(f"/v3/carts/{cart_ids[0]}")) == [
        ("store/cart/deleted", {"type": "cart", "id": cart_ids[0]})
    ]


def abandon(world: World) -> int:
    job = tell_abandoned_carts.tell(world.services.database, world.clock.now())
    told: int = world.client.run(job)
    return told


def test_metafields_of_every_resource(world: World) -> None:
    ear = Ear(world)
    make(ear)
    ear(world.post("/v2/orders", {"billing_address": BILLING, "products": [custom()]}))
    ear(world.post("/v3/customers", [ANN]))
    for path, name, more in (
        ("/v3/orders/100", "store/order", {}),
        ("/v3/catalog/products/1", "store/product", {"resource_type": "product"}),
        (
            "/v3/catalog/products/1/variants/1",
            "store/product/variant",
            {"resource_type": "variant"},
        ),
        ("/v3/channels/1", "store/channel", {}),
        ("/v3/customers/1", "store", {"resource_type": "customer"}),
    ):
        made = ear(world.post(f"{path}/metafields", FIELD))
        number = made[0][1]["metafield_id"]
        about = {"metafield_id": number, "resource_id": path.rpartition("/")[2], **more}
        one = f"{path}/metafields/{number}"
        assert made == [(f"{name}/metafield/created", about)]
        assert ear(world.put(one, {"value": "w"})) == [(f"{name}/metafield/updated", about)]
        assert ear(world.put(one, {"value": "w"})) == []
        assert ear(world.delete(one)) == [(f"{name}/metafield/deleted", about)]


def test_customers(world: World) -> None:
    ear = Ear(world)
    channel = {"name": "Two", "type": "storefront", "platform": "custom", "status": "active"}
    ear(world.post("/v3/channels", channel))
    second = ear.data["id"]
    ann = {"type": "customer", "id": 1, "origin_channel_id": 1, "channel_ids": [1]}
    address = {"type": "customer", "id": 1, "address": {"customer_id": 1}}
    assert ear(world.post("/v3/customers", [{**ANN, "addresses": [HOME]}])) == [
        ("store/customer/created", ann), ("store/customer/address/created", address),
    ]  # fmt: skip
    assert ear(world.put("/v3/customers", [{"id": 1, "notes": "Nice"}])) == [
        ("store/customer/updated", ann)
    ]
    assert ear(world.put("/v3/customers", [{"id": 1, "notes": "Nice"}])) == []
    form = [{"customer_id": 1, "name": "Size", "value": "M"}]
    assert ear(world.put("/v3/customers/form-field-values", form)) == []
    moved = {**ann, "channel_ids": [1, second]}
    assert ear(world.put("/v3/customers", [{"id": 1, "channel_ids": [1, second]}])) == [
        ("store/customer/updated", moved),
        (
            "store/customer/channel/login/access/updated",
            {"customer_id": 1, "channel_ids": [1, second]},
        ),
    ]
    assert ear(world.put("/v3/customers/addresses", [{"id": 1, "city": "Waco"}])) == [
        ("store/customer/address/updated", address)
    ]
    assert ear(world.put("/v3/customers/addresses", [{"id": 1, "city": "Waco"}])) == []
    assert ear(world.delete("/v3/customers/addresses?id:in=1")) == [
        ("store/customer/address/deleted", address)
    ]
    assert ear(world.delete("/v3/customers?id:in=1")) == [("store/customer/deleted", moved)]
    assert ear(world.delete("/v3/customers?id:in=1")) == []


def test_products(world: World) -> None:
    ear = Ear(world)
    path, product = "/v3/catalog/products/1", {"type": "product", "id": 1}
    updated = ("store/product/updated", product)
    body = {"name": "Vase", "type": "physical", "weight": 1, "price": 10}
    assert ear(world.post("/v3/catalog/products", body)) == [("store/product/created", product)]
    assert ear(world.put(path, {"warranty": "2 years"})) == [updated]
    assert ear(world.put(path, {"warranty": "2 years"})) == []
    for silent in ({"mpn": "M"}, {"gtin": "1"}, {"product_tax_code": "PC1"}):
        assert ear(world.put(path, silent)) == []
    image = {"image_url": "https://example.com/a.png"}
    assert ear(world.post(f"{path}/images", image)) == []
    assert ear(world.post(f"{path}/custom-fields", {"name": "a", "value": "b"})) == []
    assert ear(world.put(path, {"inventory_level": 5, "inventory_tracking": "product"})) == [
        updated, ("store/product/inventory/updated", stock_of(1, 5, "absolute")),
    ]  # fmt: skip
    choice = {"display_name": "Gloss", "type": "checkbox", "required": False,
              "config": {"checkbox_label": "Yes"}}  # fmt: skip
    assert ear(world.post(f"{path}/modifiers", choice)) == [updated]
    about = {"type": "local_modifier", "id": 1, "affected_product_ids": [1]}
    renamed = {"display_name": "Matt"}
    assert ear(world.put(f"{path}/modifiers/1", renamed)) == [("store/modifier/updated", about)]
    assert ear(world.put(f"{path}/modifiers/1", renamed)) == []
    assert ear(world.delete(f"{path}/modifiers/1")) == [updated]
    channel = [{"product_id": 1, "channel_id": 1}]
    assert ear(world.delete("/v3/catalog/products/channel-assignments?channel_id:in=1")) == [
        ("store/channel/1/product/unassigned", {"product_id": 1})
    ]
    assert ear(world.put("/v3/catalog/products/channel-assignments", channel)) == [
        ("store/channel/1/product/assigned", {"product_id": 1})
    ]
    assert ear(world.put("/v3/catalog/products/channel-assignments", channel)) == []
    category = [{"product_id": 1, "category_id": 7}]
    assert ear(world.put("/v3/catalog/products/category-assignments", category)) == [
        ("store/channel/1/category/product/assigned", {"product_id": 1}), updated,
    ]  # fmt: skip
    assert ear(world.delete("/v3/catalog/products/category-assignments?category_id:in=7")) == [
        ("store/channel/1/category/product/unassigned", {"product_id": 1}), updated,
    ]  # fmt: skip
    assert ear(world.delete(path)) == [("store/product/deleted", product)]


def test_skus(world: World) -> None:
    ear = Ear(world)
    make(ear)
    path = "/v3/catalog/products/1/variants"
    body = {"sku": "S", "option_values": [{"option_display_name": "Size", "label": "S"}]}
    sku = {"type": "sku", "id": 1, "sku": {"product_id": 1, "variant_id": 2}}
    assert ear(world.post(path, body)) == [("store/sku/created", sku)]
    assert ear(world.put(f"{path}/2", {"price": 91})) == [("store/sku/updated", sku)]
    assert ear(world.put(f"{path}/2", {"price": 91})) == []
    option = {"type": "local_option", "id": 1, "affected_product_ids": [1]}
    renamed = {"display_name": "Width", "option_values": [{"id": 1, "label": "Small"}]}
    assert ear(world.put("/v3/catalog/products/1/options/1", renamed)) == [
        ("store/option/updated", option)
    ]
    assert ear(world.delete(f"{path}/2")) == [("store/sku/deleted", sku)]


def test_inventory(world: World) -> None:
    ear = Ear(world)
    make(ear, **SHIRT)
    absolute, relative = "/v3/inventory/adjustments/absolute", "/v3/inventory/adjustments/relative"
    here = {"location_id": 1, "sku": "S-RED", "quantity": 7}
    assert ear(world.put(absolute, {"items": [here]})) == [
        ("store/sku/inventory/updated", sku_stock(7, "absolute"))
    ]
    assert ear(world.put(absolute, {"items": [here]})) == []
    assert ear(world.post(relative, {"items": [here | {"quantity": -2}]})) == [
        ("store/sku/inventory/updated", sku_stock(-2))
    ]
    place = {"location_id": 2}
    assert ear(world.post("/v3/inventory/locations", [DOCK])) == [
        ("store/inventory/location/created", place)
    ]
    change = [{"id": 2, "label": "Pier"}]
    assert ear(world.put("/v3/inventory/locations", change)) == [
        ("store/inventory/location/updated", place)
    ]
    assert ear(world.put("/v3/inventory/locations", change)) == []
    there = {"variant_id": 1, "product_id": 1, "location_id": 2}
    assert ear(world.put(absolute, {"items": [here | place]})) == [
        (f"{STOCK}/stock_changed", there)
    ]
    settings = {"settings": [{"identity": {"sku": "S-RED"}, "safety_stock": 2}]}
    assert ear(world.put("/v3/inventory/locations/2/items", settings)) == [
        (f"{STOCK}/settings_changed", there)
    ]
    assert ear(world.put("/v3/inventory/locations/2/items", settings)) == []


def test_channels(world: World) -> None:
    ear = Ear(world)
    body = {"name": "Two", "type": "storefront", "platform": "custom", "status": "active"}
    heard = ear(world.post("/v3/channels", body))
    channel = {"type": "channel", "id": ear.data["id"]}
    assert heard == [("store/channel/created", channel)]
    path = f"/v3/channels/{channel['id']}"
    assert ear(world.put(path, {"name": "Three"})) == [("store/channel/updated", channel)]
    assert ear(world.put(path, {"name": "Three"})) == []


def test_every_scope_that_happens_is_tested_here() -> None:
    text = Path(__file__).read_text().replace("{STOCK}", STOCK)
    text = text.replace("store/channel/1/", "store/channel/{channel_id}/")
    for name in ("order", "product", "product/variant", "channel", "cart"):
        text += "".join(f'"store/{name}/metafield/{verb}"' for verb in WRITTEN)
    text += "".join(f'"store/metafield/{verb}"' for verb in WRITTEN)
    happening = {name for name, scope in EVENT_SCOPES.items() if not scope.absent}
    assert [name for name in sorted(happening - ELSEWHERE) if f'"{name}"' not in text] == []


WRITTEN = ("created", "updated", "deleted")
