"""Products and their variants: what they are, what one costs and weighs, where it is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

InventoryTracking = Literal["none", "product", "variant"]
PERCENT = 1_000_000
"""100 % in ten-thousandths of a per cent."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product as the catalogue keeps it, in the order in which it is printed.

    Money, weights and sizes are in ten-thousandths, instants in milliseconds. The inventory levels
    are those of the product's own stock item, or the sum of its variants' where these are counted.
    `base_variant_id` is None once the product has variants that a shopper chooses among.
    """

    id: int = 0
    name: str = ""
    type: str = "physical"
    sku: str = ""
    description: str = ""
    weight: int = 0
    width: int = 0
    depth: int = 0
    height: int = 0
    price: int = 0
    cost_price: int = 0
    retail_price: int = 0
    sale_price: int = 0
    map_price: int = 0
    tax_class_id: int = 0
    product_tax_code: str = ""
    categories: tuple[int, ...] = ()
    brand_id: int = 0
    option_set_id: int | None = None
    option_set_display: str = "right"
    inventory_level: int = 0
    inventory_warning_level: int = 0
    inventory_tracking: InventoryTracking = "none"
    reviews_rating_sum: int = 0
    reviews_count: int = 0
    total_sold: int = 0
    fixed_cost_shipping_price: int = 0
    is_free_shipping: bool = False
    is_visible: bool = True
    is_featured: bool = False
    related_products: tuple[int, ...] = (-1,)
    warranty: str = ""
    bin_picking_number: str = ""
    layout_file: str = ""
    upc: str = ""
    mpn: str = ""
    gtin: str = ""
    date_last_imported: str = ""
    search_keywords: str = ""
    availability: str = "available"
    availability_description: str = ""
    gift_wrapping_options_type: str = "any"
    gift_wrapping_options_list: tuple[int, ...] = ()
    sort_order: int = 0
    condition: str = "New"
    is_condition_shown: bool = False
    order_quantity_minimum: int = 0
    order_quantity_maximum: int = 0
    page_title: str = ""
    meta_keywords: tuple[str, ...] = ()
    meta_description: str = ""
    date_created: int = 0
    date_modified: int = 0
    view_count: int = 0
    preorder_release_date: int | None = None
    preorder_message: str = ""
    is_preorder_only: bool = False
    is_price_hidden: bool = False
    price_hidden_label: str = ""
    custom_url: str = ""
    is_url_customized: bool = False
    base_variant_id: int | None = None
    open_graph_type: str = "product"
    open_graph_title: str = ""
    open_graph_description: str = ""
    open_graph_use_meta_description: bool = True
    open_graph_use_product_name: bool = True
    open_graph_use_image: bool = True
    option_count: int = 0
    """How many variant options and modifiers it has: none, and orders need not read them."""

    @property
    def calculated_price(self) -> int:
        """What one costs without variant and modifiers."""
        return self.sale_price or self.price


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """One value of one variant option, by the ids of both."""

    option_id: int
    id: int
    label: str = ""
    option_display_name: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One stock keeping unit of a product; None means that the product's own value counts.

    The base variant of a simple product has no `sku_id` and no options, and shares SKU, codes and
    bin with its product.
    """

    id: int = 0
    product_id: int = 0
    sku: str = ""
    sku_id: int | None = None
    price: int | None = None
    sale_price: int | None = None
    retail_price: int | None = None
    map_price: int = 0
    weight: int | None = None
    width: int | None = None
    height: int | None = None
    depth: int | None = None
    is_free_shipping: bool = False
    fixed_cost_shipping_price: int | None = None
    purchasing_disabled: bool = False
    purchasing_disabled_message: str = ""
    image_url: str = ""
    cost_price: int | None = None
    upc: str = ""
    mpn: str = ""
    gtin: str = ""
    inventory_level: int = 0
    inventory_warning_level: int = 0
    bin_picking_number: str = ""
    option_values: tuple[OptionChoice, ...] = ()

    @property
    def is_base(self) -> bool:
        return self.sku_id is None

    @property
    def value_ids(self) -> frozenset[int]:
        return frozenset(choice.id for choice in self.option_values)


def variant_price(product: Product, variant: Variant) -> int:
    """What one of a variant costs: its own price, reduced or not, else the product's."""
    if variant.sale_price:
        return variant.sale_price
    if variant.price is not None:
        return variant.price
    return product.calculated_price


def is_on_sale(product: Product, variant: Variant) -> bool:
    """Whether what one of a variant costs is a reduced price."""
    return bool(variant.sale_price or (variant.price is None and product.sale_price))


def variant_weight(product: Product, variant: Variant) -> int:
    """What one of a variant weighs."""
    return product.weight if variant.weight is None else variant.weight


def stock_variant_id(tracking: InventoryTracking, variant_id: int) -> int | None:
    """The variant part of the stock item that is counted; None where nothing is counted.

    A product that is counted as a whole has variant 0.
    """
    if tracking == "none":
        return None
    return 0 if tracking == "product" else variant_id


@dataclass(frozen=True, slots=True)
class BulkPricingRule:
    """A price for larger quantities; `quantity_max` 0 is without end.

    `amount` is in ten-thousandths: taken off each (`price`), ten-thousandths of a per cent taken
    off (`percent`), or the price of each itself (`fixed`).
    """

    id: int = 0
    quantity_min: int = 0
    quantity_max: int = 0
    type: Literal["price", "percent", "fixed"] = "price"
    amount: int = 0

    def covers(self, quantity: int) -> bool:
        return self.quantity_min <= quantity and (
            not self.quantity_max or quantity <= self.quantity_max
        )

    def overlaps(self, other: "BulkPricingRule") -> bool:
        """Whether some quantity is covered by both."""
        ends = (self.quantity_max or UNLIMITED, other.quantity_max or UNLIMITED)
        return max(self.quantity_min, other.quantity_min) <= min(ends)


UNLIMITED = 2**31


def bulk_price(rules: Sequence[BulkPricingRule], unit_price: int, quantity: int) -> int:
    """What each of `quantity` costs by a product's bulk pricing rules; never below zero."""
    for rule in rules:
        if rule.covers(quantity):
            return max(0, _reduced(rule, unit_price))
    return unit_price


def _reduced(rule: BulkPricingRule, unit_price: int) -> int:
    if rule.type == "fixed":
        return rule.amount
    if rule.type == "price":
        return unit_price - rule.amount
    return unit_price - (unit_price * rule.amount * 2 + PERCENT) // (2 * PERCENT)


def url_of_name(name: str) -> str:
    """`/1l-le-parfait-jar/`: the address that a product gets from its name."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
    words = "-".join(word for word in kept.split("-") if word)
    return f"/{words or 'product'}/"


def changed_product(product: Product, given: Mapping[str, Any]) -> Product:
    """The product with the fields of a request; what is no field of it is left aside.

    Reviews are counted from the reviews themselves, so that a request cannot set them.
    """
    changes = {name: _frozen(value) for name, value in given.items() if name in _SETTABLE}
    url = given.get("custom_url")
    if url and url.get("url"):
        path = url["url"] if url["url"].startswith("/") else f"/{url['url']}"
        changes["custom_url"] = path
        changes["is_url_customized"] = bool(url.get("is_customized", True))
    return replace(product, **changes)


_SETTABLE = frozenset(f.name for f in fields(Product)) - {
    "id", "custom_url", "is_url_customized", "base_variant_id", "option_count", "date_created",
    "date_modified", "reviews_rating_sum", "reviews_count", "option_set_id", "option_set_display",
}  # fmt: skip


def changed_variant(variant: Variant, given: Mapping[str, Any]) -> Variant:
    """The variant with the fields of a request; null is no value of texts and levels."""
    changes = {name: value for name, value in given.items() if name in _SETTABLE_OF_VARIANT}
    for name, empty in _EMPTY.items():
        if name in changes and changes[name] is None:
            changes[name] = empty
    return replace(variant, **changes)


_SETTABLE_OF_VARIANT = frozenset(f.name for f in fields(Variant)) - {
    "id", "product_id", "sku_id", "option_values",
}  # fmt: skip
_EMPTY: Mapping[str, object] = {
    "map_price": 0, "upc": "", "mpn": "", "gtin": "", "bin_picking_number": "",
    "inventory_level": 0, "inventory_warning_level": 0,
}  # fmt: skip

SHARED_WITH_BASE = ("sku", "upc", "mpn", "gtin", "bin_picking_number")
"""Fields of a base variant that are its product's own."""


def shown_variant(product: Product, variant: Variant) -> Variant:
    """The variant as it is printed: a base variant with what it shares with its product."""
    if not variant.is_base:
        return variant
    return changed_variant(variant, {name: getattr(product, name) for name in SHARED_WITH_BASE})


def without_shared(variant: Variant) -> Variant:
    """The base variant as it is kept: what it shares stands with its product alone."""
    return replace(variant, sku="", upc="", mpn="", gtin="", bin_picking_number="")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
