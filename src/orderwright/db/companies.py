"""Companies, their users and roles: rows to records and back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orderwright.db.listing import Listing, contains, count_rows, list_rows
from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.company import PREDEFINED_ROLES, Company, CompanyRole, CompanyUser

ALL = 1_000_000
_LIST = (dump, load_tuple)
_COMPANIES = Mapper(Company, special={"price_lists": _LIST, "extra_fields": _LIST})
_USERS = Mapper(CompanyUser, special={"extra_fields": _LIST})

COMPANIES = Listing(
    select="c.*, g.name AS customer_group_name",
    source=(
        "companies c LEFT JOIN customer_groups g"
        " ON g.store_id = c.store_id AND g.id = c.customer_group_id"
    ),
    conditions={
        "min_modified": "c.updated_at >= :value",
        "max_modified": "c.updated_at <= :value",
        "min_created": "c.created_at >= :value",
        "max_created": "c.created_at <= :value",
        "status": "c.status = :value",
        "customer_group_id": "c.customer_group_id = :value",
        "q": contains("c.name"),
        "order_id": "EXISTS (SELECT 1 FROM company_orders o WHERE o.store_id = c.store_id"
        " AND o.company_id = c.id AND o.order_id = :value)",
        "customer_id": "EXISTS (SELECT 1 FROM company_users u WHERE u.store_id = c.store_id"
        " AND u.company_id = c.id AND u.customer_id = :value)",
        "id": "c.id = :value",
    },
    sorts={"name": "c.name_key", "updated_at": "c.updated_at"},
    key="c.id",
    store="c.store_id",
)
USERS = Listing(
    select=(
        "u.*, c.first_name, c.last_name, c.email, c.phone, c.channel_ids, r.name AS role_name,"
        " r.permissions"
    ),
    source=(
        "company_users u JOIN customers c ON c.store_id = u.store_id AND c.id = u.customer_id"
        " LEFT JOIN company_roles r ON r.store_id = u.store_id AND r.id = u.company_role_id"
    ),
    conditions={
        "id": "u.id = :value",
        "company_id": "u.company_id = :value",
        "customer_id": "u.customer_id = :value",
        "roles": "CASE WHEN u.company_role_id > 3 THEN 2 ELSE u.company_role_id - 1 END IN :value",
        "min_modified": "u.updated_at >= :value",
        "max_modified": "u.updated_at <= :value",
        "min_created": "u.created_at >= :value",
        "max_created": "u.created_at <= :value",
        "email": "c.email_key = :value",
        "channel": "',' || TRIM(c.channel_ids, '[]') || ',' LIKE :value",
        "q": contains("c.first_name || ' ' || c.last_name || ' ' || c.email"),
    },
    key="u.id",
    store="u.store_id",
)
_USER_OF = statement(
    "SELECT * FROM company_users WHERE store_id = :store_id AND customer_id = :customer_id"
)
_USERS_OF = statement(
    "SELECT * FROM company_users WHERE store_id = :store_id AND customer_id IN :ids ORDER BY id"
)
_LOCK_COMPANY = statement(
    "SELECT * FROM companies WHERE store_id = :store_id AND id = :id", lock=True
)
_BY_GROUP = statement(
    "SELECT id FROM companies WHERE store_id = :store_id AND customer_group_id = :group_id"
    " ORDER BY id"
)
_BY_NAME = statement("SELECT id FROM companies WHERE store_id = :store_id AND name_key = :name_key")
_CHANGE_COMPANY = statement(
    "UPDATE companies SET name_key = :name_key, "
    + ", ".join(f"{name} = :{name}" for name in _COMPANIES.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE_COMPANY = statement("DELETE FROM companies WHERE store_id = :store_id AND id = :id")
_CHANGE_USER = statement(
    "UPDATE company_users SET "
    + ", ".join(f"{name} = :{name}" for name in _USERS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE_USER = statement("DELETE FROM company_users WHERE store_id = :store_id AND id = :id")
_ROLES = statement("SELECT * FROM company_roles WHERE store_id = :store_id ORDER BY id")
_ROLE_IN_USE = statement(
    "SELECT id FROM company_users WHERE store_id = :store_id AND company_role_id = :role_id LIMIT 1"
)
_CHANGE_ROLE = statement(
    "UPDATE company_roles SET name = :name, permissions = :permissions"
    " WHERE store_id = :store_id AND id = :id"
)
_DELETE_ROLE = statement("DELETE FROM company_roles WHERE store_id = :store_id AND id = :id")


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company with the name of its customer group."""

    company: Company
    customer_group_name: str


@dataclass(frozen=True, slots=True)
class UserView:
    """A company user with what is their customer's and their role's."""

    user: CompanyUser
    role: CompanyRole
    first_name: str
    last_name: str
    email: str
    phone: str
    channel_ids: tuple[int, ...]


def user_of(row: Row) -> CompanyUser:
    return _USERS.record(row)


def role_of(row: Row) -> CompanyRole:
    """The role of a user's row, joined with its own where it is a custom one."""
    role_id = row["company_role_id"]
    if role_id <= len(PREDEFINED_ROLES):
        return PREDEFINED_ROLES[role_id - 1]
    return CompanyRole(role_id, row["role_name"] or "", json.loads(row["permissions"] or "{}"))


async def find_user_of(unit: Unit, store_id: int, customer_id: int) -> CompanyUser | None:
    """The company user that a customer is."""
    row = await unit.row(_USER_OF, store_id=store_id, customer_id=customer_id)
    return None if row is None else user_of(row)


async def find_users_of(
    unit: Unit, store_id: int, customer_ids: Sequence[int]
) -> dict[int, CompanyUser]:
    """The company users among these customers, by customer."""
    if not customer_ids:
        return {}
    rows = await unit.rows(_USERS_OF, store_id=store_id, ids=list(customer_ids))
    return {row["customer_id"]: user_of(row) for row in rows}


async def list_companies(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int = 0,
    sort: str = "",
    descending: bool = False,
) -> list[CompanyView]:
    rows = await list_rows(
        unit, COMPANIES, store_id, filters,
        limit=limit, offset=offset, sort=sort, descending=descending,
    )  # fmt: skip
    return [CompanyView(_COMPANIES.record(row), row["customer_group_name"] or "") for row in rows]


async def count_companies(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, COMPANIES, store_id, filters)


async def lock_company(unit: Unit, store_id: int, company_id: int) -> Company | None:
    row = await unit.row(_LOCK_COMPANY, store_id=store_id, id=company_id)
    return None if row is None else _COMPANIES.record(row)


async def companies_of_group(unit: Unit, store_id: int, group_id: int) -> list[int]:
    """The companies that a customer group stands for."""
    rows = await unit.rows(_BY_GROUP, store_id=store_id, group_id=group_id)
    return [row["id"] for row in rows]


async def company_named(unit: Unit, store_id: int, name: str) -> int | None:
    """The company that has this name, in any case."""
    row = await unit.row(_BY_NAME, store_id=store_id, name_key=name.lower())
    return None if row is None else row["id"]


def add_company(unit: Unit, store_id: int, company: Company) -> Number:
    number = unit.take(store_id, "company")
    values = _COMPANIES.values(company) | {"id": number}
    unit.insert("companies", store_id=store_id, name_key=company.name.lower(), **values)
    return number


def change_company(unit: Unit, store_id: int, company: Company) -> None:
    values = _COMPANIES.values(company)
    unit.change(_CHANGE_COMPANY, store_id=store_id, name_key=company.name.lower(), **values)


async def delete_company(unit: Unit, store_id: int, company_id: int) -> bool:
    """Whether there was such a company; its users and records go with it, its customers stay."""
    return await unit.execute(_DELETE_COMPANY, store_id=store_id, id=company_id) == 1


async def list_users(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int = 0
) -> list[UserView]:
    rows = await list_rows(unit, USERS, store_id, filters, limit=limit, offset=offset)
    return [
        UserView(
            user=user_of(row),
            role=role_of(row),
            first_name=row["first_name"],
            last_name=row["last_name"],
            email=row["email"],
            phone=row["phone"],
            channel_ids=load_tuple(row["channel_ids"]),
        )
        for row in rows
    ]


async def count_users(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, USERS, store_id, filters)


def add_user(unit: Unit, store_id: int, user: CompanyUser, company_id: int | Number) -> Number:
    number = unit.take(store_id, "company_user")
    values = _USERS.values(user) | {"id": number, "company_id": company_id}
    unit.insert("company_users", store_id=store_id, **values)
    return number


def change_user(unit: Unit, store_id: int, user: CompanyUser) -> None:
    unit.change(_CHANGE_USER, store_id=store_id, **_USERS.values(user))


async def delete_user(unit: Unit, store_id: int, user_id: int) -> bool:
    """Whether there was such a user; the customer stays."""
    return await unit.execute(_DELETE_USER, store_id=store_id, id=user_id) == 1


async def list_roles(unit: Unit, store_id: int) -> list[CompanyRole]:
    """The predefined roles, then the store's own."""
    rows = await unit.rows(_ROLES, store_id=store_id)
    own = [CompanyRole(row["id"], row["name"], json.loads(row["permissions"])) for row in rows]
    return [*PREDEFINED_ROLES, *own]


def add_role(unit: Unit, store_id: int, role: CompanyRole) -> Number:
    number = unit.take(store_id, "company_role")
    permissions = dump(dict(role.permissions))
    unit.insert(
        "company_roles", store_id=store_id, id=number, name=role.name, permissions=permissions
    )
    return number


def change_role(unit: Unit, store_id: int, role: CompanyRole) -> None:
    permissions = dump(dict(role.permissions))
    unit.change(
        _CHANGE_ROLE, store_id=store_id, id=role.id, name=role.name, permissions=permissions
    )


async def is_role_in_use(unit: Unit, store_id: int, role_id: int) -> bool:
    return await unit.row(_ROLE_IN_USE, store_id=store_id, role_id=role_id) is not None


async def delete_role(unit: Unit, store_id: int, role_id: int) -> None:
    await unit.execute(_DELETE_ROLE, store_id=store_id, id=role_id)
