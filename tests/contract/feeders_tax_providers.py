"""Feeders of connections with tax providers; none is asked anything here."""

from orderwright.actions.quoting import Asking
from orderwright.gateways.providers import Providers
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

CONNECTION = "/v3/tax/providers/{}/connection"


@feeds(f"GET {CONNECTION}", f"PUT {CONNECTION}", f"DELETE {CONNECTION}")
def connections(shop: Shop) -> None:
    services = shop.world.services
    known = {("tax", "acme"): "https://{profile}.acme.example"}
    services.asking = Asking(services.database, Providers(known), services.sealer.open)
    own = CONNECTION.format("acme")
    shop.call("GET", own)
    account = {"username": "shop-7", "password": "secret", "profile": "shop-7"}
    shop.call("PUT", own, account)
    shop.call("PUT", own, {"profile": "a/b"}, expect=422)
    shop.call("PUT", CONNECTION.format("nobody"), account, expect=404)
    shop.call("GET", own)
    shop.call("DELETE", own)
    shop.call("DELETE", own, expect=404)
