"""The codes of coupon promotions: made one by one or many at once, changed, deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from orderwright.db import coupons, promotions
from orderwright.db.unit import Unit
from orderwright.domain.cart import Mint
from orderwright.domain.coupon import EVERY_CATEGORY, Coupon, code_key
from orderwright.domain.errors import FieldError, InvalidInput, MethodNotAllowed, NotFound
from orderwright.domain.promotion import BULK, SINGLE, Promotion
from orderwright.domain.promotion_code import CodePattern, random_code
from orderwright.domain.store import Store

DRAWS_MAX = 4
"""How often codes that are taken are drawn anew."""

TAKEN = "Another coupon has this code."
TOO_FEW = "So few codes can be made of these characters that there are not enough of them."
NO_COUPON = "Only a coupon promotion has codes."
HAS_ONE = "The promotion has a code, and can have only one."


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """A code as it is wanted; None leaves a limit as it is, which at first is none."""

    code: str
    max_uses: int | None = None
    max_uses_per_customer: int | None = None


async def create_code(
    unit: Unit, store: Store, promotion_id: int, wanted: CodeRequest, now: int
) -> Coupon:
    """Raises NotFound, InvalidInput."""
    promotion = await _lock(unit, store, promotion_id)
    return await add_code(unit, store.id, promotion, wanted, now)


async def add_code(
    unit: Unit, store_id: int, promotion: Promotion, wanted: CodeRequest, now: int
) -> Coupon:
    """Give a promotion, which must be locked, a code. Raises InvalidInput."""
    if not promotion.is_coupon:
        raise InvalidInput(FieldError("code", "invalid", NO_COUPON))
    single = promotion.coupon_type == SINGLE
    if single and await promotions.with_codes(unit, store_id, [promotion.id]):
        raise InvalidInput(FieldError("code", "invalid", HAS_ONE))
    coupon = _coupon(promotion, wanted, now)
    if await coupons.taken_field(unit, store_id, coupon) is not None:
        raise InvalidInput(FieldError("code", "invalid", TAKEN))
    number = coupons.add_coupon(unit, store_id, coupon)
    await unit.flush()
    return replace(coupon, id=number.value)


async def set_code(
    unit: Unit,
    store_id: int,
    promotion: Promotion,
    known: Coupon | None,
    wanted: CodeRequest,
    now: int,
) -> Coupon:
    """Change the one code of a promotion, or give it one. Raises InvalidInput."""
    if known is None:
        return await add_code(unit, store_id, promotion, wanted, now)
    changed = replace(
        known,
        code=wanted.code,
        name=wanted.code,
        max_uses=known.max_uses if wanted.max_uses is None else wanted.max_uses,
        max_uses_per_customer=known.max_uses_per_customer
        if wanted.max_uses_per_customer is None
        else wanted.max_uses_per_customer,
    )
    if await coupons.taken_field(unit, store_id, changed) is not None:
        raise InvalidInput(FieldError("code", "invalid", TAKEN))
    coupons.change_coupon(unit, store_id, changed)
    return changed


async def generate_codes(
    unit: Unit,
    store: Store,
    promotion_id: int,
    pattern: CodePattern,
    limits: CodeRequest,
    count: int,
    mint: Mint,
    now: int,
) -> list[Coupon]:
    """Make so many codes at random. Raises NotFound, MethodNotAllowed, InvalidInput."""
    promotion = await _lock(unit, store, promotion_id)
    if not promotion.is_coupon or promotion.coupon_type != BULK:
        raise MethodNotAllowed(())
    codes: dict[str, str] = {}
    for _ in range(DRAWS_MAX):
        drawn = [random_code(pattern, mint) for _ in range(count - len(codes))]
        fresh = {code_key(code): code for code in drawn}
        taken = await coupons.taken_keys(unit, store.id, list(fresh))
        codes |= {key: code for key, code in fresh.items() if key not in taken}
        if len(codes) == count:
            break
    else:
        raise InvalidInput(FieldError("code_length", "invalid", TOO_FEW))
    made = [_coupon(promotion, replace(limits, code=code), now) for code in codes.values()]
    for coupon in made:
        coupons.add_coupon(unit, store.id, coupon)
    return made


async def single_codes(
    unit: Unit, store_id: int, found: Sequence[Promotion]
) -> Mapping[int, Coupon]:
    """The codes of those promotions that have but one, by promotion."""
    ids = [one.id for one in found if one.coupon_type == SINGLE]
    rows = await coupons.codes_of(unit, store_id, ids) if ids else []
    return {row.promotion_id: row for row in rows}


async def delete_codes(
    unit: Unit, store: Store, promotion_id: int, ids: Sequence[int], code: str | None = None
) -> None:
    """Delete these codes of a promotion, where a `code` is given only that; as many as there are.

    Raises NotFound.
    """
    await _lock(unit, store, promotion_id)
    await coupons.delete_codes(unit, store.id, promotion_id, ids, code)


async def delete_code_by_code(unit: Unit, store: Store, code: str) -> None:
    """Delete a code, of whichever promotion; one that is not there is as good as deleted."""
    found = await coupons.find_by_code(unit, store.id, code)
    if found is not None and found.promotion_id:
        await coupons.delete_coupons(unit, store.id, [found.id])


async def _lock(unit: Unit, store: Store, promotion_id: int) -> Promotion:
    found = await promotions.find_many(unit, store.id, [promotion_id], lock=True)
    if promotion_id not in found:
        raise NotFound("promotion", promotion_id)
    return found[promotion_id]


def _coupon(promotion: Promotion, wanted: CodeRequest, now: int) -> Coupon:
    return Coupon(
        name=wanted.code,
        type="promotion",
        enabled=True,
        code=wanted.code,
        entity_ids=(EVERY_CATEGORY,),
        max_uses=wanted.max_uses or 0,
        max_uses_per_customer=wanted.max_uses_per_customer or 0,
        date_created=now,
        promotion_id=promotion.id,
    )
