"""The request quota: 30-second windows per store, shared by all its tokens."""

from dataclasses import dataclass

from orderwright.api.call import Database
from orderwright.db import windows
from orderwright.db.unit import Unit
from orderwright.domain.errors import Quota

WINDOW_MS = 30_000
DEFAULT_QUOTA = 150
FLOOR_WITHOUT_LIMIT = 20
PAYMENTS_QUOTA = 50
PAYMENTS_WINDOW_MS = 4_000
"""The payments host's own limit (behaviour 3), for stores with a plan."""


@dataclass(slots=True)
class _Window:
    started_at: int
    requests: int


class Limiter:
    """Counts requests.

    A store without a plan is never refused; what it is told counts down and stops at a floor. On
    SQLite one process serves the store, so that memory is exact; on PostgreSQL the window of a
    store with a plan is a row.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._windows: dict[str, _Window] = {}

    async def take(
        self, store_id: int, quota: int, now: int, *, name: str = "api", window_ms: int = WINDOW_MS
    ) -> tuple[Quota, bool]:
        """What is left after this request, and whether the request may pass."""
        if quota and self._database.dialect == "postgresql":
            started_at, requests = await self._take_row(store_id, name, now, window_ms)
        else:
            started_at, requests = self._take_memory(f"{store_id}/{name}", now, window_ms)
        shown = quota or DEFAULT_QUOTA
        left = max(shown - requests, 0 if quota else FLOOR_WITHOUT_LIMIT)
        reset = max(started_at + window_ms - now, 0)
        return Quota(shown, left, window_ms, reset), not quota or requests <= quota

    async def take_payment(self, store_id: int, now: int) -> tuple[Quota, bool]:
        """As `take`, of the payments host's own window."""
        return await self.take(
            store_id, PAYMENTS_QUOTA, now, name="payments", window_ms=PAYMENTS_WINDOW_MS
        )

    def _take_memory(self, key: str, now: int, window_ms: int) -> tuple[int, int]:
        window = self._windows.get(key)
        if window is None or not window.started_at <= now < window.started_at + window_ms:
            window = self._windows[key] = _Window(now, 0)
        window.requests += 1
        return window.started_at, window.requests

    async def _take_row(
        self, store_id: int, name: str, now: int, window_ms: int
    ) -> tuple[int, int]:
        async def count(unit: Unit) -> tuple[int, int]:
            return await windows.count(unit, store_id, name, now, window_ms)

        return await self._database.write(count)


def headers(quota: Quota) -> list[tuple[bytes, bytes]]:
    """The four headers that every answer carries."""
    return [
        (b"x-rate-limit-time-reset-ms", b"%d" % quota.reset_ms),
        (b"x-rate-limit-time-window-ms", b"%d" % quota.window_ms),
        (b"x-rate-limit-requests-left", b"%d" % quota.left),
        (b"x-rate-limit-requests-quota", b"%d" % quota.quota),
    ]
