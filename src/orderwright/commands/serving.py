"""Runs the application under uvicorn: own sockets, one lock a SQLite file, a graceful stop."""

import contextlib
import fcntl
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import structlog
import uvicorn
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from orderwright import logs
from orderwright.app import build_app
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.commands.keys import sqlite_path, with_secret_key
from orderwright.db.database import migrate
from orderwright.settings import Settings

BACKLOG = 2_048
KEEP_ALIVE_SECONDS = 75
WORKER_START_SECONDS = 30
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)

Ready = Callable[[str], None]

log = structlog.get_logger("orderwright.server")


def serve(settings: Settings, ready: Ready | None = None) -> None:
    """Migrate, bind and serve until told to stop; `ready` is called with the origin.

    Raises CommandFailed where the server cannot start.
    """
    settings = with_secret_key(check(settings))
    logs.configure(settings.log_format, settings.log_level)
    with lock(sqlite_path(settings)):
        migrate(settings.database_url)
        listener = bind(settings.host, settings.port)
        with listener:
            port = listener.getsockname()[1]
            settings = replace(settings, port=port)
            _run(settings, listener, _announced(settings, ready))


def check(settings: Settings) -> Settings:
    """The settings, if they go together; the jobs run inside `serve` on SQLite."""
    embedded = sqlite_path(settings) is not None
    if settings.workers < 1:
        raise CommandFailed(Exit.CONFIGURATION, "--workers must be at least 1")
    if settings.workers > 1 and embedded:
        raise CommandFailed(
            Exit.CONFIGURATION,
            "--workers above 1 needs PostgreSQL: a SQLite file is written by one process."
            " Give --database postgresql://… or leave --workers out.",
        )
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise CommandFailed(Exit.CONFIGURATION, "--tls-cert and --tls-key go together")
    for name in (settings.tls_cert, settings.tls_key):
        if name and not Path(name).is_file():
            raise CommandFailed(Exit.CONFIGURATION, f"{name} is not a file")
    return replace(settings, with_worker=settings.with_worker or embedded)


@contextlib.contextmanager
def lock(database: Path | None) -> Iterator[None]:
    """Hold a SQLite file for this server; other commands may still write beside it.

    The lock dies with its process. Raises CommandFailed while another server holds it.
    """
    if database is None:
        yield
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    path = database.with_name(database.name + ".lock")
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CommandFailed(
                Exit.BUSY, f"Another server (process {file.read().strip()}) holds {database}"
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises CommandFailed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CommandFailed(
            Exit.BUSY, f"Port {port} on {host} cannot be used: {error.strerror}"
        ) from None
    listener.set_inheritable(True)
    return listener


def origin(settings: Settings) -> str:
    """The address under which this server answers on its own machine."""
    scheme = "https" if settings.tls_cert else "http"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{scheme}://{host}:{settings.port}"


def _announced(settings: Settings, ready: Ready | None) -> Callable[[], None]:
    def announce() -> None:
        log.info(
            "listening",
            address=origin(settings),
            database=settings.database_url,
            mode="development" if settings.dev else "production",
            workers=settings.workers,
            process=os.getpid(),
        )
        if ready is not None:
            ready(origin(settings))

    return announce


def _configuration(settings: Settings, app: ASGIApp | str) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        workers=settings.workers,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=settings.drain_seconds,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
    )


def _run(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    if settings.workers == 1:
        app = build_app(settings)
        server = GracefulServer(_configuration(settings, app), ready, app.end_streams)
        server.run([listener])
        return
    os.environ.update(settings.to_environment())
    name = f"{__name__}:worker_application"
    supervisor = Workers(_configuration(settings, name), [listener], ready)
    supervisor.run()
    if not supervisor.started:
        raise CommandFailed(Exit.FAILED, "A worker did not start; the log says why")


def worker_application() -> ASGIApp:
    """The application of one of several worker processes, from the environment."""
    settings = Settings.from_environment()
    logs.configure(settings.log_format, settings.log_level)
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    app = build_app(settings)
    _before_stop(app.end_streams)
    return app


def _before_stop(action: Callable[[], None]) -> None:
    """Do something when a signal to stop comes, before uvicorn's own handler, which is set."""
    for number in STOP_SIGNALS:
        handler = signal.getsignal(number)
        if not callable(handler):
            continue

        def handle(given: int, frame: Any, handler: Any = handler) -> None:
            action()
            handler(given, frame)

        signal.signal(number, handle)


def _stop_with_parent() -> None:
    """Leave no worker behind where the supervisor was killed and could not stop it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


class GracefulServer(uvicorn.Server):
    """A server that calls back once it listens and for which a signal to stop is no failure."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], stopping: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on a signal once the requests under way are answered, and exit with 0."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        log.info("stopping")  # not in the signal's handler, which may interrupt another line
        self._stopping()
        await super().shutdown(sockets)


class Workers(Multiprocess):
    """Worker processes on one socket; calls back once all of them listen."""

    def __init__(
        self, config: uvicorn.Config, sockets: list[socket.socket], ready: Callable[[], None]
    ) -> None:
        super().__init__(config, sockets)
        self._ready = ready
        self.started = False

    def init_processes(self) -> None:
        super().init_processes()
        self.started = all(p.wait_until_ready(WORKER_START_SECONDS) for p in self.processes)
        if self.started:
            self._ready()
        else:
            self.should_exit.set()


def tell(text: str) -> None:
    """Something for the person at the terminal; standard output is for results alone."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
