"""Routes of the categories and channels of products, and of the catalogue's summary."""

from orderwright.api.paging import NO_META, PAGE_META, PAGE_PROPS
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import INT32_MAX, Array, Integer, Object, Prop, Text
from orderwright.api.v3.kinds import ID, PRICE, QUERY_IDS, envelope
from orderwright.api.v3.product_assignments import (
    assigns,
    get_catalog_summary,
    lists,
    unassigns,
)
from orderwright.api.v3.products_routes import CATALOG, LIST, SCOPE
from orderwright.db.product_assignments import Target

SUMMARY = Object(
    "CatalogSummary",
    {
        "inventory_count": Prop(Integer()),
        "variant_count": Prop(Integer()),
        "inventory_value": Prop(PRICE),
        "highest_variant_price": Prop(PRICE),
        "average_variant_price": Prop(PRICE),
        "lowest_variant_price": Prop(Text()),
        "oldest_variant_date": Prop(Text()),
        "newest_variant_date": Prop(Text()),
        "primary_category_id": Prop(Integer()),
        "primary_category_name": Prop(Text()),
    },
)


def _routes(target: Target, segment: str, operation: str, name: str) -> list[Route]:
    path = f"{LIST}/{segment}"
    filters = {"product_id:in": Prop(QUERY_IDS), f"{target}:in": Prop(QUERY_IDS)}
    fields = {"product_id": Prop(ID, required=True), target: Prop(ID, required=True)}
    assignment = Object(
        f"{name}Assignment", {"product_id": Prop(Integer()), target: Prop(Integer())}
    )
    wanted = Object(f"{name}AssignmentPut", fields, unknown="ignore")
    return [
        Route(
            "GET", path, lists(target), f"get{operation}", reads(SCOPE),
            summary=f"List the {segment} of products",
            query=Object(f"{name}AssignmentsQuery", {**filters, **PAGE_PROPS}),
            answers={200: envelope(f"{name}AssignmentsAnswer", Array(assignment), PAGE_META)},
        ),
        Route(
            "PUT", path, assigns(target), f"create{operation}", writes(SCOPE),
            summary=f"Make {segment} of products", body=Array(wanted, max_items=INT32_MAX),
            answers={204: None},
        ),
        Route(
            "DELETE", path, unassigns(target), f"delete{operation}", writes(SCOPE),
            summary=f"Delete the {segment} that filters find",
            query=Object(f"{name}AssignmentsDeleteQuery", filters), answers={204: None},
        ),
    ]  # fmt: skip


ROUTES = [
    *_routes(
        "channel_id", "channel-assignments", "ProductsChannelAssignments", "ProductChannel"
    ),
    *_routes(
        "category_id", "category-assignments", "ProductsCategoryAssignments", "ProductCategory"
    ),
    Route(
        "GET", f"{CATALOG}/summary", get_catalog_summary, "getCatalogSummary", reads(SCOPE),
        summary="Read the catalogue in a few figures",
        answers={200: envelope("CatalogSummaryAnswer", SUMMARY, NO_META)},
    ),
]  # fmt: skip
