"""Stores, API accounts, access tokens; counters, events and remembered answers of each store."""

from sqlalchemy import Index, PrimaryKeyConstraint, Table, UniqueConstraint

from orderwright.db.tables.base import (
    belongs_to,
    blob,
    instant,
    integer,
    json,
    metadata,
    store_table,
    text,
    unique,
)

stores = Table(
    "stores",
    metadata,
    integer("id", None),
    text("hash", None),
    integer("revision", 1),
    text("name", None),
    text("domain"),
    json("profile", "{}"),
    instant("created_at"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("hash"),
)

api_accounts = store_table(
    "api_accounts",
    text("name"),
    text("client_id", None),
    blob("client_secret_sealed", nullable=False),
    blob("previous_secret_sealed"),
    instant("previous_secret_until", nullable=True),
    json("hook_emails"),
    instant("created_at"),
    unique("client_id"),
)

access_tokens = store_table(
    "access_tokens",
    integer("account_id", None),
    blob("token_hash", nullable=False),
    text("scopes"),
    instant("created_at"),
    instant("revoked_at", nullable=True),
    belongs_to("api_accounts", "account_id"),
    unique("token_hash"),
    # For the refusal of another store's token alone: every other look-up knows its store.
    Index("ix_access_tokens_token_hash", "token_hash"),
)

counters = store_table("counters", text("name", None), integer("value"), key=("name",))

events = store_table(
    "events",
    integer("position", None),
    text("scope", None),
    json("data", "{}"),
    text("subject"),
    integer("subject_id"),
    integer("channel_id", 1),
    instant("created_at"),
    key=("position",),
)

idempotency_keys = store_table(
    "idempotency_keys",
    text("key", None),
    text("route", None),
    integer("token_id", None),
    blob("fingerprint", nullable=False),
    integer("status"),
    json("headers", "[]"),
    blob("body"),
    instant("created_at"),
    key=("token_id", "route", "key"),
)


rate_windows = store_table(
    "rate_windows", text("name", None), instant("started_at"), integer("requests"), key=("name",)
)
