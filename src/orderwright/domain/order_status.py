"""The 15 order statuses, what they mean for money and stock, and the changes that are derived.

A status may be set by hand to any other, as freely as on the platform. The table below rules only
what this server does on its own after a payment, a shipment or a refund.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Status(IntEnum):
    INCOMPLETE = 0
    PENDING = 1
    SHIPPED = 2
    PARTIALLY_SHIPPED = 3
    REFUNDED = 4
    CANCELLED = 5
    DECLINED = 6
    AWAITING_PAYMENT = 7
    AWAITING_PICKUP = 8
    AWAITING_SHIPMENT = 9
    COMPLETED = 10
    AWAITING_FULFILLMENT = 11
    MANUAL_VERIFICATION_REQUIRED = 12
    DISPUTED = 13
    PARTIALLY_REFUNDED = 14


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """A status as `/order_statuses` shows it; `position` is its place on display."""

    id: Status
    name: str
    position: int
    description: str


ORDER_STATUSES = (
    OrderStatus(
        Status.INCOMPLETE,
        "Incomplete",
        0,
        "An incomplete order happens when a shopper reached the payment page, but did not complete"
        " the transaction.",
    ),
    OrderStatus(
        Status.PENDING,
        "Pending",
        1,
        "Customer started the checkout process, but did not complete it.",
    ),
    OrderStatus(
        Status.SHIPPED,
        "Shipped",
        8,
        "Order has been shipped, but receipt has not been confirmed; seller has used the Ship Items"
        " action.",
    ),
    OrderStatus(
        Status.PARTIALLY_SHIPPED,
        "Partially Shipped",
        6,
        "Only some items in the order have been shipped, due to some products being pre-order only"
        " or other reasons.",
    ),
    OrderStatus(Status.REFUNDED, "Refunded", 11, "Seller has used the Refund action."),
    OrderStatus(
        Status.CANCELLED,
        "Cancelled",
        9,
        "Seller has cancelled an order, due to a stock inconsistency or other reasons.",
    ),
    OrderStatus(
        Status.DECLINED,
        "Declined",
        10,
        "Seller has marked the order as declined for lack of manual payment, or other reasons.",
    ),
    OrderStatus(
        Status.AWAITING_PAYMENT,
        "Awaiting Payment",
        2,
        "Customer has completed checkout process, but payment has yet to be confirmed.",
    ),
    OrderStatus(
        Status.AWAITING_PICKUP,
        "Awaiting Pickup",
        5,
        "Order has been pulled, and is awaiting customer pickup from a seller-specified location.",
    ),
    OrderStatus(
        Status.AWAITING_SHIPMENT,
        "Awaiting Shipment",
        4,
        "Order has been pulled and packaged, and is awaiting collection from a shipping provider.",
    ),
    OrderStatus(
        Status.COMPLETED,
        "Completed",
        7,
        "Client has paid for their digital product and their file(s) are available for download.",
    ),
    OrderStatus(
        Status.AWAITING_FULFILLMENT,
        "Awaiting Fulfillment",
        3,
        "Customer has completed the checkout process and payment has been confirmed.",
    ),
    OrderStatus(
        Status.MANUAL_VERIFICATION_REQUIRED,
        "Manual Verification Required",
        13,
        "Order on hold while some aspect needs to be manually confirmed.",
    ),
    OrderStatus(
        Status.DISPUTED,
        "Disputed",
        12,
        "Customer has initiated a dispute resolution process for the PayPal transaction that paid"
        " for the order.",
    ),
    OrderStatus(
        Status.PARTIALLY_REFUNDED,
        "Partially Refunded",
        14,
        "Seller has partially refunded the order.",
    ),
)
"""By id, the order of the list (behaviour 1.6); the strings are those of the wire."""

DISPLAYED = tuple(sorted(ORDER_STATUSES, key=lambda status: status.position))

PAID = frozenset(
    {
        Status.SHIPPED,
        Status.PARTIALLY_SHIPPED,
        Status.AWAITING_PICKUP,
        Status.AWAITING_SHIPMENT,
        Status.COMPLETED,
        Status.AWAITING_FULFILLMENT,
    }
)
"""Counted as paid (behaviour 1.10)."""

RETURNS_STOCK = frozenset({Status.REFUNDED, Status.CANCELLED, Status.DECLINED})
"""Entering one of these gives the stock back, where the store's settings say so."""

WITHOUT_STOCK = RETURNS_STOCK | {Status.INCOMPLETE}
"""An order in any other status has taken its stock; an Incomplete one at most holds it."""

WITHOUT_USES = frozenset({Status.INCOMPLETE, Status.CANCELLED})
"""An order in any other status has used its coupons; an Incomplete one may have, too."""


class Event(StrEnum):
    """What may change a status by itself."""

    AUTHORIZED = "authorized"
    PAID = "paid"
    PAID_DIGITAL = "paid_digital"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"


# One column per status by id. A status that stays is repeated: a completed or disputed order is
# left alone by shipments, a cancelled or declined one is not reopened by a partial refund.
DERIVED: dict[Event, tuple[int, ...]] = {
    #                      0   1   2   3   4   5   6   7   8   9  10  11  12  13  14
    Event.AUTHORIZED:     (7,  7,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14),
    Event.PAID:          (11, 11,  2,  3,  4,  5,  6, 11,  8,  9, 10, 11, 12, 13, 14),
    Event.PAID_DIGITAL:  (10, 10,  2,  3,  4,  5,  6, 10,  8,  9, 10, 11, 12, 13, 14),
    Event.PARTLY_SHIPPED: (0,  3,  2,  3,  4,  5,  6,  3,  3,  3, 10,  3,  3, 13,  3),
    Event.SHIPPED:        (0,  2,  2,  2,  4,  5,  6,  2,  2,  2, 10,  2,  2, 13,  2),
    Event.PARTLY_REFUNDED: (14, 14, 14, 14, 4, 5,  6, 14, 14, 14, 14, 14, 14, 14, 14),
    Event.REFUNDED:       (4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4,  4),
}  # fmt: skip

assert [status.id for status in ORDER_STATUSES] == list(Status) == list(range(15))
assert {status.position for status in ORDER_STATUSES} == set(range(15))
assert set(DERIVED) == set(Event)
assert all(len(row) == len(Status) and set(row) <= set(Status) for row in DERIVED.values())


def derived_status(status_id: int, event: Event) -> int:
    """The status that the event leads to; often the same."""
    return DERIVED[event][status_id]


def payment_event(*, is_captured: bool, is_digital: bool) -> Event:
    """The event of a payment in full; `is_digital` when the order has digital lines only."""
    if not is_captured:
        return Event.AUTHORIZED
    return Event.PAID_DIGITAL if is_digital else Event.PAID


def shipment_event(ordered: int, shipped: int) -> Event | None:
    """The event of having shipped so many of the items that need shipping; none for none."""
    if shipped <= 0:
        return None
    return Event.SHIPPED if shipped >= ordered else Event.PARTLY_SHIPPED


def refund_event(paid: int, refunded: int) -> Event | None:
    """The event of having given back so much of what was paid; none for nothing."""
    if refunded <= 0:
        return None
    return Event.REFUNDED if refunded >= paid else Event.PARTLY_REFUNDED
