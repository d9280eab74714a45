"""Schemas of V3 tax classes, zones, rates and settings."""

from orderwright.api.paging import PAGE_META
from orderwright.api.schema import Array, Boolean, DateTime, Integer, Number, Object, Prop, Text
from orderwright.api.v3.customer_schemas import data
from orderwright.api.v3.filters import IDS

CLASSES_MAX = 50
BATCH_MAX = 100
RATE_MAX = 1_000
FLAG = Prop(Boolean())

CLASS_POST = Object(
    "TaxClassPost",
    {"name": Prop(Text(min_length=1, max_length=100), required=True)},
    unknown="ignore",
)
CLASS_PUT = Object(
    "TaxClassPut",
    {
        "id": Prop(Integer(minimum=1), required=True),
        "name": Prop(Text(min_length=1, max_length=100), required=True),
    },
    unknown="ignore",
)
CLASS = Object(
    "TaxClassV3",
    {
        "id": Prop(Integer()),
        "name": Prop(Text()),
        "created_at": Prop(DateTime("date-time")),
        "updated_at": Prop(DateTime("date-time")),
    },
)
CLASSES = data("TaxClassBatch", Array(CLASS))

_LOCATION = Object(
    "TaxZoneLocation",
    {
        "country_code": Prop(Text(min_length=2, max_length=2)),
        "subdivision_codes": Prop(Array(Text(min_length=1, max_length=50))),
        "postal_codes": Prop(Array(Text(min_length=1, max_length=30), max_items=5_000)),
    },
    unknown="ignore",
)


def _targets(name: str, *, whole: bool) -> Object:
    return Object(
        name,
        {
            "locations": Prop(Array(_LOCATION), required=whole),
            "customer_groups": Prop(Array(Integer(minimum=0))),
        },
        unknown="ignore",
    )


def _display(name: str, *, whole: bool) -> Object:
    return Object(
        name,
        {
            "show_inclusive": Prop(Boolean(), required=whole),
            "show_both_on_detail_view": FLAG,
            "show_both_on_list_view": FLAG,
        },
        unknown="ignore",
    )


ZONE_POST = Object(
    "TaxZonePost",
    {
        "name": Prop(Text(min_length=1, max_length=255), required=True),
        "enabled": FLAG,
        "price_display_settings": Prop(_display("TaxZonePostDisplay", whole=True)),
        "shopper_target_settings": Prop(_targets("TaxZonePostTargets", whole=True)),
    },
    unknown="ignore",
)
ZONE_PUT = Object(
    "TaxZonePut",
    {
        "id": Prop(Integer(minimum=1), required=True),
        "name": Prop(Text(min_length=1, max_length=255)),
        "enabled": FLAG,
        "price_display_settings": Prop(_display("TaxZonePutDisplay", whole=False)),
        "shopper_target_settings": Prop(_targets("TaxZonePutTargets", whole=False)),
    },
    unknown="ignore",
)
ZONE = Object(
    "TaxZone",
    {
        "id": Prop(Integer()),
        "name": Prop(Text()),
        "enabled": FLAG,
        "price_display_settings": Prop(_display("TaxZoneDisplay", whole=False)),
        "shopper_target_settings": Prop(_targets("TaxZoneTargets", whole=False)),
    },
)
ZONES = data("TaxZones", Array(ZONE))
ZONE_QUERY = Object("", {"id:in": Prop(IDS)})

_CLASS_RATE = Object(
    "TaxClassRate",
    {
        "rate": Prop(Number(minimum=0, maximum=RATE_MAX), required=True),
        "tax_class_id": Prop(Integer(minimum=0), required=True),
    },
    unknown="ignore",
)
_RATE_PROPS = {
    "enabled": FLAG,
    "name": Prop(Text(min_length=1, max_length=255)),
    "priority": Prop(Integer(minimum=0, maximum=1_000)),
    "tax_zone_id": Prop(Integer(minimum=1)),
}
RATE_POST = Object(
    "TaxRatePost",
    {
        **_RATE_PROPS,
        "class_rates": Prop(Array(_CLASS_RATE), required=True),
        "name": Prop(Text(min_length=1, max_length=255), required=True),
        "tax_zone_id": Prop(Integer(minimum=1), required=True),
    },
    unknown="ignore",
)
RATE_PUT = Object(
    "TaxRatePut",
    {
        "id": Prop(Integer(minimum=1), required=True),
        **_RATE_PROPS,
        "class_rates": Prop(Array(_CLASS_RATE)),
    },
    unknown="ignore",
)
RATE = Object(
    "TaxRateV3", {"id": Prop(Integer()), **_RATE_PROPS, "class_rates": Prop(Array(_CLASS_RATE))}
)
RATES = data("TaxRates", Array(RATE))
RATE_PAGE = data("TaxRatePage", Array(RATE), PAGE_META)
RATE_QUERY = Object("", {"id:in": Prop(IDS), "tax_zone_id:in": Prop(IDS)})

_STRATEGY = Prop(Text(enum=("ZONE", "INCLUSIVE", "EXCLUSIVE")))
SETTINGS = Object(
    "TaxSettings",
    {
        "tax_entered_with_prices": FLAG,
        "price_display_settings": Prop(
            Object(
                "TaxPriceDisplaySettings",
                {
                    "control_panel_price_display_strategy": _STRATEGY,
                    "invoice_price_display_strategy": _STRATEGY,
                },
                unknown="ignore",
            )
        ),
        "fallback_strategy": Prop(Text(enum=("FIXED", "BASIC", "DISABLE"))),
        "should_subtract_store_tax": FLAG,
        "should_use_geolocation_to_determine_guest_shopper_tax_zone": FLAG,
        "guest_shopper_tax_zone_id": Prop(Integer(minimum=1)),
        "store_tax_zone_id": Prop(Integer(minimum=1)),
        "document_submission_strategy": Prop(
            Text(enum=("ON_PAYMENT_CAPTURE", "ON_ORDER_CREATION"))
        ),
        "rounding_strategy": Prop(Text(enum=("NO_ROUNDING", "RATE_ROUNDING"))),
    },
    unknown="ignore",
)
SETTINGS_ANSWER = data("TaxSettingsAnswer", SETTINGS)
