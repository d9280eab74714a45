"""Paying with a gift certificate or store credit: no gateway, one unit of work."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from orderwright.actions import balances
from orderwright.actions.charges import move_on
from orderwright.actions.order_changes import By
from orderwright.actions.order_transactions import add_transaction
from orderwright.db import customers, gift_certificates, payment_attempts, payment_tokens
from orderwright.db.unit import Unit
from orderwright.domain.errors import InsufficientBalance, NotFound, PaymentRefused
from orderwright.domain.order import Order
from orderwright.domain.payment import (
    CODES,
    INVALID_DATA,
    Attempt,
    AttemptStatus,
    Decline,
    Transaction,
)
from orderwright.domain.payment_method import GIFT_CERTIFICATE_ID, STORE_CREDIT_ID

NAMES = {GIFT_CERTIFICATE_ID: "Gift Certificate", STORE_CREDIT_ID: "Store Credit"}
NO_MONEY = CODES[Decline.INSUFFICIENT]


async def pay_from_balance(unit: Unit, by: By, order: Order, intent: Attempt, code: str) -> Attempt:
    """Take what a balance holds of what is due, and move a locked order on.

    Raises PaymentRefused where it holds nothing or cannot be spent on this order.
    """
    pay: Mapping[str, Callable[..., Awaitable[Transaction]]] = {
        GIFT_CERTIFICATE_ID: _take_certificate,
        STORE_CREDIT_ID: _take_credit,
    }
    method_id = intent.payment_method_id
    try:
        told = await pay[method_id](unit, by, order, intent.amount, code)
    except NotFound as error:
        raise PaymentRefused(INVALID_DATA, "There is no such gift certificate.") from error
    except InsufficientBalance as error:
        raise PaymentRefused(NO_MONEY) from error
    done = await _succeeded(unit, by, replace(intent, amount=told.amount))
    told = replace(told, public_id=intent.details["public_id"], attempt_id=done.id)
    transaction = await add_transaction(unit, by, order, told)
    payment_attempts.save(unit, by.store.id, replace(done, transaction_id=transaction.id))
    name = "gift_certificate_amount" if method_id == GIFT_CERTIFICATE_ID else "store_credit_amount"
    fields: dict[str, object] = {name: getattr(order, name) + told.amount}
    if not order.payment_status:
        fields |= {"payment_method": NAMES[method_id], "payment_status": "captured"}
    await move_on(unit, by, order, fields, is_captured=order.payment_status != "authorized")
    return done


async def place_for_nothing(unit: Unit, by: By, order: Order, intent: Attempt) -> Attempt:
    """Place a locked order of which nothing is due: no money moves, and no transaction is made."""
    done = await _succeeded(unit, by, intent)
    await move_on(unit, by, order, {"payment_status": "captured"}, is_captured=True)
    return done


async def _succeeded(unit: Unit, by: By, intent: Attempt) -> Attempt:
    done = replace(intent, status=AttemptStatus.SUCCEEDED)
    number = payment_attempts.add(unit, by.store.id, done)
    payment_tokens.use(unit, by.store.id, bytes.fromhex(intent.details["token_hash"]), by.now)
    await unit.flush()
    return replace(done, id=number.value)


async def _take_certificate(unit: Unit, by: By, order: Order, due: int, code: str) -> Transaction:
    found = await gift_certificates.find_by_code(unit, by.store.id, code, lock=True)
    amount = min(due, found.balance) if found is not None else due
    if found is not None and amount <= 0:
        raise InsufficientBalance(0)
    before = await balances.take_certificate(
        unit, by.store.id, code, order.currency_code, amount, order.id, by.now
    )
    return Transaction(
        order_id=order.id,
        event="purchase",
        method="gift_certificate",
        amount=amount,
        currency=order.currency_code,
        gateway="giftcertificate",
        gift_certificate={
            "code": before.code,
            "original_balance": before.amount,
            "starting_balance": before.balance,
            "remaining_balance": before.balance - amount,
            "status": before.status,
        },
        payment_method_id=GIFT_CERTIFICATE_ID,
    )


async def _take_credit(unit: Unit, by: By, order: Order, due: int, _: str) -> Transaction:
    known = await customers.lock_customers(unit, by.store.id, [order.customer_id])
    customer = known.get(order.customer_id)
    if customer is None:
        raise PaymentRefused(INVALID_DATA, "A guest has no store credit.")
    if order.currency_code != order.store_default_currency_code:
        raise PaymentRefused(INVALID_DATA, "Store credit pays in the store's own currency only.")
    amount = min(due, customer.store_credit)
    if amount <= 0:
        raise InsufficientBalance(0)
    await balances.take_credit(unit, by.store.id, customer.id, amount, order.id, by.now)
    return Transaction(
        order_id=order.id,
        event="purchase",
        method="store_credit",
        amount=amount,
        currency=order.currency_code,
        gateway="storecredit",
        store_credit={"remaining_balance": customer.store_credit - amount},
        payment_method_id=STORE_CREDIT_ID,
    )
