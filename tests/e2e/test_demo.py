"""`orderwright demo`: what its line of JSON promises, and what its welcome lets one paste."""

import json
import re
import shlex
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.processes import COMMAND, ROOT, Web, demo, rest, start

KEYS = [
    "base_url", "store_hash", "access_token", "client_id", "client_secret", "product_ids",
    "customer_ids", "card_payment_method_id", "test_cards", "offline_payment_method_id",
    "gift_certificate_code", "stored_instrument", "b2b", "coupon_code",
]  # fmt: skip


def test_line_of_json_opens_the_store(empty_database: str) -> None:
    with demo("--database", empty_database) as (running, opened):
        assert list(opened)[: len(KEYS)] == KEYS
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", opened["base_url"])
        assert opened["store_hash"] == "demo"
        assert len(opened["product_ids"]) == 30
        assert len(opened["customer_ids"]) == 12
        web = Web(opened["base_url"], opened["access_token"])
        body = {
            "billing_address": {
                "first_name": "Ada", "last_name": "Mercer", "street_1": "12 Juniper Lane",
                "city": "Austin", "state": "Texas", "zip": "78701", "country": "United States",
                "country_iso2": "US", "email": "ada@example.com",
            },
            "products": [{"product_id": opened["product_ids"][0], "quantity": 1_000}],
        }  # fmt: skip
        status, order = web.request("POST", "/stores/demo/v2/orders", body)
        assert (status, order["id"], order["items_total"]) == (201, 300, 1_000)
        b2b = opened["b2b"]
        assert (b2b["company"]["name"], b2b["user"]["email"]) == (
            "Sato Outfitters", "keiko.sato@example.com",
        )  # fmt: skip
        status, login = web.request("POST", "/api/v2/login", {"bcToken": b2b["customer_jwt"]})
        assert (status, len(login["data"]["token"])) == (200, 64)
        lines = [{"product_id": opened["product_ids"][0], "quantity": 1}]
        _, cart = web.request("POST", "/stores/demo/v3/carts", {"line_items": lines})
        path = f"/stores/demo/v3/checkouts/{cart['data']['id']}/coupons"
        status, checkout = web.request("POST", path, {"coupon_code": opened["coupon_code"]})
        assert (status, checkout["data"]["coupons"][0]["discounted_amount"]) == (200, 1.2)
        assert running.stop() == 0
        running.close()
        assert rest(running.output) == []


def test_kept_data_and_a_new_token_each_start(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "kept"))
    with demo(*data) as (_, first):
        status, made = Web(first["base_url"], first["access_token"]).request(
            "PUT", "/stores/demo/v2/orders/100", {"staff_notes": "seen"}
        )
        assert (status, made["staff_notes"]) == (200, "seen")
    with demo(*data) as (_, second):
        assert second["access_token"] != first["access_token"]
        assert second["product_ids"] == first["product_ids"]
        for token in (first["access_token"], second["access_token"]):
            web = Web(second["base_url"], token)
            status, order = web.request("GET", "/stores/demo/v2/orders/100")
            assert (status, order["staff_notes"]) == (200, "seen")


def test_a_seed_repeats_tokens_and_goods() -> None:
    with demo("--seed", "5") as (_, one), demo("--seed", "5") as (_, other):
        for opened in (one, other):
            del opened["b2b"]["customer_jwt"]  # it tells when it was signed
        assert [one[key] for key in KEYS[1:]] == [other[key] for key in KEYS[1:]]


def test_make_prints_nothing_but_the_line() -> None:
    arguments = "ARGS=--json --port 0"
    with start("make", "demo", arguments) as running:
        opened = json.loads(running.next(running.output))
        web = Web(opened["base_url"])
        assert web.request("GET", "/healthz")[0] == 200
        running.stop()  # make itself ends by the signal, and takes the server with it
        running.close()
        assert rest(running.output) == []
        with pytest.raises(ConnectionRefusedError):
            web.request("GET", "/healthz")


def test_listens_on_loopback_only() -> None:
    with demo() as (_, opened):
        port = urlsplit(opened["base_url"]).port
        assert port is not None
        others = {
            str(info[4][0])
            for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)
        }
        for address in others - {"127.0.0.1"}:
            if not address.startswith("127."):
                with socket.socket() as probe:
                    probe.settimeout(5)
                    assert probe.connect_ex((address, port)) != 0, address


def test_welcome_holds_a_command_that_creates_an_order() -> None:
    with start(COMMAND, "demo", "--port", "0") as running:
        text = ""
        while "Ctrl-C" not in text:
            text += running.next(running.errors)
        command = text[text.index("curl ") : text.index("Ctrl-C")].strip()
        words = shlex.split(command.replace("\\\n", " "))
        assert words[:2] == ["curl", "--silent"]
        address, options = urlsplit(words[2]), dict(zip(words[3::2], words[4::2], strict=False))
        headers = dict(
            word.split(": ") for flag, word in zip(words[3::2], words[4::2], strict=True)
            if flag == "--header"
        )  # fmt: skip
        web = Web(f"{address.scheme}://{address.netloc}")
        status, order = web.request("POST", address.path, json.loads(options["--data"]), headers)
        assert (status, order["total_inc_tax"]) == (201, "25.9800")
        assert rest(running.output) == []


def test_every_key_is_listed_in_the_documentation() -> None:
    page = (ROOT / "docs" / "demo.md").read_text()
    with demo() as (_, opened):
        assert [key for key in opened if f"`{key}`" not in page] == []
