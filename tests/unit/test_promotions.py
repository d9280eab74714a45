"""Promotions worked out by hand: what each action takes off which line."""

from dataclasses import replace
from typing import Any

import pytest

from orderwright.domain.promotion_basket import Policy
from orderwright.domain.promotion_eligibility import Shopper
from orderwright.domain.promotion_outcome import Terms
from tests.unit.promoting import (
    ANYBODY,
    NOW,
    enter,
    make_cart,
    make_line,
    make_promotion,
    off_lines,
    priced,
    taken,
    work_out,
)


def percent(amount: str, **more: Any) -> dict[str, Any]:
    return {"discount": {"percentage_amount": amount}, **more}


def fixed(amount: str, **more: Any) -> dict[str, Any]:
    return {"discount": {"fixed_amount": amount}, **more}


def bought(quantity: int, *products: int) -> dict[str, Any]:
    return {"cart": {"items": {"products": list(products)}, "minimum_quantity": quantity}}


def spent(amount: str) -> dict[str, Any]:
    return {"cart": {"minimum_spend": amount}}


# Product 1 costs 10, product 2 costs 6, product 3 costs 3.33.
TEN, SIX, ODD = make_line(1, 10, 2), make_line(2, 6), make_line(3, "3.33", 3)


@pytest.mark.parametrize(
    "action, expected",
    [
        # 20 + 6 + 9.99 = 35.99; a tenth is 3.60 (3.599), of which the lines have 2.00, 0.60, 1.00.
        ({"cart_value": percent("10")}, ["2", "0.60", "1"]),
        (
            {"cart_value": percent("10", maximum_allowed_discount_amount="2")},
            ["1.11", "0.33", "0.56"],
        ),
        ({"cart_value": fixed("3")}, ["1.67", "0.50", "0.83"]),
        ({"cart_value": fixed("50")}, ["20", "6", "9.99"]),
        ({"cart_items": percent("10")}, ["2", "0.60", "1"]),
        ({"cart_items": fixed("4")}, ["8", "4", "9.99"]),
        ({"cart_items": fixed("4", items={"products": [2]})}, ["0", "4", "0"]),
        ({"cart_items": fixed("4", as_total=True)}, ["2.22", "0.67", "1.11"]),
        ({"cart_items": percent("50", quantity=1)}, ["0", "0", "1.67"]),
        ({"cart_items": percent("50", quantity=4)}, ["0", "3", "5"]),
        ({"cart_items": percent("50", quantity=1, strategy="MOST_EXPENSIVE")}, ["5", "0", "0"]),
        ({"cart_items": percent("50", strategy="LEAST_EXPENSIVE_ONLY")}, ["0", "0", "5"]),
        (
            {"cart_items": percent("50", strategy="MOST_EXPENSIVE_ONLY", quantity=9)},
            ["10", "0", "0"],
        ),
        (
            {"cart_items": percent("50", maximum_allowed_discount_amount="6")},
            ["0", "1", "5"],  # 5 of the cheapest, then what is left of the limit, then nothing
        ),
        ({"fixed_price_set": {"quantity": 2, "fixed_price": "15"}}, ["5", "0", "0"]),
        (
            {
                "fixed_price_set": {
                    "quantity": 2,
                    "fixed_price": "15",
                    "strategy": "LEAST_EXPENSIVE",
                }
            },
            ["0", "0", "0"],
        ),
        # 10 + 10 + 6 for 20: 6 off, by what they are worth: 20/26 and 6/26 of it.
        (
            {"fixed_price_set": {"quantity": 3, "fixed_price": "20", "strategy": "MOST_EXPENSIVE"}},
            ["4.62", "1.38", "0"],
        ),
        ({"fixed_price_set": {"quantity": 7, "fixed_price": "1"}}, ["0", "0", "0"]),
    ],
)
def test_what_an_action_takes_off(action: dict[str, Any], expected: list[str]) -> None:
    assert off_lines(make_cart(TEN, SIX, ODD), make_promotion(action)) == expected


@pytest.mark.parametrize(
    "items, expected",
    [
        ({"brands": [7]}, [True, False]),
        ({"categories": [3, 4]}, [True, True]),
        ({"categories": [4]}, [False, True]),
        ({"products": [1, 9]}, [True, False]),
        ({"variants": [20]}, [False, True]),
        ({"not": {"products": [1]}}, [False, True]),
        ({"and": [{"categories": [3]}, {"brands": [7]}]}, [True, False]),
        ({"or": [{"brands": [7]}, {"variants": [20]}]}, [True, True]),
        ({"not": {"or": [{"brands": [7]}, {"brands": [8]}]}}, [False, False]),
        ({"product_custom_field": {"name": "ISBN", "values": ["1", "2"]}}, [False, True]),
        ({"product_custom_field": {"name": "EAN", "values": ["2"]}}, [False, False]),
    ],
)
def test_which_items_are_meant(items: dict[str, Any], expected: list[bool]) -> None:
    one = make_line(1, 10, brand_id=7, category_ids=(3,))
    other = make_line(2, 10, brand_id=8, category_ids=(3, 4))
    terms = replace(ANYBODY, custom_fields={2: frozenset({("ISBN", "2")})})
    action = {"cart_items": fixed("1", items=items)}
    found = off_lines(make_cart(one, other), make_promotion(action), terms=terms)
    assert [amount == "1" for amount in found] == expected


@pytest.mark.parametrize(
    "quantity, apply_once, expected",
    [(1, False, "0"), (2, False, "10"), (3, False, "10"), (4, False, "20"), (5, False, "20"),
     (4, True, "10"), (1_000_000, False, "5000000")],
)  # fmt: skip
def test_buy_one_and_get_one_for_nothing(quantity: int, apply_once: bool, expected: str) -> None:
    action = {"cart_items": percent("100", items={"products": [1]}, quantity=1)}
    promotion = make_promotion(action, bought(1, 1), apply_once=apply_once)
    assert off_lines(make_cart(make_line(1, 10, quantity)), promotion) == [expected]


def test_what_is_needed_is_not_reduced_unless_it_may_be() -> None:
    cart = make_cart(make_line(1, 10), make_line(2, 6))
    action = {"cart_items": percent("50", items={"products": [1, 2]})}
    needs = bought(1, 1, 2)
    assert off_lines(cart, make_promotion(action, needs)) == ["0", "3"]  # the dear one is needed
    both = {"cart_items": {**action["cart_items"], "include_items_considered_by_condition": True}}
    assert off_lines(cart, make_promotion(both, needs)) == ["5", "3"]
    dear = {"cart_items": {**action["cart_items"], "strategy": "MOST_EXPENSIVE"}}
    assert off_lines(cart, make_promotion(dear, needs)) == ["5", "0"]


def test_what_is_needed_is_taken_of_what_is_not_to_be_reduced() -> None:
    cart = make_cart(make_line(1, 10), make_line(2, 60))
    action = {"cart_items": percent("50", items={"products": [2]})}
    assert off_lines(cart, make_promotion(action, bought(1, 1, 2))) == ["0", "30"]


@pytest.mark.parametrize(
    "condition, applies",
    [
        (spent("25.99"), True),
        (spent("26"), True),
        (spent("26.01"), False),
        (bought(2, 1), True),
        (bought(3, 1), False),
        (bought(3, 1, 2), True),
        ({"cart": {"items": {"products": [1]}, "minimum_spend": "20"}}, True),
        ({"cart": {"items": {"products": [1]}, "minimum_spend": "20.01"}}, False),
        (
            {"cart": {"items": {"products": [1]}, "minimum_spend": "15", "minimum_quantity": 3}},
            False,
        ),
        ({"and": [bought(1, 1), bought(1, 2)]}, True),
        ({"and": [bought(1, 1), bought(1, 9)]}, False),
        ({"cart": {"minimum_quantity": 99}}, True),
        (None, True),
    ],
)
def test_what_a_cart_must_hold(condition: dict[str, Any] | None, *, applies: bool) -> None:
    cart = make_cart(TEN, SIX)
    promotion = make_promotion({"cart_value": fixed("1")}, condition)
    assert bool(work_out(cart, [promotion]).discounts) == applies


def test_so_much_off_for_every_so_much_spent() -> None:
    cart = make_cart(make_line(1, 10, 25))
    each = make_promotion({"cart_value": fixed("5")}, spent("100"), apply_once=False)
    assert off_lines(cart, each) == ["10"]
    pairs = make_promotion({"cart_value": fixed("1")}, bought(2, 1), apply_once=False)
    assert off_lines(cart, pairs) == ["12"]
    tenths = make_promotion({"cart_value": percent("30")}, bought(5, 1), apply_once=False)
    assert off_lines(cart, tenths) == ["250"]


def test_sets_are_made_as_often_as_they_can_be() -> None:
    action = {"fixed_price_set": {"quantity": 3, "fixed_price": "20"}}
    cart = make_cart(make_line(1, 10, 7))
    assert off_lines(cart, make_promotion(action, apply_once=False)) == ["20"]
    mixed = make_cart(make_line(1, 10, 4), make_line(2, 8, 2))
    # The dear ones first: 10 + 10 + 10 for 20, then 10 + 8 + 8 = 26 for 20.
    assert off_lines(mixed, make_promotion(action, apply_once=False)) == ["12.31", "3.69"]


def test_of_every_three_the_cheapest_is_free() -> None:
    cart = make_cart(make_line(1, 10, 3), make_line(2, 6, 3), make_line(3, 1))
    action = percent("100", quantity=1, include_items_considered_by_condition=True)
    needs = {"cart": {"items": {"not": {"products": [3]}}, "minimum_quantity": 3}}
    action["items"] = needs["cart"]["items"]
    promotion = make_promotion({"cart_items": action}, needs, apply_once=False)
    assert off_lines(cart, promotion) == ["0", "12", "0"]
    sets = {"fixed_price_set": {"quantity": 3, "fixed_price": "15"}}
    mixed = make_promotion(sets, needs, apply_once=False)
    assert off_lines(cart, mixed) == ["15", "3", "0"]  # 30 for 15, then 18 for 15


def test_tiers_are_rules_of_which_the_first_that_applies_counts() -> None:
    tiers = tuple(
        {"action": {"cart_value": percent(off)}, "condition": spent(least)}
        for least, off in (("300", "30"), ("200", "20"), ("100", "10"))
    )
    promotion = make_promotion({}, rules=tiers)
    found = [off_lines(make_cart(make_line(1, 50, count)), promotion) for count in (1, 2, 4, 7)]
    assert found == [["0"], ["10"], ["40"], ["105"]]
    going_on = make_promotion({}, rules=tuple({**tier, "stop": False} for tier in tiers))
    assert off_lines(make_cart(make_line(1, 50, 4)), going_on) == ["60"]


def test_each_counts_from_the_price_or_from_what_is_left() -> None:
    cart = make_cart(make_line(1, 100))
    tenth = make_promotion({"cart_value": percent("10")})
    fifth = make_promotion({"cart_items": percent("20")}, id=2)
    assert off_lines(cart, tenth, fifth) == ["30"]
    cumulative = replace(ANYBODY, policy=Policy(applied_on_original_product_price=False))
    assert off_lines(cart, tenth, fifth, terms=cumulative) == ["28"]
    needs_all = make_promotion({"cart_value": fixed("1")}, spent("100"), id=3)
    assert off_lines(cart, tenth, needs_all) == ["11"]
    assert off_lines(cart, tenth, needs_all, terms=cumulative) == ["10"]
    most = make_promotion({"cart_value": percent("90")})
    assert off_lines(cart, most, fifth) == ["100"]


def test_what_promotions_leave_alone() -> None:
    party_pack = make_line(1, 10, is_price_overridden=True)
    certificate = make_line(2, 10, kind="gift_certificate")
    reduced, full = make_line(3, 10, is_on_sale=True), make_line(4, 10)
    cart = make_cart(party_pack, certificate, reduced, full)
    everything = make_promotion({"cart_items": percent("50")})
    assert off_lines(cart, everything) == ["0", "0", "5", "5"]
    on_custom = replace(ANYBODY, policy=Policy(apply_on_products_with_custom_product_price=True))
    assert off_lines(cart, everything, terms=on_custom) == ["5", "0", "5", "5"]
    no_sale = make_promotion({"cart_items": percent("50", exclude_items_on_sale=True)})
    assert off_lines(cart, no_sale) == ["0", "0", "0", "5"]
    assert work_out(make_cart(certificate), [everything]).discounts == ()


def test_a_product_for_nothing_triggers_only_where_it_may() -> None:
    cart = make_cart(make_line(1, 0), make_line(2, 10))
    promotion = make_promotion({"cart_items": fixed("2", items={"products": [2]})}, bought(1, 1))
    assert off_lines(cart, promotion) == ["0", "0"]
    allowed = replace(ANYBODY, policy=Policy(triggered_by_products_with_zero_product_price=True))
    assert off_lines(cart, promotion, terms=allowed) == ["0", "2"]


def test_a_manual_discount_of_a_line_comes_first() -> None:
    line = make_line(1, 10, manual_discount=80_000)
    promotion = make_promotion({"cart_items": fixed("5")})
    shown = priced(make_cart(line), work_out(make_cart(line), [promotion]))
    assert [part.amount for part in shown.lines[0].discounts] == [80_000, 20_000]


@pytest.mark.parametrize(
    "fields, expected",
    [
        ([{}, {}], ["1", "2"]),
        ([{"stop": True}, {}], ["1"]),
        ([{}, {"stop": True}, {}], ["1", "2"]),
        ([{"can_be_used_with_other_promotions": False}, {}], ["1"]),
        ([{}, {"can_be_used_with_other_promotions": False}, {}], ["1", "3"]),
        ([{"status": "DISABLED"}, {}], ["2"]),
    ],
)
def test_which_go_together(fields: list[dict[str, Any]], expected: list[str]) -> None:
    offers = [
        make_promotion({"cart_value": fixed("1")}, id=at, **one)
        for at, one in enumerate(fields, start=1)
    ]
    found = work_out(make_cart(TEN), offers)
    assert [discount.id for discount in found.discounts] == expected
    assert found.promotion_ids == tuple(map(int, expected))


def test_coupons_that_stand_alone() -> None:
    cart, sale = make_cart(TEN), make_promotion({"cart_value": fixed("3")})
    alone = make_promotion(
        {"cart_value": fixed("2")}, id=2, can_be_used_with_other_promotions=False
    )
    assert "together" in work_out(cart, [sale], [enter(alone)]).refused[1]
    found = work_out(cart, [], [enter(alone)])
    assert [discount.amount for discount in found.discounts] == [20_000]
    over = replace(alone, coupon_overrides_other_promotions=True)
    found = work_out(cart, [sale], [enter(over)])
    assert ([one.code for one in found.discounts], found.promotion_ids) == (["CODE"], (2,))
    greater = replace(alone, coupon_overrides_automatic_when_offering_higher_discounts=True)
    assert 1 in work_out(cart, [sale], [enter(greater)]).refused
    small = replace(sale, rules=({"action": {"cart_value": fixed("1")}},))
    assert work_out(cart, [small], [enter(greater)]).promotion_ids == (2,)
    both = work_out(cart, [], [enter(sale, "A"), enter(over, "B", 2)])
    assert [coupon.code for coupon in both.coupons] == ["B"]
    assert list(both.refused) == [1]


def test_shipping_for_nothing_in_some_zones() -> None:
    cart = make_cart(TEN, shipping="5")
    everywhere = make_promotion({"shipping": {"zone_ids": "*"}})
    here = make_promotion({"shipping": {"zone_ids": [1, 2]}})
    elsewhere = make_promotion({"shipping": {"zone_ids": [2]}})
    for promotion, amount in ((everywhere, 50_000), (here, 50_000), (elsewhere, 0)):
        shown = priced(cart, work_out(cart, [promotion]))
        parts = shown.consignments[0].figures.discounts
        assert sum([part.amount for part in parts]) == amount
        assert shown.figures.grand_total == 250_000 - amount
        assert shown.promotion_ids == ((1,) if amount else ())
    both = priced(cart, work_out(cart, [everywhere, replace(here, id=2)]))
    assert both.figures.grand_total == 200_000


def test_gifts_are_put_in_as_far_as_there_are_any() -> None:
    cart = make_cart(make_line(1, 10, 5), shipping="5")
    gift = {(7, 0): make_line(7, 4)}
    promotion = make_promotion(
        {"gift_item": {"product_id": 7, "quantity": 2}}, bought(2, 1), apply_once=False
    )
    found = work_out(cart, [promotion])
    assert [(one.goods, one.quantity) for one in found.gifts] == [((7, 0), 4)]
    shown = priced(cart, found, gift)
    given = shown.lines[1]
    assert (given.quantity, given.added_by_promotion, given.is_mutable) == (4, True, False)
    assert (taken(given), shown.figures.grand_total) == ("16", 550_000)
    assert shown.consignments[0].line_ids == ("line-1", given.id)
    again = priced(shown, work_out(cart, [promotion]), gift)
    assert again.lines == shown.lines
    few = work_out(cart, [promotion], terms=replace(ANYBODY, stock={(7, 0): 3}))
    assert [one.quantity for one in few.gifts] == [3]
    none = work_out(cart, [promotion], terms=replace(ANYBODY, stock={}))
    assert (none.gifts, none.promotion_ids) == ((), ())
    gone = priced(shown, none)
    assert ([line.id for line in gone.lines], gone.consignments[0].line_ids) == (
        ["line-1"],
        ("line-1",),
    )


def test_a_free_item_is_added_or_else_one_in_the_cart_is_free() -> None:
    cart = make_cart(make_line(1, 10), make_line(2, 6, 2))
    action = {"cart_items": percent("100", items={"products": [2]}, quantity=1, add_free_item=True)}
    promotion = make_promotion(action, bought(1, 1))
    assert [one.goods for one in work_out(cart, [promotion]).gifts] == [(2, 0)]
    sold_out = replace(ANYBODY, stock={})
    assert off_lines(cart, promotion, terms=sold_out) == ["0", "6"]


@pytest.mark.parametrize(
    "fields, is_open",
    [
        ({}, True),
        ({"channels": (1, 2)}, True),
        ({"channels": (2,)}, False),
        ({"currency_code": "*"}, True),
        ({"currency_code": "EUR"}, False),
        ({"customer": {"group_ids": [0]}}, True),
        ({"customer": {"group_ids": [3]}}, False),
        ({"customer": {"excluded_group_ids": [0]}}, False),
        ({"customer": {"minimum_order_count": 2}}, True),
        ({"customer": {"minimum_order_count": 3}}, False),
        ({"customer": {"segments": {"id": ["a", "x"]}}}, True),
        ({"customer": {"segments": {"id": ["x"]}}}, False),
        ({"customer": {"segments": {"not": {"id": ["x"]}}}}, True),
        ({"customer": {"segments": {"and": [{"id": ["a"]}, {"id": ["x"]}]}}}, False),
        ({"customer": {"segments": {"or": [{"id": ["a"]}, {"id": ["x"]}]}}}, True),
        ({"start_date": NOW}, True),
        ({"start_date": NOW + 1}, False),
        ({"end_date": NOW + 1}, True),
        ({"end_date": NOW}, False),
        ({"shipping_address": {"countries": [{"iso2_country_code": "us"}]}}, False),
        ({"shipping_address": {"not": {"countries": [{"iso2_country_code": "US"}]}}}, False),
    ],
)
def test_to_whom_it_is_open(fields: dict[str, Any], *, is_open: bool) -> None:
    shopper = Shopper(NOW, completed_orders=2, segment_ids=frozenset({"a"}))
    promotion = make_promotion({"cart_value": fixed("1")}, **fields)
    found = work_out(make_cart(TEN), [promotion], terms=Terms(shopper))
    assert bool(found.discounts) == is_open


@pytest.mark.parametrize(
    "changes, offset, is_open",
    [
        ({}, 0, True),
        ({"week_days": ["Friday"]}, 0, False),
        (
            {"week_days": ["Friday"], "daily_start_time": "00:00:00"},
            10 * 3600,
            True,
        ),  # it is 00:23 on Friday there
        ({"daily_start_time": "14:23:10"}, 0, False),
        ({"daily_end_time": "14:23:09"}, 0, True),
        ({"daily_end_time": "14:23:08"}, 0, False),
        ({"daily_start_time": "22:00:00", "daily_end_time": "15:00:00"}, 0, True),
        ({"week_frequency": 2}, 0, True),
        ({"week_frequency": 3}, 0, False),
    ],
)
def test_schedules_are_by_the_clock_of_the_store(
    changes: dict[str, Any], offset: int, *, is_open: bool
) -> None:
    schedule = {
        "week_frequency": 1,
        "week_days": ["Thursday"],
        "daily_start_time": "08:00:00",
        "daily_end_time": "18:00:00",
    }
    two_weeks_ago = NOW - 14 * 24 * 60 * 60 * 1000
    promotion = make_promotion(
        {"cart_value": fixed("1")}, schedule=schedule | changes, start_date=two_weeks_ago
    )
    terms = Terms(Shopper(NOW, utc_offset_seconds=offset))
    assert bool(work_out(make_cart(TEN), [promotion], terms=terms).discounts) == is_open


def test_banners_tell_how_it_went() -> None:
    notices = tuple(
        {"type": kind, "content": kind.title(), "locations": ["HOME_PAGE", "CART_PAGE"]}
        for kind in ("UPSELL", "ELIGIBLE", "APPLIED")
    )
    action = {"cart_items": fixed("1", items={"products": [2]})}
    promotion = make_promotion(action, bought(1, 1), notifications=notices)
    carts = (make_cart(SIX), make_cart(TEN), make_cart(TEN, SIX))
    found = [work_out(cart, [promotion]).banners for cart in carts]
    assert [[one.type for one in banners] for banners in found] == [
        ["upsell"],
        ["eligible"],
        ["applied"],
    ]
    (banner,) = found[2]
    assert (banner.id, banner.text, banner.pages) == ("1", "Applied", ("homepage", "cartpage"))


def test_amounts_for_every_currency_are_converted_others_are_not() -> None:
    cart = replace(make_cart(make_line(1, 100)), currency_code="EUR", exchange_rate=5 * 10**9)
    anywhere = make_promotion({"cart_value": fixed("3")}, currency_code="*")
    assert off_lines(cart, anywhere) == ["1.50"]
    own = make_promotion({"cart_value": fixed("3")}, currency_code="EUR")
    assert off_lines(cart, own) == ["3"]
