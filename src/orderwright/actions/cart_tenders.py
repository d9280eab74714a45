"""Gift certificates and store credit on checkouts: entered, taken off, and read anew."""

from dataclasses import replace

from orderwright.db import customers, gift_certificates
from orderwright.db.unit import Unit
from orderwright.domain import cart_tender
from orderwright.domain.cart import Cart
from orderwright.domain.cart_tender import put_tenders
from orderwright.domain.errors import CheckoutChanged
from orderwright.domain.gift_certificate import check_spendable
from orderwright.domain.store import Store


async def with_certificate(unit: Unit, store: Store, cart: Cart, code: str, now: int) -> Cart:
    """The checkout with one more gift certificate.

    Raises NotFound for a code that cannot be spent here, Unprocessable.
    """
    found = await gift_certificates.find_by_code(unit, store.id, code)
    found = check_spendable(found, code, cart.currency_code, now)
    return cart_tender.with_certificate(cart, found)


async def refreshed(unit: Unit, store: Store, cart: Cart, now: int) -> Cart:
    """The checkout with the balances as they are now; what can no longer be spent is gone."""
    if cart.gift_certificates:
        ids = [one.id for one in cart.gift_certificates]
        known = await gift_certificates.find_many(unit, store.id, ids)
        kept = [
            cart_tender.entered(known[one])
            for one in ids
            if one in known
            and known[one].currency_code == cart.currency_code
            and known[one].is_usable(now)
        ]
        cart = replace(cart, gift_certificates=tuple(kept))
    if cart.is_store_credit_applied:
        customer = await customers.find_customer(unit, store.id, cart.customer_id)
        credit = 0 if customer is None else customer.store_credit
        cart = replace(cart, store_credit=credit, is_store_credit_applied=customer is not None)
    return cart


async def check_unchanged(unit: Unit, store: Store, cart: Cart, now: int) -> None:
    """Whether the tenders still pay what the checkout shows. Raises CheckoutChanged."""
    if not (cart.gift_certificates or cart.is_store_credit_applied):
        return
    now_paid = put_tenders(await refreshed(unit, store, cart, now))
    if cart_tender.order_tenders(now_paid) != cart_tender.order_tenders(cart):
        raise CheckoutChanged
