"""E-mails to a real mail server on this machine."""

import email
import socket
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from aiosmtpd.controller import Controller

from orderwright.gateways.mail import Mailer, MailFailed

SENDER = "shop@example.com"


class Inbox:
    """Keeps what was sent; refuses whoever is called `nobody`."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], str]] = []

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address.startswith("nobody"):
            return "550 there is no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the same
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    kept = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield kept, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def send(url: str, recipients: tuple[str, ...]) -> None:
    anyio.run(Mailer(url, SENDER).send, recipients, "Grüße", "A text.\nOf two lines.\n")


def test_a_message_arrives(inbox: tuple[Inbox, str]) -> None:
    kept, url = inbox
    send(url, ("a@example.com", "b@example.com"))
    ((recipients, content),) = kept.messages
    message = email.message_from_string(content)
    assert recipients == ["a@example.com", "b@example.com"]
    assert (message["From"], message["To"]) == (SENDER, "a@example.com, b@example.com")
    assert str(message.get_payload()).splitlines() == ["A text.", "Of two lines."]


def test_refusals_and_silence_are_told(inbox: tuple[Inbox, str]) -> None:
    kept, url = inbox
    for address, recipient in (
        (url, "nobody@example.com"),
        ("smtp://127.0.0.1:1", "a@example.com"),
    ):
        with pytest.raises(MailFailed):
            send(address, (recipient,))
    assert kept.messages == []


def test_nothing_is_sent_without_a_mail_server() -> None:
    send("", ("a@example.com",))
    assert Mailer("", SENDER).is_on is False


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtp://"])
def test_other_addresses_are_no_mail_server(url: str) -> None:
    with pytest.raises(ValueError, match="smtp"):
        Mailer(url, SENDER)
