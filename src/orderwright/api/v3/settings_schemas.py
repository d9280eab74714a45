"""Schemas of V3 settings."""

from collections.abc import Mapping

from orderwright.api.schema import Array, Boolean, Integer, Kind, Object, Prop, Text
from orderwright.api.v3.customer_schemas import data

ADDRESSES_MAX = 100

_FLAG = Boolean()
_INVENTORY = {
    "product_out_of_stock_behavior": Text(
        enum=(
            "do_nothing",
            "hide_product",
            "hide_product_and_accessible",
            "hide_product_and_redirect",
        )
    ),
    "option_out_of_stock_behavior": Text(enum=("do_nothing", "hide_option", "label_option")),
    "update_stock_behavior": Text(enum=("order_placed", "order_completed_or_shipped")),
    "edit_order_stock_adjustment": _FLAG,
    "refund_order_stock_adjustment": _FLAG,
    "stock_level_display": Text(enum=("dont_show", "show", "show_when_low")),
    "default_out_of_stock_message": Text(max_length=1_000),
    "hide_in_product_filtering": _FLAG,
    "show_pre_order_stock_levels": _FLAG,
    "show_out_of_stock_message": _FLAG,
}
_ADDRESSES = Array(Text(max_length=254, format="email"), max_items=ADDRESSES_MAX)
_NOTIFICATIONS = {
    "low_stock_notification_address": _ADDRESSES,
    "out_of_stock_notification_address": _ADDRESSES,
}


def _settings(name: str, kinds: Mapping[str, Kind]) -> Object:
    props = {key: Prop(kind, nullable=True) for key, kind in kinds.items()}
    return Object(name, props, unknown="ignore")


CHANNEL_QUERY = Object("", {"channel_id": Prop(Integer(minimum=1, strings=True))})
INVENTORY = _settings("StoreInventorySettings", _INVENTORY)
INVENTORY_ANSWER = data("StoreInventorySettingsAnswer", INVENTORY)
NOTIFICATIONS = _settings("InventoryNotifications", _NOTIFICATIONS)
NOTIFICATIONS_ANSWER = data("InventoryNotificationsAnswer", NOTIFICATIONS)
