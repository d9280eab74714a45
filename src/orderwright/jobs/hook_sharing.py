"""Which hooks this process delivers: a fair share, leased while the process lives."""

import zlib
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from orderwright.db import hook_progress
from orderwright.db.hook_progress import ActiveHook, Key
from orderwright.db.unit import Unit

LEASE_MS = 6_000
BEAT_MS = 2_000
CLAIMED_AT_ONCE = 100


@dataclass(slots=True)
class Share:
    """What a worker has to do with the hooks at present."""

    active: dict[Key, ActiveHook] = field(default_factory=dict)
    blocked: dict[tuple[int, int, str], int] = field(default_factory=dict)
    to_claim: list[Key] = field(default_factory=list)
    surplus: int = 0


class Sharing:
    """Leases of hooks: each hook has one worker at a time, and each worker about as many."""

    def __init__(self, database: Any, worker: str) -> None:
        self._database = database
        self.worker = worker
        self._beaten_at: int | None = None

    async def look(self, now: int, held: Collection[Key]) -> Share:
        """What there is, what is free and what is too much."""

        async def work(unit: Unit) -> tuple[list[ActiveHook], set[str], Share]:
            active = await hook_progress.list_active(unit)
            if not active:
                return [], set(), Share()
            workers = await hook_progress.list_workers(unit, now - LEASE_MS)
            return active, workers, Share(blocked=await hook_progress.list_blocked(unit, now))

        active: list[ActiveHook]
        share: Share
        active, workers, share = await self._database.read(work)
        share.active = {each.key: each for each in active}
        fair = -(-len(active) // len(workers | {self.worker}))
        room = min(fair - len(held), CLAIMED_AT_ONCE)
        free = [each.key for each in active if each.key not in held and self._is_free(each, now)]
        if room > 0 and free:
            share.to_claim = sorted(free, key=self._preference)[:room]
        share.surplus = max(0, len(held) - fair)
        return share

    def _is_free(self, hook: ActiveHook, now: int) -> bool:
        return hook.worker in ("", self.worker) or hook.leased_until <= now

    def _preference(self, key: Key) -> int:
        """Workers that look at once reach for different hooks first."""
        return zlib.crc32(f"{self.worker} {key.store_id} {key.hook_id}".encode())

    async def claim(self, keys: list[Key], now: int) -> list[Key]:
        """Lease hooks; those that nobody else was quicker to take."""
        had: list[Key] = await self._database.write(
            lambda unit: hook_progress.claim(unit, self.worker, keys, now, now + LEASE_MS)
        )
        return had

    async def beat(self, now: int) -> None:
        """Renew the leases in time."""
        if self._beaten_at is not None and 0 <= now - self._beaten_at < BEAT_MS:
            return
        self._beaten_at = now
        await self._database.write(
            lambda unit: hook_progress.beat(unit, self.worker, now, now + LEASE_MS)
        )

    async def release(self, keys: list[Key]) -> None:
        await self._database.write(lambda unit: hook_progress.release(unit, self.worker, keys))

    async def leave(self, keys: list[Key], now: int) -> None:
        """Give everything back at the end."""
        since = now - 10 * LEASE_MS
        await self._database.write(lambda unit: hook_progress.leave(unit, self.worker, keys, since))
