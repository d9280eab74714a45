"""Customers, their address books, groups and attributes."""

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

# `email_key` is the e-mail in lower case: no two customers share it.
customers = store_table(
    "customers",
    text("email", None),
    text("email_key", None),
    text("first_name"),
    text("last_name"),
    text("company"),
    text("phone"),
    text("notes"),
    text("tax_exempt_category"),
    integer("customer_group_id"),
    text("registration_ip_address"),
    money("store_credit"),
    flag("accepts_marketing"),
    flag("force_password_reset"),
    text("password_hash"),
    integer("origin_channel_id", 1),
    json("channel_ids"),
    json("form_fields"),
    json("consent", "{}"),
    instant("date_created"),
    instant("date_modified"),
    unique("email_key"),
    check("store_credit_not_negative", "store_credit >= 0"),
    index("customers", "customer_group_id"),
)

# The amounts of a customer's entries sum to their store credit.
store_credit_entries = store_table(
    "store_credit_entries",
    integer("customer_id", None),
    integer("amount", None),
    text("reason", None),
    integer("order_id"),
    instant("created_at"),
    belongs_to("customers", "customer_id"),
    index("store_credit_entries", "customer_id"),
    index("store_credit_entries", "order_id"),
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

customer_attributes = store_table(
    "customer_attributes",
    text("name", None),
    text("type", None),
    instant("date_created"),
    instant("date_modified"),
    unique("name"),
)

customer_attribute_values = store_table(
    "customer_attribute_values",
    integer("customer_id", None),
    integer("attribute_id", None),
    text("value"),
    instant("date_created"),
    instant("date_modified"),
    belongs_to("customers", "customer_id"),
    belongs_to("customer_attributes", "attribute_id"),
    unique("customer_id", "attribute_id"),
)

customer_groups = store_table(
    "customer_groups",
    text("name", None),
    flag("is_default"),
    flag("is_group_for_guests"),
    json("category_access", "{}"),
    json("discount_rules"),
    instant("date_created"),
    instant("date_modified"),
)
