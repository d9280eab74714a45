"""`orderwright listen`: forwards a server's events to a URL, as the webhooks that they are."""

import asyncio
import contextlib
import json
import sys
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp

from orderwright.clock import SystemClock, SystemRandomness
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.commands.remote import Remote, run
from orderwright.commands.serving import tell
from orderwright.domain.dates import print_iso
from orderwright.domain.webhook import TIMEOUT_SECONDS, signed_headers

AGAIN_SECONDS = 1.0
SECRET_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Listening:
    """What `listen` was asked for. `count` 0 has no end; `after` None begins with what is next."""

    address: str
    store_hash: str
    token: str
    forward_to: str
    secret: str = ""
    scopes: tuple[str, ...] = ()
    after: int | None = None
    count: int = 0


def listen(wanted: Listening) -> None:
    """Forward until interrupted, or until so many. Raises CommandFailed."""
    secret = wanted.secret or SystemRandomness().hex(SECRET_DIGITS)
    with contextlib.suppress(KeyboardInterrupt):
        run(_listen(wanted, secret), wanted.address)


async def _listen(wanted: Listening, secret: str) -> None:
    async with (
        Remote(wanted.address, wanted.store_hash, wanted.token) as remote,
        aiohttp.ClientSession() as receiver,
    ):
        latest = (await remote.call("GET", "/x/events?limit=1"))["meta"]["latest"]
        last = latest if wanted.after is None else wanted.after
        tell(f"Listening to {remote.base}, forwarding to {wanted.forward_to}")
        if not wanted.secret:
            tell(f"Signed with the secret {secret}")
        query = urlencode({"scope": ",".join(wanted.scopes)} if wanted.scopes else {})
        path = f"/x/events?{query}" if query else "/x/events"
        heard = 0
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                async for position, body in remote.stream(path, last):
                    await _forward(receiver, wanted.forward_to, body, secret)
                    last, heard = position, heard + 1
                    if heard == wanted.count:
                        return
            tell("The server has gone; waiting for it")
            await asyncio.sleep(AGAIN_SECONDS)


async def _forward(receiver: aiohttp.ClientSession, url: str, body: bytes, secret: str) -> None:
    """Send one event and print what became of it; nothing is sent twice."""
    event = json.loads(body)
    clock = SystemClock()
    began = clock.now()
    headers = signed_headers(body, event["hash"], began, (secret,), None)
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    try:
        async with receiver.post(
            url,
            data=body,
            headers=headers,
            timeout=timeout,
            allow_redirects=False,
            skip_auto_headers=("Accept",),
        ) as answer:
            outcome = str(answer.status)
    except (aiohttp.ClientError, TimeoutError) as error:
        outcome = f"failed, {type(error).__name__}"
    except ValueError as error:
        raise CommandFailed(Exit.USAGE, f"{url} cannot be forwarded to: {error}") from None
    about = " ".join(str(v) for k, v in event["data"].items() if not isinstance(v, dict | list))
    took = clock.now() - began
    sys.stdout.write(f"{print_iso(began)}  {event['scope']}  {about}  -> {outcome}, {took} ms\n")
    sys.stdout.flush()
