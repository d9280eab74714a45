"""Payments of orders: intents and what became of them, transactions, what is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

Kind = Literal["charge", "capture", "void", "refund", "reversal"]
"""A reversal gives back a charge that came too late to pay for anything."""

TransactionType = Literal["authorization", "purchase"]
TransactionEvent = Literal[
    "purchase", "authorization", "capture", "refund", "void", "pending", "settled"
]


class AttemptStatus(StrEnum):
    """Where an intent stands.

    `intended` is committed and about to be called; `unknown` was called and did not answer;
    `pending` the gateway itself has not decided; `failed` was surely not done. The rest is final.
    """

    INTENDED = "intended"
    UNKNOWN = "unknown"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    FAILED = "failed"


OPEN = frozenset({AttemptStatus.INTENDED, AttemptStatus.UNKNOWN, AttemptStatus.PENDING})
"""May still come to money."""

COUNTED = OPEN | {AttemptStatus.SUCCEEDED}
"""Stands in the way of another payment of the same amount."""


class Decline(StrEnum):
    """Why a gateway refuses; each has one code of the platform's table."""

    VERIFICATION = "verification_failed"
    EXPIRED = "expired_card"
    GENERIC = "declined"
    DUPLICATE = "duplicate"
    INSUFFICIENT = "insufficient_funds"
    REVOKED = "authorization_revoked"
    INVALID = "invalid_data"
    UNKNOWN_INSTRUMENT = "instrument_not_found"


DIFFICULTY = 10000
INVALID_DATA = 10001
NO_METHOD = 30000
MISCONFIGURED = 30001
NO_VAULT = 30002
NO_ORDER = 30003
OTHER_TOTAL = 30004
NOT_SAVED = 30050
NO_INSTRUMENT = 30051
NO_TOKEN = 30100
WRONG_STATUS = 30101

CODES = {
    Decline.VERIFICATION: 30102,
    Decline.EXPIRED: 30103,
    Decline.GENERIC: 30104,
    Decline.DUPLICATE: 30105,
    Decline.INSUFFICIENT: 30106,
    Decline.REVOKED: 30107,
    Decline.INVALID: 10001,
    Decline.UNKNOWN_INSTRUMENT: 30051,
}
"""The platform's codes (behaviour 3)."""

assert set(CODES) == set(Decline)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One intent to move money at a gateway, committed before the gateway is called.

    `key` is the gateway's idempotency key, and outlives retries and crashes. Amounts are in
    ten-thousandths. `gateway_transaction_id` is the gateway's name for what is acted upon, and for
    a charge, once known, of itself; `reference_transaction_id` is our transaction that is acted
    upon, `transaction_id` the one that came of it. `details` is what the settling job needs; it
    never holds card data. `request_key` and `fingerprint` are keyed hashes of a client's
    Idempotency-Key and of its request. The job looks after `settle_after`.
    """

    kind: Kind
    order_id: int
    key: str
    amount: int
    currency: str
    payment_method_id: str
    id: int = 0
    status: AttemptStatus = AttemptStatus.INTENDED
    gateway_transaction_id: str = ""
    reference_transaction_id: int | None = None
    transaction_id: int | None = None
    refund_id: int | None = None
    decline_code: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    request_key: bytes | None = None
    fingerprint: bytes | None = None
    created_at: int = 0
    settle_after: int = 0

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Transaction:
    """Money that has moved, or was refused, for an order.

    Field names are the reference's; details that a transaction does not have are empty. Amounts in
    ten-thousandths, those inside the details too. `payment_instrument_sealed` is the vault's token,
    sealed; `public_id` is the id that the Payments API gives.
    """

    order_id: int
    event: TransactionEvent
    method: str
    amount: int
    currency: str
    gateway: str
    id: int = 0
    public_id: str = ""
    attempt_id: int | None = None
    gateway_transaction_id: str = ""
    status: Literal["ok", "error"] = "ok"
    test: bool = False
    fraud_review: bool = False
    reference_transaction_id: int | None = None
    avs_result: Mapping[str, Any] = field(default_factory=dict)
    cvv_result: Mapping[str, Any] = field(default_factory=dict)
    credit_card: Mapping[str, Any] = field(default_factory=dict)
    gift_certificate: Mapping[str, Any] = field(default_factory=dict)
    store_credit: Mapping[str, Any] = field(default_factory=dict)
    offline: Mapping[str, Any] = field(default_factory=dict)
    custom: Mapping[str, Any] = field(default_factory=dict)
    payment_method_id: str = ""
    payment_instrument_sealed: bytes | None = None
    date_created: int = 0


def amount_due(
    total: int, gift_certificates: int, store_credit: int, charges: Iterable[Attempt]
) -> int:
    """What is still to be paid of an order; open charges count as paid until they are settled."""
    charged = sum([one.amount for one in charges if one.kind == "charge" and one.status in COUNTED])
    return total - gift_certificates - store_credit - charged
