"""Routes of the metafields of the V3 catalogue's products and variants."""

from collections.abc import Mapping

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Object, Prop, Text
from orderwright.api.v3 import numbered_metafield_schemas as schemas
from orderwright.api.v3.inventory_schemas import Listed
from orderwright.api.v3.kinds import QUERY_TEXTS
from orderwright.api.v3.numbered_metafields import NumberedMetafields
from orderwright.api.v3.product_parts_schemas import PRODUCT_FIELDS
from orderwright.api.v3.products_routes import CATALOG, LIST, SCOPE
from orderwright.db import products, variants
from orderwright.db.unit import Unit


async def _is_product(unit: Unit, store_id: int, resource_id: str) -> bool:
    return await products.find(unit, store_id, int(resource_id)) is not None


async def _is_variant(unit: Unit, store_id: int, resource_id: str) -> bool:
    return bool(await variants.find_many(unit, store_id, [int(resource_id)]))


_OF_PRODUCTS = NumberedMetafields(
    "product", _is_product, "product_id", "metafield_id",
    counted=True,
)  # fmt: skip
_OF_VARIANTS = NumberedMetafields("variant", _is_variant, "variant_id", "metafield_id")


# The reference offers the fields of a product here too, which a metafield does not have.
_PICKED: Mapping[str, Prop] = {
    "include_fields": Prop(
        Array(Text(enum=(*schemas.FIELDS, "resource_id:in", *PRODUCT_FIELDS)), separated=True)
    ),
    "exclude_fields": Prop(QUERY_TEXTS),
}
_ONE_QUERY = Object("CatalogMetafieldQuery", _PICKED, unknown="ignore")
_LIST_QUERY = Object(
    "CatalogMetafieldsQuery",
    {
        **schemas.QUERY.props,
        **_PICKED,
        "resource_id:in": Prop(Listed(Text(max_length=20), separated=True)),
    },
)


def _routes(of_one: str, every: str, what: NumberedMetafields, name: str) -> list[Route]:
    """`name` is the reference's word: `Product` or `ProductVariant`."""
    one = f"{of_one}/{{metafield_id}}"
    may_read, may_write = reads(SCOPE), writes(SCOPE)
    noun = what.resource_type
    written = schemas.PARTLY if what.counted else schemas.WRITTEN
    many = "Products" if noun == "product" else "Variants"
    return [
        Route(
            "GET", of_one, what.list_of_one, f"get{name}Metafields", may_read,
            summary=f"List a {noun}'s metafields", query=_LIST_QUERY,
            answers={200: schemas.PAGE},
        ),
        Route(
            "POST", of_one, what.create, f"create{name}Metafield", may_write,
            summary=f"Keep a value with a {noun}", query=_LIST_QUERY,
            body=schemas.METAFIELD_POST,
            answers={200: schemas.ONE},
        ),
        Route(
            "GET", one, what.get, f"get{name}Metafield", may_read,
            summary=f"Read a {noun}'s metafield", query=_ONE_QUERY, answers={200: schemas.ONE},
        ),
        Route(
            "PUT", one, what.update, f"update{name}Metafield", may_write,
            summary=f"Change a {noun}'s metafield", body=schemas.METAFIELD_PUT,
            answers={200: schemas.ONE},
        ),
        Route(
            "DELETE", one, what.delete, f"delete{name}Metafield", may_write,
            summary=f"Delete a {noun}'s metafield", answers={204: None},
        ),
        Route(
            "GET", every, what.list_all, f"get{many}Metafields", may_read,
            summary=f"List the metafields of all {noun}s", query=_LIST_QUERY,
            answers={200: schemas.PAGE},
        ),
        Route(
            "POST", every, what.create_many, f"create{many}Metafields", may_write,
            summary=f"Keep values with {noun}s", body=Array(schemas.METAFIELDS_POST),
            answers={200: written, 422: schemas.PARTLY},
        ),
        Route(
            "PUT", every, what.update_many, f"update{many}Metafields", may_write,
            summary=f"Change metafields of {noun}s", body=Array(schemas.METAFIELDS_PUT),
            answers={200: written, 422: schemas.PARTLY},
        ),
        Route(
            "DELETE", every, what.delete_many, f"delete{many}Metafields", may_write,
            summary=f"Delete metafields of {noun}s", body=Array(schemas.METAFIELD_ID),
            answers={200: schemas.DELETED, 422: schemas.PARTLY_DELETED},
        ),
    ]  # fmt: skip


ROUTES = [
    *_routes(f"{LIST}/{{product_id}}/metafields", f"{LIST}/metafields", _OF_PRODUCTS, "Product"),
    *_routes(
        f"{LIST}/{{product_id}}/variants/{{variant_id}}/metafields",
        f"{CATALOG}/variants/metafields",
        _OF_VARIANTS,
        "ProductVariant",
    ),
]
