"""The small commands: what they print, and with which code they end."""

import json
from pathlib import Path

import pytest

from orderwright import __version__
from tests.e2e.processes import run


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/a.db"


def test_version_and_help() -> None:
    version = run("--version")
    assert (version.returncode, version.stdout) == (0, f"orderwright {__version__}\n")
    help_text = run("--help").stdout
    for command in ("serve", "demo", "work", "migrate", "doctor", "store", "token", "config"):
        assert f"  {command} " in help_text


def test_shell_completion_is_offered() -> None:
    shown = run("--show-completion", "bash")
    assert "_ORDERWRIGHT_COMPLETE" in shown.stdout


def test_migrate_tells_what_it_did(empty_database: str) -> None:
    first = run("migrate", "--database", empty_database)
    assert (first.returncode, first.stdout) == (0, "schema 0001, brought up to date\n")
    assert run("migrate", "--database", empty_database).stdout == "schema 0001, as it was\n"


def test_stores_are_made_once_and_listed(database: str) -> None:
    make = ("store", "create", "--name", "Shop", "--database", database)
    made = run(*make, "--hash", "shop", "--currency", "EUR", "--json")
    shown = json.loads(made.stdout)
    assert (shown["store_hash"], shown["name"], shown["currency"]) == ("shop", "Shop", "EUR")
    again = run(*make, "--hash", "shop")
    assert (again.returncode, again.stderr) == (7, "orderwright: There is a store shop already\n")
    assert run(*make, "--hash", "a/b").returncode == 2
    assert run(*make, "--currency", "euros").returncode == 2
    random = json.loads(run(*make, "--json").stdout)["store_hash"]
    listed = json.loads(run("store", "list", "--database", database, "--json").stdout)
    assert [row["store_hash"] for row in listed] == ["shop", random]
    assert len(random) == 10


def test_tokens_need_a_store_and_scopes_that_exist(database: str) -> None:
    create = ("token", "create", "--database", database)
    assert run(*create, "--store", "none", "--scope", "all").returncode == 6
    unknown = run(*create, "--store", "none", "--scope", "store_v2_order")
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("orderwright: There is no scope store_v2_order. Known")


def test_settings_are_shown_without_secrets() -> None:
    shown = run(
        "config", "show", "--json",
        ORDERWRIGHT_SECRET_KEY="word-of-secrecy-1", ORDERWRIGHT_PORT="8123",
    )  # fmt: skip
    assert "word-of-secrecy" not in shown.stdout
    values = json.loads(shown.stdout)
    assert (values["port"], values["secret_key"]) == (8123, "********")


def test_doctor_finds_what_is_wrong(tmp_path: Path, database: str) -> None:
    assert run("migrate", "--database", database).returncode == 0
    well = run("doctor", "--database", database, "--json")
    found = {check["check"]: check["found"] for check in json.loads(well.stdout)}
    assert well.returncode == 0
    assert found["database"] == "reachable, schema 0001"
    assert found["secret key"].startswith("none yet")
    key = tmp_path / "a.db.key"
    key.write_text("a key that others may read\n")
    key.chmod(0o644)
    unwell = run("doctor", "--database", database)
    assert unwell.returncode == 1
    assert f"FAIL  secret key: others may read {key}" in unwell.stdout
    away = run("doctor", "--database", "postgresql://nobody@127.0.0.1:1/x", "--json")
    failed = [check["check"] for check in json.loads(away.stdout) if not check["passed"]]
    assert (away.returncode, failed) == (1, ["secret key", "database", "stores"])
