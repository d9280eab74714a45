"""Making, changing and deleting the users of companies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from orderwright.actions import customers
from orderwright.actions.customers import NewCustomer
from orderwright.db import companies, extra_fields
from orderwright.db import customers as stored_customers
from orderwright.db.companies import UserView
from orderwright.db.unit import Unit
from orderwright.domain.company import PREDEFINED_ROLES, Company, CompanyUser
from orderwright.domain.company_order import check_values
from orderwright.domain.customer import Customer, email_key
from orderwright.domain.errors import NotFound, Unprocessable
from orderwright.domain.store import Store

LAST_USER = "The last user in company can not be deleted."
USERS_MAX = 10_000


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to be made: of a customer that there is by this e-mail, or of a new one."""

    user: CompanyUser
    customer: Customer


async def create_user(unit: Unit, store: Store, new: NewUser, now: int) -> CompanyUser:
    """Raises NotFound for no such company, Unprocessable, ExtraFieldMissing, ExtraFieldWrong."""
    company = await companies.lock_company(unit, store.id, new.user.company_id)
    if company is None:
        raise NotFound("company", new.user.company_id)
    await check_free(unit, store.id, new.customer.email)
    return await add_user(unit, store, company, new, now)


async def add_user(
    unit: Unit, store: Store, company: Company, new: NewUser, now: int
) -> CompanyUser:
    """A user of a company. Raises Unprocessable, ExtraFieldMissing, ExtraFieldWrong."""
    await _check_role(unit, store.id, new.user.company_role_id)
    fields = await extra_fields.list_fields(unit, store.id, "user")
    check_values(new.user.extra_fields, fields)
    customer_id = await _customer(unit, store, company, new.customer, now)
    user = replace(
        new.user, company_id=company.id, customer_id=customer_id, created_at=now, updated_at=now
    )
    number = companies.add_user(unit, store.id, user, company.id)
    await unit.flush()
    return replace(user, id=number.value)


async def check_free(unit: Unit, store_id: int, email: str) -> None:
    """Raises Unprocessable where the customer with this e-mail is a company user already."""
    owner = await _owner(unit, store_id, email)
    if owner is not None and await companies.find_user_of(unit, store_id, owner) is not None:
        raise Unprocessable(f"Email already exists. ['{email}']")


async def get_user(unit: Unit, store_id: int, filters: Mapping[str, int]) -> UserView:
    """The user by `id` or `customer_id`. Raises NotFound."""
    found = await companies.list_users(unit, store_id, filters, limit=1)
    if not found:
        raise NotFound("company user", filters)
    return found[0]


async def update_user(
    unit: Unit,
    store: Store,
    user_id: int,
    changes: Mapping[str, Any],
    of_customer: Mapping[str, Any],
    now: int,
) -> None:
    """Change a user, and what is their customer's own.

    Raises NotFound, Unprocessable, EmailTaken, ExtraFieldMissing, ExtraFieldWrong.
    """
    before = (await get_user(unit, store.id, {"id": user_id})).user
    after = replace(before, **changes)
    if after.company_role_id != before.company_role_id:
        await _check_role(unit, store.id, after.company_role_id)
    if "extra_fields" in changes:
        fields = await extra_fields.list_fields(unit, store.id, "user")
        check_values(after.extra_fields, fields)
    if of_customer:
        await customers.update_customer(unit, store, before.customer_id, of_customer, now)
    companies.change_user(unit, store.id, replace(after, updated_at=now))


async def delete_user(unit: Unit, store_id: int, user_id: int) -> None:
    """Delete a user; the customer stays. Raises NotFound, Unprocessable for a company's last."""
    user = (await get_user(unit, store_id, {"id": user_id})).user
    await companies.lock_company(unit, store_id, user.company_id)
    if await companies.count_users(unit, store_id, {"company_id": user.company_id}) < 2:
        raise Unprocessable(LAST_USER)
    await companies.delete_user(unit, store_id, user_id)


async def move_customers(unit: Unit, store: Store, company: Company, now: int) -> None:
    """Put a company's customers into its customer group."""
    users = await companies.list_users(unit, store.id, {"company_id": company.id}, limit=USERS_MAX)
    changes = {"customer_group_id": company.customer_group_id}
    await customers.update_customers(
        unit, store, [(view.user.customer_id, changes) for view in users], now
    )


async def _customer(
    unit: Unit, store: Store, company: Company, customer: Customer, now: int
) -> int:
    """The customer with this e-mail, or a new one, in the company's group."""
    owner = await _owner(unit, store.id, customer.email)
    group_id = company.customer_group_id
    if owner is None:
        of_company = replace(customer, customer_group_id=group_id, company=company.name)
        new = NewCustomer(of_company, has_group=bool(group_id))
        [saved] = await customers.create_customers(unit, store, [new], now)
        return saved.customer.id
    if group_id:
        await customers.update_customer(unit, store, owner, {"customer_group_id": group_id}, now)
    return owner


async def _owner(unit: Unit, store_id: int, email: str) -> int | None:
    taken = await stored_customers.taken_emails(unit, store_id, [email])
    return taken.get(email_key(email))


async def _check_role(unit: Unit, store_id: int, role_id: int) -> None:
    if 0 < role_id <= len(PREDEFINED_ROLES):
        return
    if role_id not in {role.id for role in await companies.list_roles(unit, store_id)}:
        raise Unprocessable(f"The company role does not exist. ['{role_id}']")
