"""What an action of a promotion takes off: amounts before they are capped at what is left."""

from collections.abc import Mapping, Sequence

from orderwright.domain.cart_lines import line_key
from orderwright.domain.coupon import PERCENT_MAX
from orderwright.domain.money import divide_half_up, split
from orderwright.domain.promotion_basket import Basket
from orderwright.domain.promotion_offer import FixedPriceSet, Off, OffCart, Offer, OffItems
from orderwright.domain.promotion_rounds import Round, Units

Amounts = list[tuple[int, int]]
"""Positions of lines, and what is taken off each."""


def off_cart(basket: Basket, offer: Offer, action: OffCart, times: int) -> int:
    """What is taken off the whole cart."""
    off = action.off
    if off.fixed is not None:
        amount = basket.money(off.fixed, offer.currency_code) * times
    else:
        lines = basket.cart.lines
        whole = sum([basket.worth(at, lines[at].quantity) for at in basket.by_price])
        amount = _percent(basket, whole, min(off.percent * times, PERCENT_MAX))
    return _limited(basket, offer, off, amount)


def off_items(basket: Basket, offer: Offer, action: OffItems, rounds: Sequence[Round]) -> Amounts:
    """What is taken off each line, in the order of the strategy, which a limit follows."""
    off, units = action.off, _merged(rounds)
    worths = {at: basket.worth(at, count) for at, count in units.items()}
    if action.as_total:
        if off.fixed is not None:
            times = sum([one.times for one in rounds])
            whole = basket.money(off.fixed, offer.currency_code) * times
        else:
            whole = _percent(basket, sum(worths.values()), off.percent)
        return _shared(basket, _limited(basket, offer, off, whole), worths)
    left = _limited(basket, offer, off, sum(worths.values()))
    amounts: Amounts = []
    for at, count in units.items():
        if off.fixed is not None:
            amount = min(basket.money(off.fixed, offer.currency_code) * count, worths[at])
        else:
            amount = _percent(basket, worths[at], off.percent)
        amounts.append((at, min(amount, left)))
        left -= amounts[-1][1]
    return amounts


def off_sets(
    basket: Basket, offer: Offer, action: FixedPriceSet, rounds: Sequence[Round]
) -> Amounts:
    """What the units of whole sets cost more than their fixed price."""
    price = basket.money(action.price, offer.currency_code)
    amounts: Amounts = []
    for one in rounds:
        worths = {at: basket.worth(at, count * one.times) for at, count in one.reduced.items()}
        more = sum(worths.values()) - price * one.times
        amounts += _shared(basket, max(0, more), worths)
    return amounts


def _merged(rounds: Sequence[Round]) -> Units:
    """The units that all rounds reduce, in the order in which they were found."""
    units: Units = {}
    for one in rounds:
        for at, count in one.reduced.items():
            units[at] = units.get(at, 0) + count * one.times
    return units


def _shared(basket: Basket, amount: int, worths: Mapping[int, int]) -> Amounts:
    """An amount in parts by what the lines are worth, but no more than that."""
    keys = [line_key(basket.cart.lines[at]) for at in worths]
    weights = list(worths.values())
    parts = split(min(amount, sum(weights)), weights, basket.unit, keys)
    return list(zip(worths, parts, strict=True))


def _limited(basket: Basket, offer: Offer, off: Off, amount: int) -> int:
    if off.maximum is None:
        return amount
    return min(amount, basket.money(off.maximum, offer.currency_code))


def _percent(basket: Basket, amount: int, percent: int) -> int:
    return divide_half_up(amount * percent, PERCENT_MAX * basket.unit) * basket.unit
