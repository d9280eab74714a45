"""Deliveries from a judged store to a real receiver."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from orderwright.app import build_deliverer
from orderwright.domain.webhook_blocks import REQUESTS_FROM
from orderwright.jobs.deliver_webhooks import Deliverer
from tests.contract.shop import Shop
from tests.support.client import Reply
from tests.support.receiver import Answering, Receiver, Told, receiving


@dataclass
class Delivering:
    """A receiver, and the worker that delivers to it."""

    shop: Shop
    receiver: Receiver
    deliverer: Deliverer

    def hook(self, scope: str) -> int:
        body = {"scope": scope, "destination": self.receiver.url("/hooks")}
        hook_id: int = self.shop.call("POST", "/v3/hooks", body)["data"]["id"]
        return hook_id

    def deliver(self) -> list[Reply]:
        """All that has come so far, as answers that can be judged."""
        self.shop.world.client.run(self.deliverer.settle())
        return [Reply(200, each.headers, each.body) for each in self.receiver.received]

    def fail_often(self, scope: str) -> None:
        """Let the receiver's domain be blocked; customers make events of separate subjects."""
        self.hook(scope)
        for first in range(0, REQUESTS_FROM, 10):
            rows = [
                {"first_name": "A", "last_name": "B", "email": f"{first + each}@example.com"}
                for each in range(10)
            ]
            self.shop.call("POST", "/v3/customers", rows)
        self.deliver()


@contextmanager
def delivering(
    shop: Shop, answering: Answering | None = None, *, status: int = 200, timeout: float = 10
) -> Iterator[Delivering]:
    told = answering or (lambda _: Told(status))
    with receiving(told) as receiver:
        world = shop.world
        deliverer = build_deliverer(world.settings, world.services, f"contract {shop.store.hash}")
        deliverer.timeout_seconds = timeout
        try:
            yield Delivering(shop, receiver, deliverer)
        finally:
            world.client.run(deliverer.finish())
