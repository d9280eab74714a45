"""Every kind of event that the platform has: its scope, what it carries, and what causes it here.

The names and samples are those of the platform's webhook reference and of recorded deliveries.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Data = Mapping[str, Any]

CHANNEL_ID = "{channel_id}"
KNOWN_AT_ONCE = 4_096

NO_CATEGORIES = "no category is written through this API"
NO_BRANDS = "no brand is written through this API"
NO_SUBSCRIBERS = "subscribers are not kept"
NO_PRICE_LISTS = "price lists are not kept"
NO_STOREFRONT = "there is no storefront to be set up"
NO_EMAILS = "the store's e-mails are not kept"
NO_APPS = "apps are no part of a store here; an API account is revoked instead"
NO_SETTINGS = "changes of settings are not announced"
NO_LOCATION_METAFIELDS = "metafields of locations are not kept"


@dataclass(frozen=True, slots=True)
class Form:
    """Another form in which an event is told; `data` is a sample of what it carries then."""

    name: str
    data: Data


@dataclass(frozen=True, slots=True)
class EventScope:
    """One kind of event. `data` is a sample of what it carries, `absent` why it never happens.

    An event is recorded once; hooks on one of its other `forms` are told of it in that form.
    """

    name: str
    data: Data
    forms: tuple[Form, ...] = ()
    absent: str = ""


def _kinds(
    name: str, data: Data, verbs: str, absent: str = "", *forms: tuple[str, Data]
) -> list[EventScope]:
    return [
        EventScope(
            f"{name}/{verb}",
            data,
            tuple([Form(f"{form}/{verb}", other) for form, other in forms]),
            absent,
        )
        for verb in verbs.split()
    ]


def _with_channel(name: str, data: Data, of_channel: Data, absent: str = "") -> EventScope:
    """An event that hooks on its channel hear as well, with less to it."""
    form = Form(f"store/channel/{CHANNEL_ID}/{name.removeprefix('store/')}", of_channel)
    return EventScope(name, data, (form,), absent)


def _metafields(
    name: str, resource_type: str, absent: str = "", *, with_type: bool = False
) -> list[EventScope]:
    """The events of one resource's metafields, told as `store/metafield/…` too."""
    data: Data = {"metafield_id": 12, "resource_id": "118"}
    typed = {**data, "resource_type": resource_type}
    generic = ("store/metafield", typed)
    return _kinds(f"{name}/metafield", typed if with_type else data, WRITTEN, absent, generic)


def _in_channel(names: str, data: Data, absent: str = "") -> list[EventScope]:
    """Events that happen in one channel only, and are recorded under its scope."""
    return [
        EventScope(f"store/channel/{CHANNEL_ID}/{name}", data, absent=absent)
        for name in names.split()
    ]


WRITTEN = "created updated deleted"
_UUID = "09346904-4175-44fd-be53-f7e598531b6c"
_ORDER: Data = {"type": "order", "id": 250}
_OF_ORDER: Data = {"order_id": 250}
_CART: Data = {"type": "cart", "id": _UUID}
_OF_CART: Data = {"cart_id": _UUID}
_LINE: Data = {"type": "cart_line_item", "id": _UUID, "cartId": _UUID}
_OF_LINE: Data = {"cart_id": _UUID, "cart_item_id": _UUID}
_CATEGORY: Data = {"type": "category", "id": 42}
_OF_CATEGORY: Data = {"category_id": 42, "tree_id": 1}
_CUSTOMER: Data = {"type": "customer", "id": 32}
_KNOWN_CUSTOMER: Data = {**_CUSTOMER, "origin_channel_id": 1, "channel_ids": [1]}
_ADDRESS: Data = {"type": "customer", "id": 60, "address": {"customer_id": 32}}
_PRODUCT: Data = {"type": "product", "id": 205}
_SKU: Data = {"type": "sku", "id": 461, "sku": {"product_id": 206, "variant_id": 509}}
_LEVEL: Data = {"product_id": 206, "method": "absolute", "value": 5}
_PRODUCT_LEVEL: Data = {"type": "product", "id": 206, "inventory": _LEVEL}
_SKU_LEVEL: Data = {"type": "sku", "id": 461, "inventory": {**_LEVEL, "variant_id": 509}}
_STOCK = "store/channel/*/inventory/product"
_OF_PRODUCT_STOCK: Data = {"product_id": 206, "location_id": 1}
_OF_STOCK: Data = {"variant_id": 509, **_OF_PRODUCT_STOCK}
_OPTION: Data = {"type": "local_option", "id": 205, "affected_product_ids": [206]}
_PRICE: Data = {"price_list_id": 5, "variant_id": 509, "currency": "USD"}
_TRANSACTION: Data = {
    "type": "transaction",
    "order_id": "250",
    "transaction_id": "176342342",
    "transaction_status": "complete",
    "transaction_type": "capture",
    "result": {"code": "captured", "message": "Captured", "type": "success"},
    "platform_transaction_id": "964899682",
    "provider_transaction_id": "CK65FBPKR472P4V5",
}
_FAILURE: Data = {"type": "webhook", "id": 123, "error_code": 90001, "message": "will retry"}

ORDERS = (
    _with_channel("store/order/created", _ORDER, _OF_ORDER),
    _with_channel("store/order/updated", _ORDER, _OF_ORDER),
    _with_channel("store/order/archived", _ORDER, _OF_ORDER),
    _with_channel(
        "store/order/statusUpdated",
        {**_ORDER, "status": {"previous_status_id": 0, "new_status_id": 11}},
        _OF_ORDER,
    ),
    _with_channel(
        "store/order/message/created", {**_ORDER, "message": {"order_message_id": 3}}, _OF_ORDER
    ),
    _with_channel("store/order/refund/created", {**_ORDER, "refund": {"refund_id": 3}}, _OF_ORDER),
    *_kinds("store/order/transaction", _TRANSACTION, "created updated"),
    *_metafields("store/order", "order"),
    *_kinds("store/shipment", {"type": "shipment", "id": 12, "orderId": 251}, WRITTEN),
)

CARTS = (
    _with_channel("store/cart/created", _CART, _OF_CART),
    _with_channel("store/cart/updated", _CART, _OF_CART),
    _with_channel("store/cart/deleted", _CART, _OF_CART),
    _with_channel("store/cart/couponApplied", {**_CART, "couponId": 1}, _OF_CART),
    _with_channel("store/cart/abandoned", {**_CART, "token": _UUID.replace("-", "")}, _OF_CART),
    _with_channel("store/cart/converted", {**_CART, "orderId": 252}, _OF_CART),
    *[_with_channel(f"store/cart/lineItem/{verb}", _LINE, _OF_LINE) for verb in WRITTEN.split()],
    *_metafields("store/cart", "cart"),
)

CUSTOMERS = (
    *_kinds("store/customer", _KNOWN_CUSTOMER, WRITTEN),
    *_kinds("store/customer/address", _ADDRESS, WRITTEN),
    EventScope("store/customer/payment/instrument/default/updated", _CUSTOMER),
    EventScope(
        "store/customer/channel/login/access/updated",
        {"customer_id": 22, "channel_ids": [1]},
    ),
    *_kinds("store/subscriber", {"type": "subscriber", "id": 5}, WRITTEN, NO_SUBSCRIBERS),
)

CATALOG = (
    *_kinds("store/product", _PRODUCT, WRITTEN),
    *_metafields("store/product", "product", with_type=True),
    *_metafields("store/product/variant", "variant", with_type=True),
    *_kinds("store/sku", _SKU, WRITTEN),
    EventScope("store/option/updated", _OPTION),
    EventScope("store/modifier/updated", {**_OPTION, "type": "local_modifier"}),
    *_in_channel("product/assigned product/unassigned", {"product_id": 127}),
    *_in_channel("category/product/assigned category/product/unassigned", {"product_id": 127}),
    *[
        _with_channel(f"store/category/{verb}", _CATEGORY, _OF_CATEGORY, NO_CATEGORIES)
        for verb in WRITTEN.split()
    ],
    *_metafields("store/category", "category", NO_CATEGORIES),
    *_in_channel("categoryTree/updated", {"tree_id": 1}, NO_CATEGORIES),
    *_metafields("store/brand", "brand", NO_BRANDS),
    *_kinds(
        "store/priceList",
        {"price_list_id": 5},
        "created updated activated deactivated deleted",
        NO_PRICE_LISTS,
    ),
    *_kinds("store/priceLists", {"price_list_ids": [5]}, "deleted", NO_PRICE_LISTS),
    *_kinds("store/priceList/record", _PRICE, WRITTEN, NO_PRICE_LISTS),
    *_kinds("store/priceList/records", _PRICE, WRITTEN, NO_PRICE_LISTS),
    *_kinds(
        "store/priceList/assignment",
        {"price_list_id": 2, "channel_id": 1, "customer_group_id": 3},
        "updated deleted",
        NO_PRICE_LISTS,
    ),
)

INVENTORY = (
    *[
        EventScope(f"store/{of}/inventory/{verb}", level, (Form(f"{_STOCK}/stock_changed", stock),))
        for of, level, stock in (
            ("product", _PRODUCT_LEVEL, _OF_PRODUCT_STOCK),
            ("sku", _SKU_LEVEL, _OF_STOCK),
        )
        for verb in ("updated", "order/updated")
    ],
    *_kinds(
        _STOCK, _OF_STOCK, "stock_changed low_stock_reached out_of_stock_reached settings_changed"
    ),
    *_kinds("store/inventory/location", {"location_id": 2}, "created updated"),
    *_metafields("store/inventory/location", "location", NO_LOCATION_METAFIELDS),
)

STORES = (
    *_kinds("store/channel", {"type": "channel", "id": 2}, "created updated"),
    *_metafields("store/channel", "channel"),
    *_kinds(
        "store/metafield",
        {"metafield_id": 12, "resource_id": "118", "resource_type": "customer"},
        WRITTEN,
    ),
    EventScope("store/hook/deliveryException", _FAILURE),
    EventScope("store/information/updated", {"type": "store"}, absent=NO_SETTINGS),
    EventScope("store/app/uninstalled", {"type": "store"}, absent=NO_APPS),
    *_in_channel(
        "settings/currency/updated settings/checkout/updated"
        " settings/defaultCustomerGroup/updated settings/customerPrivacy/updated"
        " settings/profile/updated notifications/inventory/updated",
        {},
        NO_SETTINGS,
    ),
    *_in_channel(
        "settings/locale/added settings/locale/updated settings/locale/deleted"
        " settings/logo/updated settings/logo/image/updated settings/favicon/image/updated"
        " settings/SEO/updated settings/robots/updated settings/category/updated"
        " settings/product/updated settings/catalog/updated settings/security/updated"
        " socialMediaLinks/updated",
        {},
        NO_STOREFRONT,
    ),
    *_in_channel("settings/searchContextFilters/updated", {"category_id": 29}, NO_STOREFRONT),
    *_in_channel(
        "settings/route/updated settings/site/updated settings/site/checkoutUrl/updated"
        " settings/site/checkoutUrl/deleted",
        {"site_id": 1000},
        NO_STOREFRONT,
    ),
    *_in_channel("page/created page/updated", {"page_id": 11}, NO_STOREFRONT),
    *_in_channel("script/created script/updated", {"uuid": _UUID}, NO_STOREFRONT),
    *_in_channel(
        "theme/configuration/created theme/configuration/activated",
        {
            "theme_id": _UUID,
            "variation_id": _UUID,
            "version_id": _UUID,
            "configuration_id": _UUID,
        },
        NO_STOREFRONT,
    ),
    *_in_channel(
        "settings/emailStatus/updated settings/emailStatus/deleted email/templates/updated"
        " email/templates/deleted",
        {"template_kind": "product_review_email"},
        NO_EMAILS,
    ),
    *_in_channel("notifications/abandonedCart/updated", {}, NO_EMAILS),
)

EVENT_SCOPES = {
    scope.name: scope for scope in (*ORDERS, *CARTS, *CUSTOMERS, *CATALOG, *INVENTORY, *STORES)
}

_CHANNEL = re.compile(r"store/channel/([1-9][0-9]{0,18})/(.+)")
_IN_CHANNEL = re.compile(r"store/channel/([0-9]+|\*|\{channel_id\})/")


def find_scope(name: str) -> EventScope | None:
    """The kind of event that a recorded scope is; that of one channel is known by its pattern."""
    known = EVENT_SCOPES.get(name)
    if known is not None:
        return known
    of_channel = _CHANNEL.fullmatch(name)
    if of_channel is None:
        return None
    return EVENT_SCOPES.get(f"store/channel/{CHANNEL_ID}/{of_channel[2]}")


def is_scope(wanted: str) -> bool:
    """Whether a hook may be on this scope: an event's, its form of one channel, or `/*` over some.

    Events that never happen here may be listened for, as on the platform.
    """
    generic = wanted
    of_channel = _CHANNEL.fullmatch(wanted)
    if of_channel is not None:
        generic = f"store/channel/{CHANNEL_ID}/{of_channel[2]}"
    return generic in _LISTENABLE


@lru_cache(maxsize=KNOWN_AT_ONCE)
def heard_as(scope: str, channel_id: int) -> tuple[str, ...]:
    """The scopes of hooks that hear of such an event: its own first, then those of other forms.

    `store/order/created` of channel 1 is heard as itself, as `store/order/*`, as
    `store/channel/1/order/created`, as `store/channel/1/order/*` and as `store/channel/1/*`.
    """
    kind = find_scope(scope)
    names = [scope, *[_named(form, channel_id) for form in (kind.forms if kind else ())]]
    return tuple(dict.fromkeys([heard for name in names for heard in _with_wildcards(name)]))


def told(
    wanted: str, scope: str, channel_id: int, data: Mapping[str, Any]
) -> tuple[str, Mapping[str, Any]]:
    """Scope and data of an event as a hook on the scope `wanted`, which hears of it, is told.

    A hook on one channel is told less: `store/channel/1/order/created` has `order_id` alone.
    """
    if wanted in _with_wildcards(scope):
        return scope, data
    kind = find_scope(scope)
    for form in kind.forms if kind else ():
        name = _named(form, channel_id)
        if wanted in _with_wildcards(name):
            known = {**data, **data.get("inventory", {}), **_ids(data)}
            return name, {key: known.get(key, value) for key, value in form.data.items()}
    return scope, data


def _ids(data: Mapping[str, Any]) -> dict[str, Any]:
    """What `type` and `id` say, each id by its own name."""
    if data.get("type") == "cart_line_item":
        return {"cart_id": data["cartId"], "cart_item_id": data["id"]}
    return {f"{data['type']}_id": data.get("id")} if "type" in data else {}


def _named(form: Form, channel_id: int) -> str:
    return form.name.replace(CHANNEL_ID, str(channel_id))


def _with_wildcards(scope: str) -> tuple[str, ...]:
    """The scope and the wildcards over it, the nearest first.

    `store/channel/*` is over what happens to channels, not over all that happens in one.
    """
    parts = scope.split("/")
    highest = 3 if _IN_CHANNEL.match(scope) else 2
    counts = range(len(parts) - 1, highest - 1, -1)
    return (scope, *["/".join([*parts[:count], "*"]) for count in counts])


def _listenable() -> frozenset[str]:
    found: set[str] = set()
    for scope in EVENT_SCOPES.values():
        found.update(_with_wildcards(scope.name))
        for form in scope.forms:
            found.update(_with_wildcards(form.name))
    return frozenset(found)


_LISTENABLE = _listenable()
