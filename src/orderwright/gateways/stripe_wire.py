"""Stripe's own words for amounts, cards and refusals, in ours."""

from typing import Any

import stripe

from orderwright.domain.currency import minor_unit_of
from orderwright.domain.instrument import CardDetails
from orderwright.domain.payment import Decline
from orderwright.gateways.gateway import Outcome

IN_HUNDREDTHS = frozenset({"ISK", "UGX"})
"""Currencies without minor units whose amounts Stripe wants in hundredths all the same."""

THOUSANDTH = 10
"""A thousandth of a unit, in ten-thousandths; Stripe takes whole hundredths of such currencies."""

INVALID = Outcome("declined", decline=Decline.INVALID)

BRANDS = {
    "visa": "VISA",
    "mastercard": "MASTERCARD",
    "amex": "AMEX",
    "discover": "DISCOVER",
    "diners": "DINERS_CLUB",
    "jcb": "JCB",
}

DECLINES = {
    "authentication_required": Decline.VERIFICATION,
    "duplicate_transaction": Decline.DUPLICATE,
    "expired_card": Decline.EXPIRED,
    "incorrect_cvc": Decline.VERIFICATION,
    "incorrect_number": Decline.VERIFICATION,
    "incorrect_zip": Decline.VERIFICATION,
    "insufficient_funds": Decline.INSUFFICIENT,
    "invalid_cvc": Decline.VERIFICATION,
    "invalid_expiry_month": Decline.EXPIRED,
    "invalid_expiry_year": Decline.EXPIRED,
    "invalid_number": Decline.VERIFICATION,
    "resource_missing": Decline.UNKNOWN_INSTRUMENT,
    "revocation_of_all_authorizations": Decline.REVOKED,
    "revocation_of_authorization": Decline.REVOKED,
    "stop_payment_order": Decline.REVOKED,
}
"""Stripe's codes for refusals; every other one is a decline without a reason."""


def minor_units(amount: int, currency: str) -> int | None:
    """An amount of ten-thousandths as Stripe writes it; None if Stripe cannot write it."""
    unit = minor_unit_of(currency)
    if unit == THOUSANDTH and amount % (10 * THOUSANDTH):
        return None
    if amount <= 0 or amount % unit:
        return None
    return amount // unit * (100 if currency.upper() in IN_HUNDREDTHS else 1)


def declined(error: stripe.StripeError) -> Outcome:
    """The refusal that an error tells of."""
    found: Any = error.error
    intent = getattr(found, "payment_intent", None) if found is not None else None
    codes = (getattr(found, "decline_code", None), error.code)
    decline = next((DECLINES[code] for code in codes if code in DECLINES), None)
    if decline is None and getattr(error, "param", None) == "payment_method":
        decline = Decline.UNKNOWN_INSTRUMENT  # gone, or let go of
    if decline is None:
        is_card = isinstance(error, stripe.CardError)
        decline = Decline.GENERIC if is_card else Decline.INVALID
    name = "" if intent is None else str(intent["id"])
    return Outcome("declined", name, decline)


def details_of_method(method: stripe.PaymentMethod) -> CardDetails | None:
    """What may be kept of a payment method's card."""
    card = method.card
    if card is None:
        return None
    return CardDetails(
        brand=BRANDS.get(card.brand, ""),
        last_4=card.last4,
        expiry_month=card.exp_month,
        expiry_year=card.exp_year,
    )


def details_of_charge(charge: stripe.Charge) -> CardDetails | None:
    """What may be kept of the card that was charged."""
    details = getattr(charge, "payment_method_details", None)
    card = getattr(details, "card", None)
    if card is None:
        return None
    return CardDetails(
        brand=BRANDS.get(card.brand or "", ""),
        last_4=card.last4 or "",
        expiry_month=card.exp_month,
        expiry_year=card.exp_year,
    )
