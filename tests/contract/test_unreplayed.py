"""The table of cases that are not replayed tells no tales: each entry must still be needed."""

from collections.abc import Callable

import pytest

from tests.contract import arrangements
from tests.contract.cases import all_cases
from tests.contract.reference import reference
from tests.contract.replay import registered, replay
from tests.contract.served import served
from tests.contract.shop import Shop
from tests.contract.unreplayed import unreplayed

assert arrangements.MODULES, "the arrangements register themselves when they are imported"

# What the reference does not describe: calls of published clients (wire_rules.md), the page that
# redirect URLs lead to (behaviour.md 2.2), and one of our own.
UNDESCRIBED = {
    "GET /v2/products",
    "GET /x/events",
    "GET /cart.php",
    "GET /v3/catalog/trees/{}",
    "GET /api/v2/io/companies/{}/orders",
    "POST /api/v2/io/companies/{}/user/{}/orders",
    "POST /api/v1/ip/storefront/payments/bigcommerce/orders",
    "POST /api/v2/rfq/{}/ordered",
}


def test_only_recorded_cases_are_named() -> None:
    table = unreplayed()
    named = table.waiting.keys() | table.overruled.keys() | table.partly.keys() | registered()
    assert named - all_cases().keys() == set()


@pytest.mark.parametrize("route", sorted(set(unreplayed().waiting.values())))
def test_a_route_that_is_waited_for_is_not_built(route: str) -> None:
    assert reference().named(route) or route in UNDESCRIBED, f"{route} is nothing to wait for"
    waiting = [case for case, needed in unreplayed().waiting.items() if needed == route]
    assert route not in served(), f"{route} is served: replay {waiting}"


def test_overruled_cases_still_differ(open_shop: Callable[[], Shop]) -> None:
    outranked = unreplayed().overruled.keys() - unreplayed().waiting.keys()
    passing = [case for case in outranked if not replay(open_shop(), all_cases()[case])]
    assert passing == [], "these pass: take them out of the table"


def test_cases_still_differ_in_each_particular(open_shop: Callable[[], Shop]) -> None:
    equal: list[str] = []
    for case in unreplayed().partly.keys() - unreplayed().waiting.keys():
        problems = replay(open_shop(), all_cases()[case])
        pointers = unreplayed().partly[case].without
        equal += [
            f"{case} {p}" for p in pointers if not any(q.startswith(f"{p}:") for q in problems)
        ]
    assert equal == [], "these do not differ: take them out of the table"
