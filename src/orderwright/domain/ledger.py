"""The ledger of an order's money: double entries that balance to zero and rebuild its figures.

A journal is what one change has moved. What is owed to the merchant or held by a tender is positive
(debit), what the merchant has earned or owes to the tax office is negative (credit).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from orderwright.domain.money import split
from orderwright.domain.order import WholeOrder
from orderwright.domain.payment import Transaction
from orderwright.domain.refund import Refund
from orderwright.domain.tender import Tender

Cause = Literal["created", "edited", "payment", "paid_by_hand", "refund"]
Account = Literal["receivable", "sales", "tax", "discounts", "rounding", "tender", "refunds"]

RECEIVABLE: Account = "receivable"
TENDER: Account = "tender"
CHARGES = frozenset({"created", "edited"})
PAYMENTS = frozenset({"payment", "paid_by_hand"})
MOVING = frozenset({"purchase", "capture", "settled"})
"""Events of transactions that bring money."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry: so much (ten-thousandths) to an account, for a part of the order or a tender."""

    account: Account
    amount: int
    item_type: str = ""
    item_id: int = 0
    name: str = ""

    @property
    def of(self) -> tuple[str, str, int, str]:
        return self.account, self.item_type, self.item_id, self.name


@dataclass(frozen=True, slots=True)
class Journal:
    """What one change has moved; `cause_id` is the transaction or refund, or the order's revision.

    `number` 0 is worked out from the order, and not stored.
    """

    cause: Cause
    cause_id: int
    at: int
    postings: tuple[Posting, ...]
    number: int = 0

    @property
    def is_balanced(self) -> bool:
        return sum([posting.amount for posting in self.postings]) == 0


@dataclass(frozen=True, slots=True)
class Figures:
    """An order's figures, as its ledger has them."""

    total_ex_tax: int
    total_inc_tax: int
    total_tax: int
    paid: int
    outstanding: int
    refunded_amount: int
    refunded_tax: int


def charges_of(whole: WholeOrder) -> tuple[Posting, ...]:
    """What an order charges, part by part; it balances."""
    parts = [*_lines(whole), *_costs(whole)]
    order = whole.order
    tax = -sum([one.amount for one in parts if one.account == "tax"])
    if order.total_tax != tax:
        parts.append(Posting("tax", tax - order.total_tax, "ORDER", order.id, "Difference"))
    rest = -sum([one.amount for one in parts]) - order.total_inc_tax
    if rest:
        parts.append(Posting("rounding", rest, "ORDER", order.id, "Difference"))
    owed = Posting(RECEIVABLE, order.total_inc_tax, "ORDER", order.id, "Order")
    return (owed, *[one for one in parts if one.amount])


def _lines(whole: WholeOrder) -> Iterator[Posting]:
    for line in whole.products:
        discounts = sum([one.amount for one in line.applied_discounts])
        charged = line.discounted_total_inc_tax - line.total_tax + discounts
        yield Posting("sales", -charged, "PRODUCT", line.id, line.name)
        for one in line.applied_discounts:
            name = one.code or one.name or one.id
            yield Posting("discounts", one.amount, "PRODUCT", line.id, name)
        yield Posting("tax", -line.total_tax, "PRODUCT", line.id, line.name)
        if "wrapping" not in whole.order.costs_given:
            inc_tax, tax = line.wrapping_cost_inc_tax, line.wrapping_cost_tax
            yield from _cost("GIFT_WRAPPING", line.id, line.wrapping_name, inc_tax, tax)


def _costs(whole: WholeOrder) -> Iterator[Posting]:
    order = whole.order
    for one in whole.addresses:
        yield from _cost("SHIPPING", one.id, one.shipping_method, one.cost_inc_tax, one.cost_tax)
        yield from _cost(
            "HANDLING", one.id, "Handling", one.handling_cost_inc_tax, one.handling_cost_tax
        )
    if not whole.addresses:
        yield from _cost(
            "SHIPPING", order.id, "Shipping", order.shipping_cost_inc_tax, order.shipping_cost_tax
        )
        yield from _cost(
            "HANDLING", order.id, "Handling", order.handling_cost_inc_tax, order.handling_cost_tax
        )
    if "wrapping" in order.costs_given:
        yield from _cost(
            "GIFT_WRAPPING",
            order.id,
            "Wrapping",
            order.wrapping_cost_inc_tax,
            order.wrapping_cost_tax,
        )
    for fee in whole.fees:
        name = fee.display_name_customer
        yield from _cost("FEE", fee.id, name, fee.cost_inc_tax, fee.cost_tax)
    on_lines = sum([one.amount for line in whole.products for one in line.applied_discounts])
    on_shipping = order.discount_amount + order.coupon_discount - on_lines
    if on_shipping and not (order.is_total_overridden or order.is_subtotal_overridden):
        yield Posting("discounts", on_shipping, "SHIPPING", order.id, "Shipping discount")


def _cost(kind: str, at: int, name: str, inc_tax: int, tax: int) -> Iterator[Posting]:
    yield Posting("sales", tax - inc_tax, kind, at, name)
    yield Posting("tax", -tax, kind, at, name)


def difference(before: Sequence[Posting], after: Sequence[Posting]) -> tuple[Posting, ...]:
    """The postings that lead from one state of an order's charges to another."""
    moved: dict[tuple[str, str, int, str], int] = {}
    known: dict[tuple[str, str, int, str], Posting] = {}
    for sign, postings in ((-1, before), (1, after)):
        for one in postings:
            known[one.of] = one
            moved[one.of] = moved.get(one.of, 0) + sign * one.amount
    return tuple(
        [Posting(known[of].account, amount, *of[1:]) for of, amount in moved.items() if amount]
    )


def payment_of(one: Transaction) -> tuple[Posting, ...]:
    """What a transaction has brought; nothing where it was declined, or brings no money."""
    if one.status != "ok" or one.event not in MOVING:
        return ()
    return paid(one.amount, one.gateway, one.order_id)


def paid(amount: int, provider_id: str, order_id: int) -> tuple[Posting, ...]:
    return (
        Posting(TENDER, amount, name=provider_id),
        Posting(RECEIVABLE, -amount, "ORDER", order_id, "Order"),
    )


def refund_of(before: Refund, after: Refund, provider_id: str, unit: int) -> tuple[Posting, ...]:
    """What a refund has given back with one more of its payments, item by item."""
    amount = after.given_back - before.given_back
    postings = [Posting(TENDER, -amount, name=provider_id)]
    was, now = _by_item(before, unit), _by_item(after, unit)
    for item, old, new in zip(after.items, was, now, strict=True):
        postings.append(Posting("refunds", new - old, item.item_type, item.item_id, item.reason))
    if not after.items:
        postings.append(Posting("refunds", amount, "ORDER", after.order_id, "Tax adjustment"))
    tax = _tax(after) - _tax(before)
    postings.append(Posting("tax", tax, "ORDER", after.order_id, "Refunded tax"))
    postings.append(Posting("refunds", -tax, "ORDER", after.order_id, "Refunded tax"))
    return tuple([one for one in postings if one.amount])


def _by_item(refund: Refund, unit: int) -> list[int]:
    totals = [item.total for item in refund.items]
    return split(refund.given_back, totals, unit) if totals else []


def _tax(refund: Refund) -> int:
    if refund.given_back == refund.total_amount:
        return refund.total_tax
    return refund.total_tax * refund.given_back // refund.total_amount


def unwritten(tenders: Iterable[Tender], journals: Iterable[Journal]) -> dict[str, int]:
    """What was paid without a transaction, by provider: by hand, or as a client has claimed."""
    left: dict[str, int] = {}
    for tender in tenders:
        left[tender.provider_id] = left.get(tender.provider_id, 0) + tender.captured
    for journal in journals:
        if journal.cause == "payment":
            for one in journal.postings:
                if one.account == TENDER:
                    left[one.name] = left.get(one.name, 0) - one.amount
    return {provider_id: amount for provider_id, amount in left.items() if amount > 0}


def figures_of(journals: Iterable[Journal]) -> Figures:
    """The order's figures, by adding up its ledger."""
    sums: dict[tuple[str, str], int] = {}
    for journal in journals:
        kind = "charge" if journal.cause in CHARGES else "refund"
        kind = "payment" if journal.cause in PAYMENTS else kind
        for one in journal.postings:
            key = kind, one.account
            sums[key] = sums.get(key, 0) + one.amount
    total, tax = sums.get(("charge", RECEIVABLE), 0), -sums.get(("charge", "tax"), 0)
    brought = sums.get(("payment", TENDER), 0)
    return Figures(
        total_ex_tax=total - tax,
        total_inc_tax=total,
        total_tax=tax,
        paid=brought,
        outstanding=total - brought,
        refunded_amount=-sums.get(("refund", TENDER), 0),
        refunded_tax=sums.get(("refund", "tax"), 0),
    )
