"""Printed bytes kept in memory, a bounded number of them; whoever asks names the exact version."""

from collections.abc import Hashable

ENTRY_OVERHEAD = 200
"""About what a key and its place cost besides the bytes."""


class ByteCache:
    """Bytes by key, of at most `limit` bytes in all; what was not used for longest goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: dict[Hashable, bytes] = {}

    def get(self, key: Hashable) -> bytes | None:
        found = self._kept.pop(key, None)
        if found is not None:
            self._kept[key] = found
        return found

    def put(self, key: Hashable, printed: bytes) -> None:
        known = self._kept.pop(key, None)
        if known is not None:
            self._size -= len(known) + ENTRY_OVERHEAD
        self._kept[key] = printed
        self._size += len(printed) + ENTRY_OVERHEAD
        while self._size > self._limit:
            oldest = next(iter(self._kept))
            self._size -= len(self._kept.pop(oldest)) + ENTRY_OVERHEAD

    def __len__(self) -> int:
        return len(self._kept)
