"""`orderwright trigger`: causes a real event by making the change that it tells of."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from orderwright.clock import SystemRandomness
from orderwright.commands.failures import CommandFailed, Exit
from orderwright.commands.remote import Remote, run
from orderwright.commands.triggers import TRIGGERS, Api
from orderwright.domain.webhook_scopes import CHANNEL_ID, EVENT_SCOPES

MARK_DIGITS = 8
LOOKS = 150
LOOK_SECONDS = 0.1
PAGE = 250


class Marked(Remote):
    """A server, with a mark of this run."""

    mark = ""


def list_triggers() -> list[dict[str, str]]:
    """Every scope that can be triggered, with what its event carries."""
    return [
        {"scope": scope, "data": json.dumps(EVENT_SCOPES[scope].data)} for scope in sorted(TRIGGERS)
    ]


def shown(event: Mapping[str, Any]) -> dict[str, Any]:
    """A caused event as it is printed."""
    return {
        "position": event["position"],
        "scope": event["scope"],
        "data": json.dumps(event["data"]),
    }


def trigger(scope: str, address: str, store_hash: str, token: str) -> list[dict[str, Any]]:
    """Make the change; the events that it has recorded. Raises CommandFailed."""
    if scope not in TRIGGERS:
        known = "is not caused by this server" if scope in EVENT_SCOPES else "is no scope"
        raise CommandFailed(Exit.USAGE, f"{scope} {known}; --list shows what can be triggered")
    return run(_trigger(scope, address, store_hash, token), address)


async def _trigger(scope: str, address: str, store_hash: str, token: str) -> list[dict[str, Any]]:
    async with Marked(address, store_hash, token) as remote:
        remote.mark = SystemRandomness().hex(MARK_DIGITS)
        await _check_development(remote)
        before = (await remote.call("GET", "/x/events?limit=1"))["meta"]["latest"]
        await TRIGGERS[scope](remote)
        return await find_caused(remote, scope, before)


async def find_caused(api: Api, scope: str, before: int) -> list[dict[str, Any]]:
    """All events since, once one of the scope is among them. Raises CommandFailed."""
    for _ in range(LOOKS):
        found = await api.call("GET", f"/x/events?after={before}&limit={PAGE}")
        events: list[dict[str, Any]] = found["data"]
        if any(_is(event["scope"], scope) for event in events):
            return events
        await asyncio.sleep(LOOK_SECONDS)
    raise CommandFailed(Exit.FAILED, f"the change was made, but {scope} was not recorded")


async def _check_development(remote: Remote) -> None:
    """Real orders are none to play with. Raises CommandFailed in production mode."""
    try:
        await remote.call("GET", "/x/control/clock")
    except CommandFailed as failure:
        if failure.code is not Exit.NOT_FOUND:
            raise
        raise CommandFailed(
            Exit.CONFLICT, "only a server in development mode can be made to change by trigger"
        ) from None


def _is(recorded: str, scope: str) -> bool:
    """Whether a recorded scope is the wanted one, of whatever channel."""
    beginning, marked, end = scope.partition(CHANNEL_ID)
    if not marked:
        return recorded == scope
    middle = recorded.removeprefix(beginning).removesuffix(end)
    return recorded == f"{beginning}{middle}{end}" and middle.isdigit()
