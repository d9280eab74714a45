"""Writing and reading the ledger of an order (ADR 19).

What an order charged when it was made is worked out from its own rows, for as long as no edit has
moved its money; the first edit that does writes that down, and then what it has moved itself.
"""

from dataclasses import dataclass

from orderwright.actions import order_tenders
from orderwright.db import order_ledger, orders
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.ledger import (
    Figures,
    Journal,
    charges_of,
    difference,
    figures_of,
    paid,
    payment_of,
    refund_of,
    unwritten,
)
from orderwright.domain.order import WholeOrder
from orderwright.domain.payment import Transaction
from orderwright.domain.refund import Refund, RefundPayment


@dataclass(frozen=True, slots=True)
class Ledger:
    """An order's journals, and the figures that they add up to."""

    order_id: int
    currency_code: str
    journals: tuple[Journal, ...]
    figures: Figures


async def follow_charges(
    unit: Unit, store_id: int, before: WholeOrder, after: WholeOrder, now: int
) -> None:
    """Queue what an edit moves of an order's charges."""
    if _has_same_money(before, after):
        return
    was = charges_of(before)
    moved = difference(was, charges_of(after))
    if not moved:
        return
    order = before.order
    if not await order_ledger.is_opened(unit, store_id, order.id):
        order_ledger.add(unit, store_id, order.id, Journal("created", 1, order.date_created, was))
    revision = after.order.revision
    order_ledger.add(unit, store_id, order.id, Journal("edited", revision, now, moved))


def post_payment(unit: Unit, store_id: int, transaction: Transaction, now: int) -> None:
    """Queue what a transaction has brought."""
    journal = Journal("payment", transaction.id, now, payment_of(transaction))
    order_ledger.add(unit, store_id, transaction.order_id, journal)


def post_refund(
    unit: Unit,
    store_id: int,
    states: tuple[Refund, Refund],
    payment: RefundPayment,
    smallest: int,
    now: int,
) -> None:
    """Queue what one payment of a refund has given back; `states` are the refund before and after.

    `smallest` is the smallest charge of the currency.
    """
    before, after = states
    postings = refund_of(before, after, payment.provider_id, smallest)
    order_ledger.add(unit, store_id, after.order_id, Journal("refund", after.id, now, postings))


async def read_ledger(unit: Unit, store_id: int, order_id: int) -> Ledger:
    """Raises NotFound."""
    whole = await orders.find(unit, store_id, order_id)
    if whole is None:
        raise NotFound("order", order_id)
    order = whole.order
    journals = await order_ledger.list_journals(unit, store_id, order_id)
    if not any(one.cause == "created" for one in journals):
        journals.insert(0, Journal("created", 1, order.date_created, charges_of(whole)))
    known = await order_tenders.read_paid(unit, store_id, order, None)
    for provider_id, amount in unwritten(known.tenders, journals).items():
        postings = paid(amount, provider_id, order_id)
        journals.append(Journal("paid_by_hand", 0, order.date_created, postings))
    return Ledger(order_id, order.default_currency_code, tuple(journals), figures_of(journals))


def _has_same_money(before: WholeOrder, after: WholeOrder) -> bool:
    return (
        before.order.total_inc_tax == after.order.total_inc_tax
        and before.order.total_tax == after.order.total_tax
        and before.products == after.products
        and before.addresses == after.addresses
        and before.fees == after.fees
    )
