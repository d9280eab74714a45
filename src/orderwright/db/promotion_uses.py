"""Who has used which promotion: each cart once, whatever orders are made of it."""

from collections.abc import Sequence

from orderwright.db.statement import statement
from orderwright.db.unit import Number, Unit

_USED = statement(
    "SELECT p.id, p.max_uses, p.current_uses,"
    " CASE WHEN u.cart_id IS NULL THEN 0 ELSE 1 END AS is_own FROM promotions p"
    " LEFT JOIN promotion_uses u ON u.store_id = p.store_id AND u.promotion_id = p.id"
    "  AND u.cart_id = :cart_id"
    " WHERE p.store_id = :store_id AND p.id IN :ids"
)
_LOCK_LIMITED = statement(
    "SELECT id FROM promotions WHERE store_id = :store_id AND id IN :ids AND max_uses > 0"
    " ORDER BY id",
    lock=True,
)
_OF_CART = statement(
    "SELECT promotion_id FROM promotion_uses WHERE store_id = :store_id AND cart_id = :cart_id"
    " ORDER BY promotion_id",
    lock=True,
)
_OF_ORDER = statement(
    "SELECT o.promotion_id FROM order_promotions o"
    " JOIN promotions p ON p.store_id = o.store_id AND p.id = o.promotion_id"
    " WHERE o.store_id = :store_id AND o.order_id = :order_id ORDER BY o.promotion_id"
)
_DELETE = statement(
    "DELETE FROM promotion_uses"
    " WHERE store_id = :store_id AND cart_id = :cart_id AND promotion_id = :promotion_id"
)


async def used_up(unit: Unit, store_id: int, cart_id: str, ids: Sequence[int]) -> frozenset[int]:
    """Which of these promotions other carts have used as often as they may be."""
    rows = await unit.rows(_USED, store_id=store_id, cart_id=cart_id, ids=sorted(set(ids)))
    return frozenset(
        [
            row["id"]
            for row in rows
            if row["max_uses"] and not row["is_own"] and row["current_uses"] >= row["max_uses"]
        ]
    )


async def lock_limited(unit: Unit, store_id: int, ids: Sequence[int]) -> None:
    """Nobody else uses up those of these promotions that have a limit until the unit ends."""
    await unit.rows(_LOCK_LIMITED, store_id=store_id, ids=sorted(set(ids)))


async def lock_claimed(unit: Unit, store_id: int, cart_id: str) -> list[int]:
    """The promotions that a cart has used; nobody else gives them back until the unit ends."""
    rows = await unit.rows(_OF_CART, store_id=store_id, cart_id=cart_id)
    return [row["promotion_id"] for row in rows]


async def of_order(unit: Unit, store_id: int, order_id: int) -> list[int]:
    """The promotions that an order was made with, so far as there still are any."""
    rows = await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id)
    return [row["promotion_id"] for row in rows]


def add_to_order(unit: Unit, store_id: int, order_id: int | Number, ids: Sequence[int]) -> None:
    """Queue what an order was made with."""
    for promotion_id in ids:
        unit.insert(
            "order_promotions", store_id=store_id, order_id=order_id, promotion_id=promotion_id
        )


def claim(unit: Unit, store_id: int, cart_id: str, ids: Sequence[int]) -> None:
    """Queue uses of promotions that the cart has not used; those with a limit must be locked.

    Where two units use one for the same cart, one of them runs again.
    """
    for promotion_id in sorted(ids):
        unit.adjust("promotions", "current_uses", 1, store_id=store_id, id=promotion_id)
        unit.insert("promotion_uses", store_id=store_id, promotion_id=promotion_id, cart_id=cart_id)


async def give_back(unit: Unit, store_id: int, cart_id: str, ids: Sequence[int]) -> None:
    """Queue that uses of a cart, which must be locked, are undone.

    As where they are taken, promotions with a limit are locked first, the others with the stock.
    """
    await lock_limited(unit, store_id, ids)
    for promotion_id in sorted(ids):
        unit.change(_DELETE, store_id=store_id, cart_id=cart_id, promotion_id=promotion_id)
        unit.adjust("promotions", "current_uses", -1, store_id=store_id, id=promotion_id)
