"""Making, changing and deleting coupons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db import coupons
from orderwright.db.unit import Unit
from orderwright.domain.coupon import EVERY_CATEGORY, PERCENT_MAX, Coupon
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.store import Store

OF_PROMOTION = "A coupon of a promotion is changed with its promotion."

_NOUNS = {"categories": "Category", "products": "Product"}


async def create_coupon(unit: Unit, store: Store, coupon: Coupon, now: int) -> Coupon:
    """Raises InvalidInput."""
    await _check(unit, store.id, coupon)
    made = replace(coupon, date_created=now)
    number = coupons.add_coupon(unit, store.id, made)
    await unit.flush()
    return replace(made, id=number.value)


async def update_coupon(
    unit: Unit, store: Store, coupon_id: int, changes: Mapping[str, Any]
) -> Coupon:
    """Change fields of a coupon; what it applies to is cleared unless it is given anew.

    Raises NotFound, InvalidInput.
    """
    found = await coupons.find_coupon(unit, store.id, coupon_id, lock=True)
    if found is None:
        raise NotFound("coupon", coupon_id)
    if found.promotion_id:
        raise InvalidInput(FieldError("type", "invalid", OF_PROMOTION))
    changed = replace(found, **{"entity_ids": (), **changes})
    await _check(unit, store.id, changed)
    coupons.change_coupon(unit, store.id, changed)
    return changed


async def delete_coupon(unit: Unit, store: Store, coupon_id: int) -> None:
    """Raises NotFound."""
    if not await coupons.delete_coupons(unit, store.id, [coupon_id]):
        raise NotFound("coupon", coupon_id)


async def delete_coupons(unit: Unit, store: Store, ids: Sequence[int] | None) -> None:
    """Delete these coupons, or all of them."""
    await coupons.delete_coupons(unit, store.id, ids)


async def _check(unit: Unit, store_id: int, coupon: Coupon) -> None:
    if coupon.type == "percentage_discount" and coupon.amount > PERCENT_MAX:
        raise InvalidInput(FieldError("amount", "invalid"))
    wanted = [
        each
        for each in coupon.entity_ids
        if coupon.entity != "categories" or each != EVERY_CATEGORY
    ]
    if wanted:
        missing = await coupons.missing_ids(unit, store_id, coupon.entity, wanted)
        if missing:
            reason = f"{_NOUNS[coupon.entity]} id {missing[0]} does not exist."
            raise InvalidInput(FieldError(coupon.entity, "invalid", reason))
    taken = await coupons.taken_field(unit, store_id, coupon)
    if taken is not None:
        reason = f"Another coupon has the {taken} '{getattr(coupon, taken)}'."
        raise InvalidInput(FieldError(taken, "invalid", reason))
