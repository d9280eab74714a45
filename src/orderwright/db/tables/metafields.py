"""Metafields: what apps keep about carts and other things of a store."""

from orderwright.db.tables.base import index, instant, store_table, text, unique

# `resource_id` is a text, since carts have uuids. A cart's metafields outlive it, for its orders.
metafields = store_table(
    "metafields",
    text("resource_type", None),
    text("resource_id", None),
    text("owner_client_id", None),
    text("permission_set", None),
    text("namespace", None),
    text("key", None),
    text("value", None),
    text("description"),
    instant("date_created"),
    instant("date_modified"),
    unique("resource_type", "resource_id", "owner_client_id", "namespace", "key"),
    index("metafields", "resource_type", "id"),
)
