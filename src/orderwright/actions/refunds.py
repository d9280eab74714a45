"""The verbs of refunds: quote one, make one, and write what becomes of its payments.

A refund is committed with the intent of every payment that a gateway has to make, and counts from
then on, so that refunds in parallel never exceed what was captured. Balances of this store and what
the merchant gives back by hand are done at once; gateways are called afterwards, and what they
answer is committed by `refund_outcomes`. The order shows what has really been given back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orderwright.actions import balances, order_tenders, refund_transactions
from orderwright.actions.gateway_calls import SETTLE_MS, Called
from orderwright.actions.order_changes import By
from orderwright.actions.order_tenders import Paid
from orderwright.actions.refund_outcomes import save_effect
from orderwright.actions.settling import Settling, conclude, follow_up
from orderwright.db import (
    orders,
    outbox,
    payment_attempts,
    payment_methods,
    refunds,
)
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound
from orderwright.domain.money import RATE_SCALE, divide_half_up
from orderwright.domain.order import Order, WholeOrder
from orderwright.domain.payment import Attempt
from orderwright.domain.refund import (
    STORE_CREDIT,
    PaymentState,
    Refund,
    RefundPayment,
    RefundRequest,
    with_payment,
)
from orderwright.domain.refund_method import (
    Method,
    PaymentRequest,
    choose,
    methods_of,
    moves_balance,
)
from orderwright.domain.refund_quote import Quote, quote_refund
from orderwright.gateways.gateway import GatewayError, GatewayUnavailable
from orderwright.gateways.registry import Gateways


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with the ways in which it may be paid."""

    quote: Quote
    methods: tuple[Method, ...]
    is_tax_inclusive: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A refund as a client asks for it.

    Without `payments` it goes back to where it came from. `key` is fresh: the gateways' idempotency
    keys are made of it.
    """

    request: RefundRequest
    payments: tuple[PaymentRequest, ...]
    reason: str
    key: str


async def create_order_refund_quotes(
    unit: Unit, store_id: int, order_id: int, request: RefundRequest, gateways: Gateways
) -> Quoted:
    """What a refund would come to, and how it may be paid. Raises NotFound, RefundRefused."""
    whole = await orders.find(unit, store_id, order_id)
    if whole is None:
        raise NotFound("order", order_id)
    paid = await order_tenders.read_paid(unit, store_id, whole.order, gateways)
    quote = _quote(whole, paid, request)
    methods = methods_of(paid.tenders, quote.total_amount, is_guest=not whole.order.customer_id)
    return Quoted(quote, methods, whole.order.is_tax_inclusive_pricing)


async def create_order_refund(
    unit: Unit, by: By, order_id: int, asked: Asked, gateways: Gateways
) -> tuple[Refund, list[Attempt]]:
    """Commit a refund, and what gateways are to be asked for. Raises NotFound, RefundRefused."""
    whole = await orders.find(unit, by.store.id, order_id, lock=True)
    if whole is None:
        raise NotFound("order", order_id)
    order = whole.order
    paid = await order_tenders.read_paid(unit, by.store.id, order, gateways)
    quote = _quote(whole, paid, asked.request)
    is_guest = not order.customer_id
    wanted = asked.payments or tuple(
        [
            PaymentRequest(option.provider_id, option.amount, bool(option.offline_reason))
            for option in methods_of(paid.tenders, quote.total_amount, is_guest=is_guest)[0]
        ]
    )
    payments = choose(paid.tenders, quote.total_amount, wanted, is_guest=is_guest)
    made = await refunds.add(unit, by.store.id, _refund(order, quote, payments, asked, by.now))
    made = await _give_back_now(unit, by, order, made)
    about = {"type": "order", "id": order.id, "refund": {"refund_id": made.id}}
    outbox.record(unit, by.store.id, "store/order/refund/created", about, by.now, order.channel_id)
    attempts = await _intend(unit, by, order, paid, made, asked.key)
    await save_effect(unit, by, whole, paid, (*paid.refunds, made), made.id)
    return made, attempts


async def give_back(settling: Settling, by: By, attempts: Sequence[Attempt]) -> None:
    """Ask the gateways for what was committed, and commit what they answer.

    What stays unknown is settled by the job.
    """
    for attempt in attempts:
        called = await _call(settling, by.store.id, attempt)
        await settling.units.write(lambda unit: conclude(unit, by, attempt.id, called))  # noqa: B023 - awaited at once


async def _call(settling: Settling, store_id: int, attempt: Attempt) -> Called:
    method = await settling.units.read(
        lambda unit: payment_methods.find(unit, store_id, attempt.payment_method_id)
    )
    if method is None:
        return Called(error=GatewayUnavailable("the payment method is gone"))
    try:
        gateway = settling.gateways.of(store_id, method)
    except GatewayError as error:
        return Called(error=error)
    return await follow_up(gateway, attempt)


def _quote(whole: WholeOrder, paid: Paid, request: RefundRequest) -> Quote:
    return quote_refund(whole, paid.refunds, paid.captured, request, paid.unit)


def _refund(
    order: Order, quote: Quote, payments: tuple[RefundPayment, ...], asked: Asked, now: int
) -> Refund:
    reasons = [item.reason for item in quote.items if item.reason]
    return Refund(
        order_id=order.id,
        created=now,
        total_amount=quote.total_amount,
        total_tax=quote.total_tax,
        reason=asked.reason or (reasons[0] if reasons else ""),
        uses_merchant_override_values=asked.request.override is not None,
        tax_adjustment=quote.tax_adjustment,
        items=quote.items,
        payments=payments,
    )


async def _give_back_now(unit: Unit, by: By, order: Order, made: Refund) -> Refund:
    """Give back to balances, and record what the merchant gives back by hand."""
    for payment in sorted(made.payments, key=lambda one: one.provider_id == STORE_CREDIT):
        if payment.state is PaymentState.DONE:
            done = payment
            if moves_balance(payment) and not await _to_balance(unit, by, order, payment):
                done = replace(payment, offline=True)  # whose balance it was is gone
            told = await refund_transactions.record_own(unit, by, order, done)
            done = replace(done, transaction_id=told.id)
            refunds.save_payment(unit, by.store.id, done)
            (made,) = with_payment((made,), done)
    return made


async def _to_balance(unit: Unit, by: By, order: Order, payment: RefundPayment) -> bool:
    """Gift certificates first, so that rows are always locked in one order."""
    if payment.provider_id == STORE_CREDIT:
        rate = order.store_default_to_transactional_exchange_rate
        amount = divide_half_up(payment.amount * RATE_SCALE, rate)
        if amount <= 0:
            return False
        return await balances.give_back_credit(
            unit, by.store.id, order.customer_id, amount, order.id, by.now
        )
    assert payment.gift_certificate_id is not None
    return await balances.give_back_certificate(
        unit, by.store.id, payment.gift_certificate_id, payment.amount, order.id, by.now
    )


async def _intend(
    unit: Unit, by: By, order: Order, paid: Paid, made: Refund, key: str
) -> list[Attempt]:
    """Commit what gateways are to be asked for; the settling job finds what we do not get to."""
    by_transaction = {tender.transaction_id: tender for tender in paid.tenders}
    attempts: list[Attempt] = []
    for payment in made.payments:
        if payment.state is not PaymentState.PENDING:
            continue
        tender = by_transaction[payment.reference_transaction_id]
        attempt = Attempt(
            kind="refund",
            order_id=order.id,
            key=f"{key}-{payment.id}",
            amount=payment.amount,
            currency=order.currency_code,
            payment_method_id=tender.payment_method_id,
            gateway_transaction_id=tender.gateway_transaction_id,
            reference_transaction_id=payment.reference_transaction_id,
            refund_id=made.id,
            details={"refund_payment_id": payment.id},
            created_at=by.now,
            settle_after=by.now + SETTLE_MS,
        )
        number = payment_attempts.add(unit, by.store.id, attempt)
        await unit.flush()
        attempts.append(replace(attempt, id=number.value))
    return attempts
