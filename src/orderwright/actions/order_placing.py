"""What an order sets going as its status changes: it takes its tenders, and gives what it sold."""

from dataclasses import replace

from orderwright.actions import balances, tax_documents
from orderwright.db import balances as stored
from orderwright.db import gift_certificates, order_tenders
from orderwright.db.unit import Unit
from orderwright.domain.balance import set_balance
from orderwright.domain.errors import InsufficientBalance
from orderwright.domain.order import Order, WholeOrder
from orderwright.domain.order_status import PAID, WITHOUT_STOCK, Status
from orderwright.domain.order_tender import OrderTender, issued_certificate

GIFT_CERTIFICATE = "giftcertificate"


async def follow(
    unit: Unit, store_id: int, before: WholeOrder, after: WholeOrder, now: int
) -> WholeOrder:
    """The next state of a locked order, with what follows from its new status.

    An order that is placed takes the balances that it was made with; one that is paid gets the gift
    certificates that it buys, once. An outside tax provider is told later of both.
    """
    was, becomes = before.order.status_id, after.order.status_id
    if was == becomes:
        return after
    if was == Status.INCOMPLETE and becomes not in WITHOUT_STOCK:
        after = replace(after, order=await take_tenders(unit, store_id, after.order, now))
    if becomes in PAID and was not in PAID:
        after = await _issue(unit, store_id, after, now)
    await tax_documents.follow(unit, store_id, before.order, after.order, now)
    return after


async def take_tenders(unit: Unit, store_id: int, order: Order, now: int) -> Order:
    """Take the balances that a locked order was made with, unless they have been taken.

    The order as it is then: where a balance holds less than the checkout showed, what there is pays
    and the amounts are less.
    """
    if not (order.gift_certificate_amount or order.store_credit_amount) or order.cart_id is None:
        return order
    for tender in await order_tenders.list_tenders(unit, store_id, order.id):
        if tender.is_taken:
            continue
        amount = await _take(unit, store_id, order, tender, now)
        order_tenders.save(unit, store_id, replace(tender, amount=amount, is_taken=True))
        name = f"{tender.kind}_amount"
        order = replace(order, **{name: getattr(order, name) - tender.amount + amount})
    await unit.flush()
    return order


async def _take(unit: Unit, store_id: int, order: Order, tender: OrderTender, now: int) -> int:
    """What could be taken."""
    take = (
        balances.take_certificate_of if tender.kind == "gift_certificate" else balances.take_credit
    )
    amount = tender.amount
    try:
        await take(unit, store_id, tender.owner_id, amount, order.id, now)
    except InsufficientBalance as refusal:
        amount = refusal.available
        if amount:
            await take(unit, store_id, tender.owner_id, amount, order.id, now)
    return amount


async def _issue(unit: Unit, store_id: int, whole: WholeOrder, now: int) -> WholeOrder:
    """The order with gift certificates made for its lines that buy one."""
    waiting = {
        line.id: line
        for line in whole.products
        if line.type == GIFT_CERTIFICATE and line.gift_certificate_id is None
    }
    if not waiting:
        return whole
    numbers = {}
    for bought in await order_tenders.list_bought(unit, store_id, whole.order.id):
        line = waiting.get(bought.order_product_id)
        if line is None:
            continue
        made = issued_certificate(bought, line, whole.order, now)
        numbers[line.id] = gift_certificates.add_certificate(unit, store_id, made)
        entry = set_balance(0, made.balance, now)
        assert entry is not None
        stored.add_entry(unit, store_id, stored.GIFT_CERTIFICATE, numbers[line.id], entry)
    await unit.flush()
    return replace(
        whole,
        products=tuple(
            [
                replace(line, gift_certificate_id=numbers[line.id].value)
                if line.id in numbers
                else line
                for line in whole.products
            ]
        ),
    )
