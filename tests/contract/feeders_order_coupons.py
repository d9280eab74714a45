"""Feeders of the coupons of an order, which only a checkout gives it."""

from orderwright.db import order_coupons
from orderwright.db.unit import Unit
from orderwright.domain.order_coupon import CouponType, OrderCoupon
from tests.contract.arranging import add_order
from tests.contract.feeding import feeds
from tests.contract.shop import Shop


@feeds("GET /v2/orders/{}/coupons", "GET /v2/orders/{}/coupons/{}")
def coupons(shop: Shop) -> None:
    order = add_order(shop)

    async def work(unit: Unit) -> None:
        coupon = OrderCoupon(
            coupon_id=1, code="SAVE", amount=50_000, type=CouponType.PERCENTAGE_DISCOUNT
        )
        order_coupons.add(unit, shop.store.id, order["id"], coupon)

    shop.world.write(work)
    path = f"/v2/orders/{order['id']}/coupons"
    (row,) = shop.call("GET", path)
    assert shop.call("GET", f"{path}/{row['id']}") == row
    shop.call("GET", f"{path}/999999", expect=404)
