"""The schema of V2 store information."""

from orderwright.api.schema import AnyOf, Anything, Array, Boolean, Integer, Object, Prop, Text

_TEXT = Prop(Text())
_INTEGER = Prop(Integer())
_FLAG = Prop(Boolean())
CHECKOUT_TYPES = ("optimized", "single", "single_customizable", "klarna")

_TIMEZONE = Object(
    "StoreTimezone",
    {
        "name": _TEXT,
        "raw_offset": _INTEGER,
        "dst_offset": _INTEGER,
        "dst_correction": _FLAG,
        "date_format": Prop(
            Object(
                "StoreDateFormat", {"display": _TEXT, "export": _TEXT, "extended_display": _TEXT}
            )
        ),
    },
)
_FEATURES = Object(
    "StoreFeatures",
    {
        **dict.fromkeys(
            (
                "stencil_enabled", "sitewidehttps_enabled", "wishlists_enabled",
                "graphql_storefront_api_enabled", "shopper_consent_tracking_enabled",
                "multi_storefront_enabled",
            ),
            _FLAG,
        ),
        "facebook_catalog_id": _TEXT,
        "checkout_type": Prop(Text(enum=CHECKOUT_TYPES)),
        "storefront_limits": Prop(
            Object("StorefrontLimits", {"active": _INTEGER, "total_including_inactive": _INTEGER})
        ),
    },
)  # fmt: skip
STORE = Object(
    "StoreInformation",
    {
        **dict.fromkeys(
            (
                "id", "account_uuid", "domain", "secure_url", "control_panel_base_url", "status",
                "name", "first_name", "last_name", "address", "country", "country_code",
                "infrastructure_region", "phone", "admin_email", "order_email", "favicon_url",
                "language", "currency", "currency_symbol", "decimal_separator",
                "thousands_separator", "currency_symbol_location", "weight_units",
                "dimension_units", "dimension_decimal_token", "dimension_thousands_token",
                "plan_name", "plan_level", "industry",
            ),
            _TEXT,
        ),
        **dict.fromkeys(
            (
                "decimal_places", "dimension_decimal_places", "store_id", "default_channel_id",
                "default_site_id",
            ),
            _INTEGER,
        ),
        **dict.fromkeys(("plan_is_trial", "is_price_entered_with_tax"), _FLAG),
        "timezone": Prop(_TIMEZONE),
        "logo": Prop(AnyOf((Object("StoreLogo", {"url": _TEXT}), Array(Anything())))),
        "active_comparison_modules": Prop(Array(Anything())),
        "features": Prop(_FEATURES),
    },
)  # fmt: skip
