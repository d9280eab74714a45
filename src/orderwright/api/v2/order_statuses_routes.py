"""Routes of the order statuses."""

from orderwright.api.paging import NO_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Integer, Object, Prop, Text
from orderwright.api.v2 import order_statuses

V2 = "/stores/{store_hash}/v2"
X = "/stores/{store_hash}/x"
ORDERS = "store_v2_orders"
LABEL_MAX = 100

STATUS = Object(
    "OrderStatus",
    {
        "id": Prop(Integer()),
        "name": Prop(Text()),
        "system_label": Prop(Text()),
        "custom_label": Prop(Text()),
        "system_description": Prop(Text()),
        "order": Prop(Integer()),
    },
)
LABEL = Object(
    "OrderStatusLabel",
    {"custom_label": Prop(Text(max_length=LABEL_MAX), required=True, nullable=True)},
)
LABELLED = Object("OrderStatusAnswer", {"data": Prop(STATUS), "meta": Prop(NO_META)})

ROUTES = [
    Route(
        "GET",
        f"{V2}/order_statuses",
        order_statuses.get_order_statuses,
        "getOrderStatuses",
        reads(ORDERS),
        summary="All order statuses by id",
        answers={200: Array(STATUS)},
        xml=("statuses", "status"),
        dialect="v2",
    ),
    Route(
        "GET",
        f"{V2}/order_statuses/{{status_id}}",
        order_statuses.get_order_statuses_status,
        "getOrderStatusesStatus",
        reads(ORDERS),
        summary="One order status",
        answers={200: STATUS},
        xml=("statuses", "status"),
        dialect="v2",
    ),
    Route(
        "PUT",
        f"{X}/order_statuses/{{status_id}}",
        order_statuses.set_order_status_label,
        "setOrderStatusLabel",
        writes(ORDERS),
        summary="Give an order status a label of one's own; null or nothing gives its name back",
        body=LABEL,
        answers={200: LABELLED},
    ),
]
