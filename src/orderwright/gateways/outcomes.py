"""Outcomes as plain values, to be written down or sent, and read again."""

from collections.abc import Mapping
from typing import Any

from orderwright.domain.instrument import CardDetails
from orderwright.domain.payment import Decline
from orderwright.gateways.gateway import Outcome, StoredReference


def write_outcome(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON can hold it."""
    stored = outcome.stored
    return {
        "status": outcome.status,
        "gateway_transaction_id": outcome.gateway_transaction_id,
        "decline": None if outcome.decline is None else str(outcome.decline),
        "message": outcome.message,
        "card": _write_card(outcome.card),
        "stored": None if stored is None else write_stored(stored),
        "fraud_review": outcome.fraud_review,
        "avs_result": dict(outcome.avs_result),
        "cvv_result": dict(outcome.cvv_result),
    }


def read_outcome(given: Mapping[str, Any]) -> Outcome:
    """The outcome that was written."""
    decline, stored = given["decline"], given["stored"]
    return Outcome(
        status=given["status"],
        gateway_transaction_id=given["gateway_transaction_id"],
        decline=None if decline is None else Decline(decline),
        message=given["message"],
        card=_read_card(given["card"]),
        stored=None if stored is None else read_stored(stored),
        fraud_review=given["fraud_review"],
        avs_result=given["avs_result"],
        cvv_result=given["cvv_result"],
    )


def write_stored(stored: StoredReference) -> dict[str, Any]:
    return {
        "reference": stored.reference,
        "type": stored.type,
        "card": _write_card(stored.card),
        "email": stored.email,
        "issuer": stored.issuer,
        "masked_account_number": stored.masked_account_number,
    }


def read_stored(given: Mapping[str, Any]) -> StoredReference:
    return StoredReference(**{**given, "card": _read_card(given["card"])})


def _write_card(card: CardDetails | None) -> dict[str, Any] | None:
    return None if card is None else {name: getattr(card, name) for name in CardDetails.__slots__}


def _read_card(given: Mapping[str, Any] | None) -> CardDetails | None:
    return None if given is None else CardDetails(**given)
