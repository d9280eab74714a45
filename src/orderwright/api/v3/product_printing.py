"""How products, variants, their choices and parts are printed in the V3 catalogue."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from orderwright.db.product_parts import Part
from orderwright.db.product_views import ProductView
from orderwright.domain.adjuster import Adjuster
from orderwright.domain.catalog import (
    BulkPricingRule,
    Product,
    Variant,
    variant_price,
    variant_weight,
)
from orderwright.domain.dates import print_iso
from orderwright.domain.money import to_number
from orderwright.domain.product_options import OptionValue, ProductOption

Printed = dict[str, Any]

_AMOUNTS = frozenset({
    "weight", "width", "depth", "height", "price", "cost_price", "retail_price", "sale_price",
    "map_price", "fixed_cost_shipping_price", "calculated_price",
})  # fmt: skip
_DATES = frozenset({"date_created", "date_modified", "preorder_release_date"})
_PRODUCT = (
    "id", "name", "type", "sku", "description", "weight", "width", "depth", "height", "price",
    "cost_price", "retail_price", "sale_price", "map_price", "tax_class_id", "product_tax_code",
    "calculated_price", "categories", "brand_id", "option_set_id", "option_set_display",
    "inventory_level", "inventory_warning_level", "inventory_tracking", "reviews_rating_sum",
    "reviews_count", "total_sold", "fixed_cost_shipping_price", "is_free_shipping", "is_visible",
    "is_featured", "related_products", "warranty", "bin_picking_number", "layout_file", "upc",
    "mpn", "gtin", "date_last_imported", "search_keywords", "availability",
    "availability_description", "gift_wrapping_options_type", "gift_wrapping_options_list",
    "sort_order", "condition", "is_condition_shown", "order_quantity_minimum",
    "order_quantity_maximum", "page_title", "meta_keywords", "meta_description", "date_created",
    "date_modified", "view_count", "preorder_release_date", "preorder_message",
    "is_preorder_only", "is_price_hidden", "price_hidden_label", "custom_url", "base_variant_id",
    "open_graph_type", "open_graph_title", "open_graph_description",
    "open_graph_use_meta_description", "open_graph_use_product_name", "open_graph_use_image",
)  # fmt: skip
_VARIANT = (
    "id", "product_id", "sku", "sku_id", "price", "calculated_price", "sale_price",
    "retail_price", "weight", "calculated_weight", "width", "height", "depth",
    "is_free_shipping", "fixed_cost_shipping_price", "purchasing_disabled",
    "purchasing_disabled_message", "image_url", "cost_price", "upc", "mpn", "gtin",
    "inventory_level", "inventory_warning_level", "bin_picking_number",
)  # fmt: skip


def print_product(product: Product) -> Printed:
    """A product without what hangs from it."""
    printed = {name: _print(name, getattr(product, name)) for name in _PRODUCT}
    printed["custom_url"] = {
        "url": product.custom_url,
        "is_customized": product.is_url_customized,
        "create_redirect": False,
    }
    return printed


def _print(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _AMOUNTS:
        return to_number(value)
    return print_iso(value) if name in _DATES else value


def print_view(view: ProductView, include: Collection[str]) -> Printed:
    """A product with the parts that were asked for."""
    printed = print_product(view.product)
    for name, part in _PARTS.items():
        if name in include and (value := part(view)) is not None:
            printed[name] = value
    return printed


def print_variant(product: Product, variant: Variant) -> Printed:
    """A variant; prices and weight that it does not have of its own are its product's."""
    calculated = {
        "calculated_price": variant_price(product, variant),
        "calculated_weight": variant_weight(product, variant),
    }
    printed: Printed = {}
    for name in _VARIANT:
        if name in calculated:
            printed[name] = to_number(calculated[name])
        else:
            printed[name] = _print(name, getattr(variant, name))
    printed["option_values"] = [
        {
            "id": choice.id,
            "label": choice.label,
            "option_id": choice.option_id,
            "option_display_name": choice.option_display_name,
        }
        for choice in variant.option_values
    ]
    return printed


def print_option(option: ProductOption) -> Printed:
    """A variant option with its values."""
    return {
        "id": option.id,
        "product_id": option.product_id,
        "name": option.name,
        "display_name": option.display_name,
        "type": option.type,
        "sort_order": option.sort_order,
        "option_values": [print_option_value(value) for value in option.values],
        "config": option.config,
    }


def print_option_value(value: OptionValue) -> Printed:
    return {
        "id": value.id,
        "label": value.label,
        "sort_order": value.sort_order,
        "value_data": value.value_data,
        "is_default": value.is_default,
    }


def print_modifier(option: ProductOption) -> Printed:
    """A modifier with its values and what they adjust."""
    return {
        "id": option.id,
        "product_id": option.product_id,
        "name": option.name,
        "display_name": option.display_name,
        "type": option.type,
        "required": option.required,
        "sort_order": option.sort_order,
        "config": option.config,
        "option_values": [print_modifier_value(option.id, value) for value in option.values],
    }


def print_modifier_value(option_id: int, value: OptionValue) -> Printed:
    return {
        "id": value.id,
        "option_id": option_id,
        "label": value.label,
        "sort_order": value.sort_order,
        "value_data": value.value_data,
        "is_default": value.is_default,
        "adjusters": {
            "price": print_adjuster(value.price),
            "weight": print_adjuster(value.weight),
            "image_url": value.image_url,
            "purchasing_disabled": {
                "status": value.purchasing_disabled,
                "message": value.purchasing_disabled_message,
            },
        },
    }


def print_adjuster(adjuster: Adjuster | None) -> Printed:
    if adjuster is None:
        return {}
    return {
        "adjuster": adjuster.adjuster,
        "adjuster_value": to_number(adjuster.adjuster_value),
    }


def print_rule(rule: BulkPricingRule) -> Printed:
    return {
        "id": rule.id,
        "quantity_min": rule.quantity_min,
        "quantity_max": rule.quantity_max,
        "type": rule.type,
        "amount": to_number(rule.amount),
    }


def print_custom_field(part: Part) -> Printed:
    return {"id": part.id, "name": part.details["name"], "value": part.details["value"]}


def print_image(part: Part) -> Printed:
    """An image is kept by its address alone, which is that of every size."""
    url = part.details.get("image_url", "")
    return {
        "id": part.id,
        "product_id": part.product_id,
        "is_thumbnail": part.details.get("is_thumbnail", False),
        "sort_order": part.details.get("sort_order", 0),
        "description": part.details.get("description", ""),
        "image_url": url,
        "url_zoom": url,
        "url_standard": url,
        "url_thumbnail": url,
        "url_tiny": url,
        "date_modified": print_iso(part.date_modified),
    }


def print_video(part: Part) -> Printed:
    return {
        "id": part.id,
        "product_id": part.product_id,
        "title": part.details.get("title", ""),
        "description": part.details.get("description", ""),
        "sort_order": part.details.get("sort_order", 0),
        "type": part.details.get("type", "youtube"),
        "video_id": part.details.get("video_id", ""),
        "length": "",
    }


def print_review(part: Part) -> Printed:
    return {
        "id": part.id,
        "title": part.details["title"],
        "text": part.details.get("text", ""),
        "status": part.details.get("status", "pending"),
        "rating": part.details.get("rating", 0),
        "email": part.details.get("email", ""),
        "name": part.details.get("name", ""),
        "date_reviewed": print_iso(part.details["date_reviewed"]),
        "date_created": print_iso(part.date_created),
        "date_modified": print_iso(part.date_modified),
    }


def _primary_image(images: Sequence[Part]) -> Printed | None:
    chosen = next((part for part in images if part.details.get("is_thumbnail")), None)
    if chosen is None and images:
        chosen = images[0]
    if chosen is None:
        return None
    printed = {**print_image(chosen), "image_file": ""}
    del printed["image_url"]
    return printed


def _option_of_product(option: ProductOption) -> Printed:
    printed = print_option(option)
    del printed["name"]
    return printed


_PARTS: Mapping[str, Any] = {
    "variants": lambda view: [print_variant(view.product, v) for v in view.variants],
    "options": lambda view: [_option_of_product(o) for o in view.options if o.kind == "option"],
    "modifiers": lambda view: [print_modifier(o) for o in view.options if o.kind == "modifier"],
    "images": lambda view: [print_image(part) for part in view.images],
    "primary_image": lambda view: _primary_image(view.images),
    "videos": lambda view: [print_video(part) for part in view.videos],
    "reviews": lambda view: [print_review(part) for part in view.reviews],
    "custom_fields": lambda view: [print_custom_field(part) for part in view.custom_fields],
    "bulk_pricing_rules": lambda view: [print_rule(rule) for rule in view.rules],
    "channels": lambda view: list(view.channels),
    "parent_relations": lambda view: [
        {
            "type": "variant_option" if option.kind == "option" else "modifier",
            "product_id": option.product_id,
            "attribute_id": option.id,
        }
        for option in view.parents
    ],
}


def pick(printed: Printed, query: Mapping[str, Any], kept: Collection[str] = ()) -> Printed:
    """Only the fields that the query includes, without those that it excludes; `id` stays."""
    wanted, unwanted = query.get("include_fields"), query.get("exclude_fields")
    if not wanted and not unwanted:
        return printed
    always = {"id", *kept}
    return {
        name: value
        for name, value in printed.items()
        if name in always
        or ((not wanted or name in wanted) and (not unwanted or name not in unwanted))
    }
