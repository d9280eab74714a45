"""Making, changing and deleting customer attributes and their values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from orderwright.db import customer_attributes, customers
from orderwright.db.unit import Unit
from orderwright.domain.customer import (
    CustomerAttribute,
    CustomerAttributeValue,
    is_attribute_value,
)
from orderwright.domain.errors import Unprocessable
from orderwright.domain.store import Store

ATTRIBUTES_PER_STORE = 50
CREATE_FAILED = "Create customer attributes failed."
UPDATE_FAILED = "Update customer attributes failed."
VALUES_FAILED = "Upsert customer attribute values failed."


async def create_attributes(
    unit: Unit, store: Store, wanted: Sequence[CustomerAttribute], now: int
) -> list[CustomerAttribute]:
    """Raises Unprocessable for a name that is taken, or too many of them."""
    found = await customer_attributes.lock_attributes(unit, store.id)
    if len(found) + len(wanted) > ATTRIBUTES_PER_STORE:
        raise Unprocessable(f"A store cannot have more than {ATTRIBUTES_PER_STORE} attributes.")
    _check_names(CREATE_FAILED, wanted, [each.name for each in found.values()])
    made = [replace(each, date_created=now, date_modified=now) for each in wanted]
    numbers = [customer_attributes.add_attribute(unit, store.id, each) for each in made]
    await unit.flush()
    return [replace(each, id=number.value) for each, number in zip(made, numbers, strict=True)]


async def update_attributes(
    unit: Unit, store: Store, names: Mapping[int, str], now: int
) -> list[CustomerAttribute]:
    """Rename attributes. Raises Unprocessable."""
    found = await customer_attributes.lock_attributes(unit, store.id)
    changed: list[CustomerAttribute] = []
    for position, (attribute_id, name) in enumerate(names.items()):
        if attribute_id not in found:
            raise Unprocessable.naming(
                UPDATE_FAILED, f"{position}.id", "invalid customer attribute ID"
            )
        before = found[attribute_id]
        changed.append(
            before if before.name == name else replace(before, name=name, date_modified=now)
        )
    _check_names(
        UPDATE_FAILED, changed, [each.name for each in found.values() if each.id not in names]
    )
    for attribute in changed:
        customer_attributes.change_attribute(unit, store.id, attribute)
    return changed


def _check_names(title: str, wanted: Sequence[CustomerAttribute], others: Iterable[str]) -> None:
    taken = set(others)
    for position, each in enumerate(wanted):
        if each.name in taken:
            raise Unprocessable.naming(
                title, f"{position}.name", f"name {each.name} already in use"
            )
        taken.add(each.name)


async def delete_attributes(unit: Unit, store: Store, ids: Sequence[int]) -> None:
    """Delete those of these attributes that there are, with what customers answered."""
    await customer_attributes.delete_attributes(unit, store.id, ids)


async def upsert_values(
    unit: Unit, store: Store, wanted: Sequence[CustomerAttributeValue], now: int
) -> list[CustomerAttributeValue]:
    """Set what customers answer, all or nothing. Raises Unprocessable."""
    owners = await customers.lock_customers(unit, store.id, [each.customer_id for each in wanted])
    known = await customer_attributes.find_attributes(
        unit, store.id, [each.attribute_id for each in wanted]
    )
    for position, each in enumerate(wanted):
        if each.customer_id not in owners:
            raise _wrong(position, "customer_id", "invalid customer ID")
        if each.attribute_id not in known:
            raise _wrong(position, "attribute_id", "invalid customer attribute ID")
        if not is_attribute_value(known[each.attribute_id].type, each.value):
            raise _wrong(position, "value", "invalid customer attribute value")
    final = {(each.customer_id, each.attribute_id): each.value for each in wanted}
    held = await customer_attributes.values_of(unit, store.id, owners, lock=True)
    before = {(v.customer_id, v.attribute_id): v for book in held.values() for v in book}
    kept: dict[tuple[int, int], CustomerAttributeValue] = {}
    added = {}
    for key, value in final.items():
        old = before.get(key)
        if old is None:
            kept[key] = CustomerAttributeValue(0, *key, value, now, now)
            added[key] = customer_attributes.add_value(unit, store.id, kept[key])
        elif old.value != value:
            kept[key] = replace(old, value=value, date_modified=now)
            customer_attributes.change_value(unit, store.id, kept[key])
        else:
            kept[key] = old
    await unit.flush()
    return [
        replace(each, id=added[key].value) if key in added else each for key, each in kept.items()
    ]


def _wrong(position: int, field: str, reason: str) -> Unprocessable:
    return Unprocessable.naming(VALUES_FAILED, f"{position}.{field}", reason)


async def delete_values(unit: Unit, store: Store, ids: Sequence[int]) -> None:
    """Delete those of these values that there are."""
    await customer_attributes.delete_values(unit, store.id, ids)
