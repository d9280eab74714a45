"""`orderwright payments`: how a store is paid, said on the command line."""

import json
from pathlib import Path

from tests.e2e.processes import run


def test_methods_are_set_and_listed(tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{tmp_path}/a.db")
    assert run("store", "create", "--name", "Shop", "--hash", "shop", *database).returncode == 0
    store = ("--store", "shop", *database)
    made = run("payments", "set", "stripe.card", *store, "--gateway", "sandbox", "--name", "Stripe",
               "--authorize", "--config", "without=void", "--json")  # fmt: skip
    assert json.loads(made.stdout) == {
        "id": "stripe.card", "name": "Stripe", "gateway": "sandbox", "type": "card",
        "transaction_type": "authorization", "test_mode": True, "enabled": True,
    }  # fmt: skip
    assert run("payments", "offline", *store).returncode == 0
    listed = json.loads(run("payments", "list", *store, "--json").stdout)
    assert [row["id"] for row in listed] == [
        "bankdeposit", "cheque", "cod", "instore", "manual", "moneyorder", "purchaseorder",
        "stripe.card",
    ]  # fmt: skip
    assert b"without" not in (tmp_path / "a.db").read_bytes()


def test_what_cannot_be_offered_is_refused(tmp_path: Path) -> None:
    database = ("--database", f"sqlite:///{tmp_path}/a.db")
    assert run("store", "create", "--name", "Shop", "--hash", "shop", *database).returncode == 0
    wrong = ("payments", "set", "x.card", "--store", "shop", *database, "--gateway")
    gone = run(*wrong, "gone")
    assert (gone.returncode, "no installed package has a gateway 'gone'" in gone.stderr) == (
        3,
        True,
    )
    assert run(*wrong, "sandbox", "--config", "nothing").returncode == 2
