"""What pays: the seven instruments, payments split over several, and what may be offered."""

import json
from typing import Any

import pytest

from orderwright.actions.vault import owned, store_instrument
from orderwright.db.unit import Unit
from orderwright.domain.instrument import BankAccount, PayPalAccount
from orderwright.gateways.builtin import WITHOUT
from tests.api.shopping import add_order
from tests.support.client import Request
from tests.support.paying import (
    BANK,
    METHODS,
    PAYPAL,
    TOKENS,
    add_method,
    attempts_of,
    books,
    open_shop,
    order_of,
    order_to_pay,
    pay,
    pay_order,
    payment,
    token_for,
    transactions_of,
)
from tests.support.shop import CHECKOUTS, TYPE, add_cart, add_product, bill, data
from tests.support.world import World

CERTIFICATE = {
    "code": "ABC-DEF-GXX", "to_name": "Jane", "to_email": "jane@example.com", "from_name": "Shop",
    "from_email": "shop@example.com", "amount": "10.00", "currency_code": "USD",
}  # fmt: skip
BY_CERTIFICATE = {
    "payment": {
        "instrument": {"type": "gift_certificate", "gift_certificate_code": "abc-def-gxx"},
        "payment_method_id": "bigcommerce.gift_certificate",
    }
}
BY_CREDIT = {
    "payment": {
        "instrument": {"type": "store_credit"},
        "payment_method_id": "bigcommerce.store_credit",
    }
}


@pytest.fixture(autouse=True)
def shop(world: World) -> None:
    open_shop(world)


def add_customer(world: World, credit: float = 0) -> int:
    jane = {"email": "jane@example.com", "first_name": "Jane", "last_name": "Doe"}
    customer_id: int = data(world.post("/v3/customers", [jane]))[0]["id"]
    if credit:
        amounts = [{"amount": credit}]
        body = [{"id": customer_id, "store_credit_amounts": amounts}]
        assert world.put("/v3/customers", body).status == 200
    return customer_id


def stored(world: World, customer_id: int) -> list[dict[str, Any]]:
    reply = world.get(f"/v3/customers/{customer_id}/stored-instruments")
    assert reply.status == 200, reply.text
    found: list[dict[str, Any]] = reply.json()
    return found


def by_token(kind: str, token: str, method: str = "sandbox.card", **more: Any) -> dict[str, Any]:
    instrument = {"type": kind, "token": token, **more}
    return {"payment": {"instrument": instrument, "payment_method_id": method}}


def test_a_card_is_saved_and_pays_again(world: World) -> None:
    customer_id = add_customer(world)
    first = order_to_pay(world, customer_id=customer_id)
    body = payment()
    body["payment"]["save_instrument"] = True
    assert pay_order(world, first, body).status == 201
    (kept,) = stored(world, customer_id)
    token = kept.pop("token")
    assert len(token) == 64
    assert int(token, 16) > 0
    address = kept.pop("billing_address")
    assert (address["first_name"], address["country_code"]) == ("Jane", "US")
    assert kept == {
        "type": "stored_card", "brand": "VISA", "expiry_month": 12, "expiry_year": 2030,
        "issuer_identification_number": "411111", "last_4": "1111", "is_default": True,
    }  # fmt: skip
    second = order_to_pay(world, customer_id=customer_id)
    offers = {one["id"]: one for one in data(world.get(f"{METHODS}?order_id={second}"))}
    stored_at = {name: one["stored_instruments"] for name, one in offers.items()}
    assert [one["token"] for one in stored_at.pop("sandbox.card")] == [token]
    assert list(stored_at.values()) == [[], [], []]
    again = by_token("stored_card", token, verification_value="1142")
    again["payment"]["save_instrument"] = True
    assert pay_order(world, second, again).status == 201
    assert len(stored(world, customer_id)) == 1
    (made,) = transactions_of(world, second)
    assert (made.method, made.credit_card["card_last4"]) == ("bigpay_token", "1111")
    assert made.payment_instrument_sealed is not None
    assert world.services.paying.vault.token_of(made.payment_instrument_sealed) == token
    third = order_to_pay(world, customer_id=customer_id)
    assert pay_order(world, third, body).status == 201
    assert len(stored(world, customer_id)) == 1


def test_a_guest_saves_nothing(world: World) -> None:
    body = payment()
    body["payment"]["save_instrument"] = True
    assert pay_order(world, order_to_pay(world), body).status == 201


def test_another_customer_s_card_is_not_found(world: World) -> None:
    customer_id = add_customer(world)
    body = payment()
    body["payment"]["save_instrument"] = True
    assert pay_order(world, order_to_pay(world, customer_id=customer_id), body).status == 201
    token = stored(world, customer_id)[0]["token"]
    guest = order_to_pay(world)
    for wrong in (
        by_token("stored_card", token),
        by_token("stored_card", "f" * 64),
        by_token("stored_card", token, "adyenv2.scheme"),
    ):
        reply = pay_order(world, guest, wrong)
        assert (reply.status, reply.json()["code"]) == (422, 30051)
    assert attempts_of(world, guest) == []


@pytest.mark.parametrize(
    "kind, method, account",
    [
        ("stored_paypal_account", PAYPAL, PayPalAccount("jane@example.com")),
        ("stored_bank_account", BANK, BankAccount("DE001", "12XXX56")),
    ],
)
def test_stored_accounts_pay(world: World, kind: str, method: Any, account: Any) -> None:
    customer_id = add_customer(world)
    gateway = world.services.paying.gateways.of(world.store.id, method)
    kept = world.services.paying.vault.keep(world.client.run(gateway.keep(account)))

    async def work(unit: Unit) -> None:
        owner = owned(customer_id, method.id, None)
        await store_instrument(unit, world.store.id, kept, owner, world.clock.now())

    world.write(work)
    (one,) = stored(world, customer_id)
    assert one["type"] == kind
    number = order_to_pay(world, customer_id=customer_id)
    assert pay_order(world, number, by_token(kind, one["token"], method.id)).status == 201
    assert order_of(world, number)["status_id"] == 11


def test_a_tokenized_card_pays(world: World) -> None:
    instrument = {
        "type": "tokenized_card", "token": "K7KW-M9GX-6PQ3", "iin": 4111111,
        "last_four_digits": 1111, "expiration_month": 12, "expiration_year": 2030,
    }  # fmt: skip
    number = order_to_pay(world)
    body = {"payment": {"instrument": instrument, "payment_method_id": "sandbox.card"}}
    assert pay_order(world, number, body).status == 201
    (made,) = transactions_of(world, number)
    assert (made.method, made.credit_card["card_iin"]) == ("nonce", "411111")


def test_a_certificate_pays_what_it_holds_and_a_card_the_rest(world: World) -> None:
    assert world.post("/v2/gift_certificates", CERTIFICATE).status in (200, 201)
    number = order_to_pay(world)
    early = token_for(world, number)
    reply = pay(world, token_for(world, number), BY_CERTIFICATE)
    assert reply.status == 201, reply.text
    order = order_of(world, number)
    assert (order["status_id"], order["gift_certificate_amount"]) == (0, "10.0000")
    (made,) = transactions_of(world, number)
    assert (made.method, made.gateway, made.amount) == (
        "gift_certificate", "giftcertificate", 100_000,
    )  # fmt: skip
    assert made.gift_certificate == {
        "code": "ABC-DEF-GXX", "original_balance": 100_000, "starting_balance": 100_000,
        "remaining_balance": 0, "status": "active",
    }  # fmt: skip
    reply = pay(world, early)
    assert (reply.status, reply.json()["code"]) == (422, 30004)
    empty = pay_order(world, number, BY_CERTIFICATE)
    assert (empty.status, empty.json()["code"]) == (422, 30106)
    assert pay_order(world, number).status == 201
    order = order_of(world, number)
    assert (order["status_id"], order["payment_method"]) == (11, "Sandbox")
    assert [charge.amount for charge in books(world)] == [150_000]


def test_a_certificate_pays_it_all(world: World) -> None:
    world.post("/v2/gift_certificates", CERTIFICATE | {"amount": "100.00"})
    number = order_to_pay(world)
    assert pay_order(world, number, BY_CERTIFICATE).status == 201
    order = order_of(world, number)
    assert (order["status_id"], order["payment_method"]) == (11, "Gift Certificate")
    (certificate,) = world.get("/v2/gift_certificates").json()
    assert certificate["balance"] == "75.0000"
    assert world.post(TOKENS, {"order": {"id": number}}).status == 409


def test_an_unknown_certificate(world: World) -> None:
    number = order_to_pay(world)
    reply = pay_order(world, number, BY_CERTIFICATE)
    assert (reply.status, reply.json()["code"]) == (422, 10001)
    assert reply.json()["detail"] == "There is no such gift certificate."
    assert order_of(world, number)["gift_certificate_amount"] == "0.0000"


def test_store_credit_pays_what_there_is(world: World) -> None:
    customer_id = add_customer(world, credit=5)
    number = order_to_pay(world, customer_id=customer_id)
    ids = [one["id"] for one in data(world.get(f"{METHODS}?order_id={number}"))]
    assert ids == [
        "adyenv2.scheme", "sandbox.ach", "sandbox.card", "sandbox.paypal",
        "bigcommerce.store_credit",
    ]  # fmt: skip
    assert pay_order(world, number, BY_CREDIT).status == 201
    order = order_of(world, number)
    assert (order["status_id"], order["store_credit_amount"]) == (0, "5.0000")
    assert order["payment_method"] == "Store Credit"
    assert pay_order(world, number).status == 201
    assert order_of(world, number)["payment_method"] == "Sandbox"
    assert [one.method for one in transactions_of(world, number)] == ["store_credit", "credit_card"]
    other = order_to_pay(world, customer_id=customer_id)
    reply = pay_order(world, other, BY_CREDIT)
    assert (reply.status, reply.json()["code"]) == (422, 30106)
    guest = pay_order(world, order_to_pay(world), BY_CREDIT)
    assert (guest.status, guest.json()["code"]) == (422, 10001)


def test_balances_in_parallel_never_fall_below_zero(world: World) -> None:
    world.post("/v2/gift_certificates", CERTIFICATE | {"amount": "30.00"})
    orders = [order_to_pay(world) for _ in range(3)]
    tokens = [token_for(world, number) for number in orders]
    replies = world.together(
        [
            Request("POST", "/payments", BY_CERTIFICATE, headers={"authorization": f"PAT {one}"})
            for one in tokens
        ]
    )
    taken = [float(order_of(world, number)["gift_certificate_amount"]) for number in orders]
    assert sorted(taken) == [0, 5, 25]
    assert sorted(reply.status for reply in replies) == [201, 201, 422]


def test_nothing_due_is_paid_by_anything(world: World) -> None:
    number = add_order(world, status_id=0, discount_amount=10)["id"]
    assert pay_order(world, number).status == 201
    assert (order_of(world, number)["status_id"], books(world)) == (11, [])
    assert transactions_of(world, number) == []


def test_all_digital_is_completed(world: World) -> None:
    good = add_product(world, type="digital", weight=0)
    cart = add_cart(world, (good, 1))
    bill(world, cart["id"])
    number = int(data(world.post(f"{CHECKOUTS}/{cart['id']}/orders"))["id"])
    assert pay_order(world, number).status == 201
    assert order_of(world, number)["status_id"] == 10


def test_a_gateway_that_stores_nothing(world: World) -> None:
    sealed = world.services.sealer.seal(json.dumps({WITHOUT: "store_instruments"}))
    add_method(world, configuration_sealed=sealed)
    number = order_to_pay(world)
    body = payment()
    body["payment"]["save_instrument"] = True
    reply = pay_order(world, number, body)
    assert (reply.status, reply.json()["code"]) == (422, 30050)
    reply = pay_order(world, number, by_token("stored_card", "f" * 64))
    assert (reply.status, reply.json()["code"]) == (422, 30002)
    supported = data(world.get(f"{METHODS}?order_id={number}"))[2]["supported_instruments"]
    assert "STORED_CARD" not in [one["instrument_type"] for one in supported]
    assert books(world) == []


def test_a_gateway_that_is_not_there(world: World) -> None:
    add_method(world, gateway="gone")
    reply = pay_order(world, order_to_pay(world))
    assert (reply.status, reply.json()["code"]) == (422, 30001)
    assert reply.json()["title"] == "Merchant payment configuration is not configured correctly."


def test_a_disabled_method(world: World) -> None:
    add_method(world, is_enabled=False)
    number = order_to_pay(world)
    assert pay_order(world, number).json()["code"] == 30000
    ids = [one["id"] for one in data(world.get(f"{METHODS}?order_id={number}"))]
    assert "sandbox.card" not in ids


def test_an_archived_order(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    assert world.delete(f"/v2/orders/{number}").status == 204
    reply = pay(world, token)
    assert (reply.status, reply.json()["code"]) == (422, 30003)
    reply = world.post(TOKENS, {"order": {"id": number}})
    assert (reply.status, reply.json()["code"]) == (422, 30100)
    assert reply.json()["title"] == "Payment access token could not be created."


def test_methods_need_an_order_or_a_checkout(world: World) -> None:
    reply = world.get(METHODS)
    assert (reply.status, reply.json()) == (
        400,
        {
            "status": 400,
            "title": "Either order_id or checkout_id is required.",
            "type": TYPE,
            "errors": {"order_id": "error.path.missing", "checkout_id": "error.path.missing"},
        },
    )
    assert world.get(f"{METHODS}?checkout_id=nobody").status == 404
    assert world.get(f"{METHODS}?order_id=999").status == 404
    assert world.get(f"{METHODS}?order_id=x").status == 422


def test_methods_of_a_checkout(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    (offer, *_) = data(world.get(f"{METHODS}?checkout_id={cart['id']}"))
    assert (offer["id"], offer["type"], offer["test_mode"]) == ("adyenv2.scheme", "card", True)
    assert offer["supported_instruments"][0] == {
        "instrument_type": "VISA",
        "verification_value_required": True,
    }


def test_v2_lists_what_happens_elsewhere_too(world: World) -> None:
    rows = world.get("/v2/payments/methods?limit=3").json()
    assert rows == [
        {"code": "adyenv2", "name": "Adyen", "test_mode": True},
        {"code": "bankdeposit", "name": "Bank Deposit", "test_mode": False},
        {"code": "cod", "name": "Cash on Delivery", "test_mode": False},
    ]
    assert world.get("/v2/payments/methods?limit=3&page=9").status == 204


def test_paid_elsewhere_by_its_status(world: World) -> None:
    number = order_to_pay(world)
    body = {"payment_method": "Cash on Delivery", "status_id": 7}
    assert world.put(f"/v2/orders/{number}", body).status == 200
    order = order_of(world, number)
    assert (order["status_id"], order["payment_method"]) == (7, "Cash on Delivery")
    assert order["payment_provider_id"] is None
    assert world.put(f"/v2/orders/{number}", {"status_id": 11}).status == 200


def test_strict_takes_what_the_reference_takes(world: World) -> None:
    world.services.strict_payments = True
    number = order_to_pay(world)
    token = token_for(world, number)
    assert pay(world, token, authorization=f"Bearer {token}").status == 401
    assert pay(world, token, authorization=f"pat {token}").status == 401
    assert pay(world, token, accept="application/json").status == 406
    assert pay(world, token, accept="").status == 406
    assert pay(world, token).status == 201


def test_fifty_requests_in_four_seconds(world: World) -> None:
    world.set_profile(plan_quota=10_000)
    token = token_for(world, order_to_pay(world))
    body = payment(number="4000000000000002")
    replies = [pay(world, token, {}) for _ in range(50)]
    assert {reply.status for reply in replies} == {422}
    assert replies[-1].headers["x-rate-limit-requests-left"] == "0"
    assert replies[-1].headers["x-rate-limit-time-window-ms"] == "4000"
    refused = pay(world, token, body)
    assert (refused.status, refused.headers["x-retry-after"]) == (429, "4")
    world.clock.advance(4_000)
    assert pay(world, token, body).status == 422


def test_a_number_with_spaces(world: World) -> None:
    body = payment(number="4111 1111-1111 1111")
    assert pay_order(world, order_to_pay(world), body).status == 201
