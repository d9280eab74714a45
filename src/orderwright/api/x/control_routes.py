"""Routes of `x/control`, unreachable in production."""

from orderwright.api.controls import EVERY_OPERATION
from orderwright.api.paging import NO_META
from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array, Boolean, DateTime, Integer, Object, Prop, Text
from orderwright.api.x import control

CONTROL = "/stores/{store_hash}/x/control"
INFORMATION = "store_v2_information"
YEAR_MS = 366 * 24 * 60 * 60 * 1000
DELAY_MS_MAX = 60_000

CLOCK = Object(
    "ControlClock",
    {
        "now": Prop(DateTime()),
        "now_ms": Prop(Integer(maximum=2**53)),
        "frozen": Prop(Boolean()),
    },
)
CLOCK_PUT = Object(
    "ControlClockPut",
    {
        "now": Prop(DateTime()),
        "advance_ms": Prop(Integer(minimum=0, maximum=10 * YEAR_MS)),
        "frozen": Prop(Boolean()),
    },
)
FAULT = Object(
    "ControlFault",
    {
        "operation": Prop(Text(max_length=200, min_length=len(EVERY_OPERATION)), required=True),
        "status": Prop(Integer(enum=(0, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504))),
        "delay_ms": Prop(Integer(minimum=0, maximum=DELAY_MS_MAX)),
        "times": Prop(Integer(minimum=1, maximum=1_000_000)),
        "after_effect": Prop(Boolean()),
    },
)


def answer(name: str, kind: Object | Array) -> Object:
    """`data` and an empty `meta`."""
    return Object(name, {"data": Prop(kind), "meta": Prop(NO_META)})


ROUTES = [
    Route(
        "GET",
        f"{CONTROL}/clock",
        control.get_clock,
        "getControlClock",
        reads(INFORMATION),
        summary="What the server takes for the present",
        answers={200: answer("ControlClockAnswer", CLOCK)},
        dev_only=True,
    ),
    Route(
        "PUT",
        f"{CONTROL}/clock",
        control.set_clock,
        "setControlClock",
        writes(INFORMATION),
        summary="Set, move on, stop or run the server's clock",
        body=CLOCK_PUT,
        answers={200: answer("ControlClockAnswer", CLOCK)},
        dev_only=True,
    ),
    Route(
        "DELETE",
        f"{CONTROL}/clock",
        control.reset_clock,
        "resetControlClock",
        writes(INFORMATION),
        summary="Tell the machine's time again",
        answers={204: None},
        dev_only=True,
    ),
    Route(
        "GET",
        f"{CONTROL}/faults",
        control.get_faults,
        "getControlFaults",
        reads(INFORMATION),
        summary="The failures that are still to happen",
        answers={200: answer("ControlFaultsAnswer", Array(FAULT))},
        dev_only=True,
    ),
    Route(
        "POST",
        f"{CONTROL}/faults",
        control.create_fault,
        "createControlFault",
        writes(INFORMATION),
        summary="Make the next answers of an operation fail or wait",
        body=FAULT,
        answers={200: answer("ControlFaultAnswer", FAULT)},
        dev_only=True,
    ),
    Route(
        "DELETE",
        f"{CONTROL}/faults",
        control.delete_faults,
        "deleteControlFaults",
        writes(INFORMATION),
        summary="Let nothing fail on purpose any more",
        answers={204: None},
        dev_only=True,
    ),
    Route(
        "POST",
        f"{CONTROL}/reset",
        control.reset_store,
        "resetControlledStore",
        writes(INFORMATION),
        summary="Put the store back to its seeded state",
        answers={204: None},
        dev_only=True,
    ),
]
