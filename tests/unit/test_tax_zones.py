"""Which zone a shopper is in, and what it takes."""

import pytest

from orderwright.domain.money import SCALE
from orderwright.domain.tax import NO_TAX, TaxRate
from orderwright.domain.tax_zones import (
    Place,
    TaxBook,
    TaxLocation,
    TaxZone,
    ZoneRate,
    rates_for,
    zone_of,
)

EVERYWHERE = TaxZone(1, "Everywhere else", is_default=True)
AMERICA = TaxZone(2, "America", locations=(TaxLocation("US"),))
TEXAS = TaxZone(3, "Texas", locations=(TaxLocation("US", ("TX",)),))
AUSTIN = TaxZone(4, "Austin", locations=(TaxLocation("US", ("TX",), ("787*",)),))
WHOLESALE = TaxZone(5, "Wholesale", locations=(TaxLocation("US", ("TX",)),), customer_groups=(7,))
SYDNEY = TaxZone(6, "Sydney", locations=(TaxLocation("AU", (), ("2000-2234",)),))
ZONES = (EVERYWHERE, AMERICA, TEXAS, AUSTIN, WHOLESALE, SYDNEY)


@pytest.mark.parametrize(
    "place, zone",
    [
        (Place("US", "TX", "78701"), AUSTIN),
        (Place("us", "texas", "78701-1234"), AUSTIN),
        (Place("US", "Texas", "75001"), TEXAS),
        (Place("US", "Texas", ""), TEXAS),
        (Place("US", "Ohio", "78701"), AMERICA),
        (Place("US", "", ""), AMERICA),
        (Place("US", "TX", "75001", 7), WHOLESALE),
        (Place("US", "TX", "78701", 7), AUSTIN),
        (Place("US", "TX", "75001", 8), TEXAS),
        (Place("AU", "New South Wales", "2100"), SYDNEY),
        (Place("AU", "New South Wales", "2235"), EVERYWHERE),
        (Place("AU", "New South Wales", "210"), EVERYWHERE),
        (Place("GB", "", "SW1A 1AA"), EVERYWHERE),
        (Place(), EVERYWHERE),
    ],
)
def test_most_specific_zone_wins(place: Place, zone: TaxZone) -> None:
    assert zone_of(ZONES, place) is zone
    assert zone_of(tuple(reversed(ZONES)), place) is zone


def test_nobody_is_in_a_zone_without_locations() -> None:
    assert zone_of((TaxZone(9, "Empty"),), Place("US")) is None


@pytest.mark.parametrize(
    "pattern, code, fits",
    [
        ("SW1A 1AA", "sw1a1aa", True),
        ("SW1*", "SW1A 1AA", True),
        ("K?A*", "K1A 0B1", True),
        ("K?A*", "K11 0B1", False),
        ("1000-1999", "1999", True),
        ("1000-1999", "2000", False),
        ("1000-1999", "10005", False),
        ("[0-9]*", "1000", False),
        ("*", "", False),
    ],
)
def test_postal_code_patterns(pattern: str, code: str, fits: bool) -> None:
    zone = TaxZone(1, "Some", locations=(TaxLocation("XX", (), (pattern,)),))
    assert (zone_of((zone,), Place("XX", "", code)) is zone) is fits


def test_rates_of_a_zone_and_class() -> None:
    state = ZoneRate(1, 3, "State", 1, {0: 6_250_000, 1: 0})
    city = ZoneRate(2, 3, "City", 2, {0: 2_000_000})
    other = ZoneRate(3, 2, "Federal", 1, {0: 1_000_000})
    rates = (state, city, other)
    assert rates_for(rates, TEXAS, 0) == (
        TaxRate(1, "State", 6_250_000, 1),
        TaxRate(2, "City", 2_000_000, 2),
    )
    assert rates_for(rates, TEXAS, 1) == ()
    assert rates_for(rates, None, 0) == ()


def test_book_taxes_what_the_zone_taxes() -> None:
    book = TaxBook(ZONES, (ZoneRate(1, 3, "Texas", 1, {0: 8_250_000}),), {1: "Food"})
    texan = book.taxes_on(0, Place("US", "TX"))
    assert texan.on_exclusive(100 * SCALE, 100) == (82_500,)
    assert (texan.tax_class_id, texan.class_name) == (0, "Default Tax Class")
    assert book.taxes_on(0, Place("US", "TX")) is texan
    exempt = book.taxes_on(1, Place("US", "TX"))
    assert (exempt.rates, exempt.class_name) == ((), "Food")
    assert TaxBook(ZONES).taxes_on(0, Place("US", "TX")) is NO_TAX
