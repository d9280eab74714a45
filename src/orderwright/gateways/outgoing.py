"""Requests to addresses that others have chosen: only where it is allowed, and never elsewhere.

The address is checked when its socket is made, after every look-up of a name: what is checked is
what is connected to, so that no second answer of a name server can lead inside (I26).
"""

import asyncio
import contextlib
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from orderwright.domain.address import (
    HTTPS_PORT,
    AddressRefused,
    check_address,
    read_destination,
)

CONNECTIONS_MAX = 500
LOOKUP_THREADS = 32
KEEP_ALIVE_SECONDS = 30.0
BODY_READ_BYTES = 16 * 1024
BODY_KEPT_CHARACTERS = 1_024
HEADERS_KEPT = 20
HEADER_KEPT_CHARACTERS = 200
OWN_HEADERS = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, shortened; `status` 0 means that nothing did, and `error` says why."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    error: str = ""

    def retry_after_seconds(self, now: int) -> int:
        """The wait that the answer asks for, in seconds from `now` (milliseconds); 0 for none."""
        given = self.headers.get("retry-after", "").strip()
        if given.isascii() and given.isdigit():
            return int(given[:9])
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            return max(0, int(parsedate_to_datetime(given).timestamp()) - now // 1_000)
        return 0


class Outgoing:
    """A client with pooled connections; it follows no redirect and knows no proxy and no cookie."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self.allow_loopback = allow_loopback
        self._session: aiohttp.ClientSession | None = None
        self._resolver: _Resolver | None = None

    async def post(
        self, url: str, headers: Mapping[str, str], body: bytes, timeout_seconds: float
    ) -> Reply:
        """Send, and read the beginning of the answer. Failures come back as replies."""
        try:
            read_destination(url, allow_loopback=self.allow_loopback)
            async with asyncio.timeout(timeout_seconds):
                return await self._post(url, headers, body)
        except TimeoutError:
            return Reply(error=f"no answer within {timeout_seconds:g} seconds")
        except AddressRefused as error:
            return Reply(error=f"destination refused: {error}")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Reply(error=_described(error))

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        session = self._opened()
        async with session.post(
            url,
            data=body,
            headers=headers,
            allow_redirects=False,
            skip_auto_headers=[name for name in OWN_HEADERS if name.lower() not in headers],
        ) as answer:
            begun = await answer.content.read(BODY_READ_BYTES)
            if not answer.content.at_eof():
                answer.close()
            kept = list(answer.headers.items())[:HEADERS_KEPT]
            return Reply(
                answer.status,
                {name.lower(): value[:HEADER_KEPT_CHARACTERS] for name, value in kept},
                begun.decode("utf-8", "replace").replace("\x00", "")[:BODY_KEPT_CHARACTERS],
            )

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._resolver = _Resolver()
            connector = aiohttp.TCPConnector(
                limit=CONNECTIONS_MAX,
                keepalive_timeout=KEEP_ALIVE_SECONDS,
                resolver=self._resolver,
                socket_factory=self._make_socket,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None),
                trust_env=False,
            )
        return self._session

    def _make_socket(self, address: Any) -> socket.socket:
        """The socket of a connection that may be made. Raises _Refused."""
        family, kind, protocol, _, target = address
        try:
            check_address(target[0], allow_loopback=self.allow_loopback)
        except AddressRefused as error:
            raise _Refused(str(error)) from None
        if target[1] != HTTPS_PORT and not self.allow_loopback:
            raise _Refused("must be served on port 443")
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made

    async def close(self) -> None:
        """Close the pooled connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None
        if self._resolver is not None:
            await self._resolver.close()


class _Refused(OSError):
    """The address that a name stands for is none that may be called."""


class _Resolver(AbstractResolver):
    """Looks names up in threads of its own: a slow name server holds nobody else up."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(LOOKUP_THREADS, thread_name_prefix="lookup")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, _look_up, host, port, family
        )
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, protocol, _, address in found
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: int) -> list[Any]:
    return socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)


def _described(error: Exception) -> str:
    """Why there was no answer, in a few words and without the address that was tried."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, _Refused):
        return f"destination refused: {cause}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "the host name is not known"
    if isinstance(error, aiohttp.ClientSSLError | aiohttp.ClientConnectorCertificateError):
        return "the certificate was not accepted"
    if isinstance(cause, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, aiohttp.ServerDisconnectedError | ConnectionResetError):
        return "the connection was closed without an answer"
    return f"no answer: {type(error).__name__}"
