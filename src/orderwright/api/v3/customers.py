"""V3 customers: lists with two kinds of pages, and batches."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.actions import customers
from orderwright.actions.customers import NewCustomer
from orderwright.api.call import Answer, Call
from orderwright.api.paging import Page, page_meta, page_of
from orderwright.api.v3.cursors import cursor_id, print_cursors
from orderwright.api.v3.customer_printing import address_fields, customer_fields, print_customer
from orderwright.api.v3.customer_schemas import BATCH_MAX, CUSTOMER_POST, CUSTOMER_PUT
from orderwright.api.v3.filters import date_filters, read_batch, read_ids
from orderwright.db import customer_attributes
from orderwright.db import customers as stored
from orderwright.db.listing import like_pattern
from orderwright.db.unit import Unit
from orderwright.domain.customer import Customer, CustomerAddress, email_key
from orderwright.domain.password import hash_password

SALT_DIGITS = 32
_AS_GIVEN = (
    "id:in",
    "customer_group_id:in",
    "company:in",
    "phone:in",
    "registration_ip_address:in",
)


async def get_customers(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = _filters(query)
    include = query.get("include", ())
    sort, _, way = query.get("sort", "").partition(":")
    descending = way == "desc"
    backwards = "before" in query
    around = _cursor_filter(query)

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_customers(
            unit,
            call.store.id,
            filters | around,
            limit=page.limit,
            offset=0 if around else page.offset,
            sort="" if around else sort,
            descending=backwards if around else descending,
        )
        total = await stored.count_customers(unit, call.store.id, filters)
        shown = await _with_parts(unit, call.store.id, rows[:: -1 if backwards else 1], include)
        return Answer(body={"data": shown, "meta": _meta(call, shown, total, page)})

    return await call.read(work)


async def create_customers(call: Call) -> Answer:
    bodies = read_batch(call, CUSTOMER_POST, BATCH_MAX)
    hashes = await _hashed(call, bodies)
    wanted = [_new_customer(body, hashed) for body, hashed in zip(bodies, hashes, strict=True)]

    async def work(unit: Unit) -> Answer:
        made = await customers.create_customers(unit, call.store, wanted, call.now)
        shown = [
            print_customer(each.customer, _given(body), each.addresses, each.attributes)
            for each, body in zip(made, bodies, strict=True)
        ]
        return Answer(body={"data": shown, "meta": {}})

    return await call.write(work)


async def update_customers(call: Call) -> Answer:
    bodies = read_batch(call, CUSTOMER_PUT, BATCH_MAX)
    hashes = await _hashed(call, bodies)
    wanted = [
        (body["id"], customer_fields(body) | ({"password_hash": hashed} if hashed else {}))
        for body, hashed in zip(bodies, hashes, strict=True)
    ]

    async def work(unit: Unit) -> Answer:
        changed = await customers.update_customers(unit, call.store, wanted, call.now)
        shown = [
            print_customer(each, _given(body) - {"addresses", "attributes"})
            for each, body in zip(changed, bodies, strict=True)
        ]
        return Answer(body={"data": shown, "meta": {}})

    return await call.write(work)


async def delete_customers(call: Call) -> Answer:
    ids = read_ids(call)

    async def work(unit: Unit) -> Answer:
        await customers.delete_customers(unit, call.store, ids, call.now)
        return Answer(204)

    return await call.write(work)


def _given(body: Mapping[str, Any]) -> set[str]:
    """What an answer to a write shows beside the customer: store credit, and what was sent."""
    sent = {"addresses": "addresses", "attributes": "attributes", "form_fields": "formfields"}
    return {"storecredit", *(shown for name, shown in sent.items() if name in body)}


def _new_customer(body: Mapping[str, Any], password_hash: str) -> NewCustomer:
    customer = Customer(
        **customer_fields(body),
        password_hash=password_hash,
        origin_channel_id=body.get("origin_channel_id", 1),
    )
    return NewCustomer(
        customer,
        has_group="customer_group_id" in body,
        addresses=tuple(
            CustomerAddress(**address_fields(address)) for address in body.get("addresses", ())
        ),
        attributes={
            attribute["attribute_id"]: attribute["attribute_value"]
            for attribute in body.get("attributes", ())
        },
    )


async def _hashed(call: Call, bodies: Sequence[Mapping[str, Any]]) -> list[str]:
    """The hash of each row's new password, or an empty string; made off the event loop."""
    hashes: list[str] = []
    for body in bodies:
        password = body.get("authentication", {}).get("new_password", "")
        salt = call.services.randomness.hex(SALT_DIGITS) if password else ""
        hashes.append(await asyncio.to_thread(hash_password, password, salt) if password else "")
    return hashes


async def _with_parts(
    unit: Unit, store_id: int, rows: Sequence[Customer], include: Sequence[str]
) -> list[dict[str, Any]]:
    ids = [customer.id for customer in rows]
    addresses = await stored.addresses_of(unit, store_id, ids if "addresses" in include else ())
    values = await customer_attributes.values_of(
        unit, store_id, ids if "attributes" in include else ()
    )
    return [
        print_customer(each, include, addresses.get(each.id, ()), values.get(each.id, ()))
        for each in rows
    ]


def _filters(query: Mapping[str, Any]) -> dict[str, object]:
    filters: dict[str, object] = {name: query[name] for name in _AS_GIVEN if name in query}
    if "email:in" in query:
        filters["email:in"] = [email_key(email) for email in query["email:in"]]
    if "name:in" in query:
        filters["name:in"] = [name.lower() for name in query["name:in"]]
    if "name:like" in query:
        filters["name:like"] = [like_pattern(part) for part in query["name:like"]]
    return filters | date_filters(query, "date_created", "date_modified")


def _cursor_filter(query: Mapping[str, Any]) -> dict[str, object]:
    """Where a cursor leads: past an id, in the order of ids."""
    for name, condition in (("after", "after_id"), ("before", "before_id")):
        if name in query:
            return {condition: cursor_id(query[name])}
    return {}


def _meta(call: Call, shown: Sequence[Mapping[str, Any]], total: int, page: Page) -> dict[str, Any]:
    given = call.query_fields()
    kept = {name: value for name, value in given.items() if name not in ("after", "before")}
    meta = page_meta(len(shown), total, page, kept)
    if not total:
        meta["pagination"]["total_pages"] = 1
        del meta["pagination"]["links"]
    ids = [row["id"] for row in shown]
    return meta | {"cursor_pagination": print_cursors(ids, page, total, given)}
