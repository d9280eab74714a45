"""Tokens that holders of a management token give, list and delete."""

from typing import Any

from orderwright.api.b2b.envelopes import io, io_list, page_of
from orderwright.api.b2b.minting import give, mint
from orderwright.api.call import Answer, Call
from orderwright.db import b2b_tokens
from orderwright.db.unit import Unit
from orderwright.domain.errors import NotFound

MASK = "•" * 8


async def post_auth_customers_storefront(call: Call) -> Answer:
    body: dict[str, Any] = call.body()
    minted = mint(
        call,
        "storefront",
        customer_id=body["customerId"],
        channel_id=body.get("channelId") or 1,
    )
    await give(call, call.store, minted)
    answer = io({"token": [minted.token]})
    answer.secret = True
    return answer


async def get_backend_tokens(call: Call) -> Answer:
    """Of a token only its end is known, since only a hash of it is kept."""
    query = call.query()
    limit, offset = page_of(query)

    async def work(unit: Unit) -> Answer:
        found = await b2b_tokens.list_backend_tokens(unit, call.store.id, limit, offset)
        rows = [
            {
                "id": row["id"],
                "name": row["name"],
                "email": row["email"],
                "storeHash": call.store.hash,
                "token": MASK + row["token_end"],
                "eventChannel": "api",
            }
            for row in found
        ]
        total = await b2b_tokens.count_backend_tokens(unit, call.store.id)
        return io_list(rows, total, query)

    return await call.read(work)


async def delete_auth_backend(call: Call) -> Answer:
    token_id = call.body()["id"]

    async def work(unit: Unit) -> Answer:
        if not await b2b_tokens.delete_backend_token(unit, call.store.id, token_id):
            raise NotFound("b2b token", token_id)
        return io([])

    return await call.write(work)
