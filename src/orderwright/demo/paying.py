"""How the demo store is paid: the sandbox under several ids, cash and the like, a card kept."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from orderwright.actions.settling import Settling
from orderwright.actions.vault import owned, store_instrument
from orderwright.db import payment_methods
from orderwright.db.unit import Unit
from orderwright.demo.people import PEOPLE
from orderwright.domain.instrument import Card
from orderwright.domain.order import Address
from orderwright.domain.payment_method import PaymentMethod
from orderwright.gateways.builtin import SANDBOX
from orderwright.gateways.offline import OFFLINE_METHODS
from orderwright.gateways.sandbox_cards import TEST_CARDS

Call = Callable[[str, str, object, int], Awaitable[Any]]

CARDS = PaymentMethod("sandbox.card", "Credit Card", SANDBOX, test_mode=True)
STORED_AT = PaymentMethod("adyenv2.scheme", "Adyen", SANDBOX, test_mode=True)
METHODS = (
    CARDS,
    STORED_AT,
    PaymentMethod("stripe.card", "Stripe", SANDBOX, test_mode=True),
    PaymentMethod("braintree.card", "Braintree", SANDBOX, test_mode=True),
    PaymentMethod("braintree.paypal", "PayPal", SANDBOX, "paypal", test_mode=True),
    PaymentMethod("braintree.ach", "Bank Account", SANDBOX, "bank", test_mode=True),
    PaymentMethod("bolt.card", "Bolt", SANDBOX, test_mode=True),
    *OFFLINE_METHODS,
)
ON_DELIVERY = OFFLINE_METHODS[0]
CERTIFICATE_CODE = "WAY-FAR-ERS-100"
CERTIFICATE = {
    "code": CERTIFICATE_CODE,
    "amount": "100.00",
    "to_name": "Ada Mercer",
    "to_email": "ada.mercer@example.com",
    "from_name": "Wayfarer Supply",
    "from_email": "orders@example.com",
}
EXPIRY_YEAR = 2035


@dataclass(frozen=True, slots=True)
class Till:
    """What the store needs to be paid; `token` is the one of its customer's stored card."""

    settling: Settling
    store_id: int
    customer_id: int
    token: str

    async def open(self, call: Call, now: int) -> None:
        """Offer every way of paying, sell a gift certificate, keep a customer's card."""
        await self.settling.units.write(self._add_methods)
        await call("POST", "/v2/gift_certificates", CERTIFICATE, now)
        ada = PEOPLE[0]
        card = Card(TEST_CARDS[0].number, f"{ada.first_name} {ada.last_name}", 12, EXPIRY_YEAR)
        gateway = self.settling.gateways.of(self.store_id, STORED_AT)
        kept = self.settling.vault.keep(await gateway.keep(card), self.token)
        billing = Address(
            ada.first_name, ada.last_name, "", ada.street, "", ada.city, ada.state, ada.zip,
            ada.country, ada.country_iso2, "", ada.email,
        )  # fmt: skip
        owner = owned(self.customer_id, STORED_AT.id, billing)

        async def work(unit: Unit) -> None:
            await store_instrument(unit, self.store_id, kept, owner, now)

        await self.settling.units.write(work)

    async def _add_methods(self, unit: Unit) -> None:
        for position, method in enumerate(METHODS):
            await payment_methods.save(unit, self.store_id, replace(method, position=position))
