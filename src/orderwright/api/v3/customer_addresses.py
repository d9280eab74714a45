"""V3 customer addresses: lists and batches."""

from orderwright.actions import customer_addresses
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v3_list
from orderwright.api.v3.customer_printing import address_fields, print_address
from orderwright.api.v3.customer_schemas import ADDRESS_POST, ADDRESS_PUT, BATCH_MAX
from orderwright.api.v3.filters import read_batch, read_ids
from orderwright.db import customers as stored
from orderwright.db.unit import Unit
from orderwright.domain.customer import CustomerAddress

_AS_GIVEN = ("id:in", "customer_id:in", "company:in")
_FORM_FIELDS = {"formfields", "form_fields"}


async def get_addresses(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = {name: query[name] for name in _AS_GIVEN if name in query}
    if "name:in" in query:
        filters["name:in"] = [name.lower() for name in query["name:in"]]
    whole = bool(_FORM_FIELDS & set(query.get("include", ())))

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_addresses(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        total = await stored.count_addresses(unit, call.store.id, filters)
        shown = [print_address(row, with_form_fields=whole) for row in rows]
        return v3_list(shown, total, page, call.query_fields())

    return await call.read(work)


async def create_addresses(call: Call) -> Answer:
    wanted = [
        CustomerAddress(**address_fields(body))
        for body in read_batch(call, ADDRESS_POST, BATCH_MAX)
    ]

    async def work(unit: Unit) -> Answer:
        made = await customer_addresses.create_addresses(unit, call.store, wanted, call.now)
        return _answer(made)

    return await call.write(work)


async def update_addresses(call: Call) -> Answer:
    wanted = [
        (body["id"], address_fields(body)) for body in read_batch(call, ADDRESS_PUT, BATCH_MAX)
    ]

    async def work(unit: Unit) -> Answer:
        changed = await customer_addresses.update_addresses(unit, call.store, wanted, call.now)
        return _answer(changed)

    return await call.write(work)


async def delete_addresses(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await customer_addresses.delete_addresses(unit, call.store, ids, call.now)
        return Answer(204)

    return await call.write(work)


def _answer(addresses: list[CustomerAddress]) -> Answer:
    shown = [
        print_address(address, with_form_fields=bool(address.form_fields)) for address in addresses
    ]
    return Answer(body={"data": shown, "meta": {}})
