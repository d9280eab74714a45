"""Countries and states: their ids, and how they are found."""

import pytest

from orderwright.domain.countries import COUNTRIES, ID_OF_CODE, states_of
from orderwright.domain.customer import country_pair
from orderwright.domain.states import STATES, code_of_state, find_state


def test_ids_are_those_of_the_platform() -> None:
    assert (ID_OF_CODE["AU"], ID_OF_CODE["US"]) == (13, 226)
    assert [country.id for country in COUNTRIES] == list(range(1, len(COUNTRIES) + 1))
    assert [state.id for state in STATES] == list(range(1, len(STATES) + 1))
    capital = find_state("AU", "ACT")
    assert capital is not None
    assert (capital.id, capital.name) == (208, "Australian Capital Territory")


def test_every_code_is_of_one_country_or_state() -> None:
    assert len(ID_OF_CODE) == len(COUNTRIES)
    assert len({country.long_code for country in COUNTRIES}) == len(COUNTRIES)
    assert len({(state.country_code, state.code) for state in STATES}) == len(STATES)
    assert {state.country_code for state in STATES} <= ID_OF_CODE.keys()
    assert sum(len(states_of(country)) for country in COUNTRIES) == len(STATES)


@pytest.mark.parametrize(
    "country, text, code",
    [
        ("US", "Texas", "TX"),
        ("us", " texas ", "TX"),
        ("US", "tx", "TX"),
        ("CA", "TX", None),
        ("DE", "Berlin", "BE"),
        ("US", "", None),
    ],
)
def test_states_are_found_by_name_or_code(country: str, text: str, code: str | None) -> None:
    assert code_of_state(country, text) == code


@pytest.mark.parametrize(
    "text, pair",
    [
        ("us", ("United States", "US")),
        ("united kingdom", ("United Kingdom", "GB")),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries_are_found_by_name_or_code(text: str, pair: tuple[str, str] | None) -> None:
    assert country_pair(text) == pair
