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
from orderwright.gateways.providers import Account, ProviderFailed, Providers, read_options

QUESTIONS_MAX = 40
"""Asked for one request; a cart that changes faster than this is priced by the fallback."""

CHECK_OPTIONS = "/check_connection_options"
WITHOUT_ACCOUNT = (CHECK_OPTIONS,)
"""What is asked about an account that is not kept yet."""

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
    silent: set[tuple[Kind, str]] = field(default_factory=set)
    """Providers that have failed this request, and are not waited for again."""

    def answer(self, question: Question) -> Answer | None:
        """The answer, None where there is none to be had. Raises QuoteNeeded."""
        if question.asked in self.answers or len(self.answers) >= QUESTIONS_MAX:
            return self.answers.get(question.asked)
        if (question.kind, question.provider_id) in self.silent:
            return None
        raise QuoteNeeded(question)

    def put(self, question: Question, answer: Answer | None) -> None:
        """Keep what was answered, if anything was."""
        self.answers[question.asked] = answer
        if answer is None:
            self.silent.add((question.kind, question.provider_id))


class Units(Protocol):
    """What runs units of work."""

    def read(self, work: Work[Result]) -> Awaitable[Result]: ...

    def write(self, work: Work[Result]) -> Awaitable[Result]: ...


@dataclass(frozen=True, slots=True)
class Asking:
    """What it takes to ask a store's providers; `open_secret` unseals an account's password."""

    units: Units
    providers: Providers
    open_secret: Callable[[bytes], str]

    async def ask(self, store_id: int, store_hash: str, question: Question) -> Answer | None:
        """The provider's answer, None where it did not give a usable one."""
        account, body = Account(store_hash), question.body
        if question.path not in WITHOUT_ACCOUNT:
            connection = await self._connection(store_id, question)
            if connection is None:
                return None
            secret = "" if connection.secret is None else self.open_secret(connection.secret)
            if question.kind == "carrier":
                body = {**body, "connection_options": read_options(secret)}
            else:
                account = Account(store_hash, connection.username, secret, connection.profile)
        try:
            return await self.providers.ask(
                question.kind, question.provider_id, question.path, account, body
            )
        except ProviderFailed:
            return None

    async def _connection(
        self, store_id: int, question: Question
    ) -> provider_connections.Connection | None:
        async def find(unit: Unit) -> provider_connections.Connection | None:
            return await provider_connections.find(
                unit, store_id, question.kind, question.provider_id
            )

        return await self.units.read(find)


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
            desk.put(needed.question, await ask(needed.question))
