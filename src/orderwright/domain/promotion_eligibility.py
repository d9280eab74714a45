"""Whether a promotion is open to a cart: the moment, the shopper, the channel, where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orderwright.domain.cart import Cart
from orderwright.domain.promotion import EVERY_CURRENCY
from orderwright.domain.promotion_offer import Offer, Schedule

DAY_SECONDS = 24 * 60 * 60
EPOCH_WEEK_DAY = 3
"""1970-01-01 was a Thursday; Monday is 0."""


@dataclass(frozen=True, slots=True)
class Shopper:
    """What promotions ask of a cart's moment and shopper.

    `now` is in milliseconds. `used_up` are the promotions that other carts have used as often as
    they may be; `segment_ids` those that the customer is in.
    """

    now: int
    utc_offset_seconds: int = 0
    completed_orders: int = 0
    segment_ids: frozenset[str] = frozenset()
    used_up: frozenset[int] = frozenset()


def is_open(offer: Offer, cart: Cart, shopper: Shopper) -> bool:
    """Whether the cart may have the offer, if it holds what the offer needs."""
    return (
        offer.is_enabled
        and is_current(offer, shopper)
        and offer.id not in shopper.used_up
        and offer.currency_code in (EVERY_CURRENCY, cart.currency_code)
        and (not offer.channel_ids or cart.channel_id in offer.channel_ids)
        and _is_for_shopper(offer, cart, shopper)
        and _is_for_destination(offer, cart)
    )


def is_current(offer: Offer, shopper: Shopper) -> bool:
    """Whether it has begun, has not ended, and its schedule has it now."""
    if shopper.now < offer.start_date:
        return False
    if offer.end_date is not None and offer.end_date <= shopper.now:
        return False
    return offer.schedule is None or _has(offer.schedule, offer.start_date, shopper)


def _has(schedule: Schedule, start_date: int, shopper: Shopper) -> bool:
    day, second = divmod(shopper.now // 1000 + shopper.utc_offset_seconds, DAY_SECONDS)
    first = (start_date // 1000 + shopper.utc_offset_seconds) // DAY_SECONDS
    week, week_day = divmod(day + EPOCH_WEEK_DAY, 7)
    if (week - (first + EPOCH_WEEK_DAY) // 7) % schedule.week_frequency:
        return False
    if week_day not in schedule.week_days:
        return False
    if schedule.start_second <= schedule.end_second:
        return schedule.start_second <= second <= schedule.end_second
    return second >= schedule.start_second or second <= schedule.end_second


def _is_for_shopper(offer: Offer, cart: Cart, shopper: Shopper) -> bool:
    group = cart.customer_group_id
    return (
        (not offer.group_ids or group in offer.group_ids)
        and group not in offer.excluded_group_ids
        and shopper.completed_orders >= offer.minimum_order_count
        and (offer.segments is None or _is_in(offer.segments, shopper.segment_ids))
    )


def _is_in(segments: Mapping[str, Any], own: frozenset[str]) -> bool:
    ((kind, value),) = segments.items()
    if kind == "id":
        return not own.isdisjoint(value)
    if kind == "not":
        return not _is_in(value, own)
    parts = [_is_in(part, own) for part in value]
    return all(parts) if kind == "and" else any(parts)


def _is_for_destination(offer: Offer, cart: Cart) -> bool:
    """Every address must fit; an offer that asks for one waits until there is one."""
    if not offer.countries:
        return True
    known = {one.address.country_code for one in cart.consignments if one.address is not None}
    if offer.countries_excluded:
        return bool(known) and known.isdisjoint(offer.countries)
    return bool(known) and known <= offer.countries
