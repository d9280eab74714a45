"""What reaches a real receiver: signed, in order, again where it failed, and nothing else."""

from collections.abc import Iterator

import pytest

from tests.support.hooks import Hooked, hooked_world
from tests.support.receiver import Receiver, receiving
from tests.support.world import START, World


@pytest.fixture
def hooked(world: World) -> Iterator[Hooked]:
    with hooked_world(world) as made:
        yield made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


def test_created_order_reaches_the_receiver(hooked: Hooked, receiver: Receiver) -> None:
    hook_id = hooked.hook(receiver, "store/order/created", headers={"X-Mine": "yes"})
    order_id = hooked.order()
    hooked.deliver()
    (request,) = receiver.received
    assert list(request.json) == ["producer", "hash", "created_at", "store_id", "scope", "data"]
    assert request.json["data"] == {"type": "order", "id": order_id}
    assert request.json["store_id"] == str(hooked.world.store.id)
    assert request.json["created_at"] == START // 1_000
    assert request.headers["x-mine"] == "yes"
    assert hooked.log(hook_id)[0]["is_success"] is True
