"""A server in this process with one store in it, on either database."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from orderwright.actions import stores
from orderwright.api.auth import hash_token
from orderwright.api.services import Services
from orderwright.app import build_app, build_services
from orderwright.clock import ControlledClock, SeededRandomness
from orderwright.db import access
from orderwright.db.unit import Unit
from orderwright.domain.store import Profile, Store
from orderwright.settings import Settings
from tests.support.client import Client, Reply, Request

SECRET_KEY = "a test key that guards nothing"
START = 1_781_792_589_000  # Thu, 18 Jun 2026 14:23:09 +0000
ALL_SCOPES = (
    "store_v2_orders", "store_v2_transactions", "store_cart", "store_checkouts",
    "store_checkout_content", "store_payments_methods_read",
    "store_payments_access_token_create", "store_stored_payment_instruments",
    "store_v2_marketing", "store_v2_products", "store_v2_customers", "store_v2_information",
    "store_v2_default", "store_channel_settings", "store_inventory",
    "store_fulfillment_methods_manage",
    "store_order_fulfillment_manage", "store_v2_content", "store_storefront_api",
    "store_channel_listings", "store_sites", "store_locations", "store_price_lists",
)  # fmt: skip


@dataclass(slots=True)
class World:
    """The application, its clock, a store and a client that holds that store's token."""

    database_url: str
    clock: ControlledClock = field(default_factory=lambda: ControlledClock(START))
    sandbox: str = "memory"
    settings: Settings = field(init=False)
    services: Services = field(init=False)
    client: Client = field(init=False)
    store: Store = field(init=False)
    token: str = field(init=False)
    _count: int = 0

    def __enter__(self) -> Self:
        settings = Settings(
            database_url=self.database_url,
            secret_key=SECRET_KEY,
            dev=True,
            seed=1,
            allow_loopback=True,
            sandbox=self.sandbox,
            log_level="warning",
        )
        self.settings = settings
        self.services = build_services(settings, clock=self.clock, randomness=SeededRandomness(1))
        self.client = Client(build_app(settings, self.services))
        self.client.__enter__()
        self.store = self.add_store("demo")
        self.token = self.add_token(self.store, *ALL_SCOPES)
        self.client.headers["x-auth-token"] = self.token
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.__exit__(kind, error, trace)

    def write(self, work: Any) -> Any:
        """Run a unit of work on the application's own database."""
        return self.client.run(self.services.database.write(work))

    def read(self, work: Any) -> Any:
        """Run a unit that only reads."""
        return self.client.run(self.services.database.read(work))

    def add_store(self, store_hash: str, **profile: Any) -> Store:
        async def work(unit: Unit) -> Store:
            return await stores.create_store(
                unit, store_hash, f"Store {store_hash}", Profile(**profile), self.clock.now()
            )

        made: Store = self.write(work)
        return made

    def add_token(self, store: Store, *scopes: str) -> str:
        """An access token of a new API account with these scopes."""
        self._count += 1
        token = f"{store.hash}-token-{self._count}"
        account = stores.NewAccount(
            name=f"Account {self._count}",
            client_id=f"client-{store.hash}-{self._count}",
            client_secret="secret",
            client_secret_sealed=self.services.sealer.seal("secret"),
            access_token_hash=hash_token(token),
            scopes=scopes,
        )

        async def work(unit: Unit) -> int:
            return await stores.create_account(unit, store.id, account, self.clock.now())

        self.write(work)
        return token

    def set_profile(self, **changes: Any) -> None:
        """Change the store's settings."""
        self.store = replace(self.store, profile=replace(self.store.profile, **changes))

        async def work(unit: Unit) -> None:
            await access.save_store(unit, self.store)

        self.write(work)

    def request(self, method: str, path: str, json: Any = None, **rest: Any) -> Reply:
        """A request below the store's own address: `/v2/orders`."""
        return self.client.request(method, f"/stores/{self.store.hash}{path}", json, **rest)

    def get(self, path: str, **rest: Any) -> Reply:
        return self.request("GET", path, **rest)

    def post(self, path: str, json: Any = None, **rest: Any) -> Reply:
        return self.request("POST", path, json, **rest)

    def put(self, path: str, json: Any = None, **rest: Any) -> Reply:
        return self.request("PUT", path, json, **rest)

    def delete(self, path: str, **rest: Any) -> Reply:
        return self.request("DELETE", path, **rest)

    def together(self, requests: list[Request]) -> list[Reply]:
        """Send requests at once; paths are below the store's own address."""
        return self.client.together(
            replace(request, path=f"/stores/{self.store.hash}{request.path}")
            for request in requests
        )


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'orderwright.db'}"


__all__ = ["World", "sqlite_url"]
