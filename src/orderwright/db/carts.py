"""Carts as rows: a few columns to find them by, and the rest as one document."""

from typing import Any

import msgspec

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart
from orderwright.domain.records import changed

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Cart).decode

_FIND = statement(
    "SELECT c.document, (SELECT MAX(o.id) FROM orders o"
    " WHERE o.store_id = c.store_id AND o.cart_id = c.id) AS order_id"
    " FROM carts c WHERE c.store_id = :store_id AND c.id = :id"
)
_SAVE = statement(
    "UPDATE carts SET version = CASE WHEN version = :before THEN :version ELSE 0 END,"
    " customer_id = :customer_id, channel_id = :channel_id, updated_at = :updated_at,"
    " is_abandoned = false,"
    " document = :document WHERE store_id = :store_id AND id = :id"
)
_EXISTS = statement("SELECT id FROM carts WHERE store_id = :store_id AND id = :id")
_LOCK = statement(_EXISTS.text, lock=True)
_OLD = statement(
    "SELECT store_id, id, channel_id FROM carts WHERE updated_at <= :before"
    " ORDER BY store_id, id LIMIT :row_limit",
    lock=True,
)
_ABANDONED = statement(
    "SELECT store_id, id, channel_id FROM carts WHERE NOT is_abandoned AND updated_at <= :before"
    " ORDER BY store_id, id LIMIT :row_limit",
    lock=True,
)
_MARK_ABANDONED = statement(
    "UPDATE carts SET is_abandoned = true WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM carts WHERE store_id = :store_id AND id = :id")


async def find(unit: Unit, store_id: int, cart_id: str) -> Cart | None:
    """The cart, with the number of the last order that was made of it."""
    row = await unit.row(_FIND, store_id=store_id, id=cart_id)
    if row is None:
        return None
    cart = _decode(row["document"])
    return cart if row["order_id"] is None else changed(cart, order_id=row["order_id"])


async def exists(unit: Unit, store_id: int, cart_id: str) -> bool:
    return await unit.row(_EXISTS, store_id=store_id, id=cart_id) is not None


async def lock(unit: Unit, store_id: int, cart_id: str) -> bool:
    """Keep others from changing or ending the cart until the unit ends; whether there is one."""
    return await unit.row(_LOCK, store_id=store_id, id=cart_id) is not None


async def find_old(unit: Unit, before: int, count: int) -> list[tuple[int, str, int]]:
    """Store, id and channel of carts of any store that have not changed since, locked."""
    rows = await unit.rows(_OLD, before=before, row_limit=count)
    return [(row["store_id"], row["id"], row["channel_id"]) for row in rows]


async def find_abandoned(unit: Unit, before: int, count: int) -> list[tuple[int, str, int]]:
    """The same of carts that are not marked as abandoned yet, locked."""
    rows = await unit.rows(_ABANDONED, before=before, row_limit=count)
    return [(row["store_id"], row["id"], row["channel_id"]) for row in rows]


def mark_abandoned(unit: Unit, store_id: int, cart_id: str) -> None:
    """Queue that the cart has been told of; its next change takes the mark off."""
    unit.change(_MARK_ABANDONED, store_id=store_id, id=cart_id)


def add(unit: Unit, store_id: int, cart: Cart) -> None:
    """Queue a new cart."""
    unit.insert(
        "carts",
        store_id=store_id,
        id=cart.id,
        version=cart.version,
        created_at=cart.created_at,
        **_columns(cart),
    )


def save(unit: Unit, store_id: int, cart: Cart, before: int) -> None:
    """Queue the changed cart; the unit runs again if its version is `before` no longer."""
    unit.change(
        _SAVE, store_id=store_id, id=cart.id, before=before, version=cart.version, **_columns(cart)
    )


def delete(unit: Unit, store_id: int, cart_id: str) -> None:
    """Queue the deletion of a cart with all that hangs from it."""
    unit.change(_DELETE, store_id=store_id, id=cart_id)


def _columns(cart: Cart) -> dict[str, Any]:
    return {
        "customer_id": cart.customer_id,
        "channel_id": cart.channel_id,
        "updated_at": cart.updated_at,
        "document": _encode(
            cart if cart.order_id is None else changed(cart, order_id=None)
        ).decode(),
    }
