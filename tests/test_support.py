"""The tests' own machinery: clusters start, are shared and go away; a skip fails."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.support import postgres
from tests.support.reference import ABSENT

pytest_plugins = ["pytester"]


async def test_postgres_url_is_an_empty_database(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    try:
        assert (
            await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            == 0
        )
        assert await connection.fetchval("SHOW server_encoding") == "UTF8"
    finally:
        await connection.close()


def test_a_template_is_prepared_once_and_copied(postgres_cluster: postgres.Cluster) -> None:
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        subprocess.run(
            [postgres.server_directory() / "psql", "-qc", "CREATE TABLE made (id int)", url],
            check=True,
        )

    names = {postgres_cluster.template(f"t_{os.getpid()}", prepare) for _ in range(2)}

    assert names == {f"t_{os.getpid()}"}
    assert prepared == [postgres_cluster.url(f"t_{os.getpid()}")]
    copy = f"copy_{os.getpid()}"
    assert postgres_cluster.create(copy, template=names.pop()).endswith(f"/{copy}")
    postgres_cluster.drop(copy)
    assert postgres_cluster.sql(f"SELECT count(*) FROM pg_database WHERE datname = '{copy}'") == "0"


@pytest.fixture
def base() -> Iterator[Path]:
    """A directory for runs which, unlike pytest's own, the server's user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        yield Path(name)


def test_a_killed_run_is_removed_by_the_next(base: Path) -> None:
    alive, alive_lock = postgres.begin_run(base)
    killed, killed_lock = postgres.begin_run(base)
    with alive_lock, killed_lock:
        cluster = killed.cluster()
        assert cluster.sql("SELECT 1") == "1"
        killed_lock.close()

        assert postgres.remove_stale_runs(base) == [killed.directory.name]

        assert [path.name for path in base.iterdir()] == [alive.directory.name]
        with pytest.raises(subprocess.CalledProcessError):
            cluster.sql("SELECT 1")


SKIPPED = """
import pytest

@pytest.mark.skip(reason={reason!r})
def test_it():
    pass
"""


@pytest.mark.parametrize(
    "folder, reason, reference, outcome",
    [
        ("contract", ABSENT, False, {"skipped": 1}),
        ("contract", "too hard", False, {"errors": 1}),
        ("api", ABSENT, False, {"errors": 1}),
        ("contract", ABSENT, True, {"errors": 1}),
    ],
    ids=["reference absent", "another reason", "another folder", "reference present"],
)
def test_a_skip_fails_but_for_the_absent_reference(
    folder: str,
    reason: str,
    reference: bool,
    outcome: dict[str, int],
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = pytester.path / "tests" / folder / "test_it.py"
    file.parent.mkdir(parents=True)
    file.write_text(SKIPPED.format(reason=reason))
    if reference:
        (pytester.path / "shared" / "reference").mkdir(parents=True)
    monkeypatch.setenv("ORDERWRIGHT_REFERENCE_DIR", str(pytester.path / "shared"))

    done = run_without_skips(pytester, monkeypatch)

    done.assert_outcomes(**outcome)


def test_a_skipped_module_fails(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makepyfile("import pytest; pytest.skip('not here', allow_module_level=True)")

    done = run_without_skips(pytester, monkeypatch)

    done.assert_outcomes(errors=1)


def run_without_skips(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> pytest.RunResult:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return pytester.runpytest_subprocess("-p", "tests.support.skips")
