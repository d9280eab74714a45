"""What `orderwright trigger` does causes the event of its scope."""

from typing import Any

from orderwright.commands import triggering
from orderwright.commands.triggers import TRIGGERS
from orderwright.domain.webhook_scopes import EVENT_SCOPES
from orderwright.jobs import tell_abandoned_carts
from tests.support.client import Request
from tests.support.world import World

# Payments are made with a card or an account of its own, and hooks fail by themselves.
NOT_TRIGGERED = {
    "store/cart/converted",
    "store/customer/payment/instrument/default/updated",
    "store/hook/deliveryException",
    "store/order/refund/created",
    "store/order/transaction/created",
    "store/order/transaction/updated",
}


class Within:
    """The application in this process as the triggers call it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.mark = "1"
        self.count = 0

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        request = Request(method, f"/stores/demo{path}", body)
        reply = await self._world.client.send(request)
        assert reply.status < 400, f"{method} {path}: {reply.text}"
        return reply.json() if reply.body else None


def test_every_scope_that_happens_can_be_triggered() -> None:
    happening = {name for name, scope in EVENT_SCOPES.items() if not scope.absent}
    assert happening - TRIGGERS.keys() == NOT_TRIGGERED
    assert TRIGGERS.keys() <= happening


def test_every_trigger_causes_its_event(world: World) -> None:
    api = Within(world)

    async def work() -> None:
        for number, (scope, trigger) in enumerate(TRIGGERS.items()):
            api.mark = str(number)
            before = (await api.call("GET", "/x/events?limit=1"))["meta"]["latest"]
            await trigger(api)
            if scope == "store/cart/abandoned":
                now = world.services.clock.now()
                await tell_abandoned_carts.tell(world.services.database, now)
            assert await triggering.find_caused(api, scope, before), scope

    world.client.run(work())
