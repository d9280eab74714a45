"""Carts as rows: a few columns to find them by, and the rest as one document."""

from typing import Any

import msgspec

from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.domain.cart import Cart

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Cart).decode

_FIND = statement("SELECT document FROM carts WHERE store_id = :store_id AND id = :id")
_FIND_LOCKED = statement(_FIND.text, lock=True)
_SAVE = statement(
    "UPDATE carts SET version = CASE WHEN version = :before THEN :version ELSE 0 END,"
    " customer_id = :customer_id, channel_id = :channel_id, updated_at = :updated_at,"
    " document = :document WHERE store_id = :store_id AND id = :id"
)
_DELETE = statement("DELETE FROM carts WHERE store_id = :store_id AND id = :id")


async def find(unit: Unit, store_id: int, cart_id: str, *, lock: bool = False) -> Cart | None:
    """The cart; `lock` keeps others from changing it until the unit ends."""
    row = await unit.row(_FIND_LOCKED if lock else _FIND, store_id=store_id, id=cart_id)
    return None if row is None else cart_of(row)


def cart_of(row: Row) -> Cart:
    """The cart of a row that holds its document."""
    return _decode(row["document"])


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
        "document": _encode(cart).decode(),
    }
