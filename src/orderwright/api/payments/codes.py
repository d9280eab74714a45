"""Status and words of each of the platform's payment codes (behaviour 3)."""

from collections.abc import Mapping

AGAIN_LATER = "We're experiencing difficulty processing your transaction. Please try again later."
BAD_DATA = "Unable to process the payment because invalid data was supplied with the transaction."
NO_INSTRUMENT = (
    "That stored payment instrument could not be found. Please try a different payment option."
)
UNVERIFIED = "Your card details could not be verified. Please double check them and try again."
DUPLICATE = (
    "This is a duplicate transaction. Please contact us to confirm your order. Do not try to pay"
    " again."
)

PAYMENT_CODES: Mapping[int, tuple[int, str]] = {
    10000: (500, AGAIN_LATER),
    10001: (422, BAD_DATA),
    30000: (422, "Merchant payment configuration could not be found."),
    30001: (422, "Merchant payment configuration is not configured correctly."),
    30002: (422, "Vaulting service is currently not available."),
    30003: (422, "Order could not be found."),
    30004: (422, "The validation on line item and grand total does not match."),
    30050: (422, "Payment instrument could not be saved."),
    30051: (422, NO_INSTRUMENT),
    30100: (422, "Payment access token could not be created."),
    30101: (409, "Order is not in a correct status."),
    30102: (422, UNVERIFIED),
    30103: (422, "Your card has expired. Please try again with a valid card."),
    30104: (422, "There was a problem processing your card. Please contact your card issuer."),
    30105: (422, DUPLICATE),
    30106: (422, "The payment was declined due to insufficient funds."),
    30107: (422, "The authorization for this transaction has been revoked."),
}
