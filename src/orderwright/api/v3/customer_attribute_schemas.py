"""Schemas of V3 customer attributes, their values and form field values."""

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.schema import Array, DateTime, Integer, Object, Prop, Text
from orderwright.api.v3.customer_schemas import (
    ATTRIBUTE_VALUE,
    CUSTOMER_META,
    FORM_FIELD,
    data,
)
from orderwright.api.v3.filters import IDS, date_props
from orderwright.domain.customer import ATTRIBUTE_TYPES

FIELD_TYPES = (
    "checkboxes", "date", "multiline", "numbers", "password", "radiobuttons", "text", "picklist",
)  # fmt: skip
_ID = Prop(Integer(minimum=1), required=True)
_NAME = Text(min_length=1, max_length=255)
_DATES = date_props("date_created", "date_modified")

ATTRIBUTE_POST = Object(
    "CustomerAttributePost",
    {
        "name": Prop(_NAME, required=True),
        "type": Prop(Text(enum=ATTRIBUTE_TYPES), required=True),
    },
    unknown="ignore",
)
ATTRIBUTE_PUT = Object(
    "CustomerAttributePut", {"id": _ID, "name": Prop(_NAME, required=True)}, unknown="ignore"
)
ATTRIBUTE = Object(
    "CustomerAttribute",
    {
        "id": Prop(Integer()),
        "name": Prop(Text()),
        "type": Prop(Text(enum=ATTRIBUTE_TYPES)),
        "date_created": Prop(DateTime("date-time")),
        "date_modified": Prop(DateTime("date-time")),
    },
)
ATTRIBUTES = data("CustomerAttributes", Array(ATTRIBUTE))
ATTRIBUTE_PAGE = data("CustomerAttributePage", Array(ATTRIBUTE), PAGE_META)
ATTRIBUTE_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "id:in": Prop(IDS),
        "name": Prop(Text(max_length=255)),
        "name:like": Prop(Text(max_length=255)),
        "type": Prop(Text(max_length=50)),
        **_DATES,
    },
)

VALUE_PUT = Object(
    "CustomerAttributeValuePut",
    {
        "id": Prop(Integer()),
        "attribute_id": _ID,
        "value": Prop(Text(max_length=255), required=True),
        "customer_id": _ID,
    },
    unknown="ignore",
)
VALUES = data("CustomerAttributeValuePage", Array(ATTRIBUTE_VALUE), PAGE_META)
VALUE_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "id:in": Prop(IDS),
        "customer_id:in": Prop(IDS),
        "attribute_id:in": Prop(IDS),
        "name": Prop(Text(max_length=255)),
        "attribute_value": Prop(Text(max_length=255)),
        **_DATES,
    },
)

FIELD_VALUE = Object(
    "FormFieldValueOfOne",
    {**FORM_FIELD.props, "customer_id": Prop(Integer()), "address_id": Prop(Integer())},
)
FIELD_VALUE_PUT = Object(
    "FormFieldValuePut",
    {
        **FORM_FIELD.props,
        "customer_id": Prop(Integer(minimum=1)),
        "address_id": Prop(Integer(minimum=1)),
    },
    unknown="ignore",
)
FIELD_VALUES = data("FormFieldValues", Array(FIELD_VALUE), NO_META)
FIELD_VALUE_PAGE = data("FormFieldValuePage", Array(FIELD_VALUE), CUSTOMER_META)
FIELD_VALUE_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "customer_id": Prop(Integer(minimum=1, strings=True)),
        "address_id": Prop(Integer(minimum=1, strings=True)),
        "field_name": Prop(Text(max_length=255)),
        "field_type": Prop(Text(enum=FIELD_TYPES)),
        "after": Prop(Text(max_length=500)),
        "before": Prop(Text(max_length=500)),
    },
)
