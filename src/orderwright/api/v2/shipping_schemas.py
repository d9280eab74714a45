"""Schemas of V2 shipping zones, methods and carrier connections."""

from orderwright.api.schema import AnyOf, Anything, Array, Integer, Map, Money, Object, Prop, Text
from orderwright.api.v2.order_fields import BOOLEAN, read_only
from orderwright.domain.shipping_settings import METHOD_TYPES, ZONE_TYPES

LOCATIONS_MAX = 40_000
RANGES_MAX = 1_000
PERCENT_MAX = 1_000_000

_FLAG = Prop(BOOLEAN)
_NAME = Text(min_length=1, max_length=255)
_AMOUNT = Money(minimum=0, printed=("string",))
_NUMBER = Money(minimum=0, printed=("number",))
_PERCENTAGE = Money(minimum=0, maximum=PERCENT_MAX, printed=("string",))
_PERCENTAGE_NUMBER = Money(minimum=0, maximum=PERCENT_MAX, printed=("number",))

_LOCATION = Object(
    "ShippingLocation",
    {
        "id": Prop(Integer(minimum=0, strings=True)),
        "zip": Prop(Text(max_length=30, numbers=True)),
        "country_iso2": Prop(Text(max_length=2)),
        "state_iso2": Prop(Text(max_length=10)),
    },
)
_FREE = Object(
    "FreeShipping",
    {
        "enabled": _FLAG,
        "minimum_sub_total": Prop(_AMOUNT),
        "exclude_fixed_shipping_products": _FLAG,
    },
)
_ZONE_HANDLING = AnyOf(
    (
        Object(
            "ZoneFixedHandling",
            {"fixed_surcharge": Prop(_AMOUNT), "display_separately": _FLAG},
        ),
        Object(
            "ZonePercentageHandling",
            {"percentage_surcharge": Prop(_PERCENTAGE), "display_separately": _FLAG},
        ),
    )
)
_METHOD_HANDLING = AnyOf(
    (
        Object("MethodFixedHandling", {"fixed_surcharge": Prop(_NUMBER)}),
        Object("MethodPercentageHandling", {"percentage_surcharge": Prop(_PERCENTAGE_NUMBER)}),
    )
)
_ZONE = {
    "name": Prop(_NAME),
    "type": Prop(Text(enum=ZONE_TYPES)),
    "locations": Prop(Array(_LOCATION, max_items=LOCATIONS_MAX)),
    "free_shipping": Prop(_FREE),
    "handling_fees": Prop(_ZONE_HANDLING),
    "enabled": _FLAG,
}
ZONE_POST = Object(
    "ShippingZonePost",
    {**_ZONE, **{name: Prop(_ZONE[name].kind, required=True) for name in ("name", "type")},
     "id": read_only(Integer())},
)  # fmt: skip
ZONE_PUT = Object("ShippingZonePut", {**_ZONE, "id": read_only(Integer())})
ZONE = Object("ShippingZone", {"id": Prop(Integer()), **_ZONE})

_RANGE = Object(
    "ShippingRange",
    {
        "lower_limit": Prop(_NUMBER, required=True),
        "upper_limit": Prop(_NUMBER, required=True),
        "shipping_cost": Prop(_NUMBER, required=True),
    },
)
_SETTINGS = Object(
    "ShippingMethodSettings",
    {
        "rate": Prop(_NUMBER),
        "default_cost": Prop(_NUMBER, nullable=True),
        "default_cost_type": Prop(Text(enum=("percentage_of_total", "fixed_amount"))),
        "range": Prop(Array(_RANGE, max_items=RANGES_MAX)),
        "carrier_options": Prop(Map(Anything())),
    },
)
OWN_CARRIER = Text(pattern="carrier_[A-Za-z0-9]{1,40}")
METHOD_TYPE = AnyOf((Text(enum=METHOD_TYPES), OWN_CARRIER))
_METHOD = {
    "name": Prop(_NAME),
    "type": Prop(METHOD_TYPE),
    "settings": Prop(_SETTINGS),
    "enabled": _FLAG,
    "handling_fees": Prop(_METHOD_HANDLING),
    "is_fallback": _FLAG,
    "channel_ids": Prop(Array(Integer(minimum=1))),
}
METHOD_POST = Object(
    "ShippingMethodPost",
    {**_METHOD, **{name: Prop(_METHOD[name].kind, required=True) for name in ("name", "type")},
     "id": read_only(Integer())},
)  # fmt: skip
METHOD_PUT = Object("ShippingMethodPut", {**_METHOD, "id": read_only(Integer())})
METHOD = Object("ShippingMethod", {"id": read_only(Integer()), **_METHOD})

CARRIER_ID = Text(min_length=1, max_length=100)
CONNECTION = Object(
    "CarrierConnection",
    {"carrier_id": Prop(CARRIER_ID), "connection": Prop(Map(Anything()))},
)
CONNECTION_DELETE = Object("CarrierConnectionDelete", {"carrier_id": Prop(CARRIER_ID)})
