"""Variants that are wanted together with a new product, and the options that they imply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from orderwright.domain.catalog import (
    SHARED_WITH_BASE,
    OptionChoice,
    Product,
    Variant,
    changed_variant,
    without_shared,
)
from orderwright.domain.errors import Conflict, Unprocessable
from orderwright.domain.product_options import OptionValue, ProductOption

EMPTY_SKU = "Variant sku cannot be empty"
EMPTY_SKU_CODE = 22004
INVALID_OPTION_VALUES = "Invalid field(s): option_values"
SAME_VALUES = "A variant with the same option values already exists"
IMPLIED_TYPE = "radio_buttons"

Choices = tuple[tuple[str, str], ...]
"""Name of an option and label of its value, each."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the `variants` of a new product come to.

    `options` are names and labels in the order of appearance. Where there is nothing to choose,
    `base` is what is wanted of the base variant and `shared` what that shares with its product.
    """

    variants: tuple[Variant, ...] = ()
    choices: tuple[Choices, ...] = ()
    options: Mapping[str, list[str]] = field(default_factory=dict)
    base: Variant = Variant()  # noqa: RUF009 - frozen
    shared: Mapping[str, str] = field(default_factory=dict)


def read(given: Sequence[Mapping[str, Any]]) -> Wanted:
    """Raises Unprocessable for variants without SKU or of unlike options, Conflict for twins."""
    if not given:
        return Wanted()
    choices = tuple(_choices(one) for one in given)
    if len(given) == 1 and not choices[0]:
        variant = changed_variant(Variant(), given[0])
        return Wanted(
            base=without_shared(variant),
            shared={name: getattr(variant, name) for name in SHARED_WITH_BASE},
        )
    options: dict[str, list[str]] = {}
    for one, chosen in zip(given, choices, strict=True):
        check_sku(one.get("sku", ""))
        if not chosen or {n for n, _ in chosen} != {n for n, _ in choices[0]}:
            raise invalid_option_values("every variant needs one value of each option")
        for name, label in chosen:
            labels = options.setdefault(name, [])
            if label not in labels:
                labels.append(label)
    if len({frozenset(chosen) for chosen in choices}) < len(choices):
        raise Conflict(SAME_VALUES, option_values=SAME_VALUES)
    return Wanted(
        variants=tuple(changed_variant(Variant(), one) for one in given),
        choices=choices,
        options=options,
    )


def _choices(given: Mapping[str, Any]) -> Choices:
    named: dict[str, str] = {}
    for value in given.get("option_values") or ():
        name, label = value.get("option_display_name"), value.get("label")
        if not name or not label or name in named:
            raise invalid_option_values("option_display_name and label must not be empty")
        named[name] = label
    return tuple(named.items())


def check_sku(sku: str) -> None:
    """Raises Unprocessable for an empty one."""
    if not sku.strip():
        raise Unprocessable(EMPTY_SKU, code=EMPTY_SKU_CODE, sku=EMPTY_SKU)


def invalid_option_values(reason: str) -> Unprocessable:
    return Unprocessable(INVALID_OPTION_VALUES, option_values=reason)


def lay_out(
    product: Product, wanted: Wanted, numbers: Mapping[str, range], now: int
) -> tuple[list[ProductOption], list[Variant]]:
    """The options and variants of a new product, with the numbers that were taken for them."""
    if not wanted.variants:
        level = product.inventory_level if product.inventory_tracking == "variant" else 0
        base = replace(
            wanted.base,
            id=numbers["variant"][0],
            product_id=product.id,
            inventory_level=level or wanted.base.inventory_level,
        )
        return [], [base]
    value_ids = iter(numbers["option_value"])
    options = [
        ProductOption(
            id=option_id,
            product_id=product.id,
            type=IMPLIED_TYPE,
            name=name_of(display_name, product.id, now),
            display_name=display_name,
            sort_order=position,
            values=tuple(
                OptionValue(next(value_ids), label, sort_order)
                for sort_order, label in enumerate(labels)
            ),
        )
        for position, (option_id, (display_name, labels)) in enumerate(
            zip(numbers["product_option"], wanted.options.items(), strict=True)
        )
    ]
    by_name = {
        (option.display_name, value.label): OptionChoice(option.id, value.id)
        for option in options
        for value in option.values
    }
    variants = [
        replace(
            variant,
            id=variant_id,
            product_id=product.id,
            sku_id=sku_id,
            option_values=tuple(by_name[choice] for choice in chosen),
        )
        for variant, chosen, variant_id, sku_id in zip(
            wanted.variants, wanted.choices, numbers["variant"], numbers["sku"], strict=True
        )
    ]
    return options, variants


def name_of(display_name: str, product_id: int, now: int) -> str:
    """The internal, unique name of an option: `Color1551127118-192`."""
    return f"{display_name}{now // 1000}-{product_id}"
