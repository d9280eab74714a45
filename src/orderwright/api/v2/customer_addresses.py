"""V2 addresses of a customer."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions import customer_addresses
from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.db.unit import Unit
from orderwright.domain.customer import CustomerAddress, country_pair
from orderwright.domain.errors import FieldError, InvalidInput


async def get_addresses(call: Call) -> Answer:
    customer_id = call.id("customer_id")
    page = page_of(call.query())

    async def work(unit: Unit) -> Answer:
        book = await customer_addresses.address_book(unit, call.store, customer_id)
        return v2_list([_print(a) for a in book[page.offset : page.offset + page.limit]])

    return await call.read(work)


async def count_addresses(call: Call) -> Answer:
    customer_id = call.id("customer_id")

    async def work(unit: Unit) -> Answer:
        book = await customer_addresses.address_book(unit, call.store, customer_id)
        return Answer(body={"count": len(book)})

    return await call.read(work)


async def get_address(call: Call) -> Answer:
    customer_id, address_id = call.id("customer_id"), call.id("customer_address_id")

    async def work(unit: Unit) -> Answer:
        return Answer(
            body=_print(
                await customer_addresses.find_address(unit, call.store, customer_id, address_id)
            )
        )

    return await call.read(work)


async def create_address(call: Call) -> Answer:
    fields = _fields(call.body())
    address = CustomerAddress(customer_id=call.id("customer_id"), **fields)

    async def work(unit: Unit) -> Answer:
        made = await customer_addresses.create_address(unit, call.store, address, call.now)
        return Answer(body=_print(made))

    return await call.write(work)


async def update_address(call: Call) -> Answer:
    customer_id, address_id = call.id("customer_id"), call.id("customer_address_id")
    changes = _fields(call.body())

    async def work(unit: Unit) -> Answer:
        changed = await customer_addresses.update_address(
            unit, call.store, customer_id, address_id, changes, call.now
        )
        return Answer(body=_print(changed))

    return await call.write(work)


async def delete_address(call: Call) -> Answer:
    customer_id, address_id = call.id("customer_id"), call.id("customer_address_id")

    async def work(unit: Unit) -> Answer:
        await customer_addresses.find_address(unit, call.store, customer_id, address_id)
        await customer_addresses.delete_addresses(unit, call.store, [address_id], call.now)
        return Answer(204)

    return await call.write(work)


async def delete_addresses(call: Call) -> Answer:
    customer_id = call.id("customer_id")

    async def work(unit: Unit) -> Answer:
        await customer_addresses.clear_address_book(unit, call.store, customer_id, call.now)
        return Answer(204)

    return await call.write(work)


def _fields(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an address that a body sets. Raises InvalidInput for an unknown country."""
    fields = {name: value for name, value in body.items() if name != "customer_id"}
    if "country" in fields:
        pair = country_pair(fields["country"])
        if pair is None:
            raise InvalidInput(FieldError("country", "invalid"))
        fields["country"], fields["country_iso2"] = pair
    return fields


def _print(address: CustomerAddress) -> dict[str, Any]:
    return {
        "id": address.id,
        "customer_id": address.customer_id,
        "first_name": address.first_name,
        "last_name": address.last_name,
        "company": address.company,
        "street_1": address.street_1,
        "street_2": address.street_2,
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
        "country": address.country,
        "country_iso2": address.country_iso2,
        "phone": address.phone,
        "address_type": address.address_type,
    }
