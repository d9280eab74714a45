"""Routes of `x/extra_fields`."""

from orderwright.api.paging import NO_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Boolean, Integer, Object, Prop, Text
from orderwright.api.x import extra_fields
from orderwright.domain.extra_field import OWNERS

FIELDS = "/stores/{store_hash}/x/extra_fields"
CUSTOMERS = "store_v2_customers"
VALUES_MAX = 200
_LIMIT = Prop(Integer(minimum=1), nullable=True)

_FIELD = {
    "owner": Prop(Text(enum=OWNERS), required=True),
    "field_name": Prop(Text(min_length=1, max_length=255), required=True),
    "field_type": Prop(Integer(enum=(0, 1, 2, 3))),
    "is_required": Prop(Boolean()),
    "is_unique": Prop(Boolean()),
    "visible_to_enduser": Prop(Boolean()),
    "default_value": Prop(Text(max_length=5_000)),
    "label_name": Prop(Text(max_length=255)),
    "uuid": Prop(Text(max_length=255)),
    "maximum_length": _LIMIT,
    "number_of_rows": _LIMIT,
    "maximum_value": Prop(Integer(), nullable=True),
    "list_of_values": Prop(Array(Text(min_length=1, max_length=255), max_items=VALUES_MAX)),
}
POST = Object("ExtraFieldPost", _FIELD)
FIELD = Object(
    "ExtraFieldDefinition", {"id": Prop(Integer()), **_FIELD, "config_type": Prop(Integer())}
)
QUERY = Object("ExtraFieldsQuery", {"owner": Prop(Text(enum=OWNERS))})

ROUTES = [
    Route(
        "GET",
        FIELDS,
        extra_fields.get_extra_fields,
        "getExtraFields",
        reads(CUSTOMERS),
        summary="What the store asks of B2B orders, companies and company users",
        query=QUERY,
        answers={
            200: Object(
                "ExtraFieldDefinitions", {"data": Prop(Array(FIELD)), "meta": Prop(NO_META)}
            )
        },
    ),
    Route(
        "POST",
        FIELDS,
        extra_fields.create_extra_field,
        "createExtraField",
        writes(CUSTOMERS),
        summary="Define an extra field",
        body=POST,
        answers={201: Object("ExtraFieldDefined", {"data": Prop(FIELD), "meta": Prop(NO_META)})},
    ),
    Route(
        "DELETE",
        f"{FIELDS}/{{field_id}}",
        extra_fields.delete_extra_field,
        "deleteExtraField",
        writes(CUSTOMERS),
        summary="Ask for an extra field no more; its values stay",
        answers={204: None},
    ),
]
