"""The items of the inventory as rows: what is counted, under which names, and how much there is."""

from collections.abc import Mapping, Sequence
from functools import cache

from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.inventory import LOCATION_ID, Identity, Item

# Of a product counted by variant its variants are items, of any other the product as a whole; a
# product that is not counted has those of its variants that a shopper chooses among.
_ITEMS = (
    "FROM {source} s JOIN products p ON p.store_id = s.store_id AND p.id = s.product_id"
    " LEFT JOIN product_variants v ON v.store_id = s.store_id AND v.product_id = s.product_id"
    "  AND v.id = CASE WHEN s.variant_id > 0 THEN s.variant_id ELSE p.base_variant_id END"
    " WHERE s.store_id = :store_id AND CASE"
    "  WHEN p.inventory_tracking = 'product' THEN s.variant_id = 0"
    "  WHEN p.inventory_tracking = 'variant' OR p.base_variant_id IS NULL THEN s.variant_id > 0"
    "  ELSE s.variant_id = 0 END"
)
_PUT_ELSEWHERE = (
    "(SELECT DISTINCT store_id, product_id, variant_id FROM location_stock_items"
    " WHERE store_id = :store_id AND location_id IN :location_ids)"
)
_SKU = "COALESCE(NULLIF(v.sku, ''), p.sku)"
_SELECTED = (
    f"s.product_id, s.variant_id, {_SKU} AS sku, v.id AS shown_variant_id, v.sku_id,"
    " p.inventory_tracking, p.base_variant_id"
)
_FILTERS: Mapping[str, str] = {
    "sku:in": f"{_SKU} IN :sku_in",
    "variant_id:in": "v.id IN :variant_id_in",
    "product_id:in": "s.product_id IN :product_id_in",
}
_BY_SKU = statement(
    "SELECT k.sku AS name, k.product_id, k.variant_id, v.sku_id, p.inventory_tracking,"
    " p.base_variant_id FROM product_skus k"
    " JOIN products p ON p.store_id = k.store_id AND p.id = k.product_id"
    " LEFT JOIN product_variants v ON v.store_id = k.store_id AND v.id = k.variant_id"
    " WHERE k.store_id = :store_id AND k.sku IN :values"
)
_BY_VARIANT = statement(
    "SELECT v.id AS name, v.product_id, v.id AS variant_id, v.sku_id, p.inventory_tracking,"
    " p.base_variant_id FROM product_variants v"
    " JOIN products p ON p.store_id = v.store_id AND p.id = v.product_id"
    " WHERE v.store_id = :store_id AND v.id IN :values"
)
_BY_PRODUCT = statement(
    "SELECT p.id AS name, p.id AS product_id, 0 AS variant_id, NULL AS sku_id,"
    " p.inventory_tracking, p.base_variant_id FROM products p"
    " WHERE p.store_id = :store_id AND p.id IN :values"
)
_BY_KIND = {"sku": _BY_SKU, "variant_id": _BY_VARIANT, "product_id": _BY_PRODUCT}


async def resolve(
    unit: Unit, store_id: int, identities: Sequence[Identity]
) -> dict[Identity, Item]:
    """What each identity names; those that name nothing are left out."""
    found: dict[Identity, Item] = {}
    for kind, query in _BY_KIND.items():
        wanted = {identity.value: identity for identity in identities if identity.kind == kind}
        if wanted:
            for row in await unit.rows(query, store_id=store_id, values=list(wanted)):
                found[wanted[row["name"]]] = _named(row)
    return found


async def search(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    limit: int,
    offset: int,
    location_ids: Sequence[int] = (LOCATION_ID,),
) -> tuple[int, list[Item]]:
    """How many items these filters find, and those of one page.

    Every item has stock at the default location; at the others those that were put there.
    """
    params = {name.replace(":", "_"): value for name, value in filters.items()}
    elsewhere = LOCATION_ID not in location_ids
    if elsewhere:
        params["location_ids"] = list(location_ids)
    count, select = _search(tuple(sorted(filters)), elsewhere)
    row = await unit.row(count, store_id=store_id, **params)
    rows = await unit.rows(select, store_id=store_id, limit=limit, offset=offset, **params)
    return (0 if row is None else int(row["total"])), [_item(found) for found in rows]


@cache
def _search(filters: tuple[str, ...], elsewhere: bool) -> tuple[Statement, Statement]:  # noqa: FBT001 - a cache key
    source = _PUT_ELSEWHERE if elsewhere else "stock_items"
    found = " AND ".join((_ITEMS.format(source=source), *(_FILTERS[name] for name in filters)))
    return (
        statement(f"SELECT COUNT(*) AS total {found}"),
        statement(
            f"SELECT {_SELECTED} {found} ORDER BY s.product_id, s.variant_id"
            " LIMIT :limit OFFSET :offset"
        ),
    )


def _item(row: Row) -> Item:
    return Item(
        product_id=row["product_id"],
        stock_variant_id=row["variant_id"],
        tracking=row["inventory_tracking"],
        variant_id=row["shown_variant_id"] or 0,
        sku=row["sku"],
        sku_id=row["sku_id"],
        is_simple=row["base_variant_id"] is not None,
    )


def _named(row: Row) -> Item:
    """The item that a name stands for: of a simple product, whatever is counted of it."""
    is_simple = row["base_variant_id"] is not None
    stock_variant_id, tracking = row["variant_id"], row["inventory_tracking"]
    if tracking == "product":
        stock_variant_id = 0
    elif is_simple:
        stock_variant_id = row["base_variant_id"] if tracking == "variant" else 0
    return Item(
        product_id=row["product_id"],
        stock_variant_id=stock_variant_id,
        tracking=tracking,
        variant_id=row["variant_id"] or row["base_variant_id"] or 0,
        sku_id=row["sku_id"],
        is_simple=is_simple,
    )
