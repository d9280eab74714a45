"""Paying with a balance: taking from gift certificates and store credit, and giving back.

These are parts of a unit of work that also writes what is paid for. Call them after the order is
locked, gift certificates before store credit, so that rows are always locked in one order.
"""

from orderwright.db import balances, customers, gift_certificates
from orderwright.db.unit import Unit
from orderwright.domain import balance
from orderwright.domain.errors import InsufficientBalance
from orderwright.domain.gift_certificate import GiftCertificate, check_spendable


async def take_certificate(
    unit: Unit, store_id: int, code: str, currency_code: str, amount: int, order_id: int, now: int
) -> GiftCertificate:
    """Take an amount of a gift certificate's currency for an order; the certificate as it was.

    Raises NotFound for a code that cannot be spent on this order, InsufficientBalance.
    """
    found = await gift_certificates.find_by_code(unit, store_id, code, lock=True)
    found = check_spendable(found, code, currency_code, now)
    entry = balance.take(found.balance, amount, order_id, now)
    balances.move(unit, store_id, balances.GIFT_CERTIFICATE, found.id, entry)
    return found


async def take_certificate_of(
    unit: Unit, store_id: int, certificate_id: int, amount: int, order_id: int, now: int
) -> None:
    """As `take_certificate`, by its id.

    Raises InsufficientBalance, also where the certificate cannot be spent at all.
    """
    found = await gift_certificates.find_certificate(unit, store_id, certificate_id, lock=True)
    available = found.balance if found is not None and found.is_usable(now) else 0
    entry = balance.take(available, amount, order_id, now)
    balances.move(unit, store_id, balances.GIFT_CERTIFICATE, certificate_id, entry)


async def give_back_certificate(
    unit: Unit, store_id: int, certificate_id: int, amount: int, order_id: int, now: int
) -> bool:
    """Give an amount back to a gift certificate; False where it is there no longer.

    An expired or disabled one gets its money all the same.
    """
    if await gift_certificates.find_certificate(unit, store_id, certificate_id, lock=True) is None:
        return False
    entry = balance.give_back(amount, order_id, now)
    balances.move(unit, store_id, balances.GIFT_CERTIFICATE, certificate_id, entry)
    return True


async def take_credit(
    unit: Unit, store_id: int, customer_id: int, amount: int, order_id: int, now: int
) -> None:
    """Take an amount of the store's currency from a customer's credit for an order.

    Raises InsufficientBalance, also where there is no such customer.
    """
    known = await customers.lock_customers(unit, store_id, [customer_id])
    if customer_id not in known:
        raise InsufficientBalance(0)
    entry = balance.take(known[customer_id].store_credit, amount, order_id, now)
    balances.move(unit, store_id, balances.STORE_CREDIT, customer_id, entry)


async def give_back_credit(
    unit: Unit, store_id: int, customer_id: int, amount: int, order_id: int, now: int
) -> bool:
    """Give an amount back to a customer's credit; False where there is no such customer."""
    if customer_id not in await customers.lock_customers(unit, store_id, [customer_id]):
        return False
    entry = balance.give_back(amount, order_id, now)
    balances.move(unit, store_id, balances.STORE_CREDIT, customer_id, entry)
    return True
