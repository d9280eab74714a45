"""Scenes of the B2B Edition that feeders and arrangements are built from."""

import itertools
from typing import Any

import jwt

from orderwright.actions import backend_users, stores
from orderwright.api.auth import hash_token
from orderwright.db.unit import Unit
from orderwright.domain.password import hash_password
from tests.contract.arranging import add_order
from tests.contract.shop import Shop

CLIENT_ID = "b2b-app"
CLIENT_SECRET = "a client secret of the B2B scenes, of 64 characters and a few more."
PASSWORD = "correct horse battery"
IO = "/api/v3/io"
_numbers = itertools.count(1)


def add_company(shop: Shop, **fields: Any) -> dict[str, Any]:
    """A company with its administrator."""
    number = next(_numbers)
    body = {
        "companyName": f"Company {number}",
        "companyPhone": "8001234567",
        "companyEmail": f"office{number}@example.com",
        "country": "United States",
        "adminFirstName": "Marie",
        "adminLastName": "Curie",
        "adminEmail": f"admin{number}@example.com",
        **fields,
    }
    made: dict[str, Any] = manage(shop, "POST", "/companies", body)["data"]
    return made


def manage(shop: Shop, method: str, path: str, json: Any = None, expect: int = 200) -> Any:
    """A call of the management API."""
    headers = {"x-store-hash": shop.store.hash}
    return shop.call(method, f"{IO}{path}", json, headers=headers, expect=expect)


def add_app(shop: Shop) -> None:
    """An app whose secret signs tokens of customers."""
    account = stores.NewAccount(
        name="B2B app",
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_secret_sealed=shop.world.services.sealer.seal(CLIENT_SECRET),
        access_token_hash=hash_token(f"app token of {shop.store.hash}"),
        scopes=(),
    )

    async def work(unit: Unit) -> int:
        return await stores.create_account(unit, shop.store.id, account, shop.world.clock.now())

    shop.world.write(work)


def signed(shop: Shop, customer_id: int) -> str:
    """What the app vouches with for a customer."""
    second = shop.world.clock.now() // 1000
    claims = {
        "customer": {"id": customer_id},
        "iss": "bc/apps",
        "sub": shop.store.hash,
        "iat": second,
        "exp": second + 900,
        "aud": CLIENT_ID,
    }
    return jwt.encode(claims, CLIENT_SECRET, algorithm="HS256")


def log_in(shop: Shop, customer_id: int) -> dict[str, str]:
    """The headers of a buyer, as the platform's own checkout sends them."""
    made = manage_auth(shop, "/auth/customers/storefront", {"customerId": customer_id})
    [token] = made["data"]["token"]
    return {"authtoken": token, "authorization": f"Bearer  {token}"}


def manage_auth(shop: Shop, path: str, json: Any) -> Any:
    headers = {"x-store-hash": shop.store.hash}
    return shop.call("POST", f"/api/io{path}", json, headers=headers)


def add_customer(shop: Shop) -> dict[str, Any]:
    """A customer with a password who is no company user."""
    body = {
        "email": f"customer{next(_numbers)}@example.com",
        "first_name": "Ada",
        "last_name": "Mercer",
        "authentication": {"new_password": PASSWORD},
    }
    made: dict[str, Any] = shop.call("POST", "/v3/customers", [body])["data"][0]
    return made


def add_backend_user(shop: Shop, role: str = "administrator") -> str:
    """A backend user; the e-mail."""
    email = f"backend{next(_numbers)}@example.com"
    hashed = hash_password(PASSWORD, "00" * 16)

    async def work(unit: Unit) -> None:
        await backend_users.set_user(unit, shop.store.id, email, hashed, role, 0)

    shop.world.write(work)
    return email


def add_company_order(shop: Shop, **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A company, and an order that its administrator has just placed."""
    company = add_company(shop)
    return company, add_order(shop, customer_id=company["customerId"], **fields)
