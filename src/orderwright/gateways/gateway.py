"""What Orderwright asks of a payment processor: nine calls, and what it says it can do.

Amounts are integers of ten-thousandths of the currency's unit, and always whole minor units of it.
Every call that moves money carries a `key`. A gateway does a key's work at most once: asked again
under the same key it answers what became of it, and moves nothing.

A call ends in one of three ways: an `Outcome`; `GatewayUnavailable`, when the gateway surely has
done nothing and will not; or `GatewayTimeout`, when nobody knows. Later `look_up` is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from orderwright.domain.instrument import (
    CardDetails,
    Instrument,
    Keepable,
    Stored,
    StoredType,
)
from orderwright.domain.payment import Decline

Capability = Literal[
    "authorize",
    "capture",
    "partial_capture",
    "void",
    "refund",
    "partial_refund",
    "store_instruments",
    "tokenized_cards",
    "paypal",
    "bank_accounts",
]
OutcomeStatus = Literal["success", "pending", "declined"]


class GatewayError(Exception):
    """A gateway could not be asked, or did not answer."""


class GatewayUnavailable(GatewayError):
    """The call has surely not been done and will not be: refused, unreachable, rejected."""


class GatewayTimeout(GatewayError):
    """The call was sent and not answered: it may have been done, or still be done."""


class GatewayMisconfigured(GatewayUnavailable):
    """The merchant's configuration lacks something, or the gateway does not accept it."""


class VaultUnavailable(GatewayUnavailable):
    """What the gateway keeps of shoppers' instruments cannot be reached."""


@dataclass(frozen=True, slots=True)
class ChargeRequest:
    """An amount to be taken from an instrument: captured at once, or only authorized."""

    key: str
    amount: int
    currency: str
    instrument: Instrument
    is_authorization_only: bool = False
    is_recurring: bool = False
    save_instrument: bool = False
    order_id: int = 0
    customer_id: int = 0
    """Whose the saved instrument will be; 0 for a guest, who saves none."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A capture, void or refund of what an earlier call did, by the gateway's own name for it."""

    key: str
    amount: int
    currency: str
    gateway_transaction_id: str


@dataclass(frozen=True, slots=True)
class StoredReference:
    """An instrument that the gateway now keeps. `reference` is a secret between it and us."""

    reference: str = field(repr=False)
    type: StoredType = "stored_card"
    card: CardDetails | None = None
    email: str = ""
    issuer: str = ""
    masked_account_number: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call. `decline` is set exactly when it was declined."""

    status: OutcomeStatus
    gateway_transaction_id: str = ""
    decline: Decline | None = None
    message: str = ""
    """What the gateway says of a refusal, fit for the shopper's eyes."""
    card: CardDetails | None = None
    stored: StoredReference | None = None
    fraud_review: bool = False
    avs_result: Mapping[str, Any] = field(default_factory=dict)
    cvv_result: Mapping[str, Any] = field(default_factory=dict)


class Gateway(Protocol):
    """One processor, configured for one payment method of one store.

    All calls raise GatewayUnavailable or GatewayTimeout. They never raise for a refusal: that is an
    outcome.
    """

    capabilities: frozenset[Capability]

    @property
    def is_test(self) -> bool:
        """Whether no real money moves."""
        ...

    async def charge(self, request: ChargeRequest) -> Outcome: ...

    async def capture(self, request: FollowUp) -> Outcome:
        """Take what was authorized, or a part of it."""
        ...

    async def void(self, request: FollowUp) -> Outcome:
        """Let go of what was authorized and not captured."""
        ...

    async def refund(self, request: FollowUp) -> Outcome:
        """Give back what was captured, or a part of it."""
        ...

    async def look_up(self, key: str) -> Outcome | None:
        """What became of the call under a key; None if the gateway has never seen the key."""
        ...

    async def keep(self, instrument: Keepable) -> StoredReference:
        """Keep an instrument without charging it. Raises VaultUnavailable where it cannot be."""
        ...

    async def forget(self, stored: Stored) -> None:
        """Keep a stored instrument no longer; nothing happens if it is not kept."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
