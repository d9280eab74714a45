"""Links to carts and sessions of browsers, by the hash of what they carry."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from orderwright.db.rows import dump
from orderwright.db.statement import statement
from orderwright.db.unit import Unit

LinkKind = Literal["cart", "checkout", "embedded", "session", "confirmation"]

_FIND = statement(
    "SELECT * FROM cart_links WHERE store_id = :store_id AND token_hash = :token_hash"
)
_USE = statement(
    "UPDATE cart_links SET used_at = :now WHERE store_id = :store_id"
    " AND token_hash = :token_hash AND used_at IS NULL AND expires_at > :now"
)


@dataclass(frozen=True, slots=True)
class CartLink:
    """What a browser holds, and the cart that it leads to."""

    token_hash: bytes
    cart_id: str
    kind: LinkKind
    query_params: Mapping[str, str]
    created_at: int
    expires_at: int
    used_at: int | None = None


def add(unit: Unit, store_id: int, link: CartLink) -> None:
    unit.insert(
        "cart_links",
        store_id=store_id,
        token_hash=link.token_hash,
        cart_id=link.cart_id,
        kind=link.kind,
        query_params=dump(link.query_params),
        created_at=link.created_at,
        expires_at=link.expires_at,
        used_at=link.used_at,
    )


async def find(unit: Unit, store_id: int, token_hash: bytes) -> CartLink | None:
    row = await unit.row(_FIND, store_id=store_id, token_hash=token_hash)
    if row is None:
        return None
    return CartLink(
        token_hash=bytes(row["token_hash"]),
        cart_id=row["cart_id"],
        kind=row["kind"],
        query_params=json.loads(row["query_params"]),
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        used_at=row["used_at"],
    )


async def use(unit: Unit, store_id: int, token_hash: bytes, now: int) -> bool:
    """Use a link up; whether it could still be used."""
    return await unit.execute(_USE, store_id=store_id, token_hash=token_hash, now=now) == 1
