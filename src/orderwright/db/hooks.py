"""Hooks as their owners define them; other accounts never see them."""

import json
from collections.abc import Mapping, Sequence

from orderwright.db.listing import Listing, count_rows, list_rows
from orderwright.db.outbox import EVENT_COUNTER
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.webhook import Hook

GENERATION_COUNTER = "hook_generation"
"""Outlives the emptying of a store: whoever delivered its hooks takes no new one for an old."""

_SOURCE = "hooks h JOIN api_accounts a ON a.store_id = h.store_id AND a.id = h.account_id"
_COLUMNS = "h.*, a.client_id"
_LISTING = Listing(
    _COLUMNS,
    _SOURCE,
    {
        "account_id": "h.account_id = :value",
        "is_active": "h.is_active = :value",
        "scope": "h.scope = :value",
        "destination": "h.destination = :value",
    },
    key="h.id",
    store="h.store_id",
)
_OWN = statement(
    f"SELECT {_COLUMNS} FROM {_SOURCE}"
    " WHERE h.store_id = :store_id AND h.id = :id AND h.account_id = :account_id"
)
_LOCK = statement(
    "SELECT id FROM hooks WHERE store_id = :store_id AND id = :id AND account_id = :account_id",
    lock=True,
)
_LOCK_ACCOUNT = statement(
    "SELECT id FROM api_accounts WHERE store_id = :store_id AND id = :id", lock=True
)
_OF_SCOPE = statement(
    "SELECT id, destination FROM hooks"
    " WHERE store_id = :store_id AND account_id = :account_id AND scope = :scope"
)
_SCOPES_TO = statement(
    "SELECT id, scope FROM hooks WHERE store_id = :store_id AND account_id = :account_id"
    " AND destination = :destination"
)
_CHANGE = statement(
    "UPDATE hooks SET scope = :scope, destination = :destination, headers = :headers,"
    " is_active = :is_active, events_history_enabled = :events_history_enabled, status = :status,"
    " updated_at = :updated_at, revision = revision + 1"
    " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM hooks WHERE store_id = :store_id AND id = :id")
_HEAD = statement("SELECT value FROM counters WHERE store_id = :store_id AND name = :counter")
_RESTART = statement(
    "UPDATE hook_progress SET position = :position, epoch = epoch + 1, active_at = :now"
    " WHERE store_id = :store_id AND hook_id = :hook_id"
)
_FORGET_RETRIES = statement(
    "DELETE FROM hook_retries"
    " WHERE store_id = :store_id AND hook_id = :hook_id AND position > :position"
)
_EMAILS = statement("SELECT hook_emails FROM api_accounts WHERE store_id = :store_id AND id = :id")
_SET_EMAILS = statement(
    "UPDATE api_accounts SET hook_emails = :emails WHERE store_id = :store_id AND id = :id"
)
_BLOCKS = statement(
    "SELECT domain, blocked_until, reasons FROM hook_blocks WHERE store_id = :store_id"
    " AND account_id = :account_id AND blocked_until > :now ORDER BY domain"
)
_SECRET = statement(
    "SELECT client_secret_sealed, previous_secret_until FROM api_accounts"
    " WHERE store_id = :store_id AND id = :id"
)
_ROTATE = statement(
    "UPDATE api_accounts SET previous_secret_sealed = client_secret_sealed,"
    " previous_secret_until = :until, client_secret_sealed = :sealed"
    " WHERE store_id = :store_id AND id = :id"
)
_TOUCH = statement(
    "UPDATE hooks SET revision = revision + 1 WHERE store_id = :store_id AND id = :id"
)
_TOUCH_ALL = statement(
    "UPDATE hooks SET revision = revision + 1"
    " WHERE store_id = :store_id AND account_id = :account_id"
)


async def list_hooks(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[Hook]:
    rows = await list_rows(unit, _LISTING, store_id, filters, limit=limit, offset=offset)
    return [hook_of(row) for row in rows]


async def count_hooks(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, _LISTING, store_id, filters)


async def find_hook(
    unit: Unit, store_id: int, account_id: int, hook_id: int, *, lock: bool = False
) -> Hook | None:
    """A hook of this account; None for that of another."""
    key = {"store_id": store_id, "id": hook_id, "account_id": account_id}
    if lock and await unit.row(_LOCK, **key) is None:
        return None
    row = await unit.row(_OWN, **key)
    return None if row is None else hook_of(row)


async def lock_account(unit: Unit, store_id: int, account_id: int) -> None:
    """Let no other unit add a hook to this account until this one ends."""
    await unit.row(_LOCK_ACCOUNT, store_id=store_id, id=account_id)


async def list_of_scope(
    unit: Unit, store_id: int, account_id: int, scope: str
) -> Sequence[tuple[int, str]]:
    """Ids and destinations of an account's hooks on a scope."""
    rows = await unit.rows(_OF_SCOPE, store_id=store_id, account_id=account_id, scope=scope)
    return [(row["id"], row["destination"]) for row in rows]


async def list_to(
    unit: Unit, store_id: int, account_id: int, destination: str
) -> Sequence[tuple[int, str]]:
    """Ids and scopes of an account's hooks to a destination."""
    rows = await unit.rows(
        _SCOPES_TO, store_id=store_id, account_id=account_id, destination=destination
    )
    return [(row["id"], row["scope"]) for row in rows]


async def add_hook(unit: Unit, hook: Hook) -> int:
    """Write a new hook, which hears of what happens from now on; its id."""
    number = unit.take(hook.store_id, "hook")
    head = await event_head(unit, hook.store_id)
    unit.insert(
        "hooks",
        store_id=hook.store_id,
        id=number,
        account_id=hook.account_id,
        created_at=hook.created_at,
        **_defined(hook),
    )
    unit.insert(
        "hook_progress",
        store_id=hook.store_id,
        hook_id=number,
        position=head,
        generation=unit.take(hook.store_id, GENERATION_COUNTER),
        active_at=hook.created_at,
    )
    await unit.flush()
    return number.value


async def change_hook(unit: Unit, hook: Hook) -> None:
    await unit.execute(_CHANGE, store_id=hook.store_id, id=hook.id, **_defined(hook))


async def delete_hook(unit: Unit, hook: Hook) -> None:
    await unit.execute(_DELETE, store_id=hook.store_id, id=hook.id)


async def event_head(unit: Unit, store_id: int) -> int:
    """The position of the store's newest event."""
    row = await unit.row(_HEAD, store_id=store_id, counter=EVENT_COUNTER)
    return 0 if row is None else row["value"]


async def restart(unit: Unit, hook: Hook, position: int, now: int, *, all_of: bool = False) -> None:
    """Tell the hook of what follows a position, and of nothing later that still waits.

    With `all_of`, nothing is kept that waits at all.
    """
    key = {"store_id": hook.store_id, "hook_id": hook.id}
    await unit.execute(_RESTART, position=position, now=now, **key)
    await unit.execute(_FORGET_RETRIES, position=0 if all_of else position, **key)


async def touch(unit: Unit, hook: Hook) -> None:
    """Let whoever delivers the hook look at it anew."""
    await unit.execute(_TOUCH, store_id=hook.store_id, id=hook.id)


async def read_emails(unit: Unit, store_id: int, account_id: int) -> list[str]:
    """Who is told of deactivated hooks and blocked domains."""
    row = await unit.row(_EMAILS, store_id=store_id, id=account_id)
    return [] if row is None else list(json.loads(row["hook_emails"]))


async def write_emails(unit: Unit, store_id: int, account_id: int, emails: Sequence[str]) -> None:
    await unit.execute(
        _SET_EMAILS, store_id=store_id, id=account_id, emails=json.dumps(list(emails))
    )


async def list_blocks(unit: Unit, store_id: int, account_id: int, now: int) -> list[Row]:
    """The domains that get nothing at present; `reasons` is JSON."""
    return await unit.rows(_BLOCKS, store_id=store_id, account_id=account_id, now=now)


async def read_secret(unit: Unit, store_id: int, account_id: int) -> tuple[bytes, int]:
    """The sealed client secret, and when the one before it ends."""
    row = await unit.row(_SECRET, store_id=store_id, id=account_id)
    assert row is not None, account_id
    return row["client_secret_sealed"], row["previous_secret_until"] or 0


async def rotate_secret(
    unit: Unit, store_id: int, account_id: int, sealed: bytes, until: int
) -> None:
    """Sign with a new client secret, and with the present one too until an instant."""
    await unit.execute(_ROTATE, store_id=store_id, id=account_id, sealed=sealed, until=until)
    await unit.execute(_TOUCH_ALL, store_id=store_id, account_id=account_id)


def _defined(hook: Hook) -> dict[str, object]:
    return {
        "scope": hook.scope,
        "destination": hook.destination,
        "headers": None if hook.headers is None else json.dumps(dict(hook.headers)),
        "is_active": hook.is_active,
        "events_history_enabled": hook.events_history_enabled,
        "status": hook.status,
        "updated_at": hook.updated_at,
    }


def hook_of(row: Row) -> Hook:
    return Hook(
        store_id=row["store_id"],
        id=row["id"],
        account_id=row["account_id"],
        client_id=row["client_id"],
        scope=row["scope"],
        destination=row["destination"],
        headers=None if row["headers"] is None else json.loads(row["headers"]),
        is_active=bool(row["is_active"]),
        events_history_enabled=bool(row["events_history_enabled"]),
        status=row["status"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        revision=row["revision"],
    )
