"""Carts with their checkouts, the links that lead to them, and the stock that they hold."""

from sqlalchemy import Index
from sqlalchemy import text as sql

from orderwright.db.tables.base import (
    belongs_to,
    blob,
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

# A cart is read and written whole. `version` grows with every change; a change that was worked out
# from an older one sets it to 0, which the database refuses.
carts = store_table(
    "carts",
    text("id", None),
    integer("version", 1),
    integer("customer_id"),
    integer("channel_id", 1),
    instant("created_at"),
    instant("updated_at"),
    flag("is_abandoned"),
    json("document", "{}"),
    check("version_not_stale", "version > 0"),
    index("carts", "updated_at"),
    index("carts", "customer_id"),
    # Carts of the last hour, of all stores: what a job looks through every minute.
    Index(
        "ix_carts_not_abandoned",
        "updated_at",
        sqlite_where=sql("NOT is_abandoned"),
        postgresql_where=sql("NOT is_abandoned"),
    ),
)

# What a shopper's browser is given to come to a cart: links that work once, sessions, and tokens
# that show an order's confirmation, which may outlive the cart.
cart_links = store_table(
    "cart_links",
    blob("token_hash", nullable=False),
    text("cart_id", None),
    text("kind", None),
    json("query_params", "{}"),
    instant("created_at"),
    instant("expires_at"),
    integer("uses_left", 1),
    index("cart_links", "cart_id"),
    index("cart_links", "expires_at"),
    key=("token_hash",),
)

# What a cart holds is off the level already, and comes back with the row. It is shared by all
# orders of the cart, and may outlive it until it expires; each new order moves `expires_at` on.
stock_holds = store_table(
    "stock_holds",
    text("cart_id", None),
    integer("quantity"),
    instant("expires_at"),
    belongs_to("products", "product_id"),
    check("quantity_positive", "quantity > 0"),
    index("stock_holds", "expires_at"),
    key=("cart_id", "product_id", "variant_id"),
)

# Ways to wrap a line as a gift; `price` is what one unit costs to wrap.
gift_wrappings = store_table(
    "gift_wrappings",
    text("name", None),
    money("price"),
    unique("name"),
)
