"""Routes of V2 countries and states."""

from functools import partial

from orderwright.api.paging import PAGE_PROPS
from orderwright.api.routing import Route, reads
from orderwright.api.schema import Array, Integer, Object, Prop, Text
from orderwright.api.v2 import geography
from orderwright.api.v2.coupon_schemas import COUNT_ANSWER

BASE = "/stores/{store_hash}/v2/countries"
STATES = f"{BASE}/{{country_id}}/states"
READ = reads("store_v2_information")
NAME = Prop(Text(max_length=100))

COUNTRY = Object(
    "Country",
    {
        "id": Prop(Integer()),
        "country": Prop(Text()),
        "country_iso2": Prop(Text()),
        "country_iso3": Prop(Text()),
        "states": Prop(
            Object("CountryStatesLink", {"url": Prop(Text()), "resource": Prop(Text())})
        ),
    },
)
STATE = Object(
    "State",
    {
        "id": Prop(Integer()),
        "state": Prop(Text()),
        "state_abbreviation": Prop(Text()),
        "country_id": Prop(Integer()),
    },
)
COUNTRY_QUERY = Object(
    "", {**PAGE_PROPS, "country": NAME, "country_iso2": NAME, "country_iso3": NAME}
)
STATE_QUERY = Object("", {**PAGE_PROPS, "state": NAME, "state_abbreviation": NAME})

_country = partial(Route, dialect="v2", xml=("countries", "country"))
_state = partial(Route, dialect="v2", xml=("states", "state"))

ROUTES = [
    _country(
        "GET", BASE, geography.get_countries, "getCountries", READ,
        summary="List countries", query=COUNTRY_QUERY, answers={200: Array(COUNTRY), 204: None},
    ),
    _country(
        "GET", f"{BASE}/count", geography.count_countries, "getCountriesCount", READ,
        summary="Count countries", answers={200: COUNT_ANSWER},
    ),
    _country(
        "GET", f"{BASE}/{{id}}", geography.get_country, "getCountry", READ,
        summary="Get a country", answers={200: COUNTRY},
    ),
    _state(
        "GET", f"{BASE}/states", geography.get_states, "getStates", READ,
        summary="List the states of all countries",
        query=Object("", PAGE_PROPS), answers={200: Array(STATE), 204: None},
    ),
    _state(
        "GET", f"{BASE}/states/count", geography.count_states, "getStatesCount", READ,
        summary="Count the states of all countries", answers={200: COUNT_ANSWER},
    ),
    _state(
        "GET", STATES, geography.get_country_states, "getCountryStates", READ,
        summary="List the states of a country",
        query=STATE_QUERY, answers={200: Array(STATE), 204: None},
    ),
    _state(
        "GET", f"{STATES}/count", geography.count_country_states, "getCountryStatesCount", READ,
        summary="Count the states of a country", answers={200: COUNT_ANSWER},
    ),
    _state(
        "GET", f"{STATES}/{{id}}", geography.get_country_state, "getCountryState", READ,
        summary="Get a state of a country", answers={200: STATE},
    ),
]  # fmt: skip
