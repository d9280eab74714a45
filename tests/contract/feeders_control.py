"""Feeders of x/control, which development mode alone serves."""

from orderwright.app import build_demo
from orderwright.settings import Settings
from tests.contract.feeding import feeds
from tests.contract.shop import Shop
from tests.support.world import START

CLOCK, FAULTS = "/x/control/clock", "/x/control/faults"


@feeds("GET /x/control/clock", "PUT /x/control/clock", "DELETE /x/control/clock")
def clock(shop: Shop) -> None:
    before = shop.call("GET", CLOCK)["data"]["now_ms"]
    moved = shop.call("PUT", CLOCK, {"advance_ms": 5_000, "frozen": True})["data"]
    assert moved["now_ms"] == before + 5_000
    shop.call("PUT", CLOCK, {"now": "never"}, expect=422)
    shop.call("DELETE", CLOCK, expect=204)


@feeds("GET /x/control/faults", "POST /x/control/faults", "DELETE /x/control/faults")
def faults(shop: Shop) -> None:
    fault = {"operation": "getSystemTimestamp", "status": 503, "times": 1}
    shop.call("POST", FAULTS, fault)
    shop.call("GET", FAULTS)
    assert shop.send("GET", "/v2/time").status == 503
    shop.call("POST", FAULTS, {"status": 503}, expect=422)
    shop.call("DELETE", FAULTS, expect=204)


@feeds("POST /x/control/reset")
def reset(shop: Shop) -> None:
    shop.call("POST", "/x/control/reset", expect=409)
    world = shop.world
    demo = build_demo(Settings(seed=7, dev=True), world.services)
    seeded, _ = world.client.run(demo.open(START))
    headers = {"x-auth-token": world.token}
    path = f"/stores/{seeded.hash}/x/control/reset"
    shop.call("POST", path, headers=headers, expect=204)
