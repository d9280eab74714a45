"""V3 order settings: who is told of orders, for the whole store and by channel."""

from orderwright.actions.order_settings import (
    Addresses,
    get_order_settings,
    update_order_settings,
)
from orderwright.api.call import Answer, Call
from orderwright.db.store_settings import WHOLE_STORE
from orderwright.db.unit import Unit


async def get_global_order_settings(call: Call) -> Answer:
    return await _read(call, WHOLE_STORE)


async def update_global_order_settings(call: Call) -> Answer:
    return await _update(call, WHOLE_STORE)


async def get_channel_order_settings(call: Call) -> Answer:
    return await _read(call, call.id("channel_id"))


async def update_channel_order_settings(call: Call) -> Answer:
    return await _update(call, call.id("channel_id"))


async def _read(call: Call, channel_id: int) -> Answer:
    async def work(unit: Unit) -> Answer:
        return _answer(await get_order_settings(unit, call.store.id, channel_id))

    return await call.read(work)


async def _update(call: Call, channel_id: int) -> Answer:
    given = {
        subject: told["email_addresses"]
        for subject, told in call.body().get("notifications", {}).items()
        if "email_addresses" in told
    }

    async def work(unit: Unit) -> Answer:
        return _answer(await update_order_settings(unit, call.store.id, given, channel_id))

    return await call.write(work)


def _answer(found: Addresses) -> Answer:
    """Without `data`: the reference's body has its members at the top."""
    told = {subject: {"email_addresses": addresses} for subject, addresses in found.items()}
    return Answer(body={"notifications": told, "meta": {}})
