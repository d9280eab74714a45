"""From checkout to order: as often as one likes, on one hold of the stock."""

from collections.abc import Sequence
from dataclasses import replace

from orderwright.actions import cart_endings, cart_promotions, cart_tenders, order_edit
from orderwright.actions.coupon_uses import shopper_of
from orderwright.actions.order_changes import By
from orderwright.actions.pickup_methods import described
from orderwright.db import (
    carts,
    companies,
    company_orders,
    coupon_uses,
    order_coupons,
    order_history,
    order_tenders,
    orders,
    outbox,
    promotion_uses,
    stock_holds,
    tax_documents,
)
from orderwright.db.order_history import Change
from orderwright.db.orders import RenderedOrder
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart
from orderwright.domain.cart_stock import check_levels, stock_wanted
from orderwright.domain.checkout_order import CHECKOUT_API, WWW, from_checkout
from orderwright.domain.errors import NotFound
from orderwright.domain.order import Order, OrderProduct
from orderwright.domain.order_request import OrderRequest
from orderwright.domain.order_status import Status, derived_status, payment_event
from orderwright.domain.stock import needed_by

MINUTE_MS = 60_000
ON_DELIVERY = "Cash on Delivery"
BY_CERTIFICATE = "Gift Certificate"
BY_CREDIT = "Store Credit"


async def create_order(
    unit: Unit, by: By, cart_id: str, source: str = CHECKOUT_API
) -> RenderedOrder:
    """Make an Incomplete order of a checkout; the checkout stays.

    Raises NotFound, CheckoutIncomplete, CheckoutChanged, QuantityConflict.
    """
    store, now = by.store, by.now
    cart = await carts.find(unit, store.id, cart_id)
    if cart is None:
        raise NotFound("cart", cart_id)
    await cart_tenders.check_unchanged(unit, store, cart, now)
    unused = await cart_promotions.lock_unused(unit, store, cart, now)
    made = from_checkout(cart, store, now, source)
    await hold_stock(unit, by, cart)
    pickups = await described(unit, store.id, made.whole.pickups)
    rendered = by.render(made.whole.order)
    whole = replace(made.whole, pickups=pickups)
    buyer = None
    if cart.customer_id:
        buyer = await companies.find_user_of(unit, store.id, cart.customer_id)
    number = orders.add(unit, store.id, whole, rendered, made.bought)
    company_orders.add(unit, store.id, number, buyer, now)
    order_tenders.add(unit, store.id, number, made.tenders)
    if made.tax_document is not None:
        tax_documents.add(unit, store.id, number, made.tax_document)
    for coupon in made.coupons:
        order_coupons.add(unit, store.id, number, coupon)
    promotion_uses.add_to_order(unit, store.id, number, cart.promotion_ids)
    promotion_uses.claim(unit, store.id, cart.id, unused.promotion_ids)
    await coupon_uses.claim(unit, store.id, shopper_of(cart), unused.coupon_ids)
    status_id = made.whole.order.status_id
    order_history.add(
        unit, store.id, number, Change(1, now, by.actor, "created", status_id_after=status_id)
    )
    about = {"type": "order", "id": number}
    outbox.record(unit, store.id, "store/order/created", about, now, cart.channel_id)
    await unit.flush()
    return RenderedOrder(number.value, now, rendered)


async def place_order(unit: Unit, by: By, cart_id: str, payment_method: str = ON_DELIVERY) -> int:
    """Make an order that is paid elsewhere, or by balances whole, and end its cart; its number.

    Raises NotFound, CheckoutIncomplete, CheckoutChanged, QuantityConflict.
    """
    if not await carts.lock(unit, by.store.id, cart_id):
        raise NotFound("cart", cart_id)
    made = await create_order(unit, by, cart_id, WWW)
    order = await orders.find_order(unit, by.store.id, made.id)
    assert order is not None
    await order_edit.update_order(unit, by, made.id, OrderRequest(_placed(order, payment_method)))
    await cart_endings.convert_cart(unit, by.store.id, cart_id, made.id, by.now)
    return made.id


def _placed(order: Order, payment_method: str) -> dict[str, object]:
    """What placing an order sets; one that balances pay whole is paid."""
    balances = order.gift_certificate_amount + order.store_credit_amount
    if not balances or balances < order.total_inc_tax:
        return {"status_id": int(Status.AWAITING_PAYMENT), "payment_method": payment_method}
    event = payment_event(is_captured=True, is_digital=order.order_is_digital)
    return {
        "status_id": derived_status(order.status_id, event),
        "payment_method": BY_CERTIFICATE if order.gift_certificate_amount else BY_CREDIT,
        "payment_status": "captured",
    }


async def hold_stock(unit: Unit, by: By, cart: Cart) -> None:
    """Queue that the cart holds what its lines need, for some time from now.

    A store that takes stock late holds none. Raises QuantityConflict.
    """
    ids = {key[0] for line in cart.lines for key in line.stock}
    if not ids:
        return
    state = await stock_holds.read_state(unit, by.store.id, cart.id, ids)
    within_reach = state.within_reach
    check_levels(cart.lines, within_reach)
    wanted = {
        key: quantity for key, quantity in stock_wanted(cart.lines).items() if key in within_reach
    }
    if by.store.profile.in_channel(cart.channel_id).takes_stock_late:
        wanted = {}
    stock_holds.change(unit, by.store.id, cart.id, state.held, wanted, _until(by))


async def renew_hold(unit: Unit, by: By, order: Order, lines: Sequence[OrderProduct]) -> None:
    """Hold for a locked Incomplete order what it needs, anew or again, before it is paid for.

    What its cart holds beside that stays held. Raises QuantityConflict.
    """
    late = by.store.profile.in_channel(order.channel_id).takes_stock_late
    if order.cart_id is None or order.status_id != Status.INCOMPLETE or late:
        return
    ids = {line.product_id for line in lines if not line.is_custom}
    state = await stock_holds.read_state(unit, by.store.id, order.cart_id, ids)
    needed = needed_by(lines, state.within_reach)
    wanted = {
        key: max(needed.get(key, 0), state.held.get(key, 0)) for key in {*needed, *state.held}
    }
    stock_holds.change(unit, by.store.id, order.cart_id, state.held, wanted, _until(by))


def _until(by: By) -> int:
    return by.now + by.store.profile.stock_hold_minutes * MINUTE_MS
