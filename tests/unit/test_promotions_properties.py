"""What holds of any promotions on any cart: sums, bounds, the same for lines in any order."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from orderwright.domain.cart import Cart, CartLine
from orderwright.domain.coupon import Coupon
from orderwright.domain.coupon_discounts import Entered
from orderwright.domain.promotion import Promotion
from orderwright.domain.promotion_basket import Policy
from orderwright.domain.promotion_outcome import Terms
from tests.unit.promoting import ANYBODY, enter, make_cart, make_line, priced, work_out

PRODUCTS = st.integers(1, 6)
MONEY = st.decimals(min_value=0, max_value=200, places=2).map(str)
PERCENT = st.decimals(min_value=0, max_value=100, places=2).map(str)
STRATEGY = st.sampled_from(
    ["LEAST_EXPENSIVE", "LEAST_EXPENSIVE_ONLY", "MOST_EXPENSIVE", "MOST_EXPENSIVE_ONLY"]
)
FLAG = st.booleans()


@st.composite
def lines(draw: st.DrawFn) -> CartLine:
    product_id = draw(PRODUCTS)
    quantity = draw(st.integers(1, 9) | st.integers(1, 10**6))
    price = draw(st.integers(0, 2_000_000) | st.integers(0, 200).map(lambda cents: cents * 100))
    return replace(
        make_line(product_id, 0, quantity),
        list_price=price,
        category_ids=(product_id % 3,),
        is_on_sale=draw(FLAG),
        is_price_overridden=draw(st.integers(0, 9)) == 0,
        manual_discount=draw(st.sampled_from([0, 0, 10_000])),
    )


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    simple = draw(
        st.one_of(
            st.lists(PRODUCTS, min_size=1, max_size=4).map(lambda ids: {"products": ids}),
            st.integers(0, 2).map(lambda one: {"categories": [one]}),
        )
    )
    return {"not": simple} if draw(st.integers(0, 3)) == 0 else simple


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any] | None:
    if draw(FLAG):
        return None
    cart: dict[str, Any] = {"minimum_spend": draw(MONEY)}
    if draw(FLAG):
        cart = {"items": draw(items()), "minimum_quantity": draw(st.integers(0, 5))}
        if draw(FLAG):
            cart["minimum_spend"] = draw(MONEY)
    return {"cart": cart}


@st.composite
def actions(draw: st.DrawFn) -> dict[str, Any]:
    discount = draw(
        st.one_of(
            MONEY.map(lambda amount: {"fixed_amount": amount}),
            PERCENT.map(lambda amount: {"percentage_amount": amount}),
        )
    )
    off: dict[str, Any] = {"discount": discount}
    if draw(FLAG):
        off["maximum_allowed_discount_amount"] = str(draw(st.integers(1, 50)))
    chosen: dict[str, Any] = {
        "strategy": draw(STRATEGY),
        "exclude_items_on_sale": draw(FLAG),
        "include_items_considered_by_condition": draw(FLAG),
    }
    if draw(FLAG):
        chosen["items"] = draw(items())
    return draw(
        st.sampled_from(
            [
                {"cart_value": off},
                {"cart_items": {**off, **chosen, "as_total": draw(FLAG)}},
                {"cart_items": {**off, **chosen, "quantity": draw(st.integers(1, 4))}},
                {
                    "fixed_price_set": {
                        **chosen,
                        "quantity": draw(st.integers(1, 4)),
                        "fixed_price": draw(MONEY),
                    }
                },
                {"shipping": {"zone_ids": "*"}},
            ]
        )
    )


@st.composite
def promotions(draw: st.DrawFn) -> Promotion:
    rules = tuple(
        {
            "action": draw(actions()),
            "condition": draw(conditions()),
            "apply_once": draw(FLAG),
            "stop": draw(FLAG),
        }
        for _ in range(draw(st.integers(1, 2)))
    )
    return Promotion(
        name="Sale",
        rules=rules,
        currency_code="USD",
        stop=draw(st.integers(0, 4)) == 0,
        can_be_used_with_other_promotions=draw(st.integers(0, 4)) > 0,
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Cart, list[Promotion], list[Entered], Terms]:
    goods = [
        replace(line, id=f"line-{at}")
        for at, line in enumerate(draw(st.lists(lines(), min_size=1, max_size=5)))
    ]
    cart = make_cart(*goods, shipping=draw(st.sampled_from([None, "5"])))
    cart = replace(cart, manual_discount=draw(st.sampled_from([0, 30_000])))
    offers = [
        replace(one, id=at)
        for at, one in enumerate(draw(st.lists(promotions(), max_size=3)), start=1)
    ]
    entered = []
    if draw(FLAG):
        entered.append(enter(replace(draw(promotions()), id=9)))
    if draw(FLAG):
        v2 = Coupon(
            id=2, code="V2", type="percentage_discount", amount=draw(st.integers(0, 10**6)),
            enabled=True, entity_ids=(0,),
        )  # fmt: skip
        entered.append(Entered(v2))
    policy = Policy(draw(FLAG), draw(FLAG), draw(FLAG))
    return cart, offers, entered, replace(ANYBODY, policy=policy)


@given(situations())
def test_parts_sum_to_the_whole_and_nothing_falls_below_zero(situation: Any) -> None:
    cart, offers, entered, terms = situation
    outcome = work_out(cart, offers, entered, terms)
    shown = priced(cart, outcome)
    off = 0
    for line in shown.lines:
        own = sum([part.amount for part in line.discounts])
        assert all(part.amount > 0 for part in line.discounts)
        assert own <= -(-line.extended_list_price // 100) * 100
        off += own
    for one in shown.consignments:
        parts = [part.amount for part in one.figures.discounts]
        assert sum(parts) <= one.figures.shipping_ex_tax
        off += sum(parts)
    money = shown.figures
    assert money.subtotal_ex_tax + money.shipping_ex_tax - off == money.grand_total >= 0
    promised = sum([one.amount for one in outcome.discounts if one.target == "product"])
    given_off = [part for line in shown.lines for part in line.discounts]
    of_promotions = [part.amount for part in given_off if part.target == "product"]
    manual = sum([line.manual_discount for line in cart.lines])
    assert sum(of_promotions) <= promised + manual
    assert sum([coupon.discounted_amount for coupon in shown.coupons]) <= off


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(situation: Any, chance: Any) -> None:
    cart, offers, entered, terms = situation
    shuffled = list(cart.lines)
    chance.shuffle(shuffled)
    other = replace(cart, lines=tuple(shuffled))
    one = priced(cart, work_out(cart, offers, entered, terms))
    two = priced(other, work_out(other, offers, entered, terms))
    assert {line.id: line.discounts for line in one.lines} == {
        line.id: line.discounts for line in two.lines
    }
    assert one.figures == two.figures


@given(situations())
def test_it_is_the_same_again(situation: Any) -> None:
    cart, offers, entered, terms = situation
    first = priced(cart, work_out(cart, offers, entered, terms))
    assert priced(first, work_out(first, offers, entered, terms)) == first


@given(situations())
def test_a_coupon_applies_or_is_refused(situation: Any) -> None:
    cart, offers, entered, terms = situation
    outcome = work_out(cart, offers, entered, terms)
    applied = [coupon.id for coupon in outcome.coupons]
    assert sorted([*applied, *outcome.refused]) == sorted([one.coupon.id for one in entered])
