"""Routes of V3 pick-ups of orders."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v3 import pickups
from orderwright.api.v3.pickup_schemas import (
    PICKUP_BATCH,
    PICKUP_DELETE_QUERY,
    PICKUP_LIST,
    PICKUP_POST,
    PICKUP_PUT,
    PICKUP_QUERY,
    PICKUPS_MAX,
)

BASE = "/stores/{store_hash}/v3/orders/pickups"
WRITE = writes("store_order_fulfillment_manage")
READ = WRITE | reads("store_order_fulfillment_read_only")

ROUTES = [
    Route(
        "GET", BASE, pickups.get_pickups, "get-pickup", READ,
        summary="List pick-ups of orders", query=PICKUP_QUERY, answers={200: PICKUP_LIST},
    ),
    Route(
        "POST", BASE, pickups.create_pickups, "post-pickup", WRITE,
        summary="Set order lines apart to be fetched",
        body=Array(PICKUP_POST, max_items=PICKUPS_MAX), answers={200: PICKUP_BATCH},
    ),
    Route(
        "PUT", BASE, pickups.update_pickups, "put-pickup", WRITE,
        summary="Say when pick-ups were ready or collected",
        body=Array(PICKUP_PUT, max_items=PICKUPS_MAX), answers={200: PICKUP_BATCH},
    ),
    Route(
        "DELETE", BASE, pickups.delete_pickups, "delete-pickup", WRITE,
        summary="Undo pick-ups", query=PICKUP_DELETE_QUERY, answers={204: None},
    ),
]  # fmt: skip
