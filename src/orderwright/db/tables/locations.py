"""Places where stock is and goods are fetched, and the pick-ups of orders."""

from orderwright.db.tables.base import (
    belongs_to,
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

# `items` are rows of id, order product and quantity.
pickups = store_table(
    "pickups",
    integer("order_id", None),
    integer("pickup_method_id", None),
    instant("ready_at"),
    instant("collected_at", nullable=True),
    instant("created_at"),
    instant("updated_at"),
    json("items"),
    belongs_to("orders", "order_id"),
    index("pickups", "order_id"),
)
