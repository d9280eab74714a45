"""`x/control`: the clock, faults and the seeded state, in development mode only."""

from dataclasses import asdict
from typing import Any

from orderwright.api.call import Answer, Call
from orderwright.api.controls import Controls, Fault
from orderwright.domain.dates import print_iso
from orderwright.domain.errors import Conflict, NotFound

NOT_SEEDED = "This store was not seeded, so it has no state to go back to."


async def get_clock(call: Call) -> Answer:
    return _data(_clock(_controls(call)))


async def set_clock(call: Call) -> Answer:
    """Set, then move on, then stop or run, as far as each is asked for."""
    wanted: dict[str, Any] = call.body()
    clock = _controls(call).clock
    if "now" in wanted:
        clock.set(wanted["now"])
    clock.advance(wanted.get("advance_ms", 0))
    if "frozen" in wanted:
        if wanted["frozen"]:
            clock.freeze()
        else:
            clock.run()
    return _data(_clock(_controls(call)))


async def reset_clock(call: Call) -> Answer:
    _controls(call).clock.reset()
    return Answer(204)


async def get_faults(call: Call) -> Answer:
    return _data([asdict(fault) for fault in _controls(call).faults.list()])


async def create_fault(call: Call) -> Answer:
    fault = Fault(**call.body())
    _controls(call).faults.add(fault)
    return _data(asdict(fault))


async def delete_faults(call: Call) -> Answer:
    _controls(call).faults.clear()
    return Answer(204)


async def reset_store(call: Call) -> Answer:
    """Put the store's data back to what it was when it was seeded; tokens stay valid."""
    controls = _controls(call)
    controls.faults.clear()
    controls.clock.reset()
    if not await controls.reset(call.store):
        raise Conflict(NOT_SEEDED)
    return Answer(204)


def _controls(call: Call) -> Controls:
    controls: Controls | None = call.services.controls
    if controls is None:  # several workers, each with a clock of its own
        raise NotFound
    return controls


def _clock(controls: Controls) -> dict[str, Any]:
    now = controls.clock.now()
    return {"now": print_iso(now), "now_ms": now, "frozen": controls.clock.is_frozen}


def _data(data: object) -> Answer:
    return Answer(body={"data": data, "meta": {}})
