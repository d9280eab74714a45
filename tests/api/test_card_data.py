"""Card data is in memory only: nothing that is written down holds a number, a code or a token."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from orderwright import logs
from orderwright.actions import settling
from orderwright.api import edge
from orderwright.db.statement import statement
from orderwright.db.tables import metadata
from orderwright.db.unit import Unit
from tests.support.client import Reply
from tests.support.paying import (
    open_shop,
    order_to_pay,
    pay,
    payment,
    sandbox_of,
    token_for,
)
from tests.support.shop import data
from tests.support.world import World

NUMBER, DECLINED, UNKNOWN = "378282246310005", "4000000000000002", "4000000000000424"
CODE, HOLDER = "7391", "Canary Bird"
CARD = {"number": NUMBER, "verification_value": CODE, "cardholder_name": HOLDER}


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the server logs."""
    written = io.StringIO()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", written)
        logs.configure("text", "info")
        patched.setattr(edge, "log", structlog.get_logger("orderwright.http"))
        yield written
    logs.configure("text", "error")


@pytest.fixture
def canary(database_url: str, tmp_path: Path) -> Iterator[World]:
    """A server whose sandbox keeps its record in a file, and which logs what fails."""
    with World(database_url, sandbox=str(tmp_path / "books")) as started:
        yield started


def test_nothing_written_holds_card_data(
    canary: World, tmp_path: Path, output: io.StringIO
) -> None:
    world = canary
    open_shop(world)
    jane = {"email": "jane@example.com", "first_name": "Jane", "last_name": "Doe"}
    customer_id = data(world.post("/v3/customers", [jane]))[0]["id"]
    secrets = {NUMBER, DECLINED, UNKNOWN, CODE, HOLDER, world.token}
    replies: list[Reply] = []

    def paid(body: Any, **headers: str) -> Reply:
        token = token_for(world, order_to_pay(world, customer_id=customer_id))
        secrets.add(token)
        replies.append(pay(world, token, body, idempotency_key=f"key{len(replies)}", **headers))
        return replies[-1]

    saved = payment(**CARD)
    saved["payment"]["save_instrument"] = True
    assert paid(saved).status == 201
    kept = world.get(f"/v3/customers/{customer_id}/stored-instruments").json()
    vaulted = kept[0]["token"]
    secrets.add(vaulted)
    stored = {"type": "stored_card", "token": vaulted, "verification_value": CODE}
    body = {"payment": {"instrument": stored, "payment_method_id": "sandbox.card"}}
    assert paid(body).status == 201
    assert paid(payment(**CARD | {"number": DECLINED})).status == 422
    assert paid(payment(**CARD | {"number": UNKNOWN})).status == 500
    assert paid(payment(**CARD, expiry_month=99)).status == 422
    assert paid({"payment": {**saved["payment"], "payment_method_id": "none"}}).status == 422
    crash(world)
    assert paid(payment(**CARD)).status == 500
    token = token_for(world, order_to_pay(world))
    headers = {"authorization": f"PAT {token}"}
    broken = f'{{"payment": {{"number": "{NUMBER}"'.encode()
    replies.append(
        world.client.request("POST", "/stores/demo/payments", body=broken, headers=headers)
    )
    world.clock.advance(120_000)
    world.client.run(settling.settle_due(world.services.paying, world.clock.now()))

    places = {
        "rows": world.read(every_row),
        "answers": "".join([reply.text for reply in replies]),
        "output": output.getvalue(),
        **{str(path): path.read_bytes().decode("latin-1") for path in files_of(world, tmp_path)},
    }
    assert "request failed" in places["output"]
    found = [(place, secret) for place, text in places.items() for secret in secrets
             if secret in text]  # fmt: skip
    assert found == []


def crash(world: World) -> None:
    """Let the next charge end in a bug, whose traceback is logged."""
    gateway = sandbox_of(world)
    real = gateway.charge

    async def failing(request: Any) -> Any:
        gateway.charge = real
        raise RuntimeError(f"could not charge {request!r}")

    gateway.charge = failing


async def every_row(unit: Unit) -> str:
    """All rows of all tables as text; bytes are read as Latin-1."""
    told: list[str] = []
    for table in metadata.sorted_tables:
        for row in await unit.rows(statement(f"SELECT * FROM {table.name}")):
            values: list[Any] = [row[name] for name in row.keys()]  # noqa: SIM118
            told += [v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in values]
    return "\n".join(told)


def files_of(world: World, folder: Path) -> list[Path]:
    """The files of the database and of the sandbox's record."""
    files = [path for path in folder.iterdir() if path.is_file()]
    url = world.database_url
    if url.startswith("sqlite:///"):
        database = Path(url.removeprefix("sqlite:///"))
        files += [path for path in database.parent.iterdir() if path.is_file()]
    assert files
    return files
