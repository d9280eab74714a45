"""Routes of the B2B storefront's orders."""

from orderwright.api.b2b import order_answers as a
from orderwright.api.b2b import orders
from orderwright.api.b2b.envelopes import storefront_answer
from orderwright.api.b2b.order_fields import (
    EXTRA_FIELDS,
    EXTRA_VALUES,
    PO_NUMBER,
    CommentFlag,
    PlainJson,
)
from orderwright.api.b2b.queries import IMAGES_QUERY, ORDERED_QUERY, ORDERS_QUERY
from orderwright.api.routing import Handler, Route
from orderwright.api.schema import INT64_MAX, Array, Integer, Kind, Object, Prop

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


def _route(
    method: str,
    path: str,
    handler: Handler,
    operation: str,
    summary: str,
    *,
    query: Object | None = None,
    body: Kind | None = None,
    answer: Kind,
) -> Route:
    return Route(
        method,
        f"{API}{path}",
        handler,
        operation,
        None,
        summary=summary,
        query=query,
        body=body,
        answers={200: answer},
        dialect="b2b",
        for_buyers=True,
    )


ROUTES = [
    _route(
        "POST", "/orders", orders.post_orders, "post-orders",
        "Fill in the B2B record of an order that has just been placed",
        body=ORDER_POST,
        answer=storefront_answer(
            "B2BOrderPosted", Array(Object("B2BOrderId", {"orderId": Prop(Integer())}))
        ),
    ),
    _route(
        "GET", "/orders", orders.get_orders, "get-orders",
        "The buyer's orders, or their company's",
        query=ORDERS_QUERY,
        answer=storefront_answer("B2BOrders", a.page("B2BOrdersPage", a.LISTED)),
    ),
    _route(
        "GET", "/orders/images", orders.get_order_images, "get-orders-images",
        "Images of the products in orders",
        query=IMAGES_QUERY,
        answer=storefront_answer("B2BOrderImages", Array(a.IMAGE)),
    ),
    _route(
        "GET", "/orders/{orderId}/products", orders.get_order_products,
        "get-orders-orderId-products",
        "The products of an order",
        answer=storefront_answer("B2BOrderProducts", Array(a.SIMPLE_PRODUCT)),
    ),
    _route(
        "GET", "/orders/{orderId}/details", orders.get_order_details,
        "get-orders-orderId-details",
        "An order with everything in it",
        answer=storefront_answer("B2BOrderDetailsAnswer", a.DETAILS),
    ),
    _route(
        "GET", "/ordered-products", orders.get_ordered_products, "get-ordered-products",
        "What the buyer has ordered, by product",
        query=ORDERED_QUERY,
        answer=storefront_answer("B2BOrderedProducts", a.page("B2BOrderedPage", a.ORDERED)),
    ),
]  # fmt: skip
