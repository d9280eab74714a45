"""What an order was paid with, and the ways in which a refund can go back to it.

A refund goes back to the tenders that it came from: gateways and what was paid by hand first,
oldest first, then store credit, then gift certificates. Instead, all of it may go to the customer's
store credit, or be given back outside this server (`custom`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from orderwright.domain.order import Order
from orderwright.domain.order_status import Status
from orderwright.domain.payment import Transaction
from orderwright.domain.refund import (
    CUSTOM,
    GIFT_CERTIFICATE,
    STORE_CREDIT,
    Refund,
    RefundPayment,
)

BY_HAND = "This is an offline payment provider."
WHOLE_ONLY = "This payment provider does not support partial refunds."
NO_BALANCE = "It was not paid from a balance of this store."
UNPAID = frozenset({Status.INCOMPLETE, Status.AWAITING_PAYMENT, Status.DECLINED})
"""An order that is paid by hand has not been paid in these."""

OWN_METHODS = frozenset({"store_credit", "gift_certificate"})
"""Methods of transactions whose money is a balance of this store."""

NAMES = {
    STORE_CREDIT: "Store Credit",
    GIFT_CERTIFICATE: "Gift Certificate",
    CUSTOM: "Custom",
}


@dataclass(frozen=True, slots=True)
class Tender:
    """One payment of an order: what it brought, and what is left of that to give back.

    `transaction_id` is our transaction that brought it, `gateway_transaction_id` the gateway's name
    for the charge. Why it can only be given back by hand stands in `offline_reason`.
    """

    provider_id: str
    name: str
    captured: int
    left: int
    transaction_id: int | None = None
    gift_certificate_id: int | None = None
    payment_method_id: str = ""
    gateway_transaction_id: str = ""
    offline_reason: str = ""
    is_whole_only: bool = False
    """Whether its gateway gives back all or nothing."""

    @property
    def is_by_gateway(self) -> bool:
        return self.transaction_id is not None

    def why_by_hand(self, amount: int) -> str:
        """Why so much of it can only be given back by hand; empty where it need not be."""
        if self.is_whole_only and amount < self.captured:
            return self.offline_reason or WHOLE_ONLY
        return self.offline_reason


@dataclass(frozen=True, slots=True)
class Ways:
    """What a store knows of ways to pay.

    `names` are of payment methods by their id; `codes` those of methods that are paid by hand, by
    their display name; `offline_reasons` say why a method's gateway gives nothing back, and
    `whole_only` are methods whose gateway gives back all or nothing.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    offline_reasons: Mapping[str, str] = field(default_factory=dict)
    whole_only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Balances:
    """What an order has taken of balances: of store credit, and of gift certificates by id."""

    store_credit: int = 0
    certificates: Mapping[int, int] = field(default_factory=dict)


def tenders_of(
    order: Order,
    transactions: Sequence[Transaction],
    refunds: Iterable[Refund],
    taken: Balances,
    ways: Ways,
    unit: int,
) -> tuple[Tender, ...]:
    """What the order was paid with, in the order in which refunds go back; none if it was not."""
    refunds = tuple(refunds)
    found = [
        _by_gateway(one, captured, refunds, ways)
        for one, captured in captures(transactions)
        if captured > 0
    ]
    balances = list(_by_balances(order, refunds, taken))
    paid = sum([tender.captured for tender in (*found, *balances)])
    rest = (order.total_inc_tax - paid) // unit * unit
    if rest > 0 and not _has_charges(transactions) and order.status_id not in UNPAID:
        found.append(_by_hand(order, rest, refunds, ways))
    return (*found, *balances)


def captures(transactions: Sequence[Transaction]) -> Iterator[tuple[Transaction, int]]:
    """The charges at gateways, each with what was captured of it."""
    taken: dict[int | None, int] = {}
    for one in transactions:
        if one.event == "capture" and one.status == "ok":
            key = one.reference_transaction_id
            taken[key] = taken.get(key, 0) + one.amount
    for one in transactions:
        if one.status != "ok" or one.method in OWN_METHODS:
            continue
        if one.event in ("purchase", "settled"):
            yield one, one.amount
        elif one.event == "authorization":
            yield one, taken.get(one.id, 0)


def captured_of(tenders: Iterable[Tender]) -> int:
    """All that an order was paid."""
    return sum([tender.captured for tender in tenders])


def shares_of(tenders: Iterable[Tender], amount: int) -> list[tuple[Tender, int]]:
    """How an amount goes back to the tenders that it came from, one after the other."""
    parts: list[tuple[Tender, int]] = []
    for tender in tenders:
        part = min(amount, tender.left)
        if part > 0:
            parts.append((tender, part))
            amount -= part
    assert amount == 0, "a refund never exceeds what is left of the tenders"
    return parts


def _has_charges(transactions: Iterable[Transaction]) -> bool:
    """Whether a gateway has been charged at all: then nothing was paid by hand."""
    return any(
        one.status == "ok"
        and one.method not in OWN_METHODS
        and one.event in ("purchase", "authorization", "settled", "pending")
        for one in transactions
    )


def _by_gateway(one: Transaction, captured: int, refunds: Iterable[Refund], ways: Ways) -> Tender:
    refunded = sum([
        payment.amount
        for payment in _payments(refunds)
        if payment.reference_transaction_id == one.id
    ])  # fmt: skip
    return Tender(
        provider_id=one.gateway,
        name=ways.names.get(one.payment_method_id, one.gateway),
        captured=captured,
        left=captured - refunded,
        transaction_id=one.id,
        payment_method_id=one.payment_method_id,
        gateway_transaction_id=one.gateway_transaction_id,
        offline_reason=ways.offline_reasons.get(one.payment_method_id, ""),
        is_whole_only=one.payment_method_id in ways.whole_only,
    )


def _by_balances(order: Order, refunds: Sequence[Refund], taken: Balances) -> Iterator[Tender]:
    """The balances that the order has used, and what it only claims to have used."""
    back = _given_back(refunds)
    claimed, captured = order.store_credit_amount, taken.store_credit
    if captured > 0:
        left = max(0, captured - back.get((STORE_CREDIT, None), 0))
        yield Tender(STORE_CREDIT, NAMES[STORE_CREDIT], captured, left)
    yield from _claimed(order, STORE_CREDIT, claimed - captured, refunds)
    claimed = order.gift_certificate_amount
    for certificate_id, captured in sorted(taken.certificates.items()):
        left = max(0, captured - back.get((GIFT_CERTIFICATE, certificate_id), 0))
        claimed -= captured
        yield Tender(
            GIFT_CERTIFICATE,
            NAMES[GIFT_CERTIFICATE],
            captured,
            left,
            gift_certificate_id=certificate_id,
        )
    yield from _claimed(order, GIFT_CERTIFICATE, claimed, refunds)


def _claimed(
    order: Order, provider_id: str, claimed: int, refunds: Iterable[Refund]
) -> Iterator[Tender]:
    """What an order says was paid from a balance, and no balance of ours knows of."""
    if claimed > 0 and order.status_id not in UNPAID:
        given = [
            one.amount
            for one in _payments(refunds)
            if one.provider_id == provider_id and one.offline
        ]
        left = max(0, claimed - sum(given))
        yield Tender(provider_id, NAMES[provider_id], claimed, left, offline_reason=NO_BALANCE)


def _given_back(refunds: Iterable[Refund]) -> dict[tuple[str, int | None], int]:
    """What has gone back to balances."""
    found: dict[tuple[str, int | None], int] = {}
    for one in _payments(refunds):
        if not one.offline:
            key = one.provider_id, one.gift_certificate_id
            found[key] = found.get(key, 0) + one.amount
    return found


def _by_hand(order: Order, amount: int, refunds: Iterable[Refund], ways: Ways) -> Tender:
    provider_id = ways.codes.get(order.payment_method, CUSTOM)
    name = order.payment_method if provider_id != CUSTOM else NAMES[CUSTOM]
    left = max(0, amount - _refunded(refunds, provider_id))
    return Tender(provider_id, name, amount, left, offline_reason=BY_HAND)


def _refunded(refunds: Iterable[Refund], provider_id: str) -> int:
    return sum([one.amount for one in _payments(refunds) if one.provider_id == provider_id])


def _payments(refunds: Iterable[Refund]) -> Iterator[RefundPayment]:
    for refund in refunds:
        yield from [one for one in refund.payments if one.is_counted]
