"""Making and changing hooks, telling them of the past again, and their signing secret."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from orderwright.db import hook_deliveries, hook_retries, hooks
from orderwright.db.hook_progress import Key
from orderwright.db.outbox import position_before
from orderwright.db.unit import Row, Unit
from orderwright.domain.address import AddressRefused, read_destination
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.store import Store, Token
from orderwright.domain.webhook import DELIVERY_EXCEPTION, Hook, may_be_headers
from orderwright.domain.webhook_scopes import is_scope

HOOKS_PER_SCOPE = 10
WRONG = "JSON data is missing or invalid"


class Sealer(Protocol):
    """Authenticated encryption of what must be read back."""

    def seal(self, secret: str) -> bytes: ...

    def open(self, sealed: bytes) -> str: ...


async def create_hook(
    unit: Unit,
    store: Store,
    token: Token,
    fields: Mapping[str, Any],
    now: int,
    *,
    allow_loopback: bool,
) -> Hook:
    """A new hook of the caller's account. Raises Unprocessable."""
    hook = Hook(
        store_id=store.id,
        id=0,
        account_id=token.account_id,
        client_id=token.client_id,
        created_at=now,
        updated_at=now,
        **fields,
    )
    hook = replace(hook, status="active" if hook.is_active else "inactive")
    _check(hook, allow_loopback=allow_loopback)
    await hooks.lock_account(unit, store.id, token.account_id)
    await _check_others(unit, hook)
    return replace(hook, id=await hooks.add_hook(unit, hook))


async def update_hook(
    unit: Unit,
    store: Store,
    token: Token,
    hook_id: int,
    fields: Mapping[str, Any],
    now: int,
    *,
    allow_loopback: bool,
) -> Hook:
    """Raises NotFound, Unprocessable. What happened while a hook was off is not told later."""
    if not fields:
        raise Unprocessable("At least one field is required to update a webhook")
    await hooks.lock_account(unit, store.id, token.account_id)
    found = await get_hook(unit, store, token, hook_id, lock=True)
    changed = replace(found, **fields)
    if changed.is_active != found.is_active:
        changed = replace(changed, status="active" if changed.is_active else "inactive")
    if changed == found:
        return found
    changed = replace(changed, updated_at=now)
    _check(changed, allow_loopback=allow_loopback)
    if (changed.scope, changed.destination) != (found.scope, found.destination):
        await _check_others(unit, changed)
    await hooks.change_hook(unit, changed)
    if changed.scope != found.scope or changed.is_active != found.is_active:
        await hooks.restart(unit, changed, await hooks.event_head(unit, store.id), now, all_of=True)
    return changed


async def delete_hook(unit: Unit, store: Store, token: Token, hook_id: int) -> Hook:
    """The hook that was. Raises NotFound."""
    found = await get_hook(unit, store, token, hook_id, lock=True)
    await hooks.delete_hook(unit, found)
    return found


async def get_hook(
    unit: Unit, store: Store, token: Token, hook_id: int, *, lock: bool = False
) -> Hook:
    """A hook of the caller's account. Raises NotFound."""
    found = await hooks.find_hook(unit, store.id, token.account_id, hook_id, lock=lock)
    if found is None:
        raise NotFound("webhook", hook_id)
    return found


async def update_hooks_admin(unit: Unit, store: Store, token: Token, emails: Sequence[str]) -> None:
    """Who is told of deactivated hooks and blocked domains."""
    await hooks.write_emails(unit, store.id, token.account_id, list(dict.fromkeys(emails)))


async def replay_hook(
    unit: Unit,
    store: Store,
    token: Token,
    hook_id: int,
    start: tuple[int | None, int | None],
    now: int,
) -> tuple[int, int]:
    """Tell a hook again of all after a position, or since an instant, in the same order.

    `start` is the one or the other. The position that it begins after, and the newest there is.
    Raises NotFound, Unprocessable.
    """
    found = await get_hook(unit, store, token, hook_id, lock=True)
    if not found.is_active:
        raise Unprocessable("An inactive webhook cannot be replayed. Set is_active to true first.")
    head = await hooks.event_head(unit, store.id)
    after, since = start
    if after is None:
        after = await position_before(unit, store.id, since or 0, head)
    after = min(after, head)
    await hooks.restart(unit, found, after, now)
    return after, head


async def get_delivery(
    unit: Unit, store: Store, token: Token, hook_id: int, delivery_id: int
) -> Row:
    """An entry of the log of a hook's deliveries, with its event. Raises NotFound."""
    await get_hook(unit, store, token, hook_id)
    filters = {"hook_id": hook_id, "id": delivery_id}
    _, rows = await hook_deliveries.list_page(unit, store.id, filters, 1, 0)
    if not rows:
        raise NotFound("delivery", delivery_id)
    return rows[0]


async def resend_delivery(
    unit: Unit, store: Store, token: Token, hook_id: int, delivery_id: int, now: int
) -> Row:
    """Send an event of the log again, at once: it does not wait for others of its subject.

    Raises NotFound, Unprocessable.
    """
    found = await get_hook(unit, store, token, hook_id, lock=True)
    if not found.is_active:
        raise Unprocessable("An inactive webhook gets nothing. Set is_active to true first.")
    row = await get_delivery(unit, store, token, hook_id, delivery_id)
    key = Key(store.id, hook_id)
    subject = f"resent {row['position']}"
    await hook_retries.park(unit, key, row["position"], subject, 0, now)
    await hooks.touch(unit, found)
    return row


async def rotate_client_secret(
    unit: Unit, store: Store, token: Token, secret: str, until: int, sealer: Sealer
) -> int:
    """Sign the account's deliveries with a new secret, and with the old one too until then.

    Nothing changes where the secret is the present one already, as when a client asks again. The
    instant at which the old one ends.
    """
    await hooks.lock_account(unit, store.id, token.account_id)
    present, ends_at = await hooks.read_secret(unit, store.id, token.account_id)
    if hmac.compare_digest(sealer.open(present), secret):
        return ends_at
    sealed = sealer.seal(secret)
    await hooks.rotate_secret(unit, store.id, token.account_id, sealed, until)
    return until


def _check(hook: Hook, *, allow_loopback: bool) -> None:
    """Raises Unprocessable where the hook alone is wrong."""
    if not is_scope(hook.scope):
        raise Unprocessable.naming(WRONG, "scope", "is no scope that a webhook can have")
    try:
        read_destination(hook.destination, allow_loopback=allow_loopback)
    except AddressRefused as error:
        raise Unprocessable.naming(WRONG, "destination", str(error)) from None
    if hook.headers is not None and not may_be_headers(hook.headers):
        raise Unprocessable.naming(WRONG, "headers", "hold a header that a webhook cannot have")


async def _check_others(unit: Unit, hook: Hook) -> None:
    """At most ten hooks an account and scope, one for each destination (behaviour 5).

    An account has one hook on delivery exceptions, to a destination that no other hook has.
    """
    same = [
        destination
        for hook_id, destination in await hooks.list_of_scope(
            unit, hook.store_id, hook.account_id, hook.scope
        )
        if hook_id != hook.id
    ]
    if hook.destination in same:
        raise Unprocessable.naming(WRONG, "destination", "has a webhook on this scope already")
    if len(same) >= (1 if hook.scope == DELIVERY_EXCEPTION else HOOKS_PER_SCOPE):
        raise Unprocessable.naming(WRONG, "scope", "has as many webhooks as it may have")
    others = {
        scope == DELIVERY_EXCEPTION
        for hook_id, scope in await hooks.list_to(
            unit, hook.store_id, hook.account_id, hook.destination
        )
        if hook_id != hook.id
    }
    if others - {hook.scope == DELIVERY_EXCEPTION}:
        raise Unprocessable.naming(
            WRONG, "destination", f"must differ between {DELIVERY_EXCEPTION} and other scopes"
        )
