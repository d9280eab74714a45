"""What carts hold of the stock until their orders are placed, or until it expires."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from orderwright.db import stock
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.cart import StockKey
from orderwright.domain.order import Order
from orderwright.domain.order_status import Status

EXPIRED_AT_ONCE = 200
_KEY = ("store_id", "cart_id", "product_id", "variant_id")

_STATE = statement(
    "SELECT 'held' AS kind, product_id, variant_id, quantity FROM stock_holds"
    " WHERE store_id = :store_id AND cart_id = :cart_id"
    " UNION ALL"
    " SELECT 'level', s.product_id, s.variant_id, s.level - s.safety_stock FROM stock_items s"
    " JOIN products p ON p.store_id = s.store_id AND p.id = s.product_id"
    " WHERE s.store_id = :store_id AND s.product_id IN :ids"
    "  AND ((p.inventory_tracking = 'variant' AND s.variant_id > 0)"
    "   OR (p.inventory_tracking = 'product' AND s.variant_id = 0))"
)
_LOCKED = statement(
    "SELECT product_id, variant_id, quantity FROM stock_holds"
    " WHERE store_id = :store_id AND cart_id = :cart_id ORDER BY product_id, variant_id",
    lock=True,
)
_EXPIRED = statement(
    "SELECT h.store_id, h.cart_id, h.product_id, h.variant_id, h.quantity FROM stock_holds h"
    " WHERE h.expires_at <= :now AND NOT EXISTS ("
    "  SELECT 1 FROM orders o JOIN payment_attempts a"
    "  ON a.store_id = o.store_id AND a.order_id = o.id"
    "  WHERE o.store_id = h.store_id AND o.cart_id = h.cart_id AND a.kind = 'charge'"
    "  AND a.status IN ('intended', 'unknown'))"
    " ORDER BY h.store_id, h.product_id, h.variant_id, h.cart_id LIMIT :row_limit",
    lock=True,
)
_CHANGE = statement(
    "UPDATE stock_holds SET quantity = :quantity, expires_at = :expires_at"
    " WHERE store_id = :store_id AND cart_id = :cart_id AND product_id = :product_id"
    " AND variant_id = :variant_id"
)
_DELETE = statement(
    "DELETE FROM stock_holds WHERE store_id = :store_id AND cart_id = :cart_id"
    " AND product_id = :product_id AND variant_id = :variant_id"
)


@dataclass(frozen=True, slots=True)
class StockState:
    """What a cart holds, and what can be had besides of the stock items that are counted."""

    held: Mapping[StockKey, int] = field(default_factory=dict)
    available: Mapping[StockKey, int] = field(default_factory=dict)

    @property
    def within_reach(self) -> dict[StockKey, int]:
        """What the cart can have altogether."""
        return {key: level + self.held.get(key, 0) for key, level in self.available.items()}


async def read_state(
    unit: Unit, store_id: int, cart_id: str, product_ids: Iterable[int]
) -> StockState:
    """What a cart holds and could have; what it holds is locked until the unit ends."""
    ids = sorted(set(product_ids))
    state = await _state(unit, store_id, cart_id, ids)
    if not state.held:
        return state
    await unit.rows(_LOCKED, store_id=store_id, cart_id=cart_id)
    return await _state(unit, store_id, cart_id, ids)


async def _state(unit: Unit, store_id: int, cart_id: str, ids: list[int]) -> StockState:
    held: dict[StockKey, int] = {}
    available: dict[StockKey, int] = {}
    for row in await unit.rows(_STATE, store_id=store_id, cart_id=cart_id, ids=ids):
        found = held if row["kind"] == "held" else available
        found[(row["product_id"], row["variant_id"])] = row["quantity"]
    return StockState(held, available)


def change(
    unit: Unit,
    store_id: int,
    cart_id: str,
    held: Mapping[StockKey, int],
    wanted: Mapping[StockKey, int],
    expires_at: int,
) -> None:
    """Queue that a cart holds what is wanted in place of what it held, which must be locked.

    Where two units hold for one cart for the first time, one of them runs again.
    """
    keys = sorted({*held, *wanted})
    moved = {key: wanted.get(key, 0) - held.get(key, 0) for key in keys}
    stock.move(unit, store_id, {key: quantity for key, quantity in moved.items() if quantity})
    for key in keys:
        at = {
            "store_id": store_id,
            "cart_id": cart_id,
            "product_id": key[0],
            "variant_id": key[1],
        }
        if not wanted.get(key):
            unit.change(_DELETE, **at)
        elif key in held:
            unit.change(_CHANGE, quantity=wanted[key], expires_at=expires_at, **at)
        else:
            unit.insert("stock_holds", quantity=wanted[key], expires_at=expires_at, **at)


async def lock(unit: Unit, store_id: int, cart_id: str) -> None:
    """Lock what a cart holds until the unit ends."""
    await unit.rows(_LOCKED, store_id=store_id, cart_id=cart_id)


async def give_back(unit: Unit, store_id: int, cart_id: str) -> bool:
    """Queue that a cart holds nothing any more; whether it held anything."""
    rows = await unit.rows(_LOCKED, store_id=store_id, cart_id=cart_id)
    held = {(row["product_id"], row["variant_id"]): row["quantity"] for row in rows}
    change(unit, store_id, cart_id, held, {}, 0)
    return bool(held)


async def give_back_for(unit: Unit, store_id: int, order: Order) -> None:
    """Give back what the cart of an Incomplete order holds, so that the order can take it."""
    if order.cart_id is not None and order.status_id == Status.INCOMPLETE:
        await give_back(unit, store_id, order.cart_id)
        await unit.flush()


async def expire(unit: Unit, now: int) -> int:
    """Queue that holds whose time is over are given back, in all stores; how many.

    While a payment may still come to money its goods stay held.
    """
    rows = await unit.rows(_EXPIRED, now=now, row_limit=EXPIRED_AT_ONCE)
    moved: dict[int, dict[StockKey, int]] = {}
    for row in rows:
        of_store = moved.setdefault(row["store_id"], {})
        key = (row["product_id"], row["variant_id"])
        of_store[key] = of_store.get(key, 0) - row["quantity"]
        unit.change(_DELETE, **{name: row[name] for name in _KEY})
    for store_id, of_store in moved.items():
        stock.move(unit, store_id, of_store)
    return len(rows)
