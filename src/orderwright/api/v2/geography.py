"""V2 countries and states."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderwright.api.call import Answer, Call
from orderwright.api.paging import page_of, v2_list
from orderwright.domain.countries import COUNTRIES, ID_OF_CODE, Country, states_of
from orderwright.domain.errors import NotFound
from orderwright.domain.states import STATES, State


async def get_countries(call: Call) -> Answer:
    query = call.query()
    shown = [_print_country(country) for country in COUNTRIES]
    return _page(query, shown, ("country", "country_iso2", "country_iso3"))


async def count_countries(_: Call) -> Answer:
    return Answer(body={"count": len(COUNTRIES)})


async def get_country(call: Call) -> Answer:
    return Answer(body=_print_country(_country(call, "id")), linked=True)


async def get_states(call: Call) -> Answer:
    return _page(call.query(), [_print_state(state) for state in STATES], ())


async def count_states(_: Call) -> Answer:
    return Answer(body={"count": len(STATES)})


async def get_country_states(call: Call) -> Answer:
    shown = [_print_state(state) for state in states_of(_country(call, "country_id"))]
    return _page(call.query(), shown, ("state", "state_abbreviation"))


async def count_country_states(call: Call) -> Answer:
    return Answer(body={"count": len(states_of(_country(call, "country_id")))})


async def get_country_state(call: Call) -> Answer:
    state_id = call.id("id")
    for state in states_of(_country(call, "country_id")):
        if state.id == state_id:
            return Answer(body=_print_state(state))
    raise NotFound("state", state_id)


def _country(call: Call, name: str) -> Country:
    country_id = call.id(name)
    if not 1 <= country_id <= len(COUNTRIES):
        raise NotFound("country", country_id)
    return COUNTRIES[country_id - 1]


def _page(
    query: Mapping[str, Any], shown: Sequence[dict[str, Any]], filters: Sequence[str]
) -> Answer:
    page = page_of(query)
    wanted = {name: query[name].casefold() for name in filters if name in query}
    matching = [
        row for row in shown if all(row[name].casefold() == value for name, value in wanted.items())
    ]
    return v2_list(matching[page.offset : page.offset + page.limit])


def _print_country(country: Country) -> dict[str, Any]:
    resource = f"/countries/{country.id}/states"
    return {
        "id": country.id,
        "country": country.name,
        "country_iso2": country.code,
        "country_iso3": country.long_code,
        "states": {"url": f"\x01/v2{resource}", "resource": resource},
    }


def _print_state(state: State) -> dict[str, Any]:
    return {
        "id": state.id,
        "state": state.name,
        "state_abbreviation": state.code,
        "country_id": ID_OF_CODE[state.country_code],
    }
