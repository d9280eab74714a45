"""Making, changing and deleting customer groups."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orderwright.db import customer_groups
from orderwright.db.unit import Unit
from orderwright.domain.customer_group import CustomerGroup, wrong_rules
from orderwright.domain.errors import FieldError, InvalidInput, NotFound
from orderwright.domain.store import Store

OF_ONE_GROUP = ("is_default", "is_group_for_guests")


async def create_group(unit: Unit, store: Store, group: CustomerGroup, now: int) -> CustomerGroup:
    """Raises InvalidInput for rules that cannot stand together."""
    _check(group)
    found = await customer_groups.lock_groups(unit, store.id)
    made = replace(group, date_created=now, date_modified=now)
    _take_over(unit, store.id, made, found, now)
    number = customer_groups.add_group(unit, store.id, made)
    await unit.flush()
    return replace(made, id=number.value)


async def update_group(
    unit: Unit, store: Store, group_id: int, changes: Mapping[str, Any], now: int
) -> CustomerGroup:
    """Raises NotFound, InvalidInput."""
    found = await customer_groups.lock_groups(unit, store.id)
    if group_id not in found:
        raise NotFound("customer group", group_id)
    before = found.pop(group_id)
    changed = replace(before, **changes)
    _check(changed)
    if changed == before:
        return before
    changed = replace(changed, date_modified=now)
    _take_over(unit, store.id, changed, found, now)
    customer_groups.change_group(unit, store.id, changed)
    return changed


async def delete_group(unit: Unit, store: Store, group_id: int) -> None:
    """Raises NotFound."""
    await customer_groups.lock_groups(unit, store.id)
    if not await customer_groups.delete_group(unit, store.id, group_id):
        raise NotFound("customer group", group_id)


def _take_over(
    unit: Unit,
    store_id: int,
    group: CustomerGroup,
    others: Mapping[int, CustomerGroup],
    now: int,
) -> None:
    """Only one group is the default, and only one is for guests."""
    for other in others.values():
        taken = [n for n in OF_ONE_GROUP if getattr(group, n) and getattr(other, n)]
        if taken:
            lost: dict[str, Any] = dict.fromkeys(taken, False)
            left = replace(other, **lost, date_modified=now)
            customer_groups.change_group(unit, store_id, left)


def _check(group: CustomerGroup) -> None:
    reason = wrong_rules(group.discount_rules)
    if reason is not None:
        raise InvalidInput(FieldError("discount_rules", "invalid", reason))
