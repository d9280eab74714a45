"""Leave to pay: the ways that are open for an order, and the token for it."""

from dataclasses import dataclass, replace

from orderwright.actions.settling import Settling
from orderwright.actions.vault import Vault
from orderwright.db import (
    carts,
    customers,
    gift_certificates,
    orders,
    payment_attempts,
    payment_methods,
    payment_tokens,
    stored_instruments,
)
from orderwright.db.unit import Unit
from orderwright.domain.errors import IdempotencyMismatch, NotFound, PaymentRefused
from orderwright.domain.payable import check_payable
from orderwright.domain.payment import NO_TOKEN
from orderwright.domain.payment_method import PaymentMethod
from orderwright.domain.payment_token import LIFE_MS, PaymentToken
from orderwright.domain.stored_instrument import StoredInstrument
from orderwright.gateways.gateway import GatewayMisconfigured


@dataclass(frozen=True, slots=True)
class Offer:
    """A way of paying that is open, with what the customer has left there, and its token."""

    method: PaymentMethod
    stores: bool = False
    """Whether its gateway keeps instruments."""

    stored: tuple[tuple[StoredInstrument, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """What an order, or what a checkout will be, can be paid with."""

    methods: tuple[Offer, ...]
    takes_gift_certificates: bool = False
    takes_store_credit: bool = False


async def get_payment_methods(
    unit: Unit, store_id: int, paying: Settling, order_id: int | None, checkout_id: str | None
) -> Offers:
    """Raises NotFound, and PaymentRefused where the order cannot be paid."""
    if order_id is not None:
        customer_id = await _payer_of_order(unit, store_id, order_id)
    else:
        cart = await carts.find(unit, store_id, checkout_id or "")
        if cart is None:
            raise NotFound("checkout", checkout_id)
        customer_id = cart.customer_id
    methods = [
        one
        for one in await payment_methods.list_methods(unit, store_id)
        if one.is_enabled and not one.is_offline
    ]
    owned = await _owned(unit, store_id, customer_id)
    customer = await customers.find_customer(unit, store_id, customer_id) if customer_id else None
    return Offers(
        tuple([_offer(method, owned, paying, store_id) for method in methods]),
        takes_gift_certificates=await gift_certificates.has_active(unit, store_id),
        takes_store_credit=customer is not None and customer.store_credit > 0,
    )


async def create_payment_access_token(
    unit: Unit, store_id: int, wanted: PaymentToken, now: int
) -> tuple[PaymentToken, bool]:
    """Leave to pay what is due of an order, kept by its hash, and whether it is new.

    Raises NotFound, PaymentRefused, IdempotencyMismatch.
    """
    order, siblings = await orders.lock_with_siblings(unit, store_id, wanted.order_id)
    if order is None:
        raise NotFound("order", wanted.order_id)
    known = await payment_tokens.lock(unit, store_id, wanted.token_hash)
    if known is not None:
        if (known.order_id, known.is_recurring) != (wanted.order_id, wanted.is_recurring):
            raise IdempotencyMismatch
        return known, False
    if order.is_deleted:
        raise PaymentRefused(NO_TOKEN, "The order is archived.")
    numbers = [wanted.order_id, *[number for number, _ in siblings]]
    attempts = await payment_attempts.list_of_orders(unit, store_id, numbers)
    due = check_payable(order, siblings, attempts)
    made = replace(wanted, amount=due, currency=order.currency_code, expires_at=now + LIFE_MS)
    payment_tokens.add(unit, store_id, made)
    return made, True


async def get_customer_stored_instruments(
    unit: Unit, store_id: int, vault: Vault, customer_id: int
) -> list[tuple[StoredInstrument, str]]:
    """A customer's stored instruments with their tokens. Raises NotFound."""
    if await customers.find_customer(unit, store_id, customer_id) is None:
        raise NotFound("customer", customer_id)
    found = await _owned(unit, store_id, customer_id)
    return [(one, vault.token_of(one.sealed)) for one in found]


async def _payer_of_order(unit: Unit, store_id: int, order_id: int) -> int:
    order = await orders.find_order(unit, store_id, order_id)
    if order is None:
        raise NotFound("order", order_id)
    siblings = await orders.siblings_of(unit, store_id, order)
    numbers = [order.id, *[number for number, _ in siblings]]
    attempts = await payment_attempts.list_of_orders(unit, store_id, numbers)
    check_payable(order, siblings, attempts)
    return order.customer_id


async def _owned(unit: Unit, store_id: int, customer_id: int) -> list[StoredInstrument]:
    if not customer_id:
        return []
    return list(await stored_instruments.list_instruments(unit, store_id, customer_id))


def _offer(
    method: PaymentMethod, owned: list[StoredInstrument], paying: Settling, store_id: int
) -> Offer:
    return Offer(
        method,
        _stores(method, paying, store_id),
        tuple(
            [
                (one, paying.vault.token_of(one.sealed))
                for one in owned
                if one.payment_method_id == method.id and one.type == "stored_card"
            ]
        ),
    )


def _stores(method: PaymentMethod, paying: Settling, store_id: int) -> bool:
    try:
        return "store_instruments" in paying.gateways.of(store_id, method).capabilities
    except GatewayMisconfigured:
        return False
