"""Whether an order can be paid, and what of it is due."""

from collections.abc import Sequence

from orderwright.domain.errors import PaymentRefused
from orderwright.domain.order import Order
from orderwright.domain.order_status import Status
from orderwright.domain.payment import (
    COUNTED,
    OPEN,
    WRONG_STATUS,
    Attempt,
    amount_due,
)
from orderwright.domain.payment_method import BALANCE_IDS

NOT_PLACED = frozenset({Status.INCOMPLETE, Status.CANCELLED, Status.DECLINED})


def charges_of(order_id: int, attempts: Sequence[Attempt]) -> list[Attempt]:
    """Charges at gateways; what balances pay is in the order's own amounts."""
    return [
        one
        for one in attempts
        if one.order_id == order_id
        and one.kind == "charge"
        and one.payment_method_id not in BALANCE_IDS
    ]


def due_of(order: Order, attempts: Sequence[Attempt]) -> int:
    """What is still to be paid, in ten-thousandths; open charges count as paid."""
    return amount_due(
        order.total_inc_tax,
        order.gift_certificate_amount,
        order.store_credit_amount,
        charges_of(order.id, attempts),
    )


def check_payable(
    order: Order, siblings: Sequence[tuple[int, int]], attempts: Sequence[Attempt]
) -> int:
    """What is due of an order that can be paid now.

    `siblings` are number and status of the other orders of its cart, `attempts` those of all of
    them. At most one of them is ever paid. Raises PaymentRefused.
    """
    if order.status_id != Status.INCOMPLETE:
        raise PaymentRefused(WRONG_STATUS)
    if any(status not in NOT_PLACED for _, status in siblings):
        raise PaymentRefused(WRONG_STATUS)
    if any(one.order_id != order.id and one.status in COUNTED for one in attempts):
        raise PaymentRefused(WRONG_STATUS)
    own = charges_of(order.id, attempts)
    if any(one.status in OPEN for one in own):
        raise PaymentRefused(WRONG_STATUS, "A payment of this order is still under way.")
    due = due_of(order, attempts)
    if due <= 0 and own:
        raise PaymentRefused(WRONG_STATUS)
    return max(due, 0)
