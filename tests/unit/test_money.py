"""Money is read, printed, rounded and shared out exactly (I8, I12)."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderwright.domain.currency import decimals_of, minor_unit_of
from orderwright.domain.money import (
    MAX_AMOUNT,
    MAX_FIGURE,
    InvalidAmount,
    checked,
    convert,
    divide_half_up,
    minor_unit,
    parse_money,
    parse_rate,
    print_4,
    print_rate,
    round_to_minor,
    share,
    split,
    to_number,
)

amounts = st.integers(-MAX_AMOUNT, MAX_AMOUNT)
units = st.sampled_from([1, 10, 100, 10_000])


@pytest.mark.parametrize(
    "given_value, amount",
    [
        ("109.0000", 1_090_000),
        ("109", 1_090_000),
        (109, 1_090_000),
        (Decimal("109.00"), 1_090_000),
        ("0", 0),
        (0, 0),
        ("-0.00", 0),
        ("+1.5", 15_000),
        (".5", 5_000),
        ("5.", 50_000),
        ("-6", -60_000),
        ("1e2", 1_000_000),
        (Decimal("1E+2"), 1_000_000),
        (Decimal("1.2E-3"), 12),
        ("0.00005", 1),
        ("-0.00005", -1),
        ("0.00004999", 0),
        ("2.00015", 20_002),
        ("-2.00015", -20_002),
        ("0.1234567890123456789", 1_235),
        ("1000000000000", MAX_AMOUNT),
        (-1_000_000_000_000, -MAX_AMOUNT),
    ],
)
def test_every_form_of_an_amount_is_read(given_value: object, amount: int) -> None:
    assert parse_money(given_value) == amount


@pytest.mark.parametrize(
    "given_value",
    [
        *(
            "",
            " ",
            "abc",
            "1,000.00",
            "1.2.3",
            "--1",
            "1_000",
            "0x10",
            "$1",
            " 1",
            "1 ",
            "1\n",
            ".",
        ),
        *("NaN", "nan", "Infinity", "-inf", "sNaN", "٣", "１", "e5", "1e", "1e400", "1e9999999999"),  # noqa: RUF001
        *(
            Decimal("NaN"),
            Decimal("sNaN"),
            Decimal("-Infinity"),
            Decimal("1e400"),
            Decimal("1e-400"),
        ),
        *("123456789012345678901", "0.123456789012345678901", "1.000000000000000000000000000000"),
        *("1000000000000.0001", 1_000_000_000_001, -(10**30), "9" * 41),
        *(None, True, False, 1.5, [], {}, b"1"),
    ],
)
def test_what_is_no_amount_is_refused(given_value: object) -> None:
    with pytest.raises(InvalidAmount):
        parse_money(given_value)


def test_an_absurd_exponent_costs_nothing() -> None:
    begun = time.process_time()
    for hostile in (
        "1e999999999",
        Decimal("1E+999999999"),
        Decimal("1E-999999999"),
        "1" * 10**6,
        10**5000,
    ):
        with pytest.raises(InvalidAmount):
            parse_money(hostile)
    assert time.process_time() - begun < 0.1


@pytest.mark.parametrize(
    "amount, printed, number",
    [
        (1_090_000, "109.0000", 109),
        (0, "0.0000", 0),
        (-60_000, "-6.0000", -6),
        (-1, "-0.0001", Decimal("-0.0001")),
        (23_696_667, "2369.6667", Decimal("2369.6667")),
        (208_300, "20.8300", Decimal("20.83")),
        (35_000_000, "3500.0000", 3500),
        (-15_000, "-1.5000", Decimal("-1.5")),
    ],
)
def test_amounts_are_printed_for_both_dialects(
    amount: int, printed: str, number: int | Decimal
) -> None:
    assert print_4(amount) == printed
    assert to_number(amount) == number
    assert type(to_number(amount)) is type(number)
    assert str(to_number(amount)) == str(number)


@given(amounts)
def test_printing_and_reading_round_trips(amount: int) -> None:
    assert parse_money(print_4(amount)) == amount
    assert parse_money(to_number(amount)) == amount
    assert parse_money(str(to_number(amount))) == amount


@pytest.mark.parametrize(
    "given_value, rate, printed",
    [
        (1, 10**10, "1.0000000000"),
        ("1.0000000000", 10**10, "1.0000000000"),
        (Decimal("0.0077319588"), 77_319_588, "0.0077319588"),
        ("129.35", 1_293_500_000_000, "129.3500000000"),
        ("0.00000000005", 1, "0.0000000001"),
    ],
)
def test_exchange_rates_have_ten_decimals(given_value: object, rate: int, printed: str) -> None:
    assert parse_rate(given_value) == rate
    assert print_rate(rate) == printed


@pytest.mark.parametrize("given_value", ["0", 0, "-1", "NaN", 1.0, None, "0.00000000001", "1e300"])
def test_a_rate_that_is_none_is_refused(given_value: object) -> None:
    with pytest.raises(InvalidAmount):
        parse_rate(given_value)


def test_an_amount_is_converted_half_up() -> None:
    assert convert(1_090_000, parse_rate("0.5")) == 545_000
    assert convert(1, parse_rate("0.5")) == 1
    assert convert(-1, parse_rate("0.5")) == -1
    assert convert(1_000_000, parse_rate("129.35")) == 129_350_000


@pytest.mark.parametrize(
    "numerator, denominator, quotient",
    [
        (7, 2, 4),
        (-7, 2, -4),
        (7, -2, -4),
        (-7, -2, 4),
        (5, 4, 1),
        (-5, 4, -1),
        (6, 4, 2),
        (0, 3, 0),
    ],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, quotient: int) -> None:
    assert divide_half_up(numerator, denominator) == quotient


@pytest.mark.parametrize(
    "amount, decimals, rounded",
    [
        (35_985, 2, 36_000),
        (35_949, 2, 35_900),
        (-35_950, 2, -36_000),
        (5_000, 0, 10_000),
        (4_999, 0, 0),
        (12_345, 3, 12_350),
        (12_345, 4, 12_345),
    ],
)
def test_amounts_are_rounded_to_what_the_currency_charges(
    amount: int, decimals: int, rounded: int
) -> None:
    assert round_to_minor(amount, decimals) == rounded


@given(amounts, st.sampled_from([0, 2, 3]))
def test_rounding_is_symmetrical_and_near(amount: int, decimals: int) -> None:
    rounded = round_to_minor(amount, decimals)
    assert rounded % minor_unit(decimals) == 0
    assert abs(rounded - amount) * 2 <= minor_unit(decimals)
    assert round_to_minor(-amount, decimals) == -rounded
    assert round_to_minor(rounded, decimals) == rounded


@pytest.mark.parametrize(
    "amount, weights, unit, parts",
    [
        (1_000_000, [1, 1, 1], 100, [333_400, 333_300, 333_300]),
        (150_000, [100_000, 100_000], 100, [75_000, 75_000]),
        (100, [3, 1], 100, [100, 0]),
        (100, [0, 0], 100, [100, 0]),
        (0, [5, 5], 100, [0, 0]),
        (0, [], 100, []),
        (700, [0, 700, 0], 100, [0, 700, 0]),
        (-1_000_000, [1, 1, 1], 100, [-333_400, -333_300, -333_300]),
        (10_050, [1, 1], 100, [5_050, 5_000]),
        (20_000, [10_000, 10_000, 10_000], 10_000, [10_000, 10_000, 0]),
    ],
)
def test_amounts_are_split_by_largest_remainder(
    amount: int, weights: list[int], unit: int, parts: list[int]
) -> None:
    assert split(amount, weights, unit) == parts


def test_a_key_breaks_the_tie() -> None:
    assert split(100, [1, 1, 1], 100, ["c", "a", "b"]) == [0, 100, 0]


def test_nobody_to_share_among_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to share"):
        split(1, [])
    with pytest.raises(ValueError, match="negative"):
        split(1, [1, -1])


@given(st.data(), units, st.lists(st.integers(0, 10**12), min_size=1, max_size=12))
def test_parts_sum_exactly_and_follow_their_weights_not_their_places(
    data: st.DataObject, unit: int, counts: list[int]
) -> None:
    weights = [count * unit for count in counts]
    amount = data.draw(st.integers(0, sum(counts)).map(lambda count: count * unit))
    keys = list(range(len(weights)))
    parts = split(amount, weights, unit, keys)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))
    assert all(part % unit == 0 for part in parts)
    order = data.draw(st.permutations(keys))
    shuffled = split(amount, [weights[index] for index in order], unit, order)
    assert shuffled == [parts[index] for index in order]
    assert split(-amount, weights, unit, keys) == [-part for part in parts]


@given(amounts, units, st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_any_amount_is_split_without_loss(amount: int, unit: int, weights: list[int]) -> None:
    assert sum(split(amount, weights, unit)) == amount


@pytest.mark.parametrize(
    "before, taken, part",
    [(0, 1, 33_300), (1, 1, 33_400), (2, 1, 33_300), (0, 3, 100_000), (1, 2, 66_700), (0, 0, 0)],
)
def test_a_share_depends_on_what_was_taken_before(before: int, taken: int, part: int) -> None:
    assert share(100_000, before, taken, 3, 100) == part


@given(amounts, units, st.lists(st.integers(0, 20), min_size=1, max_size=8))
def test_however_pieces_are_taken_they_sum_to_the_whole(
    amount: int, unit: int, pieces: list[int]
) -> None:
    whole, before, total = sum(pieces), 0, 0
    for piece in pieces:
        total += share(amount, before, piece, whole, unit)
        before += piece
    assert total == (amount if whole else 0)


def test_a_figure_beyond_its_column_is_refused() -> None:
    assert checked(MAX_FIGURE) == MAX_FIGURE
    assert checked(-MAX_FIGURE) == -MAX_FIGURE
    for beyond in (MAX_FIGURE + 1, -MAX_FIGURE - 1):
        with pytest.raises(InvalidAmount):
            checked(beyond)


@pytest.mark.parametrize(
    "code, decimals, unit",
    [
        ("USD", 2, 100),
        ("KES", 2, 100),
        ("JPY", 0, 10_000),
        ("jpy", 0, 10_000),
        ("UGX", 0, 10_000),
        ("KWD", 3, 10),
        ("XYZ", 2, 100),
    ],
)
def test_currencies_know_their_smallest_charge(code: str, decimals: int, unit: int) -> None:
    assert decimals_of(code) == decimals
    assert minor_unit_of(code) == unit
