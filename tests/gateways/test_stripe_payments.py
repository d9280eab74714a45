"""Orders paid through Stripe: from the payments host to the processor and back."""

import json
from collections.abc import Iterator

import pytest

from tests.support.paying import (
    add_method,
    attempts_of,
    open_shop,
    order_of,
    order_to_pay,
    pay,
    pay_order,
    payment,
    token_for,
)
from tests.support.shop import data
from tests.support.stripe import SECRET_KEY, StripeProxy, running_stripe
from tests.support.world import World

STRIPE_CARD = "stripe.card"


@pytest.fixture(scope="module")
def stripe() -> Iterator[StripeProxy]:
    with running_stripe() as proxy:
        yield proxy


@pytest.fixture(autouse=True)
def shop(world: World, stripe: StripeProxy) -> None:
    stripe.reset()
    open_shop(world)
    configuration = json.dumps({"secret_key": SECRET_KEY, "api_base": stripe.address})
    sealed = world.services.sealer.seal(configuration)
    add_method(world, id=STRIPE_CARD, name="Stripe", gateway="stripe", configuration_sealed=sealed)


def by_stripe(number: str = "4242424242424242") -> dict[str, object]:
    body = payment(number=number)
    body["payment"]["payment_method_id"] = STRIPE_CARD
    return body


def test_an_order_is_paid(world: World) -> None:
    number = order_to_pay(world)
    paid = data(pay_order(world, number, by_stripe()), 201)
    assert (paid["status"], paid["transaction_type"]) == ("success", "purchase")
    order = order_of(world, number)
    assert (order["status_id"], order["payment_method"]) == (11, "Stripe")
    assert order["payment_provider_id"].startswith("pi_")


def test_a_refusal_leaves_the_token_good(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    refused = pay(world, token, by_stripe("4000000000000341"))
    assert (refused.status, refused.json()["code"]) == (422, 30104)
    assert order_of(world, number)["status_id"] == 0
    assert pay(world, token, by_stripe()).status == 201


def test_an_answer_that_was_lost_is_asked_for(world: World, stripe: StripeProxy) -> None:
    number = order_to_pay(world)
    before = stripe.requests.count(("POST", "/v1/payment_intents"))
    stripe.fall_silent("/payment_intents", "after")
    assert pay_order(world, number, by_stripe()).status == 201
    assert stripe.requests.count(("POST", "/v1/payment_intents")) == before + 1
    assert [attempt.status for attempt in attempts_of(world, number)] == ["succeeded"]


def test_a_request_that_was_lost_charges_nothing(world: World, stripe: StripeProxy) -> None:
    number = order_to_pay(world)
    stripe.fall_silent("/payment_intents", "before")
    reply = pay_order(world, number, by_stripe())
    assert (reply.status, reply.json()["code"]) == (500, 10000)
    assert order_of(world, number)["status_id"] == 0
    assert [attempt.status for attempt in attempts_of(world, number)] == ["unknown"]
