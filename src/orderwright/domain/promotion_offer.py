"""A promotion as carts meet it: its parts read once, so that they need no reading for each cart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from orderwright.domain.money import parse_money
from orderwright.domain.promotion import EVERY_CURRENCY, Promotion
from orderwright.domain.promotion_items import Goods, Items, goods_named, read_items

Strategy = Literal[
    "LEAST_EXPENSIVE", "LEAST_EXPENSIVE_ONLY", "MOST_EXPENSIVE", "MOST_EXPENSIVE_ONLY"
]


@dataclass(frozen=True, slots=True)
class Off:
    """An amount of money, or ten-thousandths of a percent, and at most how much in all."""

    fixed: int | None = None
    percent: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class OffCart:
    """Off the whole cart."""

    off: Off


@dataclass(frozen=True, slots=True)
class OffItems:
    """Off so many units of these items (0: of all), each alone or all of them together."""

    off: Off
    items: Items | None = None
    quantity: int = 0
    strategy: Strategy = "LEAST_EXPENSIVE"
    as_total: bool = False
    takes_conditional: bool = False
    spares_sale: bool = False
    adds: tuple[Goods, ...] = ()
    """What is put into the cart for nothing, if it can be, in place of a discount."""


@dataclass(frozen=True, slots=True)
class FixedPriceSet:
    """So many units of these items for one price."""

    price: int
    quantity: int
    items: Items | None = None
    strategy: Strategy = "MOST_EXPENSIVE"
    takes_conditional: bool = True
    spares_sale: bool = False


@dataclass(frozen=True, slots=True)
class Gift:
    """So many units of something, put into the cart for nothing."""

    goods: Goods
    quantity: int


@dataclass(frozen=True, slots=True)
class FreeShipping:
    """Shipping for nothing in these zones, None for all of them."""

    zone_ids: frozenset[int] | None = None


Action = OffCart | OffItems | FixedPriceSet | Gift | FreeShipping


@dataclass(frozen=True, slots=True)
class Need:
    """What a cart must hold: of these items, or where they are None of anything."""

    items: Items | None = None
    quantity: int = 0
    spend: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a promotion does once all needs are met."""

    action: Action
    needs: tuple[Need, ...] = ()
    apply_once: bool = True
    stop: bool = True


@dataclass(frozen=True, slots=True)
class Schedule:
    """On which days of every so many weeks, and when in the day; seconds since midnight."""

    week_frequency: int
    week_days: frozenset[int]
    start_second: int
    end_second: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner: what it says, when, and where."""

    type: str
    content: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A promotion ready to be applied.

    Without `channel_ids`, `group_ids` or `countries` all are meant; `countries_excluded` turns the
    countries round. `segments` are read as they came.
    """

    id: int
    name: str
    rules: tuple[Rule, ...]
    currency_code: str = EVERY_CURRENCY
    is_coupon: bool = False
    is_enabled: bool = True
    channel_ids: frozenset[int] = frozenset()
    group_ids: frozenset[int] = frozenset()
    excluded_group_ids: frozenset[int] = frozenset()
    minimum_order_count: int = 0
    segments: Mapping[str, Any] | None = None
    countries: frozenset[str] = frozenset()
    countries_excluded: bool = False
    start_date: int = 0
    end_date: int | None = None
    schedule: Schedule | None = None
    max_uses: int = 0
    stop: bool = False
    is_exclusive: bool = False
    overrides_others: bool = False
    overrides_lower: bool = False
    notices: tuple[Notice, ...] = ()

    @property
    def needs_custom_fields(self) -> bool:
        return any(items.needs_custom_fields for items in items_of(self))

    @property
    def goods(self) -> list[Goods]:
        """All that it may put into a cart."""
        given = [r.action.goods for r in self.rules if isinstance(r.action, Gift)]
        added = [r.action.adds for r in self.rules if isinstance(r.action, OffItems)]
        return [*given, *[one for several in added for one in several]]


_WEEK_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHOLE_OFF = Off(percent=100 * 10_000)


def offer_of(promotion: Promotion) -> Offer:
    """What a promotion comes to for carts."""
    customer = promotion.customer
    address = promotion.shipping_address or {}
    countries = address.get("not", address).get("countries", ())
    return Offer(
        id=promotion.id,
        name=promotion.shown_name,
        rules=tuple([_rule(given) for given in promotion.rules]),
        currency_code=promotion.currency_code,
        is_coupon=promotion.is_coupon,
        is_enabled=promotion.status == "ENABLED",
        channel_ids=frozenset(promotion.channels),
        group_ids=frozenset(customer.get("group_ids", ())),
        excluded_group_ids=frozenset(customer.get("excluded_group_ids", ())),
        minimum_order_count=customer.get("minimum_order_count", 0),
        segments=customer.get("segments"),
        countries=frozenset([one["iso2_country_code"].upper() for one in countries]),
        countries_excluded="not" in address,
        start_date=promotion.start_date,
        end_date=promotion.end_date,
        schedule=_schedule(promotion.schedule) if promotion.schedule else None,
        max_uses=promotion.max_uses,
        stop=promotion.stop,
        is_exclusive=not promotion.can_be_used_with_other_promotions,
        overrides_others=promotion.coupon_overrides_other_promotions,
        overrides_lower=promotion.coupon_overrides_automatic_when_offering_higher_discounts,
        notices=tuple(
            [
                Notice(
                    given["type"].lower(),
                    given["content"],
                    tuple([page.replace("_", "").lower() for page in given["locations"]]),
                )
                for given in promotion.notifications
            ]
        ),
    )


def items_of(offer: Offer) -> Iterator[Items]:
    """Every matcher of an offer."""
    for rule in offer.rules:
        yield from [need.items for need in rule.needs if need.items is not None]
        if isinstance(rule.action, OffItems | FixedPriceSet) and rule.action.items is not None:
            yield rule.action.items


def _rule(given: Mapping[str, Any]) -> Rule:
    condition = given.get("condition") or {}
    needs = condition.get("and", [condition] if condition else [])
    return Rule(
        action=_action(given["action"]),
        needs=tuple([_need(need["cart"]) for need in needs]),
        apply_once=given.get("apply_once", True),
        stop=given.get("stop", True),
    )


def _need(given: Mapping[str, Any]) -> Need:
    items = _items(given)
    return Need(
        items,
        given.get("minimum_quantity", 0) if items is not None else 0,
        parse_money(given.get("minimum_spend", 0)),
    )


def _items(given: Mapping[str, Any]) -> Items | None:
    return read_items(given["items"]) if given.get("items") else None


def _action(given: Mapping[str, Any]) -> Action:
    ((kind, action),) = given.items()
    if kind == "cart_value":
        return OffCart(_off(action))
    if kind == "cart_items":
        return _off_items(action)
    if kind == "fixed_price_set":
        return FixedPriceSet(
            price=parse_money(action["fixed_price"]),
            quantity=action["quantity"],
            items=_items(action),
            strategy=action.get("strategy", "MOST_EXPENSIVE"),
            takes_conditional=action.get("include_items_considered_by_condition", True),
            spares_sale=action.get("exclude_items_on_sale", False),
        )
    if kind == "gift_item":
        goods = action.get("product_id") or 0, action.get("variant_id") or 0
        return Gift(goods, action["quantity"])
    zone_ids = action["zone_ids"]
    return FreeShipping(None if zone_ids == "*" else frozenset(zone_ids))


def _off_items(action: Mapping[str, Any]) -> OffItems:
    items = _items(action)
    free = action.get("add_free_item", False)
    return OffItems(
        off=_WHOLE_OFF if free else _off(action),
        items=items,
        quantity=action.get("quantity", 1 if free else 0),
        strategy=action.get("strategy", "LEAST_EXPENSIVE"),
        as_total=action.get("as_total", False),
        takes_conditional=action.get("include_items_considered_by_condition", False),
        spares_sale=action.get("exclude_items_on_sale", False),
        adds=goods_named(items) if free and items is not None else (),
    )


def _off(action: Mapping[str, Any]) -> Off:
    discount, maximum = action["discount"], action.get("maximum_allowed_discount_amount")
    limit = None if maximum is None else parse_money(maximum)
    if "fixed_amount" in discount:
        return Off(fixed=parse_money(discount["fixed_amount"]), maximum=limit)
    return Off(percent=parse_money(discount["percentage_amount"]), maximum=limit)


def _schedule(given: Mapping[str, Any]) -> Schedule:
    return Schedule(
        given["week_frequency"],
        frozenset([_WEEK_DAYS.index(day) for day in given["week_days"]]),
        _seconds(given["daily_start_time"]),
        _seconds(given["daily_end_time"]),
    )


def _seconds(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return (hours * 60 + minutes) * 60 + seconds
