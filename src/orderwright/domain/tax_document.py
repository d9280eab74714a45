"""What an outside tax provider is told of orders: to keep a document once paid, and to void it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from orderwright.domain.order_status import PAID, WITHOUT_STOCK, Status

ATTEMPTS_MAX = 20
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 24 * 60 * 60 * 1000
ON_ORDER_CREATION = "ON_ORDER_CREATION"
UNPAID = frozenset({Status.PENDING, Status.AWAITING_PAYMENT})


class DocumentState(StrEnum):
    """Where a document stands; `due` ones are being sent."""

    QUOTED = "quoted"
    COMMIT_DUE = "commit_due"
    COMMITTED = "committed"
    VOID_DUE = "void_due"
    VOIDED = "voided"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TaxDocument:
    """An order as its provider knows it; `body` is the question that its taxes answered.

    `external_id` is what the provider calls it. `due_at` None is never.
    """

    order_id: int
    provider_id: str
    body: Mapping[str, Any] = field(default_factory=dict)
    state: DocumentState = DocumentState.QUOTED
    external_id: str = ""
    due_at: int | None = None
    attempts: int = 0


def after_status(document: TaxDocument, becomes: int, strategy: str, now: int) -> TaxDocument:
    """The document as a new status of its order leaves it (reference: commit and void).

    Committed once its order is paid, or placed where the store wants that; voided when the order is
    cancelled or refunded whole, or is no longer paid.
    """
    at_creation = strategy == ON_ORDER_CREATION
    taken_back = WITHOUT_STOCK if at_creation else WITHOUT_STOCK | UNPAID
    wanted = frozenset(Status) - WITHOUT_STOCK if at_creation else PAID
    if becomes in taken_back:
        if document.state is DocumentState.COMMITTED:
            return replace(document, state=DocumentState.VOID_DUE, due_at=now, attempts=0)
        if document.state is DocumentState.COMMIT_DUE:
            return replace(document, state=DocumentState.QUOTED, due_at=None)
    elif becomes in wanted:
        if document.state is DocumentState.VOID_DUE:
            return replace(document, state=DocumentState.COMMITTED, due_at=None)
        if document.state in (DocumentState.QUOTED, DocumentState.VOIDED):
            return replace(document, state=DocumentState.COMMIT_DUE, due_at=now, attempts=0)
    return document


def tried(document: TaxDocument, now: int) -> TaxDocument:
    """The document while it is being sent: due again later, in case nothing comes of this."""
    wait_ms = min(FIRST_WAIT_MS << document.attempts, LONGEST_WAIT_MS)
    return replace(document, due_at=now + wait_ms, attempts=document.attempts + 1)


def sent(document: TaxDocument, answer: Mapping[str, Any] | None) -> TaxDocument:
    """The document after the provider has answered, or has not."""
    if answer is None:
        if document.attempts >= ATTEMPTS_MAX:
            return replace(document, state=DocumentState.FAILED, due_at=None)
        return document
    if document.state is DocumentState.VOID_DUE:
        return replace(document, state=DocumentState.VOIDED, due_at=None)
    external_id = str(answer.get("id") or document.order_id)[:255]
    return replace(document, state=DocumentState.COMMITTED, external_id=external_id, due_at=None)
