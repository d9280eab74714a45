"""Tax on an amount, added to it or taken out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderwright.domain.money import InvalidAmount, parse_money
from orderwright.domain.tax import (
    NO_TAX,
    TaxRate,
    TaxSet,
    parse_percent,
    print_percent,
    tax_set,
)
from tests.unit.pricing import percent, prices, printed, tax_sets

CENT = 100

GST_AND_PST = tax_set(
    [
        TaxRate(2, "PST", parse_percent("9.975"), priority=2),
        TaxRate(1, "GST", parse_percent("5"), priority=1),
    ]
)
GST_AND_SIMPLE_PST = tax_set(
    [
        TaxRate(1, "GST", parse_percent("5"), priority=1),
        TaxRate(2, "PST", parse_percent("9.975"), priority=2, is_compound=False),
    ]
)
THREE_LEVELS = tax_set(
    [
        TaxRate(1, "State", parse_percent("10"), priority=1),
        TaxRate(2, "County", parse_percent("5"), priority=1),
        TaxRate(3, "Levy", parse_percent("20"), priority=2),
        TaxRate(4, "Duty", parse_percent("50"), priority=3),
    ]
)


@pytest.mark.parametrize(
    "amount, taxes, unit, parts",
    [
        ("119.95", percent("3"), CENT, ("3.6000",)),
        ("10.00", percent("1"), CENT, ("0.1000",)),
        ("100.00", percent("8.25"), CENT, ("8.2500",)),
        ("30.00", percent("8.25"), CENT, ("2.4800",)),
        ("-30.00", percent("8.25"), CENT, ("-2.4800",)),
        ("31.95", percent("8.25", "8.25"), CENT, ("2.6400", "2.6400")),
        ("100.00", GST_AND_PST, CENT, ("5.0000", "10.4700")),
        ("100.00", GST_AND_SIMPLE_PST, CENT, ("5.0000", "9.9800")),
        ("100.00", THREE_LEVELS, CENT, ("10.0000", "5.0000", "23.0000", "69.0000")),
        ("1050", percent("10"), 10_000, ("105.0000",)),
        ("1055", percent("10"), 10_000, ("106.0000",)),
        ("1.005", percent("10"), 10, ("0.1010",)),
        ("100.00", NO_TAX, CENT, ()),
        ("100.00", percent("0"), CENT, ("0.0000",)),
    ],
)
def test_tax_is_added(amount: str, taxes: TaxSet, unit: int, parts: tuple[str, ...]) -> None:
    assert printed(*taxes.on_exclusive(parse_money(amount), unit)) == parts


@pytest.mark.parametrize(
    "amount, taxes, unit, parts",
    [
        ("2400.00", percent("5.5"), CENT, ("125.1200",)),
        ("2500.00", percent("5.5"), CENT, ("130.3300",)),
        ("-2400.00", percent("5.5"), CENT, ("-125.1200",)),
        ("45.00", percent("8.25"), CENT, ("3.4300",)),
        ("940.00", percent("8.25"), CENT, ("71.6400",)),
        ("115.47", GST_AND_PST, CENT, ("5.0000", "10.4700")),
        ("114.98", GST_AND_SIMPLE_PST, CENT, ("5.0000", "9.9800")),
        ("207.00", THREE_LEVELS, CENT, ("10.0000", "5.0000", "23.0000", "69.0000")),
        ("1100", percent("10"), 10_000, ("100.0000",)),
        ("1.100", percent("10"), 10, ("0.1000",)),
        ("0.02", percent("1000", "1000", "1000"), CENT, ("0.0100", "0.0100", "0.0000")),
        ("-0.02", percent("1000", "1000", "1000"), CENT, ("-0.0100", "-0.0100", "0.0000")),
        ("100.00", NO_TAX, CENT, ()),
    ],
)
def test_tax_is_taken_out(amount: str, taxes: TaxSet, unit: int, parts: tuple[str, ...]) -> None:
    assert printed(*taxes.in_inclusive(parse_money(amount), unit)) == parts


def test_rates_apply_in_the_order_of_their_priority() -> None:
    assert [rate.name for rate in GST_AND_PST.rates] == ["GST", "PST"]


@given(tax_sets, prices, st.sampled_from([10, 100, 10_000]))
def test_what_is_taken_out_leaves_a_price_of_the_same_sign(
    taxes: TaxSet, amount: int, unit: int
) -> None:
    parts = taxes.in_inclusive(amount, unit)
    assert len(parts) == len(taxes.rates)
    assert all(part >= 0 for part in parts)
    assert 0 <= sum(parts) <= amount
    assert taxes.in_inclusive(-amount, unit) == tuple(-part for part in parts)
    assert taxes.on_exclusive(-amount, unit) == tuple(
        -part for part in taxes.on_exclusive(amount, unit)
    )


@given(st.integers(0, 500_000_000), st.integers(0, 100_000).map(lambda rate: rate * 1_000))
def test_one_rate_is_taken_out_as_it_was_added(cents: int, rate: int) -> None:
    taxes = tax_set([TaxRate(1, "Rate", rate)])
    (tax,) = taxes.on_exclusive(cents * CENT, CENT)
    assert taxes.in_inclusive(cents * CENT + tax, CENT) == (tax,)


@pytest.mark.parametrize(
    "value, rate, text",
    [
        ("8.25", 8_250_000, "8.2500"),
        (0, 0, "0.0000"),
        (1000, 1_000_000_000, "1000.0000"),
        ("9.9755", 9_975_500, "9.9755"),
    ],
)
def test_percents_are_read_and_printed(value: object, rate: int, text: str) -> None:
    assert parse_percent(value) == rate
    assert print_percent(rate) == text


@pytest.mark.parametrize("value", ["-1", "1000.0001", "NaN", "", None, 5.5])
def test_what_is_no_rate_is_refused(value: object) -> None:
    with pytest.raises(InvalidAmount):
        parse_percent(value)
