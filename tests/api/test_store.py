"""V2 store information, countries and states."""

from tests.support.world import World

TIMEZONE = {
    "name": "UTC",
    "raw_offset": 0,
    "dst_offset": 0,
    "dst_correction": False,
    "date_format": {
        "display": "M jS Y",
        "export": "M jS Y",
        "extended_display": "M jS Y @ g:i A",
    },
}
FEATURES = {
    "stencil_enabled": False,
    "sitewidehttps_enabled": False,
    "facebook_catalog_id": "",
    "checkout_type": "optimized",
    "wishlists_enabled": False,
    "graphql_storefront_api_enabled": False,
    "shopper_consent_tracking_enabled": False,
    "multi_storefront_enabled": True,
    "storefront_limits": {"active": 1, "total_including_inactive": 1},
}


def test_store_tells_its_profile(world: World) -> None:
    world.set_profile(first_name="Jane", weight_unit="kg", is_tax_inclusive_pricing=True)
    reply = world.get("/v2/store?anything=goes")
    assert (reply.status, reply.json()) == (
        200,
        {
            "id": "demo",
            "account_uuid": reply.json()["account_uuid"],
            "domain": "testserver",
            "secure_url": "http://testserver",
            "control_panel_base_url": "http://testserver/admin",
            "status": "live",
            "name": "Store demo",
            "first_name": "Jane",
            "last_name": "",
            "address": "",
            "country": "United States",
            "country_code": "US",
            "infrastructure_region": "",
            "phone": "",
            "admin_email": "",
            "order_email": "",
            "favicon_url": "",
            "timezone": TIMEZONE,
            "language": "en",
            "currency": "USD",
            "currency_symbol": "$",
            "decimal_separator": ".",
            "thousands_separator": ",",
            "decimal_places": 2,
            "currency_symbol_location": "left",
            "weight_units": "KGS",
            "dimension_units": "Inches",
            "dimension_decimal_places": 2,
            "dimension_decimal_token": ".",
            "dimension_thousands_token": ",",
            "plan_name": "Self-hosted",
            "plan_level": "Self-hosted",
            "plan_is_trial": False,
            "industry": "",
            "logo": [],
            "is_price_entered_with_tax": True,
            "store_id": world.store.id,
            "default_site_id": 1000,
            "default_channel_id": 1,
            "active_comparison_modules": [],
            "features": FEATURES,
        },
    )
    assert world.get("/v2/store").body == world.get("/v2/store.json").body


def test_store_in_xml(world: World) -> None:
    body = world.get("/v2/store.xml").body
    assert body.startswith(b"<?xml")
    assert b"<store><id>demo</id>" in body


def test_countries(world: World) -> None:
    australia = {
        "id": 13,
        "country": "Australia",
        "country_iso2": "AU",
        "country_iso3": "AUS",
        "states": {
            "url": "http://testserver/stores/demo/v2/countries/13/states",
            "resource": "/countries/13/states",
        },
    }
    assert world.get("/v2/countries/13").json() == australia
    assert world.get("/v2/countries?country_iso2=au").json() == [australia]
    assert world.get("/v2/countries?country=Australia&country_iso3=AUS").json() == [australia]
    assert world.get("/v2/countries?country=Atlantis").status == 204
    assert [row["id"] for row in world.get("/v2/countries?limit=2&page=2").json()] == [3, 4]
    assert world.get("/v2/countries/count").json() == {"count": 251}
    assert world.get("/v2/countries/252").status == 404
    assert world.get("/v2/countries?limit=250&page=2").json()[0]["id"] == 251


def test_states(world: World) -> None:
    capital = {
        "id": 208,
        "state": "Australian Capital Territory",
        "state_abbreviation": "ACT",
        "country_id": 13,
    }
    assert world.get("/v2/countries/13/states").json()[0] == capital
    assert world.get("/v2/countries/13/states/208").json() == capital
    assert world.get("/v2/countries/13/states?state_abbreviation=act").json() == [capital]
    assert world.get("/v2/countries/13/states/1").status == 404
    assert world.get("/v2/countries/13/states/count").json() == {"count": 8}
    assert world.get("/v2/countries/1/states").status == 204
    assert world.get("/v2/countries/226/states").json()[0]["state"] == "Alabama"
    whole = world.get("/v2/countries/states/count").json()["count"]
    last = world.get(f"/v2/countries/states?limit=1&page={whole}").json()[0]
    assert last == {
        "id": whole,
        "state": "West Bengal",
        "state_abbreviation": "WB",
        "country_id": 99,
    }
