"""Routes of the V3 catalogue's product variants."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.v3 import variants
from orderwright.api.v3.products_routes import CATALOG, SCOPE
from orderwright.api.v3.products_routes import ONE as PRODUCT
from orderwright.api.v3.variants_schemas import (
    BATCH_ERRORS,
    ONE_IMAGE_URL,
    ONE_VARIANT,
    PRODUCT_VARIANTS_QUERY,
    VARIANT_IMAGE_POST,
    VARIANT_POST,
    VARIANT_PUT,
    VARIANT_QUERY,
    VARIANTS,
    VARIANTS_PUT,
    VARIANTS_QUERY,
)

LIST = f"{PRODUCT}/variants"
ONE = f"{LIST}/{{variant_id}}"

ROUTES = [
    Route(
        "GET", LIST, variants.get_product_variants, "getProductVariants", reads(SCOPE),
        summary="List the variants of a product", query=PRODUCT_VARIANTS_QUERY,
        answers={200: VARIANTS},
    ),
    Route(
        "POST", LIST, variants.create_product_variant, "createProductVariant", writes(SCOPE),
        summary="Make a variant", body=VARIANT_POST, answers={200: ONE_VARIANT},
    ),
    Route(
        "GET", ONE, variants.get_product_variant, "getProductVariant", reads(SCOPE),
        summary="Read a variant", query=VARIANT_QUERY, answers={200: ONE_VARIANT},
    ),
    Route(
        "PUT", ONE, variants.update_product_variant, "updateProductVariant", writes(SCOPE),
        summary="Change a variant", body=VARIANT_PUT, answers={200: ONE_VARIANT},
    ),
    Route(
        "DELETE", ONE, variants.delete_product_variant, "deleteProductVariant", writes(SCOPE),
        summary="Delete a variant", answers={204: None},
    ),
    Route(
        "POST", f"{ONE}/image", variants.create_product_variant_image,
        "createProductVariantImage", writes(SCOPE),
        summary="Give a variant an image, by its address", body=VARIANT_IMAGE_POST,
        answers={200: ONE_IMAGE_URL},
    ),
    Route(
        "GET", f"{CATALOG}/variants", variants.get_variants, "getVariants", reads(SCOPE),
        summary="List the variants of all products", query=VARIANTS_QUERY,
        answers={200: VARIANTS},
    ),
    Route(
        "PUT", f"{CATALOG}/variants", variants.update_variants_batch, "updateVariantsBatch",
        writes(SCOPE), summary="Change up to fifty variants, or make them",
        body=VARIANTS_PUT, answers={200: VARIANTS, 422: BATCH_ERRORS},
    ),
]  # fmt: skip
