"""Making, changing and deleting addresses of customers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db import customers
from orderwright.db.outbox import record
from orderwright.db.unit import Number, Unit
from orderwright.domain.customer import CustomerAddress, is_same_address, merge_form_fields
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.store import Store

CREATE_FAILED = "Create customer addresses failed."
UPDATE_FAILED = "Update customer addresses failed."


async def create_addresses(
    unit: Unit, store: Store, wanted: Sequence[CustomerAddress], now: int
) -> list[CustomerAddress]:
    """New addresses; one that its customer already has is left out. Raises Unprocessable."""
    found = await customers.lock_customers(unit, store.id, [each.customer_id for each in wanted])
    for position, address in enumerate(wanted):
        if address.customer_id not in found:
            raise Unprocessable.naming(
                CREATE_FAILED, f"{position}.customer_id", "invalid customer ID"
            )
    books = await customers.addresses_of(unit, store.id, found)
    new: list[CustomerAddress] = []
    for address in wanted:
        book = books[address.customer_id]
        if not any(is_same_address(address, old) for old in book):
            book.append(address)
            new.append(address)
    numbers = [add_address(unit, store.id, address, now) for address in new]
    await unit.flush()
    return [replace(address, id=number.value) for address, number in zip(new, numbers, strict=True)]


async def update_addresses(
    unit: Unit, store: Store, wanted: Sequence[tuple[int, Mapping[str, Any]]], now: int
) -> list[CustomerAddress]:
    """Change addresses; one that would become another's double is left as it is, and left out.

    Raises Unprocessable.
    """
    before = await customers.find_addresses(unit, store.id, [each[0] for each in wanted])
    owners = await customers.lock_customers(
        unit, store.id, [address.customer_id for address in before.values()]
    )
    books = await customers.addresses_of(unit, store.id, owners)
    found = {address.id: address for book in books.values() for address in book}
    changed: dict[int, CustomerAddress] = {}
    for position, (address_id, changes) in enumerate(wanted):
        if address_id not in found:
            raise Unprocessable.naming(
                UPDATE_FAILED, f"{position}.id", "invalid customer address ID"
            )
        old = changed.get(address_id, found[address_id])
        merged = merge_form_fields(old.form_fields, changes.get("form_fields", ()))
        address = replace(old, **{**changes, "form_fields": merged})
        others = (o for o in books[old.customer_id] if o.id != address_id)
        if any(is_same_address(address, changed.get(o.id, o)) for o in others):
            continue
        changed[address_id] = address
    for address in changed.values():
        if address != found[address.id]:
            customers.change_address(unit, store.id, address)
            _announce(unit, store.id, address.id, address.customer_id, "updated", now)
    await unit.flush()
    return list(changed.values())


async def delete_addresses(
    unit: Unit, store: Store, ids: Iterable[int], now: int
) -> list[CustomerAddress]:
    """Delete those of these addresses that there are."""
    found = await customers.find_addresses(unit, store.id, ids)
    for address in found.values():
        _announce(unit, store.id, address.id, address.customer_id, "deleted", now)
    if found:
        await customers.delete_addresses(unit, store.id, sorted(found))
    return list(found.values())


def add_address(unit: Unit, store_id: int, address: CustomerAddress, now: int) -> Number:
    """Queue an address of a customer, and its event."""
    address_id = unit.take(store_id, "customer_address")
    customers.add_address(unit, store_id, address_id, address.customer_id, address)
    _announce(unit, store_id, address_id, address.customer_id, "created", now)
    return address_id


def _announce(
    unit: Unit, store_id: int, address_id: int | Number, customer_id: int, what: str, now: int
) -> None:
    record(
        unit,
        store_id,
        f"store/customer/address/{what}",
        {"type": "customer", "id": address_id, "address": {"customer_id": customer_id}},
        now,
        subject="customer_address",
        subject_id=address_id,
    )


async def address_book(unit: Unit, store: Store, customer_id: int) -> list[CustomerAddress]:
    """All addresses of a customer. Raises NotFound."""
    if await customers.find_customer(unit, store.id, customer_id) is None:
        raise NotFound("customer", customer_id)
    return (await customers.addresses_of(unit, store.id, [customer_id]))[customer_id]


async def find_address(
    unit: Unit, store: Store, customer_id: int, address_id: int
) -> CustomerAddress:
    """One address of a customer. Raises NotFound."""
    found = (await customers.find_addresses(unit, store.id, [address_id])).get(address_id)
    if found is None or found.customer_id != customer_id:
        raise NotFound("customer address", address_id)
    return found


async def create_address(
    unit: Unit, store: Store, address: CustomerAddress, now: int
) -> CustomerAddress:
    """A new address of one customer, even if they have the same already. Raises NotFound."""
    if not await customers.lock_customers(unit, store.id, [address.customer_id]):
        raise NotFound("customer", address.customer_id)
    number = add_address(unit, store.id, address, now)
    await unit.flush()
    return replace(address, id=number.value)


async def update_address(
    unit: Unit,
    store: Store,
    customer_id: int,
    address_id: int,
    changes: Mapping[str, Any],
    now: int,
) -> CustomerAddress:
    """Change fields of one address of a customer. Raises NotFound."""
    await customers.lock_customers(unit, store.id, [customer_id])
    found = await find_address(unit, store, customer_id, address_id)
    changed = replace(found, **changes)
    if changed != found:
        customers.change_address(unit, store.id, changed)
        _announce(unit, store.id, address_id, customer_id, "updated", now)
    return changed


async def clear_address_book(unit: Unit, store: Store, customer_id: int, now: int) -> None:
    """Delete all addresses of a customer. Raises NotFound."""
    book = await address_book(unit, store, customer_id)
    await delete_addresses(unit, store, [address.id for address in book], now)
