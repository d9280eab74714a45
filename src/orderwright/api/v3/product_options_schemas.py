"""What variant options and modifiers look like in the V3 catalogue."""

from collections.abc import Mapping

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.schema import (
    Anything,
    Array,
    Boolean,
    Integer,
    Kind,
    Money,
    Number,
    Object,
    Prop,
    Text,
)
from orderwright.api.v3.kinds import FLAG, LINE, NAME, QUERY_TEXTS, SORT_ORDER, envelope
from orderwright.domain.product_options import CHOICE_TYPES, MODIFIER_TYPES

VALUES_MAX = 250
AMOUNT = Money(printed=("number",))
BOUND = Number()
DATE = Text(max_length=64)
COUNT = Integer(minimum=0)


def _config(name: str, date: Kind) -> Object:
    return Object(
        name,
        {
            "default_value": Prop(Text(numbers=True), nullable=True),
            "checked_by_default": Prop(FLAG),
            "checkbox_label": Prop(LINE),
            "date_limited": Prop(FLAG),
            "date_limit_mode": Prop(Text(enum=("earliest", "range", "latest"))),
            "date_earliest_value": Prop(date),
            "date_latest_value": Prop(date),
            "file_types_mode": Prop(Text(enum=("specific", "all"))),
            "file_types_supported": Prop(Array(LINE)),
            "file_types_other": Prop(Array(LINE)),
            "file_max_size": Prop(COUNT),
            "text_characters_limited": Prop(FLAG),
            "text_min_length": Prop(COUNT),
            "text_max_length": Prop(COUNT),
            "text_lines_limited": Prop(FLAG),
            "text_max_lines": Prop(COUNT),
            "number_limited": Prop(FLAG),
            "number_limit_mode": Prop(Text(enum=("lowest", "highest", "range"))),
            "number_lowest_value": Prop(BOUND),
            "number_highest_value": Prop(BOUND),
            "number_integers_only": Prop(FLAG),
            "product_list_adjusts_inventory": Prop(FLAG),
            "product_list_adjusts_pricing": Prop(FLAG),
            "product_list_shipping_calc": Prop(Text(enum=("none", "weight", "package"))),
        },
        unknown="ignore",
    )


CONFIG = _config("CatalogOptionConfig", DATE)
VALUE_DATA = Prop(Anything(types=("object",)), nullable=True)

ADJUSTER = Object(
    "CatalogAdjuster",
    {
        "adjuster": Prop(Text(enum=("relative", "percentage")), nullable=True),
        "adjuster_value": Prop(AMOUNT, nullable=True),
    },
    unknown="ignore",
)
ADJUSTERS = Object(
    "CatalogAdjusters",
    {
        "price": Prop(ADJUSTER, nullable=True),
        "weight": Prop(ADJUSTER, nullable=True),
        "image_url": Prop(Text(max_length=2048)),
        "purchasing_disabled": Prop(
            Object(
                "CatalogPurchasingDisabled",
                {"status": Prop(Boolean()), "message": Prop(Text(max_length=4096))},
                unknown="ignore",
            )
        ),
    },
    unknown="ignore",
)
_VALUE: Mapping[str, Prop] = {
    "id": Prop(Integer()),
    "is_default": Prop(FLAG),
    "label": Prop(NAME),
    "sort_order": Prop(SORT_ORDER),
    "value_data": VALUE_DATA,
}
_MODIFIER_VALUE: Mapping[str, Prop] = {
    **_VALUE,
    "option_id": Prop(Integer()),
    "adjusters": Prop(ADJUSTERS),
}
_NEW = {"label": Prop(NAME, required=True), "sort_order": Prop(SORT_ORDER, required=True)}


def _values(name: str, fields: Mapping[str, Prop]) -> Array:
    return Array(Object(name, fields, unknown="ignore"), max_items=VALUES_MAX)


OPTION_VALUE = Object("CatalogOptionValue", _VALUE, unknown="ignore")
OPTION_VALUE_POST = Object("CatalogOptionValuePost", {**_VALUE, **_NEW}, unknown="ignore")
MODIFIER_VALUE = Object("CatalogModifierValue", _MODIFIER_VALUE, unknown="ignore")
MODIFIER_VALUE_POST = Object(
    "CatalogModifierValuePost", {**_MODIFIER_VALUE, **_NEW}, unknown="ignore"
)

_OPTION: Mapping[str, Prop] = {
    "product_id": Prop(Integer()),
    "display_name": Prop(NAME),
    "type": Prop(Text(enum=CHOICE_TYPES)),
    "config": Prop(CONFIG),
    "sort_order": Prop(SORT_ORDER),
}
_OPTION_IDS = {"id": Prop(Integer(), nullable=True), "name": Prop(Text())}
OPTION = Object(
    "CatalogOption", {**_OPTION_IDS, **_OPTION, "option_values": Prop(Array(OPTION_VALUE))}
)
OPTION_OF_PRODUCT = Object(
    "CatalogOptionOfProduct",
    {
        "id": Prop(Integer(), nullable=True),
        **_OPTION,
        "option_values": Prop(Array(OPTION_VALUE)),
    },
)
OPTION_POST = Object(
    "CatalogOptionPost",
    {
        **_OPTION,
        "display_name": Prop(NAME, required=True),
        "type": Prop(Text(enum=CHOICE_TYPES), required=True),
        "option_values": Prop(_values("CatalogNewOptionValue", {**_VALUE, **_NEW}), required=True),
        "image_url": Prop(Text(max_length=2048)),
    },
    unknown="ignore",
)
OPTION_PUT = Object(
    "CatalogOptionPut",
    {
        **_OPTION,
        **_OPTION_IDS,
        "option_values": Prop(_values("CatalogChangedOptionValue", _VALUE)),
        "image_url": Prop(Text(max_length=2048)),
    },
    unknown="ignore",
)

_MODIFIER: Mapping[str, Prop] = {
    "type": Prop(Text(enum=MODIFIER_TYPES)),
    "required": Prop(FLAG),
    "sort_order": Prop(SORT_ORDER),
    "config": Prop(CONFIG),
    "display_name": Prop(NAME),
}
_MODIFIER_IDS = {
    "id": Prop(Integer()),
    "product_id": Prop(Integer()),
    "name": Prop(Text()),
}
MODIFIER = Object(
    "CatalogModifier", {**_MODIFIER_IDS, **_MODIFIER, "option_values": Prop(Array(MODIFIER_VALUE))}
)
MODIFIER_POST = Object(
    "CatalogModifierPost",
    {
        **_MODIFIER,
        "type": Prop(Text(enum=MODIFIER_TYPES), required=True),
        "required": Prop(FLAG, required=True),
        "display_name": Prop(NAME, required=True),
        "option_values": Prop(_values("CatalogNewModifierValue", {**_MODIFIER_VALUE, **_NEW})),
    },
    unknown="ignore",
)
MODIFIER_PUT = Object(
    "CatalogModifierPut",
    {
        **_MODIFIER,
        **_MODIFIER_IDS,
        "option_values": Prop(_values("CatalogChangedModifierValue", _MODIFIER_VALUE)),
    },
    unknown="ignore",
)

ONE_OPTION = envelope("CatalogOptionAnswer", OPTION, NO_META)
OPTIONS = envelope("CatalogOptionsAnswer", Array(OPTION), PAGE_META)
ONE_OPTION_VALUE = envelope("CatalogOptionValueAnswer", OPTION_VALUE, NO_META)
OPTION_VALUES = envelope("CatalogOptionValuesAnswer", Array(OPTION_VALUE), PAGE_META)
ONE_MODIFIER = envelope("CatalogModifierAnswer", MODIFIER, NO_META)
MODIFIERS = envelope("CatalogModifiersAnswer", Array(MODIFIER), PAGE_META)
ONE_MODIFIER_VALUE = envelope("CatalogModifierValueAnswer", MODIFIER_VALUE, NO_META)
MODIFIER_VALUES = envelope("CatalogModifierValuesAnswer", Array(MODIFIER_VALUE), PAGE_META)

_PICKED: Mapping[str, Prop] = {
    "include_fields": Prop(QUERY_TEXTS),
    "exclude_fields": Prop(QUERY_TEXTS),
}
PICKED_TEXTS_QUERY = Object("CatalogPickedTextsQuery", _PICKED, unknown="ignore")
PARTS_QUERY = Object("CatalogPartsQuery", {**_PICKED, **PAGE_PROPS}, unknown="ignore")

_VALUE_FIELDS = Array(
    Text(enum=("is_default", "label", "sort_order", "value_data", "adjusters", "option_id")),
    separated=True,
)
_PICKED_OF_VALUES: Mapping[str, Prop] = {
    "include_fields": Prop(_VALUE_FIELDS),
    "exclude_fields": Prop(_VALUE_FIELDS),
}
VALUE_QUERY = Object("CatalogValueQuery", _PICKED_OF_VALUES, unknown="ignore")
VALUES_QUERY = Object("CatalogValuesQuery", {**_PICKED_OF_VALUES, **PAGE_PROPS}, unknown="ignore")
