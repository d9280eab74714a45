"""The order statuses with the owner's labels; labels are set below `x/`, in the V3 dialect."""

from typing import Any

from orderwright.actions import order_statuses
from orderwright.api.call import Answer, Call
from orderwright.db.unit import Unit
from orderwright.domain.order_status import ORDER_STATUSES
from orderwright.domain.store import Profile


async def get_order_statuses(call: Call) -> Answer:
    return Answer(body=[_print(status.id, call.store.profile) for status in ORDER_STATUSES])


async def get_order_statuses_status(call: Call) -> Answer:
    status_id = order_statuses.known_status(call.id("status_id"))
    return Answer(body=_print(status_id, call.store.profile))


async def set_order_status_label(call: Call) -> Answer:
    status_id = call.id("status_id")
    label: str | None = call.body()["custom_label"]

    async def work(unit: Unit) -> Answer:
        profile = await order_statuses.set_label(unit, call.store.id, status_id, label)
        return Answer(body={"data": _print(status_id, profile), "meta": {}})

    return await call.write(work)


def _print(status_id: int, profile: Profile) -> dict[str, Any]:
    status = ORDER_STATUSES[status_id]
    return {
        "id": int(status.id),
        "name": status.name,
        "system_label": status.name,
        "custom_label": profile.status_label(status_id),
        "system_description": status.description,
        "order": status.position,
    }
