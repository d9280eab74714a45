"""Routes of what hangs from the V3 catalogue's products."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Object
from orderwright.api.v3 import product_parts
from orderwright.api.v3 import product_parts_schemas as schemas
from orderwright.api.v3.product_parts import PartHandlers
from orderwright.api.v3.products_routes import ONE as PRODUCT
from orderwright.api.v3.products_routes import SCOPE

RULES = f"{PRODUCT}/bulk-pricing-rules"
RULE = f"{RULES}/{{bulk_pricing_rule_id}}"


def _routes(
    segment: str,
    operations: tuple[str, str],
    handlers: PartHandlers,
    named: str,
    bodies: tuple[Object, Object],
    answers: tuple[Object, Object],
    query: Object = schemas.PARTS_QUERY,
    picked: Object = schemas.PART_QUERY,
) -> list[Route]:
    """`operations` are the reference's names of one and of all; `bodies` of POST and of PUT."""
    many, one = f"{PRODUCT}/{segment}", f"{PRODUCT}/{segment}/{{{handlers.id_name}}}"
    singular, plural = operations
    may_read, may_write = reads(SCOPE), writes(SCOPE)
    post, put = bodies
    one_answer, all_answer = answers
    return [
        Route(
            "GET", many, handlers.get_all, f"get{plural}", may_read,
            summary=f"List the {named}s of a product", query=query,
            answers={200: all_answer, 204: None} if handlers.empty_is_204 else {200: all_answer},
        ),
        Route(
            "POST", many, handlers.create, f"create{singular}", may_write,
            summary=f"Give a product a {named}", body=post, answers={200: one_answer},
        ),
        Route(
            "GET", one, handlers.get, f"get{singular}", may_read,
            summary=f"Read a {named}", query=picked, answers={200: one_answer},
        ),
        Route(
            "PUT", one, handlers.update, f"update{singular}", may_write,
            summary=f"Change a {named}", body=put, answers={200: one_answer},
        ),
        Route(
            "DELETE", one, handlers.delete, f"delete{singular}", may_write,
            summary=f"Delete a {named}", answers={204: None},
        ),
    ]  # fmt: skip


ROUTES = [
    Route(
        "GET", RULES, product_parts.get_bulk_pricing_rules, "getAllBulkPricingRules",
        reads(SCOPE), summary="List the bulk pricing rules of a product",
        query=schemas.RULES_QUERY, answers={200: schemas.BULK_RULES},
    ),
    Route(
        "POST", RULES, product_parts.create_bulk_pricing_rule, "createBulkPricingRule",
        writes(SCOPE), summary="Give a product a bulk pricing rule",
        query=schemas.RULES_QUERY, body=schemas.NEW_BULK_RULE,
        answers={200: schemas.ONE_BULK_RULE},
    ),
    Route(
        "GET", RULE, product_parts.get_bulk_pricing_rule, "getBulkPricingRule", reads(SCOPE),
        summary="Read a bulk pricing rule", query=schemas.RULE_QUERY,
        answers={200: schemas.ONE_BULK_RULE},
    ),
    Route(
        "PUT", RULE, product_parts.update_bulk_pricing_rule, "updateBulkPricingRule",
        writes(SCOPE), summary="Change a bulk pricing rule", body=schemas.BULK_RULE_PUT,
        answers={200: schemas.ONE_BULK_RULE},
    ),
    Route(
        "DELETE", RULE, product_parts.delete_bulk_pricing_rule, "deleteBulkPricingRule",
        writes(SCOPE), summary="Delete a bulk pricing rule", answers={204: None},
    ),
    *_routes(
        "custom-fields", ("ProductCustomField", "ProductCustomFields"),
        PartHandlers("custom_field", "custom_field_id"), "custom field",
        (schemas.CUSTOM_FIELD_POST, schemas.CUSTOM_FIELD_PUT),
        (schemas.ONE_CUSTOM_FIELD, schemas.CUSTOM_FIELDS),
        schemas.CUSTOM_FIELDS_QUERY, schemas.CUSTOM_FIELD_QUERY,
    ),
    *_routes(
        "images", ("ProductImage", "ProductImages"),
        PartHandlers("image", "image_id", empty_is_204=True), "image",
        (schemas.IMAGE_POST, schemas.IMAGE_PUT), (schemas.ONE_IMAGE, schemas.IMAGES),
    ),
    *_routes(
        "videos", ("ProductVideo", "ProductVideos"), PartHandlers("video", "id"), "video",
        (schemas.VIDEO_POST, schemas.VIDEO_PUT), (schemas.ONE_VIDEO, schemas.VIDEOS),
    ),
    *_routes(
        "reviews", ("ProductReview", "ProductReviews"),
        PartHandlers("review", "review_id", empty_is_204=True), "review",
        (schemas.REVIEW_POST, schemas.REVIEW_PUT),
        (schemas.ONE_REVIEW, schemas.REVIEWS), schemas.REVIEWS_QUERY,
    ),
]  # fmt: skip
