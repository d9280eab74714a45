"""What it costs to ship goods somewhere: the zone of a destination, and what its methods offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5

from orderwright.domain.cart import ShippingOption
from orderwright.domain.money import SCALE, convert, divide_half_up, round_to_unit
from orderwright.domain.records import changed
from orderwright.domain.shipping_settings import (
    PICKUP,
    ZONE_TYPES,
    Handling,
    RateTable,
    ShippingMethod,
    ShippingZone,
    is_carrier,
)
from orderwright.domain.states import code_of_state

PER_CENT = 100 * SCALE
FREE_NAME = "Free Shipping"
FIXED_NAME = "Fixed Shipping"
FREE_TYPE = "freeshipping"
FIXED_TYPE = "shipping_fixed"
_TYPES = {
    "perorder": "shipping_flatrate",
    "peritem": "shipping_peritem",
    "weight": "shipping_byweight",
    "total": "shipping_bytotal",
    "freeshipping": FREE_TYPE,
    PICKUP: "shipping_pickupinstore",
}
_UNHANDLED = ("freeshipping", PICKUP)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where goods go; the state may be given by name or by code."""

    country_code: str = ""
    state: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class ShippedLine:
    """So many of a thing; `price` and `weight` are those of one.

    `fixed_cost` is the product's own shipping cost, in the store's currency as all settings are.
    """

    quantity: int
    price: int
    weight: int = 0
    fixed_cost: int = 0
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class CarrierRate:
    """What a carrier asks for one of its services, in the store's currency."""

    service: str
    description: str
    cost: int
    transit_time: str = ""


@dataclass(frozen=True, slots=True)
class Quoting:
    """In which channel and currency is quoted, and what carriers ask by method.

    The exchange rate is in units of 10⁻¹⁰, `unit` the currency's smallest charge.
    """

    channel_id: int = 1
    exchange_rate: int = 10**10
    unit: int = 100
    carrier_rates: Mapping[int, Sequence[CarrierRate]] | None = None

    def price(self, amount: int) -> int:
        """An amount of the settings in the currency of the quote."""
        return round_to_unit(convert(amount, self.exchange_rate), self.unit)


@dataclass(frozen=True, slots=True)
class _Load:
    """What the methods charge for; `total` is of all goods, the rest of what has no own cost."""

    total: int
    weight: int
    count: int
    fixed: int


def quote(
    zones: Sequence[ShippingZone],
    destination: Destination,
    lines: Sequence[ShippedLine],
    quoting: Quoting,
) -> list[ShippingOption]:
    """What is offered to ship these lines there; nothing where no enabled zone takes them.

    Products with free shipping count for no method, and products with a cost of their own add it
    to each. The order of lines does not matter.
    """
    zone = zone_of(zones, destination)
    if zone is None or not lines:
        return []
    load = _load(lines, quoting)
    offered = [method for method in zone.methods if method.serves(quoting.channel_id)]
    if not load.count:
        offered = [method for method in offered if method.type == PICKUP]
        return [_own_cost(zone, load), *_offers(zone, offered, load, quoting)]
    options = _free(zone, load, quoting)
    options += _offers(zone, [one for one in offered if not one.is_fallback], load, quoting)
    return options or _offers(zone, [one for one in offered if one.is_fallback], load, quoting)


def zone_of(zones: Sequence[ShippingZone], destination: Destination) -> ShippingZone | None:
    """The enabled zone that names the destination most closely, the oldest of several."""
    found = [zone for zone in zones if zone.enabled and _takes(zone, destination)]
    return min(found, key=lambda zone: (ZONE_TYPES.index(zone.type), zone.id), default=None)


def option_id(zone_id: int, method_id: int, service: str = "") -> str:
    """The id of an offer: the same as long as its zone, method and service are."""
    return md5(f"{zone_id}/{method_id}/{service}".encode(), usedforsecurity=False).hexdigest()


def _takes(zone: ShippingZone, destination: Destination) -> bool:
    if zone.type == "global":
        return True
    country = destination.country_code.strip().upper()
    if zone.type == "zip":
        codes = zone.postal_codes.get(country)
        return codes is not None and codes.hold(destination.postal_code)
    locations = [one for one in zone.locations if one.country_code.upper() == country]
    if zone.type == "country":
        return bool(locations)
    state = (code_of_state(country, destination.state) or destination.state).strip().upper()
    return state in [one.state_code.upper() for one in locations]


def _load(lines: Sequence[ShippedLine], quoting: Quoting) -> _Load:
    charged = [line for line in lines if not line.is_free]
    rated = [line for line in charged if not line.fixed_cost]
    return _Load(
        total=sum([line.price * line.quantity for line in lines]),
        weight=sum([line.weight * line.quantity for line in rated]),
        count=sum([line.quantity for line in rated]),
        fixed=sum([quoting.price(line.fixed_cost) * line.quantity for line in charged]),
    )


def _own_cost(zone: ShippingZone, load: _Load) -> ShippingOption:
    """What is offered where every product is free or has a cost of its own."""
    if not load.fixed:
        return _option(zone, FREE_TYPE, FREE_NAME, 0)
    return _option(zone, FIXED_TYPE, FIXED_NAME, load.fixed)


def _free(zone: ShippingZone, load: _Load, quoting: Quoting) -> list[ShippingOption]:
    free = zone.free_shipping
    if not free.enabled or load.total < quoting.price(free.minimum):
        return []
    cost = load.fixed if free.excludes_fixed else 0
    return [_option(zone, FREE_TYPE, FREE_NAME, cost)]


def _offers(
    zone: ShippingZone, methods: Sequence[ShippingMethod], load: _Load, quoting: Quoting
) -> list[ShippingOption]:
    options: list[ShippingOption] = []
    for method in sorted(methods, key=lambda one: one.id):
        if is_carrier(method.type):
            options += _carried(zone, method, load, quoting)
            continue
        cost = _cost(method, load, quoting)
        if cost is None:
            continue
        option = _option(zone, _TYPES[method.type], method.name, cost, method)
        if method.type not in _UNHANDLED:
            option = _handled(option, zone, method, quoting)
        options.append(option)
    return options


def _carried(
    zone: ShippingZone, method: ShippingMethod, load: _Load, quoting: Quoting
) -> list[ShippingOption]:
    options = []
    for rate in (quoting.carrier_rates or {}).get(method.id, ()):
        option = _option(
            zone,
            f"shipping_{method.type}",
            rate.description,
            quoting.price(rate.cost) + load.fixed,
            method,
            rate.service,
        )
        option = changed(option, transit_time=rate.transit_time)
        options.append(_handled(option, zone, method, quoting))
    return options


def _cost(method: ShippingMethod, load: _Load, quoting: Quoting) -> int | None:
    """What a method asks, with what products cost of their own; None where it does not offer."""
    if method.type == PICKUP:
        return quoting.price(method.rate)
    if method.type == "freeshipping":
        return load.fixed
    if method.type == "perorder":
        return quoting.price(method.rate) + load.fixed
    if method.type == "peritem":
        return quoting.price(method.rate) * load.count + load.fixed
    if method.type == "weight":
        cost = _from_table(method.table, load.weight, load.total, quoting, is_money=False)
    else:
        cost = _from_table(method.table, load.total, load.total, quoting, is_money=True)
    return None if cost is None else cost + load.fixed


def _from_table(
    table: RateTable, measure: int, total: int, quoting: Quoting, *, is_money: bool
) -> int | None:
    """The cost of the range that holds the measure; where two meet, that of the upper one."""
    touched: int | None = None
    for one in table.ranges:
        lower = quoting.price(one.lower) if is_money else one.lower
        upper = quoting.price(one.upper) if is_money else one.upper
        if lower <= measure < upper:
            return quoting.price(one.cost)
        if lower <= measure == upper and touched is None:
            touched = quoting.price(one.cost)
    if touched is not None:
        return touched
    if table.default is None:
        return None
    if table.is_percentage:
        return _percentage(total, table.default, quoting.unit)
    return quoting.price(table.default)


def _handled(
    option: ShippingOption, zone: ShippingZone, method: ShippingMethod, quoting: Quoting
) -> ShippingOption:
    """The option with its handling fees, beside the cost or within it as the zone shows them."""
    fee = sum([_fee(fees, option.cost, quoting) for fees in (zone.handling, method.handling)])
    if zone.handling.display_separately:
        return changed(option, handling=fee)
    return changed(option, cost=option.cost + fee)


def _fee(handling: Handling, cost: int, quoting: Quoting) -> int:
    if handling.percentage is not None:
        return _percentage(cost, handling.percentage, quoting.unit)
    return quoting.price(handling.fixed or 0)


def _percentage(amount: int, percentage: int, unit: int) -> int:
    return divide_half_up(amount * percentage, PER_CENT * unit) * unit


def _option(
    zone: ShippingZone,
    option_type: str,
    description: str,
    cost: int,
    method: ShippingMethod | None = None,
    service: str = "",
) -> ShippingOption:
    method_id = 0 if method is None else method.id
    return ShippingOption(
        id=option_id(zone.id, method_id, service or ("" if method_id else option_type)),
        type=option_type,
        description=description,
        cost=cost,
        zone_id=zone.id,
        zone_name=zone.name,
        method_id=method_id,
    )
