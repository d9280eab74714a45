"""Routes of V2 currencies."""

from functools import partial

from orderwright.api.routing import Route, reads, writes
from orderwright.api.schema import Array
from orderwright.api.v2 import currencies
from orderwright.api.v2.currency_schemas import (
    CURRENCY,
    CURRENCY_POST,
    CURRENCY_PUT,
    CURRENCY_QUERY,
)

BASE = "/stores/{store_hash}/v2/currencies"
ONE = f"{BASE}/{{id}}"
INFORMATION = "store_v2_information"
READ, WRITE = reads(INFORMATION), writes(INFORMATION)

_route = partial(Route, dialect="v2", xml=("currencies", "currency"))

ROUTES = [
    _route(
        "GET", BASE, currencies.get_currencies, "getCurrencies", READ,
        summary="List currencies",
        query=CURRENCY_QUERY, answers={200: Array(CURRENCY), 204: None},
    ),
    _route(
        "POST", BASE, currencies.create_currency, "createCurrency", WRITE,
        summary="Create a currency", body=CURRENCY_POST, answers={200: CURRENCY},
    ),
    _route(
        "DELETE", BASE, currencies.delete_currencies, "deleteCurrencies", WRITE,
        summary="Delete all currencies but the default one", answers={204: None},
    ),
    _route(
        "GET", ONE, currencies.get_currency, "getCurrency", READ,
        summary="Get a currency", answers={200: CURRENCY},
    ),
    _route(
        "PUT", ONE, currencies.update_currency, "updateCurrency", WRITE,
        summary="Update a currency", body=CURRENCY_PUT, answers={200: CURRENCY},
    ),
    _route(
        "DELETE", ONE, currencies.delete_currency, "deleteCurrency", WRITE,
        summary="Delete a currency", answers={204: None},
    ),
]  # fmt: skip
