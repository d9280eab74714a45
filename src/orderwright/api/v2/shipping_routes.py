"""Routes of V2 shipping."""

from functools import partial

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v2 import carrier_connections, shipping
from orderwright.api.v2.shipping_schemas import (
    CONNECTION,
    CONNECTION_DELETE,
    METHOD,
    METHOD_POST,
    METHOD_PUT,
    ZONE,
    ZONE_POST,
    ZONE_PUT,
)

BASE = "/stores/{store_hash}/v2/shipping"
ZONES = f"{BASE}/zones"
METHODS = f"{ZONES}/{{zone_id}}/methods"
CONNECTIONS = f"{BASE}/carrier/connection"
INFORMATION = "store_v2_information"
READ, WRITE = reads(INFORMATION), writes(INFORMATION)

_zone = partial(Route, dialect="v2", xml=("zones", "zone"))
_method = partial(Route, dialect="v2", xml=("methods", "method"))
_connection = partial(Route, dialect="v2")

ROUTES = [
    _zone(
        "GET", ZONES, shipping.get_zones, "getShippingZones", READ,
        summary="List shipping zones", answers={200: Array(ZONE), 204: None},
    ),
    _zone(
        "POST", ZONES, shipping.create_zone, "createShippingZones", WRITE,
        summary="Create a shipping zone", body=ZONE_POST, answers={201: ZONE},
    ),
    _zone(
        "GET", f"{ZONES}/{{id}}", shipping.get_zone, "getShippingZone", READ,
        summary="Get a shipping zone", answers={200: ZONE},
    ),
    _zone(
        "PUT", f"{ZONES}/{{id}}", shipping.update_zone, "updateShippingZone", WRITE,
        summary="Update a shipping zone", body=ZONE_PUT, answers={200: ZONE},
    ),
    _zone(
        "DELETE", f"{ZONES}/{{id}}", shipping.delete_zone, "deleteShippingZone", WRITE,
        summary="Delete a shipping zone and its methods", answers={204: None},
    ),
    _method(
        "GET", METHODS, shipping.get_methods, "getShippingZoneMethods", READ,
        summary="List the shipping methods of a zone", answers={200: Array(METHOD), 204: None},
    ),
    _method(
        "POST", METHODS, shipping.create_method, "createShippingMethod", WRITE,
        summary="Create a shipping method", body=METHOD_POST, answers={200: METHOD},
    ),
    _method(
        "GET", f"{METHODS}/{{method_id}}", shipping.get_method, "getShippingMethod", READ,
        summary="Get a shipping method", answers={200: METHOD},
    ),
    _method(
        "PUT", f"{METHODS}/{{method_id}}", shipping.update_method, "updateShippingMethod", WRITE,
        summary="Update a shipping method", body=METHOD_PUT, answers={200: METHOD},
    ),
    _method(
        "DELETE", f"{METHODS}/{{method_id}}", shipping.delete_method, "deleteShippingMethod",
        WRITE, summary="Delete a shipping method", answers={204: None},
    ),
    _connection(
        "POST", CONNECTIONS, carrier_connections.save_connection, "createCarrierConnection",
        WRITE, summary="Connect a carrier", body=CONNECTION, answers={204: None},
    ),
    _connection(
        "PUT", CONNECTIONS, carrier_connections.save_connection, "updateCarrierConnection",
        WRITE, summary="Update the connection with a carrier",
        body=CONNECTION, answers={204: None},
    ),
    _connection(
        "DELETE", CONNECTIONS, carrier_connections.delete_connection, "deleteCarrierConnection",
        WRITE, summary="Forget the connection with a carrier",
        body=CONNECTION_DELETE, answers={204: None},
    ),
]  # fmt: skip
