"""Order lines that wait to be fetched, and are: what shipments are to lines that are sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from orderwright.domain.errors import Unprocessable

LINES_MAX = 600

PickupStatus = Literal["AWAITING_COLLECTION", "COLLECTED"]

NO_SUCH_ORDER = "The order could not be found."
NO_SUCH_LINE = "The order has no such product."
NOT_LEFT = "The quantity is greater than what is left to be collected."


@dataclass(frozen=True, slots=True)
class PickupItem:
    """So many of an order line; `collected_at` None while they wait."""

    id: int
    order_product_id: int
    quantity: int
    collected_at: int | None = None

    @property
    def status(self) -> PickupStatus:
        return "AWAITING_COLLECTION" if self.collected_at is None else "COLLECTED"


@dataclass(frozen=True, slots=True)
class Pickup:
    """What can be fetched together, and since when."""

    id: int
    order_id: int
    pickup_method_id: int
    ready_at: int
    created_at: int
    updated_at: int
    items: tuple[PickupItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PickupRequest:
    """A pick-up as it is wanted; `items` are pairs of order line and quantity."""

    order_id: int
    pickup_method_id: int
    ready_at: int
    items: tuple[tuple[int, int], ...]
    collected_at: int | None = None


def check_left(wanted: PickupRequest, left: Mapping[int, int]) -> dict[int, int]:
    """What is left of an order's lines once this is set apart; `left` is by order line.

    Raises Unprocessable.
    """
    remaining = dict(left)
    for line_id, quantity in wanted.items:
        if line_id not in remaining:
            raise Unprocessable.naming(NO_SUCH_LINE, "order_product_id", str(line_id))
        if quantity > remaining[line_id]:
            raise Unprocessable.naming(NOT_LEFT, "quantity", str(line_id))
        remaining[line_id] -= quantity
    return remaining


def changed_pickup(
    pickup: Pickup, ready_at: int | None, collected_at: int | None, now: int
) -> Pickup:
    """The pick-up with another time at which it was ready, or at which all of it was fetched."""
    items: Sequence[PickupItem] = pickup.items
    if collected_at is not None:
        items = [replace(item, collected_at=collected_at) for item in items]
    return replace(
        pickup,
        ready_at=pickup.ready_at if ready_at is None else ready_at,
        updated_at=now,
        items=tuple(items),
    )
