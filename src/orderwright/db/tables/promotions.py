"""Promotions, and who has used them; their codes are coupons."""

from orderwright.db.tables.base import (
    belongs_to,
    flag,
    index,
    instant,
    integer,
    json,
    store_table,
    text,
)

# `channel_key` is `,1,2,`, to find a promotion by one of its channels; empty where it has all.
promotions = store_table(
    "promotions",
    text("redemption_type", None),
    text("name", None),
    text("display_name"),
    json("channels"),
    text("channel_key"),
    json("customer", "{}"),
    json("rules"),
    integer("current_uses"),
    integer("max_uses"),
    text("status", None),
    instant("start_date"),
    instant("end_date", nullable=True),
    flag("stop"),
    flag("can_be_used_with_other_promotions", default=True),
    text("currency_code"),
    json("notifications"),
    json("shipping_address", None, nullable=True),
    json("schedule", None, nullable=True),
    text("coupon_type"),
    flag("coupon_overrides_other_promotions"),
    flag("coupon_overrides_automatic_when_offering_higher_discounts"),
    text("created_from", "api"),
    integer("priority"),
    index("promotions", "redemption_type", "status"),
)

# A use is a cart's, as that of a coupon.
promotion_uses = store_table(
    "promotion_uses",
    text("cart_id", None),
    belongs_to("promotions", "promotion_id"),
    index("promotion_uses", "cart_id"),
    key=("promotion_id", "cart_id"),
)

# What an order was made with, so that its uses can be taken again.
order_promotions = store_table(
    "order_promotions",
    belongs_to("orders", "order_id"),
    key=("order_id", "promotion_id"),
)
