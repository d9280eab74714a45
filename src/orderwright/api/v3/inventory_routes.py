"""Routes of the V3 inventory."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import inventory
from orderwright.api.v3.inventory_schemas import (
    ABSOLUTE,
    ITEMS,
    ITEMS_QUERY,
    LOCATION_ITEMS,
    LOCATION_ITEMS_QUERY,
    RELATIVE,
    SETTINGS_PUT,
    TRANSACTION,
)

INVENTORY = "/stores/{store_hash}/v3/inventory"
LOCATION = f"{INVENTORY}/locations/{{location_id}}/items"
SCOPE = "store_inventory"

ROUTES = [
    Route(
        "PUT", f"{INVENTORY}/adjustments/absolute", inventory.put_absolute_adjustment,
        "put-absolute-adjustment", writes(SCOPE), summary="Set the levels of items",
        body=ABSOLUTE, answers={200: TRANSACTION},
    ),
    Route(
        "POST", f"{INVENTORY}/adjustments/relative", inventory.post_relative_adjustment,
        "post-relative-adjustment", writes(SCOPE), summary="Add to the levels of items",
        body=RELATIVE, answers={200: TRANSACTION},
    ),
    Route(
        "GET", f"{INVENTORY}/items", inventory.get_inventory_items, "get-inventory-items",
        reads(SCOPE), summary="List the items of the inventory", query=ITEMS_QUERY,
        answers={200: ITEMS},
    ),
    Route(
        "GET", LOCATION, inventory.get_location_inventory_items,
        "get-location-inventory-items", reads(SCOPE), summary="List the items at a location",
        query=LOCATION_ITEMS_QUERY, answers={200: LOCATION_ITEMS},
    ),
    Route(
        "PUT", LOCATION, inventory.put_location_inventory_items,
        "put-location-inventory-items", writes(SCOPE),
        summary="Change the settings of items at a location", body=SETTINGS_PUT,
        answers={200: TRANSACTION},
    ),
]  # fmt: skip
