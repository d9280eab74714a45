"""Routes of V3 payment methods, payment access tokens and stored instruments."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import payments
from orderwright.api.v3.payment_schemas import (
    METHODS_ANSWER,
    METHODS_QUERY,
    STORED_INSTRUMENTS,
    TOKEN_ANSWER,
    TOKEN_POST,
)

V3 = "/stores/{store_hash}/v3"

ROUTES = [
    Route(
        "GET", f"{V3}/payments/methods", payments.get_payment_methods, "getPaymentMethods",
        reads("store_payments_methods_read"),
        summary="What an order or a checkout can be paid with",
        query=METHODS_QUERY,
        answers={200: METHODS_ANSWER},
        has_default=True,
    ),
    Route(
        "POST", f"{V3}/payments/access_tokens", payments.create_payment_access_token,
        "createPaymentAccessToken", writes("store_payments_access_token_create"),
        summary="Make leave to pay for an order",
        body=TOKEN_POST,
        answers={201: TOKEN_ANSWER},
        has_default=True,
    ),
    Route(
        "GET", f"{V3}/customers/{{customerId}}/stored-instruments",
        payments.get_customer_stored_instruments, "getCustomerStoredInstruments",
        reads("store_stored_payment_instruments"),
        summary="What a customer has stored to pay with",
        answers={200: STORED_INSTRUMENTS},
    ),
]  # fmt: skip
