"""Routes of V2 shipments, and of the counts of an order's parts."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v2 import order_counts, shipments
from orderwright.api.v2.shipment_schemas import (
    COUNT_ANSWER,
    PAGE_QUERY,
    SHIPMENT,
    SHIPMENT_POST,
    SHIPMENT_PUT,
)

V2 = "/stores/{store_hash}/v2"
ORDERS = "store_v2_orders"
OF_ORDER = f"{V2}/orders/{{order_id}}/shipments"
ONE = f"{OF_ORDER}/{{shipment_id}}"
XML = ("shipments", "shipment")


def _count(path: str, handler: order_counts.Handler, operation: str, summary: str) -> Route:
    return Route(
        "GET",
        f"{V2}/orders/{path}/count",
        handler,
        operation,
        reads(ORDERS),
        summary=summary,
        answers={200: COUNT_ANSWER},
        xml=("count", "count"),
        dialect="v2",
    )


ROUTES = [
    Route(
        "GET",
        OF_ORDER,
        shipments.get_order_shipments,
        "getOrderShipments",
        reads(ORDERS),
        summary="The shipments of an order",
        query=PAGE_QUERY,
        answers={200: Array(SHIPMENT), 204: None},
        xml=XML,
        dialect="v2",
    ),
    Route(
        "POST",
        OF_ORDER,
        shipments.create_order_shipments,
        "createOrderShipments",
        writes(ORDERS),
        summary="Ship products of an order",
        body=SHIPMENT_POST,
        answers={201: SHIPMENT},
        xml=XML,
        dialect="v2",
    ),
    Route(
        "DELETE",
        OF_ORDER,
        shipments.delete_order_shipments,
        "deleteOrderShipments",
        writes(ORDERS),
        summary="Delete all shipments of an order",
        answers={204: None},
        dialect="v2",
    ),
    Route(
        "GET",
        ONE,
        shipments.get_order_shipment,
        "getOrderShipment",
        reads(ORDERS),
        summary="One shipment",
        answers={200: SHIPMENT},
        xml=XML,
        dialect="v2",
    ),
    Route(
        "PUT",
        ONE,
        shipments.update_order_shipment,
        "updateOrderShipment",
        writes(ORDERS),
        summary="Change a shipment",
        body=SHIPMENT_PUT,
        answers={200: SHIPMENT},
        xml=XML,
        dialect="v2",
    ),
    Route(
        "DELETE",
        ONE,
        shipments.delete_order_shipment,
        "deleteOrderShipment",
        writes(ORDERS),
        summary="Delete a shipment",
        answers={204: None},
        dialect="v2",
    ),
    _count(
        "{order_id}/shipments",
        order_counts.get_order_shipments_count,
        "getOrderShipmentsCount",
        "How many shipments an order has",
    ),
    _count(
        "{order_id}/products",
        order_counts.get_order_products_count,
        "countProductsOfOrder",
        "How many products an order has",
    ),
    _count(
        "{order_id}/shipping_addresses",
        order_counts.get_order_shipping_addresses_count,
        "countShippingAddressesOfOrder",
        "How many shipping addresses an order has",
    ),
    _count(
        "shipments",
        order_counts.count_order_shipments,
        "countShipments",
        "How many shipments all orders have",
    ),
    _count(
        "products",
        order_counts.count_order_products,
        "countOrderProducts",
        "How many products all orders have",
    ),
    _count(
        "shipping_addresses",
        order_counts.count_order_shipping_addresses,
        "countShippingAddresses",
        "How many shipping addresses all orders have",
    ),
]
