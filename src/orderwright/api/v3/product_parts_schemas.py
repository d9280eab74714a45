"""What hangs from a product: custom fields, bulk pricing rules, images, videos, reviews."""

from collections.abc import Mapping

from orderwright.api.paging import NO_META, PAGE_META
from orderwright.api.schema import Array, Integer, Money, Object, Prop, Text
from orderwright.api.v3.kinds import FLAG, LEVEL, LINE, MOMENT, SORT_ORDER, envelope

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
IMAGE_POST = Object("CatalogImagePost", _IMAGE, unknown="ignore")

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

ONE_CUSTOM_FIELD = envelope("CatalogCustomFieldAnswer", CUSTOM_FIELD, NO_META)
CUSTOM_FIELDS = envelope("CatalogCustomFieldsAnswer", Array(CUSTOM_FIELD), PAGE_META)
ONE_BULK_RULE = envelope("CatalogBulkPricingRuleAnswer", BULK_RULE, NO_META)
BULK_RULES = envelope("CatalogBulkPricingRulesAnswer", Array(BULK_RULE), PAGE_META)
ONE_IMAGE = envelope("CatalogImageAnswer", IMAGE, NO_META)
IMAGES = envelope("CatalogImagesAnswer", Array(IMAGE), PAGE_META)
ONE_VIDEO = envelope("CatalogVideoAnswer", VIDEO, NO_META)
VIDEOS = envelope("CatalogVideosAnswer", Array(VIDEO), PAGE_META)
