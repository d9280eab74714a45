"""E-mails by the operator's mail server, or kept as files where there is none."""

import hashlib
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiosmtplib

TIMEOUT_SECONDS = 20.0
NAME_DIGITS = 16
PORTS = {"smtp": 25, "smtps": 465}


class MailFailed(Exception):
    """The mail server did not take the message; why is the message."""


class Mailer:
    """Sends messages by `smtp://USER:PASSWORD@HOST:PORT`; `smtps` speaks TLS from the start.

    By `smtp`, TLS is used where the server offers it. Raises ValueError for another address.
    """

    def __init__(self, url: str, sender: str, folder: str = "") -> None:
        self._sender = sender
        self._folder = Path(folder) if folder else None
        self._address = urlsplit(url)
        if url and (self._address.scheme not in PORTS or not self._address.hostname):
            raise ValueError("a mail server is smtp://HOST:PORT or smtps://HOST:PORT")

    @property
    def is_on(self) -> bool:
        return bool(self._address.hostname)

    async def send(self, recipients: Sequence[str], subject: str, text: str) -> None:
        """Send a plain message, or keep it in the folder; without either nothing happens.

        Raises MailFailed.
        """
        if not recipients or not (self.is_on or self._folder):
            return
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = ", ".join(recipients)
        message["Subject"] = subject
        message.set_content(text)
        if not self.is_on:
            self._keep(message)
            return
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

    def _keep(self, message: EmailMessage) -> None:
        """Write a message to a file of its own."""
        assert self._folder is not None
        content = message.as_bytes()
        name = hashlib.sha256(content).hexdigest()[:NAME_DIGITS]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.eml").write_bytes(content)
        except OSError as error:
            raise MailFailed(type(error).__name__) from error
