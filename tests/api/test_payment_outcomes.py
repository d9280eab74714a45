"""What becomes of payments when answers are lost, gateways wait, and requests are repeated."""

from dataclasses import replace
from typing import Any

import pytest

from orderwright.actions import settling
from orderwright.actions.gateway_calls import Called
from orderwright.actions.order_changes import By
from orderwright.api.v2.order_printing import renderer
from orderwright.db import payment_attempts
from orderwright.db.unit import Unit
from orderwright.domain.payment import AttemptStatus
from orderwright.gateways.gateway import Outcome
from orderwright.jobs import expire_stock_holds
from tests.support.client import Request
from tests.support.paying import (
    METHODS,
    TOKENS,
    attempts_of,
    books,
    open_shop,
    order_of,
    order_to_pay,
    pay,
    pay_order,
    payment,
    token_for,
    transactions_of,
)
from tests.support.shop import (
    CHECKOUTS,
    add_checkout,
    add_order,
    add_stocked,
    data,
    events,
    level_of,
)
from tests.support.world import World

MINUTE_MS = 60_000
UNKNOWN, PENDING, PENDING_DECLINED = "4000000000000424", "4000000000000507", "4000000000000515"
NO_ANSWER, DECLINED = "4000000000000408", "4000000000000002"


@pytest.fixture(autouse=True)
def shop(world: World) -> None:
    open_shop(world)


def settle(world: World, minutes: int = 2) -> int:
    """Run the job after some minutes; how many intents it settled."""
    world.clock.advance(minutes * MINUTE_MS)
    done: int = world.client.run(settling.settle_due(world.services.paying, world.clock.now()))
    return done


def test_an_unknown_charge_is_settled_by_the_job(world: World) -> None:
    number = order_to_pay(world)
    reply = pay_order(world, number, payment(number=UNKNOWN))
    assert (reply.status, reply.json()["code"]) == (500, 10000)
    assert [one.status for one in attempts_of(world, number)] == ["unknown"]
    assert (order_of(world, number)["status_id"], transactions_of(world, number)) == (0, [])
    for blocked in (world.post(TOKENS, {"order": {"id": number}}),
                    world.get(f"{METHODS}?order_id={number}")):  # fmt: skip
        assert (blocked.status, blocked.json()["code"]) == (409, 30101)
    assert settle(world, 0) == 0
    assert settle(world) == 1
    assert order_of(world, number)["status_id"] == 11
    (made,) = transactions_of(world, number)
    assert (made.event, made.status) == ("purchase", "ok")
    assert [one.state for one in books(world)] == ["captured"]
    assert settle(world) == 0


def test_a_charge_that_never_was_frees_its_order(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    reply = pay(world, token, payment(number=NO_ANSWER))
    assert (reply.status, reply.json()["code"]) == (500, 10000)
    assert pay(world, token).status == 409
    assert settle(world) == 1
    assert [one.status for one in attempts_of(world, number)] == ["failed"]
    assert (order_of(world, number)["status_id"], transactions_of(world, number)) == (0, [])
    assert pay(world, token).status == 201
    assert [one.state for one in books(world)] == ["captured"]


def test_a_crash_between_intent_and_call(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    crash(world, before_call=True)
    assert pay(world, token).status == 500
    assert [one.status for one in attempts_of(world, number)] == ["intended"]
    assert books(world) == []
    assert settle(world) == 1
    assert pay(world, token).status == 201


def test_a_crash_between_call_and_outcome(world: World) -> None:
    number = order_to_pay(world)
    crash(world, before_call=False)
    assert pay_order(world, number).status == 500
    assert [one.state for one in books(world)] == ["captured"]
    assert order_of(world, number)["status_id"] == 0
    assert settle(world) == 1
    assert order_of(world, number)["status_id"] == 11
    assert [one.state for one in books(world)] == ["captured"]


def crash(world: World, *, before_call: bool) -> None:
    """Let the next charge end the request, before or after the gateway has done it."""
    method = sandbox(world)
    real = method.charge

    async def failing(request: Any) -> Any:
        method.charge = real
        if not before_call:
            await real(request)
        raise RuntimeError("the process ends here")

    method.charge = failing


def sandbox(world: World) -> Any:
    books(world)
    return next(
        gateway
        for method, gateway in world.services.paying.gateways.made()
        if method.id == "sandbox.card"
    )


def test_pending_then_paid(world: World) -> None:
    number = order_to_pay(world)
    cart_id = order_of(world, number)["cart_id"]
    reply = pay_order(world, number, payment(number=PENDING))
    assert (reply.status, reply.json()["data"]["status"]) == (201, "pending")
    order = order_of(world, number)
    assert (order["status_id"], order["payment_status"]) == (7, "pending")
    assert world.get(f"{CHECKOUTS}/{cart_id}").status == 404
    assert [one.event for one in transactions_of(world, number)] == ["pending"]
    seen = len(events(world))
    assert settle(world) == 0
    assert settle(world, 5) == 1
    order = order_of(world, number)
    assert (order["status_id"], order["payment_status"]) == (11, "captured")
    assert [(one.event, one.status) for one in transactions_of(world, number)] == [
        ("purchase", "ok")
    ]
    assert [scope for scope, _ in events(world)[seen:]] == [
        "store/order/transaction/updated",
        "store/order/updated",
        "store/order/statusUpdated",
    ]


def test_pending_then_declined(world: World) -> None:
    vase = add_stocked(world, 5)
    number = add_order(world, add_checkout(world, (vase, 2))["id"])
    assert pay_order(world, number, payment(number=PENDING_DECLINED)).status == 201
    assert level_of(world, vase) == 3
    assert settle(world, 6) == 1
    order = order_of(world, number)
    assert (order["status_id"], order["payment_status"]) == (6, "declined")
    assert [(one.event, one.status) for one in transactions_of(world, number)] == [
        ("purchase", "error")
    ]
    assert level_of(world, vase) == 5


def test_the_hold_becomes_a_deduction(world: World) -> None:
    vase = add_stocked(world, 5)
    number = add_order(world, add_checkout(world, (vase, 2))["id"])
    assert level_of(world, vase) == 3
    assert pay_order(world, number).status == 201
    assert level_of(world, vase) == 3
    world.put(f"/v2/orders/{number}", {"status_id": 5})
    assert level_of(world, vase) == 5


def test_goods_of_an_open_payment_stay_held(world: World) -> None:
    vase = add_stocked(world, 2)
    number = add_order(world, add_checkout(world, (vase, 2))["id"])
    assert pay_order(world, number, payment(number=UNKNOWN)).status == 500
    world.clock.advance(300 * MINUTE_MS)
    world.client.run(expire_stock_holds.expire(world.services.database, world.clock.now()))
    assert level_of(world, vase) == 0
    assert settle(world, 0) == 1
    assert (order_of(world, number)["status_id"], level_of(world, vase)) == (11, 0)


def test_goods_that_are_gone_are_not_paid_for(world: World) -> None:
    vase = add_stocked(world, 2)
    number = add_order(world, add_checkout(world, (vase, 2))["id"])
    token = token_for(world, number)
    world.clock.advance(61 * MINUTE_MS)
    world.client.run(expire_stock_holds.expire(world.services.database, world.clock.now()))
    other = add_order(world, add_checkout(world, (vase, 1))["id"])
    assert pay_order(world, other).status == 201
    token = token_for(world, number)
    reply = pay(world, token)
    assert (reply.status, reply.json()["code"]) == (422, 10001)
    assert reply.json()["title"].startswith("We don't have enough Vase stock on hand")
    assert len(books(world)) == 1
    assert attempts_of(world, number) == []


def test_money_that_came_too_late_goes_back(world: World) -> None:
    number = order_to_pay(world)
    pay_order(world, number, payment(number=NO_ANSWER))
    assert settle(world) == 1
    (attempt,) = attempts_of(world, number)
    late = sandbox(world)
    request = world.client.run(late.look_up(attempt.key))
    assert request is None
    assert pay_order(world, number).status == 201
    charged = books(world)[0]
    by = By(world.store, "test", world.clock.now(), renderer(world.store))
    outcome = Outcome("success", charged.id)

    async def conclude(unit: Unit) -> object:
        return await settling.conclude(unit, by, attempt.id, Called(outcome))

    assert world.write(conclude) is None
    reversal = attempts_of(world, number)[-1]
    assert (reversal.kind, reversal.status, reversal.amount) == ("reversal", "intended", 250_000)
    assert settle(world) == 1
    assert books(world)[0].refunded == 250_000
    assert attempts_of(world, number)[-1].status == "succeeded"


def test_a_key_is_charged_once_and_answered_alike(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    first = pay(world, token, idempotency_key="once")
    again = pay(world, token, idempotency_key="once")
    assert (first.status, again.status) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    other = pay(world, token, payment(cardholder_name="John"), idempotency_key="once")
    assert other.status == 422
    assert other.json()["title"] == "Another request was made with this Idempotency-Key."
    assert len(books(world)) == 1


def test_a_declined_key_stays_declined(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    body = payment(number=DECLINED)
    replies = [pay(world, token, body, idempotency_key="k") for _ in range(2)]
    assert [reply.json()["code"] for reply in replies] == [30104, 30104]
    assert len(books(world)) == 1
    assert pay(world, token, idempotency_key="l").status == 201


def test_a_key_in_parallel(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    headers = {"authorization": f"PAT {token}", "idempotency-key": "p"}
    replies = world.together(
        [Request("POST", "/payments", payment(), headers=headers) for _ in range(12)]
    )
    assert {reply.status for reply in replies} <= {201, 409}
    assert len({reply.body for reply in replies if reply.status == 201}) == 1
    assert len(books(world)) == 1
    assert pay(world, token, idempotency_key="p").status == 201


def test_a_key_after_a_lost_answer(world: World) -> None:
    """The same request settles what it left behind, without the job."""
    number = order_to_pay(world)
    token = token_for(world, number)
    body = payment(number=UNKNOWN)
    assert pay(world, token, body, idempotency_key="k").status == 500
    assert pay(world, token, body, idempotency_key="k").status == 409
    world.clock.advance(2 * MINUTE_MS)
    reply = pay(world, token, body, idempotency_key="k")
    assert (reply.status, reply.json()["data"]["status"]) == (201, "success")
    assert [one.state for one in books(world)] == ["captured"]


def test_a_token_made_again_under_its_key(world: World) -> None:
    number, other = order_to_pay(world), order_to_pay(world)
    headers = {"idempotency-key": "t"}
    replies = [world.post(TOKENS, {"order": {"id": number}}, headers=headers) for _ in range(2)]
    assert [reply.status for reply in replies] == [201, 201]
    assert replies[0].json() == replies[1].json()
    mismatch = world.post(TOKENS, {"order": {"id": other}}, headers=headers)
    assert mismatch.status == 422
    assert pay(world, data(replies[1], 201)["id"]).status == 201


def test_recurring_is_passed_to_the_gateway(world: World) -> None:
    number = order_to_pay(world)
    seen: list[bool] = []
    gateway = sandbox(world)
    real = gateway.charge

    async def watching(request: Any) -> Any:
        seen.append(request.is_recurring)
        return await real(request)

    gateway.charge = watching
    assert pay(world, token_for(world, number, is_recurring=True)).status == 201
    assert seen == [True]


def test_settling_waits_for_a_gateway_that_is_away(world: World) -> None:
    number = order_to_pay(world)
    assert pay_order(world, number, payment(number=UNKNOWN)).status == 500
    (attempt,) = attempts_of(world, number)
    gone = replace(attempt, payment_method_id="gone.card")
    world.write(lambda unit: save(unit, world, gone))
    assert settle(world) == 0
    assert attempts_of(world, number)[0].status is AttemptStatus.UNKNOWN


async def save(unit: Unit, world: World, attempt: Any) -> None:
    payment_attempts.save(unit, world.store.id, attempt)
