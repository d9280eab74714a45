"""Tax classes, the zones that shoppers are in, and the rates of zones."""

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

tax_classes = store_table(
    "tax_classes",
    text("name", None),
    instant("created_at"),
    instant("updated_at"),
    unique("name"),
)

tax_zones = store_table(
    "tax_zones",
    text("name", None),
    flag("enabled", default=True),
    flag("is_default"),
    json("shopper_target_settings", "{}"),
    json("price_display_settings", "{}"),
)

# `class_rates` has rates by tax class id, in millionths of a per cent: {"0": 8250000} is 8.25 %.
tax_rates = store_table(
    "tax_rates",
    integer("tax_zone_id", None),
    text("name", None),
    integer("priority", 1),
    flag("enabled", default=True),
    json("class_rates", "{}"),
    belongs_to("tax_zones", "tax_zone_id"),
    index("tax_rates", "tax_zone_id"),
)

# An order as the outside provider that taxed it knows it; `body` is what it was asked.
tax_documents = store_table(
    "tax_documents",
    text("provider_id", None),
    json("body", "{}"),
    text("state", None),
    text("external_id"),
    instant("due_at", nullable=True),
    integer("attempts"),
    belongs_to("orders", "order_id"),
    index("tax_documents", "due_at"),
    key=("order_id",),
)
