"""Which products a list asks for: filters and sorts of the V3 catalogue as SQL."""

from collections.abc import Mapping
from functools import lru_cache

from orderwright.db.products import FROM, LEVEL, SELECTED
from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Row, Unit

_LOW = (
    "COALESCE(s.warning_level, 0) > 0 AND p.inventory_tracking <> 'none'"
    f" AND {LEVEL} <= COALESCE(s.warning_level, 0)"
)
_IN_CATEGORY = (
    "SELECT {what} FROM product_categories c WHERE c.store_id = p.store_id AND c.product_id = p.id"
)
FILTERS: Mapping[str, str] = {
    "id": "p.id = :id",
    "id:in": "p.id IN :id_in",
    "id:not_in": "p.id NOT IN :id_not_in",
    "id:min": "p.id >= :id_min",
    "id:max": "p.id <= :id_max",
    "id:greater": "p.id > :id_greater",
    "id:less": "p.id < :id_less",
    "name": "p.name = :name",
    "mpn": "p.mpn = :mpn",
    "upc": "p.upc = :upc",
    "sku": "p.sku = :sku",
    "sku:in": "p.sku IN :sku_in",
    "price": "p.price = :price",
    "weight": "p.weight = :weight",
    "condition": "LOWER(p.condition) = LOWER(:condition)",
    "brand_id": "p.brand_id = :brand_id",
    "date_modified:min": "p.date_modified >= :date_modified_min",
    "date_modified:max": "p.date_modified <= :date_modified_max",
    "date_last_imported": "p.date_last_imported = :date_last_imported",
    "date_last_imported:not": "p.date_last_imported <> :date_last_imported_not",
    "date_last_imported:min": "p.date_last_imported >= :date_last_imported_min",
    "date_last_imported:max": (
        "p.date_last_imported <> '' AND p.date_last_imported <= :date_last_imported_max"
    ),
    "is_visible": "p.is_visible = :is_visible",
    "is_featured": "p.is_featured = :is_featured",
    "is_free_shipping": "p.is_free_shipping = :is_free_shipping",
    "inventory_level": f"{LEVEL} = :inventory_level",
    "inventory_level:in": f"{LEVEL} IN :inventory_level_in",
    "inventory_level:not_in": f"{LEVEL} NOT IN :inventory_level_not_in",
    "inventory_level:min": f"{LEVEL} >= :inventory_level_min",
    "inventory_level:max": f"{LEVEL} <= :inventory_level_max",
    "inventory_level:greater": f"{LEVEL} > :inventory_level_greater",
    "inventory_level:less": f"{LEVEL} < :inventory_level_less",
    "inventory_low": f"(CASE WHEN {_LOW} THEN 1 ELSE 0 END) = :inventory_low",
    "out_of_stock": (
        f"(CASE WHEN p.inventory_tracking <> 'none' AND {LEVEL} <= 0 THEN 1 ELSE 0 END)"
        " = :out_of_stock"
    ),
    "total_sold": "p.total_sold = :total_sold",
    "type": "p.type = :type",
    "availability": "p.availability = :availability",
    # A product that is in other categories too is not found by the first, all have to be met by
    # the second.
    "categories": (
        f"EXISTS ({_IN_CATEGORY.format(what='1')} AND c.category_id = :categories)"
        f" AND ({_IN_CATEGORY.format(what='COUNT(*)')}) = 1"
    ),
    "categories:in": (
        f"({_IN_CATEGORY.format(what='COUNT(*)')} AND c.category_id IN :categories_in)"
        " = :categories_count"
    ),
    "channel_id:in": (
        "EXISTS (SELECT 1 FROM product_channels h WHERE h.store_id = p.store_id"
        " AND h.product_id = p.id AND h.channel_id IN :channel_id_in)"
    ),
    "keyword": (
        "(LOWER(p.name) LIKE :keyword OR LOWER(p.description) LIKE :keyword"
        " OR LOWER(p.sku) LIKE :keyword OR EXISTS (SELECT 1 FROM brands b"
        " WHERE b.store_id = p.store_id AND b.id = p.brand_id AND LOWER(b.name) LIKE :keyword))"
    ),
}
SORTS: Mapping[str, str] = {
    "id": "p.id",
    "name": "p.name",
    "sku": "p.sku",
    "price": "p.price",
    "date_modified": "p.date_modified",
    "date_last_imported": "p.date_last_imported",
    "inventory_level": "inventory_level",
    "is_visible": "p.is_visible",
    "total_sold": "p.total_sold",
    "calculated_price": "p.calculated_price",
}
_ESCAPED = str.maketrans({"%": "", "_": ""})


async def search(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    sort: str = "id",
    descending: bool = False,
    limit: int,
    offset: int = 0,
) -> list[Row]:
    """Rows of products, ready for `products.from_rows`; filters are keys of `FILTERS`."""
    select = _select(tuple(sorted(filters)), sort, descending)
    return await unit.rows(
        select, store_id=store_id, limit=limit, offset=offset, **_params(filters)
    )


async def count(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    """How many products these filters find."""
    row = await unit.row(_count(tuple(sorted(filters))), store_id=store_id, **_params(filters))
    return 0 if row is None else int(row["total"])


@lru_cache(maxsize=256)
def _select(filters: tuple[str, ...], sort: str, descending: bool) -> Statement:  # noqa: FBT001 - a cache key
    direction = "DESC" if descending else "ASC"
    return statement(
        f"SELECT {SELECTED} {FROM} WHERE {_where(filters)}"
        f" ORDER BY {SORTS[sort]} {direction}, p.id {direction} LIMIT :limit OFFSET :offset"
    )


@lru_cache(maxsize=256)
def _count(filters: tuple[str, ...]) -> Statement:
    return statement(f"SELECT COUNT(*) AS total {FROM} WHERE {_where(filters)}")


def _where(filters: tuple[str, ...]) -> str:
    return " AND ".join(("p.store_id = :store_id", *(FILTERS[name] for name in filters)))


def _params(filters: Mapping[str, object]) -> dict[str, object]:
    params = {name.replace(":", "_"): value for name, value in filters.items()}
    if "keyword" in params:
        params["keyword"] = f"%{str(params['keyword']).lower().translate(_ESCAPED)}%"
    wanted = params.get("categories_in")
    if isinstance(wanted, list):
        params["categories_in"] = sorted(set(wanted))
        params["categories_count"] = len(set(wanted))
    return params
