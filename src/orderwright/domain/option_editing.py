"""What requests make of variant options and modifiers: their config, values and adjusters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.domain.adjuster import Adjuster
from orderwright.domain.errors import Conflict, FieldError, InvalidInput, NotFound, Unprocessable
from orderwright.domain.product_options import (
    CHOICE_TYPES,
    OptionKind,
    OptionValue,
    ProductOption,
)

DUPLICATE_OPTION = "The display name is already used by another option or modifier"
DUPLICATE_LABEL = "The label is already used by another value"
NO_VALUES = "This type needs at least one value"
TAKES_NO_VALUES = "This type takes no values"
TYPE_STAYS = "The type cannot be changed to one that takes other values"
VALUES_MAX = 250
OPTIONS_MAX = 250

_TEXT = ("default_value", "text_characters_limited", "text_min_length", "text_max_length")
_LIST = (
    "product_list_adjusts_inventory", "product_list_adjusts_pricing", "product_list_shipping_calc",
)  # fmt: skip
CONFIG_OF: Mapping[str, tuple[str, ...]] = {
    "date": (
        "default_value", "date_limited", "date_limit_mode", "date_earliest_value",
        "date_latest_value",
    ),
    "checkbox": ("checked_by_default", "checkbox_label"),
    "file": ("file_types_mode", "file_types_supported", "file_types_other", "file_max_size"),
    "text": _TEXT,
    "multi_line_text": (*_TEXT, "text_lines_limited", "text_max_lines"),
    "numbers_only_text": (
        "default_value", "number_limited", "number_limit_mode", "number_lowest_value",
        "number_highest_value", "number_integers_only",
    ),
    "product_list": _LIST,
    "product_list_with_images": _LIST,
}  # fmt: skip
"""The settings that each type has; the other types have none."""

_CHECKBOX = (("Yes", True), ("No", False))


def new_option(kind: OptionKind, product_id: int, given: Mapping[str, Any]) -> ProductOption:
    """An option or modifier as a request describes it, without ids.

    Raises Unprocessable where the type needs values and none are given, or takes none.
    """
    option = ProductOption(
        product_id=product_id,
        kind=kind,
        type=given["type"],
        display_name=given["display_name"],
        required=given.get("required", True),
        sort_order=given.get("sort_order", 0),
        config=_config(given["type"], given.get("config") or {}),
    )
    if option.type == "checkbox":
        ticked = bool(option.config.get("checked_by_default", False))
        values = tuple(
            OptionValue(
                label=label,
                sort_order=position,
                is_default=checked == ticked,
                value_data={"checked_value": checked},
            )
            for position, (label, checked) in enumerate(_CHECKBOX)
        )
        return replace(option, values=values)
    option = with_values(option, given.get("option_values") or ())
    if option.type in CHOICE_TYPES and not option.values:
        raise Unprocessable(NO_VALUES, option_values=NO_VALUES)
    return option


def changed_option(option: ProductOption, given: Mapping[str, Any]) -> ProductOption:
    """The option as a request changes it; values that it does not mention stay.

    Raises Unprocessable, NotFound for a value that the option does not have.
    """
    fields = ("type", "display_name", "required", "sort_order")
    changed = replace(option, **{name: given[name] for name in fields if name in given})
    if changed.type != option.type and not {changed.type, option.type} <= set(CHOICE_TYPES):
        raise Unprocessable(TYPE_STAYS, type=TYPE_STAYS)
    config = {**option.config, **(given.get("config") or {})}
    return with_values(
        replace(changed, config=_config(changed.type, config)), given.get("option_values") or ()
    )


def with_values(option: ProductOption, given: Sequence[Mapping[str, Any]]) -> ProductOption:
    """The option with values changed by their id, and new ones (without id) added.

    Raises NotFound, Conflict for two of one label, Unprocessable.
    """
    if not given:
        return option
    if option.type not in (*CHOICE_TYPES, "checkbox"):
        raise Unprocessable(TAKES_NO_VALUES, option_values=TAKES_NO_VALUES)
    values = list(option.values)
    for one in given:
        position = next((i for i, v in enumerate(values) if v.id and v.id == one.get("id")), None)
        if position is not None:
            values[position] = changed_value(values[position], one)
        elif one.get("id") and option.id:
            raise NotFound("option_value", one["id"])
        else:
            values.append(new_value(one))
    labels = [value.label for value in values]
    if len(set(labels)) < len(labels):
        raise Conflict(DUPLICATE_LABEL, label=DUPLICATE_LABEL)
    if len(values) > VALUES_MAX:
        raise Unprocessable(f"An option has at most {VALUES_MAX} values")
    return replace(option, values=tuple(sorted(values, key=lambda v: v.sort_order)))


def without_value(option: ProductOption, value_id: int) -> ProductOption:
    """The option without one of its values."""
    return replace(option, values=tuple(v for v in option.values if v.id != value_id))


def with_ids(option: ProductOption, ids: Sequence[int]) -> ProductOption:
    """The option with ids for the values that have none yet; as many as `missing_ids` counts."""
    left = iter(ids)
    values = tuple(v if v.id else replace(v, id=next(left)) for v in option.values)
    return replace(option, values=values)


def missing_ids(option: ProductOption) -> int:
    return sum(not value.id for value in option.values)


def new_value(given: Mapping[str, Any]) -> OptionValue:
    """A value as a request describes it. Raises InvalidInput without a label."""
    if "label" not in given:
        raise InvalidInput(FieldError("label", "required"))
    return changed_value(OptionValue(), given)


def changed_value(value: OptionValue, given: Mapping[str, Any]) -> OptionValue:
    """The value as a request changes it; adjusters that it does not mention stay."""
    fields = ("label", "sort_order", "is_default", "value_data")
    changed = replace(value, **{name: given[name] for name in fields if name in given})
    adjusters = given.get("adjusters") or {}
    for name in ("price", "weight"):
        if name in adjusters:
            adjuster = adjuster_of(adjusters[name] or {})
            changed = (
                replace(changed, price=adjuster)
                if name == "price"
                else replace(changed, weight=adjuster)
            )
    disabled = adjusters.get("purchasing_disabled") or {}
    return replace(
        changed,
        image_url=adjusters.get("image_url", changed.image_url),
        purchasing_disabled=disabled.get("status", changed.purchasing_disabled),
        purchasing_disabled_message=disabled.get("message", changed.purchasing_disabled_message),
    )


def adjuster_of(given: Mapping[str, Any]) -> Adjuster | None:
    """The adjuster of a request; None where it changes nothing."""
    if not given.get("adjuster") or given.get("adjuster_value") is None:
        return None
    return Adjuster(given["adjuster"], given["adjuster_value"])


def _config(option_type: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in CONFIG_OF.get(option_type, ()) if name in given}


def check_names(options: Sequence[ProductOption], option: ProductOption) -> None:
    """No other option or modifier of the product has this name. Raises Conflict, Unprocessable."""
    if any(o.id != option.id and o.display_name == option.display_name for o in options):
        raise Conflict(DUPLICATE_OPTION, display_name=DUPLICATE_OPTION)
    if len(options) >= OPTIONS_MAX and not option.id:
        raise Unprocessable(f"A product has at most {OPTIONS_MAX} options and modifiers")
