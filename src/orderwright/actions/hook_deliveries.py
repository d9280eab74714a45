"""What becomes of attempts to deliver: saved for many hooks at once, with what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from orderwright.db import hook_blocks, hook_deliveries, hook_progress, hook_retries, hooks, outbox
from orderwright.db.hook_deliveries import Attempt
from orderwright.db.hook_progress import Epoch, Key
from orderwright.db.unit import Unit
from orderwright.domain.webhook import DELIVERY_EXCEPTION, GAVE_UP, IDLE_MS, WILL_RETRY
from orderwright.domain.webhook_blocks import BLOCKED_MS, Reason

CUT_EVERY = 1_000

End = Literal["", "retries used up", "gone", "idle"]


@dataclass(frozen=True, slots=True)
class Parked:
    """An event that waits until `retry_at`: it failed, or another of its subject did."""

    position: int
    subject: str
    attempts: int
    retry_at: int


@dataclass(slots=True)
class Report:
    """What happened to one hook since the last save.

    `failure` is told to the account's hook on delivery exceptions, `end` why this hook gets
    nothing more.
    """

    key: Key
    account_id: int
    scope: str
    destination: str
    epoch: Epoch
    position: int = 0
    active_at: int = 0
    done: list[int] = field(default_factory=list)
    parked: list[Parked] = field(default_factory=list)
    failed: list[Parked] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    failure: str = ""
    end: End = ""
    is_log_long: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A domain that is to get nothing for a while."""

    store_id: int
    account_id: int
    domain: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What people who asked for it are told by e-mail."""

    recipients: tuple[str, ...]
    subject: str
    text: str


@dataclass(slots=True)
class Saved:
    """The hooks that this worker still holds, and whom to write to."""

    held: set[Key] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)


async def save_reports(
    unit: Unit, worker: str, reports: Sequence[Report], blocks: Sequence[Block], now: int
) -> Saved:
    """Write what happened; what was changed under a report's feet makes it void."""
    saved = Saved()
    for report in sorted(reports, key=lambda each: each.key):
        epoch = await hook_progress.lock_held(unit, worker, report.key)
        if epoch != report.epoch:
            continue
        saved.held.add(report.key)
        await _save(unit, report)
        if report.failure:
            await _announce(unit, report, now)
        if report.end and await hook_progress.deactivate(unit, report.key, now):
            saved.notices += await _notice_of_end(unit, report)
        if report.is_log_long:
            await hook_deliveries.cut(unit, report.key)
    for block in blocks:
        until = now + BLOCKED_MS
        await hook_blocks.write(
            unit, block.store_id, block.account_id, block.domain, until, block.reasons
        )
        saved.notices += await _notice_of_block(unit, block)
    return saved


async def _save(unit: Unit, report: Report) -> None:
    """What waits comes first: a failure then puts off all that waits for the same subject."""
    key = report.key
    for each in report.parked:
        await hook_retries.park(
            unit, key, each.position, each.subject, each.attempts, each.retry_at
        )
    for position in report.done:
        await hook_retries.remove(unit, key, position)
    for each in report.failed:
        await hook_retries.park(
            unit, key, each.position, each.subject, each.attempts, each.retry_at
        )
        await hook_retries.put_off(unit, key, each.subject, each.retry_at)
    for attempt in report.attempts:
        hook_deliveries.add(unit, key, attempt)
    await hook_progress.save_position(unit, key, report.position, report.active_at)


async def _announce(unit: Unit, report: Report, now: int) -> None:
    """Tell the account's hook on delivery exceptions, which is not told of itself."""
    if report.scope == DELIVERY_EXCEPTION or not await hooks.list_of_scope(
        unit, report.key.store_id, report.account_id, DELIVERY_EXCEPTION
    ):
        return
    outbox.record(
        unit,
        report.key.store_id,
        DELIVERY_EXCEPTION,
        {
            "type": "webhook",
            "id": report.key.hook_id,
            "error_code": GAVE_UP if report.end else WILL_RETRY,
            "message": report.failure,
        },
        now,
        subject=exception_subject(report.account_id),
        subject_id=report.key.hook_id,
    )


def exception_subject(account_id: int) -> str:
    """The subject of a delivery exception: no hook of another account may hear of it."""
    return f"hook_of_account_{account_id}"


async def deactivate_idle(unit: Unit, now: int) -> list[Notice]:
    """Switch off the hooks that got nothing for 90 days (behaviour 5)."""
    notices: list[Notice] = []
    for key in await hook_progress.list_idle(unit, now - IDLE_MS):
        loaded = await hook_progress.load(unit, key)
        if loaded is None or not await hook_progress.deactivate(unit, key, now):
            continue
        hook = loaded.hook
        report = Report(
            key, hook.account_id, hook.scope, hook.destination, loaded.epoch, end="idle"
        )
        notices += await _notice_of_end(unit, report)
    return notices


async def _notice_of_end(unit: Unit, report: Report) -> list[Notice]:
    recipients = await hooks.read_emails(unit, report.key.store_id, report.account_id)
    if not recipients:
        return []
    reasons = {
        "retries used up": "An event could not be delivered within 48 hours.",
        "gone": "The destination answered 410 Gone.",
        "idle": "Nothing has been delivered to it for 90 days.",
    }
    text = (
        f"The webhook {report.key.hook_id} was deactivated.\n\n"
        f"Scope: {report.scope}\nDestination: {report.destination}\n"
        f"Reason: {reasons[report.end or 'idle']}\n\n"
        "Set is_active to true to receive events again; events that were missed can be replayed.\n"
    )
    subject = f"Webhook {report.key.hook_id} was deactivated"
    return [Notice(tuple(recipients), subject, text)]


async def _notice_of_block(unit: Unit, block: Block) -> list[Notice]:
    recipients = await hooks.read_emails(unit, block.store_id, block.account_id)
    if not recipients:
        return []
    causes = "\n".join(f"{r.count} times: {r.failure_description}" for r in block.reasons)
    text = (
        f"Webhooks to {block.domain} fail too often and are held back for three minutes.\n\n"
        f"{causes}\n\nNothing is lost: what waits is sent afterwards.\n"
    )
    return [Notice(tuple(recipients), f"Webhooks to {block.domain} are held back", text)]
