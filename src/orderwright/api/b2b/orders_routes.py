"""Routes of the B2B storefront's orders."""

from orderwright.api.b2b import orders
from orderwright.api.b2b.envelopes import storefront_answer
from orderwright.api.b2b.order_fields import (
    EXTRA_FIELDS,
    EXTRA_VALUES,
    PO_NUMBER,
    CommentFlag,
    PlainJson,
)
from orderwright.api.routing import Route
from orderwright.api.schema import INT64_MAX, Array, Integer, Object, Prop

API = "/api/v2"

EXTRA_INFO = PlainJson(
    {
        "billingAddressId": Integer(),
        "shipppingAddressId": Integer(),
        "shippingAddressId": Integer(),
        "addressExtraFields": Object(
            "B2BAddressExtraFields",
            {
                "billingAddressExtraFields": Prop(EXTRA_VALUES),
                "shippingAddressExtraFields": Prop(EXTRA_VALUES),
            },
        ),
    }
)
ORDER_POST = Object(
    "B2BOrderPost",
    {
        "orderId": Prop(Integer(minimum=1, maximum=INT64_MAX, strings=True), required=True),
        "poNumber": Prop(PO_NUMBER, nullable=True),
        "referenceNumber": Prop(PO_NUMBER, nullable=True),
        "isSaveOrderComment": Prop(CommentFlag(), nullable=True),
        "extraFields": Prop(EXTRA_FIELDS, nullable=True),
        "extraInfo": Prop(EXTRA_INFO, nullable=True),
    },
    unknown="ignore",
)
ROUTES = [
    Route(
        "POST",
        f"{API}/orders",
        orders.post_orders,
        "post-orders",
        None,
        summary="Fill in the B2B record of an order that has just been placed",
        body=ORDER_POST,
        answers={
            200: storefront_answer(
                "B2BOrderPosted", Array(Object("B2BOrderId", {"orderId": Prop(Integer())}))
            )
        },
        dialect="b2b",
        for_buyers=True,
    ),
]
