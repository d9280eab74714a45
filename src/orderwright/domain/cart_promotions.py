"""A cart before and after its promotions: what they put into it, and what they take off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from orderwright.domain.cart import Cart, CartLine, Consignment, Mint, StockKey
from orderwright.domain.coupon_discounts import COUPON_ID, shown_coupon
from orderwright.domain.discount import Discount
from orderwright.domain.promotion_items import Goods
from orderwright.domain.promotion_outcome import GiftGiven, Outcome


class _Nameless:
    """Gives no ids, where they do not matter."""

    def hex(self, _digits: int) -> str:
        return ""

    def uuid(self) -> str:
        return ""


_NAMELESS = _Nameless()


def without_gifts(cart: Cart) -> Cart:
    """The cart with nothing but what the shopper has put into it."""
    if not any(line.added_by_promotion for line in cart.lines):
        return cart
    return replace(cart, lines=tuple([line for line in cart.lines if not line.added_by_promotion]))


def with_outcome(cart: Cart, outcome: Outcome, goods: Mapping[Goods, CartLine], mint: Mint) -> Cart:
    """The cart with what its promotions and coupons come to.

    `goods` are lines of one unit of whatever is given. A gift that was in the cart keeps its id,
    and is sent where the shopper said; a new one goes with the first consignment.
    """
    bought = without_gifts(cart).lines
    gifts = _gift_lines(cart, outcome.gifts, goods, mint)
    discounts = [*outcome.discounts]
    for at, (line, given) in enumerate(gifts, start=len(bought)):
        shown_id = str(given.promotion_id) if given.code is None else COUPON_ID
        discounts.append(
            Discount(shown_id, line.extended_list_price, given.name, given.code, "product", (at,))
        )
    lines = (*bought, *[line for line, _ in gifts])
    return replace(
        cart,
        lines=lines,
        consignments=_sent(cart.consignments, lines, [line for line, _ in gifts]),
        coupons=tuple([shown_coupon(coupon) for coupon in outcome.coupons]),
        discounts=tuple(discounts),
        promotion_ids=outcome.promotion_ids,
        banners=outcome.banners,
    )


def is_current(cart: Cart, outcome: Outcome, goods: Mapping[Goods, CartLine]) -> bool:
    """Whether a cart already has what its promotions and coupons come to."""
    made = with_outcome(cart, outcome, goods, _NAMELESS)
    return (
        made.discounts == cart.discounts
        and made.promotion_ids == cart.promotion_ids
        and [coupon.id for coupon in made.coupons] == [coupon.id for coupon in cart.coupons]
        and _put(made) == _put(cart)
    )


def in_reach(
    cart: Cart, goods: Mapping[Goods, CartLine], levels: Mapping[StockKey, int]
) -> dict[Goods, int]:
    """How many of each gift can be put into the cart, beside what the shopper has put into it."""
    bought = without_gifts(cart).lines
    found: dict[Goods, int] = {}
    for key, line in goods.items():
        own = sum([one.quantity for one in bought if one.product_id == line.product_id])
        most = [line.quantity_maximum - own] if line.quantity_maximum else []
        for item in line.stock:
            if item in levels:
                taken = sum([one.quantity for one in bought if item in one.stock])
                most.append(levels[item] - taken)
        count = max(0, min(most, default=10**6))
        found[key] = count if own + count >= line.quantity_minimum else 0
    return found


def _gift_lines(
    cart: Cart, gifts: Sequence[GiftGiven], goods: Mapping[Goods, CartLine], mint: Mint
) -> list[tuple[CartLine, GiftGiven]]:
    known: dict[tuple[int, int, int], str] = {
        (line.promotion_id, line.product_id, line.variant_id): line.id
        for line in cart.lines
        if line.added_by_promotion
    }
    made: list[tuple[CartLine, GiftGiven]] = []
    for given in gifts:
        one = goods[given.goods]
        key = (given.promotion_id, one.product_id, one.variant_id)
        line_id = known.pop(key, None) or mint.uuid()
        line = replace(
            one,
            id=line_id,
            quantity=given.quantity,
            added_by_promotion=True,
            promotion_id=given.promotion_id,
            is_mutable=False,
        )
        made.append((line, given))
    return made


def _sent(
    consignments: Sequence[Consignment], lines: Sequence[CartLine], gifts: Sequence[CartLine]
) -> tuple[Consignment, ...]:
    """The consignments without lines that are gone, and with gifts that go nowhere yet."""
    there = {line.id for line in lines}
    sent = [
        replace(one, line_ids=kept) if kept != one.line_ids else one
        for one in consignments
        if (kept := tuple([known for known in one.line_ids if known in there]))
    ]
    placed = {line_id for one in sent for line_id in one.line_ids}
    new = tuple([line.id for line in gifts if line.is_shippable and line.id not in placed])
    if sent and new:
        sent[0] = replace(sent[0], line_ids=(*sent[0].line_ids, *new))
    return tuple(sent)


def _put(cart: Cart) -> list[tuple[int, int, int, int, int]]:
    """What promotions have put into the cart, as far as it must not change unseen."""
    return [
        (line.promotion_id, line.product_id, line.variant_id, line.quantity, line.list_price)
        for line in cart.lines
        if line.added_by_promotion
    ]
