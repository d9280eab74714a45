"""A store in a running application whose answers are judged as they come."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from orderwright.db.statement import Statement
from orderwright.db.unit import Unit
from orderwright.domain.store import Store
from tests.contract.deviations import deviations, read_table
from tests.contract.exchange import Exchange, decode, judge
from tests.contract.reference import Reference, reference
from tests.contract.validate import Finding
from tests.contract.wire import wire_findings
from tests.support.client import Reply
from tests.support.world import ALL_SCOPES, START, World

# The platform's own address, so that links can be compared with recorded ones as they are.
PLATFORM = {"host": "api.bigcommerce.com", "x-forwarded-proto": "https"}
_INDEX = re.compile(r"/\d+(?=/|$)")
_NO_DEVIATIONS = read_table({})
_SET_COUNTER = Statement(
    "INSERT INTO counters (store_id, name, value) VALUES (:store_id, :name, :value) "
    "ON CONFLICT (store_id, name) DO UPDATE SET value = excluded.value"
)


@dataclass(frozen=True, eq=False)
class Stage:
    """A running application on one database, and the OpenAPI document that it publishes."""

    world: World
    own: Reference

    @classmethod
    def of(cls, world: World) -> "Stage":
        reply = world.client.get("/openapi.json")
        assert reply.status == 200, reply
        return cls(world, Reference({"own": decode(reply.body)}))


@dataclass
class Shop:
    """One store with a token of every scope; arrangements and cases call the server through it.

    With `only`, answers of that operation alone are judged: each has a test of its own.
    """

    stage: Stage
    store: Store
    token: str
    exchanges: list[Exchange] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)
    is_judging: bool = True
    only: str | None = None

    @classmethod
    def open(cls, stage: Stage, name: str, **profile: Any) -> "Shop":
        """A new store of its own; the clock starts anew with it."""
        stage.world.clock.freeze(START)
        store = stage.world.add_store(name, **profile)
        return cls(stage, store, stage.world.add_token(store, *ALL_SCOPES))

    @property
    def world(self) -> World:
        return self.stage.world

    def call(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        expect: int | None = None,
    ) -> Any:
        """The decoded answer to a request that must succeed, or give the status `expect`."""
        reply = self.send(method, path, json, body=body, headers=headers)
        right = reply.status == expect if expect else 200 <= reply.status < 300
        assert right, f"{method} {path} -> {reply.status} {reply.text[:2000]}"
        return decode(reply.body) if reply.body else None

    def send(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """Any answer, judged by the wire's rules, the reference and what we publish ourselves."""
        full = self.address(path)
        own = {"x-auth-token": self.token, **PLATFORM, **(headers or {})}
        reply = self.world.client.request(method, full, json, body=body, headers=own)
        if self.is_judging and self.only in (None, self._operation(method, full)):
            self.note(Exchange(method, full, reply))
        return reply

    def _operation(self, method: str, full: str) -> str | None:
        """As we serve it: a path of ours may be more literal than one of the reference."""
        return self.stage.own.find(method, full) or reference().find(method, full)

    def address(self, path: str) -> str:
        """Paths of V2, V3 and X are below the store's own address."""
        own = path.split("/")[1] in ("v2", "v3", "x")
        return f"/stores/{self.store.hash}{path}" if own else path

    def note(self, exchange: Exchange) -> None:
        """Judge an exchange. Raises AssertionError with every finding."""
        self.exchanges.append(exchange)
        key = self._operation(exchange.method, exchange.path)
        origin = f"https://{PLATFORM['host']}/stores/{self.store.hash}"
        problems = [f"wire: {finding}" for finding in wire_findings(exchange, origin)]
        for source, described, table in (
            ("reference", reference(), deviations()),
            ("published", self.stage.own, _NO_DEVIATIONS),
        ):
            verdict = judge(described, table, exchange, key)
            problems += [f"{source}: {finding}" for finding in _first_of_each(verdict.findings)]
            if key is not None and exchange.reply.status < 300:
                self.seen.setdefault(key, set()).update(pointers(verdict.value))
        assert not problems, "\n  ".join([str(exchange), *problems])

    def number(self, counter: str, following: int) -> None:
        """Let the next number taken of a counter be `following`."""

        async def work(unit: Unit) -> None:
            await unit.execute(
                _SET_COUNTER, store_id=self.store.id, name=counter, value=following - 1
            )

        self.world.write(work)

    def set_profile(self, **changes: Any) -> None:
        """Change the store's settings."""
        kept = self.world.store
        self.world.store = self.store
        self.world.set_profile(**changes)
        self.store, self.world.store = self.world.store, kept

    def wait(self, seconds: int) -> None:
        self.world.clock.advance(seconds * 1000)


def _first_of_each(findings: Iterable[Finding]) -> Iterable[Finding]:
    """One finding of those that every row of a list shows alike."""
    return {(_INDEX.sub("/-", f.pointer), f.rule): f for f in reversed([*findings])}.values()


def pointers(value: Any, pointer: str = "") -> Iterator[str]:
    """Every place of a value, items of lists as `-`; empty and null places count."""
    yield pointer
    if isinstance(value, dict):
        for name, child in value.items():
            yield from pointers(child, f"{pointer}/{name}")
    elif isinstance(value, list):
        for child in value:
            yield from pointers(child, f"{pointer}/-")
