"""Companies and their buyers, for tests of the B2B Edition."""

from dataclasses import dataclass, field
from typing import Any

import jwt

from orderwright.actions import stores
from orderwright.api.auth import hash_token
from orderwright.db.unit import Unit
from tests.support.client import Reply
from tests.support.world import World

CLIENT_ID = "b2b-app"
CLIENT_SECRET = "a client secret of the B2B tests, of 64 characters and a few more."
IO = "/api/v3/io"
ORDERS = "/api/v2/orders"
COMPANY = {
    "companyName": "Great Buys",
    "companyPhone": "8001234567",
    "companyEmail": "office@greatbuys.example",
    "country": "United States",
    "adminFirstName": "Marie",
    "adminLastName": "Curie",
    "adminEmail": "marie@greatbuys.example",
}
BILLING = {
    "first_name": "Marie", "last_name": "Curie", "company": "Great Buys",
    "street_1": "1 Main St", "city": "Austin", "state": "Texas", "zip": "78701",
    "country": "United States", "country_iso2": "US", "email": "marie@greatbuys.example",
}  # fmt: skip
NOT_PERMITTED = {
    "code": 40013,
    "message": "User does not have permission to place an order",
    "data": {},
}


@dataclass(slots=True)
class Trade:
    """A store with an app that vouches for customers, and whoever buys there."""

    world: World
    tokens: dict[int, str] = field(default_factory=dict)

    @classmethod
    def open(cls, world: World) -> "Trade":
        account = stores.NewAccount(
            name="App",
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            client_secret_sealed=world.services.sealer.seal(CLIENT_SECRET),
            access_token_hash=hash_token("b2b app token"),
            scopes=(),
        )

        async def work(unit: Unit) -> int:
            return await stores.create_account(unit, world.store.id, account, world.clock.now())

        world.write(work)
        return cls(world)

    def manage(self, method: str, path: str, json: Any = None, **rest: Any) -> Reply:
        """A call of the management API."""
        headers = {"x-store-hash": self.world.store.hash, **rest.pop("headers", {})}
        return self.world.client.request(method, f"{IO}{path}", json, headers=headers, **rest)

    def data(self, method: str, path: str, json: Any = None) -> Any:
        """The `data` of a call of the management API that must succeed."""
        reply = self.manage(method, path, json)
        assert reply.status == 200, reply
        return reply.json()["data"]

    def company(self, **fields: Any) -> Any:
        """A new company: `companyId`, `customerId` of its administrator, `customerGroupId`."""
        return self.data("POST", "/companies", {**COMPANY, **fields})

    def user(self, company_id: int, email: str, role: int = 1, **fields: Any) -> int:
        """A new user of a company; the customer's id."""
        body = {
            "companyId": company_id,
            "email": email,
            "firstName": "Pierre",
            "lastName": "Curie",
            "role": role,
            "channelIds": [1],
            **fields,
        }
        customer_id: int = self.data("POST", "/users", body)["bcId"]
        return customer_id

    def claims(self, customer_id: int, **changes: Any) -> dict[str, Any]:
        """What the platform's Current Customer API signs."""
        second = self.world.clock.now() // 1000
        return {
            "customer": {"id": customer_id},
            "iss": "bc/apps",
            "sub": self.world.store.hash,
            "iat": second,
            "exp": second + 900,
            "aud": CLIENT_ID,
            "operation": "current_customer",
            **changes,
        }

    def sign(self, claims: dict[str, Any], secret: str = CLIENT_SECRET, how: str = "HS256") -> str:
        return jwt.encode(claims, secret, algorithm=how)

    def log_in(self, customer_id: int) -> str:
        """A storefront token of a customer."""
        signed = self.sign(self.claims(customer_id))
        reply = self.world.client.post("/api/v2/login", {"bcToken": signed})
        assert reply.status == 200, reply
        token: str = reply.json()["data"]["token"]
        return token

    def buy(self, method: str, path: str, json: Any = None, *, as_: int, **rest: Any) -> Reply:
        """A call of the storefront API by a customer."""
        if as_ not in self.tokens:
            self.tokens[as_] = self.log_in(as_)
        headers = {"authtoken": self.tokens[as_], "x-auth-token": ""}
        return self.world.client.request(method, path, json, headers=headers, **rest)

    def order(self, customer_id: int, **fields: Any) -> int:
        """A new order of a customer; its number."""
        line = {"name": "Vase", "quantity": 2, "price_ex_tax": 5, "price_inc_tax": 5}
        body = {
            "customer_id": customer_id,
            "billing_address": BILLING,
            "products": [line],
            **fields,
        }
        reply = self.world.post("/v2/orders", body)
        assert reply.status == 201, reply
        number: int = reply.json()["id"]
        return number

    def record(self, order_id: int) -> dict[str, Any] | None:
        """The row of an order's B2B record."""
        from orderwright.db import company_orders  # noqa: PLC0415

        found = self.world.read(
            lambda unit: company_orders.find(unit, self.world.store.id, order_id)
        )
        if found is None:
            return None
        return {name: getattr(found, name) for name in type(found).__dataclass_fields__}
