"""The demo store's business customer: a company with two buyers and purchase orders of its own."""

from typing import Any

from orderwright.actions import backend_users
from orderwright.db import companies
from orderwright.db.unit import Unit
from orderwright.demo.past import Call
from orderwright.demo.people import PEOPLE
from orderwright.domain.password import hash_password

COMPANY = "Sato Outfitters"
BUYER, ASSISTANT = PEOPLE[10], PEOPLE[7]
PASSWORD = "wayfarer-demo"  # noqa: S105 - of a made-up person, and printed
OWNER_EMAIL = "owner@example.com"
JUNIOR = 2
ORDERS_NOTED = 5
_SALT = "00" * 16


async def open_company(call: Call, customer_ids: list[int], now: int) -> None:
    """Make two of the customers the buyers of a company, before they order anything."""
    company = {
        "companyName": COMPANY,
        "companyPhone": "+1 303 555 0142",
        "companyEmail": "office@example.com",
        "addressLine1": BUYER.street,
        "city": BUYER.city,
        "state": BUYER.state,
        "zipCode": BUYER.zip,
        "country": BUYER.country,
        "adminFirstName": BUYER.first_name,
        "adminLastName": BUYER.last_name,
        "adminEmail": BUYER.email,
    }
    made = (await call("POST", "/api/v3/io/companies", company, now))["data"]
    assistant = {
        "companyId": made["companyId"],
        "firstName": ASSISTANT.first_name,
        "lastName": ASSISTANT.last_name,
        "email": ASSISTANT.email,
        "role": JUNIOR,
        "channelIds": [1],
    }
    await call("POST", "/api/v3/io/users", assistant, now)
    password = {"authentication": {"new_password": PASSWORD}}
    changes = [{"id": customer_ids[PEOPLE.index(BUYER)], **password}]
    await call("PUT", "/v3/customers", changes, now)


async def note_purchase_orders(call: Call, now: int) -> None:
    """Give the company's latest orders their purchase order numbers."""
    query = f"?limit={ORDERS_NOTED}&sortBy=createdAt"
    found: list[dict[str, Any]] = (
        await call("GET", f"/api/v3/io/orders{query}&companyId=1", None, now)
    )["data"]
    for number, order in enumerate(reversed(found), 1):
        path = f"/api/v3/io/orders/{order['bcOrderId']}"
        await call("PUT", path, {"poNumber": f"SATO-{number:04d}"}, now)


async def add_owner(unit: Unit, store_id: int, now: int) -> None:
    """Someone who may get a token of the management API by e-mail and password."""
    hashed = hash_password(PASSWORD, _SALT)
    await backend_users.set_user(unit, store_id, OWNER_EMAIL, hashed, "store owner", now)


async def read_company(unit: Unit, store_id: int) -> tuple[int, int]:
    """The company's number, and the customer's of its first buyer."""
    [view] = await companies.list_companies(unit, store_id, {}, limit=1)
    [buyer] = await companies.list_users(unit, store_id, {"company_id": view.company.id}, limit=1)
    return view.company.id, buyer.user.customer_id
