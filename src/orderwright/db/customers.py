"""Customers and their addresses: rows to records and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.db.listing import Listing, contains, count_rows, list_rows
from orderwright.db.rows import Mapper, dump, load_tuple
from orderwright.db.statement import statement
from orderwright.db.unit import Number, Row, Unit
from orderwright.domain.customer import Customer, CustomerAddress, FormFields, email_key

_LIST = (dump, load_tuple)
_CUSTOMERS = Mapper(
    Customer,
    special={"channel_ids": _LIST, "form_fields": _LIST},
    booleans=("accepts_marketing", "force_password_reset"),
    without=("address_count", "attribute_count"),
)
_ADDRESSES = Mapper(CustomerAddress, special={"form_fields": _LIST})

_FULL_NAME = "LOWER(c.first_name || ' ' || c.last_name)"
_SELECT = (
    "c.*,"
    " (SELECT COUNT(*) FROM customer_addresses a"
    " WHERE a.store_id = c.store_id AND a.customer_id = c.id) AS address_count,"
    " (SELECT COUNT(*) FROM customer_attribute_values v"
    " WHERE v.store_id = c.store_id AND v.customer_id = c.id) AS attribute_count"
)
LISTING = Listing(
    select=_SELECT,
    source="customers c",
    conditions={
        "id:in": "c.id IN :value",
        "min_id": "c.id >= :value",
        "max_id": "c.id <= :value",
        "email:in": "c.email_key IN :value",
        "company:in": "c.company IN :value",
        "phone:in": "c.phone IN :value",
        "name:in": f"{_FULL_NAME} IN :value",
        "name:like": contains("c.first_name || ' ' || c.last_name"),
        "first_name": "c.first_name = :value",
        "last_name": "c.last_name = :value",
        "customer_group_id:in": "c.customer_group_id IN :value",
        "registration_ip_address:in": "c.registration_ip_address IN :value",
        "tax_exempt_category": "c.tax_exempt_category = :value",
        "store_credit": "c.store_credit = :value",
        "date_created:min": "c.date_created >= :value",
        "date_created:max": "c.date_created <= :value",
        "date_modified:min": "c.date_modified >= :value",
        "date_modified:max": "c.date_modified <= :value",
        "after_id": "c.id > :value",
        "before_id": "c.id < :value",
    },
    sorts={
        "date_created": "c.date_created",
        "date_modified": "c.date_modified",
        "last_name": "LOWER(c.last_name)",
    },
    key="c.id",
    store="c.store_id",
)
ADDRESS_LISTING = Listing(
    select="*",
    source="customer_addresses",
    conditions={
        "id:in": "id IN :value",
        "customer_id:in": "customer_id IN :value",
        "company:in": "company IN :value",
        "name:in": "LOWER(first_name || ' ' || last_name) IN :value",
    },
)

_FIND = statement(
    f"SELECT {_SELECT} FROM customers c WHERE c.store_id = :store_id AND c.id IN :ids"
)
_LOCK = statement(
    "SELECT id FROM customers WHERE store_id = :store_id AND id IN :ids ORDER BY id", lock=True
)
_EVERY_ID = statement("SELECT id FROM customers WHERE store_id = :store_id ORDER BY id")
_EMAILS = statement(
    "SELECT id, email_key FROM customers WHERE store_id = :store_id AND email_key IN :keys",
    lock=True,
)
_CHANGE = statement(
    "UPDATE customers SET email_key = :email_key, "
    + ", ".join(f"{name} = :{name}" for name in _CUSTOMERS.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM customers WHERE store_id = :store_id AND id IN :ids")
_ADDRESSES_OF = statement(
    "SELECT * FROM customer_addresses WHERE store_id = :store_id AND customer_id IN :ids"
    " ORDER BY id"
)
_FIND_ADDRESSES = statement(
    "SELECT * FROM customer_addresses WHERE store_id = :store_id AND id IN :ids ORDER BY id"
)
_CHANGE_ADDRESS = statement(
    "UPDATE customer_addresses SET "
    + ", ".join(f"{name} = :{name}" for name in _ADDRESSES.columns if name != "id")
    + " WHERE store_id = :store_id AND id = :id"
)
_DELETE_ADDRESSES = statement(
    "DELETE FROM customer_addresses WHERE store_id = :store_id AND id IN :ids"
)
_FORM_FIELDS = statement(
    "SELECT 'customer' AS kind, id, form_fields FROM customers"
    " WHERE store_id = :store_id AND form_fields <> '[]'"
    " AND (CAST(:customer_id AS BIGINT) = 0 OR id = :customer_id)"
    " AND CAST(:address_id AS BIGINT) = 0"
    " UNION ALL"
    " SELECT 'address', id, form_fields FROM customer_addresses"
    " WHERE store_id = :store_id AND form_fields <> '[]'"
    " AND (CAST(:address_id AS BIGINT) = 0 OR id = :address_id)"
    " AND CAST(:customer_id AS BIGINT) = 0"
    " ORDER BY 1 DESC, 2"
)
_CONSENT = statement("SELECT consent FROM customers WHERE store_id = :store_id AND id = :id")
_SET_CONSENT = statement(
    "UPDATE customers SET consent = :consent WHERE store_id = :store_id AND id = :id"
)


async def find_customers(unit: Unit, store_id: int, ids: Sequence[int]) -> dict[int, Customer]:
    """The customers of these ids that there are, by id."""
    rows = await unit.rows(_FIND, store_id=store_id, ids=list(ids))
    return {row["id"]: _customer(row) for row in rows}


async def find_customer(unit: Unit, store_id: int, customer_id: int) -> Customer | None:
    return (await find_customers(unit, store_id, [customer_id])).get(customer_id)


async def lock_customers(unit: Unit, store_id: int, ids: Iterable[int]) -> dict[int, Customer]:
    """As `find_customers`, and no other unit changes them until this one ends."""
    wanted = sorted(set(ids))
    await unit.rows(_LOCK, store_id=store_id, ids=wanted)
    return await find_customers(unit, store_id, wanted)


async def every_customer_id(unit: Unit, store_id: int) -> list[int]:
    return [row["id"] for row in await unit.rows(_EVERY_ID, store_id=store_id)]


async def list_customers(
    unit: Unit,
    store_id: int,
    filters: Mapping[str, object],
    *,
    limit: int,
    offset: int = 0,
    sort: str = "",
    descending: bool = False,
) -> list[Customer]:
    rows = await list_rows(
        unit, LISTING, store_id, filters,
        limit=limit, offset=offset, sort=sort, descending=descending,
    )  # fmt: skip
    return [_customer(row) for row in rows]


async def count_customers(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, LISTING, store_id, filters)


async def taken_emails(unit: Unit, store_id: int, emails: Iterable[str]) -> dict[str, int]:
    """Which customer has which of these e-mails, by `email_key`, locked until the unit ends."""
    keys = sorted({email_key(email) for email in emails})
    rows = await unit.rows(_EMAILS, store_id=store_id, keys=keys)
    return {row["email_key"]: row["id"] for row in rows}


def add_customer(unit: Unit, store_id: int, customer_id: Number, customer: Customer) -> None:
    values = _CUSTOMERS.values(customer) | {"id": customer_id}
    unit.insert("customers", store_id=store_id, email_key=email_key(customer.email), **values)


def change_customer(unit: Unit, store_id: int, customer: Customer) -> None:
    unit.change(
        _CHANGE,
        store_id=store_id,
        email_key=email_key(customer.email),
        **_CUSTOMERS.values(customer),
    )


async def delete_customers(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE, store_id=store_id, ids=list(ids))


async def addresses_of(
    unit: Unit, store_id: int, customer_ids: Iterable[int]
) -> dict[int, list[CustomerAddress]]:
    """The address books of these customers, by customer."""
    books: dict[int, list[CustomerAddress]] = {customer_id: [] for customer_id in customer_ids}
    if books:
        rows = await unit.rows(_ADDRESSES_OF, store_id=store_id, ids=list(books))
        for row in rows:
            books[row["customer_id"]].append(_ADDRESSES.record(row))
    return books


async def find_addresses(
    unit: Unit, store_id: int, ids: Iterable[int]
) -> dict[int, CustomerAddress]:
    rows = await unit.rows(_FIND_ADDRESSES, store_id=store_id, ids=sorted(set(ids)))
    return {row["id"]: _ADDRESSES.record(row) for row in rows}


async def list_addresses(
    unit: Unit, store_id: int, filters: Mapping[str, object], *, limit: int, offset: int
) -> list[CustomerAddress]:
    rows = await list_rows(unit, ADDRESS_LISTING, store_id, filters, limit=limit, offset=offset)
    return [_ADDRESSES.record(row) for row in rows]


async def count_addresses(unit: Unit, store_id: int, filters: Mapping[str, object]) -> int:
    return await count_rows(unit, ADDRESS_LISTING, store_id, filters)


def add_address(
    unit: Unit,
    store_id: int,
    address_id: Number,
    customer_id: int | Number,
    address: CustomerAddress,
) -> None:
    values = _ADDRESSES.values(address) | {"id": address_id, "customer_id": customer_id}
    unit.insert("customer_addresses", store_id=store_id, **values)


def change_address(unit: Unit, store_id: int, address: CustomerAddress) -> None:
    unit.change(_CHANGE_ADDRESS, store_id=store_id, **_ADDRESSES.values(address))


async def delete_addresses(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    await unit.execute(_DELETE_ADDRESSES, store_id=store_id, ids=list(ids))


async def form_field_values(
    unit: Unit, store_id: int, *, customer_id: int = 0, address_id: int = 0
) -> list[tuple[str, int, FormFields]]:
    """Form fields of all customers and addresses, or of one: `customer` or `address`, its id."""
    rows = await unit.rows(
        _FORM_FIELDS, store_id=store_id, customer_id=customer_id, address_id=address_id
    )
    return [(row["kind"], row["id"], load_tuple(row["form_fields"])) for row in rows]


async def read_consent(unit: Unit, store_id: int, customer_id: int) -> dict[str, Any] | None:
    """What a customer consents to; empty where they were not asked, None for no such customer."""
    row = await unit.row(_CONSENT, store_id=store_id, id=customer_id)
    return None if row is None else json.loads(row["consent"])


async def write_consent(
    unit: Unit, store_id: int, customer_id: int, consent: Mapping[str, Any]
) -> bool:
    """Whether there is such a customer."""
    changed = await unit.execute(
        _SET_CONSENT, store_id=store_id, id=customer_id, consent=dump(consent)
    )
    return changed == 1


def _customer(row: Row) -> Customer:
    return replace(
        _CUSTOMERS.record(row),
        address_count=row["address_count"],
        attribute_count=row["attribute_count"],
    )
