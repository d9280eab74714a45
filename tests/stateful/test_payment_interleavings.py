"""Clients, time-outs, crashes and retries in any interleaving: never charged twice.

Never money without a paid order, never a paid order without money. `make evidence` looks at 10,000
interleavings on each database, the ordinary run at a few.
"""

import asyncio
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orderwright.actions import settling
from orderwright.gateways.gateway import GatewayTimeout
from orderwright.gateways.sandbox_book import Charge
from tests.api.shopping import add_order
from tests.support.client import Request
from tests.support.paying import (
    add_method,
    attempts_of,
    books,
    order_of,
    payment,
    sandbox_of,
    token_for,
    transactions_of,
)
from tests.support.world import World

TOTAL = 100_000
MINUTE_MS = 60_000
ROUNDS_MAX = 6
SUCCESS, DECLINED, PENDING = "4111111111111111", "4000000000000002", "4000000000000507"
FAULTS = ("none", "crash before", "crash after", "silent before", "silent after")
EXPECTED = {201, 401, 409, 422, 500}

_keys = count()


@dataclass(frozen=True, slots=True)
class Wave:
    """Requests that are sent at once, what befalls the gateway's calls, and minutes until the job.

    A request is a card, one of three tokens and one of three keys, or none.
    """

    requests: tuple[tuple[str, int, int | None], ...]
    faults: tuple[tuple[str, int], ...]
    minutes: int


WAVES = st.lists(
    st.builds(
        Wave,
        requests=st.lists(
            st.tuples(
                st.sampled_from((SUCCESS, SUCCESS, DECLINED, PENDING)),
                st.integers(0, 2),
                st.none() | st.integers(0, 2),
            ),
            min_size=1,
            max_size=5,
        ).map(tuple),
        faults=st.lists(st.tuples(st.sampled_from(FAULTS), st.integers(0, 3)), max_size=3).map(
            tuple
        ),
        minutes=st.integers(0, 3),
    ),
    min_size=1,
    max_size=3,
)


class Shaky:
    """Stands between the server and the sandbox, and fails as it is told."""

    def __init__(self, world: World) -> None:
        self._gateway = sandbox_of(world)
        self._charge = type(self._gateway).charge
        self._faults: list[tuple[str, int]] = []
        self._gateway.charge = self.charge

    def suffer(self, faults: tuple[tuple[str, int], ...]) -> None:
        self._faults = list(faults)

    async def charge(self, request: Any) -> Any:
        fault, turns = self._faults.pop(0) if self._faults else ("none", 1)
        for _ in range(turns):  # others get their turns meanwhile
            await asyncio.sleep(0)
        if fault == "crash before":
            raise RuntimeError("the process ends here")
        if fault == "silent before":
            raise GatewayTimeout("no answer")
        outcome = await self._charge(self._gateway, request)
        await asyncio.sleep(0)
        if fault == "crash after":
            raise RuntimeError("the process ends here")
        if fault == "silent after":
            raise GatewayTimeout("no answer")
        return outcome


@pytest.mark.hypothesis
def test_at_most_one_charge(world: World, request: pytest.FixtureRequest) -> None:
    add_method(world)
    shaky = Shaky(world)
    profile = request.config.getoption("--hypothesis-profile")
    examples = 10_000 if profile == "campaign" else 15

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(waves=WAVES)
    def play(waves: list[Wave]) -> None:
        seen = len(books(world))
        number = add_order(world, status_id=0)["id"]
        tokens = [token_for(world, number) for _ in range(3)]
        keys = [f"key-{next(_keys)}" for _ in range(3)]
        for wave in waves:
            shaky.suffer(wave.faults)
            replies = world.together([sent(one, tokens, keys) for one in wave.requests])
            assert {reply.status for reply in replies} <= EXPECTED, replies
            world.clock.advance(wave.minutes * MINUTE_MS)
            settle(world)
            check(world, number, books(world)[seen:])
        shaky.suffer(())
        for _ in range(ROUNDS_MAX):
            world.clock.advance(ROUNDS_MAX * MINUTE_MS)
            settle(world)
        assert not any(one.is_open for one in attempts_of(world, number))
        check(world, number, books(world)[seen:], is_settled=True)

    play()


def sent(wanted: tuple[str, int, int | None], tokens: list[str], keys: list[str]) -> Request:
    card, token, key = wanted
    headers = {"authorization": f"PAT {tokens[token]}"}
    if key is not None:
        headers["idempotency-key"] = keys[key]
    return Request("POST", "/payments", payment(number=card), headers=headers)


def settle(world: World) -> None:
    world.client.run(settling.settle_due(world.services.paying, world.clock.now()))


def check(world: World, number: int, made: list[Charge], *, is_settled: bool = False) -> None:
    """What the gateway has, and what the order says, agree."""
    taken = [one for one in made if one.state == "captured"]
    kept = [one for one in taken if not one.refunded]
    waiting = [one for one in made if one.state == "pending"]
    assert len(kept) + len(waiting) <= 1, made
    order = order_of(world, number)
    paid = [one for one in transactions_of(world, number)
            if one.event == "purchase" and one.status == "ok"]  # fmt: skip
    if order["status_id"] == 11:
        assert [one.amount for one in kept] == [TOTAL]
        assert [one.amount for one in paid] == [TOTAL]
    if is_settled:
        assert order["status_id"] == (11 if kept else 0), (order["status_id"], made)
        assert len(paid) == len(kept)
        assert not waiting
