"""The route of V2 payment methods."""

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.routing import Route, reads
from orderwright.api.schema import Array, Boolean, Object, Prop, Text
from orderwright.api.v2 import payments

METHOD = Object(
    "PaymentMethodV2",
    {"code": Prop(Text()), "name": Prop(Text()), "test_mode": Prop(Boolean())},
)
QUERY = Object("PaymentMethodsV2Query", dict(PAGE_PROPS), unknown="ignore")

ROUTES = [
    Route(
        "GET",
        "/stores/{store_hash}/v2/payments/methods",
        payments.get_all_payment_methods,
        "getAllPaymentMethods",
        reads("store_payments_methods_read"),
        summary="The ways of paying that are open",
        query=QUERY,
        answers={200: Array(METHOD), 204: None},
        dialect="v2",
        xml=("methods", "method"),
    ),
]
