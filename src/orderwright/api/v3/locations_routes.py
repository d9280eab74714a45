"""Routes of V3 locations and pick-up methods."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v3 import locations, pickup_methods
from orderwright.api.v3.location_schemas import (
    BATCH_MAX,
    LOCATION_DELETE_QUERY,
    LOCATION_POST,
    LOCATION_PUT,
    LOCATION_QUERY,
    LOCATIONS,
    METHOD_BATCH,
    METHOD_DELETE_QUERY,
    METHOD_LIST,
    METHOD_POST,
    METHOD_PUT,
    METHOD_QUERY,
    OPTIONS,
    PICKUP_UPDATES_MAX,
    SEARCH,
    TRANSACTION,
)

V3 = "/stores/{store_hash}/v3"
LOCATION = f"{V3}/inventory/locations"
METHODS = f"{V3}/pickup/methods"
READ, WRITE = reads("store_locations"), writes("store_locations")
WRITE_PICKUP = writes("store_fulfillment_methods_manage")
READ_PICKUP = WRITE_PICKUP | reads("store_fulfillment_methods_read_only")

ROUTES = [
    Route(
        "GET", LOCATION, locations.get_locations, "getLocations", READ,
        summary="List locations", query=LOCATION_QUERY, answers={200: LOCATIONS},
    ),
    Route(
        "POST", LOCATION, locations.create_locations, "createLocations", WRITE,
        summary="Create locations",
        body=Array(LOCATION_POST, max_items=BATCH_MAX), answers={200: TRANSACTION},
    ),
    Route(
        "PUT", LOCATION, locations.update_locations, "updateLocations", WRITE,
        summary="Update locations",
        body=Array(LOCATION_PUT, max_items=BATCH_MAX), answers={200: TRANSACTION},
    ),
    Route(
        "DELETE", LOCATION, locations.delete_locations, "deleteLocations", WRITE,
        summary="Delete locations and the pick-up methods there",
        query=LOCATION_DELETE_QUERY, answers={200: TRANSACTION},
    ),
    Route(
        "GET", METHODS, pickup_methods.get_methods, "get-pickup-methods", READ_PICKUP,
        summary="List pick-up methods", query=METHOD_QUERY, answers={200: METHOD_LIST},
    ),
    Route(
        "POST", METHODS, pickup_methods.create_methods, "post-pickup-methods", WRITE_PICKUP,
        summary="Create pick-up methods",
        body=Array(METHOD_POST, max_items=BATCH_MAX), answers={200: METHOD_BATCH},
    ),
    Route(
        "PUT", METHODS, pickup_methods.update_methods, "put-pickup-methods", WRITE_PICKUP,
        summary="Update pick-up methods",
        body=Array(METHOD_PUT, max_items=PICKUP_UPDATES_MAX), answers={200: METHOD_BATCH},
    ),
    Route(
        "DELETE", METHODS, pickup_methods.delete_methods, "delete-pickup-methods", WRITE_PICKUP,
        summary="Delete pick-up methods", query=METHOD_DELETE_QUERY, answers={204: None},
    ),
    Route(
        "POST", f"{V3}/pickup/options", pickup_methods.find_options, "post-pickup-options",
        READ_PICKUP, summary="Find where goods can be fetched",
        body=SEARCH, answers={200: OPTIONS},
    ),
]  # fmt: skip
