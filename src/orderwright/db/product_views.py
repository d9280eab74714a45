"""Products with what hangs from them, as lists and answers show them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from orderwright.db import product_options, product_parts, products, variants
from orderwright.db.product_parts import Part, PartKind
from orderwright.db.unit import Unit
from orderwright.domain.catalog import BulkPricingRule, Product, Variant, shown_variant
from orderwright.domain.product_options import ProductOption, choices_of

_PARTS: dict[str, PartKind] = {
    "custom_fields": "custom_field", "images": "image", "primary_image": "image",
    "reviews": "review", "videos": "video",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product; what was not asked for is empty."""

    product: Product
    variants: Sequence[Variant] = ()
    options: Sequence[ProductOption] = ()
    rules: Sequence[BulkPricingRule] = ()
    custom_fields: Sequence[Part] = ()
    images: Sequence[Part] = ()
    reviews: Sequence[Part] = ()
    videos: Sequence[Part] = ()
    channels: Sequence[int] = ()
    parents: Sequence[ProductOption] = ()


async def read_views(
    unit: Unit, store_id: int, found: Sequence[Product], include: Collection[str]
) -> list[ProductView]:
    """Views of these products, in their order, with the named parts."""
    ids = [product.id for product in found]
    if not ids or not include:
        return [ProductView(product) for product in found]
    by_variant = await read_variants(unit, store_id, found) if "variants" in include else {}
    options: dict[int, list[ProductOption]] = {}
    if {"options", "modifiers"} & set(include):
        options = await product_options.of_products(unit, store_id, ids)
    rules = {}
    if "bulk_pricing_rules" in include:
        rules = await product_parts.rules_of_products(unit, store_id, ids)
    channels = await products.channels_of(unit, store_id, ids) if "channels" in include else {}
    parents: dict[int, list[ProductOption]] = {}
    if "parent_relations" in include:
        parents = await product_options.listing_products(unit, store_id, ids)
    parts: dict[PartKind, dict[int, list[Part]]] = {
        kind: await product_parts.of_products(unit, store_id, kind, ids)
        for kind in sorted({_PARTS[name] for name in include if name in _PARTS})
    }
    return [
        ProductView(
            product=product,
            variants=by_variant.get(product.id, ()),
            options=options.get(product.id, ()),
            rules=rules.get(product.id, ()),
            custom_fields=parts.get("custom_field", {}).get(product.id, ()),
            images=parts.get("image", {}).get(product.id, ()),
            reviews=parts.get("review", {}).get(product.id, ()),
            videos=parts.get("video", {}).get(product.id, ()),
            channels=channels.get(product.id, ()),
            parents=parents.get(product.id, ()),
        )
        for product in found
    ]


async def read_variants(
    unit: Unit, store_id: int, found: Sequence[Product]
) -> dict[int, list[Variant]]:
    """The variants of these products as they are shown, with the names of their options."""
    by_product = await variants.of_products(unit, store_id, [product.id for product in found])
    return await name_variants(unit, store_id, {p.id: p for p in found}, by_product)


async def name_variants(
    unit: Unit,
    store_id: int,
    found: dict[int, Product],
    by_product: dict[int, list[Variant]],
) -> dict[int, list[Variant]]:
    """The same variants with the names of their options, and what base variants share."""
    choosing = [
        product_id
        for product_id, of_it in by_product.items()
        if any(variant.option_values for variant in of_it)
    ]
    named: dict[int, list[ProductOption]] = {}
    if choosing:
        named = await product_options.of_products(unit, store_id, choosing)
    shown: dict[int, list[Variant]] = {}
    for product_id, of_it in by_product.items():
        choices = choices_of(named.get(product_id, ()))
        shown[product_id] = [
            shown_variant(
                found[product_id],
                replace(
                    variant,
                    option_values=tuple(choices.get(c.id, c) for c in variant.option_values),
                ),
            )
            for variant in of_it
        ]
    return shown
