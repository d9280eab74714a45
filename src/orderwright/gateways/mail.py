"""E-mails by the operator's mail server; without one, none are sent."""

from collections.abc import Sequence
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib

TIMEOUT_SECONDS = 20.0
PORTS = {"smtp": 25, "smtps": 465}


class MailFailed(Exception):
    """The mail server did not take the message; why is the message."""


class Mailer:
    """Sends messages by `smtp://USER:PASSWORD@HOST:PORT`; `smtps` speaks TLS from the start.

    By `smtp`, TLS is used where the server offers it. Raises ValueError for another address.
    """

    def __init__(self, url: str, sender: str) -> None:
        self._sender = sender
        self._address = urlsplit(url)
        if url and (self._address.scheme not in PORTS or not self._address.hostname):
            raise ValueError("a mail server is smtp://HOST:PORT or smtps://HOST:PORT")

    @property
    def is_on(self) -> bool:
        return bool(self._address.hostname)

    async def send(self, recipients: Sequence[str], subject: str, text: str) -> None:
        """Send a plain message; nothing happens without a mail server. Raises MailFailed."""
        if not self.is_on or not recipients:
            return
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = ", ".join(recipients)
        message["Subject"] = subject
        message.set_content(text)
        address = self._address
        try:
            await aiosmtplib.send(
                message,
                hostname=address.hostname,
                port=address.port or PORTS[address.scheme],
                username=unquote(address.username) if address.username else None,
                password=unquote(address.password) if address.password else None,
                use_tls=address.scheme == "smtps",
                timeout=TIMEOUT_SECONDS,
            )
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise MailFailed(type(error).__name__) from error
