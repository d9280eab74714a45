"""A shopper's choices become a variant, a price, a weight and rows; what is wrong is named."""

from decimal import Decimal
from typing import Any

import pytest

from orderwright.domain.adjuster import Adjuster
from orderwright.domain.catalog import OptionChoice, Product, Variant
from orderwright.domain.complex_rule import ComplexRule, Condition
from orderwright.domain.errors import OptionProblem, OptionRef
from orderwright.domain.product_options import (
    OptionValue,
    ProductOption,
    Resolution,
    Selection,
    resolve,
)

SHIRT = Product(id=6, name="Shirt", price=100_0000, weight=2_0000)
SIZE = ProductOption(
    id=22, product_id=6, type="rectangles", name="Size-6", display_name="Size",
    values=(OptionValue(69, "S"), OptionValue(70, "M", 1)),
)  # fmt: skip
COLOR = ProductOption(
    id=23, product_id=6, type="swatch", name="Color-6", display_name="Color", sort_order=1,
    values=(OptionValue(80, "Red"), OptionValue(81, "Blue")),
)  # fmt: skip
VARIANTS = (
    Variant(1, 6, "S-RED", 1, option_values=(OptionChoice(22, 69), OptionChoice(23, 80))),
    Variant(
        2, 6, "M-RED", 2, price=120_0000, weight=3_0000,
        option_values=(OptionChoice(22, 70), OptionChoice(23, 80)),
    ),
)  # fmt: skip
BASE = (Variant(9, 6),)


def modifier(kind: str, *values: OptionValue, required: bool = False, **config: Any) -> Any:
    return ProductOption(
        id=30, product_id=6, kind="modifier", type=kind, name="Mod-6", display_name="Mod",
        required=required, config=config, values=values,
    )  # fmt: skip


def resolved(*options: ProductOption, **given: Any) -> Resolution:
    found = resolve(SHIRT, given.pop("variants", BASE), options, **given)
    assert isinstance(found, Resolution), found
    return found


def refused(*options: ProductOption, **given: Any) -> OptionProblem:
    found = resolve(SHIRT, given.pop("variants", BASE), options, **given)
    assert isinstance(found, OptionProblem), found
    return found


def test_simple_product_is_its_base_variant() -> None:
    found = resolved()
    assert (found.variant.id, found.unit_price, found.weight) == (9, 100_0000, 2_0000)
    assert found.order_rows == ()


def test_values_by_id_text_or_label_make_the_variant() -> None:
    for size, color in ((70, 80), ("70", "80"), ("M", "Red")):
        found = resolved(
            SIZE, COLOR, variants=VARIANTS, selections=(Selection(22, size), Selection(23, color))
        )
        assert (found.variant.id, found.unit_price, found.weight) == (2, 120_0000, 3_0000)


def test_variant_id_stands_for_its_values() -> None:
    found = resolved(SIZE, COLOR, variants=VARIANTS, variant_id=1)
    assert found.variant.id == 1
    assert found.order_rows == (
        {
            "option_id": 22, "product_option_id": 22, "display_name": "Size",
            "display_name_customer": "Size", "display_name_merchant": "Size",
            "display_value": "S", "display_value_customer": "S", "display_value_merchant": "S",
            "value": "69", "type": "Multiple choice", "name": "Size-6",
            "display_style": "Rectangle",
        },
        {
            "option_id": 23, "product_option_id": 23, "display_name": "Color",
            "display_name_customer": "Color", "display_name_merchant": "Color",
            "display_value": "Red", "display_value_customer": "Red",
            "display_value_merchant": "Red", "value": "80", "type": "Swatch",
            "name": "Color-6", "display_style": "",
        },
    )  # fmt: skip


def test_unknown_variant_is_named() -> None:
    assert refused(SIZE, COLOR, variants=VARIANTS, variant_id=77) == OptionProblem(
        "InvalidProductOption", 6, value=77
    )


def test_every_missing_option_is_named() -> None:
    wanted = modifier("text", required=True)
    problem = refused(SIZE, COLOR, wanted, variants=VARIANTS, selections=(Selection(22, 69),))
    assert problem == OptionProblem(
        "MandatoryProductOptions",
        6,
        required=(OptionRef(23, 23, "Color"), OptionRef(30, 30, "Mod")),
    )


def test_option_that_the_product_does_not_have() -> None:
    assert refused(selections=(Selection(222, "x"),)) == OptionProblem(
        "InvalidProductOption", 6, value=222
    )


def test_value_that_the_option_does_not_have() -> None:
    problem = refused(
        SIZE, COLOR, variants=VARIANTS, selections=(Selection(22, 99), Selection(23, 80))
    )
    assert problem == OptionProblem(
        "InvalidProductOptionValue", 6, option=OptionRef(22, 22, "Size", 99), value=99
    )


def test_values_for_which_there_is_no_variant() -> None:
    problem = refused(
        SIZE, COLOR, variants=VARIANTS, selections=(Selection(22, 69), Selection(23, 81))
    )
    assert problem.kind == "InvalidProductOptionValue"


def test_selection_against_the_variant_id() -> None:
    options = {"variants": VARIANTS, "variant_id": 1}
    assert resolved(SIZE, COLOR, **options, selections=(Selection(22, "69"),)).variant.id == 1
    problem = refused(SIZE, COLOR, **options, selections=(Selection(22, 70),))
    assert problem.option == OptionRef(22, 22, "Size", 70)


def test_options_without_variants_sell_the_base_variant() -> None:
    found = resolved(SIZE, selections=(Selection(22, 69),))
    assert (found.variant.id, found.order_rows[0]["display_value"]) == (9, "S")


@pytest.mark.parametrize(
    "price, weight, expected",
    [
        (Adjuster("relative", 5_5000), None, (105_5000, 2_0000)),
        (Adjuster("relative", -200_0000), Adjuster("relative", 5000), (0, 2_5000)),
        (Adjuster("percentage", 12_5000), Adjuster("percentage", -50_0000), (112_5000, 1_0000)),
    ],
)
def test_adjusters_change_price_and_weight(
    price: Adjuster, weight: Adjuster | None, expected: tuple[int, int]
) -> None:
    gift = modifier("dropdown", OptionValue(5, "Gift", price=price, weight=weight))
    found = resolved(gift, selections=(Selection(30, 5),))
    assert (found.unit_price, found.weight) == expected
    assert resolved(gift).unit_price == 100_0000


def test_percentages_are_of_the_price_before_any_adjustment() -> None:
    ten = Adjuster("percentage", 10_0000)
    first = modifier("dropdown", OptionValue(5, "A", price=ten))
    second = ProductOption(
        id=31, kind="modifier", type="radio_buttons", required=False,
        values=(OptionValue(6, "B", price=ten),),
    )  # fmt: skip
    found = resolved(first, second, selections=(Selection(30, 5), Selection(31, 6)))
    assert found.unit_price == 120_0000


YES = OptionValue(5, "Yes", value_data={"checked_value": True}, price=Adjuster("relative", 1_0000))
NO = OptionValue(6, "No", sort_order=1, value_data={"checked_value": False})


@pytest.mark.parametrize(
    "value, shown, price",
    [
        (5, "Yes", 101_0000), ("5", "Yes", 101_0000), (True, "Yes", 101_0000),
        ("Yes", "Yes", 101_0000), (6, "No", 100_0000), ("no", "No", 100_0000),
        (False, "No", 100_0000), (None, "No", 100_0000),
    ],
)  # fmt: skip
def test_checkbox(value: object, shown: str, price: int) -> None:
    selections = () if value is None else (Selection(30, value),)
    found = resolved(modifier("checkbox", YES, NO), selections=selections)
    assert (found.order_rows[0]["display_value"], found.unit_price) == (shown, price)
    assert found.order_rows[0]["type"] == "Checkbox"


def test_required_checkbox_must_be_ticked() -> None:
    box = modifier("checkbox", YES, NO, required=True)
    for selections in ((), (Selection(30, 6),)):
        assert refused(box, selections=selections).kind == "MandatoryProductOptions"
    assert resolved(box, selections=(Selection(30, 5),)).unit_price == 101_0000


@pytest.mark.parametrize(
    "kind, config, value, fits",
    [
        ("text", {}, "For Ann", True),
        ("text", {}, 7, True),
        ("text", {}, True, False),
        ("text", {}, ["a"], False),
        ("text", {"text_characters_limited": True, "text_max_length": 3}, "abcd", False),
        ("text", {"text_characters_limited": True, "text_min_length": 3}, "ab", False),
        ("text", {"text_max_length": 3}, "abcd", True),
        ("multi_line_text", {"text_lines_limited": True, "text_max_lines": 2}, "a\nb", True),
        ("multi_line_text", {"text_lines_limited": True, "text_max_lines": 2}, "a\nb\nc", False),
        ("numbers_only_text", {}, "12.5", True),
        ("numbers_only_text", {}, "12a", False),
        ("numbers_only_text", {"number_integers_only": True}, "12.5", False),
        (
            "numbers_only_text",
            {"number_limited": True, "number_limit_mode": "range",
             "number_lowest_value": 2, "number_highest_value": Decimal("3.5")},
            "3.6",
            False,
        ),
        (
            "numbers_only_text",
            {"number_limited": True, "number_limit_mode": "lowest", "number_lowest_value": 2},
            "1000",
            True,
        ),
        ("date", {}, "2026-06-18", True),
        ("date", {}, "1781792589", True),
        ("date", {}, "soon", False),
        (
            "date",
            {"date_limited": True, "date_limit_mode": "earliest",
             "date_earliest_value": "2026-06-19"},
            "2026-06-18",
            False,
        ),
        (
            "date",
            {"date_limited": True, "date_limit_mode": "latest", "date_latest_value": "2026-06-19"},
            "2026-06-18",
            True,
        ),
        ("file", {}, '{"originalName":"a.png"}', True),
        ("dropdown", {}, 3, False),
        ("product_list", {}, "nothing", False),
    ],
)  # fmt: skip
def test_values_of_each_type(kind: str, config: dict[str, Any], value: object, fits: bool) -> None:
    option = modifier(kind, **config)
    found = resolve(SHIRT, BASE, (option,), (Selection(30, value),))
    if fits:
        assert isinstance(found, Resolution)
        assert found.order_rows[0]["value"] == str(value)
    else:
        assert isinstance(found, OptionProblem)
        assert (found.kind, found.value) == ("InvalidProductOptionValue", value)


def test_product_list_takes_the_listed_product_along() -> None:
    listed = OptionValue(5, "Socks", value_data={"product_id": 44})
    adjusting = modifier("product_list", listed, product_list_adjusts_inventory=True)
    assert resolved(adjusting, selections=(Selection(30, 5),)).added_product_ids == (44,)
    plain = modifier("product_list", listed)
    found = resolved(plain, selections=(Selection(30, 5),))
    assert found.added_product_ids == ()
    assert (found.order_rows[0]["type"], found.order_rows[0]["display_style"]) == (
        "Product Pick List",
        "Pick list",
    )


def test_purchasing_disabled_is_told() -> None:
    sold_out = OptionValue(
        5, "Gold", purchasing_disabled=True, purchasing_disabled_message="Sold out"
    )
    found = resolved(modifier("dropdown", sold_out), selections=(Selection(30, 5),))
    assert (found.is_purchasable, found.message) == (False, "Sold out")
    disabled = (Variant(9, 6, purchasing_disabled=True, purchasing_disabled_message="Gone"),)
    assert resolved(variants=disabled).message == "Gone"
    assert resolved().is_purchasable


FIVE_MORE = Adjuster("relative", 5_0000)
HALF = Adjuster("percentage", -50_0000)
GIFT = OptionValue(5, "Gift")


@pytest.mark.parametrize(
    "rules, price",
    [
        ((ComplexRule(1, 6, conditions=(Condition(modifier_id=30, modifier_value_id=5),),
                      price_adjuster=FIVE_MORE),), 105_0000),
        ((ComplexRule(1, 6, conditions=(Condition(variant_id=9),), price_adjuster=HALF),), 50_0000),
        ((ComplexRule(1, 6, conditions=(Condition(variant_id=8),), price_adjuster=HALF),),
         100_0000),
        ((ComplexRule(1, 6, conditions=(Condition(variant_id=8), Condition(variant_id=9)),
                      price_adjuster=HALF),), 50_0000),
        ((ComplexRule(1, 6, conditions=(Condition(modifier_id=30, modifier_value_id=6),
                                        Condition(variant_id=9)), price_adjuster=HALF),),
         100_0000),
        ((ComplexRule(1, 6, enabled=False, conditions=(Condition(variant_id=9),),
                      price_adjuster=HALF),), 100_0000),
        ((ComplexRule(1, 6, price_adjuster=HALF),), 100_0000),
        ((ComplexRule(1, 6, sort_order=2, conditions=(Condition(variant_id=9),),
                      price_adjuster=HALF),
          ComplexRule(2, 6, sort_order=1, conditions=(Condition(variant_id=9),),
                      price_adjuster=FIVE_MORE)), 52_5000),
        ((ComplexRule(1, 6, stop=True, conditions=(Condition(variant_id=9),),
                      price_adjuster=FIVE_MORE),
          ComplexRule(2, 6, sort_order=1, conditions=(Condition(variant_id=9),),
                      price_adjuster=HALF)), 105_0000),
    ],
)  # fmt: skip
def test_complex_rules_adjust_the_price(rules: tuple[ComplexRule, ...], price: int) -> None:
    gift = modifier("dropdown", GIFT)
    assert resolved(gift, selections=(Selection(30, 5),), rules=rules).unit_price == price


def test_complex_rules_adjust_the_weight_and_forbid_to_buy() -> None:
    forbidding = ComplexRule(
        1, 6, conditions=(Condition(variant_id=9),), weight_adjuster=HALF,
        purchasing_disabled=True, purchasing_disabled_message="Not now",
    )  # fmt: skip
    found = resolved(rules=(forbidding,))
    assert (found.weight, found.is_purchasable, found.message) == (1_0000, False, "Not now")
