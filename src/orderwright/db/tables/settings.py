"""What a store's owner sets: currencies, channels."""

from orderwright.db.tables.base import (
    flag,
    instant,
    integer,
    json,
    store_table,
    text,
    unique,
)

currencies = store_table(
    "currencies",
    text("currency_code", None),
    integer("exchange_rate", 10_000_000_000),
    flag("is_default"),
    flag("enabled", default=True),
    flag("is_transactional", default=True),
    text("name"),
    text("country_iso2"),
    text("token"),
    text("token_location", "left"),
    text("decimal_token", "."),
    text("thousands_token", ","),
    integer("decimal_places", 2),
    flag("auto_update"),
    flag("use_default_name"),
    integer("last_updated"),
    unique("currency_code"),
)

channels = store_table(
    "channels",
    text("name"),
    text("type", "storefront"),
    text("platform", "custom"),
    text("status", "active"),
    text("external_id"),
    text("icon_url"),
    flag("is_listable_from_ui"),
    flag("is_visible", default=True),
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
