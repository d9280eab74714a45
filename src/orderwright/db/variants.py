"""Product variants as rows, each with its stock item."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from orderwright.db.products import add_sku, add_stock_item
from orderwright.db.rows import dump
from orderwright.db.statement import Statement, statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.catalog import OptionChoice, Variant

_COLUMNS = (
    "sku", "sku_id", "upc", "price", "cost_price", "retail_price", "sale_price",
    "fixed_cost_shipping_price", "weight", "width", "height", "depth", "bin_picking_number",
    "purchasing_disabled",
)  # fmt: skip
_ELSEWHERE = ("id", "product_id", "option_values", "inventory_level", "inventory_warning_level")
_DETAILS = tuple(
    field.name for field in fields(Variant) if field.name not in (*_COLUMNS, *_ELSEWHERE)
)

FROM = (
    "FROM product_variants v"
    " JOIN products p ON p.store_id = v.store_id AND p.id = v.product_id"
    " LEFT JOIN stock_items s ON s.store_id = v.store_id AND s.product_id = v.product_id"
    " AND s.variant_id = CASE WHEN v.sku_id IS NULL AND p.inventory_tracking <> 'variant'"
    " THEN 0 ELSE v.id END"
)
SELECTED = (
    "v.*, COALESCE(s.level, 0) AS inventory_level,"
    " COALESCE(s.warning_level, 0) AS inventory_warning_level"
)
_OF_PRODUCTS = statement(
    f"SELECT {SELECTED} {FROM} WHERE v.store_id = :store_id AND v.product_id IN :ids"
    " ORDER BY v.product_id, v.id"
)
_FIND = statement(f"SELECT {SELECTED} {FROM} WHERE v.store_id = :store_id AND v.id IN :ids")
_FILTERS: Mapping[str, str] = {
    "id": "v.id = :id",
    "sku": "v.sku = :sku",
    "upc": "v.upc = :upc",
    "product_id:in": "v.product_id IN :product_id_in",
}
_SAVE = statement(
    "UPDATE product_variants SET "
    + ", ".join(f"{name} = :{name}" for name in _COLUMNS)
    + ", details = :details, option_values = :option_values, option_key = :option_key"
    " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM product_variants WHERE store_id = :store_id AND id = :id")
_DROP_STOCK = statement(
    "DELETE FROM stock_items WHERE store_id = :store_id AND product_id = :product_id"
    " AND variant_id = :id"
)
_DROP_SKUS = statement(
    "DELETE FROM product_skus WHERE store_id = :store_id AND product_id = :product_id"
    " AND variant_id = :id"
)


def add(unit: Unit, store_id: int, variant: Variant) -> None:
    """Queue the row of a new variant and of its stock item."""
    unit.insert(
        "product_variants",
        store_id=store_id,
        id=variant.id,
        product_id=variant.product_id,
        **_values(variant),
    )
    add_stock_item(
        unit,
        store_id,
        variant.product_id,
        variant.id,
        variant.inventory_level,
        variant.inventory_warning_level,
    )
    if not variant.is_base and variant.sku:
        add_sku(unit, store_id, variant.sku, variant.product_id, variant.id)


async def save(unit: Unit, store_id: int, before: Variant, after: Variant) -> None:
    """Write a changed variant; its stock item is written by `db/stock_levels.py`."""
    await unit.execute(_SAVE, store_id=store_id, id=after.id, **_values(after))
    if before.sku != after.sku and not after.is_base:
        await unit.execute(_DROP_SKUS, store_id=store_id, product_id=after.product_id, id=after.id)
        if after.sku:
            add_sku(unit, store_id, after.sku, after.product_id, after.id)


async def delete(unit: Unit, store_id: int, variant: Variant) -> None:
    """Delete a variant with its stock item and its SKU."""
    where = {"store_id": store_id, "product_id": variant.product_id, "id": variant.id}
    await unit.execute(_DROP_STOCK, **where)
    await unit.execute(_DROP_SKUS, **where)
    await unit.execute(_DELETE, store_id=store_id, id=variant.id)


async def of_product(unit: Unit, store_id: int, product_id: int) -> list[Variant]:
    """The variants of one product by id; names of their options are not filled in."""
    return (await of_products(unit, store_id, [product_id])).get(product_id, [])


async def of_products(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, list[Variant]]:
    """The variants of each of these products."""
    found: dict[int, list[Variant]] = {}
    for row in await unit.rows(_OF_PRODUCTS, store_id=store_id, ids=ids):
        found.setdefault(row["product_id"], []).append(from_row(row))
    return found


async def find(unit: Unit, store_id: int, product_id: int, variant_id: int) -> Variant | None:
    """One variant of one product."""
    found = (await find_many(unit, store_id, [variant_id])).get(variant_id)
    return found if found is not None and found.product_id == product_id else None


async def find_many(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, Variant]:
    """Variants by id; those that there are not are left out."""
    rows = await unit.rows(_FIND, store_id=store_id, ids=ids)
    return {row["id"]: from_row(row) for row in rows}


async def search(
    unit: Unit, store_id: int, filters: Mapping[str, object], limit: int, offset: int
) -> tuple[int, list[Variant]]:
    """How many variants of the store these filters find, and those of one page, by id."""
    params = {name.replace(":", "_"): value for name, value in filters.items()}
    count, select = _search(tuple(sorted(filters)))
    row = await unit.row(count, store_id=store_id, **params)
    rows = await unit.rows(select, store_id=store_id, limit=limit, offset=offset, **params)
    return (0 if row is None else int(row["total"])), [from_row(found) for found in rows]


@cache
def _search(filters: tuple[str, ...]) -> tuple[Statement, Statement]:
    where = " AND ".join(("v.store_id = :store_id", *(_FILTERS[name] for name in filters)))
    return (
        statement(f"SELECT COUNT(*) AS total FROM product_variants v WHERE {where}"),
        statement(
            f"SELECT {SELECTED} {FROM} WHERE {where} ORDER BY v.id LIMIT :limit OFFSET :offset"
        ),
    )


def _values(variant: Variant) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(variant, name) for name in _COLUMNS}
    values["details"] = dump({name: getattr(variant, name) for name in _DETAILS})
    values["option_values"] = dump(
        [{"option_id": c.option_id, "id": c.id} for c in variant.option_values]
    )
    values["option_key"] = "-".join(str(value_id) for value_id in sorted(variant.value_ids))
    return values


def from_row(row: Row) -> Variant:
    """The variant of a row that holds `SELECTED`."""
    values: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    values["purchasing_disabled"] = bool(values["purchasing_disabled"])
    values.update(json.loads(row["details"]))
    return Variant(
        id=row["id"],
        product_id=row["product_id"],
        inventory_level=row["inventory_level"],
        inventory_warning_level=row["inventory_warning_level"],
        option_values=tuple(
            OptionChoice(given["option_id"], given["id"])
            for given in json.loads(row["option_values"])
        ),
        **values,
    )
