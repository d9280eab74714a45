"""The composition root: settings, database, clock and randomness become one ASGI application."""

import asyncio
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from orderwright import logs, sealing
from orderwright.actions.downloads import Tokens
from orderwright.actions.quoting import Asking
from orderwright.actions.settling import Settling
from orderwright.actions.vault import Vault
from orderwright.api.auth import hash_token
from orderwright.api.call import Database
from orderwright.api.controls import Controls, Faults
from orderwright.api.edge import Edge
from orderwright.api.inside import Inside
from orderwright.api.metrics import Metrics
from orderwright.api.outside import Outside
from orderwright.api.routes import ROUTES
from orderwright.api.services import Clock, Randomness, Sealer, Services
from orderwright.api.shop.front import ShopFront
from orderwright.api.v2.order_printing import renderer
from orderwright.clock import ControlledClock, SeededRandomness, SystemClock, SystemRandomness
from orderwright.db.database import SQLITE_PREFIX, open_database, sqlite_file
from orderwright.demo.store import DemoStore
from orderwright.domain.download import TOKEN_DIGITS as DOWNLOAD_DIGITS
from orderwright.domain.stored_instrument import TOKEN_DIGITS
from orderwright.gateways.builtin import builtin_gateways
from orderwright.gateways.mail import Mailer
from orderwright.gateways.outgoing import Outgoing
from orderwright.gateways.providers import Providers, read_addresses
from orderwright.gateways.registry import Gateways
from orderwright.jobs import (
    forget_events,
    send_downloads,
    settle_payments,
    submit_tax_documents,
)
from orderwright.jobs.deliver_webhooks import Deliverer
from orderwright.jobs.registry import JOBS
from orderwright.jobs.runner import Job, Runner
from orderwright.settings import InvalidSetting, Settings

DEMO_SEED = 1
DEMO_ACTOR = "demo"
SANDBOX_FILE = "orderwright.sandbox"
EMBEDDED_WORKER = "server"
WORKER_DIGITS = 16


def build_services(
    settings: Settings, *, clock: Clock | None = None, randomness: Randomness | None = None
) -> Services:
    """Everything that outlives a request; the database is not yet open."""
    sealer = sealing.Sealer(settings.secret_key)
    clock = clock or (ControlledClock() if settings.dev else SystemClock())
    database = open_database(settings.database_url)
    randomness = randomness or default_randomness(settings)
    services = Services(
        database=database,
        clock=clock,
        randomness=randomness,
        metrics=Metrics(),
        sealer=sealer,
        fingerprint_key=sealer.derive("idempotency"),
        paying=build_paying(settings, database, clock, randomness, sealer),
        strict_payments=settings.strict_payments,
        downloads=Path(settings.downloads) if settings.downloads else None,
        access_log=logs.access_log(settings.log_format, settings.log_level),
        public_url=settings.public_url.rstrip("/"),
        dev=settings.dev,
        asking=Asking(database, build_providers(settings), sealer.open),
        allow_loopback=settings.allow_loopback,
    )
    if settings.dev and settings.workers == 1 and isinstance(clock, ControlledClock):
        services.controls = Controls(clock, Faults(), build_demo(settings, services).reset)
    return services


def build_providers(settings: Settings) -> Providers:
    """The outside providers of taxes and shipping. Raises InvalidSetting."""
    try:
        addresses = {
            **read_addresses("tax", settings.tax_providers),
            **read_addresses("carrier", settings.shipping_providers),
        }
    except ValueError as error:
        raise InvalidSetting(str(error)) from error
    return Providers(addresses, allow_private=settings.allow_private_providers)


def build_paying(
    settings: Settings, database: Database, clock: Clock, randomness: Randomness, sealer: Sealer
) -> Settling:
    """What payments, and the job that settles them, need."""
    vault_key = sealer.derive("vault")
    vault = Vault(
        seal=sealer.seal,
        open=sealer.open,
        hash=lambda token: hmac.digest(vault_key, token.encode(), "sha256"),
        new_token=lambda: randomness.hex(TOKEN_DIGITS),
    )
    known = builtin_gateways(_sandbox_record(settings), clock.now)
    return Settling(database, Gateways(known, sealer.open), vault, renderer)


def _sandbox_record(settings: Settings) -> str:
    """Beside the database where that is a file, so that both are kept or gone together."""
    if settings.sandbox:
        return settings.sandbox
    if not settings.database_url.startswith(SQLITE_PREFIX):
        return SANDBOX_FILE
    return str(sqlite_file(settings.database_url).with_suffix(".sandbox"))


def build_demo(settings: Settings, services: Services) -> DemoStore:
    """The demo store on these services' database."""
    seed = DEMO_SEED if settings.seed is None else settings.seed
    return DemoStore(
        services.database,
        services.paying,
        instrument_token(settings, services.sealer),
        lambda store: Inside(services, ROUTES, store, DEMO_ACTOR).call,
        lambda: SeededRandomness(seed),
    )


def instrument_token(settings: Settings, sealer: Sealer) -> str:
    """The token of the demo store's stored card: the same after every reset, and by the seed."""
    if settings.seed is not None:
        return SeededRandomness(settings.seed).hex(TOKEN_DIGITS)
    return sealer.derive("demo-instrument").hex()


def default_randomness(settings: Settings) -> Randomness:
    """The system's generator; a seeded one only in development."""
    if settings.dev and settings.seed is not None:
        return SeededRandomness(settings.seed)
    return SystemRandomness()


def build_jobs(settings: Settings, services: Services) -> list[Job]:
    """Every job of this server, with what each needs."""
    settle = settle_payments.settling(services.paying)
    forget = forget_events.forgetting(settings.events_kept_days)
    origin = services.public_url or f"http://{settings.host}:{settings.port}"
    tokens = Tokens(lambda: services.randomness.hex(DOWNLOAD_DIGITS), hash_token)
    send = send_downloads.sending(build_mailer(settings), tokens, origin)
    jobs = [
        *JOBS,
        Job("settle_payments", settle_payments.EVERY_MS, settle),
        Job("forget_events", forget_events.HOUR_MS, forget),
        Job("send_downloads", send_downloads.EVERY_MS, send),
    ]
    if services.asking is not None:
        submit = submit_tax_documents.submitting(services.asking)
        jobs.append(Job("submit_tax_documents", submit_tax_documents.EVERY_MS, submit))
    return jobs


def build_mailer(settings: Settings) -> Mailer:
    """What sends e-mails, or keeps them."""
    folder = settings.mail_folder
    if not folder and settings.database_url.startswith(SQLITE_PREFIX):
        folder = str(sqlite_file(settings.database_url).with_suffix(".mails"))
    return Mailer(settings.smtp_url, settings.mail_from, folder)


class Application:
    """The ASGI application, and what a server tells it before it stops.

    Requests go past Starlette's layers where none of them has anything to do.
    """

    def __init__(self, whole: ASGIApp, served: ASGIApp, services: Services) -> None:
        self._whole = whole
        self._served = served
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self._served if scope["type"] == "http" else self._whole)(scope, receive, send)

    def end_streams(self) -> None:
        """Let the answers that have no end come to one."""
        self._services.streams.close()


def build_app(settings: Settings, services: Services | None = None) -> Application:
    """The application; its lifespan opens and closes the database."""
    services = services or build_services(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await services.database.open()
        try:
            async with _jobs(services, settings):
                yield
        finally:
            await services.paying.gateways.close()
            if services.asking is not None:
                await services.asking.providers.close()
            await services.database.close()
            if services.access_log is not None:
                services.access_log.flush()

    middleware = []
    if settings.cors_origins:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.cors_origins),
                allow_methods=["GET", "POST", "PUT", "DELETE"],
                allow_headers=["*"],
                expose_headers=["*"],
            )
        )
    outside = Outside(services, ROUTES, ShopFront(services, Edge(services, ROUTES)))
    whole = Starlette(routes=[Mount("/", app=outside)], middleware=middleware, lifespan=lifespan)
    return Application(whole, whole if middleware else outside, services)


@asynccontextmanager
async def _jobs(services: Services, settings: Settings) -> AsyncIterator[None]:
    """The jobs, beside the requests of this process, if they are wanted here."""
    if not settings.with_worker:
        yield
        return
    stop = asyncio.Event()
    # A SQLite file has one server, which takes up at once what it held before it was killed.
    name = EMBEDDED_WORKER if services.database.dialect == "sqlite" else ""
    working = asyncio.create_task(work(services, settings, stop, name))
    try:
        yield
    finally:
        stop.set()
        await working


async def work(
    services: Services, settings: Settings, stop: asyncio.Event, worker: str = ""
) -> None:
    """Run the jobs and deliver webhooks until told to stop."""
    deliverer = build_deliverer(settings, services, worker)
    await asyncio.gather(
        Runner(services.database, services.clock, build_jobs(settings, services)).run(stop),
        deliverer.run(stop),
    )


def build_deliverer(settings: Settings, services: Services, worker: str = "") -> Deliverer:
    """What delivers webhooks in this process, under a name that no other process has."""
    return Deliverer(
        services.database,
        services.clock,
        services.sealer,
        Outgoing(allow_loopback=settings.allow_loopback),
        build_mailer(settings),
        worker or SystemRandomness().hex(WORKER_DIGITS),
    )
