"""V3 customer attributes and their values."""

from collections.abc import Sequence
from typing import Any

from orderwright.actions import customer_attributes
from orderwright.api.call import Answer, Call
from orderwright.api.paging import Page, page_meta, page_of, v3_list
from orderwright.api.v3.customer_attribute_schemas import (
    ATTRIBUTE_POST,
    ATTRIBUTE_PUT,
    VALUE_PUT,
)
from orderwright.api.v3.customer_printing import print_attribute_value
from orderwright.api.v3.customer_schemas import BATCH_MAX
from orderwright.api.v3.filters import date_filters, read_batch, read_ids
from orderwright.db import customer_attributes as stored
from orderwright.db.listing import like_pattern
from orderwright.db.unit import Unit
from orderwright.domain.customer import CustomerAttribute, CustomerAttributeValue
from orderwright.domain.dates import print_iso_z

_DATES = ("date_created", "date_modified")
_ATTRIBUTE_FILTERS = ("id:in", "name", "type")
_VALUE_FILTERS = ("id:in", "customer_id:in", "attribute_id:in", "name", "attribute_value")


async def get_attributes(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: query[name] for name in _ATTRIBUTE_FILTERS if name in query}
    if "name:like" in query:
        filters["name:like"] = like_pattern(query["name:like"])
    filters |= date_filters(query, *_DATES)

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_attributes(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        total = await stored.count_attributes(unit, call.store.id, filters)
        return v3_list([_print(row) for row in rows], total, page, call.query_fields())

    return await call.read(work)


async def create_attributes(call: Call) -> Answer:
    wanted = [
        CustomerAttribute(name=body["name"], type=body["type"])
        for body in read_batch(call, ATTRIBUTE_POST, BATCH_MAX)
    ]

    async def work(unit: Unit) -> Answer:
        made = await customer_attributes.create_attributes(unit, call.store, wanted, call.now)
        return _answer(made)

    return await call.write(work)


async def update_attributes(call: Call) -> Answer:
    names = {body["id"]: body["name"] for body in read_batch(call, ATTRIBUTE_PUT, BATCH_MAX)}

    async def work(unit: Unit) -> Answer:
        changed = await customer_attributes.update_attributes(unit, call.store, names, call.now)
        return _answer(changed)

    return await call.write(work)


async def delete_attributes(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await customer_attributes.delete_attributes(unit, call.store, ids)
        return Answer(204)

    return await call.write(work)


async def get_values(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: query[name] for name in _VALUE_FILTERS if name in query}
    filters |= date_filters(query, *_DATES)

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_values(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        total = await stored.count_values(unit, call.store.id, filters)
        shown = [print_attribute_value(row) for row in rows]
        return v3_list(shown, total, page, call.query_fields())

    return await call.read(work)


async def upsert_values(call: Call) -> Answer:
    wanted = [
        CustomerAttributeValue(0, body["customer_id"], body["attribute_id"], body["value"])
        for body in read_batch(call, VALUE_PUT, BATCH_MAX)
    ]

    async def work(unit: Unit) -> Answer:
        made = await customer_attributes.upsert_values(unit, call.store, wanted, call.now)
        shown = [print_attribute_value(each) for each in made]
        return Answer(body={"data": shown, "meta": page_meta(len(shown), len(shown), Page())})

    return await call.write(work)


async def delete_values(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await customer_attributes.delete_values(unit, call.store, ids)
        return Answer(204)

    return await call.write(work)


def _answer(attributes: Sequence[CustomerAttribute]) -> Answer:
    return Answer(body={"data": [_print(each) for each in attributes], "meta": {}})


def _print(attribute: CustomerAttribute) -> dict[str, Any]:
    return {
        "id": attribute.id,
        "name": attribute.name,
        "type": attribute.type,
        "date_created": print_iso_z(attribute.date_created),
        "date_modified": print_iso_z(attribute.date_modified),
    }
