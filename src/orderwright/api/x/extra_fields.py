"""`x/extra_fields`: what the platform's control panel defines, and its API can only list."""

from dataclasses import asdict
from typing import Any

from orderwright.actions import extra_fields
from orderwright.api.call import Answer, Call
from orderwright.db import extra_fields as stored
from orderwright.db.unit import Unit
from orderwright.domain.extra_field import OWNERS, ExtraField


async def get_extra_fields(call: Call) -> Answer:
    wanted = call.query().get("owner")
    owners = OWNERS if wanted is None else (wanted,)

    async def work(unit: Unit) -> Answer:
        rows = [
            _print(field)
            for owner in owners
            for field in await stored.list_fields(unit, call.store.id, owner)
        ]
        return Answer(body={"data": rows, "meta": {}})

    return await call.read(work)


async def create_extra_field(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    given = {name: value for name, value in body.items() if value is not None}
    given["uuid"] = body.get("uuid") or call.services.randomness.uuid()
    given["list_of_values"] = tuple(body.get("list_of_values", ()))
    field = ExtraField(**given)

    async def work(unit: Unit) -> Answer:
        made = await extra_fields.create_field(unit, call.store.id, field)
        return Answer(201, {"data": _print(made), "meta": {}})

    return await call.write(work)


async def delete_extra_field(call: Call) -> Answer:
    field_id = call.id("field_id")

    async def work(unit: Unit) -> Answer:
        await extra_fields.delete_field(unit, call.store.id, field_id)
        return Answer(204)

    return await call.write(work)


def _print(field: ExtraField) -> dict[str, Any]:
    return asdict(field) | {"list_of_values": list(field.list_of_values)}
