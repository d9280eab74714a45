"""V2 carrier connections: kept sealed, and never shown."""

from collections.abc import Mapping
from typing import Any

from orderwright.actions.carriers import check_connection
from orderwright.api.call import Answer, Call, encode
from orderwright.db import provider_connections as stored
from orderwright.db.provider_connections import Connection
from orderwright.db.unit import Unit
from orderwright.domain.errors import Unprocessable

# What each carrier's account consists of.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "auspost": ("auth_key", "test_mode"),
    "endicia": ("account_id", "pass_phrase"),
    "fedex": ("key", "password", "account_number", "meter_number"),
    "zoom2u": ("auth_key", "test_mode"),
}


async def save_connection(call: Call) -> Answer:
    """Make or replace a connection; a carrier that this server knows is asked whether it is one."""
    body = call.body()
    _check(body, "carrier_id", "connection")
    _check(body["connection"], *REQUIRED.get(body["carrier_id"], ()))
    asking = call.services.asking
    knows = asking is not None and asking.providers.knows("carrier", body["carrier_id"])
    secret = call.services.sealer.seal(encode(body["connection"]).decode())

    async def work(unit: Unit) -> Answer:
        if knows:
            check_connection(call.desk, body["carrier_id"], body["connection"])
        connection = Connection(body["carrier_id"], secret=secret)
        await stored.save(unit, call.store.id, "carrier", connection)
        return Answer(204)

    return await call.write(work)


async def delete_connection(call: Call) -> Answer:
    body = call.body()
    _check(body, "carrier_id")

    async def work(unit: Unit) -> Answer:
        await stored.delete(unit, call.store.id, "carrier", body["carrier_id"])
        return Answer(204)

    return await call.write(work)


def _check(given: Mapping[str, Any], *names: str) -> None:
    missing = [name for name in names if name not in given]
    if missing:
        raise Unprocessable(f"Required fields missing [{', '.join(missing)}]")
