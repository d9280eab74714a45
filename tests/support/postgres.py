"""A throw-away PostgreSQL cluster for one run of the tests, shared by its workers.

The cluster is started by the first test that wants it and stopped when the run ends. A run that was
killed leaves its cluster behind; the next run finds that nobody holds its lock, and removes it.
Data safety is switched off: a test that cares about durability starts its own with `durable=True`.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

SUPERUSER = "orderwright"
START_ATTEMPTS = 5
START_TIMEOUT_SECONDS = 60
MAX_CONNECTIONS = 200

_SETUP = Path(__file__).resolve().parents[2] / "scripts" / "setup_postgres.sh"
_RUN_VARIABLE = "ORDERWRIGHT_TEST_POSTGRES_RUN"
_run = pytest.StashKey["Run"]()


class Cluster:
    """A running server; `directory` holds its data, its log and the port it listens on."""

    def __init__(self, directory: Path, port: int) -> None:
        self.directory = directory
        self.port = port

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def sql(self, text: str) -> str:
        """Run one statement as the superuser; answers unaligned rows without headings."""
        return _program("psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-c", text, self.url()).strip()

    def create(self, name: str, template: str = "template0") -> str:
        """A new database, a copy of `template`; answers its URL."""
        self.drop(name)
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def template(self, name: str, prepare: Callable[[str], object]) -> str:
        """The name of a database to copy, which `prepare(url)` filled once in this run."""
        with _locked(self.directory / f"template-{name}.lock"):
            made = self.directory / f"template-{name}.made"
            if not made.exists():
                prepare(self.create(name))
                made.touch()
        return name


class Run:
    """One run of the tests: a directory whose lock is held for as long as the run lives."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def cluster(self) -> Cluster:
        """This run's cluster, started by whoever asks first."""
        with _locked(self.directory / "start.lock"):
            port = self.directory / "port"
            if not port.exists():
                started = start(self.directory / "cluster")
                port.write_text(str(started.port))
        return Cluster(self.directory / "cluster", int(port.read_text()))

    def remove(self) -> None:
        stop(self.directory / "cluster")
        shutil.rmtree(self.directory, ignore_errors=True)


def start(directory: Path, *, durable: bool = False) -> Cluster:
    """Make a cluster in `directory` (which must not exist) and start it on a free loopback port."""
    directory.mkdir(parents=True)
    if (owner := _server_user()) is not None:
        shutil.chown(directory, owner.pw_uid, owner.pw_gid)
    data = directory / "data"
    _program("initdb", "-D", str(data), "-U", SUPERUSER, "--auth=trust", "--no-sync", "-E", "UTF8")
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": str(MAX_CONNECTIONS),
        "timezone": "UTC",
        "fsync": "on" if durable else "off",
        "synchronous_commit": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
    }
    with (data / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    for attempt in range(1, START_ATTEMPTS + 1):
        port = free_port()
        try:
            _start_server(directory, port)
        except subprocess.CalledProcessError:
            # Another process may have taken the port meanwhile.
            if attempt == START_ATTEMPTS:
                raise
        else:
            return Cluster(directory, port)
    raise AssertionError


def _start_server(directory: Path, port: int) -> None:
    _program(
        *("pg_ctl", "start", "--wait", "--silent", f"--timeout={START_TIMEOUT_SECONDS}"),
        *("-D", str(directory / "data"), "-l", str(directory / "log"), "-o", f"-p {port}"),
    )


def stop(directory: Path) -> None:
    """Stop the cluster in `directory`, if it runs, without waiting for its clients."""
    if (directory / "data" / "postmaster.pid").exists():
        with contextlib.suppress(subprocess.CalledProcessError):
            _program(
                "pg_ctl", "stop", "-D", str(directory / "data"), "--mode=immediate", "--silent"
            )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def server_directory() -> Path:
    """Where initdb, pg_ctl and postgres are."""
    found = subprocess.run([_SETUP, "--where"], stdout=subprocess.PIPE, text=True, check=False)
    if found.returncode:
        pytest.fail(f"no PostgreSQL server on this machine: run {_SETUP.name}", pytrace=False)
    return Path(found.stdout.strip())


def _program(name: str, *arguments: str) -> str:
    owner = _server_user()
    done = subprocess.run(
        [server_directory() / name, *arguments],
        user=None if owner is None else owner.pw_uid,
        group=None if owner is None else owner.pw_gid,
        extra_groups=None if owner is None else [],
        cwd="/",
        stdin=subprocess.DEVNULL,
        # A file, not a pipe: the server inherits it and would keep a pipe open.
        stdout=(output := tempfile.TemporaryFile("w+")),  # noqa: SIM115
        stderr=subprocess.STDOUT,
        check=False,
    )
    with output:
        output.seek(0)
        text = output.read()
    if done.returncode:
        error = subprocess.CalledProcessError(done.returncode, name, text)
        error.add_note(text)
        raise error
    return text


def _server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: it refuses root, so root lends it to somebody without rights."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    pytest.fail("neither a user postgres nor a user nobody is there to run PostgreSQL")


# The life of a run


def _base() -> Path:
    base = Path(tempfile.gettempdir()) / f"orderwright-tests-{os.getuid()}"
    base.mkdir(mode=0o711, exist_ok=True)
    return base


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[IO[str]]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def remove_stale_runs(base: Path) -> list[str]:
    """Remove what killed runs left in `base`; answers their names."""
    removed = []
    for directory in sorted(base.iterdir()):
        with contextlib.suppress(FileNotFoundError), (directory / "owner.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            Run(directory).remove()
            removed.append(directory.name)
    return removed


def begin_run(base: Path) -> tuple[Run, IO[str]]:
    """A new run in `base`, and the lock that says it lives."""
    name = uuid.uuid4().hex[:12]
    # Locked before it gets the name under which others look for stale runs.
    making = Path(tempfile.mkdtemp(prefix=f"{base.name}-", dir=base.parent))
    making.chmod(0o711)
    lock = (making / "owner.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return Run(making.rename(base / name)), lock


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        config.stash[_run] = Run(Path(os.environ[_RUN_VARIABLE]))
        return
    base = _base()
    remove_stale_runs(base)
    run, lock = begin_run(base)
    os.environ[_RUN_VARIABLE] = str(run.directory)
    config.stash[_run] = run

    def end() -> None:
        run.remove()
        lock.close()

    config.add_cleanup(end)


@pytest.fixture(scope="session")
def postgres_cluster(pytestconfig: pytest.Config) -> Cluster:
    """The run's PostgreSQL cluster, shared with the other workers."""
    return pytestconfig.stash[_run].cluster()


@pytest.fixture(scope="session")
def worker_name() -> str:
    """This worker's name, for what workers must not share."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def postgres_url(postgres_cluster: Cluster, worker_name: str) -> str:
    """The URL of an empty database of this worker's own."""
    return postgres_cluster.create(f"orderwright_{worker_name}")
