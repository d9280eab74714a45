"""Schemas of V3 channels and their currencies."""

from orderwright.api.paging import PAGE_META, PAGE_PROPS
from orderwright.api.schema import Array, Boolean, DateTime, Integer, Object, Prop, Text
from orderwright.api.v3.customer_schemas import data
from orderwright.api.v3.filters import WORDS, date_props
from orderwright.domain.channel import STATUSES, TYPES

ASSIGNMENTS_MAX = 100

_CODES = Array(Text(min_length=3, max_length=3), min_items=1, max_items=200)
_SETTABLE = {
    "external_id": Prop(Text(max_length=255)),
    "is_listable_from_ui": Prop(Boolean()),
    "is_visible": Prop(Boolean()),
    "name": Prop(Text(min_length=1, max_length=255)),
    "status": Prop(Text(enum=STATUSES)),
}
CHANNEL_POST = Object(
    "ChannelPost",
    {
        **_SETTABLE,
        "name": Prop(Text(min_length=1, max_length=255), required=True),
        "type": Prop(Text(enum=TYPES), required=True),
        "platform": Prop(Text(min_length=1, max_length=100), required=True),
    },
    unknown="ignore",
)
CHANNEL_PUT = Object(
    "ChannelPut",
    {**_SETTABLE, "type": Prop(Text()), "platform": Prop(Text())},
    unknown="ignore",
)
ASSIGNMENT = Object(
    "ChannelCurrencies",
    {
        "channel_id": Prop(Integer(minimum=1), required=True),
        "enabled_currencies": Prop(_CODES, required=True),
        "default_currency": Prop(Text(min_length=3, max_length=3), required=True),
    },
    unknown="ignore",
)
OWN_ASSIGNMENT = Object(
    "ChannelCurrenciesPost",
    {name: prop for name, prop in ASSIGNMENT.props.items() if name != "channel_id"},
    unknown="ignore",
)
CHANNEL = Object(
    "Channel",
    {
        "id": Prop(Integer()),
        **_SETTABLE,
        "type": Prop(Text(enum=TYPES)),
        "platform": Prop(Text()),
        "is_enabled": Prop(Boolean(), deprecated=True),
        "date_created": Prop(DateTime("date-time")),
        "date_modified": Prop(DateTime("date-time")),
        "icon_url": Prop(Text()),
        "currencies": Prop(ASSIGNMENT),
    },
)
ONE = data("ChannelAnswer", CHANNEL)
LIST = data("ChannelList", Array(CHANNEL), PAGE_META)
ONE_ASSIGNMENT = data("ChannelCurrenciesAnswer", ASSIGNMENT)
ASSIGNMENTS = data("ChannelCurrenciesList", Array(ASSIGNMENT))
DROPPED = data("ChannelCurrenciesDropped", Integer())

_INCLUDE = {"include": Prop(Text(enum=("currencies",)))}
CHANNEL_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        **_INCLUDE,
        "available": Prop(Boolean(strings=True)),
        "status:in": Prop(Array(Text(enum=STATUSES), separated=True)),
        "type:in": Prop(Array(Text(enum=TYPES), separated=True)),
        "platform:in": Prop(WORDS),
        **date_props("date_created", "date_modified"),
    },
)
ONE_QUERY = Object("", _INCLUDE)
