"""What shipping costs, by examples worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderwright.domain.cart import ShippingOption
from orderwright.domain.money import SCALE
from orderwright.domain.shipping import (
    CarrierRate,
    Destination,
    Quoting,
    ShippedLine,
    option_id,
    quote,
    zone_of,
)
from orderwright.domain.shipping_settings import (
    FreeShipping,
    Handling,
    RateRange,
    RateTable,
    ShippingLocation,
    ShippingMethod,
    ShippingZone,
)

AUSTIN = Destination("US", "Texas", "78701-1234")
WORLD = ShippingZone(1, "Everywhere")
AMERICA = ShippingZone(2, "America", "country", locations=(ShippingLocation(1, "US"),))
TEXAS = ShippingZone(3, "Texas", "state", locations=(ShippingLocation(1, "US", "TX"),))
CENTRE = ShippingZone(
    4,
    "Austin",
    "zip",
    locations=(ShippingLocation(1, "US", "", "78701"), ShippingLocation(2, "US", "", "7871?")),
)
RANGED = ShippingZone(5, "North", "zip", locations=(ShippingLocation(1, "US", "", "75001-75999"),))
ZONES = (WORLD, AMERICA, TEXAS, CENTRE, RANGED)

MUGS = ShippedLine(quantity=3, price=12 * SCALE, weight=8_000)
KETTLE = ShippedLine(quantity=1, price=39 * SCALE, weight=22_000)
STOOL = ShippedLine(quantity=2, price=55 * SCALE, weight=50_000, fixed_cost=4 * SCALE)
POSTER = ShippedLine(quantity=5, price=1 * SCALE, weight=1_000, is_free=True)


def costs(method: dict[str, Any] | None, *lines: ShippedLine, **zone: Any) -> list[tuple[str, int]]:
    """Type and cost of what one method of an otherwise plain zone offers."""
    methods = () if method is None else (ShippingMethod(7, 1, "Named", **method),)
    options = quote((replace(WORLD, methods=methods, **zone),), AUSTIN, lines, Quoting())
    return [(one.type, one.cost) for one in options]


def table(*ranges: tuple[int, int, int], default: int | None = None, **more: Any) -> RateTable:
    return RateTable(tuple([RateRange(*one) for one in ranges]), default, **more)


@pytest.mark.parametrize(
    "destination, zone",
    [
        (AUSTIN, CENTRE),
        (Destination("us", "tx", "78715"), CENTRE),
        (Destination("US", "TX", "75001"), RANGED),
        (Destination("US", "TX", "75000"), TEXAS),
        (Destination("US", "TX", ""), TEXAS),
        (Destination("US", "Ohio", "43004"), AMERICA),
        (Destination("MX", "TX", "78701"), WORLD),
        (Destination(), WORLD),
    ],
)
def test_most_specific_zone_wins(destination: Destination, zone: ShippingZone) -> None:
    assert zone_of(ZONES, destination) is zone
    assert zone_of(tuple(reversed(ZONES)), destination) is zone


def test_disabled_zones_and_unknown_places_get_no_offer() -> None:
    method = ShippingMethod(7, 2, "Named", rate=5 * SCALE)
    america = replace(AMERICA, methods=(method,))
    assert quote((replace(america, enabled=False),), AUSTIN, [MUGS], Quoting()) == []
    assert quote((america,), Destination("DE"), [MUGS], Quoting()) == []
    assert quote((america,), AUSTIN, [], Quoting()) == []
    assert [one.cost for one in quote((america,), AUSTIN, [MUGS], Quoting())] == [5 * SCALE]


def test_an_older_zone_goes_before_a_younger_one_of_its_kind() -> None:
    younger = replace(AMERICA, id=9)
    assert zone_of((younger, AMERICA), AUSTIN) is AMERICA


@pytest.mark.parametrize(
    "method, lines, offered",
    [
        ({"rate": 70_000}, (MUGS, KETTLE), [("shipping_flatrate", 70_000)]),
        # 4 items at 8.00
        ({"type": "peritem", "rate": 80_000}, (MUGS, KETTLE), [("shipping_peritem", 320_000)]),
        # 2 stools at 4.00 of their own, beside the 7.00 of the order
        ({"rate": 70_000}, (MUGS, STOOL), [("shipping_flatrate", 150_000)]),
        # 3 mugs at 8.00 and 2 stools at 4.00; posters are free
        (
            {"type": "peritem", "rate": 80_000},
            (MUGS, STOOL, POSTER),
            [("shipping_peritem", 320_000)],
        ),
        ({"rate": 70_000}, (STOOL,), [("shipping_fixed", 80_000)]),
        ({"rate": 70_000}, (STOOL, POSTER), [("shipping_fixed", 80_000)]),
        ({"rate": 70_000}, (POSTER,), [("freeshipping", 0)]),
        ({"type": "freeshipping"}, (MUGS,), [("freeshipping", 0)]),
        ({"type": "pickupinstore"}, (MUGS, STOOL), [("shipping_pickupinstore", 0)]),
        (
            {"type": "pickupinstore"},
            (STOOL,),
            [("shipping_fixed", 80_000), ("shipping_pickupinstore", 0)],
        ),
        ({"enabled": False}, (MUGS,), []),
        ({"channel_ids": (2, 3)}, (MUGS,), []),
        ({"channel_ids": (1, 3)}, (MUGS,), [("shipping_flatrate", 0)]),
        ({"is_fallback": True, "rate": 90_000}, (MUGS,), [("shipping_flatrate", 90_000)]),
    ],
)  # fmt: skip
def test_methods(
    method: dict[str, Any], lines: tuple[ShippedLine, ...], offered: list[tuple[str, int]]
) -> None:
    assert costs(method, *lines) == offered


@pytest.mark.parametrize(
    "quantity, cost",
    # Kettles weigh 2.2: 4.4, 6.6, 11.0 (the second range), 20.0 is its end, beyond is the default.
    [(2, 80_000), (3, 80_000), (5, 120_000), (10, 120_000), (11, 200_000)],
)
def test_by_weight(quantity: int, cost: int) -> None:
    ranges = table((0, 110_000, 80_000), (110_000, 220_000, 120_000), default=200_000)
    line = replace(KETTLE, quantity=quantity)
    assert costs({"type": "weight", "table": ranges}, line) == [("shipping_byweight", cost)]


def test_by_weight_leaves_out_what_is_free_or_has_a_cost_of_its_own() -> None:
    ranges = table((0, 25_000, 80_000), (25_000, 900_000, 120_000))
    # Mugs weigh 2.4; the 10.0 of the stools and the posters' 0.5 do not count.
    assert costs({"type": "weight", "table": ranges}, MUGS, STOOL, POSTER) == [
        ("shipping_byweight", 80_000 + 80_000)
    ]


def test_no_range_and_no_default_is_no_offer() -> None:
    ranges = table((0, 10_000, 80_000))
    assert costs({"type": "weight", "table": ranges}, MUGS) == []


@pytest.mark.parametrize(
    "price, cost",
    [
        (199_900, 150_000),
        (499_900, 150_000),
        (500_000, 0),
        (1_000_000_000, 0),
        # 49.995 lies in no range: the default of 12.5 %, rounded to the cent, is 6.25.
        (499_950, 62_500),
    ],
)
def test_by_total(price: int, cost: int) -> None:
    ranges = table(
        (0, 499_900, 150_000), (500_000, 1_000_000_000, 0), default=125_000, is_percentage=True
    )
    line = ShippedLine(1, price)
    assert costs({"type": "total", "table": ranges}, line) == [("shipping_bytotal", cost)]


@pytest.mark.parametrize(
    "free, lines, offered",
    [
        # 36.00 of mugs and 39.00 of kettle
        (FreeShipping(True, 750_000), (MUGS, KETTLE), [("freeshipping", 0)]),
        (FreeShipping(True, 750_100), (MUGS, KETTLE), []),
        (FreeShipping(False, 0), (MUGS, KETTLE), []),
        (FreeShipping(True, 0), (MUGS, STOOL), [("freeshipping", 0)]),
        (FreeShipping(True, 0, True), (MUGS, STOOL), [("freeshipping", 80_000)]),
    ],
)
def test_free_shipping_of_a_zone(
    free: FreeShipping, lines: tuple[ShippedLine, ...], offered: list[tuple[str, int]]
) -> None:
    assert costs(None, *lines, free_shipping=free) == offered


def test_free_shipping_is_offered_beside_methods() -> None:
    assert costs({"rate": 70_000}, MUGS, free_shipping=FreeShipping(True)) == [
        ("freeshipping", 0),
        ("shipping_flatrate", 70_000),
    ]


@pytest.mark.parametrize(
    "of_zone, of_method, cost, handling",
    [
        (Handling(), Handling(), 70_000, 0),
        (Handling(fixed=15_000), Handling(), 85_000, 0),
        (Handling(fixed=15_000, display_separately=True), Handling(), 70_000, 15_000),
        # 12.5 % of 7.00 is 0.875, charged as 0.88
        (Handling(percentage=125_000), Handling(), 78_800, 0),
        (Handling(percentage=125_000, display_separately=True), Handling(), 70_000, 8_800),
        (Handling(fixed=15_000), Handling(fixed=20_000), 105_000, 0),
        (Handling(15_000, None, True), Handling(percentage=100_000), 70_000, 22_000),
        (Handling(fixed=15_000), Handling(fixed=0), 85_000, 0),
    ],
)
def test_handling(of_zone: Handling, of_method: Handling, cost: int, handling: int) -> None:
    method = ShippingMethod(7, 1, "Flat", rate=70_000, handling=of_method)
    zone = replace(WORLD, handling=of_zone, methods=(method,))
    (option,) = quote((zone,), AUSTIN, [MUGS], Quoting())
    assert (option.cost, option.handling) == (cost, handling)


def test_free_and_fetched_goods_are_not_handled() -> None:
    zone = {"handling": Handling(fixed=15_000), "free_shipping": FreeShipping(True)}
    assert costs({"type": "pickupinstore"}, MUGS, **zone) == [
        ("freeshipping", 0),
        ("shipping_pickupinstore", 0),
    ]


def test_an_option_names_its_zone_and_method() -> None:
    zone = replace(TEXAS, methods=(ShippingMethod(7, 3, "By Train", rate=123_400),))
    assert quote((zone,), AUSTIN, [MUGS], Quoting()) == [
        ShippingOption(
            id="5e7e4ec8e95d7c6aaf4214056e8f25a0",
            type="shipping_flatrate",
            description="By Train",
            cost=123_400,
            zone_id=3,
            zone_name="Texas",
            method_id=7,
        )
    ]
    assert option_id(3, 7) == "5e7e4ec8e95d7c6aaf4214056e8f25a0"


def test_another_currency() -> None:
    """At 0.9 a unit: 7.77 comes to 6.993, charged as 6.99; 50.00 is reached by 45.00."""
    method = ShippingMethod(7, 1, "Flat", rate=77_700)
    zone = replace(WORLD, methods=(method,), free_shipping=FreeShipping(True, 500_000))
    quoting = Quoting(exchange_rate=9 * 10**9)
    dear, cheap = ShippedLine(1, 450_000), ShippedLine(1, 449_900)
    assert [one.cost for one in quote((zone,), AUSTIN, [dear], quoting)] == [0, 69_900]
    assert [one.cost for one in quote((zone,), AUSTIN, [cheap], quoting)] == [69_900]


def test_carriers_and_their_fallback() -> None:
    carried = ShippingMethod(7, 1, "Mail", "usps", handling=Handling(fixed=10_000))
    fallback = ShippingMethod(8, 1, "Flat", rate=90_000, is_fallback=True)
    zone = replace(WORLD, methods=(carried, fallback))
    rates = {
        7: [CarrierRate("fast", "Fast", 155_000, "1 day"), CarrierRate("slow", "Slow", 60_000)]
    }
    options = quote((zone,), AUSTIN, [MUGS, STOOL], Quoting(carrier_rates=rates))
    assert [(o.type, o.description, o.cost, o.transit_time) for o in options] == [
        ("shipping_usps", "Fast", 155_000 + 80_000 + 10_000, "1 day"),
        ("shipping_usps", "Slow", 60_000 + 80_000 + 10_000, ""),
    ]
    assert len({option.id for option in options}) == 2
    assert [o.method_id for o in quote((zone,), AUSTIN, [MUGS], Quoting())] == [8]


_amounts = st.integers(0, 10**8)
_lines = st.builds(
    ShippedLine,
    quantity=st.integers(1, 50),
    price=_amounts,
    weight=st.integers(0, 10**6),
    fixed_cost=st.sampled_from((0, 0, 25_000)),
    is_free=st.booleans(),
)
_methods = st.builds(
    ShippingMethod,
    id=st.integers(1, 5),
    name=st.just("Some"),
    type=st.sampled_from(
        ("perorder", "peritem", "weight", "total", "freeshipping", "pickupinstore")
    ),
    rate=_amounts,
    table=st.builds(
        RateTable,
        st.lists(st.builds(RateRange, _amounts, _amounts, _amounts), max_size=3).map(tuple),
        st.none() | st.integers(0, 10**6),
        st.booleans(),
    ),
    handling=st.builds(Handling, st.none() | _amounts, st.none() | st.integers(0, 10**6)),
    is_fallback=st.booleans(),
)
_zones = st.builds(
    ShippingZone,
    id=st.integers(1, 9),
    methods=st.lists(_methods, max_size=4, unique_by=lambda one: one.id).map(tuple),
    free_shipping=st.builds(FreeShipping, st.booleans(), _amounts, st.booleans()),
    handling=st.builds(Handling, st.none() | _amounts, st.none(), st.booleans()),
)


@given(_zones, st.lists(_lines, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_offers_do_not_depend_on_the_order_of_anything(
    zone: ShippingZone, lines: list[ShippedLine], random: Any
) -> None:
    options = quote((zone,), AUSTIN, lines, Quoting())
    shuffled, methods = list(lines), list(zone.methods)
    random.shuffle(shuffled)
    random.shuffle(methods)
    assert quote((replace(zone, methods=tuple(methods)),), AUSTIN, shuffled, Quoting()) == options
    assert len({option.id for option in options}) == len(options)
    for option in options:
        assert option.cost >= 0
        assert option.cost % 100 == 0
        assert option.handling % 100 == 0


@given(_zones, st.lists(_lines, min_size=1, max_size=6))
def test_a_line_split_in_two_ships_for_the_same(
    zone: ShippingZone, lines: list[ShippedLine]
) -> None:
    first = lines[0]
    parts = [replace(first, quantity=1)] * first.quantity
    assert quote((zone,), AUSTIN, [*parts, *lines[1:]], Quoting()) == quote(
        (zone,), AUSTIN, lines, Quoting()
    )
