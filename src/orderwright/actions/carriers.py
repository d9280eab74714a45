"""A store's accounts with carriers."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from orderwright.actions.quoting import CHECK_OPTIONS, Question, QuoteDesk
from orderwright.domain.errors import Unprocessable

UNREACHABLE = "The carrier could not be reached. Please try again later."
NOT_VALID = "The carrier does not accept these connection options."
TEXT_MAX = 500


def check_connection(desk: QuoteDesk, carrier_id: str, options: Mapping[str, Any]) -> None:
    """Ask the carrier whether an account is one of its own. Raises QuoteNeeded, Unprocessable."""
    body = {"connection_options": dict(options)}
    asked = sha256(repr((carrier_id, CHECK_OPTIONS, body)).encode()).hexdigest()
    answer = desk.answer(Question("carrier", carrier_id, CHECK_OPTIONS, body, asked))
    if answer is None:
        raise Unprocessable(UNREACHABLE)
    if answer.get("valid") is not True:
        raise Unprocessable(_reason(answer))


def _reason(answer: Mapping[str, Any]) -> str:
    """What the carrier says of it, if it says anything."""
    messages = answer.get("messages")
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict) and message.get("type") == "ERROR":
            return str(message.get("text"))[:TEXT_MAX]
    return NOT_VALID
