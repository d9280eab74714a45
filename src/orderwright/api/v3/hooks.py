"""Hooks: those of the calling API account, which no other account sees."""

import json
from dataclasses import replace
from typing import Any

from orderwright.actions import hooks
from orderwright.api.call import Answer, Call
from orderwright.api.paging import Page, page_meta, page_of, v3_list
from orderwright.api.schema import Kind
from orderwright.db import hooks as stored
from orderwright.db.unit import Row, Unit
from orderwright.domain.errors import InvalidInput
from orderwright.domain.webhook import Hook

MISSING = "error.path.missing."
ALL = 100_000

Fields = dict[str, Any]


async def get_webhooks(call: Call) -> Answer:
    query, filters = call.query(), own(call)
    page = page_of(query)
    filters |= {
        name: query[name] for name in ("is_active", "scope", "destination") if name in query
    }

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_hooks(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        total = await stored.count_hooks(unit, call.store.id, filters)
        shown = [print_hook(call, row) for row in rows]
        return v3_list(shown, total, page, call.query_fields())

    return await call.read(work)


async def get_webhook(call: Call) -> Answer:
    hook_id = call.id("webhook_id")

    async def work(unit: Unit) -> Answer:
        return _answer(call, await hooks.get_hook(unit, call.store, call.token, hook_id))

    return await call.read(work)


async def create_webhooks(call: Call) -> Answer:
    fields = read_fields(call)

    async def work(unit: Unit) -> Answer:
        return _answer(call, await create(call, unit, fields))

    return await call.write(work)


async def update_webhook(call: Call) -> Answer:
    hook_id, fields = call.id("webhook_id"), read_fields(call)

    async def work(unit: Unit) -> Answer:
        return _answer(call, await update(call, unit, hook_id, fields))

    return await call.write(work)


async def delete_webhook(call: Call) -> Answer:
    hook_id = call.id("webhook_id")

    async def work(unit: Unit) -> Answer:
        return _answer(call, await hooks.delete_hook(unit, call.store, call.token, hook_id))

    return await call.write(work)


async def get_hooks_admin(call: Call) -> Answer:
    filters = own(call) | call.query()

    async def work(unit: Unit) -> Answer:
        key = (unit, call.store.id, call.token.account_id)
        rows = await stored.list_hooks(unit, call.store.id, filters, limit=ALL, offset=0)
        body = {
            "emails": await stored.read_emails(*key),
            "hooks_list": [{**print_hook(call, row), "status": row.status} for row in rows],
            "blocked_domains": [
                _print_block(call, row) for row in await stored.list_blocks(*key, call.now)
            ],
        }
        meta = page_meta(len(rows), len(rows), Page(limit=max(1, len(rows))), call.query_fields())
        return Answer(body={"data": body, "meta": meta})

    return await call.read(work)


async def update_hooks_admin(call: Call) -> Answer:
    emails = call.body()["emails"]

    async def work(unit: Unit) -> Answer:
        await hooks.update_hooks_admin(unit, call.store, call.token, emails)
        return Answer(204)

    return await call.write(work)


def own(call: Call) -> dict[str, object]:
    """The filter for the caller's own hooks."""
    return {"account_id": call.token.account_id}


def read_fields(call: Call, kind: Kind | None = None) -> Fields:
    """The body; a missing field is named with a full stop here (behaviour 5)."""
    try:
        fields: Fields = call.body(kind)
    except InvalidInput as error:
        raise InvalidInput(
            *(replace(e, detail=MISSING) if e.reason == "required" else e for e in error.errors)
        ) from None
    return fields


async def create(call: Call, unit: Unit, fields: Fields) -> Hook:
    return await hooks.create_hook(
        unit, call.store, call.token, fields, call.now,
        allow_loopback=call.services.allow_loopback,
    )  # fmt: skip


async def update(call: Call, unit: Unit, hook_id: int, fields: Fields) -> Hook:
    return await hooks.update_hook(
        unit, call.store, call.token, hook_id, fields, call.now,
        allow_loopback=call.services.allow_loopback,
    )  # fmt: skip


def print_hook(call: Call, hook: Hook) -> Fields:
    """A hook, with its times in seconds; the history's flag is shown where it is set alone."""
    history = {"events_history_enabled": True} if hook.events_history_enabled else {}
    return {
        "id": hook.id,
        "client_id": hook.client_id,
        "store_hash": call.store.hash,
        "scope": hook.scope,
        "destination": hook.destination,
        "headers": hook.headers,
        "is_active": hook.is_active,
        **history,
        "created_at": hook.created_at // 1_000,
        "updated_at": hook.updated_at // 1_000,
    }


def _answer(call: Call, hook: Hook) -> Answer:
    return Answer(body={"data": print_hook(call, hook), "meta": {}})


def _print_block(call: Call, row: Row) -> Fields:
    return {
        "destination": row["domain"],
        "time_left": -(-(row["blocked_until"] - call.now) // 1_000),
        "reasons": json.loads(row["reasons"]),
    }
