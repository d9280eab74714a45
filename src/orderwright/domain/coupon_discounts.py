"""What coupons take off a cart, and why one does not."""

from collections.abc import Callable
from dataclasses import dataclass

from orderwright.domain.cart import Cart, CartCoupon, CartLine
from orderwright.domain.coupon import EVERY_CATEGORY, PERCENT_MAX, Coupon
from orderwright.domain.currency import minor_unit_of
from orderwright.domain.discount import Discount
from orderwright.domain.money import convert, divide_half_up, round_to_unit
from orderwright.domain.order_coupon import CouponType
from orderwright.domain.promotion_offer import Offer

COUPON_ID = "coupon"
"""The id of every coupon's entry in `applied_discounts`."""

NOT_VALID = "The coupon code is not valid."
EXPIRED = "The coupon code has expired."
USED_UP = "The coupon code has been used as often as it may be."
USED_BY_SHOPPER = "You have used the coupon code as often as you may."
TOO_LITTLE = "Your order does not come to the minimum that the coupon code asks for."
NOTHING = "The coupon code applies to no item of your order."
ELSEWHERE = "The coupon code cannot be used for an order that is sent there."
OTHERWISE = "The coupon code cannot be used with the shipping method you chose."
ALONE = "The coupon code cannot be used together with what your order has already been given."
TOO_MANY = "Your order has as many coupon codes as it may."

Worth = Callable[[int, int], int]
"""What so many units of the line at a position count for."""

_OFF_SHIPPING = ("shipping_discount", "free_shipping")


@dataclass(frozen=True, slots=True)
class Entered:
    """A coupon that a shopper has entered, and how it has been used by now.

    `is_claimed` is whether an order of the same cart has used it already, which all of them share;
    `uses_by_shopper` are those of the shopper's other carts. A code comes with what its promotion
    offers.
    """

    coupon: Coupon
    is_claimed: bool = False
    uses_by_shopper: int = 0
    offer: Offer | None = None


def why_not(cart: Cart, entered: Entered, now: int) -> str | None:
    """What keeps a V2 coupon from applying; what is not known yet keeps none from it."""
    coupon = entered.coupon
    if not coupon.enabled or coupon.type == "promotion":
        return NOT_VALID
    if coupon.expires is not None and coupon.expires <= now:
        return EXPIRED
    return why_used_up(entered) or _why_not_the_cart(cart, coupon)


def why_used_up(entered: Entered) -> str | None:
    """Whether a coupon, or the shopper's share of it, has been used up by other carts."""
    coupon, offer = entered.coupon, entered.offer
    if entered.is_claimed:
        return None
    own = offer is None or not offer.max_uses  # else its promotion's limit takes this one's place
    if own and coupon.max_uses and coupon.num_uses >= coupon.max_uses:
        return USED_UP
    if 0 < coupon.max_uses_per_customer <= entered.uses_by_shopper:
        return USED_BY_SHOPPER
    return None


def _why_not_the_cart(cart: Cart, coupon: Coupon) -> str | None:
    bought = sum([line.extended_list_price for line in cart.lines if _is_goods(line)])
    if bought < _converted(cart, coupon.min_purchase):
        return TOO_LITTLE
    if not lines_of(cart, coupon):
        return NOTHING
    countries = {one.address.country_code for one in cart.consignments if one.address is not None}
    if coupon.restricted_to and not countries <= set(coupon.restricted_to):
        return ELSEWHERE
    methods = {one.selected.type for one in cart.consignments if one.selected is not None}
    if coupon.shipping_methods and not methods <= set(coupon.shipping_methods):
        return OTHERWISE
    return None


def lines_of(cart: Cart, coupon: Coupon) -> tuple[int, ...]:
    """The positions of the lines that a coupon applies to; it never pays for certificates."""
    ids = set(coupon.entity_ids)
    goods = [(at, line) for at, line in enumerate(cart.lines) if _is_goods(line)]
    if coupon.entity == "products":
        return tuple([at for at, line in goods if line.product_id in ids])
    if EVERY_CATEGORY in ids:
        return tuple([at for at, _ in goods])
    return tuple([at for at, line in goods if not ids.isdisjoint(line.category_ids)])


def discounts_of(cart: Cart, coupon: Coupon, worth: Worth | None = None) -> list[Discount]:
    """What a coupon takes off, none of it nothing; more than there is left is capped later.

    `worth` says what units of a line count for where that is not their price.
    """
    positions = lines_of(cart, coupon)
    if coupon.type in _OFF_SHIPPING:
        amount = _off_shipping(cart, coupon)
        whole = Discount(COUPON_ID, amount, coupon.name, coupon.code, target="shipping")
        return [whole] if amount else []
    if coupon.type == "per_total_discount":
        amount = _converted(cart, coupon.amount)
        whole = Discount(COUPON_ID, amount, coupon.name, coupon.code, lines=positions)
        return [whole] if amount else []
    amounts = [(at, _off_line(cart, coupon, at, worth)) for at in positions]
    return [
        Discount(COUPON_ID, amount, coupon.name, coupon.code, target="product", lines=(at,))
        for at, amount in amounts
        if amount
    ]


def _off_shipping(cart: Cart, coupon: Coupon) -> int:
    options = [one.selected for one in cart.consignments if not one.is_pickup]
    costs = sum([option.cost for option in options if option is not None])
    if coupon.type == "free_shipping":
        return costs
    return min(costs, _converted(cart, coupon.amount))


def _off_line(cart: Cart, coupon: Coupon, at: int, worth: Worth | None) -> int:
    line = cart.lines[at]
    if coupon.type == "per_item_discount":
        return min(_converted(cart, coupon.amount), line.list_price) * line.quantity
    unit = minor_unit_of(cart.currency_code)
    whole = line.extended_list_price if worth is None else worth(at, line.quantity)
    return divide_half_up(whole * coupon.amount, PERCENT_MAX * unit) * unit


def _is_goods(line: CartLine) -> bool:
    return line.kind != "gift_certificate" and not line.added_by_promotion


def _converted(cart: Cart, amount: int) -> int:
    """An amount of the coupon, which is in the store's currency, in the cart's."""
    if cart.exchange_rate == 10**10:
        return amount
    return round_to_unit(convert(amount, cart.exchange_rate), minor_unit_of(cart.currency_code))


def shown_coupon(coupon: Coupon) -> CartCoupon:
    return CartCoupon(
        id=coupon.id,
        code=coupon.code,
        type=CouponType[coupon.type.upper()],
        display_name=coupon.name,
        amount=coupon.amount,
        expires=coupon.expires,
    )
