"""What a store's owner sets: currencies, channels."""

from orderwright.db.tables.base import (
    flag,
    instant,
    integer,
    json,
    store_table,
    text,
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

# What the owner has set about one subject, for the whole store (channel 0) or for one channel.
store_settings = store_table(
    "store_settings",
    text("name", None),
    integer("channel_id"),
    json("data", "{}"),
    key=("name", "channel_id"),
)
