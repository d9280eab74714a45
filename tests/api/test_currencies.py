"""V2 currencies: exact bodies, the default one, refusals."""

from typing import Any

import pytest

from tests.support.world import World

MOMENT = "Thu, 18 Jun 2026 14:23:09 +0000"
EURO = {
    "currency_code": "EUR",
    "currency_exchange_rate": "0.849",
    "token_location": "left",
    "token": "€",
    "decimal_token": ".",
    "thousands_token": ",",
    "decimal_places": 2,
    "name": "Euro",
}
DOLLAR = {
    "id": 1,
    "is_default": True,
    "last_updated": MOMENT,
    "country_iso2": "US",
    "default_for_country_codes": ["US"],
    "currency_code": "USD",
    "currency_exchange_rate": "1.0000000000",
    "auto_update": False,
    "token_location": "left",
    "token": "$",
    "decimal_token": ".",
    "thousands_token": ",",
    "decimal_places": 2,
    "name": "US Dollar",
    "enabled": True,
    "is_transactional": True,
    "use_default_name": True,
}


def test_new_store_has_its_default_currency(world: World) -> None:
    assert world.get("/v2/currencies").json() == [DOLLAR]
    assert world.get("/v2/currencies/1").json() == DOLLAR
    assert world.get("/v2/currencies?page=2").status == 204
    assert world.get("/v2/currencies/2").status == 404


def test_create_and_update(world: World) -> None:
    made = world.post("/v2/currencies", EURO | {"country_iso2": "EU", "enabled": False})
    euro = DOLLAR | {
        "id": 2,
        "is_default": False,
        "country_iso2": "EU",
        "default_for_country_codes": ["EU"],
        "currency_code": "EUR",
        "currency_exchange_rate": "0.8490000000",
        "token": "€",
        "name": "Euro",
        "enabled": False,
        "use_default_name": False,
    }
    assert (made.status, made.json()) == (200, euro)
    world.clock.advance(1_000)
    changed = world.put("/v2/currencies/2", {"currency_exchange_rate": 1.25, "enabled": True})
    euro |= {
        "currency_exchange_rate": "1.2500000000",
        "enabled": True,
        "last_updated": "Thu, 18 Jun 2026 14:23:10 +0000",
    }
    assert (changed.status, changed.json()) == (200, euro)


def test_another_default(world: World) -> None:
    world.post("/v2/currencies", EURO)
    changed = world.put("/v2/currencies/2", {"is_default": True}).json()
    assert changed["is_default"] is True
    assert [row["is_default"] for row in world.get("/v2/currencies").json()] == [False, True]
    assert world.get("/v2/store").json()["currency"] == "EUR"
    unset = world.put("/v2/currencies/2", {"is_default": False})
    assert unset.json() == [{"status": 400, "message": "The field 'is_default' is invalid."}]
    assert world.put("/v2/currencies/2", {"enabled": False}).status == 409
    assert world.delete("/v2/currencies/2").status == 409
    assert world.delete("/v2/currencies").status == 204
    assert [row["currency_code"] for row in world.get("/v2/currencies").json()] == ["EUR"]


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"name": ...}, "The required field 'name' was not supplied."),
        ({"token": ...}, "The required field 'token' was not supplied."),
        ({"currency_code": "euro"}, "The field 'currency_code' is invalid."),
        ({"currency_code": "USD"}, "The field 'currency_code' is invalid."),
        ({"currency_exchange_rate": "x"}, "The field 'currency_exchange_rate' is invalid."),
        ({"currency_exchange_rate": 0}, "The field 'currency_exchange_rate' is invalid."),
        ({"token_location": "above"}, "The field 'token_location' is invalid."),
        ({"decimal_places": 9}, "The field 'decimal_places' is invalid."),
        ({"is_default": False}, "The field 'is_default' is invalid."),
        ({"colour": 1}, "The field 'colour' is not supported by this resource."),
        ({"id": 7}, ("The field 'id' cannot be written to. Please remove it from your request"
                     " before trying again.")),
    ],
)  # fmt: skip
def test_refusals_change_nothing(world: World, changes: dict[str, Any], message: str) -> None:
    body = {name: value for name, value in (EURO | changes).items() if value is not ...}
    reply = world.post("/v2/currencies", body)
    assert (reply.status, reply.json()[0]["message"]) == (400, message)
    assert world.get("/v2/currencies").json() == [DOLLAR]


def test_code_is_read_only_afterwards(world: World) -> None:
    reply = world.put("/v2/currencies/1", {"currency_code": "EUR"})
    assert reply.status == 400
    assert "cannot be written to" in reply.json()[0]["message"]
