"""Schemas of V3 locations and pick-up methods."""

from orderwright.api.paging import PAGE_META, PAGE_PROPS
from orderwright.api.schema import (
    Array,
    Boolean,
    DateTime,
    Integer,
    Number,
    Object,
    Prop,
    Text,
)
from orderwright.api.v3.customer_schemas import data
from orderwright.api.v3.filters import IDS, WORDS, date_props
from orderwright.domain.geography import COUNTRIES
from orderwright.domain.location import DAYS, TYPES

BATCH_MAX = 100
PICKUP_UPDATES_MAX = 10
PAGE_MAX = 1_000
RADIUS_MAX = 100_000

_FLAG = Prop(Boolean())
_TEXT = Prop(Text(max_length=250))
_CLOCK = Prop(Text(pattern=r"(?:[01]\d|2[0-4]):[0-5]\d"))
_DAY = Object(
    "LocationDay", {"open": _FLAG, "opening": _CLOCK, "closing": _CLOCK}, unknown="ignore"
)
_HOURS = Object("LocationHours", {day: Prop(_DAY) for day in DAYS}, unknown="ignore")
_SPECIAL = Object(
    "LocationSpecialHours",
    {
        "label": Prop(Text(max_length=250), required=True),
        "date": Prop(Text(pattern=r"\d{4}-\d\d-\d\d", format="date"), required=True),
        "open": Prop(Boolean(), required=True),
        "opening": _CLOCK,
        "closing": _CLOCK,
        "all_day": _FLAG,
        "annual": _FLAG,
    },
    unknown="ignore",
)


def _coordinates(name: str) -> Object:
    return Object(
        name,
        {
            "latitude": Prop(Number(minimum=-90, maximum=90), required=True),
            "longitude": Prop(Number(minimum=-180, maximum=180), required=True),
        },
        unknown="ignore",
    )


_ADDRESS = {
    "address1": _TEXT,
    "address2": _TEXT,
    "city": _TEXT,
    "state": _TEXT,
    "zip": _TEXT,
    "email": Prop(Text(max_length=250, format="email")),
    "phone": _TEXT,
    "geo_coordinates": Prop(_coordinates("LocationCoordinates")),
    "country_code": Prop(Text(enum=tuple(COUNTRIES))),
}
_NEEDED = ("address1", "city", "state", "zip", "email", "geo_coordinates", "country_code")


def _address(name: str, *needed: str) -> Object:
    props = {key: Prop(_ADDRESS[key].kind, required=True) for key in needed}
    return Object(name, {**_ADDRESS, **props}, unknown="ignore")


_LOCATION = {
    "code": Prop(Text(min_length=1, max_length=100)),
    "label": Prop(Text(min_length=1, max_length=250)),
    "description": Prop(Text(max_length=2_000)),
    "managed_by_external_source": _FLAG,
    "type_id": Prop(Text(enum=TYPES)),
    "enabled": _FLAG,
    "operating_hours": Prop(_HOURS),
    "time_zone": Prop(Text(min_length=1, max_length=100)),
    "storefront_visibility": _FLAG,
    "special_hours": Prop(Array(_SPECIAL)),
}
_REQUIRED = ("label", "managed_by_external_source", "type_id", "time_zone")
LOCATION_POST = Object(
    "LocationPost",
    {
        **_LOCATION,
        **{name: Prop(_LOCATION[name].kind, required=True) for name in _REQUIRED},
        "address": Prop(_address("LocationPostAddress", *_NEEDED), required=True),
    },
    unknown="ignore",
)
LOCATION_PUT = Object(
    "LocationPut",
    {
        "id": Prop(Integer(minimum=1), required=True),
        **_LOCATION,
        "address": Prop(_address("LocationPutAddress", "country_code")),
    },
    unknown="ignore",
)
LOCATION = Object(
    "Location",
    {
        "id": Prop(Integer()),
        **_LOCATION,
        "address": Prop(_address("LocationAddress")),
        "created_at": Prop(DateTime("date-time")),
        "updated_at": Prop(DateTime("date-time")),
    },
)
LOCATIONS = data("LocationList", Array(LOCATION), PAGE_META)
LOCATION_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "location_id:in": Prop(IDS),
        "location_code:in": Prop(WORDS),
        "is_default": Prop(Boolean(strings=True)),
        "type_id:in": Prop(WORDS),
        "managed_by_external_source": Prop(Boolean(strings=True)),
        "is_active": Prop(Boolean(strings=True)),
        "storefront_visibility": Prop(Boolean(strings=True)),
    },
)
LOCATION_DELETE_QUERY = Object("", {"location_id:in": Prop(IDS, required=True)})
TRANSACTION = Object("LocationTransaction", {"transaction_id": Prop(Text())})

_METHOD = {
    "location_id": Prop(Integer(minimum=1)),
    "display_name": _TEXT,
    "collection_instructions": _TEXT,
    "collection_time_description": _TEXT,
}
_DEPRECATED = {"location_identity": Prop(Integer(minimum=1), deprecated=True)}
METHOD_POST = Object("PickupMethodPost", {**_METHOD, **_DEPRECATED}, unknown="ignore")
METHOD_PUT = Object(
    "PickupMethodPut",
    {"id": Prop(Integer(minimum=1), required=True), **_METHOD, **_DEPRECATED},
    unknown="ignore",
)
METHOD = Object(
    "PickupMethod",
    {
        "id": Prop(Integer()),
        **_METHOD,
        **_DEPRECATED,
        "date_created": Prop(DateTime("date-time")),
        "date_modified": Prop(DateTime("date-time")),
    },
)
METHOD_LIST = data("PickupMethodList", Array(METHOD), PAGE_META)
METHOD_BATCH = data("PickupMethodBatch", Array(METHOD))
METHOD_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "id:in": Prop(IDS),
        **date_props("date_created", "date_modified"),
        "sort": Prop(
            Text(enum=("date_modified:asc", "date_modified:desc", "name:asc", "name:desc"))
        ),
    },
)
METHOD_DELETE_QUERY = Object("", {"id:in": Prop(IDS, required=True)})

_ITEM = Object(
    "PickupItem",
    {
        "variant_id": Prop(Integer(minimum=1), required=True),
        "quantity": Prop(Integer(minimum=1), required=True),
    },
    unknown="ignore",
)
_RADIUS = Object(
    "PickupRadius",
    {
        "value": Prop(Integer(minimum=0, maximum=RADIUS_MAX), required=True),
        "unit": Prop(Text(enum=("KM", "MI")), required=True),
    },
    unknown="ignore",
)
_AREA = Object(
    "PickupSearchArea",
    {
        "coordinates": Prop(_coordinates("PickupCoordinates")),
        "radius": Prop(_RADIUS, required=True),
    },
    unknown="ignore",
)
SEARCH = Object(
    "PickupSearch",
    {
        "search_area": Prop(_AREA, required=True),
        "items": Prop(Array(_ITEM, min_items=1, max_items=BATCH_MAX), required=True),
    },
    unknown="ignore",
)
_OPTION = Object(
    "PickupOption",
    {
        "pickup_method": Prop(Object("PickupOptionMethod", {"id": Prop(Integer()), **_METHOD})),
        "available_items": Prop(Array(_ITEM)),
    },
)
OPTIONS = Object(
    "PickupOptions",
    {"results": Prop(Array(Object("PickupResult", {"pickup_options": Prop(Array(_OPTION))})))},
)
