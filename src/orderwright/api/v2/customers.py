"""V2 customers."""

import asyncio
from collections.abc import Mapping
from typing import Any

from orderwright.actions import credentials, customers
from orderwright.actions.customers import NewCustomer
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db import customers as stored
from orderwright.db.unit import Unit
from orderwright.domain.customer import Customer, email_key
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.money import print_4
from orderwright.domain.password import hash_password, is_confirmed, is_password

SALT_DIGITS = 32
_FILTERS = {
    "first_name": "first_name",
    "last_name": "last_name",
    "tax_exempt_category": "tax_exempt_category",
    "store_credit": "store_credit",
    "min_id": "min_id",
    "max_id": "max_id",
    "min_date_created": "date_created:min",
    "max_date_created": "date_created:max",
    "min_date_modified": "date_modified:min",
    "max_date_modified": "date_modified:max",
}
_LISTS = {"company": "company:in", "phone": "phone:in", "customer_group_id": "customer_group_id:in"}
_SAME_NAME = (
    "company", "first_name", "last_name", "email", "phone", "store_credit",
    "registration_ip_address", "customer_group_id", "notes", "tax_exempt_category",
)  # fmt: skip
_LAST_MILLISECOND = 999


async def get_customers(call: Call) -> Answer:
    query = call.query()
    page = page_of(query)
    filters = _filters(query)

    async def work(unit: Unit) -> Answer:
        rows = await stored.list_customers(
            unit, call.store.id, filters, limit=page.limit, offset=page.offset
        )
        return v2_list([_print(row) for row in rows])

    return await call.read(work)


async def count_customers(call: Call) -> Answer:
    filters = _filters(call.query())

    async def work(unit: Unit) -> Answer:
        return Answer(body={"count": await stored.count_customers(unit, call.store.id, filters)})

    return await call.read(work)


async def get_customer(call: Call) -> Answer:
    customer_id = call.id("customer_id")

    async def work(unit: Unit) -> Answer:
        found = await stored.find_customer(unit, call.store.id, customer_id)
        if found is None:
            raise NotFound("customer", customer_id)
        return _answer(found)

    return await call.read(work)


async def create_customer(call: Call) -> Answer:
    body = call.body()
    new = NewCustomer(Customer(**await _fields(call, body)), has_group="customer_group_id" in body)

    async def work(unit: Unit) -> Answer:
        (made,) = await customers.create_customers(unit, call.store, [new], call.now)
        return _answer(made.customer)

    return await call.write(work)


async def update_customer(call: Call) -> Answer:
    customer_id = call.id("customer_id")
    changes = await _fields(call, call.body())

    async def work(unit: Unit) -> Answer:
        return _answer(
            await customers.update_customer(unit, call.store, customer_id, changes, call.now)
        )

    return await call.write(work)


async def delete_customer(call: Call) -> Answer:
    customer_id = call.id("customer_id")

    async def work(unit: Unit) -> Answer:
        await customers.delete_customer(unit, call.store, customer_id, call.now)
        return Answer(204)

    return await call.write(work)


async def delete_customers(call: Call) -> Answer:
    async def work(unit: Unit) -> Answer:
        await customers.delete_all_customers(unit, call.store, call.now)
        return Answer(204)

    return await call.write(work)


async def validate_password(call: Call) -> Answer:
    customer_id = call.id("customer_id")
    password = call.body()["password"]

    async def work(unit: Unit) -> str:
        return await credentials.password_hash_of(unit, call.store, customer_id, call.now)

    stored_hash = await call.database.write(work)
    right = await asyncio.to_thread(is_password, password, stored_hash)
    return Answer(body={"success": right})


async def _fields(call: Call, body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a customer that a body sets; a password is hashed off the event loop.

    Raises InvalidInput where the confirmation is another password.
    """
    fields = {name: body[name] for name in _SAME_NAME if name in body}
    if "reset_pass_on_login" in body:
        fields["force_password_reset"] = body["reset_pass_on_login"]
    login = body.get("_authentication", {})
    if "force_reset" in login:
        fields["force_password_reset"] = login["force_reset"]
    password = login.get("password")
    confirmation = login.get("password_confirmation", password)
    if confirmation is not None and not is_confirmed(password or "", confirmation):
        raise InvalidInput(FieldError("password_confirmation", "invalid"))
    if password is not None:
        salt = call.services.randomness.hex(SALT_DIGITS)
        fields["password_hash"] = await asyncio.to_thread(hash_password, password, salt)
    return fields


def _filters(query: Mapping[str, Any]) -> dict[str, object]:
    filters = {ours: query[theirs] for theirs, ours in _FILTERS.items() if theirs in query}
    filters |= {ours: [query[theirs]] for theirs, ours in _LISTS.items() if theirs in query}
    for name in ("date_created:max", "date_modified:max"):
        if name in filters:
            filters[name] += _LAST_MILLISECOND
    if "email" in query:
        filters["email:in"] = [email_key(query["email"])]
    return filters


def _answer(customer: Customer) -> Answer:
    return Answer(body=_print(customer), linked=True)


def _print(customer: Customer) -> dict[str, Any]:
    resource = f"/customers/{customer.id}/addresses"
    fields = [{"name": f["name"], "value": _flat(f["value"])} for f in customer.form_fields]
    return {
        "id": customer.id,
        "company": customer.company,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "email": customer.email,
        "phone": customer.phone,
        "form_fields": fields or None,
        "date_created": print_rfc2822(customer.date_created),
        "date_modified": print_rfc2822(customer.date_modified),
        "store_credit": print_4(customer.store_credit),
        "registration_ip_address": customer.registration_ip_address,
        "customer_group_id": customer.customer_group_id,
        "notes": customer.notes,
        "tax_exempt_category": customer.tax_exempt_category,
        "reset_pass_on_login": customer.force_password_reset,
        "accepts_marketing": customer.accepts_marketing,
        "addresses": {"url": f"\x01/v2{resource}", "resource": resource},
    }


def _flat(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
