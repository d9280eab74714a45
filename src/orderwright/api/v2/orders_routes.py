"""Routes of V2 orders."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v2 import orders
from orderwright.api.v2.order_schemas import ORDER_POST

V2 = "/stores/{store_hash}/v2"
ORDERS = "store_v2_orders"

ROUTES = [
    Route(
        "POST",
        f"{V2}/orders",
        orders.create_order,
        "createOrder",
        writes(ORDERS),
        summary="Create an order",
        body=ORDER_POST,
        answers={201: None},
        dialect="v2",
        xml=("orders", "order"),
    ),
    Route(
        "GET",
        f"{V2}/orders/{{order_id}}",
        orders.get_order,
        "getOrder",
        reads(ORDERS),
        summary="Get an order",
        answers={200: None},
        dialect="v2",
        xml=("orders", "order"),
    ),
]
