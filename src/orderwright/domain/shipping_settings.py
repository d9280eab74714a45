"""Shipping zones and methods as their owner sets them.

Amounts are ten-thousandths of the store's currency, weights ten-thousandths of its unit of weight,
percentages ten-thousandths of a per cent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from orderwright.domain.errors import FieldError, InvalidInput
from orderwright.domain.geography import name_of_country
from orderwright.domain.postal_code import PostalCodes

ZoneType = Literal["zip", "state", "country", "global"]

ZONE_TYPES: tuple[ZoneType, ...] = ("zip", "state", "country", "global")
"""From the most to the least specific."""

CARRIERS = ("auspost", "canadapost", "endicia", "usps", "fedex", "royalmail", "upsready", "zoom2u")
OWN_CARRIER = "carrier_"
"""How the names of carriers begin that an operator has added (reference: carrier connections)."""

PICKUP = "pickupinstore"
TABLES = ("weight", "total")
_WIRE_NAMES = {"postal_code": "zip", "state_code": "state_iso2", "country_code": "country_iso2"}
METHOD_TYPES = ("perorder", "peritem", *TABLES, *CARRIERS, "freeshipping", PICKUP)


def is_carrier(method_type: str) -> bool:
    """Whether methods of the type are quoted by a carrier."""
    return method_type in CARRIERS or method_type.startswith(OWN_CARRIER)


@dataclass(frozen=True, slots=True)
class ShippingLocation:
    """A country, one of its states, or postal codes in it, which may hold `*` and `?`."""

    id: int = 0
    country_code: str = ""
    state_code: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class FreeShipping:
    """What a zone ships for nothing: goods of at least `minimum`.

    With `excludes_fixed` the fixed costs of products are charged all the same.
    """

    enabled: bool = False
    minimum: int = 0
    excludes_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Handling:
    """What is charged beside shipping: a fixed amount, or a percentage of the shipping cost."""

    fixed: int | None = None
    percentage: int | None = None
    display_separately: bool = False


@dataclass(frozen=True, slots=True)
class RateRange:
    """The cost from a weight or a total on, up to another."""

    lower: int
    upper: int
    cost: int


@dataclass(frozen=True, slots=True)
class RateTable:
    """Costs by range; the default elsewhere, or no offer where it is None.

    The default is an amount, or a percentage of the goods' total.
    """

    ranges: tuple[RateRange, ...] = ()
    default: int | None = None
    is_percentage: bool = False


@dataclass(frozen=True, slots=True)
class ShippingMethod:
    """A way to ship to a zone.

    A fallback is offered only where nothing else is. `handling` is charged beside the zone's own;
    `carrier_options` are kept for the carrier as they came.
    """

    id: int = 0
    zone_id: int = 0
    name: str = ""
    type: str = "perorder"
    enabled: bool = True
    rate: int = 0
    table: RateTable = RateTable()
    carrier_options: Mapping[str, Any] = field(default_factory=dict)
    handling: Handling = Handling()
    is_fallback: bool = False
    channel_ids: tuple[int, ...] = (1,)

    def serves(self, channel_id: int) -> bool:
        """Whether the method is offered in a channel."""
        return self.enabled and channel_id in self.channel_ids

    def check(self) -> None:
        """Raises InvalidInput for ranges that end before they begin."""
        if any(one.upper <= one.lower for one in self.table.ranges):
            raise InvalidInput(FieldError("range"))


@dataclass(frozen=True, slots=True)
class ShippingZone:
    """Destinations that are shipped to alike."""

    id: int = 0
    name: str = ""
    type: ZoneType = "global"
    enabled: bool = True
    locations: tuple[ShippingLocation, ...] = ()
    free_shipping: FreeShipping = FreeShipping()
    handling: Handling = Handling()
    methods: tuple[ShippingMethod, ...] = ()
    postal_codes: Mapping[str, PostalCodes] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        written: dict[str, list[str]] = {}
        for location in self.locations if self.type == "zip" else ():
            written.setdefault(location.country_code.upper(), []).append(location.postal_code)
        codes = {country: PostalCodes.of(country, codes) for country, codes in written.items()}
        object.__setattr__(self, "postal_codes", codes)

    def check(self) -> None:
        """Raises InvalidInput for a location that lacks what its kind of zone needs."""
        if self.type == "global":
            return
        needed = {"zip": "postal_code", "state": "state_code", "country": "country_code"}[self.type]
        for location in self.locations:
            if name_of_country(location.country_code) is None:
                raise InvalidInput(FieldError("country_iso2"))
            if not getattr(location, needed):
                raise InvalidInput(FieldError(_WIRE_NAMES[needed], "required"))


def numbered(zone: ShippingZone, known: Sequence[ShippingLocation]) -> ShippingZone:
    """The zone with an id for each location; ids of known ones are kept and not given again."""
    kept = {location.id for location in known}
    following = max(kept, default=0) + 1
    locations: list[ShippingLocation] = []
    for location in zone.locations:
        if location.id in kept:
            kept.discard(location.id)
            locations.append(location)
        else:
            locations.append(replace(location, id=following))
            following += 1
    return replace(zone, locations=tuple(locations))
