"""Routes of V3 checkouts."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import checkouts
from orderwright.api.v3.cart_schemas import VERSION_BODY
from orderwright.api.v3.checkout_schemas import (
    BILLING_ADDRESS_POST,
    CHECKOUT_ANSWER,
    CHECKOUT_PUT,
    CHECKOUT_QUERY,
    CONSIGNMENT_PUT,
    CONSIGNMENT_QUERY,
    CONSIGNMENTS_POST,
    COUPON_POST,
    DISCOUNTS_POST,
    FEES_DELETE,
    FEES_POST,
    FEES_PUT,
    ORDER_ANSWER,
    TOKEN_ANSWER,
    TOKEN_POST,
)

BASE = "/stores/{store_hash}/v3/checkouts"
ONE = f"{BASE}/{{checkout_id}}"
BILLING = f"{ONE}/billing-address"
CONSIGNMENTS = f"{ONE}/consignments"
CONSIGNMENT = f"{CONSIGNMENTS}/{{consignment_id}}"
COUPONS = f"{ONE}/coupons"
FEES = f"{ONE}/fees"
SCOPES = ("store_checkouts", "store_checkout_content")
READ, WRITE = reads(*SCOPES), writes(*SCOPES)
ANSWERS = {200: CHECKOUT_ANSWER}

ROUTES = [
    Route(
        "GET", ONE, checkouts.get_checkout, "getCheckout", READ,
        summary="Get a checkout",
        query=CHECKOUT_QUERY,
        answers=ANSWERS,
    ),
    Route(
        "PUT", ONE, checkouts.update_checkout, "updateCheckout", WRITE,
        summary="Set the shopper's message",
        query=CHECKOUT_QUERY,
        body=CHECKOUT_PUT,
        answers=ANSWERS,
    ),
    Route(
        "POST", f"{ONE}/discounts", checkouts.add_checkout_discount, "addCheckoutDiscount", WRITE,
        summary="Take amounts off by hand",
        query=CHECKOUT_QUERY,
        body=DISCOUNTS_POST,
        answers=ANSWERS,
    ),
    Route(
        "POST", BILLING, checkouts.add_checkout_billing_address, "addCheckoutBillingAddress",
        WRITE,
        summary="Set the billing address",
        query=CHECKOUT_QUERY,
        body=BILLING_ADDRESS_POST,
        answers=ANSWERS,
    ),
    Route(
        "PUT", f"{BILLING}/{{address_id}}", checkouts.update_checkout_billing_address,
        "updateCheckoutBillingAddress", WRITE,
        summary="Change the billing address",
        query=CHECKOUT_QUERY,
        body=BILLING_ADDRESS_POST,
        answers=ANSWERS,
    ),
    Route(
        "POST", CONSIGNMENTS, checkouts.add_checkout_consignment, "addCheckoutConsignment", WRITE,
        summary="Say where lines are to go",
        query=CONSIGNMENT_QUERY,
        body=CONSIGNMENTS_POST,
        answers=ANSWERS,
    ),
    Route(
        "PUT", CONSIGNMENT, checkouts.update_checkout_consignment, "updateCheckoutConsignment",
        WRITE,
        summary="Change a consignment, or choose its shipping option",
        query=CONSIGNMENT_QUERY,
        body=CONSIGNMENT_PUT,
        answers=ANSWERS,
    ),
    Route(
        "DELETE", CONSIGNMENT, checkouts.delete_checkout_consignment, "deleteCheckoutConsignment",
        WRITE,
        summary="Delete a consignment",
        query=CONSIGNMENT_QUERY,
        body=VERSION_BODY,
        answers=ANSWERS,
    ),
    Route(
        "POST", COUPONS, checkouts.add_checkout_coupon, "addCheckoutCoupon", WRITE,
        summary="Enter a coupon's code",
        query=CHECKOUT_QUERY,
        body=COUPON_POST,
        answers=ANSWERS,
    ),
    Route(
        "DELETE", f"{COUPONS}/{{coupon_code}}", checkouts.delete_checkout_coupon,
        "deleteCheckoutCoupon", WRITE,
        summary="Take a coupon's code out again",
        query=CHECKOUT_QUERY,
        body=VERSION_BODY,
        answers=ANSWERS,
    ),
    Route(
        "POST", FEES, checkouts.add_checkout_fees, "CheckoutsFeesByCheckoutIdPost", WRITE,
        summary="Add fees on the whole order",
        query=CHECKOUT_QUERY,
        body=FEES_POST,
        answers=ANSWERS,
    ),
    Route(
        "PUT", FEES, checkouts.update_checkout_fees, "CheckoutsFeesByCheckoutIdPut", WRITE,
        summary="Change fees",
        query=CHECKOUT_QUERY,
        body=FEES_PUT,
        answers=ANSWERS,
    ),
    Route(
        "DELETE", FEES, checkouts.delete_checkout_fees, "CheckoutsFeesByCheckoutIdDelete", WRITE,
        summary="Delete fees",
        query=CHECKOUT_QUERY,
        body=FEES_DELETE,
        answers=ANSWERS,
    ),
    Route(
        "POST", f"{ONE}/orders", checkouts.create_order, "createOrder", WRITE,
        summary="Make an Incomplete order of a checkout",
        answers={200: ORDER_ANSWER},
    ),
    Route(
        "POST", f"{ONE}/token", checkouts.create_checkout_token, "createCheckoutToken", WRITE,
        summary="Make a token that shows a guest the confirmation of an order of the checkout",
        body=TOKEN_POST,
        answers={200: TOKEN_ANSWER},
    ),
]  # fmt: skip
