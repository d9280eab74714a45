"""What products look like in requests, queries and answers of the V3 catalogue."""

from collections.abc import Mapping

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.schema import INT32_MAX, Array, Integer, Money, Object, Prop, Text
from orderwright.api.v3.kinds import (
    FLAG,
    ID,
    ID_MAX,
    LEVEL,
    LINE,
    MOMENT,
    PRICE,
    QUERY_FLAG,
    QUERY_ID,
    QUERY_IDS,
    QUERY_INTEGER,
    QUERY_TEXTS,
    SIZE,
    SORT_ORDER,
    WholeNumber,
    envelope,
)
from orderwright.api.v3.product_options_schemas import MODIFIER, OPTION_OF_PRODUCT
from orderwright.api.v3.product_parts_schemas import (
    BULK_RULE,
    CUSTOM_FIELD,
    IMAGE,
    NEW_BULK_RULE,
    NEW_CUSTOM_FIELD,
    NEW_IMAGE,
    NEW_VIDEO,
    PRIMARY_IMAGE,
    PRODUCT_FIELDS,
    REVIEW,
    VIDEO,
)
from orderwright.api.v3.variants_schemas import NEW_VARIANT_OF_PRODUCT, VARIANT

TYPES = ("physical", "digital")
TRACKING = ("none", "product", "variant")
AVAILABILITY = ("available", "disabled", "preorder")
CONDITIONS = ("New", "Used", "Refurbished")
OPEN_GRAPH_TYPES = (
    "product", "album", "book", "drink", "food", "game", "movie", "song", "tv_show",
)  # fmt: skip
INCLUDES = (
    "bulk_pricing_rules", "channels", "custom_fields", "images", "modifiers", "options",
    "parent_relations", "primary_image", "reviews", "variants", "videos",
)  # fmt: skip
SORTS = (
    "id", "name", "sku", "price", "date_modified", "date_last_imported", "inventory_level",
    "is_visible", "total_sold", "calculated_price",
)  # fmt: skip
CODE = Text(max_length=14)
LONG = Text(max_length=65_535)

CUSTOM_URL = Object(
    "CatalogCustomUrl",
    {
        "url": Prop(Text(min_length=1, max_length=255)),
        "is_customized": Prop(FLAG),
        "create_redirect": Prop(FLAG),
    },
    unknown="ignore",
)

_COMMON: Mapping[str, Prop] = {
    "name": Prop(Text(min_length=1, max_length=250)),
    "type": Prop(Text(enum=TYPES)),
    "sku": Prop(LINE),
    "description": Prop(Text(max_length=1_000_000)),
    "weight": Prop(SIZE),
    "width": Prop(SIZE),
    "depth": Prop(SIZE),
    "height": Prop(SIZE),
    "price": Prop(PRICE),
    "cost_price": Prop(PRICE),
    "retail_price": Prop(PRICE),
    "sale_price": Prop(PRICE),
    "map_price": Prop(Money(printed=("number",))),
    "tax_class_id": Prop(WholeNumber(minimum=0, maximum=255)),
    "product_tax_code": Prop(LINE),
    "categories": Prop(Array(WholeNumber(minimum=0))),
    "brand_id": Prop(Integer(minimum=0, maximum=ID_MAX)),
    "inventory_level": Prop(LEVEL),
    "inventory_warning_level": Prop(LEVEL),
    "inventory_tracking": Prop(Text(enum=TRACKING)),
    "fixed_cost_shipping_price": Prop(PRICE),
    "is_free_shipping": Prop(FLAG),
    "is_visible": Prop(FLAG),
    "is_featured": Prop(FLAG),
    "related_products": Prop(Array(Integer(minimum=-1))),
    "warranty": Prop(LONG),
    "bin_picking_number": Prop(LINE),
    "layout_file": Prop(Text(max_length=500)),
    "upc": Prop(CODE),
    "search_keywords": Prop(LONG),
    "availability_description": Prop(LINE),
    "availability": Prop(Text(enum=AVAILABILITY)),
    "gift_wrapping_options_type": Prop(Text(enum=("any", "none", "list"))),
    "gift_wrapping_options_list": Prop(Array(Integer(minimum=0))),
    "sort_order": Prop(SORT_ORDER),
    "condition": Prop(Text(enum=CONDITIONS)),
    "is_condition_shown": Prop(FLAG),
    "order_quantity_minimum": Prop(Integer(minimum=0, maximum=ID_MAX)),
    "order_quantity_maximum": Prop(Integer(minimum=0, maximum=ID_MAX)),
    "page_title": Prop(LINE),
    "meta_keywords": Prop(Array(Text(max_length=65_535))),
    "meta_description": Prop(LONG),
    "view_count": Prop(Integer(minimum=0, maximum=ID_MAX), deprecated=True),
    "preorder_release_date": Prop(MOMENT, nullable=True),
    "preorder_message": Prop(LINE),
    "is_preorder_only": Prop(FLAG),
    "is_price_hidden": Prop(FLAG),
    "price_hidden_label": Prop(Text(max_length=200)),
    "custom_url": Prop(CUSTOM_URL),
    "open_graph_type": Prop(Text(enum=OPEN_GRAPH_TYPES)),
    "open_graph_title": Prop(LONG),
    "open_graph_description": Prop(LONG),
    "open_graph_use_meta_description": Prop(FLAG),
    "open_graph_use_product_name": Prop(FLAG),
    "open_graph_use_image": Prop(FLAG),
    "gtin": Prop(CODE),
    "mpn": Prop(LINE),
    "date_last_imported": Prop(LINE),
    "reviews_rating_sum": Prop(Integer(minimum=0)),
    "reviews_count": Prop(Integer(minimum=0)),
    "total_sold": Prop(Integer(minimum=0)),
}
_WRITTEN: Mapping[str, Prop] = {
    **_COMMON,
    "brand_name": Prop(LINE),
    "custom_fields": Prop(Array(NEW_CUSTOM_FIELD, max_items=255)),
    "bulk_pricing_rules": Prop(Array(NEW_BULK_RULE)),
    "images": Prop(Array(NEW_IMAGE)),
    "videos": Prop(Array(NEW_VIDEO)),
}
_REQUIRED = ("name", "type", "weight", "price")

# What an answer holds, but is no field to set, is left unread: clients send back what they got.
PRODUCT_POST = Object(
    "CatalogProductPost",
    {name: Prop(_WRITTEN[name].kind, required=True) for name in _REQUIRED}
    | {name: prop for name, prop in _WRITTEN.items() if name not in _REQUIRED}
    | {"variants": Prop(Array(NEW_VARIANT_OF_PRODUCT, max_items=600))},
    unknown="ignore",
)
PRODUCT_PUT = Object("CatalogProductPut", _WRITTEN, unknown="ignore")
PRODUCT_BATCH_MAX = 10
PRODUCTS_PUT = Array(
    Object("CatalogProductBatchPut", {"id": Prop(ID, required=True), **_WRITTEN}, unknown="ignore"),
    max_items=INT32_MAX,
)

_PARENT_RELATION = Object(
    "CatalogParentRelation",
    {
        "type": Prop(Text(enum=("variant_option", "modifier"))),
        "product_id": Prop(Integer()),
        "attribute_id": Prop(Integer()),
    },
)
PRODUCT = Object(
    "CatalogProduct",
    {
        "id": Prop(ID, read_only=True),
        **_COMMON,
        "calculated_price": Prop(PRICE),
        "option_set_id": Prop(Integer(), nullable=True),
        "option_set_display": Prop(Text()),
        "date_created": Prop(MOMENT),
        "date_modified": Prop(MOMENT),
        "base_variant_id": Prop(Integer(), nullable=True),
        "variants": Prop(Array(VARIANT)),
        "options": Prop(Array(OPTION_OF_PRODUCT)),
        "modifiers": Prop(Array(MODIFIER)),
        "custom_fields": Prop(Array(CUSTOM_FIELD)),
        "bulk_pricing_rules": Prop(Array(BULK_RULE)),
        "images": Prop(Array(IMAGE)),
        "primary_image": Prop(PRIMARY_IMAGE),
        "videos": Prop(Array(VIDEO)),
        "reviews": Prop(Array(REVIEW)),
        "parent_relations": Prop(Array(_PARENT_RELATION), read_only=True),
        "channels": Prop(Array(Integer())),
    },
)
ONE_PRODUCT = envelope("CatalogProductAnswer", PRODUCT, NO_META)
PRODUCTS = envelope("CatalogProductsAnswer", Array(PRODUCT), PAGE_META)
CHANGED_PRODUCTS = envelope("CatalogChangedProductsAnswer", Array(PRODUCT), NO_META)

PICKED: Mapping[str, Prop] = {
    "include_fields": Prop(Array(Text(enum=PRODUCT_FIELDS), separated=True)),
    "exclude_fields": Prop(QUERY_TEXTS),
}
INCLUDED: Mapping[str, Prop] = {"include": Prop(Array(Text(enum=INCLUDES), separated=True))}
_EXACT: Mapping[str, Prop] = {
    "id:in": Prop(QUERY_IDS),
    "name": Prop(LINE),
    "sku": Prop(LINE),
    "price": Prop(PRICE),
    "weight": Prop(SIZE),
    "condition": Prop(Text(enum=("new", "used", "refurbished", *CONDITIONS))),
    "brand_id": Prop(QUERY_ID),
    "date_modified": Prop(Text(format="date")),
    "date_last_imported": Prop(Text(format="date")),
    "is_visible": Prop(QUERY_FLAG),
    "is_featured": Prop(Integer(strings=True, enum=(1, 0))),
    "inventory_level": Prop(QUERY_INTEGER),
    "total_sold": Prop(QUERY_INTEGER),
    "type": Prop(Text(enum=("digital", "physical"))),
    "categories": Prop(QUERY_ID),
    "keyword": Prop(LINE),
}
PRODUCT_FILTERS: Mapping[str, Prop] = {
    "id": Prop(QUERY_ID),
    **_EXACT,
    "channel_id:in": Prop(QUERY_IDS),
    "id:not_in": Prop(QUERY_IDS),
    "id:min": Prop(QUERY_INTEGER),
    "id:max": Prop(QUERY_INTEGER),
    "id:greater": Prop(QUERY_INTEGER),
    "id:less": Prop(QUERY_INTEGER),
    "categories:in": Prop(QUERY_IDS),
    "mpn": Prop(LINE),
    "upc": Prop(LINE),
    "date_modified:max": Prop(LINE),
    "date_modified:min": Prop(LINE),
    "date_last_imported:not": Prop(Text(format="date")),
    "date_last_imported:max": Prop(Text(format="date")),
    "date_last_imported:min": Prop(Text(format="date")),
    "is_free_shipping": Prop(Integer(strings=True, enum=(1, 0))),
    "inventory_level:in": Prop(Array(QUERY_INTEGER, separated=True)),
    "inventory_level:not_in": Prop(Array(QUERY_INTEGER, separated=True)),
    "inventory_level:min": Prop(QUERY_INTEGER),
    "inventory_level:max": Prop(QUERY_INTEGER),
    "inventory_level:greater": Prop(QUERY_INTEGER),
    "inventory_level:less": Prop(QUERY_INTEGER),
    "inventory_low": Prop(Integer(strings=True, enum=(1, 0))),
    "out_of_stock": Prop(Integer(strings=True, enum=(1, 0))),
    "keyword_context": Prop(Text(enum=("shopper", "merchant"))),
    "availability": Prop(Text(enum=AVAILABILITY)),
    "sku:in": Prop(QUERY_TEXTS),
}
PRODUCTS_QUERY = Object(
    "CatalogProductsQuery",
    {
        **PRODUCT_FILTERS,
        **INCLUDED,
        **PICKED,
        **PAGE_PROPS,
        "sort": Prop(Text(enum=SORTS)),
        "direction": Prop(Text(enum=("asc", "desc"))),
    },
)
PRODUCTS_DELETE_QUERY = Object("CatalogProductsDeleteQuery", _EXACT)
PRODUCT_QUERY = Object("CatalogProductQuery", {**INCLUDED, **PICKED}, unknown="ignore")
PICKED_QUERY = Object("CatalogPickedQuery", PICKED, unknown="ignore")
