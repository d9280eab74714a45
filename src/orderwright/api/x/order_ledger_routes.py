"""Routes of the ledger of orders, and of captures in part."""

from dataclasses import fields
from typing import get_args

from orderwright.api.paging import NO_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Boolean, Integer, Object, Prop, Text
from orderwright.api.v3 import order_payments
from orderwright.api.v3.order_payments_routes import ACCEPTED
from orderwright.api.v3.refund_schemas import AMOUNT
from orderwright.api.x import order_ledger
from orderwright.domain.ledger import Account, Cause, Figures

X = "/stores/{store_hash}/x/orders/{order_id}"
BOTH = ("store_v2_orders", "store_v2_transactions")

ENTRY = Object(
    "LedgerEntry",
    {
        "account": Prop(Text(enum=get_args(Account))),
        "item_type": Prop(Text()),
        "item_id": Prop(Integer(), nullable=True),
        "name": Prop(Text()),
        "amount": Prop(Text()),
    },
)
JOURNAL = Object(
    "LedgerJournal",
    {
        "number": Prop(Integer(), nullable=True),
        "date": Prop(Text(format="date-time")),
        "cause": Prop(Text(enum=get_args(Cause))),
        "cause_id": Prop(Integer(), nullable=True),
        "entries": Prop(Array(ENTRY)),
    },
)
LEDGER = Object(
    "OrderLedger",
    {
        "order_id": Prop(Integer()),
        "currency_code": Prop(Text()),
        "is_balanced": Prop(Boolean()),
        "figures": Prop(
            Object("LedgerFigures", {field.name: Prop(Text()) for field in fields(Figures)})
        ),
        "journals": Prop(Array(JOURNAL)),
    },
)
LEDGER_ANSWER = Object("OrderLedgerAnswer", {"data": Prop(LEDGER), "meta": Prop(NO_META)})
PART = Object("CaptureAmount", {"amount": Prop(AMOUNT)})

ROUTES = [
    Route(
        "GET", f"{X}/ledger", order_ledger.get_order_ledger, "getOrderLedger", reads(*BOTH),
        summary="What makes up an order's total, and what was paid and given back, line by line",
        answers={200: LEDGER_ANSWER},
    ),
    Route(
        "POST", f"{X}/capture", order_payments.capture_amount, "captureAmount", writes(*BOTH),
        summary="Capture an amount of what is authorized of an order",
        body=PART,
        answers=ACCEPTED,
    ),
]  # fmt: skip
