"""Money is an integer of ten-thousandths; here it is read, printed, rounded and shared out.

The only place that rounds: half up, away from zero, so that a refund mirrors its charge.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from operator import itemgetter

SCALE = 10_000
RATE_SCALE = 10**10
"""Exchange rates are integers of 10⁻¹⁰."""

MAX_DIGITS = 20
"""Digits that a written amount may have, before and after the point together."""

MAX_LENGTH = 40
"""Characters that a written amount may have, sign, point and exponent with it."""

MAX_AMOUNT = 10**16
"""Largest amount read: 10¹² units. A product of it and a quantity is checked against MAX_FIGURE."""

MAX_FIGURE = 9 * 10**18
"""Largest computed figure, below the signed 64 bits of a column."""

_WRITTEN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


class InvalidAmount(ValueError):
    """What was given is no amount of money, or is out of range."""


def parse_money(value: object) -> int:
    """Ten-thousandths of a number or a numeral; more than 4 decimals are rounded half up.

    Takes an int, a Decimal or a str; raises InvalidAmount for anything else (float and bool too),
    for more than 20 digits, for what is not finite, and beyond MAX_AMOUNT either way.
    """
    if type(value) is str:
        value = _decimal_from(value)
    if type(value) is int:
        amount = value * SCALE
    elif isinstance(value, Decimal):
        amount = _scaled(value, 4)
    else:
        raise InvalidAmount(type(value).__name__)
    if not -MAX_AMOUNT <= amount <= MAX_AMOUNT:
        raise InvalidAmount("out of range")
    return amount


def parse_rate(value: object) -> int:
    """An exchange rate in units of 10⁻¹⁰, read like an amount; raises InvalidAmount."""
    if type(value) is str:
        value = _decimal_from(value)
    if type(value) is int:
        rate = value * RATE_SCALE
    elif isinstance(value, Decimal):
        rate = _scaled(value, 10)
    else:
        raise InvalidAmount(type(value).__name__)
    if not 0 < rate <= MAX_AMOUNT:
        raise InvalidAmount("out of range")
    return rate


def print_4(amount: int) -> str:
    """`109.0000`, the form of V2."""
    if not amount:
        return "0.0000"
    if amount < 0:
        return f"-{-amount // SCALE}.{-amount % SCALE:04d}"
    return f"{amount // SCALE}.{amount % SCALE:04d}"


def to_number(amount: int) -> int | Decimal:
    """The JSON number of V3: 3500 and not 3500.0, 20.83 and not 20.8300."""
    units, rest = divmod(amount, SCALE)
    if not rest:
        return units
    exponent = -4
    while not amount % 10:
        amount //= 10
        exponent += 1
    return Decimal(amount).scaleb(exponent)


def print_rate(rate: int) -> str:
    """`1.0000000000`, an exchange rate in units of 10⁻¹⁰."""
    sign = "-" if rate < 0 else ""
    units, rest = divmod(abs(rate), RATE_SCALE)
    return f"{sign}{units}.{rest:010d}"


def convert(amount: int, rate: int) -> int:
    """An amount in another currency, at an exchange rate in units of 10⁻¹⁰."""
    return divide_half_up(amount * rate, RATE_SCALE)


def minor_unit(decimals: int) -> int:
    """Ten-thousandths in the smallest charge of a currency with 0 to 4 decimals."""
    return _MINOR_UNITS[decimals]


_MINOR_UNITS = (10_000, 1_000, 100, 10, 1)


def divide_half_up(numerator: int, denominator: int) -> int:
    """The nearest whole quotient; halves go away from zero."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if numerator < 0:
        return -((denominator - 2 * numerator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def round_to_unit(amount: int, unit: int) -> int:
    """The nearest multiple of `unit`; halves go away from zero."""
    return amount if amount % unit == 0 else divide_half_up(amount, unit) * unit


def round_to_minor(amount: int, decimals: int) -> int:
    """The nearest amount that the currency can charge; halves go away from zero."""
    return round_to_unit(amount, _MINOR_UNITS[decimals])


def split(
    amount: int, weights: Sequence[int], unit: int = 1, keys: Sequence[object] | None = None
) -> list[int]:
    """Parts of `amount` in proportion to `weights`, that sum to it exactly (largest remainder).

    Each part is a multiple of `unit` if the amount is. `keys` break ties between equal remainders:
    with distinct, sortable keys the part of a weight does not depend on its position. A weight of
    zero gets nothing, unless all are zero: then all count the same. A part never exceeds its weight
    when the amount does not exceed the sum of the weights and the weights are multiples of `unit`.
    """
    if amount < 0:
        return [-part for part in split(-amount, weights, unit, keys)]
    if not weights:
        if amount:
            raise ValueError("nothing to share the amount among")
        return []
    if min(weights) < 0:
        raise ValueError("a weight is negative")
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    parts: list[int] = []
    remainders: list[tuple[int, object, int]] = []
    denominator = whole * unit
    for index, weight in enumerate(weights):
        quota, remainder = divmod(amount * weight, denominator)
        parts.append(quota * unit)
        if remainder:
            remainders.append((-remainder, keys[index] if keys else index, index))
    rest = amount - sum(parts)
    if rest:
        remainders.sort(key=_BY_REMAINDER_AND_KEY)
        for _, _, index in remainders:
            parts[index] += min(unit, rest)
            rest -= min(unit, rest)
            if not rest:
                break
    return parts


_BY_REMAINDER_AND_KEY = itemgetter(0, 1)


def share(amount: int, before: int, taken: int, whole: int, unit: int = 1) -> int:
    """The share of `taken` of `whole` pieces when `before` were taken earlier.

    However the pieces are taken, the shares of all of them sum to `amount`. Refunds of some units
    of a line are made of it.
    """
    assert 0 <= before <= before + taken <= whole
    return _up_to(before + taken, amount, whole, unit) - _up_to(before, amount, whole, unit)


def _up_to(pieces: int, amount: int, whole: int, unit: int) -> int:
    if pieces == whole:
        return amount
    return divide_half_up(amount * pieces, whole * unit) * unit


def checked(amount: int) -> int:
    """The amount itself, or InvalidAmount if no column could hold it."""
    if -MAX_FIGURE <= amount <= MAX_FIGURE:
        return amount
    raise InvalidAmount("out of range")


def _decimal_from(text: str) -> Decimal:
    if len(text) > MAX_LENGTH or not _WRITTEN.fullmatch(text):
        raise InvalidAmount("no numeral")
    return Decimal(text)


def _scaled(value: Decimal, places: int) -> int:
    """The value in units of 10^-places; works on the digits, so a huge exponent costs nothing."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise InvalidAmount("not finite")
    if max(len(digits), len(digits) + exponent, -exponent) > MAX_DIGITS:
        raise InvalidAmount("too many digits")
    number = int("".join(map(str, digits)))
    shift = places + exponent
    number = number * 10**shift if shift >= 0 else divide_half_up(number, 10**-shift)
    return -number if sign else number
