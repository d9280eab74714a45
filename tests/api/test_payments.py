"""Paying for an order at the payments host: what it takes, what it answers, what it leaves."""

import jwt
import pytest

from tests.support.client import Request
from tests.support.paying import (
    JANE_CARD,
    METHODS,
    TOKENS,
    VENDOR,
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
from tests.support.shop import CHECKOUTS, TYPE, data, events
from tests.support.world import World

HOSTILE = (
    b"", b"null", b"[]", b'"x"', b"{", b"\xff\xfe", b'{"payment": 1e400}', b'{"payment": NaN}',
    b"[" * 60 + b"]" * 60, b'{"payment": {"instrument": []}}', b'{"payment": {"instrument": {}}}',
    b'{"payment": {"instrument": {"type": "card"}, "payment_method_id": "\\u0000"}}',
)  # fmt: skip
HOUR_MS = 60 * 60 * 1000
DUPLICATE = (
    "This is a duplicate transaction. Please contact us to confirm your order. Do not try to pay"
    " again."
)
UNVERIFIED = "Your card details could not be verified. Please double check them and try again."
PROBLEM = "There was a problem processing your card. Please contact your card issuer."
BAD_DATA = "Unable to process the payment because invalid data was supplied with the transaction."
DECLINES = {
    "4000000000000002": (30104, PROBLEM),
    "4000000000009995": (30106, "The payment was declined due to insufficient funds."),
    "4000000000000069": (30103, "Your card has expired. Please try again with a valid card."),
    "4000000000000127": (30102, UNVERIFIED),
    "4000000000000309": (30105, DUPLICATE),
    "4000000000000317": (30107, "The authorization for this transaction has been revoked."),
    "4000000000000325": (10001, BAD_DATA),
}


@pytest.fixture(autouse=True)
def shop(world: World) -> None:
    open_shop(world)


def test_a_card_pays_for_an_order(world: World) -> None:
    number = order_to_pay(world)
    cart_id = order_of(world, number)["cart_id"]
    seen = len(events(world))
    reply = pay_order(world, number)
    assert reply.status == 201, reply.text
    paid = reply.json()["data"]
    assert list(paid) == ["id", "status", "transaction_type"]
    assert (paid["status"], paid["transaction_type"]) == ("success", "purchase")
    order = order_of(world, number)
    assert (order["status_id"], order["payment_method"]) == (11, "Sandbox")
    assert (order["payment_status"], order["credit_card_type"]) == ("captured", "visa")
    assert order["payment_provider_id"] == "sandbox_00000001"
    (charge,) = books(world)
    assert (charge.amount, charge.currency, charge.state) == (250_000, "USD", "captured")
    (made,) = transactions_of(world, number)
    assert (made.event, made.method, made.amount) == ("purchase", "credit_card", 250_000)
    assert (made.gateway, made.payment_method_id) == ("sandbox", "sandbox.card")
    assert (made.status, made.test, made.public_id) == ("ok", True, paid["id"])
    assert made.credit_card == {
        "card_type": "visa",
        "card_iin": "411111",
        "card_last4": "1111",
        "card_expiry_month": 12,
        "card_expiry_year": 2030,
    }
    assert world.get(f"{CHECKOUTS}/{cart_id}").status == 404
    told = [scope for scope, _ in events(world)[seen:]]
    assert told == [
        "store/order/transaction/created",
        "store/order/updated",
        "store/order/statusUpdated",
        "store/cart/converted",
    ]
    data_of = dict(events(world)[seen:])
    assert f'"order_id":"{number}"' in data_of["store/order/transaction/created"]


@pytest.mark.parametrize(
    "header",
    ["PAT {}", "pat {}", "  Bearer   {}  ", "bearer {}", "\tBEARER {}"],
)
def test_authorization_in_any_case_with_stray_spaces(world: World, header: str) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    assert pay(world, token, authorization=header.format(token)).status == 201


@pytest.mark.parametrize("accept", [VENDOR, "application/json", "*/*", ""])
def test_accepted_representations(world: World, accept: str) -> None:
    assert pay_order(world, order_to_pay(world), accept=accept).status == 201


def test_other_representations_are_refused(world: World) -> None:
    reply = pay_order(world, order_to_pay(world), accept="text/html")
    assert reply.status == 406
    assert books(world) == []


@pytest.mark.parametrize("header", ["", "PAT", "PAT x.y.z", "Basic abc", "PAT a b"])
def test_without_a_token_it_is_401(world: World, header: str) -> None:
    reply = pay(world, "", authorization=header)
    assert reply.status == 401
    assert reply.json() == {
        "status": 401,
        "title": "The Authorization header is missing or holds no valid payment access token.",
        "type": TYPE,
        "code": 10000,
    }


def test_the_token(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    assert jwt.get_unverified_header(token) == {"alg": "HS256"}
    claims = jwt.decode(token, options={"verify_signature": False})
    assert list(claims) == ["exp", "nbf", "iss", "sub", "jti", "iat", "data"]
    assert claims["exp"] - claims["nbf"] == 3600
    assert claims["nbf"] == claims["iat"] == world.clock.now() // 1000
    assert (claims["iss"], claims["sub"]) == ("payments.bigcommerce.com", "demo")
    assert claims["data"] == {
        "store_id": str(world.store.id),
        "order_id": str(number),
        "amount": 2500,
        "currency": "USD",
    }


def test_a_token_lives_an_hour(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    world.clock.advance(HOUR_MS)
    assert pay(world, token).status == 401
    assert order_of(world, number)["status_id"] == 0
    fresh = token_for(world, number)
    world.clock.advance(HOUR_MS - 1000)
    assert pay(world, fresh).status == 201


def test_a_token_of_another_store_or_key_is_none(world: World) -> None:
    token = token_for(world, order_to_pay(world))
    world.add_store("other")
    headers = {"authorization": f"PAT {token}"}
    reply = world.client.request("POST", "/stores/other/payments", payment(), headers=headers)
    assert reply.status == 401
    claims = jwt.decode(token, options={"verify_signature": False})
    forged = jwt.encode(claims, "another key that signs whatever it is", "HS256")
    assert pay(world, forged).status == 401
    unsigned = jwt.encode(claims, "", "none")
    assert pay(world, unsigned).status == 401
    assert books(world) == []


def test_a_wrong_status_is_409(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    assert world.put(f"/v2/orders/{number}", {"status_id": 1}).status == 200
    wrong = {
        "status": 409,
        "code": 30101,
        "title": "Order is not in a correct status.",
        "type": TYPE,
    }
    for reply in (
        world.get(f"{METHODS}?order_id={number}"),
        world.post(TOKENS, {"order": {"id": number}}),
        pay(world, token),
    ):
        assert (reply.status, reply.json()) == (409, wrong)
    assert world.put(f"/v2/orders/{number}", {"status_id": 0}).status == 200
    assert world.get(f"{METHODS}?order_id={number}").status == 200
    assert pay(world, token_for(world, number)).status == 201


def test_an_order_is_paid_once(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    assert pay(world, token).status == 201
    again = pay(world, token)
    assert (again.status, again.json()["code"]) == (409, 30101)
    assert world.post(TOKENS, {"order": {"id": number}}).status == 409
    world.put(f"/v2/orders/{number}", {"status_id": 0})
    assert world.post(TOKENS, {"order": {"id": number}}).status == 409
    assert len(books(world)) == 1


def test_only_one_order_of_a_cart_is_paid(world: World) -> None:
    first = order_to_pay(world)
    cart_id = order_of(world, first)["cart_id"]
    second = int(data(world.post(f"{CHECKOUTS}/{cart_id}/orders"))["id"])
    token = token_for(world, second)
    assert pay_order(world, first).status == 201
    for reply in (
        pay(world, token),
        world.post(TOKENS, {"order": {"id": second}}),
        world.get(f"{METHODS}?order_id={second}"),
    ):
        assert (reply.status, reply.json()["code"]) == (409, 30101)
    assert order_of(world, second)["status_id"] == 0


def test_payments_in_parallel_charge_once(world: World) -> None:
    number = order_to_pay(world)
    tokens = [token_for(world, number) for _ in range(4)]
    requests = [
        Request("POST", "/payments", payment(), headers={"authorization": f"PAT {token}"})
        for token in tokens * 4
    ]
    replies = world.together(requests)
    assert sorted({reply.status for reply in replies}) == [201, 409]
    assert [reply.status for reply in replies].count(201) == 1
    assert len([one for one in books(world) if one.state == "captured"]) == 1
    assert [one.status for one in attempts_of(world, number)] == ["succeeded"]


@pytest.mark.parametrize("number", DECLINES)
def test_a_decline_is_422(world: World, number: str) -> None:
    code, title = DECLINES[number]
    order_id = order_to_pay(world)
    token = token_for(world, order_id)
    reply = pay(world, token, payment(number=number))
    assert reply.status == 422
    assert reply.json() == {"status": 422, "code": code, "title": title, "type": TYPE}
    order = order_of(world, order_id)
    assert (order["status_id"], order["payment_status"]) == (0, "")
    (refused,) = transactions_of(world, order_id)
    assert (refused.status, refused.amount) == ("error", 250_000)
    assert pay(world, token).status == 201


def test_a_card_that_is_over(world: World) -> None:
    reply = pay_order(world, order_to_pay(world), payment(expiry_month=5, expiry_year=2026))
    assert (reply.status, reply.json()["code"]) == (422, 30103)


def test_an_unpublished_number_is_refused_clearly(world: World) -> None:
    reply = pay_order(world, order_to_pay(world), payment(number="4929123456789012"))
    assert (reply.status, reply.json()["code"]) == (422, 10001)
    assert "published test cards" in reply.json()["detail"]


def test_a_gateway_that_cannot_be_reached(world: World) -> None:
    number = order_to_pay(world)
    reply = pay_order(world, number, payment(number="4000000000000606"))
    assert (reply.status, reply.json()["code"]) == (500, 10000)
    assert reply.json()["title"] == (
        "We're experiencing difficulty processing your transaction. Please try again later."
    )
    assert order_of(world, number)["status_id"] == 0
    assert transactions_of(world, number) == []
    assert pay_order(world, number).status == 201


def test_a_time_out_after_the_charge_is_settled_at_once(world: World) -> None:
    number = order_to_pay(world)
    reply = pay_order(world, number, payment(number="4000000000000416"))
    assert reply.status == 201
    assert order_of(world, number)["status_id"] == 11
    assert len(books(world)) == 1


def test_an_authorization_awaits_payment(world: World) -> None:
    open_shop(world, transaction_type="authorization")
    number = order_to_pay(world)
    reply = pay_order(world, number)
    assert reply.json()["data"]["transaction_type"] == "authorization"
    order = order_of(world, number)
    assert (order["status_id"], order["payment_status"]) == (7, "authorized")
    (made,) = transactions_of(world, number)
    assert made.event == "authorization"
    assert books(world)[0].state == "authorized"


def test_a_changed_total_is_30004(world: World) -> None:
    number = order_to_pay(world)
    token = token_for(world, number)
    assert world.put(f"/v2/orders/{number}", {"discount_amount": 5}).status == 200
    reply = pay(world, token)
    assert (reply.status, reply.json()["code"]) == (422, 30004)
    assert pay(world, token_for(world, number)).status == 201
    assert books(world)[0].amount == 200_000


@pytest.mark.parametrize(
    "body, field",
    [
        ({}, "payment"),
        ({"payment": {}}, "payment.instrument"),
        ({"payment": {"instrument": {}, "payment_method_id": "x"}}, "payment.instrument.type"),
        ({"payment": {"instrument": {"type": "gold"}, "payment_method_id": "x"}},
         "payment.instrument.type"),
        ({"payment": {"instrument": {"type": "card"}, "payment_method_id": "x"}},
         "payment.instrument.number"),
        ({"payment": {"instrument": JANE_CARD | {"expiry_month": 13}, "payment_method_id": "x"}},
         "payment.instrument.expiry_month"),
        ({"payment": {"instrument": {"type": "stored_card", "token": "short"},
                      "payment_method_id": "x"}}, "payment.instrument.token"),
        ([], ""),
        ({"payment": {"instrument": JANE_CARD, "payment_method_id": ""}},
         "payment.payment_method_id"),
    ],
)  # fmt: skip
def test_bad_data_is_named(world: World, body: object, field: str) -> None:
    reply = pay_order(world, order_to_pay(world), body)
    assert (reply.status, reply.json()["code"]) == (422, 10001)
    assert field in reply.json()["errors"]
    assert "4111111111111111" not in reply.text


def test_a_body_that_is_no_json_is_400(world: World) -> None:
    token = token_for(world, order_to_pay(world))
    headers = {"authorization": f"PAT {token}", "content-type": "application/json"}
    reply = world.client.request("POST", "/stores/demo/payments", body=b"{", headers=headers)
    assert (reply.status, reply.json()["code"]) == (400, 10001)


@pytest.mark.parametrize("method", ["nobody.card", "cod", "sandbox.paypal"])
def test_methods_that_do_not_take_cards_are_30000(world: World, method: str) -> None:
    body = payment()
    body["payment"]["payment_method_id"] = method
    number = order_to_pay(world)
    reply = pay_order(world, number, body)
    assert (reply.status, reply.json()["code"]) == (422, 30000)
    assert attempts_of(world, number) == []


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_bodies(world: World, body: bytes) -> None:
    number = order_to_pay(world)
    headers = {"authorization": f"PAT {token_for(world, number)}"}
    reply = world.client.request("POST", "/stores/demo/payments", body=body, headers=headers)
    assert reply.status in (400, 422)
    assert reply.json()["code"] == 10001
    assert attempts_of(world, number) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": None}, {"number": 4111111111111111}, {"number": "4" * 65}, {"number": ""},
        {"number": "\u0664111111111111111"}, {"expiry_year": "x"}, {"expiry_year": -1},
        {"expiry_month": 0}, {"verification_value": "12"}, {"verification_value": "12345"},
        {"verification_value": "abc"}, {"cardholder_name": ""}, {"cardholder_name": 7},
        {"issue_month": 13}, {"type": 1}, {"type": ["card"]},
    ],
)  # fmt: skip
def test_hostile_cards(world: World, wrong: dict[str, object]) -> None:
    number = order_to_pay(world)
    reply = pay_order(world, number, payment(**wrong))
    assert (reply.status, reply.json()["code"]) == (422, 10001)
    assert books(world) == [] or books(world)[0].state == "declined"
    assert order_of(world, number)["status_id"] == 0
