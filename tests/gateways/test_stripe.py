"""Stripe through its own library, against a server that speaks its API."""

from collections.abc import AsyncIterator

import pytest

from orderwright.domain.instrument import Card, CardDetails, Stored, TokenizedCard
from orderwright.domain.payment import Decline
from orderwright.gateways.gateway import (
    ChargeRequest,
    FollowUp,
    GatewayMisconfigured,
    GatewayTimeout,
    GatewayUnavailable,
    Outcome,
)
from orderwright.gateways.stripe import Stripe, open_stripe
from orderwright.gateways.stripe_wire import minor_units
from tests.support.stripe import SECRET_KEY, StripeProxy, local_stripe

DETAILS = CardDetails("VISA", "4242", 12, 2030)


def card(number: str = "4242424242424242") -> Card:
    return Card(number, "Jane Doe", 12, 2030, "123")


def request(key: str, number: str = "4242424242424242", amount: int = 105_000) -> ChargeRequest:
    return ChargeRequest(key, amount, "USD", card(number))


def authorization(key: str) -> ChargeRequest:
    return ChargeRequest(key, 105_000, "USD", TokenizedCard("pm_card_visa"), True)


def posted(proxy: StripeProxy, path: str) -> int:
    return proxy.requests.count(("POST", path))


@pytest.fixture(scope="module")
async def proxy() -> AsyncIterator[StripeProxy]:
    async with local_stripe() as started:
        yield started


@pytest.fixture
async def gateway(proxy: StripeProxy) -> AsyncIterator[Stripe]:
    opened = Stripe(SECRET_KEY, proxy.address)
    yield opened
    await opened.close()


async def test_a_key_charges_once(gateway: Stripe) -> None:
    assert gateway.is_test
    first = await gateway.charge(request("one"))
    assert first == Outcome("success", first.gateway_transaction_id, card=DETAILS)
    assert await gateway.charge(request("one")) == first
    assert await gateway.look_up("one") == first
    assert await gateway.look_up("other") is None
    again = await gateway.charge(request("two"))
    assert again.gateway_transaction_id != first.gateway_transaction_id


async def test_refusals_are_outcomes(gateway: Stripe) -> None:
    refused = await gateway.charge(request("refused", "4000000000000341"))
    assert (refused.status, refused.decline) == ("declined", Decline.GENERIC)
    found = await gateway.look_up("refused")
    assert found is not None
    assert (found.status, found.decline) == ("declined", Decline.GENERIC)
    asking = await gateway.charge(request("asking", "4000000000003220"))
    assert (asking.status, asking.decline) == ("declined", Decline.VERIFICATION)
    gone = ChargeRequest("gone", 105_000, "USD", Stored("stored_card", "cus_none/pm_none"))
    assert (await gateway.charge(gone)).status == "declined"
    odd = ChargeRequest("odd", 105_001, "USD", card())
    assert (await gateway.charge(odd)).decline is Decline.INVALID


async def test_silence_is_not_taken_for_a_refusal(gateway: Stripe, proxy: StripeProxy) -> None:
    proxy.fall_silent("/payment_intents", "before")
    with pytest.raises(GatewayTimeout):
        await gateway.charge(request("before"))
    assert await gateway.look_up("before") is None
    proxy.fall_silent("/payment_intents", "after")
    with pytest.raises(GatewayTimeout):
        await gateway.charge(request("after"))
    found = await gateway.look_up("after")
    assert found == Outcome("success", found.gateway_transaction_id if found else "", card=DETAILS)
    assert await gateway.charge(request("after")) == found


async def test_silence_before_money_moves_has_done_nothing(
    gateway: Stripe, proxy: StripeProxy
) -> None:
    before = posted(proxy, "/v1/payment_intents")
    proxy.fall_silent("/payment_methods", "after")
    with pytest.raises(GatewayUnavailable):
        await gateway.charge(request("early"))
    assert posted(proxy, "/v1/payment_intents") == before


async def test_what_cannot_be_reached_or_opened(proxy: StripeProxy) -> None:
    with pytest.raises(GatewayMisconfigured):
        open_stripe({})
    stranger = open_stripe({"secret_key": "sk", "api_base": proxy.address})
    nowhere = Stripe(SECRET_KEY, "http://127.0.0.1:9")
    assert not stranger.is_test
    with pytest.raises(GatewayMisconfigured):
        await stranger.charge(request("stranger"))
    with pytest.raises(GatewayUnavailable):
        await nowhere.charge(authorization("nowhere"))
    await stranger.close()
    await nowhere.close()


async def test_capture_and_void_can_be_repeated(gateway: Stripe) -> None:
    held = (await gateway.charge(authorization("held"))).gateway_transaction_id
    part = FollowUp("capture", 50_000, "USD", held)
    captured = Outcome("success", held)
    assert await gateway.capture(part) == await gateway.capture(part) == captured
    assert (await gateway.void(FollowUp("late", 0, "USD", held))).status == "declined"
    let_go = (await gateway.charge(authorization("let go"))).gateway_transaction_id
    void = FollowUp("void", 0, "USD", let_go)
    assert await gateway.void(void) == await gateway.void(void) == Outcome("success", let_go)
    assert (await gateway.capture(FollowUp("c", 1_000, "USD", let_go))).status == "declined"


async def test_a_refund_is_made_once_under_its_key(gateway: Stripe, proxy: StripeProxy) -> None:
    paid = (await gateway.charge(request("paid"))).gateway_transaction_id
    refund = FollowUp("refund", 20_000, "USD", paid)
    before = posted(proxy, "/v1/refunds")
    proxy.fall_silent("/refunds", "after")
    with pytest.raises(GatewayTimeout):
        await gateway.refund(refund)
    made = await gateway.refund(refund)
    assert made.status == "success"
    assert await gateway.refund(refund) == made
    other = await gateway.refund(FollowUp("another", 20_000, "USD", paid))
    assert other.gateway_transaction_id != made.gateway_transaction_id
    assert posted(proxy, "/v1/refunds") == before + 2


async def test_a_saved_card_pays_later_until_it_is_forgotten(gateway: Stripe) -> None:
    saving = ChargeRequest("saving", 105_000, "USD", card(), save_instrument=True)
    stored = (await gateway.charge(saving)).stored
    assert stored is not None
    assert (stored.type, stored.card) == ("stored_card", DETAILS)
    kept = Stored("stored_card", stored.reference)
    later = ChargeRequest("later", 30_000, "USD", kept, is_recurring=True)
    assert (await gateway.charge(later)).status == "success"
    await gateway.forget(kept)
    await gateway.forget(kept)
    await gateway.forget(Stored("stored_card", "cus_none/pm_none"))


@pytest.mark.parametrize(
    "amount, currency, expected",
    [
        (105_000, "USD", 1_050),
        (100, "USD", 1),
        (10, "USD", None),
        (0, "USD", None),
        (-100, "USD", None),
        (5_000_000, "JPY", 500),
        (5_000, "JPY", None),
        (5_000_000, "ISK", 50_000),
        (12_300, "KWD", 1_230),
        (12_340, "KWD", None),
    ],
)
def test_amounts_are_written_as_stripe_writes_them(
    amount: int, currency: str, expected: int | None
) -> None:
    assert minor_units(amount, currency) == expected
