"""The verbs of checkouts: where they are billed and sent, what is added to them, taken off them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from orderwright.actions import cart_promotions, cart_tenders
from orderwright.actions.cart_changes import Shop, change_cart
from orderwright.actions.pickup_methods import check_method
from orderwright.db import outbox
from orderwright.db.unit import Unit
from orderwright.domain import cart_tender, checkout
from orderwright.domain.cart import Cart, CartFee
from orderwright.domain.checkout import ConsignmentRequest
from orderwright.domain.errors import NotFound


async def refresh(unit: Unit, shop: Shop, cart_id: str) -> Cart:
    """Work a checkout out anew, by what the store asks now. Raises NotFound."""

    async def change(cart: Cart) -> Cart:
        return cart

    return (await change_cart(unit, shop, cart_id, None, change, quoting=True))[1]


async def set_message(
    unit: Unit, shop: Shop, cart_id: str, message: str, version: int | None
) -> Cart:
    """Keep what the shopper wants to say. Raises NotFound, Conflict."""

    async def change(cart: Cart) -> Cart:
        return replace(cart, customer_message=message)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def set_billing_address(
    unit: Unit,
    shop: Shop,
    cart_id: str,
    address: Mapping[str, object],
    version: int | None,
    address_id: str | None = None,
) -> Cart:
    """Set the billing address, or change the one with that id.

    Raises NotFound, Conflict, InvalidInput.
    """

    async def change(cart: Cart) -> Cart:
        known = cart.billing_address
        if address_id is not None and (known is None or known.id != address_id):
            raise NotFound("cart", address_id)
        return checkout.with_billing_address(cart, address, shop.mint)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def add_consignments(
    unit: Unit,
    shop: Shop,
    cart_id: str,
    wanted: Sequence[ConsignmentRequest],
    version: int | None,
) -> Cart:
    """Send lines somewhere. Raises NotFound, Conflict, Unprocessable, InvalidInput."""

    async def change(cart: Cart) -> Cart:
        for one in wanted:
            await check_method(unit, shop.store.id, one.pickup_method_id)
        return checkout.add_consignments(cart, wanted, shop.mint)

    return (await change_cart(unit, shop, cart_id, version, change, quoting=True))[1]


async def change_consignment(
    unit: Unit,
    shop: Shop,
    cart_id: str,
    consignment_id: str,
    wanted: ConsignmentRequest,
    version: int | None,
) -> Cart:
    """Change where lines go, or how. Raises NotFound, Conflict, Unprocessable, InvalidInput."""
    moves = (wanted.address, wanted.assignments, wanted.pickup_method_id) != (None, None, None)

    async def change(cart: Cart) -> Cart:
        await check_method(unit, shop.store.id, wanted.pickup_method_id)
        return checkout.change_consignment(cart, consignment_id, wanted, shop.mint)

    async def choose(cart: Cart) -> Cart:
        return checkout.choose_option(cart, consignment_id, wanted)

    return (await change_cart(unit, shop, cart_id, version, change, choose, quoting=moves))[1]


async def delete_consignment(
    unit: Unit, shop: Shop, cart_id: str, consignment_id: str, version: int | None
) -> Cart:
    """Let lines go nowhere. Raises NotFound, Conflict."""

    async def change(cart: Cart) -> Cart:
        return checkout.remove_consignment(cart, consignment_id)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def set_shopper(
    unit: Unit,
    shop: Shop,
    cart_id: str,
    address: Mapping[str, object],
    *,
    is_email_opt_in: bool,
    ip_address: str,
) -> Cart:
    """Bill and send everything to one address, as the shopper of our own page does.

    Raises NotFound, InvalidInput.
    """

    async def change(cart: Cart) -> Cart:
        cart = checkout.with_billing_address(cart, address, shop.mint)
        cart = replace(cart, is_email_opt_in=is_email_opt_in, ip_address=ip_address)
        return checkout.sent_to(cart, address, shop.mint)

    return (await change_cart(unit, shop, cart_id, None, change, quoting=True))[1]


async def choose_options(
    unit: Unit, shop: Shop, cart_id: str, chosen: Mapping[str, ConsignmentRequest]
) -> Cart:
    """Choose shipping of several consignments at once. Raises NotFound, Unprocessable."""

    async def change(cart: Cart) -> Cart:
        for consignment_id, wanted in chosen.items():
            cart = checkout.choose_option(cart, consignment_id, wanted)
        return cart

    return (await change_cart(unit, shop, cart_id, None, change))[1]


async def add_coupon(unit: Unit, shop: Shop, cart_id: str, code: str, version: int | None) -> Cart:
    """Enter a coupon's code. Raises NotFound, Conflict, Unprocessable."""

    async def change(cart: Cart) -> Cart:
        return await cart_promotions.entered(unit, shop, cart, code)

    before, cart = await change_cart(unit, shop, cart_id, version, change)
    known = {one.id for one in before.coupons}
    for coupon in cart.coupons:
        if coupon.id not in known:
            data = {"type": "cart", "id": cart.id, "couponId": coupon.id}
            outbox.record(
                unit, shop.store.id, "store/cart/couponApplied", data, shop.now, cart.channel_id
            )
    return cart


async def delete_coupon(
    unit: Unit, shop: Shop, cart_id: str, code: str, version: int | None
) -> Cart:
    """Take a coupon's code out again. Raises NotFound, Conflict."""

    async def change(cart: Cart) -> Cart:
        return cart_promotions.taken_out(cart, code)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def add_gift_certificate(
    unit: Unit, shop: Shop, cart_id: str, code: str, version: int | None
) -> Cart:
    """Let a gift certificate pay. Raises NotFound, Conflict, Unprocessable."""

    async def change(cart: Cart) -> Cart:
        return await cart_tenders.with_certificate(unit, shop.store, cart, code, shop.now)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def delete_gift_certificate(
    unit: Unit, shop: Shop, cart_id: str, code: str, version: int | None
) -> Cart:
    """Let a gift certificate pay no longer. Raises NotFound, Conflict."""

    async def change(cart: Cart) -> Cart:
        return cart_tender.without_certificate(cart, code)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def add_store_credit(unit: Unit, shop: Shop, cart_id: str, version: int | None) -> Cart:
    """Let the customer's store credit pay, as far as it goes.

    Raises NotFound, Conflict, Unprocessable.
    """

    async def change(cart: Cart) -> Cart:
        cart_tender.check_store_credit(cart, shop.store.profile.currency_code)
        return replace(cart, is_store_credit_applied=True)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def delete_store_credit(unit: Unit, shop: Shop, cart_id: str, version: int | None) -> Cart:
    """Let store credit pay no longer. Raises NotFound, Conflict."""

    async def change(cart: Cart) -> Cart:
        return replace(cart, is_store_credit_applied=False, store_credit=0)

    return (await change_cart(unit, shop, cart_id, version, change))[1]


async def add_fees(unit: Unit, shop: Shop, cart_id: str, fees: Sequence[CartFee]) -> Cart:
    """Raises NotFound, Unprocessable."""

    async def change(cart: Cart) -> Cart:
        return checkout.add_fees(cart, [replace(fee, id=shop.mint.uuid()) for fee in fees])

    return (await change_cart(unit, shop, cart_id, None, change))[1]


async def update_fees(unit: Unit, shop: Shop, cart_id: str, fees: Sequence[CartFee]) -> Cart:
    """Raises NotFound."""

    async def change(cart: Cart) -> Cart:
        return checkout.change_fees(cart, fees)

    return (await change_cart(unit, shop, cart_id, None, change))[1]


async def delete_fees(unit: Unit, shop: Shop, cart_id: str, fee_ids: Sequence[str]) -> Cart:
    """Raises NotFound."""

    async def change(cart: Cart) -> Cart:
        return checkout.remove_fees(cart, fee_ids)

    return (await change_cart(unit, shop, cart_id, None, change))[1]


async def set_discounts(
    unit: Unit,
    shop: Shop,
    cart_id: str,
    of_cart: int,
    of_lines: Mapping[str, int],
    version: int | None,
) -> Cart:
    """Take off by hand, in place of what was taken off before.

    Raises NotFound, Conflict, Unprocessable.
    """

    async def change(cart: Cart) -> Cart:
        return checkout.with_manual_discounts(cart, of_cart, of_lines)

    return (await change_cart(unit, shop, cart_id, version, change))[1]
