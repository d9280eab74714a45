"""Customers and their address books."""

from orderwright.db.tables.base import (
    belongs_to,
    index,
    instant,
    integer,
    json,
    store_table,
    text,
)

customers = store_table(
    "customers",
    text("email"),
    text("first_name"),
    text("last_name"),
    text("company"),
    text("phone"),
    integer("customer_group_id"),
    json("details", "{}"),
    instant("date_created"),
    instant("date_modified"),
    index("customers", "email"),
)

customer_addresses = store_table(
    "customer_addresses",
    integer("customer_id", None),
    text("first_name"),
    text("last_name"),
    text("company"),
    text("street_1"),
    text("street_2"),
    text("city"),
    text("state"),
    text("zip"),
    text("country"),
    text("country_iso2"),
    text("phone"),
    text("address_type", "residential"),
    json("form_fields"),
    belongs_to("customers", "customer_id"),
    index("customer_addresses", "customer_id"),
)
