"""Making, changing and deleting companies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from orderwright.actions import company_users, customer_groups
from orderwright.actions.company_users import NewUser
from orderwright.db import companies, extra_fields
from orderwright.db import customer_groups as stored_groups
from orderwright.db.companies import CompanyView
from orderwright.db.unit import Unit
from orderwright.domain.company import Company
from orderwright.domain.company_order import check_values
from orderwright.domain.customer_group import CustomerGroup
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.store import Store


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a new company; `customer_id` is its administrator's."""

    company_id: int
    customer_id: int
    customer_group_id: int


async def create_company(
    unit: Unit, store: Store, company: Company, group_id: int | None, admin: NewUser, now: int
) -> Made:
    """A company with its administrator; without a group it gets one of its own, and 0 is none.

    Raises Unprocessable, ExtraFieldMissing, ExtraFieldWrong.
    """
    await company_users.check_free(unit, store.id, admin.customer.email)
    if await companies.company_named(unit, store.id, company.name) is not None:
        raise Unprocessable(f"The company name already exists. ['{company.name}']")
    check_values(company.extra_fields, await extra_fields.list_fields(unit, store.id, "company"))
    if group_id is None:
        group = CustomerGroup(name=company.name)
        group_id = (await customer_groups.create_group(unit, store, group, now)).id
    elif group_id:
        await _check_group(unit, store.id, group_id)
    made = replace(company, customer_group_id=group_id, created_at=now, updated_at=now)
    number = companies.add_company(unit, store.id, made)
    await unit.flush()
    made = replace(made, id=number.value)
    saved = await company_users.add_user(unit, store, made, admin, now)
    return Made(made.id, saved.customer_id, group_id)


async def get_company(unit: Unit, store_id: int, company_id: int) -> CompanyView:
    """Raises NotFound."""
    found = await companies.list_companies(unit, store_id, {"id": company_id}, limit=1)
    if not found:
        raise NotFound("company", company_id)
    return found[0]


async def update_company(
    unit: Unit, store: Store, company_id: int, changes: Mapping[str, Any], now: int
) -> None:
    """Raises NotFound, Unprocessable, ExtraFieldMissing, ExtraFieldWrong."""
    before = await companies.lock_company(unit, store.id, company_id)
    if before is None:
        raise NotFound("company", company_id)
    after = replace(before, **changes)
    if after == before:
        return
    if after.name != before.name:
        owner = await companies.company_named(unit, store.id, after.name)
        if owner not in (None, company_id):
            raise Unprocessable(f"The company name already exists. ['{after.name}']")
    if after.customer_group_id != before.customer_group_id and after.customer_group_id:
        await _check_group(unit, store.id, after.customer_group_id)
    if "extra_fields" in changes:
        fields = await extra_fields.list_fields(unit, store.id, "company")
        check_values(after.extra_fields, fields)
    companies.change_company(unit, store.id, replace(after, updated_at=now))
    if after.customer_group_id != before.customer_group_id:
        await company_users.move_customers(unit, store, after, now)


async def delete_company(unit: Unit, store_id: int, company_id: int) -> None:
    """Delete a company with its users and the records of its orders; customers and orders stay.

    Raises NotFound.
    """
    if not await companies.delete_company(unit, store_id, company_id):
        raise NotFound("company", company_id)


async def _check_group(unit: Unit, store_id: int, group_id: int) -> None:
    if not await stored_groups.existing_group_ids(unit, store_id, {group_id}):
        raise Unprocessable(f"The customer group does not exist. ['{group_id}']")
