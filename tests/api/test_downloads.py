"""Digital goods that were paid for: a mail with links, each good for one download."""

import email
import re
import socket
from collections.abc import Iterator
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from orderwright.actions.downloads import Tokens
from orderwright.api.auth import hash_token
from orderwright.gateways.mail import Mailer
from orderwright.jobs import send_downloads
from tests.api.shopping import add_order
from tests.support.paying import open_shop, order_of, order_to_pay, pay_order
from tests.support.shop import CHECKOUTS, add_cart, add_product, bill, data
from tests.support.world import World

LINK = re.compile(r"https://shop\.example(/stores/demo/downloads/[0-9a-f]{64})")
MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS


@pytest.fixture(autouse=True)
def shop(world: World) -> None:
    open_shop(world)


def paid_book(world: World) -> tuple[int, int]:
    """An order of a book, paid by card; the product and the order."""
    book = add_product(world, "Book", type="digital", weight=0)
    cart = add_cart(world, (book, 1))
    bill(world, cart["id"])
    number = int(data(world.post(f"{CHECKOUTS}/{cart['id']}/orders"))["id"])
    assert pay_order(world, number).status == 201
    return book, number


def send(world: World, mailer: Mailer) -> int:
    tokens = Tokens(lambda: world.services.randomness.hex(64), hash_token)
    job = send_downloads.sending(mailer, tokens, "https://shop.example")

    async def run() -> int:
        return await job(world.services.database, world.clock.now())

    return world.client.run(run())


def kept(folder: Path) -> list[Any]:
    return [email.message_from_bytes(f.read_bytes(), policy=default) for f in folder.glob("*.eml")]


def test_a_mail_brings_a_link_for_one_download(world: World, tmp_path: Path) -> None:
    files, mails = tmp_path / "files", tmp_path / "mails"
    world.services.downloads = files
    book, number = paid_book(world)
    mailer = Mailer("", "shop@example.com", str(mails))
    assert send(world, mailer) == 1
    assert send(world, mailer) == 0
    (mail,) = kept(mails)
    assert (mail["From"], mail["To"]) == ("shop@example.com", "jane@example.com")
    assert mail["Subject"] == f"Your downloads of order {number}"
    text = mail.get_content()
    assert "Book" in text
    (path,) = LINK.findall(text)
    missing = world.client.get(path)
    assert (missing.status, "not put this file here yet" in missing.text) == (404, True)
    (files / "demo").mkdir(parents=True)
    (files / "demo" / f"{book}.pdf").write_bytes(b"a book")
    for _ in range(2):
        looked = world.client.get(path)
        assert (looked.status, "<button>" in looked.text) == (200, True)
    taken = world.client.request("POST", path)
    assert (taken.status, taken.body) == (200, b"a book")
    assert f'filename="{book}.pdf"' in taken.headers["content-disposition"]
    for again in (world.client.request("POST", path), world.client.get(path)):
        assert (again.status, "no longer works" in again.text) == (404, True)
    assert world.client.get(path[:-1] + ("0" if path[-1] != "0" else "1")).status == 404


def test_a_link_lives_for_thirty_days(world: World, tmp_path: Path) -> None:
    paid_book(world)
    assert send(world, Mailer("", "shop@example.com", str(tmp_path))) == 1
    (path,) = LINK.findall(kept(tmp_path)[0].get_content())
    world.clock.advance(30 * DAY_MS)
    assert "no longer works" in world.client.get(path).text


def test_paid_elsewhere_and_physical_goods(world: World, tmp_path: Path) -> None:
    mailer = Mailer("", "shop@example.com", str(tmp_path))
    assert pay_order(world, order_to_pay(world)).status == 201
    assert send(world, mailer) == 0
    book = add_product(world, "Book", type="digital", weight=0)
    number = add_order(world, {"product_id": book, "quantity": 1})["id"]
    assert send(world, mailer) == 0
    world.put(f"/v2/orders/{number}", {"status_id": 10})
    world.put(f"/v2/orders/{number}", {"status_id": 7})
    world.put(f"/v2/orders/{number}", {"status_id": 11})
    assert order_of(world, number)["status_id"] == 11
    assert send(world, mailer) == 1
    assert len(kept(tmp_path)) == 1


@pytest.fixture
def server() -> Iterator[tuple[str, list[Any]]]:
    """A mail server, and what it has taken."""
    taken: list[Any] = []

    class Handler:
        async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
            taken.append(email.message_from_bytes(envelope.content, policy=default))
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Handler(), hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", taken
    controller.stop()


def test_a_mail_server_takes_it_at_the_second_try(
    world: World, server: tuple[str, list[Any]]
) -> None:
    url, taken = server
    paid_book(world)
    assert send(world, Mailer("smtp://127.0.0.1:1", "shop@example.com")) == 0
    assert send(world, Mailer(url, "shop@example.com")) == 0
    world.clock.advance(10 * MINUTE_MS)
    assert send(world, Mailer(url, "shop@example.com")) == 1
    (mail,) = taken
    assert mail["To"] == "jane@example.com"
    assert len(LINK.findall(mail.get_content())) == 1
