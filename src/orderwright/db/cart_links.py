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
_EXPIRE = statement("DELETE FROM cart_links WHERE expires_at <= :now")
_USE = statement(
    "UPDATE cart_links SET uses_left = uses_left - 1 WHERE store_id = :store_id"
    " AND token_hash = :token_hash AND uses_left > 0 AND expires_at > :now"
)


@dataclass(frozen=True, slots=True)
class CartLink:
    """What a browser holds, the cart that it leads to, and how often it still does."""

    token_hash: bytes
    cart_id: str
    kind: LinkKind
    query_params: Mapping[str, str]
    created_at: int
    expires_at: int
    uses_left: int = 1


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
        uses_left=link.uses_left,
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
        uses_left=row["uses_left"],
    )


async def use(unit: Unit, store_id: int, token_hash: bytes, now: int) -> bool:
    """Use a link once; whether it could still be used."""
    return await unit.execute(_USE, store_id=store_id, token_hash=token_hash, now=now) == 1


async def expire(unit: Unit, now: int) -> int:
    """Forget the links of all stores that no longer work; how many."""
    return await unit.execute(_EXPIRE, now=now)
