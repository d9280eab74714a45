"""What the forms of the shop's pages do, each by the same actions as the API."""

from collections.abc import Mapping

from orderwright.actions import carts, checkout_orders, checkouts
from orderwright.actions.cart_changes import Shop
from orderwright.actions.order_changes import By
from orderwright.api.errors import print_refusal
from orderwright.api.shop.html import ADDRESS_FIELDS, fields_of
from orderwright.api.v2.order_fields import is_email
from orderwright.api.v2.order_printing import renderer
from orderwright.db import payment_methods
from orderwright.db.unit import Unit
from orderwright.domain.cart_lines import ItemRequest
from orderwright.domain.checkout import ConsignmentRequest
from orderwright.domain.errors import InvalidInput, Refusal, Unprocessable

QUANTITY_MAX = 1_000_000
MESSAGE_MAX = 2_000
COUPON_CODE_MAX = 50
TEXT_MAX = 250
WRONG_EMAIL = "Please enter a valid e-mail address."
WRONG_QUANTITY = "Please enter a whole number."
WRONG_METHOD = "Please choose another way of paying."
WRONG_FIELD = "Please check what you have entered."

Form = Mapping[str, str]


async def take(unit: Unit, shop: Shop, cart_id: str, form: Form, ip_address: str) -> int | None:
    """Do one step; the number of the order if it was the last. Raises Refusal."""
    step = form.get("step", "")
    if step == "quantity":
        item = ItemRequest(product_id=0, quantity=_quantity(form))
        await carts.update_item(unit, shop, cart_id, form.get("line", ""), item, None)
    elif step == "remove":
        await carts.delete_item(unit, shop, cart_id, form.get("line", ""), None)
    elif step == "coupon":
        code = form.get("code", "")[:COUPON_CODE_MAX]
        await checkouts.add_coupon(unit, shop, cart_id, code, None)
    elif step == "uncoupon":
        await checkouts.delete_coupon(unit, shop, cart_id, form.get("code", ""), None)
    elif step == "address":
        await _set_address(unit, shop, cart_id, form, ip_address)
    elif step == "shipping":
        await _choose_shipping(unit, shop, cart_id, form)
    elif step == "message":
        message = form.get("message", "")[:MESSAGE_MAX]
        await checkouts.set_message(unit, shop, cart_id, message, None)
    elif step == "order":
        by = By(shop.store, shop.actor, shop.now, renderer(shop.store))
        method = await _payment_method(unit, shop, form)
        return await checkout_orders.place_order(unit, by, cart_id, method)
    return None


def wording(refusal: Refusal) -> str:
    """What a shopper is told."""
    if isinstance(refusal, InvalidInput):
        return WRONG_FIELD
    title: str = print_refusal("v3", refusal)[1].get("title", WRONG_FIELD)
    return title


async def _set_address(unit: Unit, shop: Shop, cart_id: str, form: Form, ip_address: str) -> None:
    names = [*(name for name, *_ in ADDRESS_FIELDS), "country_code"]
    given = {name: value[:TEXT_MAX] for name, value in fields_of(form, names).items()}
    if not given.get("email") or not is_email(given["email"]):
        raise Unprocessable(WRONG_EMAIL)
    wants_news = form.get("newsletter") == "yes"
    await checkouts.set_shopper(
        unit, shop, cart_id, given, is_email_opt_in=wants_news, ip_address=ip_address
    )


async def _choose_shipping(unit: Unit, shop: Shop, cart_id: str, form: Form) -> None:
    cart = await carts.get_cart(unit, shop.store.id, cart_id)
    chosen = {
        one.id: ConsignmentRequest(shipping_option_id=form[one.id])
        for one in cart.consignments
        if form.get(one.id)
    }
    await checkouts.choose_options(unit, shop, cart_id, chosen)


async def _payment_method(unit: Unit, shop: Shop, form: Form) -> str:
    """The display name of the way of paying that was chosen, the first where none was."""
    ways = await payment_methods.list_offline(unit, shop.store.id)
    chosen = [one.name for one in ways if one.id == form.get("method")]
    if form.get("method") and not chosen:
        raise Unprocessable(WRONG_METHOD)
    names = chosen or [one.name for one in ways]
    return names[0] if names else checkout_orders.ON_DELIVERY


def _quantity(form: Form) -> int:
    text = form.get("quantity", "")
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:9]) <= QUANTITY_MAX:
        raise Unprocessable(WRONG_QUANTITY)
    return int(text[:9])
