"""Shipping zones and methods, and the accounts that a store has with outside providers."""

from orderwright.db.tables.base import (
    belongs_to,
    blob,
    flag,
    index,
    integer,
    json,
    store_table,
    text,
)

# `locations` are rows of id, country, state and postal code; money is in ten-thousandths.
shipping_zones = store_table(
    "shipping_zones",
    text("name", None),
    text("type", None),
    flag("enabled", default=True),
    json("locations"),
    json("free_shipping", "{}"),
    json("handling", "{}"),
)

shipping_methods = store_table(
    "shipping_methods",
    integer("zone_id", None),
    text("name", None),
    text("type", None),
    flag("enabled", default=True),
    json("settings", "{}"),
    json("handling", "{}"),
    flag("is_fallback"),
    json("channel_ids"),
    belongs_to("shipping_zones", "zone_id"),
    index("shipping_methods", "zone_id"),
)

# Accounts with carriers and tax providers; what is secret in them is sealed.
provider_connections = store_table(
    "provider_connections",
    text("kind", None),
    text("provider_id", None),
    text("username"),
    text("profile"),
    blob("secret"),
    key=("kind", "provider_id"),
)
