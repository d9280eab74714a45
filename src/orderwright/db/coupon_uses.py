"""Who has used which coupon: each cart once, whatever orders are made of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from orderwright.db import coupons
from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.coupon_discounts import Entered
from orderwright.domain.order_status import WITHOUT_USES

_USED = statement(
    "SELECT coupon_id, 1 AS is_own FROM coupon_uses"
    " WHERE store_id = :store_id AND cart_id = :cart_id"
    " UNION ALL"
    " SELECT coupon_id, 0 FROM coupon_uses WHERE store_id = :store_id AND coupon_id IN :ids"
    " AND customer_id = :customer_id AND customer_id > 0 AND cart_id <> :cart_id"
    " UNION ALL"
    " SELECT coupon_id, 0 FROM coupon_uses WHERE store_id = :store_id AND coupon_id IN :ids"
    " AND email_key = :email_key AND email_key <> '' AND cart_id <> :cart_id"
    " AND (customer_id = 0 OR customer_id <> :customer_id)"
)
_OF_CART = statement(
    "SELECT coupon_id FROM coupon_uses WHERE store_id = :store_id AND cart_id = :cart_id"
    " ORDER BY coupon_id",
    lock=True,
)
_OF_ORDER = statement(
    "SELECT DISTINCT coupon_id FROM order_coupons"
    " WHERE store_id = :store_id AND order_id = :order_id AND coupon_id > 0 ORDER BY coupon_id"
)
_OTHER_ORDER = statement(
    "SELECT id FROM orders WHERE store_id = :store_id AND cart_id = :cart_id AND id <> :order_id"
    " AND status_id NOT IN :without LIMIT 1"
)
_COUNT = statement(
    "UPDATE coupons SET num_uses = num_uses + 1 WHERE store_id = :store_id AND id = :id"
)
_COUNT_LESS = statement(
    "UPDATE coupons SET num_uses = num_uses - 1"
    " WHERE store_id = :store_id AND id = :id AND num_uses > 0"
)
_DELETE = statement(
    "DELETE FROM coupon_uses"
    " WHERE store_id = :store_id AND cart_id = :cart_id AND coupon_id = :coupon_id"
)


@dataclass(frozen=True, slots=True)
class Shopper:
    """Whose cart uses a coupon: a customer, or a guest by the e-mail."""

    cart_id: str
    customer_id: int = 0
    email: str = ""

    @property
    def email_key(self) -> str:
        return self.email.strip().casefold()


async def read_entered(
    unit: Unit, store_id: int, shopper: Shopper, ids: Sequence[int], *, lock: bool = False
) -> list[Entered]:
    """These coupons in their order, without those that are gone, and how they have been used.

    With a `lock` nobody else uses them until the unit ends.
    """
    found = await coupons.find_many(unit, store_id, ids, lock=lock)
    rows = await unit.rows(
        _USED,
        store_id=store_id,
        cart_id=shopper.cart_id,
        customer_id=shopper.customer_id,
        email_key=shopper.email_key,
        ids=sorted(set(ids)),
    )
    claimed = {row["coupon_id"] for row in rows if row["is_own"]}
    others = [row["coupon_id"] for row in rows if not row["is_own"]]
    return [Entered(found[one], one in claimed, others.count(one)) for one in ids if one in found]


async def lock_claimed(unit: Unit, store_id: int, cart_id: str) -> list[int]:
    """The coupons that a cart has used; nobody else gives them back until the unit ends."""
    rows = await unit.rows(_OF_CART, store_id=store_id, cart_id=cart_id)
    return [row["coupon_id"] for row in rows]


async def of_order(unit: Unit, store_id: int, order_id: int) -> list[int]:
    """The coupons that an order was made with."""
    rows = await unit.rows(_OF_ORDER, store_id=store_id, order_id=order_id)
    return [row["coupon_id"] for row in rows]


async def is_used_by_others(unit: Unit, store_id: int, cart_id: str, order_id: int = 0) -> bool:
    """Whether a cart has an order that has been placed, besides this one."""
    row = await unit.row(
        _OTHER_ORDER,
        store_id=store_id,
        cart_id=cart_id,
        order_id=order_id,
        without=sorted(WITHOUT_USES),
    )
    return row is not None


async def claim(unit: Unit, store_id: int, shopper: Shopper, ids: Sequence[int]) -> None:
    """Use coupons, which must be locked and not have been used by the cart.

    Where two units use one for the same cart, one of them runs again.
    """
    for coupon_id in sorted(ids):
        await unit.execute(_COUNT, store_id=store_id, id=coupon_id)
        unit.insert(
            "coupon_uses",
            store_id=store_id,
            coupon_id=coupon_id,
            cart_id=shopper.cart_id,
            customer_id=shopper.customer_id,
            email_key=shopper.email_key,
        )


async def give_back(unit: Unit, store_id: int, cart_id: str, ids: Sequence[int]) -> None:
    """Undo uses of a cart, which must be locked."""
    for coupon_id in sorted(ids):
        await unit.execute(_DELETE, store_id=store_id, cart_id=cart_id, coupon_id=coupon_id)
        await unit.execute(_COUNT_LESS, store_id=store_id, id=coupon_id)
