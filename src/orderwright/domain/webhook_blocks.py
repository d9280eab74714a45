"""The platform's block list: a domain that fails too often gets nothing for a while (behaviour 5).

It counts for each API account and domain: over two minutes, from 100 requests on, success below
90 % blocks the domain for three minutes.
"""

from collections import Counter, deque
from dataclasses import dataclass, field

WINDOW_MS = 120_000
REQUESTS_FROM = 100
SUCCESS_PERCENT = 90
BLOCKED_MS = 180_000
SLICE_MS = 5_000
REASONS_MAX = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of failure that led to a block: how often, and when last."""

    failure_description: str
    count: int
    timestamp: int


@dataclass(slots=True)
class _Slice:
    """Requests that began within the same few seconds."""

    since: int
    requests: int = 0
    failures: Counter[str] = field(default_factory=Counter)


class Traffic:
    """The requests of the last two minutes to one domain for one account, in slices."""

    __slots__ = ("_slices",)

    def __init__(self) -> None:
        self._slices: deque[_Slice] = deque()

    def note(self, now: int, failure: str = "") -> tuple[Reason, ...]:
        """Count a request; the reasons for a block if this one leads to it, and all begins anew."""
        while self._slices and self._slices[0].since <= now - WINDOW_MS:
            self._slices.popleft()
        if not self._slices or now - self._slices[-1].since >= SLICE_MS:
            self._slices.append(_Slice(now))
        latest = self._slices[-1]
        latest.requests += 1
        if failure:
            latest.failures[failure] += 1
        return self._blocking(now)

    def _blocking(self, now: int) -> tuple[Reason, ...]:
        requests = sum(each.requests for each in self._slices)
        failed = sum(each.failures.total() for each in self._slices)
        if requests < REQUESTS_FROM or (requests - failed) * 100 >= SUCCESS_PERCENT * requests:
            return ()
        counts: Counter[str] = Counter()
        for each in self._slices:
            counts.update(each.failures)
        self._slices.clear()
        return tuple(
            Reason(description, count, now // 1_000)
            for description, count in counts.most_common(REASONS_MAX)
        )
