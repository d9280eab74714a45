"""Statuses and the changes that the server makes by itself."""

import pytest

from orderwright.domain.order_status import (
    DERIVED,
    DISPLAYED,
    ORDER_STATUSES,
    PAID,
    RETURNS_STOCK,
    WITHOUT_STOCK,
    Event,
    Status,
    derived_status,
    payment_event,
    refund_event,
    shipment_event,
)


def test_the_statuses_are_those_of_the_platform() -> None:
    assert [(status.id, status.name, status.position) for status in ORDER_STATUSES] == [
        (0, "Incomplete", 0),
        (1, "Pending", 1),
        (2, "Shipped", 8),
        (3, "Partially Shipped", 6),
        (4, "Refunded", 11),
        (5, "Cancelled", 9),
        (6, "Declined", 10),
        (7, "Awaiting Payment", 2),
        (8, "Awaiting Pickup", 5),
        (9, "Awaiting Shipment", 4),
        (10, "Completed", 7),
        (11, "Awaiting Fulfillment", 3),
        (12, "Manual Verification Required", 13),
        (13, "Disputed", 12),
        (14, "Partially Refunded", 14),
    ]
    assert [int(status.id) for status in DISPLAYED] == [
        *(0, 1, 7, 11, 9, 8, 3, 10, 2, 5, 6, 4, 13, 12, 14)
    ]


def test_statuses_that_count_for_money_and_stock() -> None:
    assert {2, 3, 8, 9, 10, 11} == PAID
    assert {4, 5, 6} == RETURNS_STOCK
    assert {0, 4, 5, 6} == WITHOUT_STOCK


@pytest.mark.parametrize(
    "event, moved",
    [
        (Event.AUTHORIZED, {0: 7, 1: 7}),
        (Event.PAID, {0: 11, 1: 11, 7: 11}),
        (Event.PAID_DIGITAL, {0: 10, 1: 10, 7: 10}),
        (Event.PARTLY_SHIPPED, dict.fromkeys([1, 7, 8, 9, 11, 12, 14], 3)),
        (Event.SHIPPED, dict.fromkeys([1, 3, 7, 8, 9, 11, 12, 14], 2)),
        (Event.PARTLY_REFUNDED, dict.fromkeys([0, 1, 2, 3, 7, 8, 9, 10, 11, 12, 13], 14)),
        (Event.REFUNDED, dict.fromkeys([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], 4)),
    ],
)
def test_an_event_moves_these_statuses_and_leaves_the_others(
    event: Event, moved: dict[int, int]
) -> None:
    after = {status.value: derived_status(status, event) for status in Status}
    assert {before: now for before, now in after.items() if before != now} == moved


def test_every_event_is_settled_for_every_status() -> None:
    assert {event: len(row) for event, row in DERIVED.items()} == dict.fromkeys(Event, 15)


@pytest.mark.parametrize(
    "is_captured, is_digital, event",
    [
        (False, False, Event.AUTHORIZED),
        (False, True, Event.AUTHORIZED),
        (True, False, Event.PAID),
        (True, True, Event.PAID_DIGITAL),
    ],
)
def test_a_payment_is_an_event(is_captured: bool, is_digital: bool, event: Event) -> None:
    assert payment_event(is_captured=is_captured, is_digital=is_digital) is event


@pytest.mark.parametrize(
    "whole, part, shipped, refunded",
    [
        (10, 0, None, None),
        (10, 1, Event.PARTLY_SHIPPED, Event.PARTLY_REFUNDED),
        (10, 9, Event.PARTLY_SHIPPED, Event.PARTLY_REFUNDED),
        (10, 10, Event.SHIPPED, Event.REFUNDED),
        (0, 0, None, None),
    ],
)
def test_shipments_and_refunds_are_events(
    whole: int, part: int, shipped: Event | None, refunded: Event | None
) -> None:
    assert shipment_event(whole, part) is shipped
    assert refund_event(whole, part) is refunded
