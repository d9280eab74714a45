"""Schemas of metafields, for resources whose ids are texts."""

from orderwright.api.paging import PAGE_PROPS, PAGINATION
from orderwright.api.schema import AnyOf, Array, Integer, Object, Prop, Text
from orderwright.api.v3.cart_schemas import Includes
from orderwright.api.v3.filters import WORDS, date_props
from orderwright.domain.metafield import PERMISSION_SETS

BATCH_MAX = 50
VALUE_MAX = 65_535
RESOURCE_TYPES = ("brand", "product", "variant", "category", "cart")
FIELDS = (
    "resource_id", "key", "value", "namespace", "permission_set", "resource_type", "description",
    "owner_client_id", "date_created", "date_modified",
)  # fmt: skip

_NAME = Text(min_length=1, max_length=64)
_WRITTEN = {
    "permission_set": Prop(Text(enum=PERMISSION_SETS), required=True),
    "namespace": Prop(_NAME, required=True),
    "key": Prop(_NAME, required=True),
    "value": Prop(Text(min_length=1, max_length=VALUE_MAX), required=True),
    "description": Prop(Text(max_length=255), nullable=True),
}
METAFIELD_POST = Object("MetafieldPost", _WRITTEN, unknown="ignore")
METAFIELD_PUT = Object(
    "MetafieldPut",
    {name: Prop(prop.kind, nullable=prop.nullable) for name, prop in _WRITTEN.items()},
    unknown="ignore",
)
METAFIELDS_POST = Array(
    Object(
        "MetafieldBatchPost",
        {**_WRITTEN, "resource_id": Prop(Text(numbers=True, max_length=64), required=True)},
        unknown="ignore",
    ),
    max_items=BATCH_MAX,
)
METAFIELDS_PUT = Array(
    Object(
        "MetafieldBatchPut",
        {**METAFIELD_PUT.props, "id": Prop(Text(numbers=True, max_length=32), required=True)},
        unknown="ignore",
    ),
    max_items=BATCH_MAX,
)
METAFIELDS_DELETE = Array(Integer(minimum=0, strings=True), max_items=BATCH_MAX)

_PAGED = {
    **PAGE_PROPS,
    "key": Prop(Text()),
    "namespace": Prop(Text()),
    "direction": Prop(Text(enum=("asc", "desc"))),
    "before": Prop(Text(max_length=100)),
    "after": Prop(Text(max_length=100)),
}
METAFIELD_QUERY = Object("MetafieldQuery", _PAGED)
ONE_METAFIELD_QUERY = Object(
    "OneMetafieldQuery",
    {name: prop for name, prop in _PAGED.items() if name not in ("before", "after")},
    unknown="ignore",
)
METAFIELDS_QUERY = Object(
    "MetafieldBatchQuery",
    {
        **_PAGED,
        "key:in": Prop(WORDS),
        "namespace:in": Prop(WORDS),
        "include_fields": Prop(Includes(FIELDS)),
        **date_props("date_created", "date_modified"),
    },
)

METAFIELD = Object(
    "Metafield",
    {
        "id": Prop(Text()),
        "permission_set": Prop(Text(enum=PERMISSION_SETS)),
        "namespace": Prop(Text()),
        "key": Prop(Text()),
        "value": Prop(Text()),
        "description": Prop(Text()),
        "resource_type": Prop(Text(enum=RESOURCE_TYPES)),
        "resource_id": Prop(Text()),
        "date_created": Prop(Text(format="date-time")),
        "date_modified": Prop(Text(format="date-time")),
        "owner_client_id": Prop(Text()),
    },
)
_CURSORS = Object(
    "CursorPagination",
    {
        "count": Prop(Integer()),
        "per_page": Prop(Integer()),
        "start_cursor": Prop(Text()),
        "end_cursor": Prop(Text()),
        "links": Prop(
            Object(
                "CursorLinks",
                {"previous": Prop(Text()), "current": Prop(Text()), "next": Prop(Text())},
            )
        ),
    },
)
METAFIELD_LIST = Object(
    "MetafieldList",
    {
        "data": Prop(AnyOf((Array(METAFIELD), METAFIELD))),
        "meta": Prop(
            Object(
                "MetafieldListMeta",
                {"pagination": Prop(PAGINATION), "cursor_pagination": Prop(_CURSORS)},
            )
        ),
    },
)
METAFIELD_ANSWER = Object(
    "MetafieldAnswer", {"data": Prop(METAFIELD), "meta": Prop(Object("MetafieldMeta", {}))}
)
_BATCH_ERROR = Object(
    "MetafieldBatchError",
    {
        "status": Prop(Integer()),
        "title": Prop(Text()),
        "type": Prop(Text()),
        "errors": Prop(Object("MetafieldBatchErrors", {}, unknown="keep")),
    },
)
_BATCH_META = Object(
    "MetafieldBatchMeta",
    {"total": Prop(Integer()), "success": Prop(Integer()), "failed": Prop(Integer())},
)
_REFUSED = {
    "errors": Prop(AnyOf((Array(_BATCH_ERROR), Object("MetafieldErrors", {}, unknown="keep")))),
    "meta": Prop(_BATCH_META),
    "status": Prop(Integer()),
    "title": Prop(Text()),
    "type": Prop(Text()),
}
METAFIELD_BATCH_REFUSED = Object(
    "MetafieldBatchRefused", {"data": Prop(Array(METAFIELD)), **_REFUSED}
)
METAFIELD_DELETE_REFUSED = Object(
    "MetafieldDeleteRefused", {"data": Prop(Array(Integer())), **_REFUSED}
)
METAFIELD_BATCH = Object(
    "MetafieldBatchAnswer",
    {
        "data": Prop(Array(METAFIELD)),
        "errors": Prop(Array(_BATCH_ERROR)),
        "meta": Prop(_BATCH_META),
    },
)
METAFIELD_DELETED = Object(
    "MetafieldBatchDeleted",
    {
        "data": Prop(Array(Integer())),
        "errors": Prop(Array(_BATCH_ERROR)),
        "meta": Prop(_BATCH_META),
    },
)
