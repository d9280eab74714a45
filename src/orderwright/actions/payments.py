"""Paying for an order: the intent, the call of the gateway, and what becomes of both."""

from dataclasses import dataclass, field, replace

from orderwright.actions import checkout_orders, gateway_calls, settling
from orderwright.actions.balance_payments import pay_from_balance, place_for_nothing
from orderwright.actions.gateway_calls import Called
from orderwright.actions.order_changes import By
from orderwright.actions.settling import Settling
from orderwright.db import (
    orders,
    payment_attempts,
    payment_methods,
    payment_tokens,
    stock,
    stored_instruments,
)
from orderwright.db.unit import Unit
from orderwright.domain.errors import (
    IdempotencyBusy,
    IdempotencyMismatch,
    NotAuthenticated,
    PaymentRefused,
)
from orderwright.domain.instrument import Card, Instrument, InstrumentType, Stored, TokenizedCard
from orderwright.domain.order import Order
from orderwright.domain.payable import check_payable
from orderwright.domain.payment import (
    MISCONFIGURED,
    NO_INSTRUMENT,
    NO_METHOD,
    NO_ORDER,
    NO_VAULT,
    NOT_SAVED,
    OTHER_TOTAL,
    Attempt,
    AttemptStatus,
)
from orderwright.domain.payment_method import BALANCE_IDS, PaymentMethod
from orderwright.domain.stock import needed_by
from orderwright.domain.stored_instrument import StoredInstrument
from orderwright.gateways.gateway import Capability, ChargeRequest, Gateway, GatewayMisconfigured

METHOD_TYPES = {
    "card": "card",
    "stored_card": "card",
    "tokenized_card": "card",
    "stored_paypal_account": "paypal",
    "stored_bank_account": "bank",
}
"""What type of method an instrument pays by."""

NEEDS: dict[str, Capability] = {
    "stored_card": "store_instruments",
    "tokenized_card": "tokenized_cards",
    "stored_paypal_account": "paypal",
    "stored_bank_account": "bank_accounts",
}
TRANSACTION_METHODS = {
    "card": "credit_card",
    "tokenized_card": "nonce",
    "stored_card": "bigpay_token",
    "stored_paypal_account": "electronic_wallet",
    "stored_bank_account": "bigpay_token",
}
"""A transaction's `method` for each instrument."""


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What a client asks for. Of `token` and `code` there is what the instrument's type has.

    `token_hash` and `order_id` are those of its payment access token; `key` and `public_id` are
    fresh; `request_key` and `fingerprint` are keyed hashes of its Idempotency-Key and its body.
    """

    token_hash: bytes
    order_id: int
    type: InstrumentType
    payment_method_id: str
    key: str
    public_id: str
    instrument: Card | TokenizedCard | None = None
    token: str = field(default="", repr=False)
    verification_value: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    save_instrument: bool = False
    request_key: bytes | None = None
    fingerprint: bytes | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What a request pays with: the method, its gateway, and the instrument that it is given."""

    method: PaymentMethod
    gateway: Gateway
    instrument: Instrument
    stored: StoredInstrument | None = None
    """The vault's row, where the instrument is a stored one."""


async def process_payment(paying: Settling, by: By, request: PaymentRequest) -> Attempt:
    """Pay for an order at most once; what the intent has come to.

    Raises PaymentRefused, NotAuthenticated, QuantityConflict, IdempotencyMismatch,
    IdempotencyBusy.
    """
    known = await _known(paying, by, request)
    if known is not None:
        return known
    means = None
    if request.payment_method_id not in BALANCE_IDS:
        means = await _means(paying, by, request)
    intent = await paying.units.write(lambda unit: _intend(unit, by, request, means))
    if means is None or intent.status is not AttemptStatus.INTENDED:
        return intent
    return await _charge(paying, by, request, intent, means)


async def _known(paying: Settling, by: By, request: PaymentRequest) -> Attempt | None:
    """What was made of the same request before, settled now if it was left open."""
    key = request.request_key
    if key is None:
        return None

    async def find(unit: Unit) -> Attempt | None:
        return await payment_attempts.find_by_request(unit, by.store.id, request.order_id, key)

    known = await paying.units.read(find)
    if known is not None and known.is_open and known.settle_after <= by.now:
        await settling.settle(paying, by.store.id, known, by.now)
        known = await paying.units.read(find)
    return None if known is None else _replayed(known, request)


def _replayed(known: Attempt, request: PaymentRequest) -> Attempt | None:
    """The intent again; None where nothing came of it. Raises the refusals of a repeated key."""
    if known.fingerprint != request.fingerprint:
        raise IdempotencyMismatch
    if known.status in (AttemptStatus.INTENDED, AttemptStatus.UNKNOWN):
        raise IdempotencyBusy
    return None if known.status is AttemptStatus.FAILED else known


async def _means(paying: Settling, by: By, request: PaymentRequest) -> Means:
    """Raises PaymentRefused where the store, or its gateway, does not take what is offered."""

    async def read(unit: Unit) -> tuple[PaymentMethod | None, StoredInstrument | None]:
        method = await payment_methods.find(unit, by.store.id, request.payment_method_id)
        if not request.token:
            return method, None
        token_hash = paying.vault.hash(request.token)
        return method, await stored_instruments.find_by_hash(unit, by.store.id, token_hash)

    method, stored = await paying.units.read(read)
    if method is None or not method.is_enabled or method.is_offline:
        raise PaymentRefused(NO_METHOD)
    if METHOD_TYPES.get(request.type) != method.type:
        raise PaymentRefused(NO_METHOD, f"{method.id} takes no instrument of type {request.type}.")
    try:
        gateway = paying.gateways.of(by.store.id, method)
    except GatewayMisconfigured as error:
        raise PaymentRefused(MISCONFIGURED) from error
    _check_capabilities(gateway, request)
    if request.instrument is not None:
        return Means(method, gateway, request.instrument)
    if stored is None or (stored.type, stored.payment_method_id) != (request.type, method.id):
        raise PaymentRefused(NO_INSTRUMENT)
    given: Stored = paying.vault.instrument_of(stored, request.verification_value)
    return Means(method, gateway, given, stored)


def _check_capabilities(gateway: Gateway, request: PaymentRequest) -> None:
    needed = NEEDS.get(request.type)
    if needed is not None and needed not in gateway.capabilities:
        raise PaymentRefused(NO_VAULT if request.token else NO_METHOD)
    saves = request.save_instrument and request.type == "card"
    if saves and "store_instruments" not in gateway.capabilities:
        raise PaymentRefused(NOT_SAVED)


async def _intend(unit: Unit, by: By, request: PaymentRequest, means: Means | None) -> Attempt:
    """Commit what is about to be charged, with the goods held for it; or pay from a balance."""
    order, siblings = await orders.lock_with_siblings(unit, by.store.id, request.order_id)
    if order is None or order.is_deleted:
        raise PaymentRefused(NO_ORDER)
    if request.request_key is not None:
        known = await payment_attempts.find_by_request(
            unit, by.store.id, order.id, request.request_key
        )
        replayed = None if known is None else _replayed(known, request)
        if replayed is not None:
            return replayed
    numbers = [order.id, *[number for number, _ in siblings]]
    attempts = await payment_attempts.list_of_orders(unit, by.store.id, numbers)
    due = check_payable(order, siblings, attempts)
    token = await payment_tokens.lock(unit, by.store.id, request.token_hash)
    if token is None or token.used_at is not None or token.order_id != order.id:
        raise NotAuthenticated
    if (token.amount, token.currency) != (due, order.currency_code):
        raise PaymentRefused(OTHER_TOTAL)
    stored = None if means is None else means.stored
    if stored is not None and stored.customer_id != order.customer_id:
        raise PaymentRefused(NO_INSTRUMENT)
    await _hold_stock(unit, by, order)
    details = _details(request, means, is_recurring=token.is_recurring)
    intent = Attempt(
        kind="charge",
        order_id=order.id,
        key=request.key,
        amount=due,
        currency=order.currency_code,
        payment_method_id=request.payment_method_id,
        details={**details, "customer_id": order.customer_id},
        request_key=request.request_key,
        fingerprint=request.fingerprint,
        created_at=by.now,
        settle_after=by.now + gateway_calls.SETTLE_MS,
    )
    if due == 0:
        return await place_for_nothing(unit, by, order, intent)
    if means is None:
        return await pay_from_balance(unit, by, order, intent, request.code)
    number = payment_attempts.add(unit, by.store.id, intent)
    await unit.flush()
    return replace(intent, id=number.value)


async def _hold_stock(unit: Unit, by: By, order: Order) -> None:
    """Hold what the order needs; one without a cart is only checked. Raises QuantityConflict."""
    lines = await orders.list_products(unit, by.store.id, order.id)
    if order.cart_id is not None:
        await checkout_orders.renew_hold(unit, by, order, lines)
        return
    counted = [line.product_id for line in lines if not line.is_custom]
    needed_by(lines, await stock.lock_counted(unit, by.store.id, counted))


def _details(
    request: PaymentRequest, means: Means | None, *, is_recurring: bool
) -> dict[str, object]:
    """What settling needs, and never card data."""
    kind = "purchase" if means is None else means.method.transaction_type
    details: dict[str, object] = {
        "public_id": request.public_id,
        "token_hash": request.token_hash.hex(),
        "transaction_type": kind,
        "method": TRANSACTION_METHODS.get(request.type, request.type),
        "is_recurring": is_recurring,
    }
    if means is not None and means.stored is not None:
        details["instrument_hash"] = means.stored.token_hash.hex()
    return details


async def _charge(
    paying: Settling, by: By, request: PaymentRequest, intent: Attempt, means: Means
) -> Attempt:
    """Call the gateway under the key of a committed intent, and commit what it says."""
    customer_id = int(intent.details["customer_id"])
    charge = ChargeRequest(
        key=intent.key,
        amount=intent.amount,
        currency=intent.currency,
        instrument=means.instrument,
        is_authorization_only=intent.details["transaction_type"] == "authorization",
        is_recurring=bool(intent.details["is_recurring"]),
        save_instrument=request.save_instrument and request.type == "card" and customer_id > 0,
        order_id=intent.order_id,
        customer_id=customer_id,
    )
    called = await gateway_calls.call(
        means.gateway, intent.key, lambda: means.gateway.charge(charge)
    )
    return await _written(paying, by, intent, called)


async def _written(paying: Settling, by: By, intent: Attempt, called: Called) -> Attempt:
    called = settling.with_kept(paying, called)
    after = await paying.units.write(lambda unit: settling.conclude(unit, by, intent.id, called))
    if after is not None:
        return after
    found = await paying.units.read(
        lambda unit: payment_attempts.find(unit, by.store.id, intent.id)
    )
    assert found is not None
    return found
