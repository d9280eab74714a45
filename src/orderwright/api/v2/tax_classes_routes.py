"""Routes of V2 tax classes."""

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.routing import Route, reads
from orderwright.api.schema import Array, Object, Prop, Text
from orderwright.api.v2 import tax_classes

V2 = "/stores/{store_hash}/v2"
INFORMATION = "store_v2_information"

TAX_CLASS = Object(
    "TaxClass",
    {
        "id": Prop(Text()),
        "name": Prop(Text()),
        "created_at": Prop(Text()),
        "updated_at": Prop(Text()),
    },
)

ROUTES = [
    Route(
        "GET",
        f"{V2}/tax_classes",
        tax_classes.get_tax_classes,
        "getTaxClasses",
        reads(INFORMATION),
        summary="List tax classes",
        query=Object("", PAGE_PROPS),
        answers={200: Array(TAX_CLASS), 204: None},
        dialect="v2",
        xml=("tax_classes", "tax_class"),
    ),
    Route(
        "GET",
        f"{V2}/tax_classes/{{id}}",
        tax_classes.get_tax_class,
        "getTaxClass",
        reads(INFORMATION),
        summary="Get a tax class",
        answers={200: TAX_CLASS},
        dialect="v2",
        xml=("tax_classes", "tax_class"),
    ),
]
