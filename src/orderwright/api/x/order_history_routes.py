"""Routes of the history of orders."""

from orderwright.api.paging import PAGE_PROPS, PAGINATION
from orderwright.api.routing import Route, reads
from orderwright.api.schema import Anything, Array, DateTime, Integer, Object, Prop, Text
from orderwright.api.v2.order_answers import ORDER
from orderwright.api.x import order_history

X = "/stores/{store_hash}/x"

QUERY = Object("OrderHistoryQuery", {"as_of": Prop(DateTime()), **PAGE_PROPS})
CHANGE = Object(
    "OrderChange",
    {
        "revision": Prop(Integer()),
        "date": Prop(Text(format="date-time")),
        "actor": Prop(Text()),
        "action": Prop(Text()),
        "status_id_before": Prop(Integer(), nullable=True),
        "status_id_after": Prop(Integer(), nullable=True),
        "changes": Prop(
            Array(
                Object(
                    "OrderFieldChange",
                    {"field": Prop(Text()), "from": Prop(Anything()), "to": Prop(Anything())},
                )
            )
        ),
    },
)
HISTORY = Object(
    "OrderHistory",
    {
        "data": Prop(Array(CHANGE)),
        "meta": Prop(
            Object(
                "OrderHistoryMeta",
                {"pagination": Prop(PAGINATION), "order": Prop(ORDER, nullable=True)},
            )
        ),
    },
)

ROUTES = [
    Route(
        "GET",
        f"{X}/orders/{{order_id}}/history",
        order_history.get_order_history,
        "getOrderHistory",
        reads("store_v2_orders"),
        summary="Who changed an order, from what to what, when; and the order as it was",
        query=QUERY,
        answers={200: HISTORY},
    ),
]
