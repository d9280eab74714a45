"""Schemas of V3 customers and their addresses."""

from collections.abc import Mapping

from orderwright.api.paging import LINKS, NO_META, PAGE_PROPS, PAGINATION
from orderwright.api.schema import (
    AnyOf,
    Anything,
    Array,
    Boolean,
    DateTime,
    Integer,
    Kind,
    Money,
    Object,
    Prop,
    Text,
)
from orderwright.api.v2.order_fields import is_email
from orderwright.api.v3.filters import IDS, WORDS, date_props
from orderwright.domain.customer import STORE_CREDIT_MAX
from orderwright.domain.password import LENGTH_MAX, LENGTH_MIN

BATCH_MAX = 10
ADDRESS_TYPES = ("residential", "commercial")
INCLUDES = (
    "addresses", "storecredit", "attributes", "formfields", "shopper_profile_id", "segment_ids",
)  # fmt: skip
SORTS = tuple(
    f"{name}:{way}"
    for name in ("date_created", "last_name", "date_modified")
    for way in ("asc", "desc")
)

_VALUE = AnyOf((Text(), Anything(("number",)), Array(Text())))
_FORM_FIELD: Mapping[str, Prop] = {
    "name": Prop(Text(min_length=1, max_length=255), required=True),
    "value": Prop(_VALUE, required=True),
}
FORM_FIELD = Object("FormFieldValue", _FORM_FIELD, unknown="ignore")
FORM_FIELDS = Array(FORM_FIELD, max_items=100)
_SHOWN_FORM_FIELDS = Array(
    Object("CustomerFormFieldValue", {**_FORM_FIELD, "customer_id": Prop(Integer(), required=True)})
)
_SHOWN_ADDRESS_FORM_FIELDS = Array(
    Object(
        "AddressFormFieldValue",
        {**_FORM_FIELD, "address_id": Prop(Integer()), "customer_id": Prop(Integer())},
    )
)

ADDRESS_PROPS: dict[str, Prop] = {
    "first_name": Prop(Text(min_length=1, max_length=255)),
    "last_name": Prop(Text(min_length=1, max_length=255)),
    "company": Prop(Text(max_length=255)),
    "address1": Prop(Text()),
    "address2": Prop(Text()),
    "city": Prop(Text(max_length=100)),
    "state_or_province": Prop(Text(max_length=100)),
    "postal_code": Prop(Text(max_length=30)),
    "country_code": Prop(Text(min_length=2, max_length=2)),
    "phone": Prop(Text(max_length=50)),
    "address_type": Prop(Text(enum=ADDRESS_TYPES)),
}


def requiring(props: Mapping[str, Prop], *names: str) -> dict[str, Prop]:
    """The properties, some of them required."""
    return {
        name: Prop(prop.kind, required=name in names, nullable=prop.nullable)
        for name, prop in props.items()
    }


NESTED_ADDRESS = Object(
    "CustomerPostAddress",
    {
        **requiring(ADDRESS_PROPS, "first_name", "last_name", "address1", "city", "country_code"),
        "form_fields": Prop(FORM_FIELDS),
    },
    unknown="ignore",
)
ADDRESS_POST = Object(
    "CustomerAddressPost",
    {
        "customer_id": Prop(Integer(minimum=1), required=True),
        **requiring(
            ADDRESS_PROPS, "first_name", "last_name", "address1", "city", "country_code",
            "state_or_province", "postal_code",
        ),
        "form_fields": Prop(FORM_FIELDS),
    },
    unknown="ignore",
)  # fmt: skip
ADDRESS_PUT = Object(
    "CustomerAddressPut",
    {
        "id": Prop(Integer(minimum=1), required=True),
        **ADDRESS_PROPS,
        "form_fields": Prop(FORM_FIELDS),
    },
    unknown="ignore",
)
ADDRESS = Object(
    "CustomerAddressV3",
    {
        **ADDRESS_PROPS,
        "id": Prop(Integer()),
        "customer_id": Prop(Integer()),
        "country": Prop(Text()),
        "form_fields": Prop(_SHOWN_ADDRESS_FORM_FIELDS),
    },
)
ADDRESS_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "id:in": Prop(IDS),
        "customer_id:in": Prop(IDS),
        "company:in": Prop(WORDS),
        "name:in": Prop(WORDS),
        "include": Prop(Array(Text(enum=("formfields", "form_fields")), separated=True)),
    },
)

_NEW_PASSWORD = Text(min_length=LENGTH_MIN, max_length=LENGTH_MAX)
_STORE_CREDIT = Array(
    Object(
        "StoreCreditAmount",
        {"amount": Prop(Money(minimum=0, maximum=STORE_CREDIT_MAX, printed=("number",)))},
    ),
    max_items=1,
)
_CHANNEL_IDS = Array(Integer(minimum=1), min_items=1, max_items=100)
_FIELDS: dict[str, Prop] = {
    "email": Prop(Text(min_length=3, max_length=250, check=is_email)),
    "first_name": Prop(Text(min_length=1, max_length=100)),
    "last_name": Prop(Text(min_length=1, max_length=100)),
    "company": Prop(Text(max_length=255)),
    "phone": Prop(Text(max_length=50)),
    "notes": Prop(Text()),
    "tax_exempt_category": Prop(Text(max_length=255)),
    "customer_group_id": Prop(Integer(minimum=0)),
    "accepts_product_review_abandoned_cart_emails": Prop(Boolean()),
    "store_credit_amounts": Prop(_STORE_CREDIT),
    "origin_channel_id": Prop(Integer(minimum=1)),
    "channel_ids": Prop(_CHANNEL_IDS, nullable=True),
    "form_fields": Prop(FORM_FIELDS),
    "authentication": Prop(
        Object(
            "CustomerAuthenticationPost",
            {"force_password_reset": Prop(Boolean()), "new_password": Prop(_NEW_PASSWORD)},
            unknown="ignore",
        )
    ),
}
CUSTOMER_POST = Object(
    "CustomerPostV3",
    {
        **requiring(_FIELDS, "email", "first_name", "last_name"),
        "addresses": Prop(Array(NESTED_ADDRESS, max_items=BATCH_MAX)),
        "attributes": Prop(
            Array(
                Object(
                    "CustomerPostAttribute",
                    {
                        "attribute_id": Prop(Integer(minimum=1), required=True),
                        "attribute_value": Prop(Text(max_length=255), required=True),
                    },
                    unknown="ignore",
                ),
                max_items=BATCH_MAX,
            )
        ),
        "trigger_account_created_notification": Prop(Boolean()),
    },
    unknown="ignore",
)
CUSTOMER_PUT = Object(
    "CustomerPutV3",
    {
        "id": Prop(Integer(minimum=1), required=True),
        **_FIELDS,
        "registration_ip_address": Prop(Text(max_length=45)),
    },
    unknown="ignore",
)

ATTRIBUTE_VALUE = Object(
    "CustomerAttributeValue",
    {
        "id": Prop(Integer()),
        "attribute_id": Prop(Integer()),
        "attribute_value": Prop(Text()),
        "customer_id": Prop(Integer()),
        "date_created": Prop(DateTime("date-time")),
        "date_modified": Prop(DateTime("date-time")),
    },
)
CUSTOMER = Object(
    "CustomerV3",
    {
        **{name: prop for name, prop in _FIELDS.items() if name != "authentication"},
        "id": Prop(Integer()),
        "authentication": Prop(
            Object("CustomerAuthentication", {"force_password_reset": Prop(Boolean())})
        ),
        "registration_ip_address": Prop(Text()),
        "date_created": Prop(DateTime("date-time")),
        "date_modified": Prop(DateTime("date-time")),
        "address_count": Prop(Integer()),
        "attribute_count": Prop(Integer()),
        "addresses": Prop(Array(ADDRESS)),
        "attributes": Prop(Array(ATTRIBUTE_VALUE)),
        "form_fields": Prop(_SHOWN_FORM_FIELDS),
        "shopper_profile_id": Prop(Text(), nullable=True),
        "segment_ids": Prop(Array(Text())),
    },
)
_CURSORS = Object(
    "CustomerCursors",
    {
        "count": Prop(Integer()),
        "per_page": Prop(Integer()),
        "start_cursor": Prop(Text()),
        "end_cursor": Prop(Text()),
        "links": Prop(LINKS),
    },
)
CUSTOMER_META = Object(
    "CustomerMeta", {"pagination": Prop(PAGINATION), "cursor_pagination": Prop(_CURSORS)}
)
CUSTOMER_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "id:in": Prop(IDS),
        "customer_group_id:in": Prop(IDS),
        "company:in": Prop(WORDS),
        "email:in": Prop(WORDS),
        "name:in": Prop(WORDS),
        "name:like": Prop(WORDS),
        "phone:in": Prop(WORDS),
        "registration_ip_address:in": Prop(WORDS),
        **date_props("date_created", "date_modified"),
        "include": Prop(Array(Text(enum=INCLUDES), separated=True)),
        "sort": Prop(Text(enum=SORTS)),
        "after": Prop(Text(max_length=500)),
        "before": Prop(Text(max_length=500)),
    },
)
IDS_QUERY = Object("", {"id:in": Prop(IDS)})
REQUIRED_IDS_QUERY = Object("", {"id:in": Prop(IDS, required=True)})


def data(name: str, kind: Kind, meta: Object = NO_META) -> Object:
    """`{"data": …, "meta": …}`."""
    return Object(name, {"data": Prop(kind), "meta": Prop(meta)})
