"""Gift wrappings, which the platform's own API cannot set up."""

from typing import Any

from orderwright.actions import gift_wrappings
from orderwright.api.call import Answer, Call
from orderwright.db import gift_wrappings as stored
from orderwright.db.unit import Unit
from orderwright.domain.cart import Wrapping
from orderwright.domain.money import to_number


async def list_gift_wrappings(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        found = await stored.list_all(unit, call.store.id)
        return Answer(body={"data": [_print(one) for one in found], "meta": {}})

    return await call.read(work)


async def create_gift_wrapping(call: Call) -> Answer:
    body = call.body()

    async def work(unit: Unit) -> Answer:
        made = await gift_wrappings.create(unit, call.store.id, body["name"], body["price"])
        return Answer(201, {"data": _print(made), "meta": {}})

    return await call.write(work)


async def delete_gift_wrapping(call: Call) -> Answer:
    wrapping_id = call.id("wrapping_id")

    async def work(unit: Unit) -> Answer:
        await gift_wrappings.delete(unit, call.store.id, wrapping_id)
        return Answer(204)

    return await call.write(work)


def _print(wrapping: Wrapping) -> dict[str, Any]:
    return {"id": wrapping.id, "name": wrapping.name, "price": to_number(wrapping.cost)}
