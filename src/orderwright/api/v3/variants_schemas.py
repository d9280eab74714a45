"""What product variants look like in requests, queries and answers of the V3 catalogue."""

from collections.abc import Mapping

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.schema import INT32_MAX, Anything, Array, Integer, Money, Object, Prop, Text
from orderwright.api.v3.kinds import (
    FLAG,
    ID,
    LINE,
    NAME,
    PRICE,
    QUERY_ID,
    QUERY_IDS,
    QUERY_TEXTS,
    SIZE,
    envelope,
)

CODE = Text(max_length=14)

CHOICE = Object(
    "CatalogVariantOptionValue",
    {
        "id": Prop(Integer()),
        "label": Prop(NAME),
        "option_id": Prop(Integer()),
        "option_display_name": Prop(NAME),
    },
    unknown="ignore",
)
_WRITTEN: Mapping[str, Prop] = {
    "cost_price": Prop(PRICE, nullable=True),
    "price": Prop(PRICE, nullable=True),
    "sale_price": Prop(PRICE, nullable=True),
    "retail_price": Prop(PRICE, nullable=True),
    "weight": Prop(SIZE, nullable=True),
    "width": Prop(SIZE, nullable=True),
    "height": Prop(SIZE, nullable=True),
    "depth": Prop(SIZE, nullable=True),
    "is_free_shipping": Prop(FLAG),
    "fixed_cost_shipping_price": Prop(PRICE, nullable=True),
    "purchasing_disabled": Prop(FLAG),
    "purchasing_disabled_message": Prop(LINE),
    "image_url": Prop(Text()),
    "upc": Prop(CODE, nullable=True),
    "inventory_level": Prop(Integer(minimum=0), nullable=True),
    "inventory_warning_level": Prop(Integer(minimum=0), nullable=True),
    "bin_picking_number": Prop(LINE, nullable=True),
    "mpn": Prop(LINE, nullable=True),
    "gtin": Prop(CODE, nullable=True),
}
SKU = Text(max_length=255)
OWNER = {"product_id": Prop(Integer())}

VARIANT = Object(
    "CatalogVariant",
    {
        "id": Prop(Integer()),
        **OWNER,
        "sku": Prop(Text()),
        "sku_id": Prop(Integer(), nullable=True),
        **_WRITTEN,
        "option_values": Prop(Array(CHOICE)),
        "calculated_price": Prop(PRICE),
        "calculated_weight": Prop(SIZE),
    },
)
NEW_VARIANT_OF_PRODUCT = Object(
    "CatalogProductVariantPost",
    {
        **OWNER,
        **_WRITTEN,
        "map_price": Prop(Money(printed=("number",)), nullable=True),
        "id": Prop(Integer()),
        "sku": Prop(SKU),
        "sku_id": Prop(Integer(), nullable=True),
        "option_values": Prop(Array(CHOICE)),
        "calculated_price": Prop(PRICE),
        "calculated_weight": Prop(SIZE, nullable=True),
    },
    unknown="ignore",
)
VARIANT_POST = Object(
    "CatalogVariantPost",
    {
        "sku": Prop(SKU, required=True),
        "option_values": Prop(Array(CHOICE, min_items=1), required=True),
        **OWNER,
        **_WRITTEN,
    },
    unknown="ignore",
)
VARIANT_PUT = Object("CatalogVariantPut", {"sku": Prop(SKU), **OWNER, **_WRITTEN}, unknown="ignore")
VARIANT_BATCH_MAX = 50
VARIANTS_PUT = Array(
    Object(
        "CatalogVariantBatchPut",
        {
            "id": Prop(ID),
            "sku": Prop(SKU),
            "option_values": Prop(Array(CHOICE)),
            **OWNER,
            **_WRITTEN,
        },
        unknown="ignore",
    ),
    max_items=INT32_MAX,
)
IMAGE_URL = Object("CatalogImageUrl", {"image_url": Prop(Text(max_length=2048))})
VARIANT_IMAGE_POST = Object(
    "CatalogImageUrlPost",
    {"image_url": Prop(Text(min_length=1, max_length=2048), required=True)},
    unknown="ignore",
)
ONE_IMAGE_URL = envelope("CatalogImageUrlAnswer", IMAGE_URL, NO_META)

_ERROR: Mapping[str, Prop] = {
    "status": Prop(Integer()),
    "title": Prop(Text()),
    "type": Prop(Text()),
    "instance": Prop(Text()),
    "code": Prop(Integer()),
    "errors": Prop(Anything(types=("object",))),
}
BATCH_ERRORS = Object(
    "CatalogBatchErrors",
    {"batch_errors": Prop(Array(Object("CatalogBatchError", _ERROR))), **_ERROR},
)
ONE_VARIANT = envelope("CatalogVariantAnswer", VARIANT, NO_META)
VARIANTS = envelope("CatalogVariantsAnswer", Array(VARIANT), PAGE_META)

_PICKED = {"include_fields": Prop(QUERY_TEXTS), "exclude_fields": Prop(QUERY_TEXTS)}
PRODUCT_VARIANTS_QUERY = Object(
    "CatalogProductVariantsQuery", {**_PICKED, **PAGE_PROPS}, unknown="ignore"
)
VARIANT_QUERY = Object("CatalogVariantQuery", _PICKED, unknown="ignore")
VARIANTS_QUERY = Object(
    "CatalogVariantsQuery",
    {
        "id": Prop(QUERY_ID),
        "sku": Prop(LINE),
        "upc": Prop(LINE),
        "product_id:in": Prop(QUERY_IDS),
        **_PICKED,
        **PAGE_PROPS,
    },
)
