"""Feeders of settings."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

INVENTORY = "/v3/settings/inventory"
NOTIFICATIONS = f"{INVENTORY}/notifications"


@feeds(f"GET {INVENTORY}", f"PUT {INVENTORY}")
def inventory(shop: Shop) -> None:
    settings = shop.call("GET", INVENTORY)["data"]
    shop.call("PUT", INVENTORY, {**settings, "edit_order_stock_adjustment": False})
    shop.call("PUT", INVENTORY, {"edit_order_stock_adjustment": "no"}, expect=422)


@feeds(f"GET {NOTIFICATIONS}", f"PUT {NOTIFICATIONS}")
def notifications(shop: Shop) -> None:
    told = ["owner@example.com"]
    both = {"low_stock_notification_address": told, "out_of_stock_notification_address": told}
    shop.call("PUT", NOTIFICATIONS, both)
    shop.call("GET", NOTIFICATIONS)
    shop.call("PUT", NOTIFICATIONS, {"low_stock_notification_address": "x"}, expect=422)
