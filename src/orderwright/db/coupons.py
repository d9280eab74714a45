"""Coupons: rows to records and back."""

import json
from collections.abc import Mapping, Sequence

from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.coupon import Coupon, code_key


def _dump_methods(methods: tuple[str, ...] | None) -> str | None:
    return None if methods is None else dump(methods)


def _load_methods(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


_COUPONS = Mapper(
    Coupon,
    special={
        "entity_ids": (dump, load_tuple),
        "restricted_to": (dump, load_tuple),
        "shipping_methods": (_dump_methods, _load_methods),
    },
    booleans=("enabled",),
)
CURSORS = ("after_id", "before_id")

# A code of a promotion is called, expires and is enabled as its promotion.
_OF_PROMOTION = (
    "SELECT {} FROM promotions p WHERE p.store_id = coupons.store_id AND p.id = promotion_id"
)
_SHOWN = {
    "name": "p.name",
    "expires": "p.end_date",
    "enabled": "p.status = 'ENABLED'",
}
_SELECT = ", ".join(
    f"CASE WHEN promotion_id = 0 THEN {name} ELSE ({_OF_PROMOTION.format(_SHOWN[name])}) END"
    f" AS {name}"
    if name in _SHOWN
    else name
    for name in _COUPONS.columns
)
LISTING = Listing(
    select=_SELECT,
    source="coupons",
    conditions={
        "id": "id = :value",
        "id:in": "id IN :value",
        "code": "code_key = :value",
        "name": "name = :value",
        "type": "type = :value",
        "exclude_type": "type <> :value",
        "min_id": "id >= :value",
        "max_id": "id <= :value",
        "promotion_id": "promotion_id = :value",
        "after_id": "id > :value",
        "before_id": "id < :value",
    },
)
_FIND = statement(f"SELECT {_SELECT} FROM coupons WHERE store_id = :store_id AND id = :id")
_LOCK = statement(_FIND.text, lock=True)
_MANY = statement(
    f"SELECT {_SELECT} FROM coupons WHERE store_id = :store_id AND id IN :ids ORDER BY coupons.id"
)
_LOCK_MANY = statement(_MANY.text, lock=True)
_BY_CODE = statement(
    f"SELECT {_SELECT} FROM coupons WHERE store_id = :store_id AND code_key = :code_key"
)
_TAKEN = statement(
    "SELECT id, name, code_key FROM coupons"
    " WHERE store_id = :store_id AND id <> :id"
    "  AND (code_key = :code_key OR (name = :name AND promotion_id = :promotion_id))"
)
_CHANGE = statement(
    "UPDATE coupons SET code_key = :code_key, "
    + ", ".join(f"{name} = :{name}" for name in _COUPONS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM coupons WHERE store_id = :store_id AND id IN :ids")
_CODES = statement(
    f"SELECT {_SELECT} FROM coupons"
    " WHERE store_id = :store_id AND promotion_id IN :ids ORDER BY coupons.id"
)
_TAKEN_KEYS = statement(
    "SELECT code_key FROM coupons WHERE store_id = :store_id AND code_key IN :keys"
)
_DELETE_CODES = statement(
    "DELETE FROM coupons WHERE store_id = :store_id AND promotion_id = :promotion_id"
    " AND id IN :ids AND (:code_key = '' OR code_key = :code_key)"
)
_DELETE_ALL = statement("DELETE FROM coupons WHERE store_id = :store_id")
_CATEGORIES = statement(
    "SELECT DISTINCT category_id AS id FROM product_categories"
    " WHERE store_id = :store_id AND category_id IN :ids"
)
_PRODUCTS = statement("SELECT id FROM products WHERE store_id = :store_id AND id IN :ids")


async def find_coupon(
    unit: Unit, store_id: int, coupon_id: int, *, lock: bool = False
) -> Coupon | None:
    row = await unit.row(_LOCK if lock else _FIND, store_id=store_id, id=coupon_id)
    return None if row is None else _COUPONS.record(row)


async def find_many(
    unit: Unit, store_id: int, ids: Sequence[int], *, lock: bool = False
) -> dict[int, Coupon]:
    """Those of these coupons that there are, by id."""
    rows = await unit.rows(_LOCK_MANY if lock else _MANY, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"]: _COUPONS.record(row) for row in rows}


async def find_by_code(unit: Unit, store_id: int, code: str) -> Coupon | None:
    """The coupon of a code, in any case."""
    row = await unit.row(_BY_CODE, store_id=store_id, code_key=code_key(code))
    return None if row is None else _COUPONS.record(row)


async def taken_field(unit: Unit, store_id: int, coupon: Coupon) -> str | None:
    """`code` or `name`, whichever another coupon has."""
    key = code_key(coupon.code)
    row = await unit.row(
        _TAKEN,
        store_id=store_id,
        code_key=key,
        name=coupon.name,
        promotion_id=coupon.promotion_id,
        id=coupon.id,
    )
    if row is None:
        return None
    return "code" if row["code_key"] == key else "name"


async def list_coupons(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[Coupon]:
    rows = await list_rows(unit, LISTING, store_id, filters, limit=limit, offset=offset)
    return [_COUPONS.record(row) for row in rows]


async def codes_of(unit: Unit, store_id: int, promotion_ids: Sequence[int]) -> list[Coupon]:
    """All codes of these promotions."""
    rows = await unit.rows(_CODES, store_id=store_id, ids=list(promotion_ids))
    return [_COUPONS.record(row) for row in rows]


async def list_codes(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int,
    descending: bool = False,
) -> tuple[list[Coupon], int]:
    """A page of codes of promotions, and how many there are without the bounds of a cursor."""
    rows = await list_rows(
        unit, LISTING, store_id, filters, limit=limit, offset=offset, descending=descending
    )
    kept = {name: value for name, value in filters.items() if name not in CURSORS}
    return [_COUPONS.record(row) for row in rows], await count_rows(unit, LISTING, store_id, kept)


async def taken_keys(unit: Unit, store_id: int, keys: Sequence[str]) -> set[str]:
    """Which of these codes there are."""
    rows = await unit.rows(_TAKEN_KEYS, store_id=store_id, keys=list(keys))
    return {row["code_key"] for row in rows}


async def delete_codes(
    unit: Unit, store_id: int, promotion_id: int, ids: Sequence[int], code: str | None
) -> None:
    """Delete these codes of a promotion; where a `code` is given, only that."""
    await unit.execute(
        _DELETE_CODES,
        store_id=store_id,
        promotion_id=promotion_id,
        ids=list(ids),
        code_key=code_key(code or ""),
    )


async def count_coupons(unit: Unit, store_id: int) -> int:
    return await count_rows(unit, LISTING, store_id, {})


def add_coupon(unit: Unit, store_id: int, coupon: Coupon) -> Number:
    coupon_id = unit.take(store_id, "coupon")
    values = _COUPONS.values(coupon) | {"id": coupon_id}
    unit.insert("coupons", store_id=store_id, code_key=code_key(coupon.code), **values)
    return coupon_id


def change_coupon(unit: Unit, store_id: int, coupon: Coupon) -> None:
    unit.change(
        _CHANGE, store_id=store_id, code_key=code_key(coupon.code), **_COUPONS.values(coupon)
    )


async def delete_coupons(unit: Unit, store_id: int, ids: Sequence[int] | None) -> int:
    """Delete these coupons, or all; how many there were."""
    if ids is None:
        return await unit.execute(_DELETE_ALL, store_id=store_id)
    return await unit.execute(_DELETE, store_id=store_id, ids=list(ids))


async def missing_ids(unit: Unit, store_id: int, entity: str, ids: Sequence[int]) -> list[int]:
    """Which of these categories or products there are not; a category is one that products have."""
    chosen = _PRODUCTS if entity == "products" else _CATEGORIES
    rows = await unit.rows(chosen, store_id=store_id, ids=sorted(set(ids)))
    known = {row["id"] for row in rows}
    return [each for each in ids if each not in known]
