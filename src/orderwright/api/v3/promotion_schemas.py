"""Schemas of V3 promotions, their codes and their settings."""

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS, PAGINATION
from orderwright.api.schema import (
    Array,
    Boolean,
    DateTime,
    Integer,
    Object,
    Prop,
    Text,
)
from orderwright.api.v3.customer_schemas import data
from orderwright.api.v3.filters import IDS
from orderwright.api.v3.promotion_rule_schemas import (
    IDS_MAX,
    RULE,
    RULES_MAX,
    SEGMENTS,
    OneOf,
)
from orderwright.domain.promotion_code import CODE_MAX, LENGTH, LENGTH_MIN

USES_MAX = 2_000_000_000
LIMIT_MAX = 100_000
PROMOTIONS_PER_CALL_MAX = 50
CODES_PER_CALL_MAX = 250
COUPONS_MAX = 5
WEEK_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOCK = r"([0-1][0-9]|[2][0-3]):([0-5][0-9]):([0-5][0-9])"

_FLAG = Boolean()
_IDS = Array(Integer(minimum=0), max_items=IDS_MAX)
_USES = Integer(minimum=0, maximum=USES_MAX)
_TIME = Text(min_length=8, max_length=8, pattern=_CLOCK, format="time")
_STATUS = Text(enum=("ENABLED", "DISABLED", "INVALID"))
_REDEMPTION = Text(enum=("AUTOMATIC", "COUPON"))
_COUPON_TYPE = Text(enum=("SINGLE", "BULK"))
_CODE = Text(min_length=1, max_length=CODE_MAX, pattern=r"[a-zA-Z0-9_ -]+")

_COUNTRIES = Object(
    "PromotionCountries",
    {
        "countries": Prop(
            Array(
                Object(
                    "PromotionCountry",
                    {
                        "iso2_country_code": Prop(
                            Text(pattern="[A-Za-z]{2}", max_length=2), required=True
                        )
                    },
                ),
                max_items=IDS_MAX,
            ),
            required=True,
        )
    },
)
_ADDRESS = OneOf(
    "PromotionShippingAddress",
    {"countries": Prop(_COUNTRIES.props["countries"].kind), "not": Prop(_COUNTRIES)},
)
_SCHEDULE = Object(
    "PromotionSchedule",
    {
        "week_frequency": Prop(Integer(minimum=1, maximum=1_000), required=True),
        "week_days": Prop(Array(Text(enum=WEEK_DAYS), max_items=7, min_items=1), required=True),
        "daily_start_time": Prop(_TIME, required=True),
        "daily_end_time": Prop(_TIME, required=True),
    },
)
_NOTIFICATION = Object(
    "PromotionNotification",
    {
        "content": Prop(Text(max_length=2_000), required=True),
        "type": Prop(Text(enum=("UPSELL", "ELIGIBLE", "APPLIED")), required=True),
        "locations": Prop(Array(Text(max_length=50), max_items=20), required=True),
    },
)
_CUSTOMER = Object(
    "PromotionCustomer",
    {
        "group_ids": Prop(_IDS),
        "minimum_order_count": Prop(Integer(minimum=0)),
        "excluded_group_ids": Prop(_IDS),
        "segments": Prop(SEGMENTS, nullable=True),
    },
)
_CHANNEL = Object("PromotionChannel", {"id": Prop(Integer(minimum=1), required=True)})
_GIVEN = {
    "name": Prop(Text(min_length=1, max_length=500)),
    "display_name": Prop(Text(max_length=500), nullable=True),
    "channels": Prop(Array(_CHANNEL, max_items=IDS_MAX)),
    "customer": Prop(_CUSTOMER),
    "rules": Prop(Array(RULE, max_items=RULES_MAX, min_items=1)),
    "max_uses": Prop(_USES, nullable=True),
    "status": Prop(_STATUS),
    "start_date": Prop(DateTime()),
    "end_date": Prop(DateTime(), nullable=True),
    "stop": Prop(_FLAG),
    "can_be_used_with_other_promotions": Prop(_FLAG),
    "currency_code": Prop(Text(pattern=r"\*|[A-Za-z]{3}", max_length=3)),
    "notifications": Prop(Array(_NOTIFICATION, max_items=20)),
    "shipping_address": Prop(_ADDRESS, nullable=True),
    "schedule": Prop(_SCHEDULE, nullable=True),
    "redemption_type": Prop(_REDEMPTION),
    "coupon_type": Prop(_COUPON_TYPE),
    "coupon_overrides_other_promotions": Prop(_FLAG),
    "coupon_overrides_automatic_when_offering_higher_discounts": Prop(_FLAG, deprecated=True),
}
CODE = Object(
    "PromotionCode",
    {
        "id": Prop(Integer()),
        "code": Prop(_CODE),
        "current_uses": Prop(Integer()),
        "max_uses": Prop(_USES),
        "max_uses_per_customer": Prop(_USES),
        "created": Prop(DateTime(format="date-time")),
    },
    unknown="ignore",
)
# What only the server sets is taken and left alone, so that an answer can be sent back changed.
READ_ONLY = ("id", "current_uses")
_BODY = {**_GIVEN, "codes": Prop(CODE, nullable=True)} | {
    name: Prop(Integer()) for name in READ_ONLY
}
REQUIRED = ("redemption_type", "name", "rules")
PROMOTION_POST = Object(
    "PromotionPost",
    {
        name: Prop(prop.kind, name in REQUIRED, nullable=prop.nullable, deprecated=prop.deprecated)
        for name, prop in _BODY.items()
    },
    unknown="ignore",
)
PROMOTION_PUT = Object("PromotionPut", _BODY, unknown="ignore")
PROMOTION = Object(
    "Promotion",
    {
        "id": Prop(Integer()),
        **_GIVEN,
        "current_uses": Prop(Integer()),
        "created_from": Prop(Text(enum=("react_ui", "legacy_ui", "api"))),
        "codes": Prop(CODE),
        "multiple_codes": Prop(
            Object("PromotionMultipleCodes", {"has_multiple_codes": Prop(_FLAG)})
        ),
    },
)
ONE = data("PromotionAnswer", PROMOTION)
LIST = data("PromotionList", Array(PROMOTION), PAGE_META)
_DIRECTIONS = ("asc", "desc", "")
PROMOTION_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "id": Prop(Integer(minimum=0, strings=True)),
        "name": Prop(Text(max_length=500)),
        "code": Prop(Text(max_length=100)),
        "query": Prop(Text(max_length=500)),
        "currency_code": Prop(Text(max_length=10)),
        "redemption_type": Prop(Text(enum=("automatic", "coupon", "AUTOMATIC", "COUPON", ""))),
        "status": Prop(Text(max_length=20)),
        "channels": Prop(Array(Integer(minimum=0, strings=True), separated=True)),
        "sort": Prop(Text(enum=("id", "name", "priority", "start_date", ""))),
        "direction": Prop(Text(enum=_DIRECTIONS)),
    },
)
BULK_REFUSAL = Object(
    "PromotionsNotDeleted",
    {
        "errors": Prop(
            Array(
                Object(
                    "PromotionsNotDeletedError",
                    {
                        "status": Prop(Integer()),
                        "title": Prop(Text()),
                        "type": Prop(Text()),
                        "errors": Prop(Object("PromotionsNotDeletedErrors", {})),
                    },
                )
            )
        ),
        "meta": Prop(
            Object(
                "PromotionsNotDeletedMeta",
                {
                    "total": Prop(Integer()),
                    "success": Prop(Integer()),
                    "failed": Prop(Integer()),
                },
            )
        ),
    },
)
DELETE_QUERY = Object("", {"id:in": Prop(IDS)})
DELETE_CODES_QUERY = Object("", {"id:in": Prop(IDS), "code": Prop(Text(max_length=100))})
CODE_QUERY = Object("", {"code": Prop(Text(max_length=100), required=True)})
CODES_QUERY = Object(
    "",
    {
        **PAGE_PROPS,
        "before": Prop(Text(max_length=100)),
        "after": Prop(Text(max_length=100)),
        "code": Prop(Text(max_length=100)),
    },
)
CODE_POST = Object(
    "PromotionCodePost",
    {
        "code": Prop(_CODE, required=True),
        "max_uses": Prop(_USES),
        "max_uses_per_customer": Prop(_USES),
    },
    unknown="ignore",
)
_PART = r"[A-Z0-9_-]*"
GENERATE = Object(
    "PromotionCodesPost",
    {
        "batch_size": Prop(Integer(minimum=1, maximum=CODES_PER_CALL_MAX), required=True),
        "max_uses": Prop(Integer(minimum=0, maximum=LIMIT_MAX)),
        "max_uses_per_customer": Prop(Integer(minimum=0, maximum=LIMIT_MAX)),
        "prefix": Prop(Text(max_length=20, pattern=_PART)),
        "suffix": Prop(Text(max_length=20, pattern=_PART)),
        "delimiter": Prop(Text(max_length=1, pattern="[_-]?")),
        "exclude_characters": Prop(
            Array(Text(max_length=1, min_length=1, pattern="[A-Z0-9]"), max_items=36)
        ),
        "code_length": Prop(Integer(minimum=LENGTH_MIN, maximum=LENGTH)),
    },
    unknown="ignore",
)
_CURSORS = Object(
    "PromotionCodeCursors",
    {
        "count": Prop(Integer()),
        "per_page": Prop(Integer()),
        "start_cursor": Prop(Text()),
        "end_cursor": Prop(Text()),
        "links": Prop(
            Object("PromotionCodeLinks", {"previous": Prop(Text()), "next": Prop(Text())})
        ),
    },
)
CODES_META = Object(
    "PromotionCodesMeta", {"pagination": Prop(PAGINATION), "cursor_pagination": Prop(_CURSORS)}
)
ONE_CODE = data("PromotionCodeAnswer", CODE)
CODES = data("PromotionCodeList", Array(CODE), CODES_META)
GENERATED = data(
    "PromotionCodesMade",
    Object(
        "PromotionCodesBatch",
        {
            "created": Prop(DateTime(format="date-time")),
            "max_uses": Prop(Integer()),
            "max_uses_per_customer": Prop(Integer()),
            "batch_size": Prop(Integer()),
            "codes": Prop(Array(Object("PromotionCodeMade", {"code": Prop(Text())}))),
        },
    ),
    NO_META,
)
_SETTINGS = {
    "promotions_apply_on_products_with_custom_product_price": _FLAG,
    "promotions_triggered_by_products_with_zero_product_price": _FLAG,
    "number_of_coupons_allowed_at_checkout": Integer(minimum=1, maximum=COUPONS_MAX),
    "promotions_applied_on_original_product_price": _FLAG,
}
SETTINGS = Object(
    "GlobalPromotionSettings",
    {name: Prop(kind, required=True) for name, kind in _SETTINGS.items()},
    unknown="ignore",
)
