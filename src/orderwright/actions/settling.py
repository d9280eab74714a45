"""Settling what a crash or a time-out has left open: the gateway is asked, and believed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from orderwright.actions import captures, charges, gateway_calls, refund_outcomes
from orderwright.actions.gateway_calls import Called, NotSeen, Units, concluded
from orderwright.actions.order_changes import By, Render
from orderwright.actions.vault import Vault
from orderwright.db import access, orders, payment_attempts, payment_methods
from orderwright.db.unit import Unit
from orderwright.domain.payment import Attempt, AttemptStatus, Kind
from orderwright.domain.payment_method import PaymentMethod
from orderwright.domain.store import Store
from orderwright.gateways.gateway import (
    FollowUp,
    Gateway,
    GatewayError,
    GatewayMisconfigured,
    GatewayUnavailable,
)
from orderwright.gateways.registry import Gateways

SETTLED_AT_ONCE = 50
ACTOR = "gateway"

Conclude = Callable[[Unit, By, Attempt, Called], Awaitable[None]]
"""Writes what an intent's new state means for its order, which is locked; the state is saved."""


async def conclude_reversal(unit: Unit, by: By, attempt: Attempt, called: Called) -> None:
    """Money that never paid for anything has gone back: the order knows nothing of it."""


CONCLUSIONS: Mapping[Kind, Conclude] = {
    "charge": charges.conclude_charge,
    "capture": captures.conclude_capture,
    "void": captures.conclude_void,
    "refund": refund_outcomes.conclude_refund,
    "reversal": conclude_reversal,
}
"""What each kind of intent does to its order; a kind's function is in its own file."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What settling needs beside the time."""

    units: Units
    gateways: Gateways
    vault: Vault
    render_of: Callable[[Store], Render]


async def settle_due(settling: Settling, now: int) -> int:
    """Settle what is open and due, in all stores; how many were settled."""

    async def due(unit: Unit) -> list[tuple[int, Attempt]]:
        return await payment_attempts.find_due(unit, now, SETTLED_AT_ONCE)

    settled = 0
    for store_id, attempt in await settling.units.read(due):
        settled += await settle(settling, store_id, attempt, now)
    return settled


async def settle(settling: Settling, store_id: int, attempt: Attempt, now: int) -> bool:
    """Ask the gateway what became of an intent, and write it; whether it is open no more."""

    async def read(unit: Unit) -> tuple[Store | None, PaymentMethod | None]:
        store = await access.get_store(unit, store_id)
        return store, await payment_methods.find(unit, store_id, attempt.payment_method_id)

    store, method = await settling.units.read(read)
    if store is None:
        return False
    try:
        if method is None:
            raise GatewayMisconfigured(attempt.payment_method_id)
        called = await _ask(settling.gateways.of(store_id, method), attempt)
    except GatewayError:
        await settling.units.write(lambda unit: _postpone(unit, store_id, attempt, now))
        return False
    by = By(store, ACTOR, now, settling.render_of(store))
    called = with_kept(settling, called)

    async def write(unit: Unit) -> Attempt | None:
        return await conclude(unit, by, attempt.id, called)

    after = await settling.units.write(write)
    return after is not None and not after.is_open


async def _postpone(unit: Unit, store_id: int, attempt: Attempt, now: int) -> None:
    later = now + gateway_calls.SETTLE_MS
    payment_attempts.postpone(unit, store_id, attempt.id, later)


def with_kept(settling: Settling, called: Called) -> Called:
    """The call with what the gateway has stored behind a token of ours."""
    if called.outcome is None or called.outcome.stored is None:
        return called
    return replace(called, kept=settling.vault.keep(called.outcome.stored))


async def conclude(unit: Unit, by: By, attempt_id: int, called: Called) -> Attempt | None:
    """Write what a call has come to; None where another has written it before.

    Locks the order, then the intent.
    """
    found = await payment_attempts.find(unit, by.store.id, attempt_id)
    if found is None:
        return None
    await orders.find_order(unit, by.store.id, found.order_id, lock=True)
    attempt = await payment_attempts.find(unit, by.store.id, attempt_id, lock=True)
    if attempt is None or not attempt.is_open:
        if attempt is not None:
            _reverse_stray(unit, by, attempt, called)
        return None
    after = concluded(attempt, called, by.now)
    payment_attempts.save(unit, by.store.id, after)
    await unit.flush()
    await CONCLUSIONS[attempt.kind](unit, by, after, called)
    await unit.flush()
    return after


def _reverse_stray(unit: Unit, by: By, attempt: Attempt, called: Called) -> None:
    """Queue that money is given back which came after its intent was taken for failed."""
    outcome = called.outcome
    if attempt.kind != "charge" or attempt.status is not AttemptStatus.FAILED or outcome is None:
        return
    if outcome.status == "declined":
        return
    reversal = Attempt(
        kind="reversal",
        order_id=attempt.order_id,
        key=f"{attempt.key}-reversal",
        amount=attempt.amount,
        currency=attempt.currency,
        payment_method_id=attempt.payment_method_id,
        gateway_transaction_id=outcome.gateway_transaction_id,
        details={"transaction_type": attempt.details["transaction_type"]},
        created_at=by.now,
        settle_after=by.now,
    )
    payment_attempts.add(unit, by.store.id, reversal)


async def _ask(gateway: Gateway, attempt: Attempt) -> Called:
    """What became of the key.

    What the gateway has not seen of a charge by now it will not see, as every call of ours has
    ended; what names an earlier transaction is simply asked for again.
    """
    called = await gateway_calls.look_up(gateway, attempt.key)
    if not isinstance(called.error, NotSeen):
        return called
    if attempt.kind == "charge":
        return Called(error=GatewayUnavailable("the gateway has never seen it"))
    return await follow_up(gateway, attempt)


async def follow_up(gateway: Gateway, attempt: Attempt) -> Called:
    """Capture, void or refund what an intent names; harmless to repeat."""
    request = FollowUp(
        attempt.key, attempt.amount, attempt.currency, attempt.gateway_transaction_id
    )
    acts = {"capture": gateway.capture, "void": gateway.void, "refund": gateway.refund}
    kind: str = attempt.kind
    if kind == "reversal":
        kind = "void" if attempt.details["transaction_type"] == "authorization" else "refund"
    act = acts[kind]
    return await gateway_calls.call(gateway, attempt.key, lambda: act(request))
