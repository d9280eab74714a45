"""Making, changing and deleting customers and their addresses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from orderwright.actions.customer_addresses import add_address
from orderwright.db import balances, channels, customer_attributes, customer_groups, customers
from orderwright.db.outbox import record
from orderwright.db.unit import Number, Unit
from orderwright.domain.balance import set_balance
from orderwright.domain.customer import (
    Customer,
    CustomerAddress,
    CustomerAttributeValue,
    email_key,
    is_attribute_value,
    merge_form_fields,
    repeated_email,
)
from orderwright.domain.errors import EmailTaken, NotFound, Unprocessable
from orderwright.domain.store import Store

CREATE_FAILED = "Create customers failed."
UPDATE_FAILED = "Update customers failed."
DELETED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer to be made; without a group they get the store's default one."""

    customer: Customer
    has_group: bool = False
    addresses: tuple[CustomerAddress, ...] = ()
    attributes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavedCustomer:
    """A customer with what was made along."""

    customer: Customer
    addresses: tuple[CustomerAddress, ...] = ()
    attributes: tuple[CustomerAttributeValue, ...] = ()


async def create_customers(
    unit: Unit, store: Store, wanted: Sequence[NewCustomer], now: int
) -> list[SavedCustomer]:
    """New customers, all or none. Raises EmailTaken, Unprocessable."""
    await _check_new_emails(unit, store.id, [new.customer.email for new in wanted])
    await _check_groups(
        unit, store.id, CREATE_FAILED, [new.customer.customer_group_id for new in wanted]
    )
    await _check_channels(unit, store.id, CREATE_FAILED, [new.customer for new in wanted])
    await _check_attributes(unit, store.id, wanted)
    default_group = await customer_groups.default_group_id(unit, store.id)
    first = unit.take(store.id, "customer", len(wanted))
    made: list[Customer] = []
    for position, new in enumerate(wanted):
        customer = replace(
            new.customer,
            customer_group_id=new.customer.customer_group_id if new.has_group else default_group,
            channel_ids=new.customer.channel_ids or (new.customer.origin_channel_id,),
            date_created=now,
            date_modified=now,
        )
        customers.add_customer(unit, store.id, first.plus(position), customer)
        _explain_credit(unit, store.id, first.plus(position), 0, customer.store_credit, now)
        made.append(customer)
    await unit.flush()
    saved = [
        _add_parts(unit, store.id, replace(customer, id=first.plus(position).value), new, now)
        for position, (customer, new) in enumerate(zip(made, wanted, strict=True))
    ]
    await unit.flush()
    return [finish() for finish in saved]


def _add_parts(
    unit: Unit, store_id: int, customer: Customer, new: NewCustomer, now: int
) -> Callable[[], SavedCustomer]:
    """Queue a new customer's event, addresses and attributes; what gives them their ids."""
    announce_customer(unit, store_id, customer, "created", now)
    addresses = [replace(address, customer_id=customer.id) for address in new.addresses]
    address_ids = [add_address(unit, store_id, address, now) for address in addresses]
    values = [
        CustomerAttributeValue(0, customer.id, attribute_id, value, now, now)
        for attribute_id, value in new.attributes.items()
    ]
    value_ids = [customer_attributes.add_value(unit, store_id, value) for value in values]

    def finish() -> SavedCustomer:
        return SavedCustomer(
            replace(customer, address_count=len(addresses), attribute_count=len(values)),
            tuple(replace(a, id=n.value) for a, n in zip(addresses, address_ids, strict=True)),
            tuple(replace(v, id=n.value) for v, n in zip(values, value_ids, strict=True)),
        )

    return finish


async def update_customers(
    unit: Unit, store: Store, wanted: Sequence[tuple[int, Mapping[str, Any]]], now: int
) -> list[Customer]:
    """Change fields of customers, all or none. A change that changes nothing is not announced.

    Raises EmailTaken, Unprocessable.
    """
    found = await customers.lock_customers(unit, store.id, [each[0] for each in wanted])
    seen: set[int] = set()
    for position, (customer_id, _) in enumerate(wanted):
        if customer_id not in found or customer_id in seen:
            raise Unprocessable.naming(UPDATE_FAILED, f"{position}.id", "invalid customer ID")
        seen.add(customer_id)
    after = [_changed(found[customer_id], changes, now) for customer_id, changes in wanted]
    await _check_changed_emails(unit, store.id, after)
    await _check_groups(
        unit,
        store.id,
        UPDATE_FAILED,
        [c.customer_group_id for c in after if c != found[c.id]],
    )
    await _check_channels(unit, store.id, UPDATE_FAILED, after)
    for customer in after:
        if customer == found[customer.id]:
            continue
        customers.change_customer(unit, store.id, customer)
        before = found[customer.id]
        _explain_credit(
            unit, store.id, customer.id, before.store_credit, customer.store_credit, now
        )
        _announce_change(unit, store.id, before, customer, now)
    await unit.flush()
    return after


async def update_customer(
    unit: Unit, store: Store, customer_id: int, changes: Mapping[str, Any], now: int
) -> Customer:
    """Change fields of one customer. Raises NotFound, EmailTaken, Unprocessable."""
    if not await customers.lock_customers(unit, store.id, [customer_id]):
        raise NotFound("customer", customer_id)
    return (await update_customers(unit, store, [(customer_id, changes)], now))[0]


def _explain_credit(
    unit: Unit, store_id: int, customer_id: int | Number, before: int, after: int, now: int
) -> None:
    entry = set_balance(before, after, now)
    if entry is not None:
        balances.add_entry(unit, store_id, balances.STORE_CREDIT, customer_id, entry)


def _changed(customer: Customer, changes: Mapping[str, Any], now: int) -> Customer:
    if "form_fields" in changes:
        merged = merge_form_fields(customer.form_fields, changes["form_fields"])
        changes = {**changes, "form_fields": merged}
    changed = replace(customer, **changes)
    return customer if changed == customer else replace(changed, date_modified=now)


def _announce_change(
    unit: Unit, store_id: int, before: Customer, after: Customer, now: int
) -> None:
    """Tell of a change; one of form fields alone is not announced (reference)."""
    told = replace(after, form_fields=before.form_fields, date_modified=before.date_modified)
    if told != before:
        announce_customer(unit, store_id, after, "updated", now)
    if after.channel_ids != before.channel_ids:
        record(
            unit,
            store_id,
            "store/customer/channel/login/access/updated",
            {"customer_id": after.id, "channel_ids": list(after.channel_ids)},
            now,
            subject="customer",
            subject_id=after.id,
        )


def announce_customer(unit: Unit, store_id: int, customer: Customer, what: str, now: int) -> None:
    """Record `store/customer/…`."""
    data = {
        "type": "customer",
        "id": customer.id,
        "origin_channel_id": customer.origin_channel_id,
        "channel_ids": list(customer.channel_ids),
    }
    record(unit, store_id, f"store/customer/{what}", data, now, customer.origin_channel_id)


async def delete_customers(unit: Unit, store: Store, ids: Iterable[int], now: int) -> None:
    """Delete those of these customers that there are, with their addresses."""
    found = await customers.lock_customers(unit, store.id, ids)
    if not found:
        return
    for customer_id in sorted(found):
        announce_customer(unit, store.id, found[customer_id], "deleted", now)
    await customers.delete_customers(unit, store.id, sorted(found))


async def delete_customer(unit: Unit, store: Store, customer_id: int, now: int) -> None:
    """Raises NotFound."""
    if not await customers.lock_customers(unit, store.id, [customer_id]):
        raise NotFound("customer", customer_id)
    await delete_customers(unit, store, [customer_id], now)


async def delete_all_customers(unit: Unit, store: Store, now: int) -> None:
    ids = await customers.every_customer_id(unit, store.id)
    for first in range(0, len(ids), DELETED_AT_ONCE):
        await delete_customers(unit, store, ids[first : first + DELETED_AT_ONCE], now)


async def _check_new_emails(unit: Unit, store_id: int, emails: Sequence[str]) -> None:
    taken = await customers.taken_emails(unit, store_id, emails)
    double = repeated_email(emails)
    for email in emails:
        if email == double or email_key(email) in taken:
            raise EmailTaken("create", email)


async def _check_changed_emails(unit: Unit, store_id: int, after: Sequence[Customer]) -> None:
    emails = [customer.email for customer in after]
    taken = await customers.taken_emails(unit, store_id, emails)
    moved = {customer.id: email_key(customer.email) for customer in after}
    double = repeated_email(emails)
    for customer in after:
        owner = taken.get(email_key(customer.email), customer.id)
        kept_by_owner = moved.get(owner, "") == email_key(customer.email) or owner not in moved
        if customer.email == double or (owner != customer.id and kept_by_owner):
            raise EmailTaken("update", customer.email)


async def _check_groups(unit: Unit, store_id: int, title: str, group_ids: Sequence[int]) -> None:
    wanted = {group_id for group_id in group_ids if group_id}
    if not wanted:
        return
    unknown = wanted - await customer_groups.existing_group_ids(unit, store_id, wanted)
    for position, group_id in enumerate(group_ids):
        if group_id in unknown:
            raise Unprocessable.naming(
                title, f"{position}.customer_group_id", "invalid customer group ID"
            )


async def _check_channels(
    unit: Unit, store_id: int, title: str, wanted: Sequence[Customer]
) -> None:
    named = {i for customer in wanted for i in (customer.origin_channel_id, *customer.channel_ids)}
    if named == {1}:
        return
    unknown = named - await channels.existing_channel_ids(unit, store_id, named)
    for position, customer in enumerate(wanted):
        for name, ids in (
            ("channel_ids", customer.channel_ids),
            ("origin_channel_id", (customer.origin_channel_id,)),
        ):
            if unknown & set(ids):
                raise Unprocessable.naming(title, f"{position}.{name}", "invalid channel ID")


async def _check_attributes(unit: Unit, store_id: int, wanted: Sequence[NewCustomer]) -> None:
    named = {attribute_id for new in wanted for attribute_id in new.attributes}
    if not named:
        return
    known = await customer_attributes.find_attributes(unit, store_id, named)
    for position, new in enumerate(wanted):
        for attribute_id, value in new.attributes.items():
            attribute = known.get(attribute_id)
            if attribute is None or not is_attribute_value(attribute.type, value):
                what = "ID" if attribute is None else "value"
                raise Unprocessable.naming(
                    CREATE_FAILED, f"{position}.attributes", f"invalid customer attribute {what}"
                )
