"""`orderwright demo`: a server on this machine's own address with a seeded store in it."""

import asyncio
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jwt

from orderwright.api.scopes import EVERY_SCOPE
from orderwright.api.services import Services
from orderwright.app import build_demo, build_services, instrument_token
from orderwright.clock import SeededRandomness
from orderwright.commands.accounts import Credentials, account_creation, mint
from orderwright.commands.keys import sqlite_path, with_secret_key
from orderwright.commands.serving import lock, serve, tell
from orderwright.db import access
from orderwright.db.database import migrate
from orderwright.demo import COUPON_CODE, STORE_HASH, STORE_NAME, paying, seed, trading
from orderwright.gateways.sandbox_cards import TEST_CARDS
from orderwright.settings import Settings

LOOPBACK = "127.0.0.1"
DATABASE_NAME = "demo.db"
SANDBOX_NAME = "demo.sandbox"
TOKEN_SEED_STEP = 1_000_003
JWT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What `demo` was asked for; port 0 takes a free one."""

    port: int = 8000
    data: Path | None = None
    seed: int | None = None
    as_json: bool = False
    database: str = ""
    tls_cert: str = ""
    tls_key: str = ""
    workers: int = 1
    log_level: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """The demo store as its visitor needs to know it; the fields are the keys of `--json`."""

    store_hash: str
    access_token: str
    client_id: str
    client_secret: str
    product_ids: list[int]
    customer_ids: list[int]
    card_payment_method_id: str
    test_cards: dict[str, str]
    offline_payment_method_id: str
    gift_certificate_code: str
    stored_instrument: dict[str, str | int]
    b2b: dict[str, Any]
    coupon_code: str = COUPON_CODE


def run_demo(options: DemoOptions) -> None:
    """Seed what is not seeded yet, serve, and say how to get in. Raises CommandFailed."""
    with _folder(options) as folder:
        settings = with_secret_key(_settings(options, folder))
        with lock(sqlite_path(settings)):
            migrate(settings.database_url)
            opened = asyncio.run(_open(settings))

        def ready(base_url: str) -> None:
            if options.as_json:
                _print_json(base_url, opened)
            else:
                _print_welcome(base_url, opened, options)

        serve(settings, ready)


@contextlib.contextmanager
def _folder(options: DemoOptions) -> Iterator[Path]:
    if options.data is not None:
        options.data.mkdir(parents=True, exist_ok=True)
        yield options.data
        return
    with tempfile.TemporaryDirectory(prefix="orderwright-demo-") as folder:
        yield Path(folder)


def _settings(options: DemoOptions, folder: Path) -> Settings:
    return Settings(
        database_url=options.database or f"sqlite:///{(folder / DATABASE_NAME).absolute()}",
        host=LOOPBACK,
        port=options.port,
        dev=True,
        seed=options.seed,
        sandbox=Settings.from_environment().sandbox or str((folder / SANDBOX_NAME).absolute()),
        tls_cert=options.tls_cert,
        tls_key=options.tls_key,
        workers=options.workers,
        with_worker=True,
        events_kept_days=0,
        allow_loopback=True,
        log_level=options.log_level or "warning",
    )


async def _open(settings: Settings) -> Opened:
    services = build_services(settings)
    await services.database.open()
    try:
        return await _prepare(services, settings)
    finally:
        await services.paying.gateways.close()
        await services.database.close()


async def _prepare(services: Services, settings: Settings) -> Opened:
    now = services.clock.now()
    store, is_new = await build_demo(settings, services).open(now)
    tokens = 0
    if not is_new:
        tokens = len(await services.database.read(lambda u: access.list_tokens(u, store.id)))
    randomness = services.randomness
    if settings.seed is not None:  # repeatable, and yet another token at every start
        randomness = SeededRandomness(settings.seed * TOKEN_SEED_STEP + tokens)
    credentials = mint(randomness)
    await services.database.write(
        account_creation(
            store.id, f"Demo account {tokens + 1}", credentials, EVERY_SCOPE, services.sealer, now
        )
    )
    products, customers = await services.database.read(lambda unit: seed.list_ids(unit, store.id))
    return Opened(
        STORE_HASH,
        credentials.access_token,
        credentials.client_id,
        credentials.client_secret,
        products,
        customers,
        paying.CARDS.id,
        {card.name: card.number for card in TEST_CARDS},
        paying.ON_DELIVERY.id,
        paying.CERTIFICATE_CODE,
        {
            "customer_id": customers[0],
            "token": instrument_token(settings, services.sealer),
            "payment_method_id": paying.STORED_AT.id,
        },
        await _b2b(services, store.id, credentials, now),
    )


async def _b2b(
    services: Services, store_id: int, credentials: Credentials, now: int
) -> dict[str, Any]:
    """A company's buyer, and how to log in as them: by password, or by a token of our app's."""
    company_id, customer_id = await services.database.read(
        lambda unit: trading.read_company(unit, store_id)
    )
    second = now // 1000
    claims = {
        "customer": {"id": customer_id, "email": trading.BUYER.email},
        "iss": "bc/apps",
        "sub": STORE_HASH,
        "aud": credentials.client_id,
        "iat": second,
        "exp": second + JWT_SECONDS,
        "version": 1,
        "operation": "current_customer",
    }
    return {
        "company": {"id": company_id, "name": trading.COMPANY},
        "user": {
            "customer_id": customer_id,
            "email": trading.BUYER.email,
            "password": trading.PASSWORD,
        },
        "customer_jwt": jwt.encode(claims, credentials.client_secret, algorithm="HS256"),
        "backend_user": {"email": trading.OWNER_EMAIL, "password": trading.PASSWORD},
    }


def _print_json(base_url: str, opened: Opened) -> None:
    keys = {"base_url": base_url, **asdict(opened)}
    sys.stdout.write(json.dumps(keys) + "\n")
    sys.stdout.flush()


def _print_welcome(base_url: str, opened: Opened, options: DemoOptions) -> None:
    kept = f"kept in {options.data}" if options.data else "gone when the server stops"
    if options.database:
        kept = "kept in the given database"
    insecure = " --insecure" if options.tls_cert else ""
    tell(f"""
{STORE_NAME}, a demo store, is open; its data is {kept}.

  Address        {base_url}/stores/{opened.store_hash}
  Access token   {opened.access_token}
  Client id      {opened.client_id}
  Client secret  {opened.client_secret}
  Documentation  {base_url}/docs

Create an order:

{order_command(base_url, opened, insecure)}

Ctrl-C stops the server.
""")


def order_command(base_url: str, opened: Opened, insecure: str = "") -> str:
    """A command line that creates an order when it is pasted into a shell."""
    order = {
        "status_id": 11,
        "customer_id": opened.customer_ids[0],
        "billing_address": {
            "first_name": "Ada", "last_name": "Mercer", "street_1": "12 Juniper Lane",
            "city": "Austin", "state": "Texas", "zip": "78701", "country": "United States",
            "country_iso2": "US", "email": "ada.mercer@example.com",
        },
        "products": [{"product_id": opened.product_ids[0], "quantity": 2}],
    }  # fmt: skip
    return f"""curl --silent{insecure} {base_url}/stores/{opened.store_hash}/v2/orders \\
  --header 'X-Auth-Token: {opened.access_token}' \\
  --header 'Content-Type: application/json' \\
  --header 'Accept: application/json' \\
  --data '{json.dumps(order)}'"""
