"""`POST /stores/{store_hash}/payments`: the one call of the payments host."""

import hmac
from collections.abc import Mapping
from typing import Any

from orderwright.actions import payments
from orderwright.actions.order_changes import By
from orderwright.actions.payments import PaymentRequest
from orderwright.api.call import Answer, Call
from orderwright.api.idempotency import REPLAYED, fingerprint
from orderwright.api.payments.tokens import Payer
from orderwright.api.v2.order_printing import renderer
from orderwright.domain.errors import PaymentRefused
from orderwright.domain.instrument import Card, TokenizedCard
from orderwright.domain.payment import CODES, DIFFICULTY, Attempt, AttemptStatus, Decline

ACTOR = "payments"
KEY_DIGITS = 32
_SEPARATORS = str.maketrans("", "", " -")


async def process_payment(call: Call) -> Answer:
    if call.recall is not None and (known := await call.recall()) is not None:
        return known
    request = _request(call, call.body()["payment"])
    by = By(call.store, ACTOR, call.now, renderer(call.store))
    attempt = await payments.process_payment(call.services.paying, by, request)
    answer = _answer(attempt)
    if attempt.key != request.key:
        answer.headers.append(REPLAYED)
    return answer


def _answer(attempt: Attempt) -> Answer:
    """Raises PaymentRefused for what has not become a payment."""
    if attempt.status is AttemptStatus.DECLINED:
        message = str(attempt.details.get("message", ""))
        raise PaymentRefused(CODES[Decline(attempt.decline_code)], message)
    if attempt.status not in (AttemptStatus.SUCCEEDED, AttemptStatus.PENDING):
        raise PaymentRefused(DIFFICULTY)
    is_pending = attempt.status is AttemptStatus.PENDING
    shown = {
        "id": attempt.details["public_id"],
        "status": "pending" if is_pending else "success",
        "transaction_type": attempt.details["transaction_type"],
    }
    return Answer(201, {"data": shown})


def _request(call: Call, given: Mapping[str, Any]) -> PaymentRequest:
    instrument, payer = given["instrument"], call.payer
    assert isinstance(payer, Payer)
    key = call.headers.get("idempotency-key")
    secret: bytes = call.services.fingerprint_key
    return PaymentRequest(
        token_hash=payer.token_hash,
        order_id=payer.order_id,
        type=instrument["type"],
        payment_method_id=given["payment_method_id"],
        key=f"{call.store.hash}-{payer.order_id}-{call.services.randomness.hex(KEY_DIGITS)}",
        public_id=call.services.randomness.uuid(),
        instrument=_instrument(instrument),
        token=instrument.get("token", "") if instrument["type"].startswith("stored_") else "",
        verification_value=instrument.get("verification_value", ""),
        code=instrument.get("gift_certificate_code", ""),
        save_instrument=given.get("save_instrument", False),
        request_key=None if key is None else hmac.digest(secret, key.encode(), "sha256"),
        fingerprint=None
        if key is None
        else fingerprint(secret, "POST", call.route.path, call.raw_query, call.raw_body),
    )


def _instrument(given: Mapping[str, Any]) -> Card | TokenizedCard | None:
    values = {name: value for name, value in given.items() if name != "type"}
    if given["type"] == "card":
        return Card(**{**values, "number": values["number"].translate(_SEPARATORS)})
    return TokenizedCard(**values) if given["type"] == "tokenized_card" else None
