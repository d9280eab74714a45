"""Capturing and voiding what a gateway has only authorized: once, wholly or in part."""

from collections.abc import Sequence
from dataclasses import dataclass

from orderwright.domain.errors import Unprocessable
from orderwright.domain.payment import Attempt, Transaction

CAPTURE_PENDING, VOID_PENDING = "capture pending", "void pending"
AUTHORIZED, CAPTURED, VOIDED = "authorized", "captured", "void"
"""Values of `payment_status` (reference)."""

NOTHING_AUTHORIZED = "The order has no authorized payment."
UNDER_WAY = "A capture or void of this order is already under way."
TOO_MUCH = "The amount is greater than the amount that was authorized."
NO_AMOUNT = "The amount must be greater than 0, and one that the currency can pay."
NOT_IN_PART = "The payment provider cannot capture a part of what it has authorized."


@dataclass(frozen=True, slots=True)
class Planned:
    """So much of an authorization that is to be captured or let go."""

    transaction: Transaction
    amount: int


def authorized(
    transactions: Sequence[Transaction], attempts: Sequence[Attempt]
) -> tuple[Transaction, ...]:
    """The authorizations that are neither captured nor let go.

    Raises Unprocessable where there is none, or where one of them is being captured or voided.
    """
    if any(one.is_open and one.kind in ("capture", "void") for one in attempts):
        raise Unprocessable(UNDER_WAY)
    done = {
        one.reference_transaction_id
        for one in transactions
        if one.event in ("capture", "void") and one.status == "ok"
    }
    left = tuple(
        [
            one
            for one in transactions
            if one.event == "authorization" and one.status == "ok" and one.id not in done
        ]
    )
    if not left:
        raise Unprocessable(NOTHING_AUTHORIZED)
    return left


def plan_capture(left: Sequence[Transaction], amount: int | None, unit: int) -> list[Planned]:
    """What is to be captured of each authorization: all of it, or an amount, oldest first.

    An authorization is captured once, and what is not captured of it is let go. Raises
    Unprocessable.
    """
    if amount is None:
        return [Planned(one, one.amount) for one in left]
    if amount <= 0 or amount % unit:
        raise Unprocessable.naming(NO_AMOUNT, "amount", NO_AMOUNT)
    if amount > sum([one.amount for one in left]):
        raise Unprocessable.naming(TOO_MUCH, "amount", TOO_MUCH)
    planned: list[Planned] = []
    for one in left:
        part = min(amount, one.amount)
        if part > 0:
            planned.append(Planned(one, part))
            amount -= part
    return planned
