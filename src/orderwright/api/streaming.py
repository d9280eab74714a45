"""Answers without an end: server-sent events, bounded in number, ended when the server stops."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Iterator

from starlette.types import Message, Receive, Send

from orderwright.domain.errors import Quota, TooManyRequests

STREAMS_MAX = 100
"""Open streams of one process; each costs a query a second."""

AGAIN_MS = 1_000

Frames = AsyncGenerator[bytes, None]


class Streams:
    """The open streams of this process: counted, woken by what is written here, ended together."""

    def __init__(self) -> None:
        self.open = 0
        self.is_closing = False
        self._news = asyncio.Event()

    def check_room(self) -> None:
        """Raises TooManyRequests where no further stream may be opened."""
        if self.open >= STREAMS_MAX:
            raise TooManyRequests(Quota(STREAMS_MAX, 0, AGAIN_MS, AGAIN_MS))

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Count a stream for as long as it is open."""
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1

    @property
    def news(self) -> asyncio.Event:
        """What is set by the next write; take it before reading, so that none is missed."""
        return self._news

    def wake(self) -> None:
        """Tell all streams that something has been written."""
        if self.open:
            news, self._news = self._news, asyncio.Event()
            news.set()

    def close(self) -> None:
        """Let every stream end after what it is sending; safe in a signal's handler."""
        self.is_closing = True


async def wait_for_news(news: asyncio.Event, seconds: float) -> None:
    """Return at the next write of this process, or when the time is over."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await news.wait()


async def send_frames(frames: Frames, start: Message, receive: Receive, send: Send) -> None:
    """Send frames until they end or the client goes away."""
    await send(start)
    gone = asyncio.ensure_future(_disconnected(receive))
    following: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            following = asyncio.ensure_future(anext(frames, None))
            await asyncio.wait({following, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not following.done():
                return
            frame = following.result()
            if frame is None:
                break
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        if following is not None and not following.done():
            following.cancel()
            await asyncio.wait({following})
        await frames.aclose()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def print_frame(data: bytes, position: int) -> bytes:
    """One event; its id is what a client sends back as `Last-Event-ID`."""
    return b"id: %d\ndata: %s\n\n" % (position, data)
