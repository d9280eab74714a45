"""Routes of the messages of an order."""

from orderwright.api.paging import NO_META, PAGE_PROPS
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Boolean, DateTime, Integer, Object, Prop, Text
from orderwright.api.v2 import order_messages
from orderwright.api.v2.order_fields import BOOLEAN, ID, NOTE, SHORT, STRING
from orderwright.domain.order_message import MESSAGE_STATUSES, MESSAGE_TYPES

V2 = "/stores/{store_hash}/v2"
X = "/stores/{store_hash}/x"
ORDERS = "store_v2_orders"
OF_ORDER = "/orders/{order_id}/messages"
ONE = f"{OF_ORDER}/{{message_id}}"
XML = ("messages", "message")

MESSAGE = Object(
    "OrderMessage",
    {
        "id": Prop(Integer()),
        "order_id": Prop(Integer()),
        "staff_id": Prop(Integer()),
        "customer_id": Prop(Integer()),
        "type": Prop(Text(enum=MESSAGE_TYPES)),
        "subject": Prop(STRING),
        "message": Prop(NOTE),
        "status": Prop(Text(enum=MESSAGE_STATUSES)),
        "is_flagged": Prop(Boolean()),
        "date_created": Prop(STRING),
        "customer": Prop(
            Object("OrderMessageCustomer", {"url": Prop(STRING), "resource": Prop(STRING)})
        ),
    },
)
FILTERS = Object(
    "OrderMessageQuery",
    {
        "min_id": Prop(ID),
        "max_id": Prop(ID),
        "customer_id": Prop(ID),
        "min_date_created": Prop(DateTime()),
        "max_date_created": Prop(DateTime()),
        "is_flagged": Prop(BOOLEAN),
        "status": Prop(Text(enum=MESSAGE_STATUSES)),
        **PAGE_PROPS,
    },
    unknown="ignore",
)
MESSAGE_POST = Object(
    "OrderMessageCreate",
    {
        "type": Prop(Text(enum=MESSAGE_TYPES)),
        "subject": Prop(SHORT),
        "message": Prop(Text(min_length=1), required=True),
        "staff_id": Prop(ID),
        "status": Prop(Text(enum=MESSAGE_STATUSES)),
        "is_flagged": Prop(Boolean()),
    },
)
MESSAGE_PUT = Object(
    "OrderMessageUpdate",
    {"status": Prop(Text(enum=MESSAGE_STATUSES)), "is_flagged": Prop(Boolean())},
)
ANSWER = Object("OrderMessageAnswer", {"data": Prop(MESSAGE), "meta": Prop(NO_META)})

ROUTES = [
    Route(
        "GET",
        V2 + OF_ORDER,
        order_messages.get_order_messages,
        "getOrderMessages",
        reads(ORDERS),
        summary="The messages of an order",
        query=FILTERS,
        answers={200: Array(MESSAGE), 204: None},
        xml=XML,
        dialect="v2",
    ),
    Route(
        "GET",
        V2 + ONE,
        order_messages.get_order_message,
        "getOrderMessage",
        reads(ORDERS),
        summary="One message of an order",
        answers={200: MESSAGE},
        xml=XML,
        dialect="v2",
    ),
    Route(
        "POST",
        X + OF_ORDER,
        order_messages.create_order_message,
        "createOrderMessage",
        writes(ORDERS),
        summary="Write a message of an order",
        body=MESSAGE_POST,
        answers={201: ANSWER},
    ),
    Route(
        "PUT",
        X + ONE,
        order_messages.update_order_message,
        "updateOrderMessage",
        writes(ORDERS),
        summary="Mark a message of an order as read, or flag it",
        body=MESSAGE_PUT,
        answers={200: ANSWER},
    ),
]
