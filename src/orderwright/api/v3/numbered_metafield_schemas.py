"""Schemas of metafields of resources whose ids are numbers."""

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.schema import AnyOf, Array, DateTime, Integer, Map, Object, Prop, Text
from orderwright.api.v3.customer_schemas import CUSTOMER_META, data
from orderwright.api.v3.filters import WORDS, date_props
from orderwright.domain.metafield import PERMISSION_SETS

BATCH_MAX = 50
VALUE_MAX = 65_535
RESOURCE_TYPES = (
    "brand", "product", "variant", "category", "cart", "channel", "location", "order", "customer",
)  # fmt: skip
FIELDS = (
    "resource_id", "key", "value", "namespace", "permission_set", "resource_type", "description",
    "owner_client_id", "date_created", "date_modified",
)  # fmt: skip

_NAME = Text(min_length=1, max_length=64)
_PROPS = {
    "permission_set": Prop(Text(enum=PERMISSION_SETS)),
    "namespace": Prop(_NAME),
    "key": Prop(_NAME),
    "value": Prop(Text(min_length=1, max_length=VALUE_MAX)),
    "description": Prop(Text(max_length=255)),
}
_REQUIRED = {name: Prop(prop.kind, required=name != "description") for name, prop in _PROPS.items()}
METAFIELD_ID = Integer(minimum=1)
METAFIELD_POST = Object("NumberedMetafieldPost", _REQUIRED, unknown="ignore")
METAFIELD_PUT = Object("NumberedMetafieldPut", {"id": Prop(Integer()), **_PROPS}, unknown="ignore")
METAFIELDS_POST = Object(
    "NumberedMetafieldBatchPost",
    {**_REQUIRED, "resource_id": Prop(Integer(minimum=1), required=True)},
    unknown="ignore",
)
METAFIELDS_PUT = Object(
    "NumberedMetafieldBatchPut",
    {**_PROPS, "id": Prop(METAFIELD_ID, required=True)},
    unknown="ignore",
)
NAMED_METAFIELDS_PUT = Object(
    "NamedMetafieldBatchPut",
    {**_PROPS, "id": Prop(Text(max_length=19, numbers=True, pattern=r"\d{1,19}"), required=True)},
    unknown="ignore",
)
"""As METAFIELDS_PUT, where the reference writes the ids as strings."""

METAFIELD = Object(
    "NumberedMetafield",
    {
        "id": Prop(Integer()),
        **_PROPS,
        "resource_type": Prop(Text(enum=RESOURCE_TYPES)),
        "resource_id": Prop(Integer()),
        "date_created": Prop(DateTime("date-time")),
        "date_modified": Prop(DateTime("date-time")),
        "owner_client_id": Prop(Text()),
    },
)
_COUNTS = Object(
    "NumberedMetafieldCounts",
    {"total": Prop(Integer()), "success": Prop(Integer()), "failed": Prop(Integer())},
)
_ERROR = Object(
    "NumberedMetafieldError",
    {
        "status": Prop(Integer()),
        "title": Prop(Text()),
        "type": Prop(Text()),
        "errors": Prop(Map(Text())),
    },
)
_ERRORS = Prop(Array(_ERROR))
_REFUSED = {
    "status": Prop(Integer()),
    "title": Prop(Text()),
    "type": Prop(Text()),
    "instance": Prop(Text()),
    "errors": Prop(AnyOf((Array(_ERROR), Map(Text())))),
    "meta": Prop(_COUNTS),
}

ONE = data("NumberedMetafieldAnswer", METAFIELD)
PAGE = data("NumberedMetafieldPage", Array(METAFIELD), CUSTOMER_META)
WRITTEN = Object(
    "NumberedMetafieldsWritten",
    {"data": Prop(Array(METAFIELD)), "errors": _ERRORS, "meta": Prop(CUSTOMER_META)},
)
PARTLY = Object(
    "NumberedMetafieldsPartly",
    {"data": Prop(Array(METAFIELD)), **_REFUSED},
)
DELETED = Object(
    "NumberedMetafieldsDeleted",
    {"data": Prop(Array(Integer())), "errors": _ERRORS, "meta": Prop(_COUNTS)},
)
PARTLY_DELETED = Object(
    "NumberedMetafieldsPartlyDeleted", {"data": Prop(Array(Integer())), **_REFUSED}
)
PUT_QUERY = Object("", {"metafieldId": Prop(Integer(strings=True))}, unknown="ignore")
QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "key": Prop(Text()),
        "key:in": Prop(WORDS),
        "namespace": Prop(Text()),
        "namespace:in": Prop(WORDS),
        "direction": Prop(Text(enum=("asc", "desc"))),
        "include_fields": Prop(Array(Text(enum=FIELDS), separated=True)),
        **date_props("date_created", "date_modified"),
        "before": Prop(Text(max_length=500)),
        "after": Prop(Text(max_length=500)),
    },
)
