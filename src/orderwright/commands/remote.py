"""A running server as the commands call it: its address, a store and a token."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from typing import Any, Self, TypeVar

import aiohttp

from orderwright.commands.failures import CommandFailed, Exit

TIMEOUT_SECONDS = 30
SILENCE_SECONDS = 60
"""A stream that sends no heartbeat for so long is dead."""

REFUSALS = {401: "the token is not valid for this store", 403: "the token may not do this"}

Result = TypeVar("Result")


class Remote:
    """Calls below `/stores/{store_hash}` of a server, with one token."""

    def __init__(self, address: str, store_hash: str, token: str) -> None:
        self.base = f"{address.rstrip('/')}/stores/{store_hash}"
        self._headers = {"X-Auth-Token": token, "Accept": "application/json"}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(headers=self._headers)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        assert self._session is not None, "not entered"
        return self._session

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """The decoded answer, None without a body. Raises CommandFailed where it is a refusal."""
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        async with self.session.request(
            method, f"{self.base}{path}", json=body, timeout=timeout
        ) as answer:
            text = await answer.text()
            if answer.status >= 400:
                why = REFUSALS.get(answer.status, text[:300])
                raise CommandFailed(
                    _code(answer.status), f"{method} {path}: {answer.status}, {why}"
                )
            return json.loads(text) if text else None

    async def stream(self, path: str, last: int | None) -> AsyncIterator[tuple[int, bytes]]:
        """Position and body of each server-sent event. Raises CommandFailed, ClientError."""
        headers = {"Accept": "text/event-stream"}
        if last is not None:
            headers["Last-Event-ID"] = str(last)
        timeout = aiohttp.ClientTimeout(total=None, sock_read=SILENCE_SECONDS)
        async with self.session.get(
            f"{self.base}{path}", headers=headers, timeout=timeout
        ) as answer:
            if answer.status != 200:
                why = REFUSALS.get(answer.status, (await answer.text())[:300])
                raise CommandFailed(_code(answer.status), f"{path}: {answer.status}, {why}")
            position = 0
            async for line in answer.content:
                name, _, value = line.rstrip(b"\n").partition(b": ")
                if name == b"id":
                    position = int(value)
                elif name == b"data":
                    yield position, value


def run(work: Coroutine[Any, Any, Result], address: str) -> Result:
    """Run what calls a server. Raises CommandFailed where that cannot be reached."""
    try:
        return asyncio.run(work)
    except aiohttp.ClientConnectionError as error:
        raise CommandFailed(Exit.FAILED, f"{address} cannot be reached: {error}") from None


def _code(status: int) -> Exit:
    return Exit.NOT_FOUND if status == 404 else Exit.FAILED
