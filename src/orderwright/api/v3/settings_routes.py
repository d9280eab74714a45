"""Routes of V3 settings."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import store_settings
from orderwright.api.v3.settings_schemas import (
    CHANNEL_QUERY,
    INVENTORY,
    INVENTORY_ANSWER,
    NOTIFICATIONS,
    NOTIFICATIONS_ANSWER,
)

BASE = "/stores/{store_hash}/v3/settings/inventory"
INFORMATION = "store_v2_information"
READ, WRITE = reads(INFORMATION), writes(INFORMATION)

ROUTES = [
    Route(
        "GET", BASE, store_settings.get_inventory, "getSettingsInventory", READ,
        summary="Get the settings of the inventory",
        query=CHANNEL_QUERY, answers={200: INVENTORY_ANSWER},
    ),
    Route(
        "PUT", BASE, store_settings.update_inventory, "updateSettingsInventory", WRITE,
        summary="Update the settings of the inventory",
        query=CHANNEL_QUERY, body=INVENTORY, answers={200: INVENTORY_ANSWER},
    ),
    Route(
        "GET", f"{BASE}/notifications", store_settings.get_notifications,
        "getSettingsInventoryNotifications", READ,
        summary="Get who is told of low stock",
        query=CHANNEL_QUERY, answers={200: NOTIFICATIONS_ANSWER},
    ),
    Route(
        "PUT", f"{BASE}/notifications", store_settings.update_notifications,
        "updateSettingsInventoryNotifications", WRITE,
        summary="Set who is told of low stock",
        query=CHANNEL_QUERY, body=NOTIFICATIONS, answers={200: None},
    ),
]  # fmt: skip
