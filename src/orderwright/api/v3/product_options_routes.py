"""Routes of variant options and modifiers of the V3 catalogue, and of their values."""

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Object
from orderwright.api.v3 import product_options_schemas as schemas
from orderwright.api.v3.product_options import (
    create_modifier_image,
    creates,
    creates_value,
    deletes,
    deletes_value,
    list_of,
    list_of_values,
    one_of,
    one_of_values,
    updates,
    updates_value,
)
from orderwright.api.v3.products_routes import ONE as PRODUCT
from orderwright.api.v3.products_routes import SCOPE
from orderwright.api.v3.variants_schemas import ONE_IMAGE_URL, VARIANT_IMAGE_POST
from orderwright.domain.product_options import OptionKind


def _routes(
    kind: OptionKind,
    operation: str,
    bodies: tuple[Object, Object, Object, Object],
    answers: tuple[Object, Object, Object, Object],
) -> list[Route]:
    """`bodies` of POST and PUT, of POST and PUT of a value; `answers` one, all, value, values."""
    many = f"{PRODUCT}/{kind}s"
    one = f"{many}/{{{kind}_id}}"
    values = f"{one}/values"
    value = f"{values}/{{value_id}}"
    post, put, value_post, value_put = bodies
    one_answer, all_answer, value_answer, values_answer = answers
    may_read, may_write = reads(SCOPE), writes(SCOPE)
    listed, picked = schemas.PARTS_QUERY, schemas.PICKED_TEXTS_QUERY
    return [
        Route(
            "GET", many, list_of(kind), f"get{operation}s", may_read,
            summary=f"List the {kind}s of a product", query=listed, answers={200: all_answer},
        ),
        Route(
            "POST", many, creates(kind), f"create{operation}", may_write,
            summary=f"Make a product {kind}", body=post, answers={200: one_answer},
        ),
        Route(
            "GET", one, one_of(kind), f"get{operation}", may_read,
            summary=f"Read a product {kind}", query=picked, answers={200: one_answer},
        ),
        Route(
            "PUT", one, updates(kind), f"update{operation}", may_write,
            summary=f"Change a product {kind}", body=put, answers={200: one_answer},
        ),
        Route(
            "DELETE", one, deletes(kind), f"delete{operation}", may_write,
            summary=f"Delete a product {kind}", answers={204: None},
        ),
        Route(
            "GET", values, list_of_values(kind), f"get{operation}Values", may_read,
            summary=f"List the values of a product {kind}", query=schemas.VALUES_QUERY,
            answers={200: values_answer},
        ),
        Route(
            "POST", values, creates_value(kind), f"create{operation}Value", may_write,
            summary=f"Make a value of a product {kind}", body=value_post,
            answers={200: value_answer},
        ),
        Route(
            "GET", value, one_of_values(kind), f"get{operation}Value", may_read,
            summary=f"Read a value of a product {kind}", query=schemas.VALUE_QUERY,
            answers={200: value_answer},
        ),
        Route(
            "PUT", value, updates_value(kind), f"update{operation}Value", may_write,
            summary=f"Change a value of a product {kind}", body=value_put,
            answers={200: value_answer},
        ),
        Route(
            "DELETE", value, deletes_value(kind), f"delete{operation}Value", may_write,
            summary=f"Delete a value of a product {kind}", answers={204: None},
        ),
    ]  # fmt: skip


ROUTES = [
    *_routes(
        "option",
        "ProductVariantOption",
        (
            schemas.OPTION_POST,
            schemas.OPTION_PUT,
            schemas.OPTION_VALUE_POST,
            schemas.OPTION_VALUE,
        ),
        (
            schemas.ONE_OPTION,
            schemas.OPTIONS,
            schemas.ONE_OPTION_VALUE,
            schemas.OPTION_VALUES,
        ),
    ),
    *_routes(
        "modifier",
        "ProductModifier",
        (
            schemas.MODIFIER_POST,
            schemas.MODIFIER_PUT,
            schemas.MODIFIER_VALUE_POST,
            schemas.MODIFIER_VALUE,
        ),
        (
            schemas.ONE_MODIFIER,
            schemas.MODIFIERS,
            schemas.ONE_MODIFIER_VALUE,
            schemas.MODIFIER_VALUES,
        ),
    ),
    Route(
        "POST", f"{PRODUCT}/modifiers/{{modifier_id}}/values/{{value_id}}/image",
        create_modifier_image, "createProductModifierImage", writes(SCOPE),
        summary="Give a value of a modifier an image, by its address", body=VARIANT_IMAGE_POST,
        answers={200: ONE_IMAGE_URL},
    ),
]  # fmt: skip
