"""What feeders and scenes of payments share: methods, an order, a token, instruments."""

import json
from dataclasses import replace
from typing import Any

from orderwright.actions.vault import owned, store_instrument
from orderwright.db import payment_methods
from orderwright.db.unit import Unit
from orderwright.domain.instrument import BankAccount, Card, Keepable, PayPalAccount
from orderwright.domain.order import Address
from orderwright.domain.payment_method import PaymentMethod
from orderwright.gateways.builtin import SANDBOX, WITHOUT
from orderwright.gateways.offline import OFFLINE_METHODS
from tests.contract.arranging import add_order
from tests.contract.shop import Shop
from tests.support.paying import BANK, JANE_CARD, PAYPAL, VENDOR

CARDS = PaymentMethod("stripe.card", "Stripe", SANDBOX, test_mode=True)
KEEPABLE: tuple[tuple[PaymentMethod, Keepable], ...] = (
    (CARDS, Card("4111111111111111", "Jane Doe", 12, 2029)),
    (PAYPAL, PayPalAccount("jane@example.com")),
    (BANK, BankAccount("DE001", "12XXX56")),
)
CUSTOMER = {"email": "jane@example.com", "first_name": "Jane", "last_name": "Doe"}


def take_cards(shop: Shop, **changes: Any) -> None:
    """Every kind of method; the one for cards with these changes."""
    for method in (replace(CARDS, **changes), PAYPAL, BANK, *OFFLINE_METHODS):
        shop.world.write(lambda unit, one=method: payment_methods.save(unit, shop.store.id, one))


def take_only_cards(shop: Shop, **changes: Any) -> PaymentMethod:
    method = replace(CARDS, **changes)
    shop.world.write(lambda unit: payment_methods.save(unit, shop.store.id, method))
    return method


def take_cards_without(shop: Shop, capability: str) -> None:
    """Cards at a gateway that cannot do something."""
    sealed = shop.world.services.sealer.seal(json.dumps({WITHOUT: capability}))
    take_cards(shop, configuration_sealed=sealed)


def add_customer(shop: Shop) -> int:
    made: int = shop.call("POST", "/v3/customers", [CUSTOMER])["data"][0]["id"]
    return made


def add_instruments(shop: Shop, customer_id: int, wanted: Any = KEEPABLE) -> list[str]:
    """One of each type, or those that are wanted; their tokens."""
    paying = shop.world.services.paying
    billing = Address("Jane", "Doe", city="Austin", country_iso2="US", email="jane@example.com")
    for method, instrument in wanted:
        gateway = paying.gateways.of(shop.store.id, method)
        kept = paying.vault.keep(shop.world.client.run(gateway.keep(instrument)))
        owner = owned(customer_id, method.id, billing)

        async def work(unit: Unit, kept: Any = kept, owner: Any = owner) -> None:
            await store_instrument(unit, shop.store.id, kept, owner, 0)

        shop.world.write(work)
    path = f"/v3/customers/{customer_id}/stored-instruments"
    return [one["token"] for one in shop.call("GET", path)]


def incomplete_order(shop: Shop, **fields: Any) -> int:
    """An order that can be paid; its number."""
    number: int = add_order(shop, status_id=0, **fields)["id"]
    return number


def token_of(shop: Shop, order_id: int) -> str:
    body = {"order": {"id": order_id}}
    token: str = shop.call("POST", "/v3/payments/access_tokens", body)["data"]["id"]
    return token


def bearing(token: str) -> dict[str, str]:
    return {"authorization": f"PAT {token}", "accept": VENDOR}


def by_card(**changes: Any) -> dict[str, Any]:
    """The body of a payment by card."""
    instrument = {**JANE_CARD, **changes}
    return {"payment": {"instrument": instrument, "payment_method_id": CARDS.id}}
