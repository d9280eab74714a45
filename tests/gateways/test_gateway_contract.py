"""What every gateway promises, by the capabilities that it declares."""

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from orderwright.domain.instrument import BankAccount, Card, PayPalAccount, Stored, TokenizedCard
from orderwright.domain.payment import Decline
from orderwright.gateways.gateway import (
    Capability,
    ChargeRequest,
    FollowUp,
    Gateway,
    GatewayUnavailable,
    Outcome,
    VaultUnavailable,
)
from orderwright.gateways.sandbox import CAPABILITIES, Sandbox
from orderwright.gateways.sandbox_book import SandboxBook
from orderwright.gateways.sandbox_remote import RemoteSandbox
from orderwright.gateways.sandbox_server import build_sandbox_app
from orderwright.gateways.stripe import Stripe
from tests.support.stripe import SECRET_KEY, StripeProxy, running_stripe
from tests.support.world import START

PAGE = Path(__file__).parents[2] / "docs" / "own_gateway.md"
HOUSE_CARD = "9000000000000001"
NOBODY_CARD = "4929123456789012"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gateway under test with one card that pays and one that does not.

    `finds_follow_ups` is whether it finds by its key what followed a charge; repeating it is
    harmless in any case.
    """

    gateway: Gateway
    good: Card
    bad: Card
    token: str = "K7KW-M9GX-6PQ3"
    finds_follow_ups: bool = True

    def run(self, call: Any) -> Any:
        return asyncio.run(call)

    def charge(self, key: str = "k1", **changes: Any) -> Outcome:
        request = ChargeRequest(key, 250_000, "USD", self.good)
        found: Outcome = self.run(self.gateway.charge(replace(request, **changes)))
        return found

    def follow(self, verb: str, key: str, of: Outcome, amount: int = 250_000) -> Outcome:
        request = FollowUp(key, amount, "USD", of.gateway_transaction_id)
        found: Outcome = self.run(getattr(self.gateway, verb)(request))
        return found


def card(number: str) -> Card:
    return Card(number, "Jane Doe", 12, 2030, "422")


@pytest.fixture(scope="module")
def stripe_server() -> Iterator[StripeProxy]:
    with running_stripe() as proxy:
        yield proxy


@pytest.fixture(params=["sandbox", "sandbox without", "remote sandbox", "documented", "stripe"])
def candidate(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Candidate]:
    published = card("4111111111111111"), card("4000000000000002")
    if request.param == "documented":
        yield Candidate(documented(tmp_path / "tab.jsonl"), card(HOUSE_CARD), card(NOBODY_CARD))
    elif request.param == "remote sandbox":
        with_server = serving(str(tmp_path / "books"))
        address = next(with_server)
        yield Candidate(OneCallEach(lambda: RemoteSandbox(address)), *published)
        next(with_server, None)
    elif request.param == "stripe":
        proxy: StripeProxy = request.getfixturevalue("stripe_server")
        proxy.reset()
        made_here = OneCallEach(lambda: Stripe(SECRET_KEY, proxy.address))
        declined = card("4000000000000341")
        yield Candidate(made_here, published[0], declined, "pm_card_visa", finds_follow_ups=False)
    else:
        book = SandboxBook(str(tmp_path / "books"))
        able: frozenset[Capability] = frozenset({"authorize", "void"})
        less = "without" in request.param
        made = Sandbox(book, lambda: START, able if less else CAPABILITIES)
        yield Candidate(made, *published)
        book.close()


def documented(path: Path) -> Gateway:
    """The gateway of the page, as its reader would paste it."""
    (source,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    code = [line for line in source.splitlines() if line.strip()]
    assert len(code) <= 65, "it is to be about fifty lines"
    names: dict[str, Any] = {}
    exec(compile(source, "tab_gateway.py", "exec"), names)
    made: Gateway = names["gateway"]({"path": str(path)})
    return made


class OneCallEach:
    """A gateway whose connections end with every call, as every call has its own loop."""

    def __init__(self, make: Callable[[], Gateway]) -> None:
        self._make = make
        self.capabilities = make().capabilities
        self.is_test = True

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        async def call(*given: Any) -> Any:
            made = self._make()
            try:
                return await getattr(made, verb)(*given)
            finally:
                await made.close()

        return call


def serving(path: str) -> Iterator[str]:
    """The address of a sandbox behind a real socket."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        app = build_sandbox_app(path, lambda: START)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def test_a_key_is_done_once(candidate: Candidate) -> None:
    first = candidate.charge()
    assert (first.status, first.decline) == ("success", None)
    assert first.card is not None
    assert first.card.last_4 == candidate.good.number[-4:]
    again = candidate.charge()
    assert again.gateway_transaction_id == first.gateway_transaction_id
    assert candidate.run(candidate.gateway.look_up("k1")).status == "success"
    assert candidate.run(candidate.gateway.look_up("k2")) is None
    assert candidate.charge("k2").gateway_transaction_id != first.gateway_transaction_id


def test_a_refusal_is_an_outcome(candidate: Candidate) -> None:
    refused = candidate.charge(instrument=candidate.bad)
    assert (refused.status, refused.decline) == ("declined", Decline.GENERIC)
    assert candidate.charge(instrument=candidate.bad).status == "declined"


def test_refunds_are_bounded(candidate: Candidate) -> None:
    if "refund" not in candidate.gateway.capabilities:
        return
    made = candidate.charge()
    part = 100_000 if "partial_refund" in candidate.gateway.capabilities else 250_000
    assert candidate.follow("refund", "r1", made, part).status == "success"
    assert candidate.follow("refund", "r1", made, part).status == "success"
    assert candidate.follow("refund", "r2", made, 250_000).status == "declined"
    if part < 250_000:
        assert candidate.follow("refund", "r3", made, 150_000).status == "success"
        assert candidate.follow("refund", "r4", made, 100).status == "declined"
    found = candidate.run(candidate.gateway.look_up("r1"))
    assert (found is not None) == candidate.finds_follow_ups
    assert found is None or found.status == "success"


def test_what_is_authorized_is_captured_or_voided(candidate: Candidate) -> None:
    if "authorize" not in candidate.gateway.capabilities:
        return
    held = candidate.charge(is_authorization_only=True)
    other = candidate.charge("k2", is_authorization_only=True)
    assert candidate.follow("refund", "r1", held).status == "declined"
    if "capture" in candidate.gateway.capabilities:
        assert candidate.follow("capture", "c1", held, 200_000).status == "success"
        assert candidate.follow("capture", "c2", held, 200_000).status == "declined"
        assert candidate.follow("void", "v1", held).status == "declined"
        assert candidate.follow("refund", "r2", held, 200_100).status == "declined"
    assert candidate.follow("void", "v2", other).status == "success"
    assert candidate.follow("void", "v3", other).status == "declined"
    assert candidate.follow("capture", "c3", other).status == "declined"


def test_instruments_are_stored_and_forgotten(candidate: Candidate) -> None:
    gateway = candidate.gateway
    if "store_instruments" not in gateway.capabilities:
        assert candidate.charge(save_instrument=True).stored is None
        with pytest.raises(VaultUnavailable):
            candidate.run(gateway.keep(candidate.good))
        return
    stored = candidate.charge(save_instrument=True, customer_id=1).stored
    assert stored is not None
    assert candidate.good.number not in repr(stored)
    instrument = Stored(stored.type, stored.reference)
    assert candidate.charge("k2", instrument=instrument).status == "success"
    candidate.run(gateway.forget(instrument))
    candidate.run(gateway.forget(instrument))
    gone = candidate.charge("k3", instrument=instrument)
    assert gone.decline is Decline.UNKNOWN_INSTRUMENT


def test_accounts_are_kept_and_pay(candidate: Candidate) -> None:
    for capability, account in (
        ("paypal", PayPalAccount("jane@example.com")),
        ("bank_accounts", BankAccount("DE001", "12XXX56")),
    ):
        if capability in candidate.gateway.capabilities:
            kept = candidate.run(candidate.gateway.keep(account))
            instrument = Stored(kept.type, kept.reference)
            assert candidate.charge(capability, instrument=instrument).status == "success"
            wrong = Stored("stored_card", kept.reference)
            assert candidate.charge(f"{capability}-", instrument=wrong).status == "declined"


def test_tokenized_cards_pay(candidate: Candidate) -> None:
    if "tokenized_cards" in candidate.gateway.capabilities:
        assert candidate.charge(instrument=TokenizedCard(candidate.token)).status == "success"
        assert candidate.charge("k2", instrument=TokenizedCard("x")).status == "declined"


def test_a_key_is_not_another_request_s(candidate: Candidate) -> None:
    candidate.charge()
    if isinstance(candidate.gateway, Sandbox):
        with pytest.raises(GatewayUnavailable):
            candidate.charge(amount=1)
    assert candidate.charge("k9", amount=10_000).status == "success"
