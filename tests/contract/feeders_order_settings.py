"""Feeders of V3 order settings."""

from tests.contract.feeding import feeds
from tests.contract.shop import Shop

GLOBAL = "/v3/orders/settings"


@feeds(
    f"GET {GLOBAL}",
    f"PUT {GLOBAL}",
    f"GET {GLOBAL}/channels/{{}}",
    f"PUT {GLOBAL}/channels/{{}}",
)
def order_settings(shop: Shop) -> None:
    told = {"email_addresses": ["admin@example.com", "another-email@example.com"]}
    both = {"notifications": {"order_placed": told, "forward_invoice": told}}
    shop.call("PUT", GLOBAL, both)
    shop.call("GET", GLOBAL)
    shop.call("PUT", GLOBAL, {"notifications": {"order_placed": {"email_addresses": []}}})
    channel = f"{GLOBAL}/channels/1"
    shop.call("PUT", channel, both)
    shop.call("GET", channel)
    one = {"notifications": {"order_placed": {"email_addresses": None}}}
    shop.call("PUT", channel, one, expect=422)
    shop.call("PUT", GLOBAL, one, expect=422)
