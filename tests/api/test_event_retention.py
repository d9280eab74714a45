"""Old events are forgotten, but for what a hook is still to be told."""

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.jobs import forget_events
from tests.api.shopping import add_order
from tests.support.world import World

DAY_MS = 24 * 60 * 60 * 1000
HOOK = {"scope": "store/order/*", "destination": "https://example.com/hook", "is_active": True}
TOLD = statement(
    "UPDATE hook_progress SET position = :position"
    " WHERE store_id = :store_id AND hook_id = :hook_id"
)


def forget(world: World, days: int = 30) -> int:
    job = forget_events.forgetting(days)

    async def work() -> int:
        return await job(world.services.database, world.clock.now())

    return world.client.run(work())


def kept(world: World) -> list[int]:
    return [row["position"] for row in world.get("/x/events").json()["data"]]


def test_events_are_kept_for_so_many_days(world: World) -> None:
    for _ in range(3):
        add_order(world)
    world.clock.advance(30 * DAY_MS)
    add_order(world)
    assert (forget(world), kept(world)) == (0, [1, 2, 3, 4])
    world.clock.advance(1)
    assert (forget(world, 0), kept(world)) == (0, [1, 2, 3, 4])
    assert (forget(world), kept(world)) == (3, [4])
    assert world.get("/x/events?after=1").json()["meta"] == {
        "cursor": 4, "oldest": 4, "latest": 4,
    }  # fmt: skip
    add_order(world)
    assert kept(world) == [4, 5]


def test_what_a_hook_waits_for_is_kept(world: World) -> None:
    add_order(world)
    reply = world.post("/v3/hooks", HOOK)
    assert reply.status in (200, 201), reply.text
    hook_id = reply.json()["data"]["id"]
    add_order(world)
    add_order(world)
    world.clock.advance(31 * DAY_MS)
    assert (forget(world), kept(world)) == (1, [2, 3])
    assert forget(world) == 0

    async def tell(unit: Unit) -> None:
        await unit.execute(TOLD, store_id=world.store.id, hook_id=hook_id, position=2)

    world.write(tell)
    assert (forget(world), kept(world)) == (1, [3])
    assert world.delete(f"/v3/hooks/{hook_id}").status == 200
    assert (forget(world), kept(world)) == (1, [])
    add_order(world)
    assert kept(world) == [4]
