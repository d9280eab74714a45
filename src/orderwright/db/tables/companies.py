"""Companies of the B2B Edition: users, roles, addresses, extra fields, records, tokens."""

from sqlalchemy import Index

from orderwright.db.tables.base import (
    belongs_to,
    blob,
    flag,
    index,
    instant,
    integer,
    json,
    store_table,
    text,
    unique,
)

# `name_key` is the name in lower case: no two companies share it.
companies = store_table(
    "companies",
    text("name", None),
    text("name_key", None),
    text("email"),
    text("phone"),
    integer("status", 1),
    integer("customer_group_id"),
    text("address_line_1"),
    text("address_line_2"),
    text("city"),
    text("state"),
    text("country"),
    text("zip_code"),
    text("catalog_id"),
    text("uuid"),
    json("price_lists"),
    json("extra_fields"),
    instant("created_at"),
    instant("updated_at"),
    unique("name_key"),
    index("companies", "customer_group_id"),
)

# The predefined roles, 1 to 3, stand in the code.
company_roles = store_table(
    "company_roles", text("name", None), json("permissions", "{}"), unique("name")
)

company_users = store_table(
    "company_users",
    integer("company_id", None),
    integer("customer_id", None),
    integer("company_role_id", None),
    text("uuid"),
    json("extra_fields"),
    instant("created_at"),
    instant("updated_at"),
    belongs_to("companies", "company_id"),
    belongs_to("customers", "customer_id"),
    unique("customer_id"),
    index("company_users", "company_id"),
)

extra_fields = store_table(
    "extra_fields",
    text("owner", None),
    text("uuid", None),
    text("field_name", None),
    integer("field_type"),
    flag("is_required"),
    flag("is_unique"),
    flag("visible_to_enduser", default=True),
    integer("config_type", 2),
    text("default_value"),
    text("label_name"),
    integer("maximum_length", nullable=True),
    integer("number_of_rows", nullable=True),
    integer("maximum_value", nullable=True),
    json("list_of_values"),
    unique("owner", "field_name"),
)

# The B2B record of an order, under the order's own number.
company_orders = store_table(
    "company_orders",
    integer("order_id", None),
    integer("company_id", None),
    integer("user_id"),
    integer("customer_id"),
    text("po_number"),
    text("reference_number"),
    json("extra_fields"),
    json("extra_info", "{}"),
    flag("is_comment_saved", default=True),
    instant("created_at"),
    instant("updated_at"),
    belongs_to("orders", "order_id"),
    belongs_to("companies", "company_id"),
    index("company_orders", "company_id"),
    index("company_orders", "customer_id"),
    key=("order_id",),
)

# Of a token only its hash is kept, and its last characters, by which its owner knows it.
b2b_tokens = store_table(
    "b2b_tokens",
    text("kind", None),
    blob("token_hash", nullable=False),
    text("token_end"),
    integer("customer_id"),
    integer("channel_id", 1),
    text("name"),
    text("email"),
    instant("begins_at"),
    instant("ends_at", nullable=True),
    instant("created_at"),
    unique("token_hash"),
    Index("ix_b2b_tokens_token_hash", "token_hash"),
)

backend_users = store_table(
    "backend_users",
    text("email", None),
    text("email_key", None),
    text("password_hash"),
    text("role", "administrator"),
    instant("created_at"),
    unique("email_key"),
)
