"""Refunds of orders, their payments, and the ledger of an order's money."""

from orderwright.db.tables.base import (
    belongs_to,
    flag,
    index,
    instant,
    integer,
    json,
    money,
    store_table,
    text,
)

refunds = store_table(
    "refunds",
    integer("order_id", None),
    instant("created"),
    money("total_amount"),
    money("total_tax"),
    integer("user_id"),
    text("reason"),
    flag("uses_merchant_override_values"),
    money("tax_adjustment"),
    json("items"),
    belongs_to("orders", "order_id"),
    index("refunds", "order_id"),
)

refund_payments = store_table(
    "refund_payments",
    integer("refund_id", None),
    integer("order_id", None),
    text("provider_id", None),
    money("amount"),
    flag("offline"),
    text("state", None),
    text("declined_message"),
    integer("reference_transaction_id", nullable=True),
    integer("gift_certificate_id", nullable=True),
    integer("transaction_id", nullable=True),
    belongs_to("refunds", "refund_id"),
    index("refund_payments", "order_id"),
    index("refund_payments", "refund_id"),
    index("refund_payments", "transaction_id"),
)

# Rows are added and never changed; those of one `journal` sum to zero.
order_ledger = store_table(
    "order_ledger",
    instant("at"),
    text("cause", None),
    integer("cause_id"),
    text("account", None),
    text("item_type"),
    integer("item_id"),
    text("name"),
    money("amount"),
    belongs_to("orders", "order_id"),
    key=("order_id", "journal", "position"),
)
