"""Hooks, how far each has been told, what is to be sent again, and the log of deliveries."""

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

hooks = store_table(
    "hooks",
    integer("account_id", None),
    text("scope", None),
    text("destination", None),
    json("headers", None, nullable=True),
    flag("is_active", default=True),
    flag("events_history_enabled"),
    text("status", "active"),
    instant("created_at"),
    instant("updated_at"),
    integer("revision", 1),
    belongs_to("api_accounts", "account_id"),
    index("hooks", "account_id", "scope"),
)

hook_progress = store_table(
    "hook_progress",
    integer("position"),
    integer("generation", None),
    integer("epoch", 1),
    text("worker"),
    integer("leased_until"),
    instant("active_at"),
    belongs_to("hooks", "hook_id"),
    key=("hook_id",),
)

hook_retries = store_table(
    "hook_retries",
    text("subject"),
    integer("attempts"),
    instant("retry_at"),
    belongs_to("hooks", "hook_id"),
    index("hook_retries", "hook_id", "retry_at", "position"),
    index("hook_retries", "hook_id", "subject"),
    key=("hook_id", "position"),
)

hook_deliveries = store_table(
    "hook_deliveries",
    integer("hook_id", None),
    integer("position"),
    integer("attempt"),
    instant("sent_at"),
    integer("duration_ms"),
    text("destination"),
    integer("status"),
    text("error"),
    json("answer_headers", "{}"),
    text("answer_body"),
    instant("retry_at", nullable=True),
    belongs_to("hooks", "hook_id"),
    index("hook_deliveries", "hook_id", "id"),
)

hook_blocks = store_table(
    "hook_blocks",
    text("domain", None),
    instant("blocked_until"),
    json("reasons"),
    belongs_to("api_accounts", "account_id"),
    key=("account_id", "domain"),
)

hook_workers = store_table("hook_workers", text("name", None), instant("seen_at"), key=("name",))
"""The processes that deliver, under the store 0: they belong to none."""
