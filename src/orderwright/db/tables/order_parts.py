"""What hangs from an order beside its lines: messages, and the coupons that it was made with."""

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
