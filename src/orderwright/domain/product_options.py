"""What a shopper chooses on a product: options that pick a variant, modifiers that adjust it.

`resolve` turns choices into the variant, the price and weight of one, and the rows that order
products print. It is what V2 orders, V3 carts and the admin pages share.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from orderwright.domain.adjuster import Adjuster
from orderwright.domain.catalog import (
    OptionChoice,
    Product,
    Variant,
    variant_price,
    variant_weight,
)
from orderwright.domain.complex_rule import ComplexRule, applying
from orderwright.domain.dates import parse_date
from orderwright.domain.errors import OptionProblem, OptionRef
from orderwright.domain.money import parse_money

CHOICE_TYPES = (
    "radio_buttons", "rectangles", "dropdown", "product_list", "product_list_with_images", "swatch",
)  # fmt: skip
"""Types that offer values to choose among; those of variant options."""

TEXT_TYPES = ("text", "multi_line_text", "numbers_only_text")
MODIFIER_TYPES = (
    "date", "checkbox", "file", "text", "multi_line_text", "numbers_only_text", *CHOICE_TYPES,
)  # fmt: skip

ORDER_TYPES: Mapping[str, tuple[str, str]] = {
    "checkbox": ("Checkbox", ""),
    "date": ("Date field", ""),
    "file": ("File Upload", ""),
    "multi_line_text": ("Multi-line text field", ""),
    "numbers_only_text": ("Text field", ""),
    "text": ("Text field", ""),
    "radio_buttons": ("Multiple choice", "Radio buttons"),
    "rectangles": ("Multiple choice", "Rectangle"),
    "dropdown": ("Multiple choice", "Dropdown"),
    "product_list": ("Product Pick List", "Pick list"),
    "product_list_with_images": ("Product Pick List", "Pick list with images"),
    "swatch": ("Swatch", ""),
}
"""Type and display style that order products print."""

TEXT_LENGTH_MAX = 65_535
_UNCHECKED = {"", "no", "false", "0"}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)

OptionKind = Literal["option", "modifier"]


@dataclass(frozen=True, slots=True)
class OptionValue:
    """A value to choose; only those of modifiers adjust anything."""

    id: int = 0
    label: str = ""
    sort_order: int = 0
    is_default: bool = False
    value_data: Mapping[str, object] | None = None
    price: Adjuster | None = None
    weight: Adjuster | None = None
    image_url: str = ""
    purchasing_disabled: bool = False
    purchasing_disabled_message: str = ""

    @property
    def is_checked(self) -> bool:
        """Of a checkbox: whether this is the value of the ticked box."""
        return bool((self.value_data or {}).get("checked_value"))

    @property
    def product_id(self) -> int:
        """Of a product list: the product that is added; 0 for none."""
        value = (self.value_data or {}).get("product_id")
        return value if isinstance(value, int) else 0


@dataclass(frozen=True, slots=True)
class ProductOption:
    """A variant option (`kind` option, always required) or a modifier of a product."""

    id: int = 0
    product_id: int = 0
    kind: OptionKind = "option"
    type: str = "dropdown"
    name: str = ""
    display_name: str = ""
    required: bool = True
    sort_order: int = 0
    config: Mapping[str, object] = field(default_factory=dict)
    values: tuple[OptionValue, ...] = ()

    def value(self, value_id: int) -> OptionValue | None:
        return next((value for value in self.values if value.id == value_id), None)

    @property
    def ref(self) -> OptionRef:
        return OptionRef(self.id, self.id, self.display_name)


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen for one option or modifier: a value's id, or a text; `"69"` is an id too."""

    option_id: int
    value: object


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection that fits: the option, its value where it has values, and what is printed."""

    option: ProductOption
    value: OptionValue | None
    text: str
    display_text: str

    def order_row(self) -> dict[str, object]:
        """An entry of `product_options` of an order product, without the ids of the order."""
        kind, style = ORDER_TYPES[self.option.type]
        return {
            "option_id": self.option.id,
            "product_option_id": self.option.id,
            "display_name": self.option.display_name,
            "display_name_customer": self.option.display_name,
            "display_name_merchant": self.option.display_name,
            "display_value": self.display_text,
            "display_value_customer": self.display_text,
            "display_value_merchant": self.display_text,
            "value": self.text,
            "type": kind,
            "name": self.option.name or self.option.display_name,
            "display_style": style,
        }


@dataclass(frozen=True, slots=True)
class Resolution:
    """One line's choices, worked out; money and weight of one, in ten-thousandths.

    `added_product_ids` are products that product lists take from stock as well, one each a unit.
    `is_purchasable` is false where the variant or a chosen value forbids to buy; management orders
    may be made all the same.
    """

    variant: Variant
    unit_price: int
    weight: int
    chosen: tuple[Chosen, ...] = ()
    added_product_ids: tuple[int, ...] = ()
    is_purchasable: bool = True
    message: str = ""

    @property
    def order_rows(self) -> tuple[dict[str, object], ...]:
        return tuple(chosen.order_row() for chosen in self.chosen)


def resolve(
    product: Product,
    variants: Sequence[Variant],
    options: Sequence[ProductOption] = (),
    selections: Sequence[Selection] = (),
    variant_id: int | None = None,
    rules: Sequence[ComplexRule] = (),
) -> Resolution | OptionProblem:
    """The variant, price, weight and order rows that `selections` (or `variant_id`) stand for.

    `options` holds variant options and modifiers alike. A `variant_id` stands for the values of
    that variant; selections may repeat them, and give those of modifiers. A checkbox that is not
    mentioned is unticked. Without any selection a simple product gives its base variant. `rules`
    are the product's complex rules, which adjust where their conditions are met.

    Returns an OptionProblem instead: `MandatoryProductOptions` naming every required option that
    is missing (or, for a `variant_id` that is not of this product, `InvalidProductOption` with it),
    `InvalidProductOption` with an id that the product does not have, `InvalidProductOptionValue`
    with the option and a value that does not fit it, or for which there is no variant.
    """
    given: dict[int, object] = {}
    known = {option.id: option for option in options}
    variant: Variant | None = None
    if variant_id:
        variant = next((v for v in variants if v.id == variant_id), None)
        if variant is None:
            return OptionProblem("InvalidProductOption", product.id, value=variant_id)
        given = {choice.option_id: choice.id for choice in variant.option_values}
    for selection in selections:
        option = known.get(selection.option_id)
        if option is None:
            return OptionProblem("InvalidProductOption", product.id, value=selection.option_id)
        if variant is not None and option.id in given:
            if not _same(given[option.id], selection.value):
                return _bad_value(product, option, selection.value)
            continue
        given[option.id] = selection.value
    found = _resolve(product, variants, options, given, variant)
    return found if isinstance(found, OptionProblem) else _ruled(found, rules)


def _resolve(
    product: Product,
    variants: Sequence[Variant],
    options: Sequence[ProductOption],
    given: Mapping[int, object],
    variant: Variant | None,
) -> Resolution | OptionProblem:
    chosen: list[Chosen] = []
    missing: list[OptionRef] = []
    for option in sorted(options, key=lambda o: (o.kind == "modifier", o.sort_order, o.id)):
        value = given.get(option.id)
        if value is None and option.kind == "modifier":
            value = _implied(option)
        if value is None or value == "":
            if option.required:
                missing.append(option.ref)
            continue
        fitting = _fit(option, value)
        if fitting is None:
            return _bad_value(product, option, value)
        if option.required and option.type == "checkbox" and not _is_ticked(fitting):
            missing.append(option.ref)
            continue
        chosen.append(fitting)
    if missing:
        return OptionProblem("MandatoryProductOptions", product.id, required=tuple(missing))
    if variant is None:
        variant = _variant_of(variants, chosen)
    if variant is None:
        picked = [c for c in chosen if c.option.kind == "option"]
        if picked:
            return _bad_value(product, picked[0].option, picked[0].text)
        return OptionProblem("InvalidProductOption", product.id, value=0)
    return _priced(product, variant, chosen)


def _implied(option: ProductOption) -> object:
    """What counts where nothing was said: the box as it is unticked."""
    if option.type != "checkbox" or option.required:
        return None
    unticked = next((v for v in option.values if not v.is_checked), None)
    return None if unticked is None else unticked.id


def _is_ticked(chosen: Chosen) -> bool:
    return chosen.value.is_checked if chosen.value is not None else chosen.text == "Yes"


def _variant_of(variants: Sequence[Variant], chosen: Sequence[Chosen]) -> Variant | None:
    wanted = frozenset(c.value.id for c in chosen if c.option.kind == "option" and c.value)
    found = next((v for v in variants if v.value_ids == wanted), None)
    # Until variants are made of the options, whatever is chosen is sold as the base variant.
    return found or next((v for v in variants if v.is_base), None)


def _priced(product: Product, variant: Variant, chosen: Sequence[Chosen]) -> Resolution:
    price, weight = variant_price(product, variant), variant_weight(product, variant)
    base_price, base_weight = price, weight
    added: list[int] = []
    purchasable, message = not variant.purchasing_disabled, variant.purchasing_disabled_message
    for value, option in ((c.value, c.option) for c in chosen):
        if value is None or option.kind == "option":
            continue
        price += value.price.change(base_price) if value.price else 0
        weight += value.weight.change(base_weight) if value.weight else 0
        if value.purchasing_disabled and purchasable:
            purchasable, message = False, value.purchasing_disabled_message
        if value.product_id and option.config.get("product_list_adjusts_inventory"):
            added.append(value.product_id)
    return Resolution(
        variant=variant,
        unit_price=max(0, price),
        weight=max(0, weight),
        chosen=tuple(chosen),
        added_product_ids=tuple(added),
        is_purchasable=purchasable,
        message="" if purchasable else message,
    )


def _ruled(found: Resolution, rules: Sequence[ComplexRule]) -> Resolution:
    """What the complex rules make of a resolution, each of the price that the last one left."""
    if not rules:
        return found
    values = {(c.option.id, c.value.id) for c in found.chosen if c.value is not None}
    price, weight = found.unit_price, found.weight
    purchasable, message = found.is_purchasable, found.message
    for rule in applying(rules, found.variant.id, values):
        price += rule.price_adjuster.change(price) if rule.price_adjuster else 0
        weight += rule.weight_adjuster.change(weight) if rule.weight_adjuster else 0
        if rule.purchasing_disabled and purchasable:
            purchasable, message = False, rule.purchasing_disabled_message
    return replace(
        found,
        unit_price=max(0, price),
        weight=max(0, weight),
        is_purchasable=purchasable,
        message=message,
    )


def _fit(option: ProductOption, value: object) -> Chosen | None:
    """The selection if the option takes it."""
    if option.type in CHOICE_TYPES:
        return _fit_value(option, value)
    if option.type == "checkbox":
        return _fit_checkbox(option, value)
    if option.type == "date":
        return _fit_date(option, value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value)
    if option.type in TEXT_TYPES and not _text_fits(option, text):
        return None
    return Chosen(option, None, text, text)


def _fit_value(option: ProductOption, value: object) -> Chosen | None:
    found = _by_id(option, value)
    if found is None and isinstance(value, str):
        found = next((v for v in option.values if v.label == value), None)
    return None if found is None else Chosen(option, found, str(found.id), found.label)


def _by_id(option: ProductOption, value: object) -> OptionValue | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return option.value(value)


def _fit_checkbox(option: ProductOption, value: object) -> Chosen | None:
    found = None if isinstance(value, bool) else _by_id(option, value)
    if found is None:
        ticked = str(value).strip().lower() not in _UNCHECKED
        if not isinstance(value, bool | str | int):
            return None
        found = next((v for v in option.values if v.is_checked == ticked), None)
        if found is None:
            answer = "Yes" if ticked else "No"
            return None if option.values else Chosen(option, None, answer, answer)
    return Chosen(option, found, str(found.id), "Yes" if found.is_checked else "No")


def _fit_date(option: ProductOption, value: object) -> Chosen | None:
    instant = _date(value)
    if instant is None:
        return None
    if option.config.get("date_limited"):
        mode = option.config.get("date_limit_mode")
        earliest = _date(option.config.get("date_earliest_value"))
        latest = _date(option.config.get("date_latest_value"))
        if mode in ("earliest", "range") and earliest is not None and instant < earliest:
            return None
        if mode in ("latest", "range") and latest is not None and instant > latest:
            return None
    return Chosen(option, None, str(value), str(value))


def _date(value: object) -> int | None:
    """An instant from a date, or from seconds since 1970."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"\d{5,12}", value)):
        seconds = int(value)
        return seconds * 1000 if seconds < 10**12 else None
    try:
        return parse_date(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def _text_fits(option: ProductOption, text: str) -> bool:
    config = option.config
    if len(text) > TEXT_LENGTH_MAX:
        return False
    if option.type == "numbers_only_text":
        return _number_fits(config, text)
    if config.get("text_characters_limited") and not (
        _number(config, "text_min_length", 0)
        <= len(text)
        <= (_number(config, "text_max_length", 0) or TEXT_LENGTH_MAX)
    ):
        return False
    lines = _number(config, "text_max_lines", 0)
    limited = option.type == "multi_line_text" and config.get("text_lines_limited") and lines
    return not limited or text.count("\n") < lines


def _number_fits(config: Mapping[str, object], text: str) -> bool:
    if not _NUMBER.fullmatch(text) or (config.get("number_integers_only") and "." in text):
        return False
    if not config.get("number_limited"):
        return True
    amount, mode = parse_money(text), config.get("number_limit_mode")
    lowest, highest = config.get("number_lowest_value"), config.get("number_highest_value")
    too_low = mode in ("lowest", "range") and lowest is not None and amount < parse_money(lowest)
    too_high = (
        mode in ("highest", "range") and highest is not None and amount > parse_money(highest)
    )
    return not (too_low or too_high)


def _number(config: Mapping[str, object], name: str, otherwise: int) -> int:
    value = config.get(name)
    return value if isinstance(value, int) else otherwise


def _same(value_id: object, given: object) -> bool:
    return str(value_id) == str(given)


def _bad_value(product: Product, option: ProductOption, value: object) -> OptionProblem:
    shown = OptionRef(option.id, option.id, option.display_name, value)
    return OptionProblem("InvalidProductOptionValue", product.id, option=shown, value=value)


def choices_of(options: Sequence[ProductOption]) -> dict[int, OptionChoice]:
    """Every value of the variant options, by its id, with the names that variants print."""
    return {
        value.id: OptionChoice(option.id, value.id, value.label, option.display_name)
        for option in options
        if option.kind == "option"
        for value in option.values
    }
