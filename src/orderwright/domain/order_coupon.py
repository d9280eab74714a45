"""Coupons as the orders made with them remember them."""

from dataclasses import dataclass
from enum import IntEnum


class CouponType(IntEnum):
    PER_ITEM_DISCOUNT = 0
    PERCENTAGE_DISCOUNT = 1
    PER_TOTAL_DISCOUNT = 2
    SHIPPING_DISCOUNT = 3
    FREE_SHIPPING = 4
    PROMOTION = 5


@dataclass(frozen=True, slots=True)
class OrderCoupon:
    """`amount` is the coupon's face value, `discount` all that it took off (behaviour 1.6)."""

    id: int = 0
    order_id: int = 0
    coupon_id: int = 0
    code: str | None = None
    amount: int = 0
    type: int = CouponType.PER_ITEM_DISCOUNT
    discount: int = 0
