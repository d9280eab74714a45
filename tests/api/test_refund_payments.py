"""Where refunds go: back to cards, to store credit and gift certificates; captures and voids."""

from typing import Any

import pytest

from tests.api.shopping import add_order, add_product, level_of
from tests.support.client import Request
from tests.support.paying import (
    books,
    open_shop,
    order_of,
    order_to_pay,
    pay_order,
    payment,
    transactions_of,
)
from tests.support.refunding import (
    check_ledger,
    chosen,
    methods,
    of_order,
    path_of,
    quote,
    read_refund,
    refund,
    refunded,
    settle,
    units,
)
from tests.support.world import World

MINUTE_MS = 60_000
CUSTOMER = {
    "email": "jo@example.com",
    "first_name": "Jo",
    "last_name": "Lee",
    "store_credit_amounts": [{"amount": 8}],
}
GIFT = {
    "to_name": "Jo", "to_email": "jo@example.com", "from_name": "Al",
    "from_email": "al@example.com", "amount": "7", "code": "GIFT",
}  # fmt: skip


def paid_order(world: World, number: str = "4111111111111111", **cart: Any) -> int:
    """An order of two goods of 10.00 and shipping of 5.00, paid by a card."""
    order_id = order_to_pay(world, **cart)
    assert pay_order(world, order_id, payment(number=number)).status == 201
    return order_id


def authorized_order(world: World, number: str = "4111111111111111") -> int:
    open_shop(world, transaction_type="authorization")
    return paid_order(world, number)


def line_of(world: World, order_id: int) -> int:
    number: int = world.get(f"/v2/orders/{order_id}/products").json()[0]["id"]
    return number


def test_a_card_gets_its_money_back(world: World) -> None:
    open_shop(world)
    order_id = paid_order(world)
    line = line_of(world, order_id)
    assert methods(world, order_id, units(line, 1)) == [[("sandbox", 10)], [("custom", 10)]]
    made = refunded(world, order_id, units(line, 1))
    assert made["payments"][0]["transaction_id"] == ""
    (known,) = read_refund(world, made["id"])["payments"]
    assert (known["offline"], known["is_declined"], known["transaction_id"]) == (False, False, "2")
    (charge,) = books(world)
    assert (charge.captured, charge.refunded) == (250_000, 100_000)
    order = order_of(world, order_id)
    assert (order["status_id"], order["refunded_amount"]) == (14, "10.0000")
    _, given = transactions_of(world, order_id)
    assert (given.event, given.method, given.status) == ("refund", "credit_card", "ok")
    assert (given.amount, given.reference_transaction_id) == (100_000, 1)
    refunded(world, order_id, of_order(order_id, 15))
    assert books(world)[0].refunded == 250_000
    assert order_of(world, order_id)["status_id"] == 4
    figures = check_ledger(world, order_id)
    assert (figures["paid"], figures["refunded_amount"]) == ("25.0000", "25.0000")
    assert (
        refund(
            world,
            order_id,
            of_order(order_id, 1),
            payments=[{"provider_id": "sandbox", "amount": 1}],
        ).status
        == 422
    )


def test_a_declined_refund_changes_nothing_and_can_be_made_otherwise(world: World) -> None:
    open_shop(world)
    order_id = paid_order(world, "4000000000000804")
    before = order_of(world, order_id)
    line = line_of(world, order_id)
    made = refunded(world, order_id, units(line, 2))
    (known,) = read_refund(world, made["id"])["payments"]
    assert (known["is_declined"], known["declined_message"]) == (True, "Declined")
    assert order_of(world, order_id) == before
    assert [one.status for one in transactions_of(world, order_id)] == ["ok", "error"]
    way = quote(world, order_id, units(line, 2))["refund_methods"][0]
    by_hand = [{**one, "offline": True} for one in chosen(way)]
    refunded(world, order_id, units(line, 2), payments=by_hand)
    assert order_of(world, order_id)["refunded_amount"] == "20.0000"
    assert books(world)[0].refunded == 0
    check_ledger(world, order_id)


def test_a_refund_that_nobody_answers_is_settled_once(world: World) -> None:
    open_shop(world)
    order_id = paid_order(world, "4000000000000812")
    made = refunded(world, order_id, of_order(order_id, 25))
    settled = read_refund(world, made["id"])["payments"][0]
    if not settled["transaction_id"]:
        assert (
            refund(
                world,
                order_id,
                of_order(order_id, 1),
                payments=[{"provider_id": "sandbox", "amount": 1}],
            ).status
            == 422
        )
        world.clock.advance(10 * MINUTE_MS)
        settle(world)
    assert books(world)[0].refunded == 250_000
    assert order_of(world, order_id)["refunded_amount"] == "25.0000"
    assert len(transactions_of(world, order_id)) == 2


def test_the_same_key_refunds_once(world: World) -> None:
    open_shop(world)
    order_id = paid_order(world)
    item = of_order(order_id, 5)
    key = {"idempotency-key": "refund-1"}
    first = refund(world, order_id, item, headers=key)
    again = refund(
        world,
        order_id,
        item,
        headers=key,
        payments=chosen(quote(world, order_id, item)["refund_methods"][0]),
    )
    assert (first.status, again.status) == (201, 201)
    assert again.body == first.body
    assert books(world)[0].refunded == 50_000


def test_split_tenders_get_back_what_they_paid(world: World) -> None:
    open_shop(world)
    (customer,) = world.post("/v3/customers", [CUSTOMER]).json()["data"]
    assert world.post("/v2/gift_certificates", GIFT).status == 201
    order_id = order_to_pay(world, customer_id=customer["id"])
    certificate = {"type": "gift_certificate", "gift_certificate_code": "GIFT"}
    for instrument, method in (
        (certificate, "bigcommerce.gift_certificate"),
        ({"type": "store_credit"}, "bigcommerce.store_credit"),
    ):
        body = {"payment": {"instrument": instrument, "payment_method_id": method}}
        assert pay_order(world, order_id, body).status == 201
    assert pay_order(world, order_id).status == 201
    assert books(world)[0].captured == 100_000
    item = of_order(order_id, 25)
    assert methods(world, order_id, item) == [
        [("sandbox", 10), ("storecredit", 8), ("giftcertificate", 7)],
        [("storecredit", 25)],
        [("custom", 25)],
    ]
    assert methods(world, order_id, of_order(order_id, 12))[0] == [
        ("sandbox", 10), ("storecredit", 2),
    ]  # fmt: skip
    refunded(world, order_id, of_order(order_id, 12))
    assert credit_of(world, customer["id"]) == 2
    refunded(world, order_id, of_order(order_id, 13))
    assert credit_of(world, customer["id"]) == 8
    assert world.get("/v2/gift_certificates/1").json()["balance"] == "7.0000"
    assert books(world)[0].refunded == 100_000
    assert order_of(world, order_id)["status_id"] == 4
    figures = check_ledger(world, order_id)
    assert (figures["paid"], figures["refunded_amount"]) == ("25.0000", "25.0000")


def test_a_card_can_be_refunded_to_store_credit(world: World) -> None:
    open_shop(world)
    (customer,) = world.post("/v3/customers", [CUSTOMER]).json()["data"]
    order_id = paid_order(world, customer_id=customer["id"])
    refunded(world, order_id, of_order(order_id, 10), way=1)
    assert credit_of(world, customer["id"]) == 18
    assert books(world)[0].refunded == 0
    assert methods(world, order_id, of_order(order_id, 15))[0] == [("sandbox", 15)]
    refused = quote(world, order_id, of_order(order_id, 15))
    assert refused["adjustment"] == 0
    check_ledger(world, order_id)


def credit_of(world: World, customer_id: int) -> Any:
    reply = world.get(f"/v3/customers?id:in={customer_id}&include=storecredit")
    return reply.json()["data"][0]["store_credit_amounts"][0]["amount"]


def test_capture_is_done_by_the_worker(world: World) -> None:
    order_id = authorized_order(world)
    order = order_of(world, order_id)
    assert (order["status_id"], order["payment_status"]) == (7, "authorized")
    assert (
        world.post(path_of(order_id, "refund_quotes"), {"items": [of_order(order_id, 1)]}).status
        == 422
    )
    reply = world.post(path_of(order_id, "capture"))
    assert (reply.status, reply.json()) == (201, {})
    order = order_of(world, order_id)
    assert (order["status_id"], order["payment_status"]) == (7, "capture pending")
    assert books(world)[0].state == "authorized"
    for action in ("capture", "void"):
        assert world.post(path_of(order_id, action)).status == 422
    assert settle(world) == 1
    order = order_of(world, order_id)
    assert (order["status_id"], order["payment_status"]) == (11, "captured")
    assert books(world)[0].captured == 250_000
    assert [one.event for one in transactions_of(world, order_id)] == ["authorization", "capture"]
    assert world.post(path_of(order_id, "capture")).status == 422
    refunded(world, order_id, of_order(order_id, 25))
    assert books(world)[0].refunded == 250_000
    assert check_ledger(world, order_id)["paid"] == "25.0000"


def test_a_part_is_captured_and_the_rest_let_go(world: World) -> None:
    order_id = authorized_order(world)
    capture = f"/x/orders/{order_id}/capture"
    for wrong in (0, -1, 25.01, 1.001, "x"):
        assert world.post(capture, {"amount": wrong}).status == 422, wrong
    assert order_of(world, order_id)["payment_status"] == "authorized"
    assert world.post(capture, {"amount": 10}).status == 201
    settle(world)
    order = order_of(world, order_id)
    assert (order["status_id"], order["payment_status"]) == (7, "captured")
    assert (books(world)[0].state, books(world)[0].captured) == ("captured", 100_000)
    assert quote(world, order_id, of_order(order_id, 10))["total_refund_amount"] == 10
    assert (
        world.post(path_of(order_id, "refund_quotes"), {"items": [of_order(order_id, 11)]}).status
        == 422
    )


def test_a_void_lets_go_of_what_is_authorized(world: World) -> None:
    order_id = authorized_order(world)
    assert world.post(path_of(order_id, "void")).status == 201
    assert order_of(world, order_id)["payment_status"] == "void pending"
    settle(world)
    order = order_of(world, order_id)
    assert (order["status_id"], order["payment_status"]) == (7, "void")
    assert books(world)[0].state == "voided"
    assert world.post(path_of(order_id, "void")).status == 422
    assert check_ledger(world, order_id)["paid"] == "0.0000"


def test_parallel_refunds_never_exceed_what_was_captured(world: World) -> None:
    open_shop(world)
    order_id = paid_order(world)
    item = of_order(order_id, 10)
    body = {"items": [item], "payments": [{"provider_id": "sandbox", "amount": 10}]}
    request = Request("POST", path_of(order_id, "refunds"), json=body)
    replies = world.together([request] * 8)
    assert sorted(reply.status for reply in replies) == [201, 201, *[422] * 6]
    assert books(world)[0].refunded == 200_000
    assert order_of(world, order_id)["refunded_amount"] == "20.0000"
    check_ledger(world, order_id)


def test_a_refund_against_a_capture(world: World) -> None:
    order_id = authorized_order(world)
    body = {"items": [of_order(order_id, 5)], "payments": [{"provider_id": "sandbox", "amount": 5}]}
    replies = world.together(
        [
            Request("POST", path_of(order_id, "capture")),
            Request("POST", path_of(order_id, "refunds"), json=body),
            Request("POST", path_of(order_id, "void")),
            Request("POST", path_of(order_id, "capture")),
        ]
    )
    assert sorted(reply.status for reply in replies) == [201, 422, 422, 422]
    settle(world)
    (charge,) = books(world)
    assert charge.state in ("captured", "voided")
    assert charge.refunded == 0


@pytest.mark.parametrize("is_on", [True, False])
def test_restocking_follows_the_setting(world: World, is_on: bool) -> None:
    setting = {"refund_order_stock_adjustment": is_on}
    assert world.put("/v3/settings/inventory", setting).status == 200
    number = add_product(world, level=10)
    order_id = add_order(world, {"product_id": number, "quantity": 3}, status_id=11)["id"]
    assert level_of(world, number) == 7
    line = line_of(world, order_id)
    refunded(world, order_id, units(line, 1))
    assert level_of(world, number) == (8 if is_on else 7)
    refunded(world, order_id, units(line, 2))
    assert level_of(world, number) == (10 if is_on else 7)
    assert order_of(world, order_id)["status_id"] == 4
