"""Feeders of x/events."""

from tests.contract.arranging import add_order
from tests.contract.feeding import feeds
from tests.contract.shop import Shop


@feeds("GET /x/events")
def events(shop: Shop) -> None:
    add_order(shop)
    answer = shop.call("GET", "/x/events?limit=1&scope=store/order/*,store/cart/created")
    (event,) = answer["data"]
    assert (event["scope"], answer["meta"]["cursor"]) == ("store/order/created", event["position"])
    assert shop.call("GET", f"/x/events?after={event['position']}")["data"] == []
    shop.call("GET", "/x/events?scope=store/invented/created", expect=422)
    shop.call("GET", "/x/events?after=-1", expect=422)
