"""Quotes of outside providers of taxes and shipping: asked for between units of work, never inside.

A unit that finds that it needs a quote raises `QuoteNeeded` with the question, and has then written
nothing. Whoever runs it asks, and runs it again with the answer on the desk. The unit works its
question out anew and takes the answer only if it was given to that very question, so that a cart
that has changed meanwhile is asked about again.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeVar

from orderwright.db import provider_connections
from orderwright.db.unit import Unit, Work
from orderwright.gateways.providers import Account, ProviderFailed, Providers

QUESTIONS_MAX = 8
"""Asked for one request; a cart that changes faster than this is priced by the fallback."""

Kind = Literal["tax", "carrier"]
Result = TypeVar("Result")
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What one provider is to be asked; `asked` stands for all that its answer depends on."""

    kind: Kind
    provider_id: str
    path: str
    body: Mapping[str, Any]
    asked: str


class QuoteNeeded(Exception):
    """A unit of work cannot go on without this answer."""

    def __init__(self, question: Question) -> None:
        super().__init__(f"{question.kind} {question.provider_id}")
        self.question = question


@dataclass(slots=True)
class QuoteDesk:
    """The answers that one request has got so far; None for a provider that did not answer."""

    answers: dict[str, Answer | None] = field(default_factory=dict)

    def answer(self, question: Question) -> Answer | None:
        """The answer, None where there is none to be had. Raises QuoteNeeded."""
        if question.asked in self.answers or len(self.answers) >= QUESTIONS_MAX:
            return self.answers.get(question.asked)
        raise QuoteNeeded(question)


class Units(Protocol):
    """What runs units of work that only read."""

    def read(self, work: Work[Result]) -> Awaitable[Result]: ...


@dataclass(frozen=True, slots=True)
class Asking:
    """What it takes to ask a store's providers; `open_secret` unseals an account's password."""

    units: Units
    providers: Providers
    open_secret: Callable[[bytes], str]

    async def ask(self, store_id: int, store_hash: str, question: Question) -> Answer | None:
        """The provider's answer, None where it did not give a usable one."""

        async def find(unit: Unit) -> provider_connections.Connection | None:
            return await provider_connections.find(
                unit, store_id, question.kind, question.provider_id
            )

        connection = await self.units.read(find)
        if connection is None:
            return None
        secret = "" if connection.secret is None else self.open_secret(connection.secret)
        account = Account(store_hash, connection.username, secret, connection.profile)
        try:
            return await self.providers.ask(
                question.kind, question.provider_id, question.path, account, question.body
            )
        except ProviderFailed:
            return None


async def with_quotes(
    desk: QuoteDesk,
    run: Callable[[], Awaitable[Result]],
    ask: Callable[[Question], Awaitable[Answer | None]],
) -> Result:
    """Run a unit of work as often as it needs another quote."""
    while True:
        try:
            return await run()
        except QuoteNeeded as needed:
            desk.answers[needed.question.asked] = await ask(needed.question)
