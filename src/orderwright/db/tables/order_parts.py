"""What hangs from an order beside its lines: messages, and what it was made with."""

from orderwright.db.tables.base import (
    belongs_to,
    flag,
    index,
    instant,
    integer,
    money,
    store_table,
    text,
)

order_messages = store_table(
    "order_messages",
    integer("order_id", None),
    integer("staff_id"),
    integer("customer_id"),
    text("type"),
    text("subject"),
    text("message"),
    text("status"),
    flag("is_flagged"),
    instant("date_created"),
    belongs_to("orders", "order_id"),
    index("order_messages", "order_id"),
)

# `type` is the number of the coupon's kind, `amount` its face value, `discount` what it took off.
order_coupons = store_table(
    "order_coupons",
    integer("order_id", None),
    integer("coupon_id"),
    text("code", nullable=True),
    money("amount"),
    integer("type"),
    money("discount"),
    belongs_to("orders", "order_id"),
    index("order_coupons", "order_id"),
)

# A balance that pays for part of the order: `owner_id` is a gift certificate's or the customer's.
order_tenders = store_table(
    "order_tenders",
    integer("order_id", None),
    text("kind", None),
    integer("owner_id"),
    text("code"),
    money("amount"),
    flag("is_taken"),
    belongs_to("orders", "order_id"),
    index("order_tenders", "order_id"),
)

# What the gift certificates that an order buys are to be like; they are made once it is paid.
bought_certificates = store_table(
    "bought_certificates",
    integer("order_id", None),
    integer("order_product_id", None),
    text("secret"),
    text("template"),
    text("to_name"),
    text("to_email"),
    text("from_name"),
    text("from_email"),
    text("message"),
    belongs_to("orders", "order_id"),
    belongs_to("order_products", "order_product_id"),
    index("bought_certificates", "order_id"),
)
