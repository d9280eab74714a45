"""Coupons, gift certificates and banners."""

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

# `code_key` is the code in lower case; `amount` of a percentage is in ten-thousandths of a percent.
# The codes of a promotion are coupons whose name is their code.
coupons = store_table(
    "coupons",
    text("name", None),
    text("type", None),
    money("amount"),
    money("min_purchase"),
    instant("expires", nullable=True),
    flag("enabled"),
    text("code", None),
    text("code_key", None),
    text("entity", "categories"),
    json("entity_ids"),
    integer("num_uses"),
    integer("max_uses"),
    integer("max_uses_per_customer"),
    json("restricted_to"),
    json("shipping_methods", None, nullable=True),
    instant("date_created"),
    integer("promotion_id"),
    unique("code_key"),
    unique("promotion_id", "name"),
)

# A use is a cart's: all orders of it share one, and it may outlive the cart.
coupon_uses = store_table(
    "coupon_uses",
    text("cart_id", None),
    integer("customer_id"),
    text("email_key"),
    belongs_to("coupons", "coupon_id"),
    index("coupon_uses", "cart_id"),
    index("coupon_uses", "coupon_id", "customer_id"),
    index("coupon_uses", "coupon_id", "email_key"),
    key=("coupon_id", "cart_id"),
)

gift_certificates = store_table(
    "gift_certificates",
    text("code", None),
    text("code_key", None),
    money("amount"),
    money("balance"),
    text("status", "active"),
    text("to_name"),
    text("to_email"),
    text("from_name"),
    text("from_email"),
    text("template"),
    text("message"),
    text("currency_code"),
    integer("customer_id"),
    integer("order_id"),
    instant("purchase_date"),
    instant("expiry_date", nullable=True),
    unique("code_key"),
    check("balance_not_negative", "balance >= 0"),
    index("gift_certificates", "order_id"),
)

# The amounts of a certificate's entries sum to its balance.
gift_certificate_entries = store_table(
    "gift_certificate_entries",
    integer("gift_certificate_id", None),
    integer("amount", None),
    text("reason", None),
    integer("order_id"),
    instant("created_at"),
    belongs_to("gift_certificates", "gift_certificate_id"),
    index("gift_certificate_entries", "gift_certificate_id"),
    index("gift_certificate_entries", "order_id"),
)

banners = store_table(
    "banners",
    text("name", None),
    text("content"),
    text("page"),
    text("location"),
    text("date_type"),
    integer("date_from"),
    integer("date_to"),
    text("visible", "1"),
    text("item_id", "0"),
    instant("date_created"),
)
