"""V3 form field values, consent, settings and logins of customers."""

import asyncio
import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from orderwright.actions import credentials, customer_details
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_meta, page_of
from orderwright.api.v3.customer_attribute_schemas import FIELD_VALUE_PUT
from orderwright.api.v3.customer_schemas import BATCH_MAX
from orderwright.api.v3.filters import read_batch
from orderwright.db import customers as stored
from orderwright.db.unit import Unit
from orderwright.domain.dates import print_iso_z
from orderwright.domain.errors import FieldError, InvalidFilter, InvalidInput
from orderwright.domain.password import is_password

_OWNERS = {"customer": "customer_id", "address": "address_id"}
_CURSOR = "at"


async def get_form_field_values(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    name = query.get("field_name")

    async def work(unit: Unit) -> Answer:
        found = await stored.form_field_values(
            unit,
            call.store.id,
            customer_id=query.get("customer_id", 0),
            address_id=query.get("address_id", 0),
        )
        whole = [
            {"name": field["name"], "value": field["value"], _OWNERS[kind]: owner}
            for kind, owner, fields in found
            for field in fields
            if name in (None, field["name"])
        ]
        first = _first_of(query, page.offset, page.limit)
        shown = whole[first : first + page.limit]
        meta = page_meta(len(shown), len(whole), page, call.query_fields())
        meta["cursor_pagination"] = _cursors(first, len(shown), len(whole), page.limit)
        return Answer(body={"data": shown, "meta": meta})

    return await call.read(work)


def _first_of(query: Mapping[str, Any], offset: int, limit: int) -> int:
    if "after" in query:
        return _position(query["after"]) + 1
    if "before" in query:
        return max(0, _position(query["before"]) - limit)
    return offset


def _position(cursor: str) -> int:
    try:
        kind, _, number = base64.b64decode(cursor, validate=True).decode("ascii").partition(":")
        if kind == _CURSOR and number.isdigit() and len(number) <= 9:
            return int(number)
    except (binascii.Error, ValueError):
        pass
    raise InvalidFilter("The cursor is not one that this resource has given.")


def _cursors(first: int, count: int, total: int, limit: int) -> dict[str, Any]:
    cursors: dict[str, Any] = {"count": count, "per_page": limit}
    if not count:
        return cursors
    start, end = (
        base64.b64encode(f"{_CURSOR}:{each}".encode()).decode()
        for each in (first, first + count - 1)
    )
    links = {"current": f"?{urlencode({'limit': limit})}"}
    if first:
        links["previous"] = f"?{urlencode({'limit': limit, 'before': start})}"
    if first + count < total:
        links["next"] = f"?{urlencode({'limit': limit, 'after': end})}"
    return cursors | {"start_cursor": start, "end_cursor": end, "links": links}


async def update_form_field_values(call: Call) -> Answer:
    wanted = read_batch(call, FIELD_VALUE_PUT, BATCH_MAX)
    for value in wanted:
        if ("customer_id" in value) == ("address_id" in value):
            raise InvalidInput(FieldError("customer_id", "required"))

    async def work(unit: Unit) -> Answer:
        await customer_details.set_form_fields(unit, call.store, wanted, call.now)
        return Answer(body={"data": wanted, "meta": {}})

    return await call.write(work)


async def get_consent(call: Call) -> Answer:
    customer_id = call.id("customerId")

    async def work(unit: Unit) -> Answer:
        return _print_consent(await customer_details.get_consent(unit, call.store, customer_id))

    return await call.read(work)


async def update_consent(call: Call) -> Answer:
    customer_id = call.id("customerId")
    body = call.body()

    async def work(unit: Unit) -> Answer:
        return _print_consent(
            await customer_details.set_consent(unit, call.store, customer_id, body, call.now)
        )

    return await call.write(work)


def _print_consent(consent: Mapping[str, Any]) -> Answer:
    shown: dict[str, Any] = {
        "allow": consent.get("allow", []),
        "deny": consent.get("deny", []),
    }
    if "updated_at" in consent:
        shown["updated_at"] = print_iso_z(consent["updated_at"])
    return Answer(body=shown)


async def get_settings(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        return _answer(await customer_details.get_settings(unit, call.store))

    return await call.read(work)


async def update_settings(call: Call) -> Answer:
    body = call.body()

    async def work(unit: Unit) -> Answer:
        return _answer(await customer_details.update_settings(unit, call.store, body, call.now))

    return await call.write(work)


async def get_channel_settings(call: Call) -> Answer:
    channel_id = call.id("channel_id")

    async def work(unit: Unit) -> Answer:
        return _answer(await customer_details.get_channel_settings(unit, call.store, channel_id))

    return await call.read(work)


async def update_channel_settings(call: Call) -> Answer:
    channel_id = call.id("channel_id")
    body = call.body()

    async def work(unit: Unit) -> Answer:
        return _answer(
            await customer_details.update_channel_settings(unit, call.store, channel_id, body)
        )

    return await call.write(work)


def _answer(settings: Mapping[str, Any]) -> Answer:
    return Answer(body={"data": settings, "meta": {}})


async def validate_credentials(call: Call) -> Answer:
    body = call.body()

    async def work(unit: Unit) -> credentials.Credentials:
        return await credentials.credentials_of(
            unit, call.store, body["email"], body.get("channel_id", 1), call.now
        )

    found = await call.database.write(work)
    right = await asyncio.to_thread(is_password, body["password"], found.password_hash)
    return Answer(body={"is_valid": right, "customer_id": found.customer_id if right else None})
