"""What hangs from a product: custom fields, bulk pricing rules, images, videos, reviews."""

from collections.abc import Mapping

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.schema import Array, Integer, Money, Object, Prop, Text
from orderwright.api.v3.kinds import (
    FLAG,
    LEVEL,
    LINE,
    MOMENT,
    QUERY_TEXTS,
    SORT_ORDER,
    envelope,
)
from orderwright.domain.catalog import Product

FIELD = Text(min_length=1, max_length=250)
_CUSTOM_FIELD: Mapping[str, Prop] = {"name": Prop(FIELD), "value": Prop(FIELD)}
CUSTOM_FIELD = Object("CatalogCustomField", {"id": Prop(Integer(minimum=1)), **_CUSTOM_FIELD})
NEW_CUSTOM_FIELD = Object(
    "CatalogNewCustomField",
    {
        "id": Prop(Integer(minimum=1)),
        "name": Prop(FIELD, required=True),
        "value": Prop(FIELD, required=True),
    },
    unknown="ignore",
)
CUSTOM_FIELD_POST = Object(
    "CatalogCustomFieldPost",
    {name: Prop(prop.kind, required=True) for name, prop in _CUSTOM_FIELD.items()},
    unknown="ignore",
)
CUSTOM_FIELD_PUT = Object("CatalogCustomFieldPut", _CUSTOM_FIELD, unknown="ignore")

_AMOUNT = Money(minimum=0)
_BULK_RULE: Mapping[str, Prop] = {
    "quantity_min": Prop(LEVEL),
    "quantity_max": Prop(LEVEL),
    "type": Prop(Text(enum=("price", "percent", "fixed"))),
    "amount": Prop(_AMOUNT),
}
BULK_RULE = Object("CatalogBulkPricingRule", {"id": Prop(Integer()), **_BULK_RULE})
NEW_BULK_RULE = Object(
    "CatalogNewBulkPricingRule",
    {"id": Prop(Integer())}
    | {name: Prop(prop.kind, required=True) for name, prop in _BULK_RULE.items()},
    unknown="ignore",
)
BULK_RULE_PUT = Object(
    "CatalogBulkPricingRulePut", {"id": Prop(Integer()), **_BULK_RULE}, unknown="ignore"
)

_IMAGE: Mapping[str, Prop] = {
    "product_id": Prop(Integer()),
    "is_thumbnail": Prop(FLAG),
    "sort_order": Prop(SORT_ORDER),
    "description": Prop(Text()),
    "image_url": Prop(Text(max_length=2048)),
    "date_modified": Prop(MOMENT),
}
_IMAGE_URLS: Mapping[str, Prop] = {
    "url_zoom": Prop(Text(), read_only=True),
    "url_standard": Prop(Text(), read_only=True),
    "url_thumbnail": Prop(Text(), read_only=True),
    "url_tiny": Prop(Text(), read_only=True),
}
IMAGE = Object("CatalogImage", {"id": Prop(Integer()), **_IMAGE, **_IMAGE_URLS})
PRIMARY_IMAGE = Object(
    "CatalogPrimaryImage",
    {"id": Prop(Integer()), "image_file": Prop(Text())}
    | {name: prop for name, prop in _IMAGE.items() if name != "image_url"}
    | dict(_IMAGE_URLS),
)
_ACCEPTED_URLS = {name: Prop(prop.kind) for name, prop in _IMAGE_URLS.items()}
NEW_IMAGE = Object(
    "CatalogNewImage", {"id": Prop(Integer()), **_IMAGE, **_ACCEPTED_URLS}, unknown="ignore"
)
_IMAGE_URL = Text(min_length=1, max_length=255)
IMAGE_POST = Object(
    "CatalogImagePost", {**_IMAGE, "image_url": Prop(_IMAGE_URL, required=True)}, unknown="ignore"
)
IMAGE_PUT = Object("CatalogImagePut", {**_IMAGE, "image_url": Prop(_IMAGE_URL)}, unknown="ignore")

_VIDEO: Mapping[str, Prop] = {
    "title": Prop(LINE),
    "description": Prop(Text()),
    "sort_order": Prop(SORT_ORDER),
    "type": Prop(Text(enum=("youtube",))),
    "video_id": Prop(Text(max_length=25)),
}
_VIDEO_IDS: Mapping[str, Prop] = {
    "id": Prop(Integer()),
    "product_id": Prop(Integer()),
    "length": Prop(Text()),
}
VIDEO = Object("CatalogVideo", {**_VIDEO_IDS, **_VIDEO})
NEW_VIDEO = Object("CatalogNewVideo", {**_VIDEO_IDS, **_VIDEO}, unknown="ignore")
VIDEO_POST = Object(
    "CatalogVideoPost",
    {**_VIDEO, "video_id": Prop(Text(min_length=1, max_length=25), required=True)},
    unknown="ignore",
)

VIDEO_PUT = Object("CatalogVideoPut", {"id": Prop(Integer()), **_VIDEO}, unknown="ignore")

_EMAIL = r"|[^@\s]{1,64}@[^@\s]{1,190}"
_REVIEW: Mapping[str, Prop] = {
    "title": Prop(LINE),
    "text": Prop(Text()),
    "status": Prop(Text(enum=("approved", "disapproved", "pending"))),
    "rating": Prop(Integer(minimum=0, maximum=5)),
    "email": Prop(Text(max_length=255, pattern=_EMAIL)),
    "name": Prop(LINE),
    "date_reviewed": Prop(MOMENT),
}
REVIEW = Object(
    "CatalogReview",
    {
        "id": Prop(Integer()),
        **_REVIEW,
        "date_created": Prop(MOMENT),
        "date_modified": Prop(MOMENT),
    },
)
REVIEW_POST = Object(
    "CatalogReviewPost",
    {
        **_REVIEW,
        "title": Prop(LINE, required=True),
        "date_reviewed": Prop(MOMENT, required=True),
    },
    unknown="ignore",
)
REVIEW_PUT = Object("CatalogReviewPut", _REVIEW, unknown="ignore")

ONE_REVIEW = envelope("CatalogReviewAnswer", REVIEW, NO_META)
REVIEWS = envelope("CatalogReviewsAnswer", Array(REVIEW), PAGE_META)
ONE_CUSTOM_FIELD = envelope("CatalogCustomFieldAnswer", CUSTOM_FIELD, NO_META)
CUSTOM_FIELDS = envelope("CatalogCustomFieldsAnswer", Array(CUSTOM_FIELD), PAGE_META)
ONE_BULK_RULE = envelope("CatalogBulkPricingRuleAnswer", BULK_RULE, NO_META)
BULK_RULES = envelope("CatalogBulkPricingRulesAnswer", Array(BULK_RULE), PAGE_META)
ONE_IMAGE = envelope("CatalogImageAnswer", IMAGE, NO_META)
IMAGES = envelope("CatalogImagesAnswer", Array(IMAGE), PAGE_META)
ONE_VIDEO = envelope("CatalogVideoAnswer", VIDEO, NO_META)
VIDEOS = envelope("CatalogVideosAnswer", Array(VIDEO), PAGE_META)

# The reference offers the fields of a product here too, which a part does not have.
PRODUCT_FIELDS = tuple(
    name
    for name in (*Product.__dataclass_fields__, "calculated_price")
    if name
    not in ("id", "option_count", "is_url_customized", "gift_wrapping_options_type",
            "gift_wrapping_options_list", "sort_order")
)  # fmt: skip
_PART_FIELDS = (
    "product_id", "is_thumbnail", "sort_order", "image_url", "url_zoom", "url_standard",
    "url_thumbnail", "url_tiny", "title", "video_id", "length", "text", "status", "rating",
    "email", "date_reviewed",
)  # fmt: skip


def _picked(*names: str) -> Mapping[str, Prop]:
    return {
        "include_fields": Prop(Array(Text(enum=names), separated=True)),
        "exclude_fields": Prop(QUERY_TEXTS),
    }


_PICKED = _picked(*PRODUCT_FIELDS, *_PART_FIELDS)
PART_QUERY = Object("CatalogPartQuery", _PICKED, unknown="ignore")
PARTS_QUERY = Object("CatalogProductPartsQuery", {**_PICKED, **PAGE_PROPS}, unknown="ignore")
REVIEWS_QUERY = Object(
    "CatalogReviewsQuery",
    {**_PICKED, **PAGE_PROPS, "status": Prop(Integer(strings=True, enum=(0, 1)))},
    unknown="ignore",
)
_FIELDS_OF_CUSTOM_FIELD = Array(Text(enum=("name", "value")), separated=True)
_PICKED_OF_CUSTOM_FIELD: Mapping[str, Prop] = {
    "include_fields": Prop(_FIELDS_OF_CUSTOM_FIELD),
    "exclude_fields": Prop(_FIELDS_OF_CUSTOM_FIELD),
}
CUSTOM_FIELD_QUERY = Object("CatalogCustomFieldQuery", _PICKED_OF_CUSTOM_FIELD, unknown="ignore")
CUSTOM_FIELDS_QUERY = Object(
    "CatalogCustomFieldsQuery", {**_PICKED_OF_CUSTOM_FIELD, **PAGE_PROPS}, unknown="ignore"
)
_PICKED_OF_RULE = _picked(*_BULK_RULE)
RULE_QUERY = Object("CatalogBulkPricingRuleQuery", _PICKED_OF_RULE, unknown="ignore")
RULES_QUERY = Object(
    "CatalogBulkPricingRulesQuery", {**_PICKED_OF_RULE, **PAGE_PROPS}, unknown="ignore"
)
