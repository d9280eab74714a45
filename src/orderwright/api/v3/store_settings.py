"""V3 settings of the inventory."""

from typing import Any

from orderwright.actions import store_settings as actions
from orderwright.api.call import Answer, Call
from orderwright.api.schema import Object
from orderwright.api.v3.settings_schemas import NOTIFICATIONS
from orderwright.db.unit import Unit
from orderwright.domain.errors import FieldError, InvalidInput

WHOLE_STORE = 0
_NOTIFICATIONS = "inventory_notifications"


async def get_inventory(call: Call) -> Answer:
    channel_id = _channel_id(call)

    async def work(unit: Unit) -> Answer:
        return _answer(await actions.get_inventory(unit, call.store, channel_id))

    return await call.read(work)


async def update_inventory(call: Call) -> Answer:
    channel_id = _channel_id(call)
    body = _body(call, channel_id)

    async def work(unit: Unit) -> Answer:
        changed = await actions.update_inventory(unit, call.store, channel_id, body)
        return _answer(changed)

    return await call.write(work)


async def get_notifications(call: Call) -> Answer:
    channel_id = _channel_id(call)

    async def work(unit: Unit) -> Answer:
        kept = await actions.get_settings(unit, call.store, _NOTIFICATIONS, channel_id)
        return _answer(_with_all(NOTIFICATIONS, kept, channel_id))

    return await call.read(work)


async def update_notifications(call: Call) -> Answer:
    channel_id = _channel_id(call)
    body = _body(call, channel_id)

    async def work(unit: Unit) -> Answer:
        await actions.update_settings(unit, call.store, _NOTIFICATIONS, channel_id, body)
        return Answer()

    return await call.write(work)


def _channel_id(call: Call) -> int:
    channel_id: int = call.query().get("channel_id", WHOLE_STORE)
    return channel_id


def _body(call: Call, channel_id: int) -> dict[str, Any]:
    """The settings to change. Raises InvalidInput for None where no channel gives up its own."""
    body: dict[str, Any] = call.body()
    nothing = [name for name, value in body.items() if value is None]
    if nothing and channel_id == WHOLE_STORE:
        raise InvalidInput(*[FieldError(name, "null") for name in nothing])
    return body


def _with_all(schema: Object, kept: dict[str, Any], channel_id: int) -> dict[str, Any]:
    nothing: list[str] | None = None if channel_id else []
    return {name: kept.get(name, nothing) for name in schema.props}


def _answer(settings: dict[str, Any]) -> Answer:
    return Answer(body={"data": settings, "meta": {}})
