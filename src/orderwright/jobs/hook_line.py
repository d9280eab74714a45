"""One hook's line of events in this process: in order for each subject, bounded, never held up."""

import json
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orderwright.actions.hook_deliveries import CUT_EVERY, End, Parked, Report
from orderwright.db.hook_deliveries import Attempt
from orderwright.db.hook_progress import Key, LoadedHook
from orderwright.db.outbox import Event
from orderwright.domain.webhook import Happening

ITEMS_MAX = 1_000
SENDS_AT_FIRST = 16
SENDS_MAX = 64
SENDS_MIN = 2
ANNOUNCED_EVERY_MS = 60_000


@dataclass(frozen=True, slots=True)
class Item:
    """An event on its way to a hook. One from the retries is a row there until it is done."""

    happening: Happening
    subject: str
    attempts: int = 0
    is_row: bool = False

    @property
    def position(self) -> int:
        return self.happening.position


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request ended; `retry_at` None after a failure means that none will follow."""

    attempt: Attempt
    is_success: bool
    failure: str = ""
    retry_at: int | None = None
    end: End = ""


class Line:
    """What one hook is to get, as far as it is in memory.

    A live line is offered events as they are read for its whole store; one that falls behind reads
    for itself until it has caught up. Whatever happens, the hook's saved position lies before
    every event that is neither delivered nor kept among the retries.
    """

    def __init__(
        self, loaded: LoadedHook, secrets: Sequence[tuple[str, int | None]], domain: str
    ) -> None:
        self.key = Key(loaded.hook.store_id, loaded.hook.id)
        self.redefine(loaded, secrets, domain)
        self.epoch = loaded.epoch
        self.taken = loaded.position
        self.saved = loaded.position
        self.active_at = loaded.active_at
        self.is_live = False
        self.is_closing = False
        self.sending = 0
        self.check_at = 0.0
        self.incoming: deque[Item] = deque()
        self.held: dict[str, int] = {}
        self.rows: set[int] = set()
        self._subjects: dict[str, deque[Item]] = {}
        self._ready: deque[str] = deque()
        self._open: dict[int, Item] = {}
        self._count = 0
        self._limit = SENDS_AT_FIRST
        self._announced_at: int | None = None
        self._logged = 0
        self._report = self._new_report()

    def redefine(
        self, loaded: LoadedHook, secrets: Sequence[tuple[str, int | None]], domain: str
    ) -> None:
        """Take over what the hook's owner has changed."""
        self.hook = loaded.hook
        self.store_hash = loaded.store_hash
        self.revision = loaded.hook.revision
        self.has_retries = loaded.has_retries
        self.domain = domain
        self._secrets = tuple(secrets)

    @property
    def block_key(self) -> tuple[int, int, str]:
        """What the platform's block list goes by."""
        return self.key.store_id, self.hook.account_id, self.domain

    @property
    def count(self) -> int:
        """How many events are in memory."""
        return self._count + len(self.incoming)

    @property
    def room(self) -> int:
        """How many more events may be kept in memory."""
        return max(0, ITEMS_MAX - self.count)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in memory, under way or yet to be saved."""
        return not (self._count or self.incoming or self.sending or self.has_report)

    @property
    def has_report(self) -> bool:
        report = self._report
        return bool(report.done or report.parked or report.failed or report.attempts)

    def secrets(self, now: int) -> tuple[str, ...]:
        """The client secrets to sign with."""
        return tuple(s for s, until in self._secrets if until is None or until > now)

    def position(self, head: int) -> int:
        """All up to here is done or kept; `head` is what the store's reading has come to."""
        if self._open:
            return min(next(iter(self._open)), self._first_incoming()) - 1
        if self.incoming:
            return self._first_incoming() - 1
        return max(self.taken, head) if self.is_live else self.taken

    def _first_incoming(self) -> int:
        return self.incoming[0].position if self.incoming else 2**62

    def offer(self, event: Event) -> None:
        """Take an event of a live line's store, or fall behind if there is no room."""
        if event.position <= self.taken:
            return
        if not self.room:
            self.is_live = False
            self.taken = event.position - 1
            return
        self.incoming.append(item_of(event))

    def distribute(self, held_up: Mapping[str, int]) -> None:
        """Line up what came in, or keep it for later where its subject waits until `held_up`."""
        while self.incoming:
            item = self.incoming.popleft()
            until = self.held.get(item.subject, held_up.get(item.subject))
            if until is None:
                self.add(item)
            else:
                self._park(item, until)

    def add(self, item: Item) -> None:
        """Line an event up behind those of its subject."""
        if item.is_row:
            self.rows.add(item.position)
        else:
            self._open[item.position] = item
        self._count += 1
        queue = self._subjects.get(item.subject)
        if queue is None:
            self._subjects[item.subject] = deque((item,))
            self._ready.append(item.subject)
        else:
            queue.append(item)

    def next(self) -> Item | None:
        """The next event that may be sent now; it then counts as being sent."""
        if self.is_closing or not self._ready or self.sending >= self._limit:
            return None
        self.sending += 1
        return self._subjects[self._ready.popleft()][0]

    def settle(self, item: Item, outcome: Outcome, now: int) -> None:
        """Note how the sending of an event ended."""
        self.sending -= 1
        self._report.attempts.append(outcome.attempt)
        self._logged += 1
        queue = self._subjects[item.subject]
        queue.popleft()
        self._count -= 1
        if outcome.is_success:
            self._succeeded(item, queue, now)
        else:
            self._failed(item, queue, outcome, now)

    def _succeeded(self, item: Item, queue: deque[Item], now: int) -> None:
        self._limit = min(SENDS_MAX, self._limit + 1)
        self.active_at = now
        if item.is_row:  # its position stays known until the row is gone, or it would be sent anew
            self._report.done.append(item.position)
        else:
            del self._open[item.position]
        if queue:
            self._ready.append(item.subject)
        else:
            del self._subjects[item.subject]

    def _failed(self, item: Item, queue: deque[Item], outcome: Outcome, now: int) -> None:
        """Keep the event for its retry, and all others of its subject behind it."""
        self._limit = max(SENDS_MIN, self._limit // 2)
        if item.is_row:
            self.rows.discard(item.position)
        else:
            del self._open[item.position]
        del self._subjects[item.subject]
        self._count -= len(queue)
        until = outcome.retry_at if outcome.retry_at is not None else now
        self._report.failed.append(Parked(item.position, item.subject, item.attempts + 1, until))
        self.held[item.subject] = until
        for follower in queue:
            if follower.is_row:
                self.rows.discard(follower.position)
            else:
                del self._open[follower.position]
                self._park(follower, until)
        self.has_retries = True
        if outcome.end:
            self._report.end = outcome.end
            self.is_closing = True
        silent = self._announced_at is not None and now < self._announced_at + ANNOUNCED_EVERY_MS
        if outcome.end or not silent:
            self._report.failure = outcome.failure
            self._announced_at = now

    def _park(self, item: Item, until: int) -> None:
        self._report.parked.append(Parked(item.position, item.subject, item.attempts, until))

    def take_report(self, head: int) -> Report:
        """What is to be saved; it begins anew."""
        report, self._report = self._report, self._new_report()
        report.position = self.position(head)
        report.active_at = self.active_at
        report.is_log_long = self._logged >= CUT_EVERY
        if report.is_log_long:
            self._logged = 0
        return report

    def restore(self, report: Report) -> None:
        """Take a report back that could not be saved."""
        later, self._report = self._report, report
        report.done += later.done
        report.parked += later.parked
        report.failed += later.failed
        report.attempts += later.attempts
        report.failure = later.failure or report.failure
        report.end = later.end or report.end

    def note_saved(self, report: Report) -> None:
        """Rely on the database for what it now holds."""
        self.saved = report.position
        self.rows.difference_update(report.done)
        for each in report.failed:
            if self.held.get(each.subject) == each.retry_at:
                del self.held[each.subject]

    def _new_report(self) -> Report:
        return Report(
            self.key, self.hook.account_id, self.hook.scope, self.hook.destination, self.epoch
        )


def item_of(event: Event, subject: str = "", attempts: int = 0, *, is_row: bool = False) -> Item:
    """An event as it waits in a line."""
    data: Mapping[str, Any] = json.loads(event.data)
    happening = Happening(event.position, event.scope, data, event.channel_id, event.created_at)
    return Item(happening, subject or subject_of(event, data), attempts, is_row)


def subject_of(event: Event, data: Mapping[str, Any]) -> str:
    """What an event is in order for: an order, a cart with its lines, anything else by its id."""
    if event.subject_id:
        return f"{event.subject} {event.subject_id}"
    if "cartId" in data:
        return f"cart {data['cartId']}"
    return f"{event.subject} {data.get('id', '')}"
