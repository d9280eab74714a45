"""Feeders of currencies, channels, and the currencies of channels."""

from typing import Any

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

EURO: dict[str, Any] = {
    "country_iso2": "DE",
    "currency_code": "EUR",
    "currency_exchange_rate": "0.9",
    "auto_update": False,
    "token_location": "left",
    "token": "€",
    "decimal_token": ",",
    "thousands_token": ".",
    "decimal_places": 2,
    "name": "Euro",
    "enabled": True,
    "is_transactional": True,
}
POS = {"name": "Till", "type": "pos", "platform": "square", "status": "connected"}


@feeds(
    "GET /v2/currencies",
    "POST /v2/currencies",
    "DELETE /v2/currencies",
    "GET /v2/currencies/{}",
    "PUT /v2/currencies/{}",
    "DELETE /v2/currencies/{}",
)
def currencies(shop: Shop) -> None:
    made = shop.call("POST", "/v2/currencies", EURO)
    one = f"/v2/currencies/{made['id']}"
    shop.call("POST", "/v2/currencies", {"name": "Euro"}, expect=400)
    assert shop.call("GET", one) == made
    assert made in shop.call("GET", "/v2/currencies")
    shop.call("PUT", one, {"currency_exchange_rate": "0.95", "enabled": False})
    shop.call("DELETE", one, expect=204)
    shop.call("GET", one, expect=404)
    shop.call("DELETE", "/v2/currencies", expect=204)


@feeds("GET /v3/channels", "POST /v3/channels", "GET /v3/channels/{}", "PUT /v3/channels/{}")
def channels(shop: Shop) -> None:
    made = [shop.call("POST", "/v3/channels", {**POS, "name": n})["data"] for n in ("A", "B")]
    one = f"/v3/channels/{made[0]['id']}"
    shop.call("GET", "/v3/channels?limit=1&page=2")
    shop.call("GET", "/v3/channels?include=currencies")
    shop.call("GET", "/v3/channels?colour=red", expect=422)
    shop.call("GET", f"{one}?include=currencies")
    shop.call("PUT", one, {"name": "Counter", "external_id": "C1"})
    shop.call("POST", "/v3/channels", {"name": "A"}, expect=422)
    shop.call("GET", "/v3/channels/999999", expect=404)


@feeds(
    "GET /v3/channels/currency-assignments",
    "POST /v3/channels/currency-assignments",
    "PUT /v3/channels/currency-assignments",
    "GET /v3/channels/{}/currency-assignments",
    "POST /v3/channels/{}/currency-assignments",
    "PUT /v3/channels/{}/currency-assignments",
    "DELETE /v3/channels/{}/currency-assignments",
)
def currencies_of_channels(shop: Shop) -> None:
    shop.call("POST", "/v2/currencies", EURO)
    path = "/v3/channels/currency-assignments"
    both = {"enabled_currencies": ["USD", "EUR"], "default_currency": "USD"}
    first, second = (
        shop.call("POST", "/v3/channels", {**POS, "name": name})["data"]["id"]
        for name in ("A", "B")
    )
    shop.call("POST", path, [{"channel_id": first, **both}])
    shop.call("PUT", path, [{"channel_id": first, **both, "default_currency": "EUR"}])
    shop.call("GET", path)
    one = f"/v3/channels/{second}/currency-assignments"
    shop.call("POST", one, both)
    shop.call("PUT", one, {**both, "default_currency": "EUR"})
    shop.call("GET", one)
    shop.call("DELETE", one)
    shop.call("GET", "/v3/channels/999999/currency-assignments", expect=404)
