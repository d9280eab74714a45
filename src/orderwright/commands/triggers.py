"""What `orderwright trigger` does for each scope: the change itself, through the API."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

Body = dict[str, Any]

STATUS_AWAITING_FULFILLMENT = 11
HOUR_MS = 60 * 60 * 1000
EMAIL = "trigger@example.com"
BILLING: Body = {
    "first_name": "Ann", "last_name": "Lee", "street_1": "1 Main Street", "city": "Austin",
    "state": "Texas", "zip": "78701", "country": "United States", "country_iso2": "US",
    "email": EMAIL,
}  # fmt: skip
HOME: Body = {
    "first_name": "Ann", "last_name": "Lee", "address1": "1 Main Street", "city": "Austin",
    "state_or_province": "Texas", "postal_code": "78701", "country_code": "US",
}  # fmt: skip
LINE: Body = {"name": "Card", "quantity": 1, "price_ex_tax": 5, "price_inc_tax": 5}
FIELD: Body = {"namespace": "trigger", "key": "note", "value": "a", "permission_set": "read"}
STOCK = "store/channel/*/inventory/product"


class Api(Protocol):
    """A store's API. `mark` is a part of names that no two runs have in common."""

    mark: str

    async def call(self, method: str, path: str, body: Any = None) -> Any: ...


Trigger = Callable[[Api], Awaitable[None]]


async def order(api: Api, *lines: Body) -> str:
    """The path of a new order."""
    body = {"billing_address": BILLING, "products": list(lines) or [LINE]}
    made = await api.call("POST", "/v2/orders", body)
    return f"/v2/orders/{made['id']}"


async def product(api: Api, **fields: Any) -> str:
    """The path of a new product."""
    body = {"name": f"Vase {api.mark}", "type": "physical", "weight": 1, "price": 10, **fields}
    made = await api.call("POST", "/v3/catalog/products", body)
    return f"/v3/catalog/products/{made['data']['id']}"


async def sku(api: Api, **fields: Any) -> str:
    """The path of a new variant of a new product."""
    variant = {
        "sku": f"V-{api.mark}",
        "option_values": [{"option_display_name": "Size", "label": "S"}],
        **fields,
    }
    path = await product(api, inventory_tracking="variant", variants=[variant])
    made = await api.call("GET", f"{path}/variants")
    return f"{path}/variants/{made['data'][0]['id']}"


async def cart(api: Api) -> Body:
    """A new cart."""
    item = {"name": "Card", "quantity": 1, "list_price": 5}
    made: Body = (await api.call("POST", "/v3/carts", {"custom_items": [item]}))["data"]
    return made


async def cart_of_goods(api: Api) -> tuple[str, str, int]:
    """The path of a new cart, that of its line, and the product in it."""
    product_id = id_of(await product(api))
    body = {"line_items": [{"product_id": product_id, "quantity": 1}]}
    made = (await api.call("POST", "/v3/carts", body))["data"]
    path = f"/v3/carts/{made['id']}"
    return path, f"{path}/items/{made['line_items']['physical_items'][0]['id']}", product_id


async def customer(api: Api) -> int:
    body = {"first_name": "Ann", "last_name": "Lee", "email": f"{api.mark}@example.com"}
    made = await api.call("POST", "/v3/customers", [body])
    number: int = made["data"][0]["id"]
    return number


async def address(api: Api) -> int:
    body = [{**HOME, "customer_id": await customer(api)}]
    made = await api.call("POST", "/v3/customers/addresses", body)
    number: int = made["data"][0]["id"]
    return number


async def channel(api: Api) -> str:
    body = {
        "name": f"Channel {api.mark}",
        "type": "storefront",
        "platform": "custom",
        "status": "active",
    }
    made = await api.call("POST", "/v3/channels", body)
    return f"/v3/channels/{made['data']['id']}"


async def location(api: Api) -> int:
    """The number of a new location."""
    body = {
        "label": f"Dock {api.mark}", "code": f"DOCK-{api.mark}", "type_id": "PHYSICAL",
        "time_zone": "America/Chicago", "managed_by_external_source": False,
        "address": {
            "address1": "2 Dock Rd", "city": "Austin", "state": "Texas", "zip": "78701",
            "email": EMAIL, "country_code": "US",
            "geo_coordinates": {"latitude": 30.25, "longitude": -97.75},
        },
    }  # fmt: skip
    await api.call("POST", "/v3/inventory/locations", [body])
    made = await api.call("GET", "/v3/inventory/locations?limit=250")
    number: int = max(one["id"] for one in made["data"])
    return number


async def shipment(api: Api) -> str:
    """The path of a new shipment of a new order."""
    path = await order(api)
    line = (await api.call("GET", f"{path}/products"))[0]
    body = {
        "order_address_id": line["order_address_id"],
        "items": [{"order_product_id": line["id"], "quantity": 1}],
    }
    made = await api.call("POST", f"{path}/shipments", body)
    return f"{path}/shipments/{made['id']}"


def id_of(path: str) -> int:
    """The number at the end of a path."""
    return int(path.rpartition("/")[2])


def then(make: Callable[[Api], Awaitable[Any]], method: str, path: str, body: Any) -> Trigger:
    """Make something, then call; `{}` in the path stands for what was made."""

    async def work(api: Api) -> None:
        await api.call(method, path.format(await make(api)), body)

    return work


def just(make: Callable[[Api], Awaitable[Any]]) -> Trigger:
    """Make something, no more."""

    async def work(api: Api) -> None:
        await make(api)

    return work


def metafields(name: str, make: Callable[[Api], Awaitable[str]]) -> dict[str, Trigger]:
    """The triggers of one resource's metafields; `make` gives the path of a new resource."""

    async def made(api: Api) -> str:
        path = f"{await make(api)}/metafields"
        answer = await api.call("POST", path, FIELD)
        found = answer.get("data", answer)
        one = found[0] if isinstance(found, list) else found
        return f"{path}/{one['id']}"

    return {
        f"{name}/metafield/created": just(made),
        f"{name}/metafield/updated": then(made, "PUT", "{}", {"value": "b"}),
        f"{name}/metafield/deleted": then(made, "DELETE", "{}", None),
    }


async def v3_order(api: Api) -> str:
    return (await order(api)).replace("/v2/", "/v3/")


async def cart_path(api: Api) -> str:
    return f"/v3/carts/{(await cart(api))['id']}"


async def customer_path(api: Api) -> str:
    return f"/v3/customers/{await customer(api)}"


async def counted(api: Api) -> str:
    """The path of a new product of which there are three, and which warns at two."""
    return await product(
        api, inventory_tracking="product", inventory_level=3, inventory_warning_level=2
    )


async def order_of_product(api: Api) -> None:
    await order(api, {"product_id": id_of(await counted(api)), "quantity": 3})


async def order_of_sku(api: Api) -> None:
    path = await sku(api, inventory_level=3)
    await order(
        api,
        {
            "product_id": id_of(path.rpartition("/variants/")[0]),
            "variant_id": id_of(path),
            "quantity": 1,
        },
    )


async def update_line(api: Api) -> None:
    _, line, product_id = await cart_of_goods(api)
    await api.call("PUT", line, {"line_item": {"product_id": product_id, "quantity": 2}})


async def delete_line(api: Api) -> None:
    _, line, _ = await cart_of_goods(api)
    await api.call("DELETE", line)


async def apply_coupon(api: Api) -> None:
    code = f"T{api.mark}".upper()
    coupon = {
        "name": code, "code": code, "type": "per_total_discount", "amount": 1, "enabled": True,
        "applies_to": {"entity": "categories", "ids": [0]},
    }  # fmt: skip
    await api.call("POST", "/v2/coupons", coupon)
    path, _, _ = await cart_of_goods(api)
    await api.call("POST", f"{path.replace('carts', 'checkouts')}/coupons", {"coupon_code": code})


async def abandon_cart(api: Api) -> None:
    """The server's own clock goes on by an hour; the job comes by within a moment."""
    await cart(api)
    await api.call("PUT", "/x/control/clock", {"advance_ms": HOUR_MS})


async def log_in_elsewhere(api: Api) -> None:
    number = await customer(api)
    ids = [1, id_of(await channel(api))]
    await api.call("PUT", "/v3/customers", [{"id": number, "channel_ids": ids}])


async def option_of(api: Api, kind: str) -> str:
    """The path of a new option or modifier of a new product."""
    body = {
        "display_name": "Finish", "type": "dropdown", "required": False,
        "option_values": [
            {"label": "Gloss", "sort_order": 0, "is_default": True},
            {"label": "Matt", "sort_order": 1, "is_default": False},
        ],
    }  # fmt: skip
    path = f"{await product(api)}/{kind}s"
    made = await api.call("POST", path, body)
    return f"{path}/{made['data']['id']}"


async def assign(api: Api, kind: str, target: int, *, undo: bool) -> None:
    path = f"/v3/catalog/products/{kind}-assignments"
    number = id_of(await product(api))
    if kind == "category" or not undo:
        if kind == "channel":
            target = id_of(await channel(api))
        await api.call("PUT", path, [{"product_id": number, f"{kind}_id": target}])
    if undo:
        await api.call("DELETE", f"{path}?product_id:in={number}&{kind}_id:in={target}")


async def adjust_elsewhere(api: Api) -> None:
    item = {
        "location_id": await location(api),
        "product_id": id_of(await counted(api)),
        "quantity": 5,
    }
    await api.call("PUT", "/v3/inventory/adjustments/absolute", {"items": [item]})


async def set_stock_aside(api: Api) -> None:
    identity = {"product_id": id_of(await counted(api))}
    body = {"settings": [{"identity": identity, "safety_stock": 1}]}
    await api.call("PUT", "/v3/inventory/locations/1/items", body)


async def rename_location(api: Api) -> None:
    number = await location(api)
    change = [{"id": number, "label": f"Pier {api.mark}"}]
    await api.call("PUT", "/v3/inventory/locations", change)


async def order_messages(api: Api) -> str:
    """The path below which the messages of a new order are written."""
    return f"{(await order(api)).replace('/v2/', '/x/')}/messages"


async def change_customer(api: Api) -> None:
    change = [{"id": await customer(api), "notes": "Triggered"}]
    await api.call("PUT", "/v3/customers", change)


async def change_address(api: Api) -> None:
    change = [{"id": await address(api), "city": "Waco"}]
    await api.call("PUT", "/v3/customers/addresses", change)


TRIGGERS: Mapping[str, Trigger] = {
    "store/order/created": just(order),
    "store/order/updated": then(order, "PUT", "{}", {"staff_notes": "Triggered"}),
    "store/order/statusUpdated": then(
        order, "PUT", "{}", {"status_id": STATUS_AWAITING_FULFILLMENT}
    ),
    "store/order/archived": then(order, "DELETE", "{}", None),
    "store/order/message/created": then(order_messages, "POST", "{}", {"message": "Triggered"}),
    **metafields("store/order", v3_order),
    "store/shipment/created": just(shipment),
    "store/shipment/updated": then(shipment, "PUT", "{}", {"tracking_number": "1Z"}),
    "store/shipment/deleted": then(shipment, "DELETE", "{}", None),
    "store/cart/created": just(cart),
    "store/cart/updated": update_line,
    "store/cart/deleted": then(cart_path, "DELETE", "{}", None),
    "store/cart/couponApplied": apply_coupon,
    "store/cart/abandoned": abandon_cart,
    "store/cart/lineItem/created": just(cart_of_goods),
    "store/cart/lineItem/updated": update_line,
    "store/cart/lineItem/deleted": delete_line,
    **metafields("store/cart", cart_path),
    "store/customer/created": just(customer),
    "store/customer/updated": change_customer,
    "store/customer/deleted": then(customer, "DELETE", "/v3/customers?id:in={}", None),
    "store/customer/address/created": just(address),
    "store/customer/address/updated": change_address,
    "store/customer/address/deleted": then(
        address, "DELETE", "/v3/customers/addresses?id:in={}", None
    ),
    "store/customer/channel/login/access/updated": log_in_elsewhere,
    **metafields("store", customer_path),
    "store/product/created": just(product),
    "store/product/updated": then(product, "PUT", "{}", {"warranty": "2 years"}),
    "store/product/deleted": then(product, "DELETE", "{}", None),
    **metafields("store/product", product),
    **metafields("store/product/variant", sku),
    "store/sku/created": just(sku),
    "store/sku/updated": then(sku, "PUT", "{}", {"price": 12}),
    "store/sku/deleted": then(sku, "DELETE", "{}", None),
    "store/option/updated": then(
        lambda api: option_of(api, "option"), "PUT", "{}", {"display_name": "Coat"}
    ),
    "store/modifier/updated": then(
        lambda api: option_of(api, "modifier"), "PUT", "{}", {"display_name": "Coat"}
    ),
    "store/channel/{channel_id}/product/assigned": lambda api: assign(
        api, "channel", 1, undo=False
    ),
    "store/channel/{channel_id}/product/unassigned": lambda api: assign(
        api, "channel", 1, undo=True
    ),
    "store/channel/{channel_id}/category/product/assigned": lambda api: assign(
        api, "category", 1, undo=False
    ),
    "store/channel/{channel_id}/category/product/unassigned": lambda api: assign(
        api, "category", 1, undo=True
    ),
    "store/product/inventory/updated": then(counted, "PUT", "{}", {"inventory_level": 9}),
    "store/product/inventory/order/updated": order_of_product,
    "store/sku/inventory/updated": then(sku, "PUT", "{}", {"inventory_level": 9}),
    "store/sku/inventory/order/updated": order_of_sku,
    f"{STOCK}/stock_changed": adjust_elsewhere,
    f"{STOCK}/low_stock_reached": order_of_product,
    f"{STOCK}/out_of_stock_reached": order_of_product,
    f"{STOCK}/settings_changed": set_stock_aside,
    "store/inventory/location/created": just(location),
    "store/inventory/location/updated": rename_location,
    "store/channel/created": just(channel),
    "store/channel/updated": then(channel, "PUT", "{}", {"external_id": "triggered"}),
    **metafields("store/channel", channel),
}
