"""Making, changing and deleting promotions, and the settings that hold for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from orderwright.actions import promotion_codes
from orderwright.actions.promotion_codes import CodeRequest
from orderwright.db import access, channels, currencies, promotions
from orderwright.db.unit import Unit
from orderwright.domain.coupon import Coupon
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.promotion import (
    COUPON,
    EVERY_CURRENCY,
    SINGLE,
    Promotion,
    check_kinds,
    check_promotion,
)
from orderwright.domain.store import Profile, Store

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """A promotion and its one code, if it has one."""

    promotion: Promotion
    code: Coupon | None = None


async def create_promotion(
    unit: Unit, store: Store, fields: Fields, code: CodeRequest | None, now: int
) -> Saved:
    """Raises InvalidInput."""
    known: dict[str, Any] = {
        "start_date": now,
        "currency_code": store.profile.currency_code,
        "coupon_type": SINGLE if fields.get("redemption_type") == COUPON else "",
    }
    promotion = Promotion(**(known | dict(fields)))
    await _check(unit, store, promotion)
    number = promotions.add_promotion(unit, store.id, promotion)
    await access.touch_store(unit, store.id)
    await unit.flush()
    promotion = replace(promotion, id=number.value, priority=number.value)
    made = None
    if code is not None:
        made = await promotion_codes.add_code(unit, store.id, promotion, code, now)
    return Saved(promotion, made)


async def update_promotion(
    unit: Unit,
    store: Store,
    promotion_id: int,
    fields: Fields,
    code: CodeRequest | None,
    now: int,
) -> Saved:
    """Change fields of a promotion, and its code. Raises NotFound, InvalidInput."""
    await access.lock_store(unit, store.id)
    found = (await promotions.find_many(unit, store.id, [promotion_id], lock=True)).get(
        promotion_id
    )
    if found is None:
        raise NotFound("promotion", promotion_id)
    changed = replace(found, **fields)
    check_kinds(found, changed)
    await _check(unit, store, changed)
    promotions.change_promotion(unit, store.id, changed)
    own = await promotion_codes.single_codes(unit, store.id, [changed])
    known = own.get(promotion_id)
    if code is not None:
        known = await promotion_codes.set_code(unit, store.id, changed, known, code, now)
    await access.touch_store(unit, store.id)
    return Saved(changed, known)


async def delete_promotion(unit: Unit, store: Store, promotion_id: int) -> None:
    """Delete a promotion with its codes; one that is not there is as good as deleted."""
    await access.touch_store(unit, store.id)
    await promotions.delete_promotions(unit, store.id, [promotion_id])


async def delete_promotions(unit: Unit, store: Store, ids: Sequence[int]) -> list[int]:
    """Delete promotions, but for those that still have codes; the positions of these."""
    await access.touch_store(unit, store.id)
    kept = set(await promotions.with_codes(unit, store.id, ids))
    await promotions.delete_promotions(unit, store.id, [one for one in ids if one not in kept])
    return [position for position, one in enumerate(ids) if one in kept]


async def update_settings(unit: Unit, store: Store, changes: Mapping[str, Any]) -> Profile:
    """Change the settings that hold for all promotions, by the names of the profile."""
    locked = await access.lock_store(unit, store.id)
    profile = replace(locked.profile, **changes)
    await access.save_store(unit, replace(locked, profile=profile))
    return profile


async def _check(unit: Unit, store: Store, promotion: Promotion) -> None:
    check_promotion(promotion)
    code = promotion.currency_code
    if code != EVERY_CURRENCY:
        known = await currencies.list_currencies(unit, store.id)
        if code not in {one.currency_code for one in known if one.is_transactional}:
            reason = f"{code} is not one of the store's transactional currencies."
            raise InvalidInput(FieldError("currency_code", "invalid", reason))
    if promotion.channels:
        there = await channels.existing_channel_ids(unit, store.id, promotion.channels)
        missing = [one for one in promotion.channels if one not in there]
        if missing:
            reason = f"There is no channel with the id {missing[0]}."
            raise InvalidInput(FieldError("channels", "invalid", reason))
