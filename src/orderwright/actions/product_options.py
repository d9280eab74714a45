"""Making, changing and deleting the variant options and modifiers of products."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.actions import variants as variant_actions
from orderwright.db import outbox, product_options, products, variants
from orderwright.db.unit import Unit
from orderwright.domain.catalog import OptionChoice, Product, Variant
from orderwright.domain.errors import Conflict, NotFound
from orderwright.domain.new_variants import name_of
from orderwright.domain.option_editing import (
    changed_option,
    check_names,
    missing_ids,
    new_option,
    with_ids,
    with_values,
    without_value,
)
from orderwright.domain.product_options import OptionKind, OptionValue, ProductOption

LAST_VALUE = "The last value cannot be deleted"


async def create(
    unit: Unit,
    store_id: int,
    product_id: int,
    kind: OptionKind,
    given: Mapping[str, Any],
    now: int,
) -> ProductOption:
    """A new option or modifier. Variants that there are already get its default or first value.

    Raises NotFound, Conflict, Unprocessable.
    """
    product, options = await _open(unit, store_id, product_id)
    option = new_option(kind, product_id, given)
    check_names(options, option)
    numbers = await products.take_numbers(
        unit, store_id, product_option=1, option_value=len(option.values)
    )
    option = replace(
        with_ids(option, numbers["option_value"]),
        id=numbers["product_option"][0],
        name=name_of(option.display_name, product_id, now),
    )
    product_options.add(unit, store_id, option)
    await products.set_shape(
        unit, store_id, product_id, product.base_variant_id, product.option_count + 1
    )
    if kind == "option":
        await _widen_variants(unit, store_id, product_id, option, now)
    await _touch(unit, store_id, product, now)
    return option


async def update(
    unit: Unit,
    store_id: int,
    product_id: int,
    kind: OptionKind,
    option_id: int,
    given: Mapping[str, Any],
    now: int,
) -> ProductOption:
    """Change an option or modifier. Raises NotFound, Conflict, Unprocessable."""
    product, options = await _open(unit, store_id, product_id)
    before = _one(options, kind, option_id)
    after = changed_option(before, given)
    check_names(options, after)
    return await _save(unit, store_id, product, before, after, now)


async def delete(
    unit: Unit, store_id: int, product_id: int, kind: OptionKind, option_id: int, now: int
) -> None:
    """Delete an option, with the variants that its values make, or a modifier. Raises NotFound."""
    product, options = await _open(unit, store_id, product_id)
    option = _one(options, kind, option_id)
    await product_options.delete(unit, store_id, option_id)
    product = replace(product, option_count=max(0, product.option_count - 1))
    await products.set_shape(
        unit, store_id, product_id, product.base_variant_id, product.option_count
    )
    if kind == "option":
        await _remove_variants(unit, store_id, product, {value.id for value in option.values}, now)
    await _touch(unit, store_id, product, now)


async def create_value(
    unit: Unit,
    store_id: int,
    product_id: int,
    kind: OptionKind,
    option_id: int,
    given: Mapping[str, Any],
    now: int,
) -> OptionValue:
    """A new value of an option or modifier. Raises NotFound, Conflict, Unprocessable."""
    product, options = await _open(unit, store_id, product_id)
    before = _one(options, kind, option_id)
    new = {name: value for name, value in given.items() if name != "id"}
    after = await _save(unit, store_id, product, before, with_values(before, [new]), now)
    return next(value for value in after.values if value.label == given["label"])


async def update_value(
    unit: Unit,
    store_id: int,
    product_id: int,
    kind: OptionKind,
    option_id: int,
    value_id: int,
    given: Mapping[str, Any],
    now: int,
) -> OptionValue:
    """Change a value. Raises NotFound, Conflict."""
    product, options = await _open(unit, store_id, product_id)
    before = _one(options, kind, option_id)
    _value(before, value_id)
    changed = with_values(before, [{**given, "id": value_id}])
    after = await _save(unit, store_id, product, before, changed, now)
    return _value(after, value_id)


async def delete_value(
    unit: Unit,
    store_id: int,
    product_id: int,
    kind: OptionKind,
    option_id: int,
    value_id: int,
    now: int,
) -> None:
    """Delete a value, with the variants that it makes. Raises NotFound, Conflict for the last."""
    product, options = await _open(unit, store_id, product_id)
    option = _one(options, kind, option_id)
    _value(option, value_id)
    if len(option.values) == 1:
        raise Conflict(LAST_VALUE, value_id=LAST_VALUE)
    await _save(unit, store_id, product, option, without_value(option, value_id), now)
    if kind == "option":
        await _remove_variants(unit, store_id, product, {value_id}, now)
        await unit.flush()


async def _open(unit: Unit, store_id: int, product_id: int) -> tuple[Product, list[ProductOption]]:
    """The product, locked, and its options and modifiers. Raises NotFound."""
    product = await products.find_locked(unit, store_id, product_id)
    if product is None:
        raise NotFound("product", product_id)
    return product, await product_options.of_product(unit, store_id, product_id)


def _one(options: Sequence[ProductOption], kind: OptionKind, option_id: int) -> ProductOption:
    for option in options:
        if option.id == option_id and option.kind == kind:
            return option
    raise NotFound(kind, option_id)


def _value(option: ProductOption, value_id: int) -> OptionValue:
    value = option.value(value_id)
    if value is None:
        raise NotFound("option_value", value_id)
    return value


async def _save(
    unit: Unit,
    store_id: int,
    product: Product,
    before: ProductOption,
    after: ProductOption,
    now: int,
) -> ProductOption:
    numbers = await products.take_numbers(unit, store_id, option_value=missing_ids(after))
    after = with_ids(after, numbers["option_value"])
    if after != before:
        await product_options.save(unit, store_id, after)
        await products.set_date_modified(unit, store_id, product.id, now)
        _announce(unit, store_id, after, now)
        await unit.flush()
    return after


def _announce(unit: Unit, store_id: int, option: ProductOption, now: int) -> None:
    data = {
        "type": f"local_{option.kind}",
        "id": option.id,
        "affected_product_ids": [option.product_id],
    }
    outbox.record(unit, store_id, f"store/{option.kind}/updated", data, now)


async def _touch(unit: Unit, store_id: int, product: Product, now: int) -> None:
    await products.set_date_modified(unit, store_id, product.id, now)
    variant_actions.announce_product(unit, store_id, product.id, now)
    await unit.flush()


async def _widen_variants(
    unit: Unit, store_id: int, product_id: int, option: ProductOption, now: int
) -> None:
    default = next((value for value in option.values if value.is_default), option.values[0])
    for variant in await variants.of_product(unit, store_id, product_id):
        if not variant.is_base:
            choices = (*variant.option_values, OptionChoice(option.id, default.id))
            widened = replace(variant, option_values=choices)
            await variants.save(unit, store_id, variant, widened)
            variant_actions.announce(unit, store_id, "updated", widened, now)


async def _remove_variants(
    unit: Unit, store_id: int, product: Product, value_ids: set[int], now: int
) -> None:
    gone: list[Variant] = [
        variant
        for variant in await variants.of_product(unit, store_id, product.id)
        if variant.value_ids & value_ids
    ]
    await variant_actions.remove(unit, store_id, product, gone, now)
