"""Fresh, migrated databases for tests: a copied file, or a database made from a template."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from orderwright.db.database import migrate
from orderwright.db.tables import metadata
from tests.support.postgres import Cluster
from tests.support.world import World, sqlite_url

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    folder = tmp_path_factory.mktemp("template")
    migrate(sqlite_url(folder))
    return folder / "orderwright.db"


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where there is one: durable commits cost nothing there.

    Whoever tests durability itself uses a folder on the disk.
    """
    above = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=above, prefix="orderwright-") as folder:
        yield Path(folder)


@pytest.fixture
def quick_folder() -> Iterator[Path]:
    """A folder of the test's own, in memory if possible."""
    with in_memory() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, quick_folder: Path) -> Iterator[str]:
    """A fresh database with the current schema, each test on both kinds."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, quick_folder / template.name)
        yield sqlite_url(quick_folder)
        return
    url: str = request.getfixturevalue("postgres_database")
    yield url
    asyncio.run(_empty(url))


@pytest.fixture(scope="session")
def postgres_database(postgres_cluster: Cluster, worker_name: str) -> str:
    """This worker's migrated database; each test leaves its tables empty."""
    template = postgres_cluster.template("orderwright", migrate)
    return postgres_cluster.create(f"tests_{worker_name}", template)


async def _empty(url: str) -> None:
    """Remove all rows: some milliseconds, where a new database takes a hundred times as long."""
    connection = await asyncpg.connect(url)
    try:
        tables = [table.name for table in metadata.sorted_tables]
        deletions = "; ".join(f"DELETE FROM {name}" for name in tables)
        # Without the triggers of foreign keys, so that the order of the tables does not matter.
        await connection.execute(f"SET session_replication_role = replica; {deletions}")
    finally:
        await connection.close()


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    """A server with a store named `demo`, at the time of `START`."""
    with World(database_url) as started:
        yield started
