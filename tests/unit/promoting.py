"""Carts and promotions for tests of what these come to; amounts are in whole units or text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from orderwright.domain.cart import Cart, CartLine, Consignment, ShippingOption
from orderwright.domain.cart_pricing import price_cart
from orderwright.domain.cart_promotions import with_outcome
from orderwright.domain.coupon import Coupon
from orderwright.domain.coupon_discounts import Entered
from orderwright.domain.money import parse_money
from orderwright.domain.order_pricing import CostClasses
from orderwright.domain.promotion import Promotion
from orderwright.domain.promotion_eligibility import Shopper
from orderwright.domain.promotion_items import Goods
from orderwright.domain.promotion_offer import offer_of
from orderwright.domain.promotion_outcome import Outcome, Terms, outcome_of
from orderwright.domain.tax import NO_TAX

NOW = 1_781_792_589_000  # Thursday, 18 June 2026, 14:23:09 UTC
ANYBODY = Terms(Shopper(NOW))


class Mint:
    """Ids that count up."""

    def __init__(self) -> None:
        self.count = 0

    def hex(self, digits: int) -> str:
        self.count += 1
        return f"{self.count:0{digits}x}"

    def uuid(self) -> str:
        return self.hex(8)


def make_line(product_id: int, price: Any, quantity: int = 1, **fields: Any) -> CartLine:
    amount = parse_money(price)
    known: dict[str, Any] = {
        "id": f"line-{product_id}",
        "kind": "physical",
        "name": f"Product {product_id}",
        "product_id": product_id,
        "variant_id": product_id * 10,
        "original_price": amount,
        "quantity": quantity,
    }
    return CartLine(list_price=amount, **(known | fields))


def make_cart(*lines: CartLine, shipping: Any = None, **fields: Any) -> Cart:
    """A cart; with what `shipping` costs, everything goes to one place in the United States."""
    known: dict[str, Any] = {"id": "c", "created_at": NOW, "updated_at": NOW}
    cart = Cart(currency_code="USD", lines=lines, **(known | fields))
    if shipping is None:
        return cart
    option = ShippingOption("o", "shipping_flatrate", "Flat", parse_money(shipping), zone_id=1)
    one = Consignment("s", tuple([line.id for line in lines]), selected=option)
    return replace(cart, consignments=(one,))


def make_promotion(
    action: Mapping[str, Any], condition: Mapping[str, Any] | None = None, **fields: Any
) -> Promotion:
    """A promotion of one rule; what belongs to the rule is given beside it."""
    rule: dict[str, Any] = {"action": action, **({"condition": condition} if condition else {})}
    if "apply_once" in fields:
        rule["apply_once"] = fields.pop("apply_once")
    known: dict[str, Any] = {"id": 1, "name": "Sale", "rules": (rule,), "currency_code": "USD"}
    return Promotion(**(known | fields))


def enter(promotion: Promotion, code: str = "CODE", coupon_id: int = 1) -> Entered:
    """A code of a promotion."""
    coupon = Coupon(id=coupon_id, code=code, type="promotion", promotion_id=promotion.id)
    return Entered(coupon, offer=offer_of(replace(promotion, redemption_type="COUPON")))


def work_out(
    cart: Cart,
    promotions: Sequence[Promotion],
    entered: Sequence[Entered] = (),
    terms: Terms = ANYBODY,
) -> Outcome:
    return outcome_of(cart, [offer_of(one) for one in promotions], entered, terms)


def priced(cart: Cart, outcome: Outcome, goods: Mapping[Goods, CartLine] | None = None) -> Cart:
    """The cart with its figures; there are no taxes."""
    made = with_outcome(cart, outcome, goods or {}, Mint())
    return price_cart(made, CostClasses(), lambda _what, _class_id, _address: NO_TAX)


def off_lines(cart: Cart, *promotions: Promotion, terms: Terms = ANYBODY) -> list[str]:
    """What promotions take off each line."""
    outcome = work_out(cart, promotions, terms=terms)
    return [taken(line) for line in priced(cart, outcome).lines]


def taken(line: CartLine) -> str:
    """What is taken off a line, as text without needless zeros."""
    amount = line.discount_amount + line.coupon_amount
    units, rest = divmod(amount, 10_000)
    return str(units) if not rest else f"{units}.{rest // 100:02d}"
