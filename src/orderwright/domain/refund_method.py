"""The ways in which a refund may be paid, and the payments that a client has chosen of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orderwright.domain.errors import RefundRefused
from orderwright.domain.refund import (
    CUSTOM,
    GIFT_CERTIFICATE,
    STORE_CREDIT,
    PaymentState,
    RefundPayment,
)
from orderwright.domain.refund_quote import refused
from orderwright.domain.tender import BY_HAND, NAMES, Tender, shares_of

GUEST = "Unable to provide store credit for a guest customer."
"""Recorded (behaviour 4)."""

NOT_QUOTED = "The payments are not those of a refund method that was quoted."


@dataclass(frozen=True, slots=True)
class PaymentOption:
    """A part of one way to refund; it is by hand where an `offline_reason` says why."""

    provider_id: str
    name: str
    amount: int
    offline_reason: str = ""

    @property
    def is_offline_provider(self) -> bool:
        return self.offline_reason == BY_HAND


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """A part of a refund as a client wants it paid; an `offline` one the merchant gives back."""

    provider_id: str
    amount: int
    offline: bool = False


Method = tuple[PaymentOption, ...]


def methods_of(tenders: Sequence[Tender], amount: int, *, is_guest: bool) -> tuple[Method, ...]:
    """Every way to refund an amount; the first goes back to where it came from."""
    back = _back(tenders, amount)
    methods = [back]
    credit = PaymentOption(STORE_CREDIT, NAMES[STORE_CREDIT], amount)
    custom = PaymentOption(CUSTOM, NAMES[CUSTOM], amount, BY_HAND)
    if not is_guest and [one.provider_id for one in back] != [STORE_CREDIT]:
        methods.append((credit,))
    if [one.provider_id for one in back] != [CUSTOM]:
        methods.append((custom,))
    return tuple(methods)


def choose(
    tenders: Sequence[Tender], amount: int, asked: Sequence[PaymentRequest], *, is_guest: bool
) -> tuple[RefundPayment, ...]:
    """The payments of a refund. Those of gateways are still to be made.

    What is asked for must be one of the quoted ways, whole (reference: `amount` must match).
    Raises RefundRefused.
    """
    had_credit = any(tender.provider_id == STORE_CREDIT for tender in tenders)
    if is_guest and not had_credit and any(one.provider_id == STORE_CREDIT for one in asked):
        raise RefundRefused(GUEST)
    wanted = sorted([(one.provider_id, one.amount) for one in asked])
    for at, method in enumerate(methods_of(tenders, amount, is_guest=is_guest)):
        if sorted([(one.provider_id, one.amount) for one in method]) == wanted:
            by_hand = {one.provider_id for one in asked if one.offline}
            if at:
                return tuple([_elsewhere(option, by_hand) for option in method])
            parts = shares_of(tenders, amount)
            return tuple([_to_tender(tender, part, by_hand) for tender, part in parts])
    raise refused(NOT_QUOTED, "payments")


def _back(tenders: Sequence[Tender], amount: int) -> Method:
    options: dict[str, PaymentOption] = {}
    for tender, part in shares_of(tenders, amount):
        reason = tender.why_by_hand(part)
        known = options.get(tender.provider_id)
        if known is None:
            option = PaymentOption(tender.provider_id, tender.name, part, reason)
        else:
            amount = known.amount + part
            option = replace(known, amount=amount, offline_reason=known.offline_reason or reason)
        options[tender.provider_id] = option
    return tuple(options.values())


def _elsewhere(option: PaymentOption, by_hand: set[str]) -> RefundPayment:
    offline = bool(option.offline_reason) or option.provider_id in by_hand
    return RefundPayment(option.provider_id, option.amount, offline)


def _to_tender(tender: Tender, part: int, by_hand: set[str]) -> RefundPayment:
    offline = bool(tender.why_by_hand(part)) or tender.provider_id in by_hand
    return RefundPayment(
        tender.provider_id,
        part,
        offline,
        state=PaymentState.PENDING if tender.is_by_gateway and not offline else PaymentState.DONE,
        reference_transaction_id=tender.transaction_id,
        gift_certificate_id=tender.gift_certificate_id,
    )


def moves_balance(payment: RefundPayment) -> bool:
    """Whether it gives back to a balance that this store keeps."""
    return not payment.offline and payment.provider_id in (STORE_CREDIT, GIFT_CERTIFICATE)
