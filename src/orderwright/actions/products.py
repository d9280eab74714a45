"""Making, changing and deleting products of the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.actions import product_parts, variants
from orderwright.actions.product_parts import SILENT_NAMES
from orderwright.db import metafields, outbox, product_options, products, stock_levels
from orderwright.db import variants as variant_rows
from orderwright.db.stock_levels import StockItem
from orderwright.db.unit import Unit
from orderwright.domain import new_variants
from orderwright.domain.catalog import Product, changed_product, url_of_name
from orderwright.domain.errors import Conflict, NotFound

DUPLICATE_NAME = "The product name is a duplicate"
DUPLICATE_URL = "The product url is a duplicate"
DELETED_AT_ONCE_MAX = 250


async def create(unit: Unit, store_id: int, given: Mapping[str, Any], now: int) -> int:
    """A new product with its variants and all that was given with it; its id.

    Raises Conflict for a name, SKU or address that is taken, Unprocessable for variants that do
    not fit together.
    """
    draft = changed_product(Product(date_created=now, date_modified=now), given)
    draft = await _with_brand(unit, store_id, draft, given)
    draft = await _with_url(unit, store_id, draft)
    wanted = new_variants.read(given.get("variants") or ())
    draft = changed_product(
        draft, {name: value for name, value in wanted.shared.items() if not getattr(draft, name)}
    )
    await _check_unique(unit, store_id, Product(), draft)
    await variants.check_skus(unit, store_id, [draft.sku, *(new.sku for new in wanted.variants)])
    numbers = await products.take_numbers(
        unit,
        store_id,
        product=1,
        variant=len(wanted.variants) or 1,
        sku=len(wanted.variants),
        product_option=len(wanted.options),
        option_value=sum(len(labels) for labels in wanted.options.values()),
    )
    product = replace(draft, id=numbers["product"][0])
    options, made = new_variants.lay_out(product, wanted, numbers, now)
    if not wanted.variants:
        product = replace(product, base_variant_id=made[0].id)
    product = replace(product, option_count=len(options))
    products.add(unit, store_id, product)
    for option in options:
        product_options.add(unit, store_id, option)
    for variant in made:
        variant_rows.add(unit, store_id, variant)
    await product_parts.write(unit, store_id, product.id, given, now)
    outbox.record(unit, store_id, "store/product/created", _subject(product.id), now)
    for variant in made:
        variants.announce(unit, store_id, "created", variant, now)
    await unit.flush()
    return product.id


async def update(
    unit: Unit, store_id: int, product_id: int, given: Mapping[str, Any], now: int
) -> None:
    """Change a product; what was not given stays. A change to nothing new is none.

    Raises NotFound, Conflict.
    """
    before = await products.find_locked(unit, store_id, product_id)
    if before is None:
        raise NotFound("product", product_id)
    after = await _with_brand(unit, store_id, changed_product(before, given), given)
    await _check_unique(unit, store_id, before, after)
    if before.sku != after.sku:
        await variants.check_skus(unit, store_id, [after.sku])
    parts_changed = await product_parts.write(unit, store_id, product_id, given, now)
    if _without_levels(before) != _without_levels(after) or parts_changed:
        after = replace(after, date_modified=now)
        await products.save(unit, store_id, before, after)
    item, level = await _set_levels(unit, store_id, after, given)
    if item != level or _told(before) != _told(after) or parts_changed - SILENT_NAMES:
        variants.announce_product(unit, store_id, product_id, now)
    if item.level != level.level:
        variants.announce_level(unit, store_id, product_id, None, level.level, now)
    await unit.flush()


async def update_many(
    unit: Unit, store_id: int, given: Sequence[Mapping[str, Any]], now: int
) -> list[int]:
    """Change products, all or none; their ids. Raises NotFound, Conflict."""
    await products.lock(unit, store_id, [one["id"] for one in given])
    for one in given:
        await update(unit, store_id, one["id"], one, now)
    return [one["id"] for one in given]


async def delete(unit: Unit, store_id: int, ids: Sequence[int], now: int) -> None:
    """Delete products with all that hangs from them; those that there are not are passed over."""
    await products.lock(unit, store_id, ids)
    found = await products.find_many(unit, store_id, ids)
    skus = await variant_rows.of_products(unit, store_id, sorted(found))
    await products.delete(unit, store_id, sorted(found))
    await metafields.delete_of(unit, store_id, "product", sorted(found))
    gone = [variant.id for of_it in skus.values() for variant in of_it]
    await metafields.delete_of(unit, store_id, "variant", gone)
    for product_id in sorted(found):
        for variant in skus.get(product_id, ()):
            variants.announce(unit, store_id, "deleted", variant, now)
        outbox.record(unit, store_id, "store/product/deleted", _subject(product_id), now)
    await unit.flush()


def _told(product: Product) -> Product:
    """The product by what is announced of it, which some codes that it has are not (reference)."""
    return replace(_without_levels(product), mpn="", gtin="", product_tax_code="", date_modified=0)


def _without_levels(product: Product) -> Product:
    return replace(product, inventory_level=0, inventory_warning_level=0)


def _subject(product_id: int) -> dict[str, object]:
    return {"type": "product", "id": product_id}


async def _with_brand(
    unit: Unit, store_id: int, product: Product, given: Mapping[str, Any]
) -> Product:
    """The product with the brand that was named; a new brand if there is none of that name."""
    name = given.get("brand_name")
    if not name:
        return product
    brand_id = await products.brand_id_of(unit, store_id, name)
    if brand_id is None:
        brand_id = (await products.take_numbers(unit, store_id, brand=1))["brand"][0]
        unit.insert("brands", store_id=store_id, id=brand_id, name=name)
    return replace(product, brand_id=brand_id)


async def _with_url(unit: Unit, store_id: int, product: Product) -> Product:
    """The product with an address; one made from its name is numbered until it is free."""
    if product.custom_url:
        return product
    url, number = url_of_name(product.name), 1
    while await products.url_is_taken(unit, store_id, url):
        url = f"{url_of_name(product.name)[:-1]}-{number}/"
        number += 1
    return replace(product, custom_url=url)


async def _check_unique(unit: Unit, store_id: int, before: Product, after: Product) -> None:
    if after.name != before.name and await products.name_is_taken(unit, store_id, after.name):
        raise Conflict(DUPLICATE_NAME, name=DUPLICATE_NAME)
    if after.custom_url != before.custom_url and await products.url_is_taken(
        unit, store_id, after.custom_url
    ):
        raise Conflict(DUPLICATE_URL, custom_url=DUPLICATE_URL)


async def _set_levels(
    unit: Unit, store_id: int, product: Product, given: Mapping[str, Any]
) -> tuple[StockItem, StockItem]:
    """Set the product's own stock, as it was and as it is.

    Where variants are counted, their sum cannot be set.
    """
    none = StockItem(product.id, 0)
    if product.inventory_tracking == "variant" or not _LEVELS & given.keys():
        return none, none
    item = await stock_levels.find_locked(unit, store_id, product.id, 0) or none
    changed = replace(
        item,
        level=given.get("inventory_level", item.level),
        warning_level=given.get("inventory_warning_level", item.warning_level),
    )
    if changed != item:
        await stock_levels.save(unit, store_id, changed)
    return item, changed


_LEVELS = {"inventory_level", "inventory_warning_level"}
