"""What a store's owner sets: taxes, currencies, channels."""

from orderwright.db.tables.base import (
    belongs_to,
    flag,
    index,
    instant,
    integer,
    json,
    store_table,
    text,
)

tax_classes = store_table("tax_classes", text("name"), instant("created_at"), instant("updated_at"))

tax_zones = store_table(
    "tax_zones",
    text("name"),
    flag("enabled", default=True),
    json("shopper_target_settings", "{}"),
    text("price_display_settings", "{}"),
)

# `rate` counts millionths of a per cent: 8.25 % is 8250000.
tax_rates = store_table(
    "tax_rates",
    integer("tax_zone_id", None),
    integer("tax_class_id"),
    text("name"),
    integer("rate"),
    integer("priority", 1),
    flag("is_compound"),
    flag("enabled", default=True),
    belongs_to("tax_zones", "tax_zone_id"),
    index("tax_rates", "tax_zone_id"),
)

currencies = store_table(
    "currencies",
    text("currency_code", None),
    integer("exchange_rate", 10_000_000_000),
    flag("is_default"),
    flag("enabled", default=True),
    flag("is_transactional", default=True),
    json("details", "{}"),
)

channels = store_table(
    "channels",
    text("name"),
    text("type", "storefront"),
    text("platform", "custom"),
    text("status", "active"),
    json("details", "{}"),
    instant("date_created"),
    instant("date_modified"),
)
