"""Fresh, migrated databases for tests: a copied file, or a database made from a template."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from orderwright.db.database import migrate
from tests.support.postgres import Cluster
from tests.support.world import World, sqlite_url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    folder = tmp_path_factory.mktemp("template")
    migrate(sqlite_url(folder))
    return folder / "orderwright.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database with the current schema, each test on both kinds."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / template.name)
        yield sqlite_url(tmp_path)
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    template_name = cluster.template("orderwright", migrate)
    name = f"test_{uuid.uuid4().hex}"
    yield cluster.create(name, template_name)
    cluster.drop(name)


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    """A server with a store named `demo`, at the time of `START`."""
    with World(database_url) as started:
        yield started
