"""Balances of gift certificates and store credit: never below zero, and explained by entries."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from orderwright.actions import balances
from orderwright.db import balances as stored
from orderwright.db.balances import GIFT_CERTIFICATE, STORE_CREDIT, BalanceOf
from orderwright.db.unit import Unit
from orderwright.domain.errors import InsufficientBalance, NotFound
from tests.support.world import World

TAKERS = 12
ORDER = 100
GIFT = {
    "to_name": "Jo",
    "to_email": "jo@example.com",
    "from_name": "Al",
    "from_email": "al@example.com",
    "amount": "25",
    "code": "GIFT",
}
CUSTOMER = {
    "email": "jo@example.com",
    "first_name": "Jo",
    "last_name": "Lee",
    "store_credit_amounts": [{"amount": 25}],
}


def take_certificate(world: World, amount: int, currency: str = "USD") -> Callable[[Unit], Any]:
    now = world.clock.now()

    async def work(unit: Unit) -> None:
        await balances.take_certificate(unit, world.store.id, "gift", currency, amount, ORDER, now)

    return work


def take_credit(world: World, amount: int) -> Callable[[Unit], Any]:
    now = world.clock.now()

    async def work(unit: Unit) -> None:
        await balances.take_credit(unit, world.store.id, 1, amount, ORDER, now)

    return work


def entries(world: World, kept: BalanceOf) -> list[tuple[int, str, int]]:
    async def work(unit: Unit) -> list[tuple[int, str, int]]:
        found = await stored.entries_of(unit, world.store.id, kept, 1)
        return [(entry.amount, entry.reason, entry.order_id) for entry in found]

    rows: list[tuple[int, str, int]] = world.read(work)
    return rows


def certificate_balance(world: World) -> str:
    balance: str = world.get("/v2/gift_certificates/1").json()["balance"]
    return balance


def credit(world: World) -> str:
    amount: str = world.get("/v2/customers/1").json()["store_credit"]
    return amount


def together(world: World, work: Callable[[Unit], Any], count: int) -> list[Exception | None]:
    """Run a unit so many times at once; what each raised."""

    async def one() -> Exception | None:
        try:
            await world.services.database.write(work)
        except InsufficientBalance as refusal:
            return refusal
        return None

    async def every() -> list[Exception | None]:
        return list(await asyncio.gather(*[one() for _ in range(count)]))

    raised: list[Exception | None] = world.client.run(every())
    return raised


def test_a_certificate_is_spent_given_back_and_explained(world: World) -> None:
    world.post("/v2/gift_certificates", GIFT)
    world.write(take_certificate(world, 100_000))
    assert certificate_balance(world) == "15.0000"

    async def give_back(unit: Unit) -> bool:
        return await balances.give_back_certificate(
            unit, world.store.id, 1, 40_000, ORDER, world.clock.now()
        )

    assert world.write(give_back)
    world.put("/v2/gift_certificates/1", {"balance": 12})
    assert certificate_balance(world) == "12.0000"
    assert entries(world, GIFT_CERTIFICATE) == [
        (250_000, "set", 0),
        (-100_000, "taken", ORDER),
        (40_000, "given_back", ORDER),
        (-70_000, "set", 0),
    ]
    world.delete("/v2/gift_certificates/1")
    assert not world.write(give_back)


@pytest.mark.parametrize(
    "changes, currency",
    [
        ({"code": "OTHER"}, "USD"),
        ({}, "EUR"),
        ({"status": "disabled"}, "USD"),
        ({"expiry_date": "Thu, 18 Jun 2026 14:23:09 +0000"}, "USD"),
        ({"balance": 0}, "USD"),
    ],
)
def test_what_cannot_be_spent_is_not_found(
    world: World, changes: dict[str, Any], currency: str
) -> None:
    world.post("/v2/gift_certificates", GIFT | changes)
    before = entries(world, GIFT_CERTIFICATE)
    with pytest.raises(NotFound):
        world.write(take_certificate(world, 10_000, currency))
    assert entries(world, GIFT_CERTIFICATE) == before


def test_store_credit_is_spent_given_back_and_explained(world: World) -> None:
    world.post("/v3/customers", [CUSTOMER])
    world.write(take_credit(world, 250_000))
    with pytest.raises(InsufficientBalance) as refusal:
        world.write(take_credit(world, 1))
    assert refusal.value.available == 0

    async def give_back(unit: Unit) -> bool:
        return await balances.give_back_credit(
            unit, world.store.id, 1, 10_000, ORDER, world.clock.now()
        )

    assert world.write(give_back)
    world.put("/v2/customers/1", {"store_credit": 3})
    assert credit(world) == "3.0000"
    assert entries(world, STORE_CREDIT) == [
        (250_000, "set", 0),
        (-250_000, "taken", ORDER),
        (10_000, "given_back", ORDER),
        (20_000, "set", 0),
    ]
    world.delete("/v2/customers/1")
    assert not world.write(give_back)
    with pytest.raises(InsufficientBalance):
        world.write(take_credit(world, 1))


@pytest.mark.parametrize("kind", ["certificate", "credit"])
def test_takers_at_once_take_no_more_than_there_is(world: World, kind: str) -> None:
    """25 is there, and twelve want 10 each at the same moment."""
    if kind == "certificate":
        world.post("/v2/gift_certificates", GIFT)
        raised = together(world, take_certificate(world, 100_000), TAKERS)
        left, kept = certificate_balance(world), GIFT_CERTIFICATE
    else:
        world.post("/v3/customers", [CUSTOMER])
        raised = together(world, take_credit(world, 100_000), TAKERS)
        left, kept = credit(world), STORE_CREDIT
    assert sum(refusal is None for refusal in raised) == 2
    assert left == "5.0000"
    assert sum(amount for amount, _, _ in entries(world, kept)) == 50_000
