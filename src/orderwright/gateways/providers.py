"""Talks with outside providers of taxes and shipping, which the operator has named.

The contract is the platform's own (reference: tax_provider.yml, shipping_provider.yml).
"""

import asyncio
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec

from orderwright.gateways.addresses import guarded_socket

TIMEOUT_SECONDS = 5.0
ANSWER_BYTES_MAX = 1024 * 1024
CONNECTIONS_MAX = 100
KEEP_ALIVE_SECONDS = 30.0
PROFILE_MARK = "{profile}"
_PROFILE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_PROVIDER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

_FAILURES = (
    aiohttp.ClientError, OSError, TimeoutError, ValueError, ArithmeticError, RecursionError,
)  # fmt: skip
_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


class ProviderFailed(Exception):
    """A provider gave no usable answer; the message says why, and holds nothing secret."""


@dataclass(frozen=True, slots=True)
class Account:
    """A store's account with a provider; `profile` stands in the provider's address."""

    store_hash: str
    username: str = ""
    password: str = ""
    profile: str = ""


class Providers:
    """The providers of this server, by kind and id, and one pool of connections to them all."""

    def __init__(
        self, addresses: Mapping[tuple[str, str], str], *, allow_private: bool = False
    ) -> None:
        self._addresses = addresses
        self._allow_private = allow_private
        self._session: aiohttp.ClientSession | None = None

    def knows(self, kind: str, provider_id: str) -> bool:
        return (kind, provider_id) in self._addresses

    def has_profile(self, kind: str, provider_id: str) -> bool:
        """Whether a store's profile is part of the provider's address."""
        return PROFILE_MARK in self._addresses.get((kind, provider_id), "")

    async def ask(
        self, kind: str, provider_id: str, path: str, account: Account, body: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """POST to a provider; no body is an empty object.

        Raises ProviderFailed for everything but a JSON object with a 200.
        """
        base = self._addresses.get((kind, provider_id))
        if base is None:
            raise ProviderFailed("not known here")
        if PROFILE_MARK in base:
            if not is_profile(account.profile):
                raise ProviderFailed("the store has no profile")
            base = base.replace(PROFILE_MARK, account.profile)
        headers = {"X-Bc-Store-Hash": account.store_hash, "Content-Type": "application/json"}
        if account.username:
            login = f"{account.username}:{account.password}".encode()
            headers["Authorization"] = f"Basic {b64encode(login).decode()}"
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                raw = await self._post(f"{base.rstrip('/')}{path}", headers, _encode(body))
            answer = _decode(raw) if raw.strip() else {}
        except _FAILURES as error:
            raise ProviderFailed(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise ProviderFailed("not an object")
        return answer

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> bytes:
        async with self._opened().post(
            url, data=body, headers=headers, allow_redirects=False
        ) as reply:
            if reply.status != 200:
                raise ProviderFailed(f"status {reply.status}")
            raw = await reply.content.read(ANSWER_BYTES_MAX + 1)
            chunks, size = [raw], len(raw)
            while not reply.content.at_eof() and size <= ANSWER_BYTES_MAX:
                more = await reply.content.read(ANSWER_BYTES_MAX + 1)
                chunks.append(more)
                size += len(more)
            if size > ANSWER_BYTES_MAX:
                raise ProviderFailed("the answer is too long")
            return b"".join(chunks)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=CONNECTIONS_MAX,
                keepalive_timeout=KEEP_ALIVE_SECONDS,
                socket_factory=guarded_socket(allow_private=self._allow_private),
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
                trust_env=False,
            )
        return self._session

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def read_options(text: str) -> Any:
    """The members of an account that was kept as JSON."""
    return _decode(text) if text else {}


def is_profile(text: str) -> bool:
    """Whether a profile can stand in an address: a label of a host name."""
    return _PROFILE.fullmatch(text) is not None


def read_addresses(kind: str, entries: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """`NAME=ADDRESS` entries of a setting. Raises ValueError naming the wrong one."""
    found = {}
    for entry in entries:
        name, _, address = entry.partition("=")
        parts = urlsplit(address.replace(PROFILE_MARK, "profile"))
        if not (
            _PROVIDER_ID.fullmatch(name) and parts.scheme in ("http", "https") and parts.hostname
        ):
            raise ValueError(f"{entry!r} is not NAME=ADDRESS")
        found[(kind, name)] = address
    return found
