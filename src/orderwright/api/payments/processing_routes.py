"""The route of the payments host."""

from orderwright.api.payments import processing
from orderwright.api.payments.schemas import PAYMENT_ANSWER, PAYMENT_POST
from orderwright.api.routing import Route

ROUTES = [
    Route(
        "POST", "/stores/{store_hash}/payments", processing.process_payment, "PaymentsPost", None,
        summary="Pay for an order",
        body=PAYMENT_POST,
        answers={201: PAYMENT_ANSWER},
        has_default=True,
        dialect="payments",
    ),
]  # fmt: skip
