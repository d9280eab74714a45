"""The sandbox's published test cards: what each number does."""

from dataclasses import dataclass
from enum import StrEnum

from orderwright.domain.payment import Decline


class Behaviour(StrEnum):
    """What the sandbox does when it is asked to charge an instrument."""

    SUCCESS = "success"
    REVIEW = "success, held for fraud review"
    NOT_KEPT = "success, but the card cannot be stored"
    REFUND_DECLINED = "success, but refunds of it are declined"
    LATER_TIMEOUTS = "success, but captures, voids and refunds of it are done and not answered"
    PENDING = "pending, then success when it is asked again"
    PENDING_DECLINED = "pending, then declined when it is asked again"
    TIMEOUT_BEFORE = "no answer, and no charge"
    TIMEOUT_AFTER = "charged, but no answer"
    SILENT = "charged, but no answer, nor to the first question about it"
    UNAVAILABLE = "the gateway cannot be reached"
    DECLINED = "declined by the issuer (30104)"
    INSUFFICIENT = "insufficient funds (30106)"
    EXPIRED = "expired card (30103)"
    VERIFICATION = "card details not verified (30102)"
    DUPLICATE = "a duplicate transaction (30105)"
    REVOKED = "authorization revoked (30107)"
    INVALID = "invalid data (10001)"


DECLINES = {
    Behaviour.DECLINED: Decline.GENERIC,
    Behaviour.INSUFFICIENT: Decline.INSUFFICIENT,
    Behaviour.EXPIRED: Decline.EXPIRED,
    Behaviour.VERIFICATION: Decline.VERIFICATION,
    Behaviour.DUPLICATE: Decline.DUPLICATE,
    Behaviour.REVOKED: Decline.REVOKED,
    Behaviour.INVALID: Decline.INVALID,
}


@dataclass(frozen=True, slots=True)
class TestCard:
    """One published number, and what programs call it. The numbers are nobody's."""

    __test__ = False

    name: str
    number: str
    behaviour: Behaviour


TEST_CARDS = (
    TestCard("success", "4111111111111111", Behaviour.SUCCESS),
    TestCard("success_visa", "4242424242424242", Behaviour.SUCCESS),
    TestCard("success_mastercard", "5555555555554444", Behaviour.SUCCESS),
    TestCard("success_amex", "378282246310005", Behaviour.SUCCESS),
    TestCard("success_discover", "6011111111111117", Behaviour.SUCCESS),
    TestCard("success_jcb", "3530111333300000", Behaviour.SUCCESS),
    TestCard("success_diners_club", "30569309025904", Behaviour.SUCCESS),
    TestCard("fraud_review", "4000000000000903", Behaviour.REVIEW),
    TestCard("not_stored", "4000000000000705", Behaviour.NOT_KEPT),
    TestCard("refund_declined", "4000000000000804", Behaviour.REFUND_DECLINED),
    TestCard("later_timeouts", "4000000000000812", Behaviour.LATER_TIMEOUTS),
    TestCard("pending", "4000000000000507", Behaviour.PENDING),
    TestCard("pending_declined", "4000000000000515", Behaviour.PENDING_DECLINED),
    TestCard("timeout_before_charge", "4000000000000408", Behaviour.TIMEOUT_BEFORE),
    TestCard("timeout_after_charge", "4000000000000416", Behaviour.TIMEOUT_AFTER),
    TestCard("timeout_unknown", "4000000000000424", Behaviour.SILENT),
    TestCard("unavailable", "4000000000000606", Behaviour.UNAVAILABLE),
    TestCard("declined", "4000000000000002", Behaviour.DECLINED),
    TestCard("insufficient_funds", "4000000000009995", Behaviour.INSUFFICIENT),
    TestCard("expired_card", "4000000000000069", Behaviour.EXPIRED),
    TestCard("verification_failed", "4000000000000127", Behaviour.VERIFICATION),
    TestCard("duplicate", "4000000000000309", Behaviour.DUPLICATE),
    TestCard("authorization_revoked", "4000000000000317", Behaviour.REVOKED),
    TestCard("invalid_data", "4000000000000325", Behaviour.INVALID),
)
BY_NUMBER = {card.number: card.behaviour for card in TEST_CARDS}

TOKENS = {
    "K7KW-M9GX-6PQ3": Behaviour.SUCCESS,
    "0" * 64: Behaviour.SUCCESS,
    "d" * 64: Behaviour.DECLINED,
}
"""What the sandbox takes as a tokenized card."""

UNPUBLISHED = "The sandbox takes its published test cards only; they are listed at /docs/sandbox."
"""Told to whoever sends another number, so that no real card is tried here."""
