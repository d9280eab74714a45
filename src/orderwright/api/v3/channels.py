"""V3 channels and their currencies."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import channels
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.schema import read
from orderwright.api.v3.channel_schemas import ASSIGNMENT, ASSIGNMENTS_MAX
from orderwright.api.v3.filters import date_filters
from orderwright.db import channels as stored
from orderwright.db.unit import Unit
from orderwright.domain.channel import AVAILABLE, UNAVAILABLE, Channel, CurrencyAssignment
from orderwright.domain.dates import print_iso_z
from orderwright.domain.errors import (
    FieldError,
    InvalidInput,
    NotFound,
    TooMany,
    Unprocessable,
)

_AS_GIVEN = ("status:in", "type:in", "platform:in")
_FIXED = ("type", "platform")
ALL = 1_000_000


async def get_channels(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: query[name] for name in _AS_GIVEN if name in query}
    if "available" in query:
        filters["available"] = AVAILABLE if query["available"] else UNAVAILABLE
    filters |= date_filters(query, "date_created", "date_modified")

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_channels(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        total = await stored.count_channels(unit, call.store.id, filters)
        shown = await _printed(unit, call, rows, query)
        return v3_list(shown, total, page, call.query_fields())

    return await call.read(work)


async def get_channel(call: Call) -> Answer:
    channel_id = call.id("channel_id")
    query = call.query()

    async def work(unit: Unit) -> Answer:
        found = await stored.find_channel(unit, call.store.id, channel_id)
        if found is None:
            raise NotFound("channel", channel_id)
        return _answer((await _printed(unit, call, [found], query))[0])

    return await call.read(work)


async def create_channel(call: Call) -> Answer:
    channel = Channel(**call.body())

    async def work(unit: Unit) -> Answer:
        return _answer(_print(await channels.create_channel(unit, call.store, channel, call.now)))

    return await call.write(work)


async def update_channel(call: Call) -> Answer:
    channel_id = call.id("channel_id")
    changes = call.body()
    fixed = [name for name in _FIXED if name in changes]
    if fixed:
        refusal = Unprocessable(f"The following fields are invalid: {', '.join(fixed)}")
        refusal.fields = {
            name: f"The field '{name}' can not be updated after channel is created."
            for name in fixed
        }
        raise refusal

    async def work(unit: Unit) -> Answer:
        changed = await channels.update_channel(unit, call.store, channel_id, changes, call.now)
        return _answer(_print(changed))

    return await call.write(work)


async def get_all_currencies(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        rows = await stored.list_channels(unit, call.store.id, {}, limit=ALL, offset=0)
        found = await channels.list_assignments(unit, call.store, [row.id for row in rows])
        return _answer([_print_assignment(each) for each in found])

    return await call.read(work)


async def assign_all_currencies(call: Call) -> Answer:
    given = call.json()
    if not isinstance(given, list):
        raise InvalidInput(FieldError("", "invalid", "error.expected.jsarray", ""))
    if len(given) > ASSIGNMENTS_MAX:
        raise TooMany(ASSIGNMENTS_MAX)
    wanted = [CurrencyAssignment(**body) for body in _rows(given)]

    async def work(unit: Unit) -> Answer:
        made = await channels.assign_currencies(unit, call.store, wanted)
        return _answer([_print_assignment(each) for each in made])

    return await call.write(work)


def _rows(given: Sequence[Any]) -> list[Any]:
    """The rows of a batch; fields are named with the position of their row."""
    rows: list[Any] = []
    for position, item in enumerate(given):
        try:
            rows.append(read(ASSIGNMENT, item))
        except InvalidInput as error:
            raise InvalidInput(
                *(
                    FieldError(e.name, e.reason, e.detail, f"{position}.{e.path or e.name}")
                    for e in error.errors
                )
            ) from None
    return rows


async def get_currencies(call: Call) -> Answer:
    channel_id = call.id("channel_id")

    async def work(unit: Unit) -> Answer:
        found = await channels.get_assignment(unit, call.store, channel_id)
        return _answer(_print_assignment(found))

    return await call.read(work)


async def assign_currencies(call: Call) -> Answer:
    wanted = CurrencyAssignment(channel_id=call.id("channel_id"), **call.body())

    async def work(unit: Unit) -> Answer:
        (made,) = await channels.assign_currencies(unit, call.store, [wanted])
        return _answer(_print_assignment(made))

    return await call.write(work)


async def drop_currencies(call: Call) -> Answer:
    channel_id = call.id("channel_id")

    async def work(unit: Unit) -> Answer:
        await channels.drop_assignment(unit, call.store, channel_id)
        return _answer(channel_id)

    return await call.write(work)


def _answer(shown: Any) -> Answer:
    return Answer(body={"data": shown, "meta": {}})


async def _printed(
    unit: Unit, call: Call, rows: Sequence[Channel], query: Mapping[str, Any]
) -> list[dict[str, Any]]:
    shown = [_print(row) for row in rows]
    if "include" in query:
        found = await channels.list_assignments(unit, call.store, [row.id for row in rows])
        for each, assignment in zip(shown, found, strict=True):
            each["currencies"] = _print_assignment(assignment)
    return shown


def _print(channel: Channel) -> dict[str, Any]:
    return {
        "id": channel.id,
        "icon_url": channel.icon_url,
        "is_listable_from_ui": channel.is_listable_from_ui,
        "is_visible": channel.is_visible,
        "is_enabled": channel.status in AVAILABLE,
        "date_created": print_iso_z(channel.date_created),
        "external_id": channel.external_id,
        "type": channel.type,
        "platform": channel.platform,
        "date_modified": print_iso_z(channel.date_modified),
        "name": channel.name,
        "status": channel.status,
    }


def _print_assignment(assignment: CurrencyAssignment) -> dict[str, Any]:
    return {
        "channel_id": assignment.channel_id,
        "enabled_currencies": list(assignment.enabled_currencies),
        "default_currency": assignment.default_currency,
    }
