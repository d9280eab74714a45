"""Gift certificates and store credit on checkouts, in the words of V3.

The platform's own description has these calls for a store's own pages only, not for tokens.
"""

from orderwright.actions import checkouts
from orderwright.api.call import Answer, Call
from orderwright.api.v3.cart_requests import shop_of
from orderwright.api.v3.checkouts import change_checkout
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart


async def add_checkout_gift_certificate(call: Call) -> Answer:
    body = call.body()
    code, version = body["gift_certificate_code"], body.get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.add_gift_certificate(unit, shop_of(call), cart_id, code, version)

    return await change_checkout(call, change)


async def delete_checkout_gift_certificate(call: Call) -> Answer:
    code, version = call.params["gift_certificate_code"], call.body().get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.delete_gift_certificate(unit, shop_of(call), cart_id, code, version)

    return await change_checkout(call, change)


async def add_checkout_store_credit(call: Call) -> Answer:
    version = call.body().get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.add_store_credit(unit, shop_of(call), cart_id, version)

    return await change_checkout(call, change)


async def delete_checkout_store_credit(call: Call) -> Answer:
    version = call.body().get("version")

    async def change(unit: Unit, cart_id: str) -> Cart:
        return await checkouts.delete_store_credit(unit, shop_of(call), cart_id, version)

    return await change_checkout(call, change)
