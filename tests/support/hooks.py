"""Hooks in a test's store, and a worker that delivers to them when it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from orderwright.app import build_deliverer
from orderwright.jobs.deliver_webhooks import Deliverer
from tests.support.receiver import Receiver
from tests.support.world import World

ORDER = {
    "billing_address": {
        "first_name": "Ada", "last_name": "Mercer", "street_1": "12 Juniper Lane",
        "city": "Austin", "state": "Texas", "zip": "78701", "country": "United States",
        "country_iso2": "US", "email": "ada@example.com",
    },
    "products": [{"name": "Mug", "quantity": 1, "price_ex_tax": 10, "price_inc_tax": 11}],
}  # fmt: skip


class Post:
    """Stands for the mail server: what would have been sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[tuple[str, ...], str, str]] = []

    async def send(self, recipients: tuple[str, ...], subject: str, text: str) -> None:
        self.sent.append((recipients, subject, text))


@dataclass
class Hooked:
    """A store with hooks, and its worker."""

    world: World
    deliverer: Deliverer
    post: Post = field(default_factory=Post)

    def hook(self, receiver: Receiver, scope: str = "store/order/*", **fields: Any) -> int:
        """A new hook; its id."""
        body = {"scope": scope, "destination": receiver.url(f"/{scope}"), **fields}
        reply = self.world.post("/v3/hooks", body)
        assert reply.status == 200, reply
        hook_id: int = reply.json()["data"]["id"]
        return hook_id

    def order(self) -> int:
        reply = self.world.post("/v2/orders", ORDER)
        assert reply.status == 201, reply
        order_id: int = reply.json()["id"]
        return order_id

    def change(self, order_id: int, note: str) -> None:
        reply = self.world.put(f"/v2/orders/{order_id}", {"staff_notes": note})
        assert reply.status == 200, reply

    def deliver(self) -> None:
        """Let the worker do all that is to be done at this instant."""
        self.world.client.run(self.deliverer.settle())

    def later(self, seconds: float) -> None:
        """Let time pass, and deliver what is due then."""
        self.world.clock.advance(int(seconds * 1_000))
        self.deliver()

    def shown(self, hook_id: int) -> dict[str, Any]:
        found: dict[str, Any] = self.world.get(f"/v3/hooks/{hook_id}").json()["data"]
        return found

    def log(self, hook_id: int) -> list[dict[str, Any]]:
        """The log of a hook's deliveries, the oldest first."""
        rows: list[dict[str, Any]] = self.world.get(
            f"/x/hooks/{hook_id}/deliveries?limit=250"
        ).json()["data"]
        return rows[::-1]


@contextmanager
def hooked_world(world: World, worker: str = "tests") -> Iterator[Hooked]:
    deliverer = build_deliverer(world.settings, world.services, worker)
    post = Post()
    deliverer._mailer = post
    try:
        yield Hooked(world, deliverer, post)
    finally:
        world.client.run(deliverer.finish())
