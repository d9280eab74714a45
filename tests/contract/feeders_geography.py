"""Feeders of countries and states."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

COUNTRIES = "/v2/countries"


@feeds(
    "GET /v2/countries",
    "GET /v2/countries/count",
    "GET /v2/countries/{}",
    "GET /v2/countries/states",
    "GET /v2/countries/states/count",
    "GET /v2/countries/{}/states",
    "GET /v2/countries/{}/states/count",
    "GET /v2/countries/{}/states/{}",
)
def countries(shop: Shop) -> None:
    [country] = shop.call("GET", f"{COUNTRIES}?country_iso2=US")
    one = f"{COUNTRIES}/{country['id']}"
    assert shop.call("GET", one) == country
    [texas] = shop.call("GET", f"{one}/states?state=Texas")
    assert texas["state_abbreviation"] == "TX"
    assert shop.call("GET", f"{one}/states/{texas['id']}") == texas
    assert shop.call("GET", f"{COUNTRIES}/count")["count"] > 200
    assert shop.call("GET", f"{one}/states/count")["count"] > 50
    assert shop.call("GET", f"{COUNTRIES}/states/count")["count"] > 50
    shop.call("GET", COUNTRIES)
    shop.call("GET", f"{COUNTRIES}/states")
    shop.call("GET", f"{COUNTRIES}/999999", expect=404)
    shop.call("GET", f"{one}/states/999999", expect=404)
