"""Promotions: rows to records and back, and what carts must know of them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.db.listing import Listing, contains, count_rows, list_rows
from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit
from orderwright.domain.order_status import Status
from orderwright.domain.promotion import AUTOMATIC, ENABLED, Promotion
from orderwright.domain.promotion_items import CustomFields, Goods
from orderwright.domain.promotion_offer import Offer, offer_of

_LIST = (dump, load_tuple)


def _dump_optional(part: object) -> str | None:
    return None if part is None else dump(part)


def _load_optional(text: str | None) -> Any:
    return None if text is None else json.loads(text)


_OPTIONAL = (_dump_optional, _load_optional)
_PROMOTIONS = Mapper(
    Promotion,
    special={
        "channels": _LIST,
        "customer": (dump, json.loads),
        "rules": _LIST,
        "notifications": _LIST,
        "shipping_address": _OPTIONAL,
        "schedule": _OPTIONAL,
    },
    booleans=(
        "stop",
        "can_be_used_with_other_promotions",
        "coupon_overrides_other_promotions",
        "coupon_overrides_automatic_when_offering_higher_discounts",
    ),
)
_WITH_CODE = (
    "id IN (SELECT c.promotion_id FROM coupons c"
    " WHERE c.store_id = promotions.store_id AND c.promotion_id > 0 AND {})"
)
LISTING = Listing(
    select="*",
    source="promotions",
    conditions={
        "id": "id = :value",
        "name": "LOWER(name) = :value",
        "code": _WITH_CODE.format("c.code_key = :value"),
        "currency_code": "currency_code = :value",
        "redemption_type": "redemption_type = :value",
        "status": "status = :value",
        "channels": f"(channel_key = '' OR {contains('channel_key')})",
        "query": f"({contains('name')} OR {_WITH_CODE.format(contains('c.code_key'))})",
    },
    sorts={"name": "LOWER(name)", "priority": "priority", "start_date": "start_date"},
)
_FIND = statement("SELECT * FROM promotions WHERE store_id = :store_id AND id IN :ids ORDER BY id")
_LOCK = statement(_FIND.text, lock=True)
_OFFERS = statement(
    "SELECT * FROM promotions WHERE store_id = :store_id AND redemption_type = :redemption_type"
    " AND status = :status ORDER BY priority, id"
)
_CHANGE = statement(
    "UPDATE promotions SET channel_key = :channel_key, "
    + ", ".join(
        f"{name} = :{name}" for name in _PROMOTIONS.columns if name not in ("id", "current_uses")
    )
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM promotions WHERE store_id = :store_id AND id IN :ids")
_DELETE_CODES = statement("DELETE FROM coupons WHERE store_id = :store_id AND promotion_id IN :ids")
_WITH_CODES = statement(
    "SELECT DISTINCT promotion_id FROM coupons"
    " WHERE store_id = :store_id AND promotion_id IN :ids ORDER BY promotion_id"
)
_COMPLETED = statement(
    "SELECT COUNT(*) AS count FROM orders WHERE store_id = :store_id"
    " AND customer_id = :customer_id AND status_id = :status_id"
)
_CUSTOM_FIELDS = statement(
    "SELECT product_id, details FROM product_parts"
    " WHERE store_id = :store_id AND kind = 'custom_field' AND product_id IN :ids"
)
_VARIANTS = statement(
    "SELECT id, product_id FROM product_variants WHERE store_id = :store_id AND id IN :ids"
)


async def find_many(
    unit: Unit, store_id: int, ids: Sequence[int], *, lock: bool = False
) -> dict[int, Promotion]:
    """Those of these promotions that there are, by id."""
    rows = await unit.rows(_LOCK if lock else _FIND, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"]: _PROMOTIONS.record(row) for row in rows}


async def list_promotions(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int,
    sort: str = "",
    descending: bool = False,
) -> list[Promotion]:
    rows = await list_rows(
        unit,
        LISTING,
        store_id,
        filters,
        limit=limit,
        offset=offset,
        sort=sort,
        descending=descending,
    )
    return [_PROMOTIONS.record(row) for row in rows]


async def count_promotions(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, LISTING, store_id, filters)


async def list_offers(unit: Unit, store_id: int) -> list[Offer]:
    """The automatic promotions that are enabled, in the order of their priority."""
    rows = await unit.rows(_OFFERS, store_id=store_id, redemption_type=AUTOMATIC, status=ENABLED)
    return [offer_of(_PROMOTIONS.record(row)) for row in rows]


def add_promotion(unit: Unit, store_id: int, promotion: Promotion) -> Number:
    """Queue a promotion; it comes after all that there are."""
    number = unit.take(store_id, "promotion")
    values = _PROMOTIONS.values(promotion) | {"id": number, "priority": number}
    channel_key = _channel_key(promotion)
    unit.insert("promotions", store_id=store_id, channel_key=channel_key, **values)
    return number


def change_promotion(unit: Unit, store_id: int, promotion: Promotion) -> None:
    """Queue the changed promotion; how often it has been used is not changed here."""
    values = _PROMOTIONS.values(promotion)
    unit.change(_CHANGE, store_id=store_id, channel_key=_channel_key(promotion), **values)


async def delete_promotions(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    """Delete promotions with their codes."""
    await unit.execute(_DELETE_CODES, store_id=store_id, ids=list(ids))
    await unit.execute(_DELETE, store_id=store_id, ids=list(ids))


async def with_codes(unit: Unit, store_id: int, ids: Sequence[int]) -> list[int]:
    """Which of these promotions have codes."""
    rows = await unit.rows(_WITH_CODES, store_id=store_id, ids=list(ids))
    return [row["promotion_id"] for row in rows]


async def count_completed(unit: Unit, store_id: int, customer_id: int) -> int:
    """How many orders of a customer are completed."""
    row = await unit.row(
        _COMPLETED, store_id=store_id, customer_id=customer_id, status_id=int(Status.COMPLETED)
    )
    return 0 if row is None else row["count"]


async def read_custom_fields(unit: Unit, store_id: int, product_ids: Sequence[int]) -> CustomFields:
    """Names and values of the custom fields of products."""
    rows = await unit.rows(_CUSTOM_FIELDS, store_id=store_id, ids=sorted(set(product_ids)))
    found: dict[int, set[tuple[str, str]]] = {}
    for row in rows:
        details = json.loads(row["details"])
        own = found.setdefault(row["product_id"], set())
        own.add((str(details.get("name", "")), str(details.get("value", ""))))
    return {product_id: frozenset(own) for product_id, own in found.items()}


async def products_of(unit: Unit, store_id: int, goods: Sequence[Goods]) -> dict[Goods, int]:
    """The product of each, whether it is named by itself or by one of its variants."""
    found = {one: one[0] for one in goods if one[0]}
    wanted = sorted({variant_id for product_id, variant_id in goods if not product_id})
    rows = await unit.rows(_VARIANTS, store_id=store_id, ids=wanted) if wanted else []
    owner = {row["id"]: row["product_id"] for row in rows}
    for one in goods:
        if not one[0] and one[1] in owner:
            found[one] = owner[one[1]]
    return found


def _channel_key(promotion: Promotion) -> str:
    return f",{','.join(map(str, promotion.channels))}," if promotion.channels else ""
