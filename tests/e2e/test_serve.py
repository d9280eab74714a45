"""`orderwright serve`: what it refuses, what it keeps, how it stops, who may write beside it."""

import http.client
import json
import stat
import threading
from pathlib import Path

import pytest

from tests.e2e.processes import COMMAND, Web, demo, rest, run, served, start

KEY = "a key for the tests of this server"
TIME = "/stores/shop/v2/time"


def add_store(database: str, store_hash: str = "shop") -> None:
    made = run(
        "store", "create", "--name", "Shop", "--hash", store_hash, "--database", database,
        ORDERWRIGHT_SECRET_KEY=KEY,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr


def add_token(database: str, *scopes: str) -> tuple[int, str]:
    """Id and access token of a new account."""
    wanted = [part for scope in scopes for part in ("--scope", scope)]
    made = run(
        "token", "create", "--store", "shop", "--json", "--database", database, *wanted,
        ORDERWRIGHT_SECRET_KEY=KEY,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    shown = json.loads(made.stdout)
    return shown["id"], shown["access_token"]


def test_the_command_line_writes_beside_a_running_server(empty_database: str) -> None:
    with served("--database", empty_database, ORDERWRIGHT_SECRET_KEY=KEY) as (running, base_url):
        add_store(empty_database)
        token_id, token = add_token(empty_database, "store_v2_information")
        web = Web(base_url, token)
        status, answer = web.request("GET", TIME)
        assert (status, list(answer)) == (200, ["time"])
        revoked = run(
            "token", "revoke", "--store", "shop", str(token_id), "--database", empty_database,
            ORDERWRIGHT_SECRET_KEY=KEY,
        )  # fmt: skip
        assert revoked.returncode == 0
        assert web.request("GET", TIME)[0] == 401
        assert running.stop() == 0


def test_tokens_are_shown_once_and_listed_without_secrets(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/a.db"
    add_store(database)
    token_id, token = add_token(database, "store_v2_orders_read_only", "store_checkout")
    listed = run("token", "list", "--store", "shop", "--json", "--database", database)
    row = json.loads(listed.stdout)[0]
    assert row["id"] == token_id
    assert row["scopes"] == ["store_v2_orders_read_only", "store_checkouts"]
    assert sorted(row) == ["client_id", "created_at", "id", "name", "revoked_at", "scopes"]
    assert token not in listed.stdout
    assert token.encode() not in (tmp_path / "a.db").read_bytes()


def test_production_on_postgresql_refuses_to_start_without_a_secret_key(
    empty_postgres: str,
) -> None:
    refused = run("serve", "--port", "0", "--database", empty_postgres)
    assert refused.returncode == 3
    assert refused.stderr.startswith("orderwright: ORDERWRIGHT_SECRET_KEY is not set.")
    assert refused.stdout == ""


def test_sqlite_keeps_its_key_in_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/a.db"
    with served("--database", database) as (running, _):
        assert running.stop() == 0
    kept = tmp_path / "a.db.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    key = kept.read_text()
    assert len(key.strip()) == 64
    with served("--database", database) as (running, _):
        assert running.stop() == 0
    assert kept.read_text() == key


def test_one_server_a_sqlite_file(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/a.db"
    with served("--database", database) as (running, _):
        second = run("serve", "--port", "0", "--database", database)
        assert second.returncode == 5
        assert f"(process {running.process.pid}) holds" in second.stderr
        running.process.kill()
        running.process.wait()
    with served("--database", database) as (running, _):
        assert running.stop() == 0


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with served("--database", f"sqlite:///{tmp_path}/a.db") as (_, base_url):
        port = base_url.rpartition(":")[2]
        other = run("serve", "--port", port, "--database", f"sqlite:///{tmp_path}/b.db")
        assert (other.returncode, other.stdout) == (5, "")
        assert f"Port {port} on 127.0.0.1 cannot be used" in other.stderr


def test_several_workers_need_postgresql(tmp_path: Path) -> None:
    refused = run("serve", "--workers", "2", "--database", f"sqlite:///{tmp_path}/a.db")
    assert refused.returncode == 3
    assert "--workers above 1 needs PostgreSQL" in refused.stderr


def test_workers_serve_and_stop_together(empty_postgres: str) -> None:
    arguments = ("--workers", "2", "--database", empty_postgres)
    with served(*arguments, ORDERWRIGHT_SECRET_KEY=KEY) as (running, base_url):
        add_store(empty_postgres)
        _, token = add_token(empty_postgres, "all")
        assert {Web(base_url, token).request("GET", TIME)[0] for _ in range(20)} == {200}
        assert running.stop() == 0


def test_no_worker_outlives_a_killed_supervisor(empty_postgres: str) -> None:
    arguments = ("--workers", "2", "--database", empty_postgres)
    with served(*arguments, ORDERWRIGHT_SECRET_KEY=KEY) as (running, base_url):
        web = Web(base_url)
        assert web.request("GET", "/healthz")[0] == 200
        running.process.kill()
        running.process.wait()
        running.close()  # both workers held the log's other end
        with pytest.raises(ConnectionRefusedError):
            web.request("GET", "/healthz")


def test_a_request_under_way_is_answered_before_the_stop() -> None:
    with demo() as (running, opened):
        web = Web(opened["base_url"], opened["access_token"])
        fault = {"operation": "getSystemTimestamp", "delay_ms": 1_500}
        assert web.request("POST", "/stores/demo/x/control/faults", fault)[0] == 200
        answers: list[int] = []

        def ask() -> None:
            answers.append(web.request("GET", "/stores/demo/v2/time")[0])

        asking = threading.Thread(target=ask)
        asking.start()
        while web.request("GET", "/stores/demo/x/control/faults")[1]["data"]:
            pass  # the fault is taken when the slow request has arrived
        assert running.stop() == 0
        asking.join()
        assert answers == [200]


def test_production_has_no_control_routes(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/a.db"
    add_store(database)
    _, token = add_token(database, "all")
    path = "/stores/shop/x/control/clock"
    with served("--database", database, ORDERWRIGHT_SECRET_KEY=KEY) as (_, base_url):
        assert Web(base_url, token).request("GET", path)[0] == 404
    with served("--dev", "--database", database, ORDERWRIGHT_SECRET_KEY=KEY) as (_, base_url):
        assert Web(base_url, token).request("GET", path)[0] == 200


def test_logs_are_json_lines_without_secrets(empty_database: str) -> None:
    add_store(empty_database)
    _, token = add_token(empty_database, "all")
    with served("--database", empty_database, ORDERWRIGHT_SECRET_KEY=KEY) as (running, base_url):
        Web(base_url, token).request("GET", TIME, headers={"X-Request-Id": "abc-1"})
        line = running.logged("request")
        assert line["request_id"] == "abc-1"
        assert (line["method"], line["path"], line["status"]) == ("GET", TIME, 200)
        assert running.stop() == 0
        running.close()
        lines = rest(running.errors)
        assert [text for text in lines if token in text or KEY in text] == []
        assert [json.loads(text)["event"] for text in lines] == ["stopping"]


def test_cross_origin_calls_are_off_unless_an_origin_is_named(tmp_path: Path) -> None:

    def allowed(base_url: str) -> str | None:
        connection = http.client.HTTPConnection(base_url.removeprefix("http://"))
        connection.request("GET", "/healthz", headers={"Origin": "https://pos.example"})
        header = connection.getresponse().getheader("access-control-allow-origin")
        connection.close()
        return header

    with served("--database", f"sqlite:///{tmp_path}/a.db") as (_, base_url):
        assert allowed(base_url) is None
    arguments = ("--cors-origin", "https://pos.example")
    with served("--database", f"sqlite:///{tmp_path}/a.db", *arguments) as (_, base_url):
        assert allowed(base_url) == "https://pos.example"


def test_jobs_alone_stop_on_a_signal(empty_postgres: str) -> None:

    arguments = (COMMAND, "work", "--database", empty_postgres)
    with start(*arguments, ORDERWRIGHT_SECRET_KEY=KEY) as running:
        assert "expire_idempotency_keys" in running.logged("working")["jobs"]
        assert running.stop() == 0


def test_expected_failures_are_one_sentence_and_a_code() -> None:
    unknown = run("store", "list", "--database", "mysql://x")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (4, 1)
    away = run(
        "store", "list", "--database", "postgresql://nobody@127.0.0.1:1/x",
        ORDERWRIGHT_SECRET_KEY=KEY,
    )  # fmt: skip
    assert (away.returncode, away.stderr.count("\n")) == (4, 1)
    assert run("serve", "--nothing").returncode == 2
    assert run("serve", ORDERWRIGHT_PORT="many").returncode == 3
