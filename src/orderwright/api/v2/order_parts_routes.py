"""Routes of what else hangs from a V2 order: coupons, taxes, fees, consignments and quotes."""

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.routing import Handler, Route, reads
from orderwright.api.schema import Anything, Array, Integer, Kind, Number, Object, Prop, Text
from orderwright.api.v2 import order_consignments, order_taxes
from orderwright.api.v2.order_answers import CONSIGNMENTS, FEE
from orderwright.api.v2.order_consignments import LINE_ITEMS
from orderwright.api.v2.order_fields import BOOLEAN, STRING
from orderwright.domain.order_coupon import CouponType

ORDER = "/stores/{store_hash}/v2/orders/{order_id}"
ORDERS = "store_v2_orders"

PAGE_QUERY = Object("PageQuery", PAGE_PROPS, unknown="ignore")
DETAILS = {"details": Prop(BOOLEAN)}
TAX_QUERY = Object("OrderTaxQuery", {**DETAILS, **PAGE_PROPS}, unknown="ignore")
ONE_TAX_QUERY = Object("OneOrderTaxQuery", DETAILS, unknown="ignore")
CONSIGNMENT_QUERY = Object(
    "OrderConsignmentQuery",
    {"include": Prop(Array(Text(enum=(LINE_ITEMS,)), separated=True))},
    unknown="ignore",
)
COUPON = Object(
    "OrderCoupon",
    {
        "id": Prop(Integer()),
        "coupon_id": Prop(Integer()),
        "order_id": Prop(Integer()),
        "code": Prop(STRING, nullable=True),
        "amount": Prop(Anything(("string", "number", "integer"))),
        "type": Prop(Integer(enum=tuple(CouponType))),
        "discount": Prop(Anything(("string", "number"))),
    },
)
TAX = Object(
    "OrderTax",
    {
        "id": Prop(Integer()),
        "order_id": Prop(Integer()),
        "order_address_id": Prop(Integer()),
        "tax_rate_id": Prop(Integer(), deprecated=True),
        "sales_tax_id": Prop(STRING),
        "tax_class_id": Prop(Integer(), nullable=True),
        "name": Prop(STRING),
        "class": Prop(STRING),
        "rate": Prop(STRING),
        "priority": Prop(Number()),
        "priority_amount": Prop(STRING),
        "line_amount": Prop(STRING),
        "order_pickup_method_id": Prop(Number()),
        "order_product_id": Prop(STRING, nullable=True),
        "line_item_type": Prop(Text(enum=("item", "shipping", "handling", "gift-wrapping", "fee"))),
    },
)
FEES = Object("OrderFees", {"fees": Prop(Array(FEE))})


def _read(
    path: str,
    handler: Handler,
    operation: str,
    summary: str,
    kind: Kind | None,
    xml: tuple[str, str] = ("resources", "resource"),
    query: Object | None = None,
) -> Route:
    """A list has a 204 beside its 200; without a kind there is nothing but 204."""
    answers: dict[int, Kind | None] = {204: None} if kind is None else {200: kind}
    if isinstance(kind, Array):
        answers[204] = None
    return Route(
        "GET",
        ORDER + path,
        handler,
        operation,
        reads(ORDERS),
        summary=summary,
        query=query,
        answers=answers,
        xml=xml,
        dialect="v2",
    )


ROUTES = [
    _read(
        "/coupons",
        order_taxes.get_order_coupons,
        "getOrderCoupons",
        "The coupons that an order was made with",
        Array(COUPON),
        ("coupons", "coupon"),
        PAGE_QUERY,
    ),
    _read(
        "/coupons/{coupon_id}",
        order_taxes.get_order_coupon,
        "getOrderCoupon",
        "One coupon of an order",
        COUPON,
        ("coupons", "coupon"),
    ),
    _read(
        "/taxes",
        order_taxes.get_order_taxes,
        "getOrderTaxes",
        "The taxes of an order, a row for each rate on each thing",
        Array(TAX),
        ("taxes", "tax"),
        TAX_QUERY,
    ),
    _read(
        "/taxes/{tax_id}",
        order_taxes.get_order_tax,
        "getOrderTax",
        "One tax of an order",
        TAX,
        ("taxes", "tax"),
        ONE_TAX_QUERY,
    ),
    _read(
        "/fees",
        order_consignments.get_order_fees,
        "getOrderFees",
        "The fees of an order",
        FEES,
        ("fees", "order"),
    ),
    _read(
        "/consignments",
        order_consignments.get_order_consignments,
        "getOrderConsignments",
        "Where the lines of an order go",
        CONSIGNMENTS,
        ("consignments", "consignments"),
        CONSIGNMENT_QUERY,
    ),
    _read(
        "/consignments/shipping/{address_id}/shipping_quotes",
        order_taxes.get_shipping_quotes,
        "getOrderConsignmentShippingQuotes",
        "The shipping quotes of a consignment: none",
        None,
    ),
    _read(
        "/shipping_addresses/{address_id}/shipping_quotes",
        order_taxes.get_shipping_quotes,
        "getOrderShippingAddressShippingQuotes",
        "The shipping quotes of a shipping address: none",
        None,
    ),
]
