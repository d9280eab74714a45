"""Routes of V2 orders, their lines and their addresses."""

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Object
from orderwright.api.v2 import order_addresses, order_products, orders
from orderwright.api.v2.order_answers import COUNT, ORDER, ORDER_PRODUCT, SHIPPING_ADDRESS
from orderwright.api.v2.order_queries import COUNT_QUERY, LIST_QUERY, ORDER_QUERY
from orderwright.api.v2.order_schemas import ORDER_POST, ORDER_PUT

V2 = "/stores/{store_hash}/v2"
ONE = f"{V2}/orders/{{order_id}}"
ORDERS = "store_v2_orders"
ALL_QUERY = Object("OrdersArchiveQuery", {"limit": PAGE_PROPS["limit"]})
PART_QUERY = Object("OrderPartQuery", PAGE_PROPS, unknown="ignore")

ROUTES = [
    Route(
        "POST",
        f"{V2}/orders",
        orders.create_order,
        "createOrder",
        writes(ORDERS),
        summary="Create an order",
        query=ORDER_QUERY,
        body=ORDER_POST,
        answers={201: ORDER},
        dialect="v2",
        xml=("orders", "order"),
    ),
    Route(
        "GET",
        f"{V2}/orders",
        orders.get_orders,
        "getOrders",
        reads(ORDERS),
        summary="Orders under the given filters, by id unless sorted otherwise",
        query=LIST_QUERY,
        answers={200: Array(ORDER), 204: None, 304: None},
        dialect="v2",
        xml=("orders", "order"),
    ),
    Route(
        "GET",
        f"{V2}/orders/count",
        orders.get_orders_count,
        "getOrdersCount",
        reads(ORDERS),
        summary="How many orders a list would hold, in all and by status",
        query=COUNT_QUERY,
        answers={200: COUNT},
        dialect="v2",
        xml=("count", "count"),
    ),
    Route(
        "GET",
        ONE,
        orders.get_order,
        "getOrder",
        reads(ORDERS),
        summary="Get an order",
        query=ORDER_QUERY,
        answers={200: ORDER, 304: None},
        dialect="v2",
        xml=("orders", "order"),
    ),
    Route(
        "PUT",
        ONE,
        orders.update_order,
        "updateOrder",
        writes(ORDERS),
        summary="Change an order; what is not given stays as it is",
        query=ORDER_QUERY,
        body=ORDER_PUT,
        answers={200: ORDER},
        dialect="v2",
        xml=("orders", "order"),
    ),
    Route(
        "DELETE",
        ONE,
        orders.delete_order,
        "deleteOrder",
        writes(ORDERS),
        summary="Archive an order",
        answers={204: None},
        dialect="v2",
    ),
    Route(
        "DELETE",
        f"{V2}/orders",
        orders.delete_orders,
        "deleteOrders",
        writes(ORDERS),
        summary="Archive all orders, or the oldest so many",
        query=ALL_QUERY,
        answers={204: None},
        dialect="v2",
    ),
    Route(
        "GET",
        f"{ONE}/products",
        order_products.get_order_products,
        "getOrderProducts",
        reads(ORDERS),
        summary="The lines of an order",
        query=PART_QUERY,
        answers={200: Array(ORDER_PRODUCT), 204: None},
        dialect="v2",
        xml=("products", "product"),
    ),
    Route(
        "GET",
        f"{ONE}/products/{{product_id}}",
        order_products.get_order_product,
        "getOrderProduct",
        reads(ORDERS),
        summary="One line of an order",
        answers={200: ORDER_PRODUCT},
        dialect="v2",
        xml=("products", "product"),
    ),
    Route(
        "GET",
        f"{ONE}/shipping_addresses",
        order_addresses.get_order_shipping_addresses,
        "getOrderShippingAddresses",
        reads(ORDERS),
        summary="Where an order goes",
        query=PART_QUERY,
        answers={200: Array(SHIPPING_ADDRESS), 204: None},
        dialect="v2",
        xml=("addresses", "address"),
    ),
    Route(
        "GET",
        f"{ONE}/shipping_addresses/{{id}}",
        order_addresses.get_order_shipping_address,
        "getOrderShippingAddress",
        reads(ORDERS),
        summary="One destination of an order",
        answers={200: SHIPPING_ADDRESS},
        dialect="v2",
        xml=("addresses", "address"),
    ),
]
