"""Money kept for someone, as on a gift certificate: taken, given back, and explained by entries."""

from dataclasses import dataclass
from typing import Literal

from orderwright.domain.errors import InsufficientBalance

BalanceReason = Literal["set", "taken", "given_back"]


@dataclass(frozen=True, slots=True)
class BalanceEntry:
    """One change of a balance, in ten-thousandths. The entries of a balance sum to it."""

    amount: int
    reason: BalanceReason
    created_at: int
    order_id: int = 0


def set_balance(before: int, after: int, now: int) -> BalanceEntry | None:
    """A balance set by hand, a first one included; None where it stays."""
    return None if before == after else BalanceEntry(after - before, "set", now)


def take(balance: int, amount: int, order_id: int, now: int) -> BalanceEntry:
    """An amount that pays for an order. Raises InsufficientBalance."""
    assert amount > 0
    if amount > balance:
        raise InsufficientBalance(balance)
    return BalanceEntry(-amount, "taken", now, order_id)


def give_back(amount: int, order_id: int, now: int) -> BalanceEntry:
    """An amount that an order no longer needs."""
    assert amount > 0
    return BalanceEntry(amount, "given_back", now, order_id)
