"""The log of a hook's deliveries, sending again, replays, and the signing secret's rotation."""

import hashlib
import hmac
import json
from typing import Any

from orderwright.actions import hooks
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.db import hook_deliveries
from orderwright.db.outbox import event_of
from orderwright.db.unit import Row, Unit
from orderwright.domain.dates import print_iso_ms
from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.webhook import (
    SECOND_MS,
    USER_AGENT,
    Happening,
    Hook,
    is_success,
    payload,
)

SECRET_DIGITS = 64
OVERLAP_SECONDS = 86_400


async def get_hook_deliveries(call: Call) -> Answer:
    hook_id, query = call.id("webhook_id"), call.query()
    page = page_of(query)
    filters: dict[str, object] = {"hook_id": hook_id}
    filters |= {name: query[name] for name in ("is_success", "position") if name in query}

    async def work(unit: Unit) -> Answer:
        hook = await hooks.get_hook(unit, call.store, call.token, hook_id)
        total, rows = await hook_deliveries.list_page(
            unit, call.store.id, filters, page.limit, page.offset
        )
        return v3_list([_print(call, hook, row) for row in rows], total, page, call.query_fields())

    return await call.read(work)


async def get_hook_delivery(call: Call) -> Answer:
    hook_id, delivery_id = call.id("webhook_id"), call.id("delivery_id")

    async def work(unit: Unit) -> Answer:
        hook = await hooks.get_hook(unit, call.store, call.token, hook_id)
        row = await hooks.get_delivery(unit, call.store, call.token, hook_id, delivery_id)
        return _answer(_print(call, hook, row))

    return await call.read(work)


async def resend_hook_delivery(call: Call) -> Answer:
    hook_id, delivery_id = call.id("webhook_id"), call.id("delivery_id")

    async def work(unit: Unit) -> Answer:
        row = await hooks.resend_delivery(
            unit, call.store, call.token, hook_id, delivery_id, call.now
        )
        return _answer({"position": row["position"]}, 202)

    return await call.write(work)


async def replay_hook(call: Call) -> Answer:
    hook_id, fields = call.id("webhook_id"), call.body()
    if len(fields) != 1:
        raise InvalidInput(FieldError("after_position", "required", "either this or since"))
    start = fields.get("after_position"), fields.get("since")

    async def work(unit: Unit) -> Answer:
        after, head = await hooks.replay_hook(
            unit, call.store, call.token, hook_id, start, call.now
        )
        return _answer({"after_position": after, "newest_position": head}, 202)

    return await call.write(work)


async def rotate_client_secret(call: Call) -> Answer:
    overlap = call.body().get("overlap_seconds", OVERLAP_SECONDS)
    secret, until = _new_secret(call), call.now + overlap * SECOND_MS

    async def work(unit: Unit) -> Answer:
        ends_at = await hooks.rotate_client_secret(
            unit, call.store, call.token, secret, until, call.services.sealer
        )
        shown = {
            "client_id": call.token.client_id,
            "client_secret": secret,
            "previous_valid_until": print_iso_ms(ends_at),
        }
        return Answer(body={"data": shown, "meta": {}}, secret=True)

    return await call.database.write(work, call.pending_check())


def _new_secret(call: Call) -> str:
    """A secret; under an `Idempotency-Key` always the same, since the answer is not kept."""
    key = call.headers.get("idempotency-key")
    if key is None:
        made: str = call.services.randomness.hex(SECRET_DIGITS)
        return made
    told = f"{call.store.id} {call.token.account_id} {key}".encode()
    return hmac.new(call.services.sealer.derive("client secret"), told, hashlib.sha256).hexdigest()


def _answer(shown: Any, status: int = 200) -> Answer:
    return Answer(status, {"data": shown, "meta": {}})


def _print(call: Call, hook: Hook, row: Row) -> dict[str, Any]:
    event = event_of(row)
    happening = Happening(
        event.position, event.scope, json.loads(event.data), event.channel_id, event.created_at
    )
    body, digest = payload(hook.scope, happening, hook.store_id, call.store.hash)
    return {
        "id": row["id"],
        "position": row["position"],
        "scope": event.scope,
        "attempt": row["attempt"],
        "is_success": is_success(row["status"]),
        "sent_at": print_iso_ms(row["sent_at"]),
        "duration_ms": row["duration_ms"],
        "retry_at": None if row["retry_at"] is None else print_iso_ms(row["retry_at"]),
        "request": {
            "destination": row["destination"],
            "headers": {
                "content-type": "application/json",
                "user-agent": USER_AGENT,
                "webhook-id": digest,
                "webhook-timestamp": str(row["sent_at"] // SECOND_MS),
            },
            "body": body.decode(),
        },
        "answer": {
            "status": row["status"] or None,
            "headers": json.loads(row["answer_headers"]),
            "body": row["answer_body"],
            "error": row["error"],
        },
    }
