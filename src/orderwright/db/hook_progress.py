"""Who delivers which hook, and up to where each has been told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from orderwright.db.hooks import hook_of
from orderwright.db.outbox import EVENT_COUNTER
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.webhook import Hook

NO_STORE = 0

_ACTIVE = statement(
    "SELECT h.store_id, h.id, h.revision, p.generation, p.epoch, p.worker,"
    " p.leased_until FROM hooks h"
    " JOIN hook_progress p ON p.store_id = h.store_id AND p.hook_id = h.id"
    " WHERE h.is_active ORDER BY h.store_id, h.id"
)
_BLOCKED = statement(
    "SELECT store_id, account_id, domain, blocked_until FROM hook_blocks WHERE blocked_until > :now"
)
_WORKERS = statement(
    "SELECT name FROM hook_workers WHERE store_id = :store_id AND seen_at > :since"
)
_SEEN = statement(
    "INSERT INTO hook_workers (store_id, name, seen_at) VALUES (:store_id, :name, :now)"
    " ON CONFLICT (store_id, name) DO UPDATE SET seen_at = excluded.seen_at"
)
_GONE = statement(
    "DELETE FROM hook_workers WHERE store_id = :store_id AND (name = :name OR seen_at < :since)"
)
_CLAIM = statement(
    "UPDATE hook_progress SET worker = :worker, leased_until = :until"
    " WHERE store_id = :store_id AND hook_id = :hook_id"
    " AND (worker = :worker OR leased_until <= :now)"
)
_RENEW = statement("UPDATE hook_progress SET leased_until = :until WHERE worker = :worker")
_RELEASE = statement(
    "UPDATE hook_progress SET worker = '', leased_until = 0"
    " WHERE store_id = :store_id AND hook_id = :hook_id AND worker = :worker"
)
_HELD = statement(
    "SELECT generation, epoch FROM hook_progress"
    " WHERE store_id = :store_id AND hook_id = :hook_id AND worker = :worker",
    lock=True,
)
_SAVE = statement(
    "UPDATE hook_progress SET position = :position, active_at = :active_at"
    " WHERE store_id = :store_id AND hook_id = :hook_id"
)
_LOAD = statement(
    "SELECT h.*, a.client_id, a.client_secret_sealed, a.previous_secret_sealed,"
    " a.previous_secret_until, s.hash AS store_hash, p.position, p.generation, p.epoch,"
    " p.active_at,"
    " EXISTS (SELECT 1 FROM hook_retries r"
    "  WHERE r.store_id = h.store_id AND r.hook_id = h.id) AS has_retries"
    " FROM hooks h"
    " JOIN hook_progress p ON p.store_id = h.store_id AND p.hook_id = h.id"
    " JOIN api_accounts a ON a.store_id = h.store_id AND a.id = h.account_id"
    " JOIN stores s ON s.id = h.store_id"
    " WHERE h.store_id = :store_id AND h.id = :hook_id"
)
_HEADS = statement(
    "SELECT store_id, value FROM counters WHERE name = :counter AND store_id IN :stores"
)
_DEACTIVATE = statement(
    "UPDATE hooks SET is_active = :off, status = 'deactivated', updated_at = :now,"
    " revision = revision + 1 WHERE store_id = :store_id AND id = :hook_id AND is_active"
)
_FORGET = statement("DELETE FROM hook_retries WHERE store_id = :store_id AND hook_id = :hook_id")
_IDLE = statement(
    "SELECT h.store_id, h.id FROM hooks h"
    " JOIN hook_progress p ON p.store_id = h.store_id AND p.hook_id = h.id"
    " WHERE h.is_active AND p.active_at < :since AND h.updated_at < :since"
)


Epoch = tuple[int, int]
"""Which of a store's hooks it is, and which of its beginnings: replays, changes of its scope."""


class Key(NamedTuple):
    """A hook of a store."""

    store_id: int
    hook_id: int


@dataclass(frozen=True, slots=True)
class ActiveHook:
    """What every worker knows of every active hook."""

    key: Key
    revision: int
    epoch: Epoch
    worker: str
    leased_until: int


@dataclass(frozen=True, slots=True)
class LoadedHook:
    """A hook with all that its deliveries need; the secrets are sealed."""

    hook: Hook
    store_hash: str
    secret: bytes
    previous_secret: bytes | None
    previous_until: int
    position: int
    epoch: Epoch
    active_at: int
    has_retries: bool


async def list_active(unit: Unit) -> list[ActiveHook]:
    return [
        ActiveHook(
            Key(row["store_id"], row["id"]),
            row["revision"],
            _epoch(row),
            row["worker"],
            row["leased_until"],
        )
        for row in await unit.rows(_ACTIVE)
    ]


async def list_blocked(unit: Unit, now: int) -> dict[tuple[int, int, str], int]:
    """Until when domains are blocked, by store, account and domain."""
    rows = await unit.rows(_BLOCKED, now=now)
    return {(r["store_id"], r["account_id"], r["domain"]): r["blocked_until"] for r in rows}


async def list_workers(unit: Unit, since: int) -> set[str]:
    """The workers that were seen since an instant."""
    rows = await unit.rows(_WORKERS, store_id=NO_STORE, since=since)
    return {row["name"] for row in rows}


async def beat(unit: Unit, worker: str, now: int, until: int) -> None:
    """Tell the other workers that this one lives, and keep what it has leased."""
    await unit.execute(_SEEN, store_id=NO_STORE, name=worker, now=now)
    await unit.execute(_RENEW, worker=worker, until=until)


async def leave(unit: Unit, worker: str, keys: Sequence[Key], since: int) -> None:
    """Give back everything, and be gone; workers unseen since long ago are forgotten too."""
    await release(unit, worker, keys)
    await unit.execute(_GONE, store_id=NO_STORE, name=worker, since=since)


async def claim(unit: Unit, worker: str, keys: Sequence[Key], now: int, until: int) -> list[Key]:
    """Lease hooks that nobody holds; those that were had."""
    return [
        key
        for key in sorted(keys)
        if await unit.execute(_CLAIM, worker=worker, now=now, until=until, **key._asdict())
    ]


async def release(unit: Unit, worker: str, keys: Sequence[Key]) -> None:
    for key in sorted(keys):
        await unit.execute(_RELEASE, worker=worker, **key._asdict())


async def lock_held(unit: Unit, worker: str, key: Key) -> Epoch | None:
    """The hook's epoch, locked; None if this worker no longer holds it."""
    row = await unit.row(_HELD, worker=worker, **key._asdict())
    return None if row is None else _epoch(row)


async def save_position(unit: Unit, key: Key, position: int, active_at: int) -> None:
    await unit.execute(_SAVE, position=position, active_at=active_at, **key._asdict())


async def load(unit: Unit, key: Key) -> LoadedHook | None:
    row = await unit.row(_LOAD, **key._asdict())
    if row is None:
        return None
    return LoadedHook(
        hook=hook_of(row),
        store_hash=row["store_hash"],
        secret=row["client_secret_sealed"],
        previous_secret=row["previous_secret_sealed"],
        previous_until=row["previous_secret_until"] or 0,
        position=row["position"],
        epoch=_epoch(row),
        active_at=row["active_at"],
        has_retries=bool(row["has_retries"]),
    )


async def list_heads(unit: Unit, stores: Sequence[int]) -> Mapping[int, int]:
    """The position of the newest event of each store."""
    rows = await unit.rows(_HEADS, counter=EVENT_COUNTER, stores=_padded(stores))
    return {row["store_id"]: row["value"] for row in rows}


async def deactivate(unit: Unit, key: Key, now: int) -> bool:
    """Switch a hook off for good and drop what it still waited for; whether it was on."""
    if not await unit.execute(_DEACTIVATE, off=False, now=now, **key._asdict()):
        return False
    await unit.execute(_FORGET, **key._asdict())
    return True


async def list_idle(unit: Unit, since: int) -> list[Key]:
    """Active hooks to which nothing has been delivered since an instant."""
    return [Key(row["store_id"], row["id"]) for row in await unit.rows(_IDLE, since=since)]


def _epoch(row: Row) -> Epoch:
    return row["generation"], row["epoch"]


def _padded(values: Sequence[int]) -> list[int]:
    """The values, repeated up to a power of two: few lengths make few statements."""
    size = 1 << max(0, len(values) - 1).bit_length()
    return [*values, *[values[0]] * (size - len(values))]
