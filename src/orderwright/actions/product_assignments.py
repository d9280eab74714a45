"""Putting products into categories and channels, and taking them out."""

from collections.abc import Mapping, Sequence

from orderwright.actions import variants
from orderwright.db import channels, outbox, product_assignments, products
from orderwright.db.product_assignments import Assignment, Target
from orderwright.db.unit import Unit
from orderwright.domain.errors import Unprocessable

UNKNOWN = "Some of the products or channels do not exist"
FILTER_MISSING = "At least one filter must be provided in order to delete assignments"
ASSIGNED_AT_ONCE_MAX = 1_000
CATEGORIES_CHANNEL = 1
"""Whose category tree all categories are in."""


async def assign(
    unit: Unit, store_id: int, target: Target, wanted: Sequence[Assignment], now: int
) -> None:
    """Make assignments, all or none; those that there are already stay.

    Raises Unprocessable, naming every product and channel that there is not.
    """
    ids = sorted({one.product_id for one in wanted})
    await products.lock(unit, store_id, ids)
    found = await products.find_many(unit, store_id, ids)
    unknown = {
        str(position): f"product_id {one.product_id}"
        for position, one in enumerate(wanted)
        if one.product_id not in found
    }
    if target == "channel_id":
        given = sorted({one.target_id for one in wanted})
        known = await channels.existing_channel_ids(unit, store_id, given)
        unknown |= {
            str(position): f"channel_id {one.target_id}"
            for position, one in enumerate(wanted)
            if one.target_id not in known
        }
    if unknown:
        raise Unprocessable(UNKNOWN, code=None, **unknown)
    _, present = await product_assignments.search(
        unit, store_id, target, {"product_id:in": ids}, limit=2**31 - 1, offset=0
    )
    new = sorted(set(wanted) - set(present))
    for one in new:
        product_assignments.add(unit, store_id, target, one)
        _announce(unit, store_id, target, one, "assigned", now)
    if target == "category_id":
        await _touch(unit, store_id, sorted({one.product_id for one in new}), now)
    await unit.flush()


async def unassign(
    unit: Unit, store_id: int, target: Target, filters: Mapping[str, Sequence[int]], now: int
) -> None:
    """Delete the assignments that filters find. Raises Unprocessable without any filter."""
    if not filters:
        raise Unprocessable(FILTER_MISSING)
    await products.lock(unit, store_id, filters.get("product_id:in", ()))
    _, gone = await product_assignments.search(
        unit, store_id, target, filters, limit=2**31 - 1, offset=0
    )
    await product_assignments.delete(unit, store_id, target, filters)
    for one in gone:
        _announce(unit, store_id, target, one, "unassigned", now)
    if target == "category_id":
        await _touch(unit, store_id, sorted({one.product_id for one in gone}), now)
    await unit.flush()


def _announce(
    unit: Unit, store_id: int, target: Target, one: Assignment, what: str, now: int
) -> None:
    to_channel = target == "channel_id"
    channel_id = one.target_id if to_channel else CATEGORIES_CHANNEL
    noun = "product" if to_channel else "category/product"
    scope = f"store/channel/{channel_id}/{noun}/{what}"
    outbox.record(unit, store_id, scope, {"product_id": one.product_id}, now, channel_id)


async def _touch(unit: Unit, store_id: int, ids: Sequence[int], now: int) -> None:
    """Categories are the product's own: to change them is to change it."""
    for product_id in ids:
        await products.set_date_modified(unit, store_id, product_id, now)
        variants.announce_product(unit, store_id, product_id, now)
