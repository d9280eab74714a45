"""Routes of gift certificates and store credit on checkouts."""

from orderwright.api.routing import Route
from orderwright.api.schema import Object, Prop, Text
from orderwright.api.v3.cart_schemas import VERSION, VERSION_BODY
from orderwright.api.v3.checkout_schemas import CHECKOUT_ANSWER, CHECKOUT_QUERY
from orderwright.api.v3.checkouts_routes import WRITE
from orderwright.api.x import checkout_tenders

BASE = "/stores/{store_hash}/x/checkouts/{checkout_id}"
CERTIFICATES = f"{BASE}/gift-certificates"
CREDIT = f"{BASE}/store-credit"
ANSWERS = {200: CHECKOUT_ANSWER}
CODE_MAX = 20

CERTIFICATE_POST = Object(
    "CheckoutGiftCertificatePost",
    {
        "gift_certificate_code": Prop(Text(min_length=1, max_length=CODE_MAX), required=True),
        "version": Prop(VERSION),
    },
    unknown="ignore",
)

ROUTES = [
    Route(
        "POST", CERTIFICATES, checkout_tenders.add_checkout_gift_certificate,
        "addCheckoutGiftCertificate", WRITE,
        summary="Let a gift certificate pay for a checkout",
        query=CHECKOUT_QUERY,
        body=CERTIFICATE_POST,
        answers=ANSWERS,
    ),
    Route(
        "DELETE", f"{CERTIFICATES}/{{gift_certificate_code}}",
        checkout_tenders.delete_checkout_gift_certificate, "deleteCheckoutGiftCertificate", WRITE,
        summary="Let a gift certificate pay no longer",
        query=CHECKOUT_QUERY,
        body=VERSION_BODY,
        answers=ANSWERS,
    ),
    Route(
        "POST", CREDIT, checkout_tenders.add_checkout_store_credit, "addCheckoutStoreCredit",
        WRITE,
        summary="Let the customer's store credit pay, as far as it goes",
        query=CHECKOUT_QUERY,
        body=VERSION_BODY,
        answers=ANSWERS,
    ),
    Route(
        "DELETE", CREDIT, checkout_tenders.delete_checkout_store_credit,
        "removeCheckoutStoreCredit", WRITE,
        summary="Let store credit pay no longer",
        query=CHECKOUT_QUERY,
        body=VERSION_BODY,
        answers=ANSWERS,
    ),
]  # fmt: skip
