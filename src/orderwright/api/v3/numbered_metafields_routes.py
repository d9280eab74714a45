"""Routes of the metafields of V3 orders, customers, channels and locations."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Kind
from orderwright.api.v3 import numbered_metafield_schemas as schemas
from orderwright.api.v3.numbered_metafields import NumberedMetafields, bare, listed
from orderwright.db.channels import existing_channel_ids
from orderwright.db.customers import find_customer
from orderwright.db.locations import location_exists
from orderwright.db.order_parts import order_exists
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso

V3 = "/stores/{store_hash}/v3"


async def _is_customer(unit: Unit, store_id: int, resource_id: str) -> bool:
    return await find_customer(unit, store_id, int(resource_id)) is not None


async def _is_channel(unit: Unit, store_id: int, resource_id: str) -> bool:
    return bool(await existing_channel_ids(unit, store_id, [int(resource_id)]))


async def _is_location(unit: Unit, store_id: int, resource_id: str) -> bool:
    return await location_exists(unit, store_id, int(resource_id))


async def _is_order(unit: Unit, store_id: int, resource_id: str) -> bool:
    return await order_exists(unit, store_id, int(resource_id))


_OF_ORDERS = NumberedMetafields(
    "order", _is_order, "order_id", "metafield_id",
    counted=True, print_date=print_iso,
)  # fmt: skip
_OF_CUSTOMERS = NumberedMetafields(
    "customer", _is_customer, "customerId", "metafieldId", wrap_write=listed
)
_OF_CHANNELS = NumberedMetafields(
    "channel", _is_channel, "channel_id", "metafield_id", wrap_read=bare, wrap_write=bare
)
_OF_LOCATIONS = NumberedMetafields(
    "location", _is_location, "location_id", "metafield_id",
    batch_put=schemas.NAMED_METAFIELDS_PUT,
)  # fmt: skip


def _routes(
    base: str,
    what: NumberedMetafields,
    scope: str,
    operations: tuple[str, ...],
    read: Kind,
    written: Kind,
) -> list[Route]:
    of_one = f"{base}/{{{what.owner}}}/metafields"
    one = f"{of_one}/{{{what.one}}}"
    may_read, may_write = reads(scope), writes(scope)
    noun = what.resource_type
    put = schemas.METAFIELD_PUT
    return [
        Route(
            "GET", of_one, what.list_of_one, operations[0], may_read,
            summary=f"List a {noun}'s metafields",
            query=schemas.QUERY, answers={200: schemas.PAGE},
        ),
        Route(
            "POST", of_one, what.create, operations[1], may_write,
            summary=f"Keep a value with a {noun}",
            body=schemas.METAFIELD_POST, answers={200: written},
        ),
        Route(
            "GET", one, what.get, operations[2], may_read,
            summary=f"Get a {noun}'s metafield", answers={200: read},
        ),
        Route(
            "PUT", one, what.update, operations[3], may_write,
            summary=f"Change a {noun}'s metafield",
            query=schemas.PUT_QUERY, body=put, answers={200: written},
        ),
        Route(
            "DELETE", one, what.delete, operations[4], may_write,
            summary=f"Delete a {noun}'s metafield", answers={204: None},
        ),
        *_of_many(f"{base}/metafields", what, scope, operations[5:]),
    ]  # fmt: skip


def _of_many(
    every: str, what: NumberedMetafields, scope: str, operations: tuple[str, ...]
) -> list[Route]:
    may_read, may_write = reads(scope), writes(scope)
    noun = what.resource_type
    batch = schemas.PARTLY if what.counted else schemas.WRITTEN
    return [
        Route(
            "GET", every, what.list_all, operations[0], may_read,
            summary=f"List the metafields of every {noun}",
            query=schemas.QUERY, answers={200: schemas.PAGE},
        ),
        Route(
            "POST", every, what.create_many, operations[1], may_write,
            summary=f"Keep values with several {noun}s",
            body=Array(schemas.METAFIELDS_POST),
            answers={200: batch, 422: schemas.PARTLY},
        ),
        Route(
            "PUT", every, what.update_many, operations[2], may_write,
            summary=f"Change metafields of several {noun}s",
            body=Array(what.batch_put),
            answers={200: batch, 422: schemas.PARTLY},
        ),
        Route(
            "DELETE", every, what.delete_many, operations[3], may_write,
            summary=f"Delete metafields of several {noun}s",
            body=Array(schemas.METAFIELD_ID),
            answers={200: schemas.DELETED, 422: schemas.PARTLY_DELETED},
        ),
    ]  # fmt: skip


ROUTES = [
    *_routes(
        f"{V3}/orders", _OF_ORDERS, "store_v2_orders",
        (
            "getOrderMetafields", "createOrderMetafield", "getOrderMetafield",
            "updateOrderMetafield", "deleteOrderMetafield", "getOrdersMetafields",
            "createOrdersMetafields", "updateOrdersMetafields", "deleteOrdersMetafields",
        ),
        schemas.ONE, schemas.ONE,
    ),
    *_routes(
        f"{V3}/customers", _OF_CUSTOMERS, "store_v2_customers",
        (
            "getCustomersMetafields", "createCustomerMetafields", "getMetafieldsCustomerId",
            "updateCustomerMetafield", "deleteCustomerMetafieldsId", "getAllCustomersMetafields",
            "createCustomersMetafields", "updateCustomersMetafields", "deleteCustomersMetafields",
        ),
        schemas.ONE, schemas.WRITTEN,
    ),
    *_routes(
        f"{V3}/channels", _OF_CHANNELS, "store_channel_settings",
        (
            "getChannelMetafields", "createChannelMetafield", "getChannelMetafield",
            "updateChannelMetafield", "deleteChannelMetafield", "getChannelsMetafields",
            "createChannelsMetafields", "updateChannelsMetafields", "deleteChannelsMetafields",
        ),
        schemas.METAFIELD, schemas.METAFIELD,
    ),
    *_routes(
        f"{V3}/inventory/locations", _OF_LOCATIONS, "store_locations",
        (
            "getLocationMetafields", "createLocationMetafield", "getLocationMetafield",
            "updateLocationMetafield", "deleteLocationMetafield", "getLocationsMetafields",
            "createLocationsMetafields", "updateLocationsMetafields", "deleteLocationsMetafields",
        ),
        schemas.ONE, schemas.ONE,
    ),
]  # fmt: skip
