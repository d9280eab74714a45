"""Routes of orders and extra fields in the B2B management API."""

from orderwright.api.b2b import extra_fields, io_orders
from orderwright.api.b2b import order_answers as a
from orderwright.api.b2b.company_schemas import DATE_FILTERS, ID, WAY
from orderwright.api.b2b.envelopes import LIST_QUERY, PAGE_META, PAGE_PROPS, io_list_answer
from orderwright.api.b2b.order_fields import EXTRA_VALUES, PO_NUMBER
from orderwright.api.b2b.queries import FLAG, NumberOrText, Repeated
from orderwright.api.routing import Handler, Route, reads, writes
from orderwright.api.schema import (
    INT64_MAX,
    Array,
    Boolean,
    Integer,
    Kind,
    Object,
    Prop,
    Text,
)

IO = "/api/v3/io"
ORDERS, CUSTOMERS = "store_v2_orders", "store_v2_customers"
CHANNELS_MAX = 100

ORDERS_QUERY = Object(
    "B2BManagementOrdersQuery",
    {
        **PAGE_PROPS,
        **DATE_FILTERS,
        "companyId": Prop(ID),
        "bcOrderId": Prop(ID),
        "orderBy": Prop(WAY),
        "sortBy": Prop(Text(enum=("createdAt", "updatedAt"))),
        "showExtra": Prop(Boolean(strings=True)),
        "channelIds[]": Prop(
            Repeated(NumberOrText(minimum=0, maximum=INT64_MAX, strings=True), CHANNELS_MAX)
        ),
        "isArchived": Prop(FLAG),
    },
    unknown="ignore",
)
_NUMBER = Integer(minimum=1, maximum=INT64_MAX, strings=True)
ORDER_PUT = Object(
    "B2BManagementOrderPut",
    {
        "poNumber": Prop(PO_NUMBER, nullable=True),
        "extraFields": Prop(EXTRA_VALUES, nullable=True),
    },
    unknown="ignore",
)
ORDER_POST = Object(
    "B2BManagementOrderPost",
    {
        **ORDER_PUT.props,
        "bcOrderId": Prop(_NUMBER, required=True),
        "customerId": Prop(_NUMBER, required=True),
    },
    unknown="ignore",
)
GROUP = Object("B2BCustomerGroup", {"bcGroupId": Prop(_NUMBER, required=True)}, unknown="ignore")


def _answer(name: str, data: Kind) -> Object:
    """`{code, data, meta}`, with its message once more."""
    return Object(
        name,
        {
            "code": Prop(Integer()),
            "data": Prop(data),
            "meta": Prop(PAGE_META),
            "message": Prop(Text()),
        },
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
    scope = CUSTOMERS if path.startswith(("/companies", "/users")) else ORDERS
    return Route(
        method,
        f"{IO}{path}",
        handler,
        operation,
        reads(scope) if method == "GET" else writes(scope),
        summary=summary,
        query=query,
        body=body,
        answers={200: answer},
        dialect="b2b_io",
    )


_DETAIL = _answer("B2BManagementOrderAnswer", Array(a.IO_ORDER_DETAIL))
_TOTAL = _answer("B2BTotalAnswer", a.TOTAL)

ROUTES = [
    _route(
        "GET", "/orders", io_orders.get_orders, "get-orders", "Orders of all customers",
        query=ORDERS_QUERY,
        answer=io_list_answer("B2BManagementOrders", a.IO_ORDER),
    ),
    _route(
        "POST", "/orders", io_orders.post_orders, "post-orders",
        "Fill in the B2B record of an order that has just been placed",
        body=ORDER_POST,
        answer=_answer("B2BManagementOrderPosted", a.IO_ORDER),
    ),
    _route(
        "GET", "/orders/extra-fields", extra_fields.get_order_fields,
        "get-orders-extra-fields",
        "The extra fields of orders",
        query=LIST_QUERY,
        answer=io_list_answer("B2BOrderExtraFields", a.ORDER_FIELD),
    ),
    _route(
        "GET", "/companies/extra-fields", extra_fields.get_company_fields,
        "get-companies-extra-fields",
        "The extra fields of companies",
        query=LIST_QUERY,
        answer=io_list_answer("B2BExtraFields", a.OWNER_FIELD),
    ),
    _route(
        "GET", "/users/extra-fields", extra_fields.get_user_fields, "get_users_extra_fields",
        "The extra fields of company users",
        query=LIST_QUERY,
        answer=io_list_answer("B2BExtraFields", a.OWNER_FIELD),
    ),
    _route(
        "GET", "/orders/{bcOrderId}", io_orders.get_order, "get-orders-orderId",
        "One order with its B2B record",
        answer=_DETAIL,
    ),
    _route(
        "PUT", "/orders/{bcOrderId}", io_orders.put_order, "put-orders-orderId",
        "Change the B2B record of an order",
        body=ORDER_PUT,
        answer=_DETAIL,
    ),
    _route(
        "GET", "/orders/{bcOrderId}/products", io_orders.get_order_products,
        "get-orders-orderId-products",
        "The products of an order",
        answer=_answer("B2BManagementOrderProducts", Array(a.IO_PRODUCT)),
    ),
    _route(
        "PUT", "/customers/{customerId}/orders/b2b", io_orders.put_customer_orders,
        "put-customers-customerId-orders-bc",
        "Give a buyer's company the orders that they placed before",
        answer=_TOTAL,
    ),
    _route(
        "PUT", "/customers/{customerId}/orders/company",
        io_orders.put_customer_orders_company,
        "put-orders-company",
        "Hand a buyer's orders to another company",
        body=GROUP,
        answer=_TOTAL,
    ),
]  # fmt: skip
