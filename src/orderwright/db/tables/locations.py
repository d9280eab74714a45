"""Places where stock is and goods are fetched, and the pick-ups of orders."""

from orderwright.db.tables.base import (
    belongs_to,
    check,
    flag,
    index,
    instant,
    integer,
    json,
    store_table,
    text,
    unique,
)

# `details` holds address, opening hours and special hours as they came.
locations = store_table(
    "locations",
    text("code", None),
    text("label", None),
    text("description"),
    flag("managed_by_external_source"),
    text("type_id", "PHYSICAL"),
    flag("enabled", default=True),
    text("time_zone"),
    flag("storefront_visibility", default=True),
    json("details", "{}"),
    instant("created_at"),
    instant("updated_at"),
    unique("code"),
)

pickup_methods = store_table(
    "pickup_methods",
    integer("location_id", None),
    text("display_name"),
    text("collection_instructions"),
    text("collection_time_description"),
    instant("date_created"),
    instant("date_modified"),
    belongs_to("locations", "location_id"),
    index("pickup_methods", "location_id"),
)

# Order lines that were set apart to be fetched together.
pickups = store_table(
    "pickups",
    integer("order_id", None),
    integer("pickup_method_id"),
    instant("ready_at"),
    instant("created_at"),
    instant("updated_at"),
    belongs_to("orders", "order_id"),
    index("pickups", "order_id"),
)

pickup_items = store_table(
    "pickup_items",
    integer("pickup_id", None),
    integer("order_product_id", None),
    integer("quantity", None),
    instant("collected_at", nullable=True),
    check("quantity_positive", "quantity > 0"),
    belongs_to("pickups", "pickup_id"),
    belongs_to("order_products", "order_product_id"),
    index("pickup_items", "pickup_id"),
    index("pickup_items", "order_product_id"),
)
