"""A few connections that requests take in turn, the one used last first.

asyncpg's own pool resets a connection and starts a task at every release; a unit of work leaves its
connection clean, so that all of that can be spared (ADR 0001).
"""

import asyncio
from collections import deque
from typing import Any

import asyncpg

STATEMENT_CACHE_SIZE = 1_024
COMMAND_TIMEOUT_SECONDS = 30.0
CONNECT_TIMEOUT_SECONDS = 10.0


class Pool:
    """At most `size` connections; whoever finds none waits for its turn."""

    def __init__(self, url: str, size: int) -> None:
        self._url = url
        self._idle: list[Any] = []
        self._missing = size
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def take(self) -> Any:
        """A connection, which the taker must give back."""
        while True:
            while self._idle:
                connection = self._idle.pop()
                if not connection.is_closed():
                    return connection
                self._missing += 1
            if self._missing:
                self._missing -= 1
                try:
                    return await self._connect()
                except BaseException:
                    self._missing += 1
                    self._wake()
                    raise
            await self._wait()

    async def _wait(self) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._wake()
            raise

    def give_back(self, connection: Any, *, broken: bool) -> None:
        """Take a connection back, for the next or, broken, to be closed."""
        if broken or connection.is_closed():
            connection.terminate()
            self._missing += 1
        else:
            self._idle.append(connection)
        self._wake()

    def _wake(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    async def _connect(self) -> Any:
        return await asyncpg.connect(
            self._url,
            timeout=CONNECT_TIMEOUT_SECONDS,
            command_timeout=COMMAND_TIMEOUT_SECONDS,
            statement_cache_size=STATEMENT_CACHE_SIZE,
            max_cached_statement_lifetime=0,
            max_cacheable_statement_size=0,
            server_settings={"application_name": "orderwright", "jit": "off"},
        )

    async def close(self) -> None:
        """Close the idle connections; those in use are closed by whoever gives them back."""
        while self._idle:
            await self._idle.pop().close()
