"""A shop that takes payments: its methods, orders to pay, tokens, payments."""

from dataclasses import replace
from itertools import count
from typing import Any

from orderwright.db import payment_attempts, payment_methods, transactions
from orderwright.db.unit import Unit
from orderwright.domain.payment import Attempt, Transaction
from orderwright.domain.payment_method import PaymentMethod
from orderwright.gateways.builtin import SANDBOX
from orderwright.gateways.offline import OFFLINE_METHODS
from orderwright.gateways.sandbox import Sandbox
from orderwright.gateways.sandbox_book import Charge
from tests.support.client import Reply
from tests.support.shop import add_checkout, add_flat_rate, add_order, data
from tests.support.shop import add_product as add_good
from tests.support.world import World

CARD_METHOD = "sandbox.card"
METHODS = "/v3/payments/methods"
TOKENS = "/v3/payments/access_tokens"
VENDOR = "application/vnd.bc.v1+json"
_goods = count()
JANE_CARD = {
    "type": "card",
    "number": "4111111111111111",
    "cardholder_name": "Jane Doe",
    "expiry_month": 12,
    "expiry_year": 2030,
    "verification_value": "422",
}
PAYPAL = PaymentMethod("sandbox.paypal", "Sandbox PayPal", SANDBOX, "paypal", test_mode=True)
BANK = PaymentMethod("sandbox.ach", "Sandbox ACH", SANDBOX, "bank", test_mode=True)


def add_method(world: World, **changes: Any) -> PaymentMethod:
    """A way of paying; by default cards at the sandbox, charged at once."""
    method = PaymentMethod(CARD_METHOD, "Sandbox", SANDBOX, test_mode=True)
    method = replace(method, **changes)
    world.write(lambda unit: payment_methods.save(unit, world.store.id, method))
    return method


def open_shop(world: World, **changes: Any) -> None:
    """Shipping, cards at the sandbox under two ids, accounts, and what happens elsewhere."""
    add_flat_rate(world)
    add_method(world, **changes)
    add_method(world, id="adyenv2.scheme", name="Adyen", **changes)
    for method in (PAYPAL, BANK, *OFFLINE_METHODS):
        world.write(lambda unit, one=method: payment_methods.save(unit, world.store.id, one))


def order_to_pay(world: World, price: Any = 10, quantity: int = 2, **cart: Any) -> int:
    """An Incomplete order of a checkout of so many goods and 5.00 for shipping; its number."""
    good = add_good(world, f"Good {next(_goods)}", price)
    checkout = add_checkout(world, (good, quantity), **cart)
    return add_order(world, checkout["id"])


def token_for(world: World, order_id: int, **order: Any) -> str:
    reply = world.post(TOKENS, {"order": {"id": order_id, **order}})
    token: str = data(reply, 201)["id"]
    return token


def payment(**changes: Any) -> dict[str, Any]:
    """The body of a payment by card; `changes` are of the card."""
    return {"payment": {"instrument": {**JANE_CARD, **changes}, "payment_method_id": CARD_METHOD}}


def pay(world: World, token: str, body: Any = None, **headers: str) -> Reply:
    """Present a token to the payments host."""
    sent = {"authorization": f"PAT {token}", "accept": VENDOR, "x-auth-token": "", **headers}
    sent = {name.replace("_", "-"): value for name, value in sent.items()}
    return world.post("/payments", payment() if body is None else body, headers=sent)


def pay_order(world: World, order_id: int, body: Any = None, **headers: str) -> Reply:
    return pay(world, token_for(world, order_id), body, **headers)


def order_of(world: World, order_id: int) -> dict[str, Any]:
    found: dict[str, Any] = world.get(f"/v2/orders/{order_id}").json()
    return found


def attempts_of(world: World, order_id: int) -> list[Attempt]:
    async def work(unit: Unit) -> tuple[Attempt, ...]:
        return await payment_attempts.list_attempts(unit, world.store.id, order_id)

    return list(world.read(work))


def transactions_of(world: World, order_id: int) -> list[Transaction]:
    async def work(unit: Unit) -> tuple[Transaction, ...]:
        return await transactions.list_transactions(unit, world.store.id, order_id)

    return list(world.read(work))


def sandbox_of(world: World) -> Any:
    """The gateway behind the cards."""
    method = PaymentMethod(CARD_METHOD, "Sandbox", SANDBOX, test_mode=True)
    gateway = world.services.paying.gateways.of(world.store.id, method)
    assert isinstance(gateway, Sandbox)
    return gateway


def books(world: World) -> list[Charge]:
    """What the sandbox itself has charged."""
    charges: list[Charge] = sandbox_of(world).book.charges()
    return charges
