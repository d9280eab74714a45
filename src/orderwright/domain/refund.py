"""Refunds of an order: what is given back, for what, and by which payments.

Amounts are in ten-thousandths. An `amount` of an item counts as the store prices, without tax in an
exclusive store; a `total` is what the shopper gets, with tax.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

ItemType = Literal["PRODUCT", "GIFT_WRAPPING", "SHIPPING", "HANDLING", "FEE", "TAX", "ORDER"]
ITEM_TYPES: tuple[ItemType, ...] = (
    "PRODUCT", "GIFT_WRAPPING", "SHIPPING", "HANDLING", "FEE", "TAX", "ORDER",
)  # fmt: skip
BY_QUANTITY = frozenset({"PRODUCT", "GIFT_WRAPPING"})
"""Refunded by units; every other type by an amount."""

STORE_CREDIT, GIFT_CERTIFICATE, CUSTOM = "storecredit", "giftcertificate", "custom"
"""Providers of ours, as refunds and transactions name them."""


class PaymentState(StrEnum):
    """Where one payment of a refund stands: asked for, given back, or refused by its gateway."""

    PENDING = "pending"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What is kept back of an item; `amount` is negative."""

    amount: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """One item as a client asks for it: so many units, or such an amount."""

    item_type: ItemType
    item_id: int
    quantity: int = 0
    amount: int = 0
    reason: str = ""
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """What the merchant has worked out instead; the tax may be negative."""

    total_amount: int
    total_tax: int


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """Items, or an adjustment of tax."""

    items: tuple[ItemRequest, ...] = ()
    tax_adjustment: int = 0
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class RefundItem:
    """One item as it was worked out.

    `tax` is within `total`, which is what the item gives back, less its adjustments.
    """

    item_type: ItemType
    item_id: int
    quantity: int = 0
    amount: int = 0
    tax: int = 0
    total: int = 0
    reason: str = ""
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class RefundPayment:
    """A part of a refund, given back by one provider.

    `reference_transaction_id` is our transaction that brought the money, `gift_certificate_id` the
    certificate that it goes back to, `transaction_id` our transaction that gave it back. What is
    `offline` is given back by the merchant's own hands.
    """

    provider_id: str
    amount: int
    offline: bool = False
    id: int = 0
    refund_id: int = 0
    order_id: int = 0
    state: PaymentState = PaymentState.DONE
    declined_message: str = ""
    reference_transaction_id: int | None = None
    gift_certificate_id: int | None = None
    transaction_id: int | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it has given money back, or still may."""
        return self.state is not PaymentState.DECLINED


@dataclass(frozen=True, slots=True)
class Refund:
    """One refund. `tax_adjustment` is what it gives back of the tax apart from its items."""

    order_id: int
    created: int
    total_amount: int
    total_tax: int
    id: int = 0
    user_id: int = 0
    reason: str = ""
    uses_merchant_override_values: bool = False
    tax_adjustment: int = 0
    items: tuple[RefundItem, ...] = ()
    payments: tuple[RefundPayment, ...] = ()

    @property
    def counted(self) -> int:
        """What it has given back, or still may."""
        return sum([one.amount for one in self.payments if one.is_counted])

    @property
    def given_back(self) -> int:
        return sum([one.amount for one in self.payments if one.state is PaymentState.DONE])


def standing(refunds: Iterable[Refund]) -> tuple[Refund, ...]:
    """The refunds that count: not those that were declined as a whole."""
    return tuple([refund for refund in refunds if refund.counted])


def tax_of(refund: Refund) -> int:
    """The tax that a refund has given back, or still may: in proportion to what counts of it."""
    counted = refund.counted
    if counted == refund.total_amount:
        return refund.total_tax
    return refund.total_tax * counted // refund.total_amount


def with_payment(refunds: Iterable[Refund], payment: RefundPayment) -> tuple[Refund, ...]:
    """The refunds with another state of one payment."""
    return tuple(
        [
            replace(
                refund,
                payments=tuple(
                    [payment if one.id == payment.id else one for one in refund.payments]
                ),
            )
            if refund.id == payment.refund_id
            else refund
            for refund in refunds
        ]
    )


def newly_done(
    before: Iterable[Refund], after: Iterable[Refund]
) -> Iterator[tuple[Refund, Refund, RefundPayment]]:
    """Each payment that has given back its money between two states, one after the other.

    Each comes with its refund just before and just after it.
    """
    was = {one.id for refund in before for one in refund.payments if one.state is PaymentState.DONE}
    for refund in after:
        new = [
            one for one in refund.payments if one.state is PaymentState.DONE and one.id not in was
        ]
        step = refund
        for payment in new:
            (step,) = with_payment((step,), replace(payment, state=PaymentState.PENDING))
        for payment in new:
            (following,) = with_payment((step,), payment)
            yield step, following, payment
            step = following
