"""What refunds do to their order: refunded amounts, the status, the stock of what comes back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from orderwright.domain.money import split
from orderwright.domain.order import OrderProduct, StockHold, WholeOrder
from orderwright.domain.order_status import Event, derived_status, refund_event
from orderwright.domain.refund import BY_QUANTITY, Refund
from orderwright.domain.stock import holds_stock
from orderwright.domain.store import Profile

PARTLY, WHOLLY = "partially refunded", "refunded"
"""Values of `payment_status`."""

NONE = (0, 0)


def with_refunds(
    whole: WholeOrder,
    before: Sequence[Refund],
    after: Sequence[Refund],
    captured: int,
    profile: Profile,
    unit: int,
) -> WholeOrder:
    """The order after its refunds have come from one state to another.

    A refund counts with what its payments have really given back; one that has given back nothing
    is as if it were not. What the order had refunded before it came here stays.
    """
    more = given_back(after) - given_back(before)
    if not more:
        return whole
    order = replace(whole.order, refunded_amount=whole.order.refunded_amount + more)
    event = refund_event(captured, order.refunded_amount)
    assert event is not None
    order = replace(
        order,
        status_id=derived_status(order.status_id, event),
        payment_status=WHOLLY if event is Event.REFUNDED else PARTLY,
    )
    own = profile.in_channel(order.channel_id)
    was, now = of_lines(before, unit), of_lines(after, unit)
    lines = [
        _refunded(line, was.get(line.id, NONE), now.get(line.id, NONE), own)
        for line in whole.products
    ]
    if not holds_stock(order.status_id, own, is_deleted=order.is_deleted):
        lines = [replace(line, stock_held=()) for line in lines]
    return replace(whole, order=order, products=tuple(lines))


def given_back(refunds: Iterable[Refund]) -> int:
    """What has been given back by now."""
    return sum([refund.given_back for refund in refunds])


def of_lines(refunds: Iterable[Refund], unit: int) -> Mapping[int, tuple[int, int]]:
    """Units and money given back by now, by line."""
    found: dict[int, tuple[int, int]] = {}
    for refund in refunds:
        if not (refund.items and refund.given_back):
            continue
        amounts = split(refund.given_back, [item.total for item in refund.items], unit)
        for item, amount in zip(refund.items, amounts, strict=True):
            if item.item_type in BY_QUANTITY:
                units, money = found.get(item.item_id, NONE)
                more = item.quantity if item.item_type == "PRODUCT" else 0
                found[item.item_id] = units + more, money + amount
    return found


def _refunded(
    line: OrderProduct, was: tuple[int, int], now: tuple[int, int], profile: Profile
) -> OrderProduct:
    if was == now:
        return line
    units = now[0] - was[0]
    return replace(
        line,
        quantity_refunded=line.quantity_refunded + units,
        refund_amount=line.refund_amount + now[1] - was[1],
        stock_held=_released(line.stock_held, units)
        if profile.restock_on_refund
        else line.stock_held,
    )


def _released(held: Iterable[StockHold], quantity: int) -> tuple[StockHold, ...]:
    """What the line still holds after so many of its units have come back."""
    left = [one._replace(quantity=one.quantity - quantity) for one in held]
    return tuple([one for one in left if one.quantity > 0])
