"""Logins that need no token: by a signed token of an app, or by e-mail and password."""

import asyncio
from typing import Any

from orderwright.actions import b2b_logins, backend_users, credentials
from orderwright.api.b2b.claims import prove, read_unproven
from orderwright.api.b2b.envelopes import io, storefront
from orderwright.api.b2b.minting import give, mint, validity
from orderwright.api.call import Answer, Call
from orderwright.db import access
from orderwright.db.unit import Unit
from orderwright.domain.errors import LoginFailed, NotAuthenticated
from orderwright.domain.password import is_password
from orderwright.domain.store import Store

ACCOUNTS_TRIED_MAX = 20


async def post_login(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    token = await _token_of_claims(
        call,
        body["bcToken"],
        body.get("storeHash") or "",
        body.get("customerId") or 0,
        body.get("channelId") or 1,
    )
    return _secret(storefront({"token": token}))


async def get_auth_storefront(call: Call) -> Answer:
    query = call.query()
    token = await _token_of_claims(call, query["jwtToken"], "", 0, query.get("channelId", 1))
    return _secret(io({"token": token}))


async def post_auth_customer(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    times = validity(body, call.now)
    store = await _store(call, body["storeHash"])
    if store is None:
        raise LoginFailed("customer")

    async def work(unit: Unit) -> credentials.Credentials:
        return await credentials.credentials_of(
            unit, store, body["email"], body["channelId"], call.now
        )

    found = await call.database.write(work)
    right = await asyncio.to_thread(is_password, body["password"], found.password_hash)
    if not right or found.customer_id is None:
        raise LoginFailed("customer")
    minted = mint(
        call,
        "storefront",
        customer_id=found.customer_id,
        channel_id=body["channelId"],
        name=body["name"],
        **times,
    )
    await give(call, store, minted)
    return _secret(io({"token": minted.token, "name": body["name"]}))


async def post_auth_backend(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    store = await _store(call, body["storeHash"])
    if store is None:
        raise LoginFailed("backend")

    async def work(unit: Unit) -> backend_users.BackendUser:
        return await backend_users.user_for_login(unit, store, body["email"], call.now)

    found = await call.database.write(work)
    if not await asyncio.to_thread(is_password, body["password"], found.password_hash):
        raise LoginFailed("backend")
    backend_users.check_role(found)
    minted = mint(call, "backend", name=body["name"], email=found.email)
    await give(call, store, minted)
    return _secret(io([{"token": minted.token, "name": body["name"]}]))


async def _token_of_claims(
    call: Call, signed: str, store_hash: str, customer_id: int, channel_id: int
) -> str:
    """A storefront token for the customer whom a signed token names. Raises NotAuthenticated."""
    unproven = read_unproven(signed)
    named = {store_hash, call.headers.get("x-store-hash", "").strip(), unproven.store_hash} - {""}
    if len(named) > 1:
        raise NotAuthenticated
    host = call.headers.get("host", "").partition(":")[0].lower()
    sealer = call.services.sealer

    async def look_up(unit: Unit) -> tuple[Store, list[bytes]]:
        store = await b2b_logins.store_of(unit, next(iter(named), ""), host)
        client = unproven.client_id
        return store, await access.sealed_secrets(unit, store.id, client, ACCOUNTS_TRIED_MAX)

    store, sealed = await call.database.look_up(look_up)
    claimed = prove(unproven, [sealer.open(each) for each in sealed], call.now)

    async def find(unit: Unit) -> int:
        return await b2b_logins.customer_of(unit, store, claimed)

    found = await call.database.look_up(find)
    if customer_id not in (0, found):
        raise NotAuthenticated
    minted = mint(call, "storefront", customer_id=found, channel_id=channel_id)
    await give(call, store, minted)
    return minted.token


async def _store(call: Call, store_hash: str) -> Store | None:
    async def look_up(unit: Unit) -> Store | None:
        return await access.find_store(unit, store_hash)

    return await call.database.look_up(look_up)


def _secret(answer: Answer) -> Answer:
    """Not to be kept for a replay: the same request again mints another token."""
    answer.secret = True
    return answer
