"""Delivers events to hooks from the outbox: all hooks of this process in one loop (ADR 7).

A turn saves what has happened, reads what is new and starts what may be sent; requests run beside
it. Nothing here waits for a destination.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterable
from typing import Any, Protocol

import structlog

from orderwright.actions import hook_deliveries
from orderwright.actions.hook_deliveries import Block, Notice, Report, exception_subject
from orderwright.db import hook_progress, hook_retries, outbox
from orderwright.db.hook_deliveries import Attempt
from orderwright.db.hook_progress import Key, LoadedHook
from orderwright.db.outbox import Event
from orderwright.db.unit import Unit
from orderwright.domain.address import AddressRefused, read_destination
from orderwright.domain.webhook import (
    DELIVERY_EXCEPTION,
    GONE,
    SECOND_MS,
    TIMEOUT_SECONDS,
    is_success,
    payload,
    retry_at,
    signed_headers,
)
from orderwright.domain.webhook_blocks import BLOCKED_MS, Traffic
from orderwright.domain.webhook_scopes import heard_as
from orderwright.gateways.mail import MailFailed
from orderwright.gateways.outgoing import Outgoing, Reply
from orderwright.jobs.hook_line import Item, Line, Outcome, item_of
from orderwright.jobs.hook_sharing import Sharing
from orderwright.jobs.runner import Clock

HOUR_MS = 60 * 60 * SECOND_MS
POLL_SECONDS = 0.1
LOOK_SECONDS = 0.5
CHECK_SECONDS = 1.0
PAGE = 500
SAVED_EVERY = 1_000
SENDS_MAX = 400
ITEMS_MAX = 50_000
FINISH_SECONDS = TIMEOUT_SECONDS + 2

log = structlog.get_logger("orderwright.webhooks")


class Sealer(Protocol):
    """Opens the client secrets."""

    def open(self, sealed: bytes) -> str: ...


class Mailer(Protocol):
    """Sends e-mails, if the operator has set it up."""

    async def send(self, recipients: tuple[str, ...], subject: str, text: str) -> None: ...


class Deliverer:
    """The deliveries of one process."""

    def __init__(
        self,
        database: Any,
        clock: Clock,
        sealer: Sealer,
        outgoing: Outgoing,
        mailer: Mailer,
        worker: str,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self.timeout_seconds = timeout_seconds
        self._database = database
        self._clock = clock
        self._sealer = sealer
        self._outgoing = outgoing
        self._mailer = mailer
        self._sharing = Sharing(database, worker)
        self._lines: dict[Key, Line] = {}
        self._by_scope: dict[tuple[int, str], list[Line]] = {}
        self._unusable: dict[Key, int] = {}
        self._heads: dict[int, int] = {}
        self._blocked: dict[tuple[int, int, str], int] = {}
        self._traffic: dict[tuple[int, int, str], Traffic] = {}
        self._new_blocks: list[Block] = []
        self._looked_at: float | None = None
        self._idle_at: int | None = None
        self._sends: set[asyncio.Task[None]] = set()
        self._mails: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop; what is under way is finished first."""
        stopping = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                try:
                    await self.turn()
                except Exception:
                    log.exception("deliveries interrupted")
                    await asyncio.wait({stopping}, timeout=CHECK_SECONDS)
                await self._rest(stopping)
        finally:
            stopping.cancel()
            await self.finish()

    async def _rest(self, stopping: "asyncio.Future[Any]") -> None:
        waking = asyncio.ensure_future(self._wake.wait())
        await asyncio.wait(
            {waking, stopping}, timeout=POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        waking.cancel()
        self._wake.clear()

    async def settle(self) -> None:
        """Go on until there is nothing left to do at this instant."""
        known: set[Key] | None = None
        while known != self._lines.keys() or not all(map(self._is_done, self._lines.values())):
            known = set(self._lines)
            await self.turn(at_once=True)
            if self._sends:
                await asyncio.wait(self._sends, return_when=asyncio.FIRST_COMPLETED)
        if self._mails:
            await asyncio.wait(self._mails)

    def _is_done(self, line: Line) -> bool:
        return line.is_idle or (self._is_blocked(line) and not line.sending and not line.has_report)

    async def finish(self) -> None:
        """Let requests under way end, save what came of them and give the hooks back."""
        for line in self._lines.values():
            line.is_closing = True
        if self._sends:
            await asyncio.wait(self._sends, timeout=FINISH_SECONDS)
        for task in (*self._sends, *self._mails):
            task.cancel()
        with contextlib.suppress(Exception):
            await self._save(everything=True)
            await self._sharing.leave(list(self._lines), self._clock.now())
        self._lines.clear()
        self._by_scope.clear()
        await self._outgoing.close()

    async def turn(self, *, at_once: bool = False) -> None:
        """Save, look around now and then, read, and start what may be sent."""
        await self._save()
        moment = asyncio.get_running_loop().time()
        if at_once or self._looked_at is None or moment - self._looked_at >= LOOK_SECONDS:
            self._looked_at = moment
            await self._look()
        if not self._lines:
            return
        await self._read_new()
        for line in list(self._lines.values()):
            await self._fill(line, moment, at_once=at_once)
            self._start(line)

    # What is to be saved

    async def _save(self, *, everything: bool = False) -> None:
        """Write the reports of all lines in one unit of work."""
        reports: list[tuple[Line, Report]] = []
        for line in self._lines.values():
            head = self._heads.get(line.key.store_id, 0)
            passed = line.position(head) - line.saved
            if line.has_report or passed >= (1 if everything else SAVED_EVERY):
                reports.append((line, line.take_report(head)))
        blocks, self._new_blocks = self._new_blocks, []
        if not reports and not blocks:
            return
        now = self._clock.now()
        try:
            saved = await self._database.write(
                lambda unit: hook_deliveries.save_reports(
                    unit, self._sharing.worker, [report for _, report in reports], blocks, now
                )
            )
        except BaseException:
            for line, report in reports:
                line.restore(report)
            self._new_blocks = [*blocks, *self._new_blocks]
            raise
        for line, report in reports:
            if report.key not in saved.held or report.end:
                self._drop(line)
            else:
                line.note_saved(report)
        self._write_to(saved.notices)

    def _write_to(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            task = asyncio.ensure_future(self._mail(notice))
            self._mails.add(task)
            task.add_done_callback(self._mails.discard)

    async def _mail(self, notice: Notice) -> None:
        try:
            await self._mailer.send(notice.recipients, notice.subject, notice.text)
        except MailFailed as error:
            log.warning("mail not sent", subject=notice.subject, reason=str(error))

    # Which hooks are ours

    async def _look(self) -> None:
        now = self._clock.now()
        await self._end_idle(now)
        share = await self._sharing.look(now, self._lines.keys() | self._unusable.keys())
        if share.active:
            await self._sharing.beat(now)
        self._blocked = share.blocked
        for key, revision in list(self._unusable.items()):
            if key not in share.active or share.active[key].revision != revision:
                del self._unusable[key]
        for line in list(self._lines.values()):
            known = share.active.get(line.key)
            if known is None or not self._is_mine(known.worker):
                self._drop(line)
            elif known.epoch != line.epoch:
                self._drop(line)
                await self._open(line.key)
            elif known.revision != line.revision:
                await self._reload(line)
        if share.to_claim:
            for key in await self._sharing.claim(share.to_claim, now):
                await self._open(key)
        if share.surplus:
            await self._give_back(share.surplus)

    async def _end_idle(self, now: int) -> None:
        """Switch off hooks that got nothing for 90 days; looked for once an hour."""
        if self._idle_at is not None and 0 <= now - self._idle_at < HOUR_MS:
            return
        self._idle_at = now
        notices = await self._database.write(
            lambda unit: hook_deliveries.deactivate_idle(unit, now)
        )
        self._write_to(notices)

    def _is_mine(self, worker: str) -> bool:
        return worker == self._sharing.worker

    async def _give_back(self, surplus: int) -> None:
        """Let go of lines that have nothing under way; others are closed first."""
        lines = sorted(self._lines.values(), key=lambda line: (not line.is_closing, line.sending))
        for line in lines[:surplus]:
            line.is_closing = True
        await self._save(everything=True)
        ended = [line for line in lines[:surplus] if not line.sending and not line.has_report]
        for line in ended:
            self._drop(line)
        if ended:
            await self._sharing.release([line.key for line in ended])

    async def _load(self, key: Key) -> LoadedHook | None:
        loaded: LoadedHook | None = await self._database.read(
            lambda unit: hook_progress.load(unit, key)
        )
        return loaded

    async def _open(self, key: Key) -> None:
        """Begin to deliver a hook from where it was left."""
        loaded = await self._load(key)
        if loaded is None or key in self._lines:
            return
        try:
            line = Line(loaded, self._secrets(loaded), self._domain(loaded))
        except Exception:  # whatever is wrong with one hook is no matter of the others
            log.exception("webhook cannot be delivered", store=key.store_id, hook=key.hook_id)
            self._unusable[key] = loaded.hook.revision
            return
        if key.store_id not in self._heads:
            heads = await self._database.read(
                lambda unit: hook_progress.list_heads(unit, [key.store_id])
            )
            self._heads[key.store_id] = heads.get(key.store_id, 0)
        self._lines[key] = line
        self._by_scope.setdefault((key.store_id, line.hook.scope), []).append(line)

    async def _reload(self, line: Line) -> None:
        loaded = await self._load(line.key)
        if loaded is not None:
            line.redefine(loaded, self._secrets(loaded), self._domain(loaded))
            line.check_at = 0.0

    def _drop(self, line: Line) -> None:
        """Forget a line; what it had not saved is done again by whoever holds the hook."""
        line.is_closing = True
        self._lines.pop(line.key, None)
        for lines in self._by_scope.values():
            if line in lines:
                lines.remove(line)
        if not any(key.store_id == line.key.store_id for key in self._lines):
            self._heads.pop(line.key.store_id, None)

    def _secrets(self, loaded: LoadedHook) -> list[tuple[str, int | None]]:
        signing: list[tuple[str, int | None]] = [(self._sealer.open(loaded.secret), None)]
        if loaded.previous_secret is not None:
            signing.append((self._sealer.open(loaded.previous_secret), loaded.previous_until))
        return signing

    def _domain(self, loaded: LoadedHook) -> str:
        try:
            return read_destination(loaded.hook.destination, allow_loopback=True).origin
        except AddressRefused:
            return loaded.hook.destination

    # What is to be sent

    async def _read_new(self) -> None:
        """Read what is new in each store once, and offer it to the live lines."""
        stores = list(self._heads)
        heads = await self._database.read(lambda unit: hook_progress.list_heads(unit, stores))
        for store_id in stores:
            head = heads.get(store_id, 0)
            # An emptied store counts anew.
            self._heads[store_id] = min(self._heads[store_id], head)
            while self._heads.get(store_id, head) < head:
                events = await self._events(store_id, self._heads[store_id], PAGE)
                for event in events:
                    self._offer(event)
                if not events:
                    break
                self._heads[store_id] = events[-1].position

    async def _events(self, store_id: int, position: int, count: int) -> list[Event]:
        events: list[Event] = await self._database.read(
            lambda unit: outbox.read_after(unit, store_id, position, count)
        )
        return events

    def _offer(self, event: Event) -> None:
        for scope in heard_as(event.scope, event.channel_id):
            for line in self._by_scope.get((event.store_id, scope), ()):
                if line.is_live and _may_hear(line, event):
                    line.offer(event)

    async def _fill(self, line: Line, moment: float, *, at_once: bool) -> None:
        """Fill a line from the outbox if it is behind, and from its retries if they are due."""
        if self._is_blocked(line) or line.is_closing:
            return
        if not line.is_live and line.room >= PAGE // 2 and self._has_room():
            await self._catch_up(line, min(PAGE, line.room))
        if line.incoming:
            await self._distribute(line)
        if line.has_retries and line.room and (at_once or moment >= line.check_at):
            await self._take_due(line, moment)

    def _has_room(self) -> bool:
        return sum(line.count for line in self._lines.values()) < ITEMS_MAX

    async def _catch_up(self, line: Line, count: int) -> None:
        events = await self._events(line.key.store_id, line.taken, count)
        for event in events:
            if line.hook.scope in heard_as(event.scope, event.channel_id) and _may_hear(
                line, event
            ):
                line.incoming.append(item_of(event))
        head = self._heads.get(line.key.store_id, 0)
        if events:
            line.taken = events[-1].position
        if len(events) < count:
            line.taken = max(line.taken, head)
            line.is_live = True

    async def _distribute(self, line: Line) -> None:
        held_up = {}
        if line.has_retries:
            subjects = sorted({item.subject for item in line.incoming})
            held_up = await self._database.read(
                lambda unit: hook_retries.held_up(unit, line.key, subjects)
            )
        line.distribute(held_up)

    async def _take_due(self, line: Line, moment: float) -> None:
        now = self._clock.now()
        wanted = len(line.rows) + line.room

        async def work(unit: Unit) -> tuple[list[hook_retries.Waiting], int | None]:
            due = await hook_retries.list_due(unit, line.key, now, wanted)
            return due, await hook_retries.next_time(unit, line.key)

        due, following = await self._database.read(work)
        for waiting in due:
            if waiting.event.position in line.rows or waiting.subject in line.held:
                continue
            line.add(item_of(waiting.event, waiting.subject, waiting.attempts, is_row=True))
        if following is None and not line.held and not line.has_report:
            line.has_retries = False
        if len(due) < wanted:
            line.check_at = moment + CHECK_SECONDS

    def _is_blocked(self, line: Line) -> bool:
        return self._blocked.get(line.block_key, 0) > self._clock.now()

    def _start(self, line: Line) -> None:
        """Send as much of a line as may be under way at once."""
        while len(self._sends) < SENDS_MAX and not self._is_blocked(line):
            item = line.next()
            if item is None:
                return
            task = asyncio.ensure_future(self._send(line, item))
            self._sends.add(task)
            task.add_done_callback(self._sends.discard)

    async def _send(self, line: Line, item: Item) -> None:
        """One request; what follows for the same line starts at its end."""
        destination, now = line.hook.destination, self._clock.now()
        started = time.perf_counter()  # a duration for the log, not a time of the system
        try:
            reply = await self._post(line, item, now)
        except Exception:  # a bug must not keep the rest of the line waiting for ever
            log.exception("delivery failed", store=line.key.store_id, hook=line.key.hook_id)
            reply = Reply(error="it could not be sent")
        took = int((time.perf_counter() - started) * SECOND_MS)
        outcome = _outcome(item, reply, destination, (now, self._clock.now()), took)
        line.settle(item, outcome, self._clock.now())
        self._count(line, outcome)
        self._start(line)
        self._wake.set()

    async def _post(self, line: Line, item: Item, now: int) -> Reply:
        hook = line.hook
        body, digest = payload(hook.scope, item.happening, hook.store_id, line.store_hash)
        headers = signed_headers(body, digest, now, line.secrets(now), hook.headers)
        return await self._outgoing.post(hook.destination, headers, body, self.timeout_seconds)

    def _count(self, line: Line, outcome: Outcome) -> None:
        now = self._clock.now()
        traffic = self._traffic.setdefault(line.block_key, Traffic())
        reasons = traffic.note(now, outcome.failure)
        if reasons:
            store_id, account_id, domain = line.block_key
            self._blocked[line.block_key] = now + BLOCKED_MS
            self._new_blocks.append(Block(store_id, account_id, domain, reasons))


def _may_hear(line: Line, event: Event) -> bool:
    """Delivery exceptions are for the account of the failing hook alone."""
    if event.scope != DELIVERY_EXCEPTION:
        return True
    return event.subject == exception_subject(line.hook.account_id)


def _outcome(
    item: Item, reply: Reply, destination: str, times: tuple[int, int], took: int
) -> Outcome:
    """What follows from an answer: all is well, a retry, or the end of the hook.

    `times` are those of sending and of the answer, `took` the milliseconds between.
    """
    sent_at, answered_at = times
    good = is_success(reply.status)
    failure = "" if good else reply.error or f"HTTP status {reply.status}"
    again = None
    if not good and reply.status != GONE:
        asked = reply.retry_after_seconds(answered_at)
        again = retry_at(item.attempts + 1, answered_at, asked)
    attempt = Attempt(
        position=item.position,
        attempt=item.attempts + 1,
        sent_at=sent_at,
        duration_ms=took,
        destination=destination,
        status=reply.status,
        error=reply.error,
        answer_headers=reply.headers,
        answer_body=reply.body,
        retry_at=again,
    )
    if good:
        return Outcome(attempt, is_success=True)
    if reply.status == GONE:
        return Outcome(attempt, is_success=False, failure=failure, end="gone")
    end: hook_deliveries.End = "retries used up" if again is None else ""
    return Outcome(attempt, is_success=False, failure=failure, retry_at=again, end=end)
