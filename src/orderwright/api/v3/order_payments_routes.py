"""Routes of transactions, captures, voids and refunds of orders."""

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Object
from orderwright.api.v3 import order_payments, refunds
from orderwright.api.v3 import refund_schemas as schemas

V3 = "/stores/{store_hash}/v3/orders"
ORDER = f"{V3}/{{order_id}}"
DO = f"{ORDER}/payment_actions"
EVERY = f"{V3}/payment_actions/refunds"
BOTH = ("store_v2_orders", "store_v2_transactions")
READ, WRITE = reads(*BOTH), writes(*BOTH)
ACCEPTED = {201: Object("PaymentActionAccepted", {})}

ROUTES = [
    Route(
        "GET", f"{ORDER}/transactions", order_payments.get_order_transactions,
        "getOrderTransactions", READ,
        summary="List the transactions of an order",
        query=Object("", PAGE_PROPS, unknown="ignore"),
        answers={200: schemas.TRANSACTION_LIST, 204: None},
    ),
    Route(
        "GET", "/stores/{store_hash}/v2/orders/{order_id}/transactions",
        order_payments.get_v2_order_transactions, "getV2OrderTransactions", READ,
        summary="List the transactions of an order, bare",
        query=Object("", PAGE_PROPS, unknown="ignore"),
        answers={200: schemas.TRANSACTIONS, 204: None},
        xml=("transactions", "transaction"),
        dialect="v2",
    ),
    Route(
        "POST", f"{DO}/capture", order_payments.capture_order_payment, "captureOrderPayment",
        WRITE,
        summary="Capture what is authorized of an order",
        answers=ACCEPTED,
    ),
    Route(
        "POST", f"{DO}/void", order_payments.void_order_payment, "voidOrderPayment", WRITE,
        summary="Let go of what is authorized of an order",
        answers=ACCEPTED,
    ),
    Route(
        "POST", f"{DO}/refund_quotes", refunds.create_order_refund_quotes,
        "createOrderRefundQuotes", WRITE,
        summary="Ask what a refund comes to, and how it may be paid",
        body=schemas.QUOTE_REQUEST,
        answers={201: schemas.QUOTE_ANSWER},
    ),
    Route(
        "POST", f"{DO}/refunds", refunds.create_order_refund, "createOrderRefund", WRITE,
        summary="Refund an order or parts of it",
        body=schemas.REFUND_REQUEST,
        answers={201: schemas.REFUND_ANSWER, 422: schemas.IN_DATA},
    ),
    Route(
        "GET", f"{DO}/refunds", refunds.get_order_refunds, "getOrderRefunds", READ,
        summary="List the refunds of an order",
        query=schemas.ORDER_REFUNDS_QUERY,
        answers={200: schemas.REFUND_LIST},
    ),
    Route(
        "GET", EVERY, refunds.get_orders_refunds, "getOrdersRefunds", READ,
        summary="List the refunds of all orders",
        query=schemas.REFUNDS_QUERY,
        answers={200: schemas.REFUND_LIST},
    ),
    Route(
        "GET", f"{EVERY}/{{refund_id}}", refunds.get_order_refund, "getOrderRefund", READ,
        summary="Get a refund",
        answers={200: schemas.ONE_REFUND},
    ),
]  # fmt: skip
