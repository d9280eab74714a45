"""Fixtures of the contract tests: one application a database, and a store of its own a test."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orderwright.db.database import migrate
from tests.contract.plugin import MODULES
from tests.contract.shop import Shop, Stage
from tests.support.databases import in_memory
from tests.support.postgres import Cluster
from tests.support.reference import reference_directory
from tests.support.world import World, sqlite_url

# Without the reference `test_reference.py` is skipped, once, and these have nothing to say.
collect_ignore = (
    [] if reference_directory() else [*MODULES, "test_compatibility.py", "test_event_scopes.py"]
)

_numbers = itertools.count(1)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def stage(request: pytest.FixtureRequest, worker_name: str) -> Iterator[Stage]:
    """A running application on either database, for all contract tests of this worker."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        with in_memory() as folder:
            shutil.copy(template, folder / template.name)
            with World(sqlite_url(folder)) as world:
                yield Stage.of(world)
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    name = f"contract_{worker_name}"
    with World(cluster.create(name, cluster.template("orderwright", migrate))) as world:
        yield Stage.of(world)


@pytest.fixture
def open_shop(stage: Stage) -> Callable[[], Shop]:
    """Opens a new, empty store each time it is called."""
    return lambda: Shop.open(stage, f"contract{next(_numbers)}")


@pytest.fixture
def shop(open_shop: Callable[[], Shop]) -> Shop:
    """A new, empty store."""
    return open_shop()
