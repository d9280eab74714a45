"""A sandbox that runs as a process of its own, over HTTP: its record is independent of ours."""

from collections.abc import Mapping
from typing import Any

import aiohttp

from orderwright.domain.instrument import Keepable, Stored
from orderwright.gateways.gateway import (
    Capability,
    ChargeRequest,
    FollowUp,
    GatewayTimeout,
    GatewayUnavailable,
    Outcome,
    StoredReference,
)
from orderwright.gateways.outcomes import read_outcome, read_stored
from orderwright.gateways.sandbox import CAPABILITIES
from orderwright.gateways.sandbox_wire import write_charge, write_follow_up, write_instrument

SECONDS_MAX = 10
UNAVAILABLE = 503
UNANSWERED = 504


class RemoteSandbox:
    """Asks the sandbox at an address such as `http://127.0.0.1:8900`."""

    is_test = True

    def __init__(self, address: str, capabilities: frozenset[Capability] = CAPABILITIES) -> None:
        self.capabilities = capabilities
        self._address = address.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def charge(self, request: ChargeRequest) -> Outcome:
        return read_outcome(await self._post("charge", write_charge(request)))

    async def capture(self, request: FollowUp) -> Outcome:
        return read_outcome(await self._post("capture", write_follow_up(request)))

    async def void(self, request: FollowUp) -> Outcome:
        return read_outcome(await self._post("void", write_follow_up(request)))

    async def refund(self, request: FollowUp) -> Outcome:
        return read_outcome(await self._post("refund", write_follow_up(request)))

    async def look_up(self, key: str) -> Outcome | None:
        found = await self._post("look_up", {"key": key})
        return read_outcome(found) if found else None

    async def keep(self, instrument: Keepable) -> StoredReference:
        return read_stored(await self._post("keep", write_instrument(instrument)))

    async def forget(self, stored: Stored) -> None:
        await self._post("forget", write_instrument(stored))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, verb: str, body: Mapping[str, Any]) -> Any:
        if self._session is None:
            limit = aiohttp.ClientTimeout(total=SECONDS_MAX)
            self._session = aiohttp.ClientSession(timeout=limit)
        try:
            async with self._session.post(f"{self._address}/{verb}", json=body) as answer:
                if answer.status == UNAVAILABLE:
                    raise GatewayUnavailable(await answer.text())
                if answer.status == UNANSWERED:
                    raise GatewayTimeout(await answer.text())
                answer.raise_for_status()
                return await answer.json()
        except aiohttp.ClientConnectorError as error:
            raise GatewayUnavailable(f"no sandbox at {self._address}") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise GatewayTimeout(f"no answer from the sandbox at {self._address}") from error
