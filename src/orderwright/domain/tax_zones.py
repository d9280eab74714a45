"""Which tax zone a shopper is in, and which rates it puts on a tax class."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from orderwright.domain.postal_code import fits_any
from orderwright.domain.states import code_of_state
from orderwright.domain.tax import NO_TAX, TaxRate, TaxSet, tax_set

DEFAULT_CLASS_ID = 0
DEFAULT_CLASS_NAME = "Default Tax Class"
REMEMBERED_PLACES = 4_096

_EVERYWHERE, _COUNTRY, _STATE, _POSTAL_CODE = range(4)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a taxed thing goes, and the customer group of whoever buys it (0 for none).

    The state may be given by name or by code.
    """

    country_code: str = ""
    state: str = ""
    postal_code: str = ""
    customer_group_id: int = 0


@dataclass(frozen=True, slots=True)
class TaxLocation:
    """A country, or only some of its subdivisions or postal codes.

    A postal code may hold `*` and `?`, or be a range of numbers (`78700-78799`).
    """

    country_code: str
    subdivision_codes: tuple[str, ...] = ()
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxZone:
    """Shoppers who are taxed alike. The default zone takes everyone whom no other zone takes."""

    id: int
    name: str
    is_default: bool = False
    locations: tuple[TaxLocation, ...] = ()
    customer_groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneRate:
    """One tax of a zone, with its rate (millionths of a percent) by tax class."""

    id: int
    tax_zone_id: int
    name: str
    priority: int = 1
    class_rates: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaxBook:
    """All enabled zones and rates of a store, and the names of its tax classes."""

    zones: tuple[TaxZone, ...] = ()
    rates: tuple[ZoneRate, ...] = ()
    class_names: Mapping[int, str] = field(default_factory=dict)
    _found: dict[tuple[int, Place], TaxSet] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def taxes_on(self, tax_class_id: int, place: Place) -> TaxSet:
        """The taxes on a tax class at a place, worked out once."""
        if not self.rates:
            return NO_TAX
        key = (tax_class_id, place)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= REMEMBERED_PLACES:
                self._found.clear()
            zone = zone_of(self.zones, place)
            found = self._found[key] = tax_set(
                rates_for(self.rates, zone, tax_class_id),
                tax_class_id,
                self.class_name(tax_class_id),
            )
        return found

    def class_name(self, tax_class_id: int) -> str:
        """The name of a tax class; empty for one that is gone."""
        if tax_class_id == DEFAULT_CLASS_ID:
            return DEFAULT_CLASS_NAME
        return self.class_names.get(tax_class_id, "")


NO_TAX_BOOK = TaxBook()


def zone_of(zones: Iterable[TaxZone], place: Place) -> TaxZone | None:
    """The most specific zone: by postal code before state before country before everywhere.

    Among these a zone for the customer's group goes before one for all, and the older zone first.
    """
    best: TaxZone | None = None
    best_rank: tuple[int, bool, int] | None = None
    for zone in zones:
        fit = _fit(zone, place)
        if fit is None:
            continue
        rank = (-fit, not zone.customer_groups, zone.id)
        if best_rank is None or rank < best_rank:
            best, best_rank = zone, rank
    return best


def rates_for(
    rates: Iterable[ZoneRate], zone: TaxZone | None, tax_class_id: int
) -> tuple[TaxRate, ...]:
    """The rates that a zone puts on a tax class; those of zero are left out."""
    if zone is None:
        return ()
    return tuple(
        TaxRate(rate.id, rate.name, rate.class_rates[tax_class_id], rate.priority)
        for rate in rates
        if rate.tax_zone_id == zone.id and rate.class_rates.get(tax_class_id)
    )


def _fit(zone: TaxZone, place: Place) -> int | None:
    if zone.is_default:
        return _EVERYWHERE
    if zone.customer_groups and place.customer_group_id not in zone.customer_groups:
        return None
    fits = (_location_fit(location, place) for location in zone.locations)
    return max((fit for fit in fits if fit is not None), default=None)


def _location_fit(location: TaxLocation, place: Place) -> int | None:
    if location.country_code.upper() != place.country_code.upper():
        return None
    if location.subdivision_codes:
        code = code_of_state(place.country_code, place.state) or place.state
        if code.strip().upper() not in {c.upper() for c in location.subdivision_codes}:
            return None
    if location.postal_codes:
        if not fits_any(place.country_code, place.postal_code, location.postal_codes):
            return None
        return _POSTAL_CODE
    return _STATE if location.subdivision_codes else _COUNTRY
