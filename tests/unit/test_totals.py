"""Every figure of an order: recorded ones to the digit, the others worked out by hand."""

import pytest

from orderwright.domain.cost import Cost
from orderwright.domain.discount import AppliedDiscount, Discount
from orderwright.domain.money import InvalidAmount, parse_money, print_4
from orderwright.domain.order_line import LineFigures
from orderwright.domain.tax import TaxRate, tax_set
from orderwright.domain.totals import (
    ConsignmentInput,
    OrderFigures,
    OrderInput,
    Override,
    order_totals,
)
from tests.unit.pricing import (
    cost,
    exclusive,
    inclusive,
    line,
    paired,
    percent,
    printed,
)

ABSURD = tax_set([TaxRate(level, "All", 1_000_000_000, level) for level in (1, 2, 3)])


def subtotal_of(figures: OrderFigures) -> tuple[str, ...]:
    return printed(figures.subtotal_ex_tax, figures.subtotal_inc_tax, figures.subtotal_tax)


def total_of(figures: OrderFigures) -> tuple[str, ...]:
    return printed(figures.total_ex_tax, figures.total_inc_tax, figures.total_tax)


def row_of(row: Cost) -> tuple[str, ...]:
    return printed(row.base, row.ex_tax, row.inc_tax, row.tax)


def price_of(figures: LineFigures) -> tuple[str, ...]:
    return printed(
        figures.base_price, figures.price_ex_tax, figures.price_inc_tax, figures.price_tax
    )


def sum_of(figures: LineFigures) -> tuple[str, ...]:
    return printed(
        figures.base_total,
        figures.total_ex_tax,
        figures.total_inc_tax,
        figures.total_tax,
        figures.discounted_total_inc_tax,
    )


def applied_to(figures: LineFigures) -> list[tuple[str, str]]:
    return [(discount.id, print_4(discount.amount)) for discount in figures.applied_discounts]


def test_an_order_without_tax_as_recorded() -> None:
    figures = order_totals(exclusive(line("80", 1, "109.00")))
    assert subtotal_of(figures) == ("109.0000", "109.0000", "0.0000")
    assert total_of(figures) == ("109.0000", "109.0000", "0.0000")
    assert price_of(figures.lines[0]) == ("109.0000", "109.0000", "109.0000", "0.0000")
    assert sum_of(figures.lines[0]) == ("109.0000", "109.0000", "109.0000", "0.0000", "109.0000")
    for row in (figures.shipping, figures.handling, figures.wrapping, figures.fees_total):
        assert row_of(row) == ("0.0000", "0.0000", "0.0000", "0.0000")
    assert (figures.discount_amount, figures.coupon_discount, figures.items_total) == (0, 0, 1)
    assert (figures.taxes, figures.lines[0].applied_discounts) == ((), ())


def test_an_exclusive_order_with_taxed_shipping_as_recorded() -> None:
    figures = order_totals(
        exclusive(
            line("112", 1, "119.95", percent("3")),
            consignments=(ConsignmentInput("to", 1, cost("10.00", percent("1"))),),
        )
    )
    assert subtotal_of(figures) == ("119.9500", "123.5500", "3.6000")
    assert row_of(figures.shipping) == ("10.0000", "10.0000", "10.1000", "0.1000")
    assert total_of(figures) == ("129.9500", "133.6500", "3.7000")
    assert figures.consignments[0].shipping == figures.shipping
    assert [(row.kind, row.position, print_4(row.line_amount)) for row in figures.taxes] == [
        ("item", 0, "3.6000"),
        ("shipping", 0, "0.1000"),
    ]


def test_an_inclusive_order_with_a_manual_discount_as_recorded() -> None:
    figures = order_totals(
        inclusive(
            line("785", 10, "250.00", percent("5.5"), cost_price=parse_money("150.00")),
            discount_amount=parse_money("100.00"),
        )
    )
    (only,) = figures.lines
    assert subtotal_of(figures) == ("2369.6667", "2500.0000", "125.1200")
    assert total_of(figures) == ("2274.8800", "2400.0000", "125.1200")
    assert price_of(only) == ("250.0000", "236.9667", "250.0000", "13.0333")
    assert sum_of(only) == ("2500.0000", "2369.6667", "2500.0000", "125.1200", "2400.0000")
    assert only.applied_discounts == (
        AppliedDiscount("manual-discount", 1_000_000, "Manual Discount", None, "order"),
    )
    assert print_4(only.cost_price) == "150.0000"
    assert (print_4(figures.discount_amount), figures.coupon_discount) == ("100.0000", 0)
    assert figures.items_total == 10


def test_overridden_totals_win_over_the_discount_as_recorded() -> None:
    pair = Override(parse_money(1705), parse_money("1915.0"))
    figures = order_totals(
        exclusive(
            line("27", 3, "100.00"), discount_amount=parse_money(10), subtotal=pair, total=pair
        )
    )
    assert subtotal_of(figures) == ("1705.0000", "1915.0000", "210.0000")
    assert total_of(figures) == ("1705.0000", "1915.0000", "210.0000")
    assert print_4(figures.discount_amount) == "10.0000"
    assert figures.is_subtotal_overridden
    assert figures.is_total_overridden


def test_a_manual_discount_is_spread_over_lines_as_recorded() -> None:
    figures = order_totals(
        exclusive(
            paired("75", 1, "10", "10"),
            paired("74", 1, "10", "10"),
            discount_amount=parse_money(15),
        )
    )
    assert [applied_to(one) for one in figures.lines] == [[("manual-discount", "7.5000")]] * 2
    assert total_of(figures) == ("5.0000", "5.0000", "0.0000")
    assert print_4(figures.discount_amount) == "15.0000"


def test_a_coupon_shows_what_it_took_in_all_as_recorded() -> None:
    figures = order_totals(
        exclusive(line("1", 2, "100.00"), discounts=(Discount("c", parse_money(130), code="AAA"),))
    )
    assert (print_4(figures.coupon_discount), figures.discount_amount) == ("130.0000", 0)
    assert printed(*figures.discounts_taken) == ("130.0000",)


def test_an_exclusive_discount_lowers_the_tax_and_every_row_adds_up() -> None:
    figures = order_totals(
        exclusive(line("a", 2, "50.00", percent("10")), discount_amount=parse_money("20"))
    )
    (only,) = figures.lines
    assert price_of(only) == ("50.0000", "50.0000", "55.0000", "5.0000")
    assert sum_of(only) == ("100.0000", "100.0000", "108.0000", "8.0000", "88.0000")
    assert only.charged_ex_tax == parse_money("80")
    assert subtotal_of(figures) == ("100.0000", "108.0000", "8.0000")
    assert total_of(figures) == ("80.0000", "88.0000", "8.0000")


def test_cents_of_a_discount_are_not_lost() -> None:
    three = [line(key, 1, "10.00", percent("10")) for key in "cab"]
    figures = order_totals(exclusive(*three, discount_amount=parse_money("10.00")))
    assert [print_4(one.discount) for one in figures.lines] == ["3.3300", "3.3400", "3.3300"]
    assert [print_4(one.total_tax) for one in figures.lines] == ["0.6700", "0.6700", "0.6700"]
    assert total_of(figures) == ("20.0000", "22.0100", "2.0100")


def test_a_discount_takes_no_line_below_zero() -> None:
    figures = order_totals(
        exclusive(
            line("a", 1, "10.00", percent("10")),
            line("refund", -1, "4.00", percent("10")),
            discount_amount=parse_money("99"),
        )
    )
    assert [print_4(one.discount) for one in figures.lines] == ["10.0000", "0.0000"]
    assert print_4(figures.discount_amount) == "10.0000"
    assert subtotal_of(figures) == ("6.0000", "5.6000", "-0.4000")
    assert total_of(figures) == ("-4.0000", "-4.4000", "-0.4000")
    assert figures.outstanding == 0


def test_an_inclusive_line_that_costs_nothing_after_its_discount_keeps_its_price() -> None:
    figures = order_totals(
        inclusive(line("a", 2, "11.00", percent("10")), discount_amount=parse_money("22"))
    )
    assert price_of(figures.lines[0]) == ("11.0000", "10.0000", "11.0000", "1.0000")
    assert sum_of(figures.lines[0]) == ("22.0000", "20.0000", "22.0000", "0.0000", "0.0000")
    assert total_of(figures) == ("0.0000", "0.0000", "0.0000")


@pytest.mark.parametrize("quantity, base", [(-1, "6.00"), (-3, "2.00")])
def test_a_negative_quantity_makes_a_negative_order_as_recorded(quantity: int, base: str) -> None:
    figures = order_totals(exclusive(line("custom", quantity, base)))
    assert subtotal_of(figures) == ("-6.0000", "-6.0000", "0.0000")
    assert total_of(figures) == ("-6.0000", "-6.0000", "0.0000")


def test_a_line_of_quantity_zero_has_a_price_and_no_total() -> None:
    for order, price in (
        (exclusive, ("10.0000", "10.0000", "11.0000", "1.0000")),
        (inclusive, ("10.0000", "9.0900", "10.0000", "0.9100")),
    ):
        (only,) = order_totals(order(line("custom", 0, "10", percent("10")))).lines
        assert price_of(only) == price
        assert sum_of(only) == ("0.0000",) * 5


def test_discounts_apply_one_after_the_other_each_to_its_lines() -> None:
    own = (Discount("promo", parse_money("2")),)
    figures = order_totals(
        exclusive(
            line("a", 1, "20.00", discounts=own),
            line("b", 1, "30.00"),
            line("c", 1, "50.00"),
            discounts=(
                Discount("1", parse_money("100"), "Half", "HALF", "product", (1,)),
                Discount("2", parse_money("6.80"), "Some", "SOME"),
            ),
            discount_amount=parse_money("6.12"),
        )
    )
    assert [applied_to(one) for one in figures.lines] == [
        [("promo", "2.0000"), ("2", "1.8000"), ("manual-discount", "1.6200")],
        [("1", "30.0000")],
        [("2", "5.0000"), ("manual-discount", "4.5000")],
    ]
    assert printed(*figures.discounts_taken) == ("30.0000", "6.8000")
    assert printed(figures.discount_amount, figures.coupon_discount) == ("8.1200", "36.8000")
    assert total_of(figures) == ("55.0800", "55.0800", "0.0000")


def test_a_given_pair_says_what_the_tax_is() -> None:
    figures = order_totals(exclusive(paired("a", 2, "45", "50"), paired("b", 1, "10", "10.98")))
    assert price_of(figures.lines[0]) == ("45.0000", "45.0000", "50.0000", "5.0000")
    assert sum_of(figures.lines[0]) == ("90.0000", "90.0000", "100.0000", "10.0000", "100.0000")
    assert total_of(figures) == ("100.0000", "110.9800", "10.9800")
    assert [(row.position, row.rate, print_4(row.line_amount)) for row in figures.taxes] == [
        (0, None, "10.0000"),
        (1, None, "0.9800"),
    ]


def test_the_tax_of_a_discounted_pair_shrinks_with_it() -> None:
    line_of_pair = paired("a", 1, "100", "110")
    without = order_totals(exclusive(line_of_pair, discount_amount=parse_money("25")))
    assert sum_of(without.lines[0]) == ("100.0000", "100.0000", "107.5000", "7.5000", "82.5000")
    assert total_of(without) == ("75.0000", "82.5000", "7.5000")
    within = order_totals(inclusive(line_of_pair, discount_amount=parse_money("55")))
    assert sum_of(within.lines[0]) == ("110.0000", "100.0000", "110.0000", "5.0000", "55.0000")
    assert total_of(within) == ("50.0000", "55.0000", "5.0000")


@pytest.mark.parametrize(
    "given_cost, in_exclusive, in_inclusive",
    [
        (
            {"base": "10.00"},
            ("10.0000", "10.0000", "11.0000", "1.0000"),
            ("10.0000", "9.0900", "10.0000", "0.9100"),
        ),
        (
            {"ex": "10.00"},
            ("10.0000", "10.0000", "11.0000", "1.0000"),
            ("11.0000", "10.0000", "11.0000", "1.0000"),
        ),
        (
            {"inc": "10.00"},
            ("9.0900", "9.0900", "10.0000", "0.9100"),
            ("10.0000", "9.0900", "10.0000", "0.9100"),
        ),
        (
            {"base": "5", "inc": "10.00"},
            ("5.0000", "9.0900", "10.0000", "0.9100"),
            ("5.0000", "9.0900", "10.0000", "0.9100"),
        ),
        (
            {"base": "5", "ex": "8", "inc": "12"},
            ("5.0000", "8.0000", "12.0000", "4.0000"),
            ("5.0000", "8.0000", "12.0000", "4.0000"),
        ),
        (
            {"base": "1.2345"},
            ("1.2345", "1.2300", "1.3500", "0.1200"),
            ("1.2345", "1.1200", "1.2300", "0.1100"),
        ),
        ({}, ("0.0000",) * 4, ("0.0000",) * 4),
    ],
)
def test_a_cost_is_completed_from_its_tax_class(
    given_cost: dict[str, str], in_exclusive: tuple[str, ...], in_inclusive: tuple[str, ...]
) -> None:
    parts = {"ex": given_cost.get("ex"), "inc": given_cost.get("inc")}
    whole = cost(given_cost.get("base"), percent("10"), **parts)
    for order, row in ((exclusive, in_exclusive), (inclusive, in_inclusive)):
        figures = order_totals(order(shipping=whole, handling=whole, wrapping=whole, fees=(whole,)))
        found = (figures.shipping, figures.handling, figures.wrapping, figures.fees_total)
        assert [row_of(one) for one in found] == [row] * 4
        expected = [4 * parse_money(amount) for amount in row[1:]]
        assert [figures.total_ex_tax, figures.total_inc_tax, figures.total_tax] == expected


def test_costs_of_consignments_sum_to_those_of_the_order() -> None:
    figures = order_totals(
        exclusive(
            consignments=(
                ConsignmentInput("a", 1, cost("10", percent("1")), cost("2")),
                ConsignmentInput("b", 1, cost("5.55", percent("10")), cost("1", percent("5"))),
            )
        )
    )
    assert row_of(figures.shipping) == ("15.5500", "15.5500", "16.2100", "0.6600")
    assert row_of(figures.handling) == ("3.0000", "3.0000", "3.0500", "0.0500")
    assert [(row.kind, row.position, print_4(row.line_amount)) for row in figures.taxes] == [
        ("shipping", 0, "0.1000"),
        ("shipping", 1, "0.5600"),
        ("handling", 1, "0.0500"),
    ]


def test_a_cost_of_the_order_is_shared_out_over_its_consignments() -> None:
    figures = order_totals(
        exclusive(
            shipping=cost("10.00", percent("5")),
            consignments=(ConsignmentInput("a", 1, cost("99")), ConsignmentInput("b", 2)),
        )
    )
    assert row_of(figures.shipping) == ("10.0000", "10.0000", "10.5000", "0.5000")
    assert [row_of(one.shipping) for one in figures.consignments] == [
        ("3.3300", "3.3300", "3.5000", "0.1700"),
        ("6.6700", "6.6700", "7.0000", "0.3300"),
    ]


def test_a_discount_on_shipping_is_a_discount_and_lowers_its_tax() -> None:
    free = (Discount("ship", parse_money("4"), "Ship", "SHIP", "shipping"),)
    consignments = (ConsignmentInput("to", 1, cost("10.00", percent("10"))),)
    figures = order_totals(exclusive(discounts=free, consignments=consignments))
    assert row_of(figures.shipping) == ("10.0000", "10.0000", "10.6000", "0.6000")
    assert figures.shipping.charged_inc_tax == parse_money("6.60")
    assert figures.shipping.charged_ex_tax == parse_money("6.00")
    assert print_4(figures.coupon_discount) == "4.0000"
    assert total_of(figures) == ("6.0000", "6.6000", "0.6000")
    within = order_totals(inclusive(discounts=free, consignments=consignments))
    assert row_of(within.shipping) == ("10.0000", "9.4500", "10.0000", "0.5500")
    assert total_of(within) == ("5.4500", "6.0000", "0.5500")


def test_wrapping_is_due_for_each_unit() -> None:
    wrapped = line("a", 3, "10.00", wrapping=cost("2.50", percent("10")))
    figures = order_totals(exclusive(wrapped))
    assert row_of(figures.wrapping) == ("7.5000", "7.5000", "8.2500", "0.7500")
    assert row_of(figures.lines[0].wrapping_unit) == ("2.5000", "2.5000", "2.7500", "0.2500")
    assert [(row.kind, row.position) for row in figures.taxes] == [("gift-wrapping", 0)]
    replaced = order_totals(exclusive(wrapped, wrapping=cost("1")))
    assert row_of(replaced.wrapping) == ("1.0000", "1.0000", "1.0000", "0.0000")
    assert total_of(replaced) == ("31.0000", "31.0000", "0.0000")
    assert replaced.taxes == ()
    within = order_totals(inclusive(wrapped))
    assert row_of(within.wrapping) == ("7.5000", "6.8200", "7.5000", "0.6800")
    assert row_of(within.lines[0].wrapping_unit) == ("2.5000", "2.2733", "2.5000", "0.2267")


def test_an_overridden_subtotal_flows_into_the_total() -> None:
    order = exclusive(
        line("a", 1, "0"),
        discount_amount=parse_money("10"),
        subtotal=Override(parse_money("100"), parse_money("110")),
        shipping=cost("5", percent("10")),
    )
    figures = order_totals(order)
    assert subtotal_of(figures) == ("100.0000", "110.0000", "10.0000")
    assert total_of(figures) == ("95.0000", "105.5000", "10.5000")
    assert print_4(figures.discount_amount) == "10.0000"
    assert total_of(order_totals(order._replace(is_tax_inclusive=True))) == (
        *("94.5500", "105.0000", "10.4500"),
    )
    assert total_of(order_totals(order._replace(discount_amount=parse_money("500")))) == (
        *("5.0000", "15.5000", "10.5000"),
    )


def test_an_overridden_subtotal_bounds_its_discounts_one_after_the_other() -> None:
    order = inclusive(
        discounts=(Discount("1", parse_money("70"), code="BIG"),),
        discount_amount=parse_money("70"),
        subtotal=Override(parse_money("100"), parse_money("110")),
    )
    figures = order_totals(order)
    assert printed(figures.coupon_discount, figures.discount_amount) == ("70.0000", "40.0000")
    assert total_of(figures) == ("-10.0000", "0.0000", "10.0000")


def test_a_discount_beside_an_overridden_total_is_printed_as_given() -> None:
    pair = Override(parse_money("5"), parse_money("6"))
    figures = order_totals(
        exclusive(line("a", 1, "1"), discount_amount=parse_money("10.1234"), total=pair)
    )
    assert print_4(figures.discount_amount) == "10.1234"
    assert applied_to(figures.lines[0]) == [("manual-discount", "1.0000")]
    assert total_of(figures) == ("5.0000", "6.0000", "1.0000")


def test_a_given_subtotal_keeps_four_decimals_but_a_charge_is_whole() -> None:
    given_pair = Override(parse_money("10.1234"), parse_money("11.2345"))
    figures = order_totals(exclusive(subtotal=given_pair))
    assert subtotal_of(figures) == ("10.1234", "11.2345", "1.1111")
    assert total_of(figures) == ("10.1200", "11.2300", "1.1100")
    assert total_of(order_totals(exclusive(total=given_pair))) == ("10.1234", "11.2345", "1.1111")


@pytest.mark.parametrize(
    "decimals, price, total",
    [
        (2, "0.3333", ("1.0000", "1.1000", "0.1000")),
        (0, "10.5", ("32.0000", "35.0000", "3.0000")),
        (3, "0.3333", ("1.0000", "1.1000", "0.1000")),
        (3, "1.1115", ("3.3350", "3.6690", "0.3340")),
    ],
)
def test_charges_are_whole_minor_units(decimals: int, price: str, total: tuple[str, ...]) -> None:
    figures = order_totals(exclusive(line("a", 3, price, percent("10")), decimals=decimals))
    assert total_of(figures) == total
    assert print_4(figures.lines[0].base_price) == print_4(parse_money(price))


def test_gift_certificates_then_store_credit_pay_what_there_is() -> None:
    order = exclusive(
        line("a", 1, "100.00"),
        gift_certificate_amount=parse_money("30"),
        store_credit_amount=parse_money("20"),
    )
    figures = order_totals(order)
    assert total_of(figures) == ("100.0000", "100.0000", "0.0000")
    assert print_4(figures.outstanding) == "50.0000"
    rich = order_totals(order._replace(store_credit_amount=parse_money("500")))
    assert printed(rich.gift_certificate_amount, rich.store_credit_amount, rich.outstanding) == (
        *("30.0000", "70.0000", "0.0000"),
    )


def test_rates_of_one_priority_are_summed_on_their_tax_rows() -> None:
    taxes = tax_set(
        [
            TaxRate(1, "State", 10_000_000, 1),
            TaxRate(2, "County", 5_000_000, 1),
            TaxRate(3, "Levy", 20_000_000, 2),
        ],
        tax_class_id=7,
        class_name="Luxury",
    )
    figures = order_totals(exclusive(line("a", 1, "100.00", taxes)))
    assert [
        (row.rate.name, row.class_name, row.tax_class_id, row.priority_amount, row.line_amount)
        for row in figures.taxes
        if row.rate
    ] == [
        ("State", "Luxury", 7, 150_000, 100_000),
        ("County", "Luxury", 7, 150_000, 50_000),
        ("Levy", "Luxury", 7, 230_000, 230_000),
    ]


@pytest.mark.parametrize(
    "order",
    [
        exclusive(line("a", 10**9, "1000000000000")),
        inclusive(line("a", -(10**9), "1000000000000")),
        exclusive(*[line(str(n), 800, "1000000000000") for n in range(2)]),
        exclusive(line("a", 10**9, "0", wrapping=cost("1000000000000"))),
        exclusive(paired("a", 1000, "0", "1000000000000")),
        exclusive(
            *[paired(str(n), 800, "0", "1000000000000") for n in range(2)], total=Override(0, 0)
        ),
        exclusive(
            line("a", 1, "1000000000000", ABSURD), discount_amount=parse_money("1000000000000")
        ),
    ],
    ids=["product", "negative", "sum", "wrapping", "pair", "subtotal", "price"],
)
def test_figures_beyond_their_columns_are_refused(order: OrderInput) -> None:
    with pytest.raises(InvalidAmount):
        order_totals(order)
