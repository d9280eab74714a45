"""Payment methods, intents of payment, what became of them, and the vault."""

from orderwright.db.tables.base import (
    belongs_to,
    blob,
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

# `configuration_sealed` is what its gateway needs to know: keys, addresses.
payment_methods = store_table(
    "payment_methods",
    text("id", None),
    text("name", None),
    text("type", "card"),
    text("gateway", None),
    text("transaction_type", "purchase"),
    flag("test_mode"),
    flag("is_enabled", default=True),
    integer("position"),
    blob("configuration_sealed"),
)

# A token may be presented often and pay once: `used_at` is when it has.
payment_tokens = store_table(
    "payment_tokens",
    blob("token_hash", nullable=False),
    integer("order_id", None),
    money("amount"),
    text("currency"),
    flag("is_recurring"),
    instant("expires_at"),
    instant("used_at", nullable=True),
    belongs_to("orders", "order_id"),
    key=("token_hash",),
)

# What is to be done at a gateway, committed before it is called. Never holds card data.
payment_attempts = store_table(
    "payment_attempts",
    text("kind", None),
    integer("order_id", None),
    text("key", None),
    text("status", "intended"),
    money("amount"),
    text("currency"),
    text("payment_method_id"),
    text("gateway_transaction_id"),
    integer("reference_transaction_id", nullable=True),
    integer("transaction_id", nullable=True),
    integer("refund_id", nullable=True),
    text("decline_code"),
    json("details", "{}"),
    blob("request_key"),
    blob("fingerprint"),
    instant("created_at"),
    instant("settle_after"),
    unique("key"),
    belongs_to("orders", "order_id"),
    index("payment_attempts", "order_id"),
    index("payment_attempts", "status", "settle_after"),
)

# `public_id` is what the Payments API calls it; the instrument's token is sealed.
transactions = store_table(
    "transactions",
    integer("order_id", None),
    text("public_id"),
    integer("attempt_id", nullable=True),
    text("event", None),
    text("method", None),
    money("amount"),
    text("currency"),
    text("gateway"),
    text("gateway_transaction_id"),
    text("status", "ok"),
    flag("test"),
    flag("fraud_review"),
    integer("reference_transaction_id", nullable=True),
    json("avs_result", "{}"),
    json("cvv_result", "{}"),
    json("credit_card", "{}"),
    json("gift_certificate", "{}"),
    json("store_credit", "{}"),
    json("offline", "{}"),
    json("custom", "{}"),
    text("payment_method_id"),
    blob("payment_instrument_sealed"),
    instant("date_created"),
    belongs_to("orders", "order_id"),
    index("transactions", "order_id"),
)

# `token_hash` finds an instrument by its token; token and the gateway's reference are sealed.
stored_instruments = store_table(
    "stored_instruments",
    integer("customer_id", None),
    text("payment_method_id"),
    text("type", "stored_card"),
    blob("token_hash", nullable=False),
    blob("sealed", nullable=False),
    text("brand"),
    integer("expiry_month"),
    integer("expiry_year"),
    text("issuer_identification_number"),
    text("last_4"),
    text("email"),
    text("issuer"),
    text("masked_account_number"),
    flag("is_default"),
    json("billing_address", "{}"),
    instant("created_at"),
    unique("token_hash"),
    belongs_to("customers", "customer_id"),
    index("stored_instruments", "customer_id"),
)
