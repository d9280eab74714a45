"""Products as rows: columns for what rules and filters need, the rest as one JSON object."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.catalog import Product

FIRST_CHANNEL_ID = 1

_COLUMNS = (
    "name", "sku", "type", "upc", "mpn", "description", "price", "cost_price", "retail_price",
    "sale_price", "map_price", "weight", "width", "height", "depth", "tax_class_id",
    "inventory_tracking", "order_quantity_minimum", "order_quantity_maximum",
    "fixed_cost_shipping_price", "is_free_shipping", "is_visible", "is_featured",
    "bin_picking_number", "brand_id", "availability", "condition", "total_sold",
    "date_last_imported", "option_count", "custom_url", "date_created", "date_modified",
)  # fmt: skip
_FLAGS = ("is_free_shipping", "is_visible", "is_featured")
_ELSEWHERE = ("id", "base_variant_id", "categories", "inventory_level", "inventory_warning_level")
_DETAILS = tuple(
    field.name for field in fields(Product) if field.name not in (*_COLUMNS, *_ELSEWHERE)
)
_LISTS = ("related_products", "gift_wrapping_options_list", "meta_keywords")

LEVEL = (
    "CAST(CASE WHEN p.inventory_tracking = 'variant'"
    " THEN COALESCE((SELECT SUM(v.level) FROM stock_items v WHERE v.store_id = p.store_id"
    " AND v.product_id = p.id AND v.variant_id > 0), 0)"
    " ELSE COALESCE(s.level, 0) END AS BIGINT)"
)
FROM = (
    "FROM products p LEFT JOIN stock_items s"
    " ON s.store_id = p.store_id AND s.product_id = p.id AND s.variant_id = 0"
)
SELECTED = (
    f"p.*, {LEVEL} AS inventory_level, COALESCE(s.warning_level, 0) AS inventory_warning_level"
)
_FIND = statement(f"SELECT {SELECTED} {FROM} WHERE p.store_id = :store_id AND p.id IN :ids")
_LOCK = statement(
    "SELECT id FROM products WHERE store_id = :store_id AND id IN :ids ORDER BY id", lock=True
)
_CATEGORIES = statement(
    "SELECT product_id, category_id FROM product_categories"
    " WHERE store_id = :store_id AND product_id IN :ids ORDER BY product_id, category_id"
)
_SET = ", ".join(f"{name} = :{name}" for name in _COLUMNS)
_SAVE = statement(
    f"UPDATE products SET {_SET}, calculated_price = :calculated_price, details = :details,"
    " base_variant_id = :base_variant_id WHERE store_id = :store_id AND id = :id"
)
_SET_SHAPE = statement(
    "UPDATE products SET base_variant_id = :base_variant_id, option_count = :option_count"
    " WHERE store_id = :store_id AND id = :id"
)
_SET_DATE = statement(
    "UPDATE products SET date_modified = :now WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM products WHERE store_id = :store_id AND id IN :ids")
_OWNER_OF_NAME = statement(
    "SELECT id FROM products WHERE store_id = :store_id AND name = :name AND id <> :id"
)
_OWNER_OF_URL = statement(
    "SELECT id FROM products WHERE store_id = :store_id AND custom_url = :url AND id <> :id"
)
_OWNERS_OF_SKUS = statement(
    "SELECT sku, product_id, variant_id FROM product_skus"
    " WHERE store_id = :store_id AND sku IN :skus"
)
_DROP_SKU = statement("DELETE FROM product_skus WHERE store_id = :store_id AND sku = :sku")
_DROP_CATEGORY = statement(
    "DELETE FROM product_categories WHERE store_id = :store_id AND product_id = :product_id"
    " AND category_id = :category_id"
)
_CHANNELS = statement(
    "SELECT product_id, channel_id FROM product_channels"
    " WHERE store_id = :store_id AND product_id IN :ids ORDER BY product_id, channel_id"
)
_BRAND = statement("SELECT id FROM brands WHERE store_id = :store_id AND name = :name")


def add(unit: Unit, store_id: int, product: Product) -> None:
    """Queue the row of a new product, of its own stock item, its categories and first channel."""
    unit.insert(
        "products",
        store_id=store_id,
        id=product.id,
        base_variant_id=product.base_variant_id,
        **_values(product),
    )
    add_stock_item(
        unit, store_id, product.id, 0, product.inventory_level, product.inventory_warning_level
    )
    for category_id in dict.fromkeys(product.categories):
        add_category(unit, store_id, product.id, category_id)
    add_channel(unit, store_id, product.id, FIRST_CHANNEL_ID)
    if product.sku:
        add_sku(unit, store_id, product.sku, product.id, 0)


def add_channel(unit: Unit, store_id: int, product_id: int, channel_id: int) -> None:
    unit.insert("product_channels", store_id=store_id, product_id=product_id, channel_id=channel_id)


def add_category(unit: Unit, store_id: int, product_id: int, category_id: int) -> None:
    unit.insert(
        "product_categories", store_id=store_id, product_id=product_id, category_id=category_id
    )


def add_stock_item(
    unit: Unit,
    store_id: int,
    product_id: int,
    variant_id: int,
    level: int,
    warning_level: int,
) -> None:
    unit.insert(
        "stock_items",
        store_id=store_id,
        product_id=product_id,
        variant_id=variant_id,
        level=level,
        warning_level=warning_level,
    )


def add_sku(unit: Unit, store_id: int, sku: str, product_id: int, variant_id: int) -> None:
    unit.insert(
        "product_skus", store_id=store_id, sku=sku, product_id=product_id, variant_id=variant_id
    )


async def drop_sku(unit: Unit, store_id: int, sku: str) -> None:
    await unit.execute(_DROP_SKU, store_id=store_id, sku=sku)


async def save(unit: Unit, store_id: int, before: Product, after: Product) -> None:
    """Write a changed product; its stock items are written by `db/stock_levels.py`."""
    await unit.execute(
        _SAVE,
        store_id=store_id,
        id=after.id,
        base_variant_id=after.base_variant_id,
        **_values(after),
    )
    for category_id in before.categories:
        if category_id not in after.categories:
            await unit.execute(
                _DROP_CATEGORY, store_id=store_id, product_id=after.id, category_id=category_id
            )
    for category_id in dict.fromkeys(after.categories):
        if category_id not in before.categories:
            add_category(unit, store_id, after.id, category_id)
    if before.sku != after.sku:
        if before.sku:
            await drop_sku(unit, store_id, before.sku)
        if after.sku:
            add_sku(unit, store_id, after.sku, after.id, 0)


async def set_shape(
    unit: Unit, store_id: int, product_id: int, base_variant_id: int | None, option_count: int
) -> None:
    """Write which variant is the base one, and how many options and modifiers there are."""
    await unit.execute(
        _SET_SHAPE,
        store_id=store_id,
        id=product_id,
        base_variant_id=base_variant_id,
        option_count=option_count,
    )


async def set_date_modified(unit: Unit, store_id: int, product_id: int, now: int) -> None:
    await unit.execute(_SET_DATE, store_id=store_id, id=product_id, now=now)


async def delete(unit: Unit, store_id: int, ids: Sequence[int]) -> int:
    """Delete products with all that hangs from them; how many there were."""
    return await unit.execute(_DELETE, store_id=store_id, ids=ids)


async def find(unit: Unit, store_id: int, product_id: int) -> Product | None:
    """One product."""
    found = await find_many(unit, store_id, [product_id])
    return found.get(product_id)


async def find_locked(unit: Unit, store_id: int, product_id: int) -> Product | None:
    """One product, locked until the unit ends."""
    await lock(unit, store_id, [product_id])
    return await find(unit, store_id, product_id)


async def lock(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    """Lock products until the unit ends; without ids this only opens the transaction."""
    await unit.rows(_LOCK, store_id=store_id, ids=sorted(ids))


async def find_many(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, Product]:
    """Products by id; those that there are not are left out."""
    rows = await unit.rows(_FIND, store_id=store_id, ids=ids)
    return {p.id: p for p in await from_rows(unit, store_id, rows)}


async def from_rows(unit: Unit, store_id: int, rows: Iterable[Row]) -> list[Product]:
    """Products of rows that hold `SELECTED`, in their order, with their categories."""
    rows = list(rows)
    categories: dict[int, list[int]] = {row["id"]: [] for row in rows}
    if rows:
        for row in await unit.rows(_CATEGORIES, store_id=store_id, ids=list(categories)):
            categories[row["product_id"]].append(row["category_id"])
    return [_product(row, tuple(categories[row["id"]])) for row in rows]


async def channels_of(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, list[int]]:
    """The channels that each of these products is assigned to."""
    found: dict[int, list[int]] = {}
    for row in await unit.rows(_CHANNELS, store_id=store_id, ids=ids):
        found.setdefault(row["product_id"], []).append(row["channel_id"])
    return found


async def take_numbers(unit: Unit, store_id: int, **counts: int) -> dict[str, range]:
    """Numbers of several counters, known at once; the transaction stays open."""
    await lock(unit, store_id, [])
    firsts = {
        counter: unit.take(store_id, counter, count) for counter, count in counts.items() if count
    }
    await unit.flush()
    return {
        counter: range(firsts[counter].value, firsts[counter].value + count) if count else range(0)
        for counter, count in counts.items()
    }


async def name_is_taken(unit: Unit, store_id: int, name: str, but_by: int = 0) -> bool:
    row = await unit.row(_OWNER_OF_NAME, store_id=store_id, name=name, id=but_by)
    return row is not None


async def url_is_taken(unit: Unit, store_id: int, url: str, but_by: int = 0) -> bool:
    row = await unit.row(_OWNER_OF_URL, store_id=store_id, url=url, id=but_by)
    return row is not None


async def owners_of_skus(
    unit: Unit, store_id: int, skus: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Product and variant (0 for the product's own) of each SKU that is in use."""
    rows = await unit.rows(_OWNERS_OF_SKUS, store_id=store_id, skus=skus)
    return {row["sku"]: (row["product_id"], row["variant_id"]) for row in rows}


async def brand_id_of(unit: Unit, store_id: int, name: str) -> int | None:
    """The id of the brand of that name."""
    row = await unit.row(_BRAND, store_id=store_id, name=name)
    return None if row is None else int(row["id"])


def _values(product: Product) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(product, name) for name in _COLUMNS}
    values["custom_url"] = product.custom_url or None
    values["calculated_price"] = product.calculated_price
    values["details"] = dump({name: getattr(product, name) for name in _DETAILS})
    return values


def _product(row: Row, categories: tuple[int, ...]) -> Product:
    values: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    details: Mapping[str, Any] = json.loads(row["details"])
    values.update(details)
    for name in _LISTS:
        if name in values:
            values[name] = tuple(values[name])
    for name in _FLAGS:
        values[name] = bool(values[name])
    values["custom_url"] = row["custom_url"] or ""
    return Product(
        id=row["id"],
        base_variant_id=row["base_variant_id"],
        categories=categories,
        inventory_level=row["inventory_level"],
        inventory_warning_level=row["inventory_warning_level"],
        **values,
    )
