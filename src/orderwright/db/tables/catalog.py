"""The catalogue: products, their variants and choices, and the stock that orders take."""

from orderwright.db.tables.base import (
    belongs_to,
    check,
    flag,
    index,
    instant,
    integer,
    json,
    money,
    store_table,
    text,
    unique,
)

products = store_table(
    "products",
    text("name"),
    text("sku"),
    text("type", "physical"),
    text("upc"),
    text("mpn"),
    text("description"),
    money("price"),
    money("cost_price"),
    money("retail_price"),
    money("sale_price"),
    money("map_price"),
    money("calculated_price"),
    integer("weight"),
    integer("width"),
    integer("height"),
    integer("depth"),
    integer("tax_class_id"),
    text("inventory_tracking", "none"),
    integer("order_quantity_minimum"),
    integer("order_quantity_maximum"),
    money("fixed_cost_shipping_price"),
    flag("is_free_shipping"),
    flag("is_visible", default=True),
    flag("is_featured"),
    text("bin_picking_number"),
    integer("brand_id"),
    text("availability", "available"),
    text("condition", "New"),
    integer("total_sold"),
    text("date_last_imported"),
    integer("base_variant_id", nullable=True),
    integer("option_count"),
    text("custom_url", nullable=True),
    json("details", "{}"),
    instant("date_created"),
    instant("date_modified"),
    index("products", "sku"),
    unique("name"),
    unique("custom_url"),
)

# `option_key` names the values that make the variant, so that no two are of the same ones.
product_variants = store_table(
    "product_variants",
    integer("product_id", None),
    text("sku"),
    integer("sku_id", nullable=True),
    text("upc"),
    money("price", nullable=True),
    money("cost_price", nullable=True),
    money("retail_price", nullable=True),
    money("sale_price", nullable=True),
    money("fixed_cost_shipping_price", nullable=True),
    integer("weight", nullable=True),
    integer("width", nullable=True),
    integer("height", nullable=True),
    integer("depth", nullable=True),
    text("bin_picking_number"),
    flag("purchasing_disabled"),
    json("option_values"),
    text("option_key", nullable=True),
    json("details", "{}"),
    belongs_to("products", "product_id"),
    index("product_variants", "sku"),
    unique("product_id", "option_key"),
)

# A SKU is unique over products and variants together; variant 0 is the product's own.
product_skus = store_table(
    "product_skus",
    text("sku", None),
    integer("product_id", None),
    integer("variant_id"),
    belongs_to("products", "product_id"),
    index("product_skus", "product_id"),
    key=("sku",),
)

# The stock of a product counted as a whole has variant 0.
stock_items = store_table(
    "stock_items",
    integer("level"),
    integer("warning_level"),
    integer("safety_stock"),
    flag("is_in_stock", default=True),
    text("bin_picking_number"),
    belongs_to("products", "product_id"),
    check("level_not_negative", "level >= 0"),
    key=("product_id", "variant_id"),
)

# Stock at other locations than the default one, which orders do not take.
location_stock_items = store_table(
    "location_stock_items",
    integer("level"),
    integer("warning_level"),
    integer("safety_stock"),
    flag("is_in_stock", default=True),
    text("bin_picking_number"),
    belongs_to("products", "product_id"),
    belongs_to("locations", "location_id"),
    check("level_not_negative", "level >= 0"),
    index("location_stock_items", "location_id"),
    key=("product_id", "variant_id", "location_id"),
)

# Variant options and modifiers share their ids, as orders name both alike.
product_options = store_table(
    "product_options",
    integer("product_id", None),
    text("kind", "option"),
    text("type", "dropdown"),
    text("name"),
    text("display_name"),
    flag("required"),
    integer("sort_order"),
    json("config", "{}"),
    json("option_values"),
    belongs_to("products", "product_id"),
    index("product_options", "product_id"),
)

product_categories = store_table(
    "product_categories",
    belongs_to("products", "product_id"),
    index("product_categories", "category_id"),
    key=("product_id", "category_id"),
)

product_channels = store_table(
    "product_channels",
    belongs_to("products", "product_id"),
    index("product_channels", "channel_id"),
    key=("product_id", "channel_id"),
)

bulk_pricing_rules = store_table(
    "bulk_pricing_rules",
    integer("product_id", None),
    integer("quantity_min"),
    integer("quantity_max"),
    text("type", "price"),
    money("amount"),
    belongs_to("products", "product_id"),
    index("bulk_pricing_rules", "product_id"),
)

# Custom fields, images, videos, reviews and complex rules: read and written whole.
product_parts = store_table(
    "product_parts",
    text("kind", None),
    integer("product_id", None),
    json("details", "{}"),
    instant("date_created"),
    instant("date_modified"),
    belongs_to("products", "product_id"),
    index("product_parts", "product_id", "kind"),
    key=("kind", "id"),
)

brands = store_table("brands", text("name"), json("details", "{}"), unique("name"))
