"""Making, changing and deleting the variants of products."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db import metafields, outbox, product_options, products, stock_levels, variants
from orderwright.db.stock_levels import StockItem
from orderwright.db.unit import Unit
from orderwright.domain.catalog import (
    SHARED_WITH_BASE,
    OptionChoice,
    Product,
    Variant,
    changed_product,
    changed_variant,
    stock_variant_id,
    without_shared,
)
from orderwright.domain.errors import Conflict, NotFound, Unprocessable
from orderwright.domain.new_variants import (
    IMPLIED_TYPE,
    SAME_VALUES,
    check_sku,
    invalid_option_values,
    name_of,
)
from orderwright.domain.product_options import OptionValue, ProductOption

DUPLICATE_SKU = "The product sku is a duplicate"
BASE_STAYS = "The base variant of a product cannot be deleted"
TOO_MANY = "A product has at most 600 variants"
VARIANTS_MAX = 600


async def create(
    unit: Unit, store_id: int, product_id: int, given: Mapping[str, Any], now: int
) -> int:
    """A new variant of a product; its id. The first one takes the place of the base variant.

    Its values are named by ids, or by name and label; labels that there are not yet are added, and
    a simple product gets the options that are named. Raises NotFound, Conflict, Unprocessable.
    """
    product = await products.find_locked(unit, store_id, product_id)
    if product is None:
        raise NotFound("product", product_id)
    sku = given.get("sku", "")
    check_sku(sku)
    await check_skus(unit, store_id, [sku])
    present = await variants.of_product(unit, store_id, product_id)
    if len(present) >= VARIANTS_MAX:
        raise Unprocessable(TOO_MANY)
    options = await product_options.of_product(unit, store_id, product_id, "option")
    product, choices = await _choose(
        unit, store_id, product, options, given.get("option_values") or (), now
    )
    wanted = frozenset(choice.id for choice in choices)
    if any(other.value_ids == wanted for other in present):
        raise Conflict(SAME_VALUES, option_values=SAME_VALUES)
    numbers = await products.take_numbers(unit, store_id, variant=1, sku=1)
    variant = replace(
        changed_variant(Variant(), given),
        id=numbers["variant"][0],
        product_id=product_id,
        sku_id=numbers["sku"][0],
        option_values=choices,
    )
    for other in present:
        if other.is_base:
            await variants.delete(unit, store_id, other)
    await products.set_shape(unit, store_id, product_id, None, product.option_count)
    variants.add(unit, store_id, variant)
    announce(unit, store_id, "created", variant, now)
    await unit.flush()
    return variant.id


async def update(
    unit: Unit, store_id: int, product_id: int, variant_id: int, given: Mapping[str, Any], now: int
) -> None:
    """Change a variant; what was not given stays, and a change to nothing new is none.

    What a base variant shares with its product is changed there. Raises NotFound, Conflict,
    Unprocessable.
    """
    product = await products.find_locked(unit, store_id, product_id)
    if product is None:
        raise NotFound("product", product_id)
    before = await variants.find(unit, store_id, product_id, variant_id)
    if before is None:
        raise NotFound("variant", variant_id)
    if "sku" in given and not before.is_base:
        check_sku(given["sku"])
    after = changed_variant(before, given)
    if before.is_base:
        await _share(unit, store_id, product, given, now)
        after = without_shared(after)
    elif after.sku != before.sku:
        await check_skus(unit, store_id, [after.sku])
    levels_after = after
    after = replace(
        after,
        inventory_level=before.inventory_level,
        inventory_warning_level=before.inventory_warning_level,
    )
    if after != before:
        await variants.save(unit, store_id, before, after)
        announce(unit, store_id, "updated", after, now)
        if after.is_base:
            announce_product(unit, store_id, product_id, now)
    await _set_levels(unit, store_id, product, levels_after, given, now)
    await unit.flush()


async def save_many(
    unit: Unit, store_id: int, given: Sequence[Mapping[str, Any]], now: int
) -> list[int]:
    """Change the variants that have an id and make the others, all or none; their ids.

    Raises NotFound, Conflict, Unprocessable.
    """
    named = [one["id"] for one in given if one.get("id")]
    found = await variants.find_many(unit, store_id, named)
    owners = [variant.product_id for variant in found.values()]
    await products.lock(unit, store_id, owners + [one.get("product_id", 0) for one in given])
    ids: list[int] = []
    for one in given:
        if not one.get("id"):
            ids.append(await create(unit, store_id, one.get("product_id", 0), one, now))
            continue
        variant = found.get(one["id"])
        if variant is None:
            raise NotFound("variant", one["id"])
        await update(unit, store_id, variant.product_id, variant.id, one, now)
        ids.append(variant.id)
    return ids


async def delete(unit: Unit, store_id: int, product_id: int, variant_id: int, now: int) -> None:
    """Delete a variant; after the last one the product has its base variant again.

    Raises NotFound, Unprocessable for the base variant itself.
    """
    product = await products.find_locked(unit, store_id, product_id)
    if product is None:
        raise NotFound("product", product_id)
    variant = await variants.find(unit, store_id, product_id, variant_id)
    if variant is None:
        raise NotFound("variant", variant_id)
    if variant.is_base:
        raise Unprocessable(BASE_STAYS)
    await remove(unit, store_id, product, [variant], now)
    await unit.flush()


async def remove(
    unit: Unit, store_id: int, product: Product, gone: Sequence[Variant], now: int
) -> None:
    """Delete variants of a product that is locked, and give it a base variant if none is left."""
    await metafields.delete_of(unit, store_id, "variant", [variant.id for variant in gone])
    for variant in gone:
        await variants.delete(unit, store_id, variant)
        announce(unit, store_id, "deleted", variant, now)
    if gone and not await variants.of_product(unit, store_id, product.id):
        numbers = await products.take_numbers(unit, store_id, variant=1)
        base = Variant(id=numbers["variant"][0], product_id=product.id)
        variants.add(unit, store_id, base)
        await products.set_shape(unit, store_id, product.id, base.id, product.option_count)


async def check_skus(unit: Unit, store_id: int, skus: Sequence[str]) -> None:
    """None of these SKUs is in use, and no two are the same. Raises Conflict."""
    wanted = [sku for sku in skus if sku]
    taken = await products.owners_of_skus(unit, store_id, wanted) if wanted else {}
    if taken or len(set(wanted)) < len(wanted):
        raise Conflict(DUPLICATE_SKU, sku=DUPLICATE_SKU)


def announce(unit: Unit, store_id: int, what: str, variant: Variant, now: int) -> None:
    """Tell of a variant as the V2 SKU that it is; base variants are none."""
    if variant.sku_id is not None:
        sku = {"product_id": variant.product_id, "variant_id": variant.id}
        data = {"type": "sku", "id": variant.sku_id, "sku": sku}
        outbox.record(unit, store_id, f"store/sku/{what}", data, now)


def announce_product(unit: Unit, store_id: int, product_id: int, now: int) -> None:
    data = {"type": "product", "id": product_id}
    outbox.record(unit, store_id, "store/product/updated", data, now)


def announce_level(
    unit: Unit,
    store_id: int,
    product_id: int,
    variant: Variant | None,
    value: int,
    now: int,
    method: str = "absolute",
) -> None:
    """Tell of a new level (`absolute`) or of a difference (`relative`).

    Without a variant, or for a base variant, it is the product's.
    """
    inventory: dict[str, object] = {"product_id": product_id, "method": method, "value": value}
    if variant is None or variant.sku_id is None:
        data: dict[str, object] = {"type": "product", "id": product_id, "inventory": inventory}
        outbox.record(unit, store_id, "store/product/inventory/updated", data, now)
        return
    inventory["variant_id"] = variant.id
    data = {"type": "sku", "id": variant.sku_id, "inventory": inventory}
    outbox.record(unit, store_id, "store/sku/inventory/updated", data, now)


_LEVELS = ("inventory_level", "inventory_warning_level")


async def _share(
    unit: Unit, store_id: int, product: Product, given: Mapping[str, Any], now: int
) -> None:
    """Change the product by what was given of its base variant."""
    shared = {name: given[name] or "" for name in SHARED_WITH_BASE if name in given}
    changed = changed_product(product, shared)
    if changed == product:
        return
    if changed.sku != product.sku:
        await check_skus(unit, store_id, [changed.sku])
    await products.save(unit, store_id, product, replace(changed, date_modified=now))
    announce_product(unit, store_id, product.id, now)


async def _set_levels(
    unit: Unit,
    store_id: int,
    product: Product,
    variant: Variant,
    given: Mapping[str, Any],
    now: int,
) -> None:
    if not any(name in given for name in _LEVELS):
        return
    counted = stock_variant_id(product.inventory_tracking, variant.id)
    stock_id = (counted or 0) if variant.is_base else variant.id
    empty = StockItem(product.id, stock_id)
    item = await stock_levels.find_locked(unit, store_id, product.id, stock_id) or empty
    changed = replace(
        item, level=variant.inventory_level, warning_level=variant.inventory_warning_level
    )
    if changed != item:
        await stock_levels.save(unit, store_id, changed)
    if changed.level != item.level:
        announce_level(unit, store_id, product.id, variant, changed.level, now)


async def _choose(
    unit: Unit,
    store_id: int,
    product: Product,
    options: list[ProductOption],
    given: Sequence[Mapping[str, Any]],
    now: int,
) -> tuple[Product, tuple[OptionChoice, ...]]:
    """The values that are named, one of each option; those that there are not yet are added."""
    by_name = {option.display_name: option for option in options}
    by_id = {option.id: option for option in options}
    choices: list[OptionChoice] = []
    for one in given:
        option = by_id.get(one.get("option_id", 0)) or by_name.get(
            one.get("option_display_name", "")
        )
        if option is None:
            option = await _add_option(unit, store_id, product, one, now)
            product = replace(product, option_count=product.option_count + 1)
        option, value = await _find_or_add_value(unit, store_id, option, one)
        by_id[option.id] = by_name[option.display_name] = option
        choices.append(OptionChoice(option.id, value.id))
    if {choice.option_id for choice in choices} != by_id.keys() or len(choices) != len(by_id):
        raise invalid_option_values("a variant needs one value of each option")
    return product, tuple(choices)


async def _add_option(
    unit: Unit, store_id: int, product: Product, given: Mapping[str, Any], now: int
) -> ProductOption:
    display_name = given.get("option_display_name")
    if not display_name or product.base_variant_id is None:
        raise invalid_option_values("the product has no such option")
    numbers = await products.take_numbers(unit, store_id, product_option=1)
    option = ProductOption(
        id=numbers["product_option"][0],
        product_id=product.id,
        type=IMPLIED_TYPE,
        name=name_of(display_name, product.id, now),
        display_name=display_name,
        sort_order=product.option_count,
    )
    product_options.add(unit, store_id, option)
    await unit.flush()
    return option


async def _find_or_add_value(
    unit: Unit, store_id: int, option: ProductOption, given: Mapping[str, Any]
) -> tuple[ProductOption, OptionValue]:
    label, value_id = given.get("label"), given.get("id")
    found = option.value(value_id) if value_id else None
    found = found or next((value for value in option.values if value.label == label), None)
    if found is not None:
        return option, found
    if not label or value_id:
        raise invalid_option_values("the option has no such value")
    numbers = await products.take_numbers(unit, store_id, option_value=1)
    value = OptionValue(numbers["option_value"][0], label, len(option.values))
    option = replace(option, values=(*option.values, value))
    await product_options.save(unit, store_id, option)
    return option, value
