"""Feeders of what a store tells of itself."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop


@feeds("GET /v2/time")
def time(shop: Shop) -> None:
    shop.call("GET", "/v2/time")


@feeds("GET /v2/store")
def store(shop: Shop) -> None:
    shop.call("GET", "/v2/store")
