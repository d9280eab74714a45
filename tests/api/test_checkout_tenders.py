"""Gift certificates and store credit on checkouts, and gift certificates that orders buy."""

import re
from typing import Any

import pytest

from orderwright.db import balances as stored
from orderwright.db.unit import Unit
from tests.support.paying import books, open_shop, order_of, pay_order
from tests.support.shop import (
    CARTS,
    CHECKOUTS,
    STALE,
    add_cart,
    add_checkout,
    add_flat_rate,
    add_order,
    add_product,
    bill,
    data,
    physical,
)
from tests.support.world import World

GIFT = {
    "to_name": "Jo",
    "to_email": "jo@example.com",
    "from_name": "Al",
    "from_email": "al@example.com",
    "amount": "15",
    "code": "GIFT",
}
BOUGHT = {
    "name": "For you",
    "theme": "Birthday",
    "amount": 25,
    "quantity": 1,
    "sender": {"name": "Ann", "email": "ann@example.com"},
    "recipient": {"name": "Bob", "email": "bob@example.com"},
    "message": "Enjoy",
}
TENDERS = ("gift_certificates", "is_store_credit_applied", "outstanding_balance")


def give(world: World, **changes: Any) -> int:
    reply = world.post("/v2/gift_certificates", {**GIFT, **changes})
    assert reply.status == 201, reply.text
    number: int = reply.json()["id"]
    return number


def add_customer(world: World, credit: int) -> int:
    body = {
        "email": "jane@example.com",
        "first_name": "Jane",
        "last_name": "Doe",
        "store_credit_amounts": [{"amount": credit}],
    }
    made: int = data(world.post("/v3/customers", [body]))[0]["id"]
    return made


def checkout_of_25(world: World, **fields: Any) -> Any:
    """Two vases of 10 and shipping of 5."""
    add_flat_rate(world)
    return add_checkout(world, (add_product(world), 2), **fields)


def pay_with(world: World, cart_id: str, code: str = "gift", **fields: Any) -> Any:
    path = f"/x/checkouts/{cart_id}/gift-certificates"
    return data(world.post(path, {"gift_certificate_code": code, **fields}))


def use_credit(world: World, cart_id: str) -> Any:
    return data(world.post(f"/x/checkouts/{cart_id}/store-credit"))


def tenders_of(checkout: Any) -> dict[str, Any]:
    return {name: checkout[name] for name in TENDERS if name in checkout}


def certificate(used: float, balance: float = 15, code: str = "GIFT") -> dict[str, Any]:
    return {
        "code": code,
        "balance": balance,
        "used": used,
        "remaining": balance - used,
        "purchase_date": "2026-06-18",
    }


def balance_of(world: World, certificate_id: int = 1) -> str:
    balance: str = world.get(f"/v2/gift_certificates/{certificate_id}").json()["balance"]
    return balance


def money_of(world: World, order_id: int) -> tuple[str, str, str]:
    order = world.get(f"/v2/orders/{order_id}").json()
    return order["total_inc_tax"], order["gift_certificate_amount"], order["store_credit_amount"]


def set_status(world: World, order_id: int, status_id: int) -> None:
    assert world.put(f"/v2/orders/{order_id}", {"status_id": status_id}).status == 200


def test_a_certificate_reduces_what_is_due_and_no_total(world: World) -> None:
    checkout = checkout_of_25(world)
    give(world)
    paid = pay_with(world, checkout["id"])
    assert tenders_of(checkout) == {}
    assert tenders_of(paid) == {
        "gift_certificates": [certificate(15)],
        "is_store_credit_applied": False,
        "outstanding_balance": 10,
    }
    unchanged = {**paid, "version": checkout["version"], "cart": checkout["cart"]}
    for name in TENDERS:
        del unchanged[name]
    assert unchanged == {**checkout, "updated_time": paid["updated_time"]}
    assert data(world.get(f"{CHECKOUTS}/{checkout['id']}")) == {
        **paid,
        "consignments": data(world.get(f"{CHECKOUTS}/{checkout['id']}"))["consignments"],
    }
    assert balance_of(world) == "15.0000"


def test_certificates_pay_in_the_order_in_which_they_came(world: World) -> None:
    checkout = checkout_of_25(world)
    for code in ("A", "B"):
        give(world, code=code)
        paid = pay_with(world, checkout["id"], code)
    assert tenders_of(paid)["gift_certificates"] == [
        certificate(15, code="A"),
        certificate(10, code="B"),
    ]
    assert paid["outstanding_balance"] == 0
    assert tenders_of(pay_with(world, checkout["id"], "a")) == tenders_of(paid)
    path = f"/x/checkouts/{checkout['id']}/gift-certificates"
    left = data(world.delete(f"{path}/a"))
    assert tenders_of(left)["gift_certificates"] == [certificate(15, code="B")]
    assert world.delete(f"{path}/a").status == 404
    assert tenders_of(data(world.delete(f"{path}/b"))) == {}


@pytest.mark.parametrize(
    "changes, code",
    [({}, "NONE"), ({"currency_code": "EUR"}, "GIFT"), ({"status": "disabled"}, "GIFT")],
)
def test_a_code_that_cannot_be_spent_is_not_found(
    world: World, changes: dict[str, Any], code: str
) -> None:
    checkout = checkout_of_25(world)
    give(world, **changes)
    path = f"/x/checkouts/{checkout['id']}/gift-certificates"
    before = world.get(f"{CHECKOUTS}/{checkout['id']}").body
    reply = world.post(path, {"gift_certificate_code": code})
    assert (reply.status, reply.json()["title"]) == (404, "Gift certificate code not found")
    assert world.post(path, {}).status == 422
    assert world.get(f"{CHECKOUTS}/{checkout['id']}").body == before


def test_a_checkout_has_twenty_certificates_at_most(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    for number in range(21):
        give(world, code=f"G{number}", amount=1)
    for number in range(20):
        pay_with(world, cart["id"], f"G{number}")
    reply = world.post(
        f"/x/checkouts/{cart['id']}/gift-certificates", {"gift_certificate_code": "G20"}
    )
    assert (reply.status, reply.json()["title"]) == (
        422,
        "A checkout can have at most 20 gift certificates.",
    )


def test_the_version_is_checked(world: World) -> None:
    checkout = checkout_of_25(world)
    give(world)
    stale = {"version": checkout["version"] - 1}
    base = f"/x/checkouts/{checkout['id']}"
    replies = [
        world.post(f"{base}/gift-certificates", {"gift_certificate_code": "GIFT", **stale}),
        world.request("DELETE", f"{base}/gift-certificates/GIFT", stale),
        world.post(f"{base}/store-credit", stale),
        world.request("DELETE", f"{base}/store-credit", stale),
    ]
    assert [(reply.status, reply.json()["title"]) for reply in replies] == [(409, STALE)] * 4
    assert pay_with(world, checkout["id"], version=checkout["version"])["version"] == (
        checkout["version"] + 1
    )


def test_a_certificate_buys_no_certificate(world: World) -> None:
    body = {"gift_certificates": [BOUGHT], "line_items": [
        {"product_id": add_product(world, price=4), "quantity": 1}
    ]}  # fmt: skip
    cart = data(world.post(CARTS, body), 201)
    give(world)
    paid = pay_with(world, cart["id"])
    assert (paid["grand_total"], paid["outstanding_balance"]) == (29, 25)
    assert paid["gift_certificates"] == [certificate(4)]


def test_store_credit_pays_what_certificates_leave(world: World) -> None:
    checkout = checkout_of_25(world, customer_id=add_customer(world, credit=8))
    give(world)
    use_credit(world, checkout["id"])
    paid = pay_with(world, checkout["id"])
    assert tenders_of(paid) == {
        "gift_certificates": [certificate(15)],
        "is_store_credit_applied": True,
        "outstanding_balance": 2,
    }
    number = add_order(world, checkout["id"])
    assert money_of(world, number) == ("25.0000", "15.0000", "8.0000")
    assert (balance_of(world), credit_of(world)) == ("15.0000", "8.0000")
    set_status(world, number, 11)
    assert (balance_of(world), credit_of(world)) == ("0.0000", "0.0000")
    set_status(world, number, 0)
    set_status(world, number, 11)
    assert (balance_of(world), credit_of(world)) == ("0.0000", "0.0000")


def credit_of(world: World) -> str:
    credit: str = world.get("/v2/customers/1").json()["store_credit"]
    return credit


def test_store_credit_is_for_customers_in_the_stores_currency(world: World) -> None:
    checkout = checkout_of_25(world)
    reply = world.post(f"/x/checkouts/{checkout['id']}/store-credit")
    assert (reply.status, reply.json()["title"]) == (
        422,
        "Store credit can be used by customers only.",
    )
    left = data(world.delete(f"/x/checkouts/{checkout['id']}/store-credit"))
    assert tenders_of(left) == {}


def test_another_customer_brings_other_tenders(world: World) -> None:
    checkout = checkout_of_25(world, customer_id=add_customer(world, credit=8))
    give(world)
    pay_with(world, checkout["id"])
    use_credit(world, checkout["id"])
    world.put(f"{CARTS}/{checkout['id']}", {"customer_id": 0})
    assert tenders_of(data(world.get(f"{CHECKOUTS}/{checkout['id']}"))) == {}


def test_an_order_is_refused_when_its_tenders_pay_something_else(world: World) -> None:
    checkout = checkout_of_25(world)
    give(world)
    pay_with(world, checkout["id"])
    world.put("/v2/gift_certificates/1", {"balance": 3})
    reply = world.post(f"{CHECKOUTS}/{checkout['id']}/orders")
    assert (reply.status, reply.json()["title"]) == (409, "Checkout could not be processed")
    assert world.get("/v2/orders").status == 204
    now = data(world.get(f"{CHECKOUTS}/{checkout['id']}"))
    assert now["gift_certificates"] == [certificate(3, balance=3)]
    number = add_order(world, checkout["id"])
    assert money_of(world, number) == ("25.0000", "3.0000", "0.0000")


def test_orders_of_one_certificate_take_what_there_is(world: World) -> None:
    """Two orders count on 15; the second one placed gets what the first has left."""
    checkout = checkout_of_25(world)
    give(world, amount=20)
    pay_with(world, checkout["id"])
    first, second = add_order(world, checkout["id"]), add_order(world, checkout["id"])
    assert money_of(world, second) == ("25.0000", "20.0000", "0.0000")
    world.put("/v2/gift_certificates/1", {"amount": 30, "balance": 30})
    set_status(world, first, 7)
    set_status(world, second, 7)
    assert balance_of(world) == "0.0000"
    assert money_of(world, first) == ("25.0000", "20.0000", "0.0000")
    assert money_of(world, second) == ("25.0000", "10.0000", "0.0000")


def test_a_cancelled_incomplete_order_takes_nothing(world: World) -> None:
    checkout = checkout_of_25(world)
    give(world)
    pay_with(world, checkout["id"])
    set_status(world, add_order(world, checkout["id"]), 5)
    assert balance_of(world) == "15.0000"


def buy(world: World, **changes: Any) -> int:
    """An Incomplete order that buys a gift certificate."""
    cart = data(world.post(CARTS, {"gift_certificates": [{**BOUGHT, **changes}]}), 201)
    bill(world, cart["id"])
    return add_order(world, cart["id"])


def test_a_bought_certificate_is_made_once_its_order_is_paid(world: World) -> None:
    number = buy(world)
    line = world.get(f"/v2/orders/{number}/products").json()[0]
    assert (line["type"], line["gift_certificate_id"]) == ("giftcertificate", None)
    set_status(world, number, 7)
    assert world.get("/v2/gift_certificates").status == 204
    for status_id in (11, 2, 0, 11):
        set_status(world, number, status_id)
    (made,) = world.get("/v2/gift_certificates").json()
    assert re.fullmatch(r"([A-Z2-9]{3}-){3}[A-Z2-9]{3}", made.pop("code"))
    assert made == {
        "id": 1,
        "amount": "25.0000",
        "status": "active",
        "balance": "25.0000",
        "to_name": "Bob",
        "order_id": number,
        "template": "birthday.html",
        "message": "Enjoy",
        "to_email": "bob@example.com",
        "from_name": "Ann",
        "from_email": "ann@example.com",
        "customer_id": 0,
        "expiry_date": "0",
        "purchase_date": "1781792589",
        "currency_code": "USD",
    }
    assert world.get(f"/v2/orders/{number}/products").json()[0]["gift_certificate_id"] == 1
    emails = world.get(f"/v2/orders/{number}/consignments").json()["email"]
    assert emails["gift_certificates"][0]["recipient_email"] == "bob@example.com"

    async def work(unit: Unit) -> list[int]:
        found = await stored.entries_of(unit, world.store.id, stored.GIFT_CERTIFICATE, 1)
        return [entry.amount for entry in found]

    assert world.read(work) == [250_000]


def test_orders_of_one_cart_get_certificates_of_their_own(world: World) -> None:
    cart = data(world.post(CARTS, {"gift_certificates": [{**BOUGHT, "quantity": 2}]}), 201)
    bill(world, cart["id"])
    for _ in range(2):
        set_status(world, add_order(world, cart["id"]), 10)
    made = world.get("/v2/gift_certificates").json()
    assert len({one["code"] for one in made}) == 4
    assert [one["order_id"] for one in made] == [100, 100, 101, 101]


def test_a_certificate_that_was_bought_can_be_spent(world: World) -> None:
    set_status(world, buy(world), 10)
    code = world.get("/v2/gift_certificates").json()[0]["code"]
    checkout = checkout_of_25(world)
    paid = pay_with(world, checkout["id"], code)
    assert paid["outstanding_balance"] == 0
    assert physical(checkout["cart"])["quantity"] == 2


def test_a_card_pays_what_the_balances_leave(world: World) -> None:
    open_shop(world)
    checkout = add_checkout(world, (add_product(world), 2), customer_id=add_customer(world, 8))
    give(world)
    pay_with(world, checkout["id"])
    use_credit(world, checkout["id"])
    number = add_order(world, checkout["id"])
    assert pay_order(world, number).status == 201
    assert [charge.amount for charge in books(world)] == [20_000]
    assert order_of(world, number)["status_id"] == 11
    assert money_of(world, number) == ("25.0000", "15.0000", "8.0000")
    assert (balance_of(world), credit_of(world)) == ("0.0000", "0.0000")


def test_what_a_balance_has_lost_meanwhile_is_still_due(world: World) -> None:
    """A certificate of 15 holds 4 when the order is paid: 11 are due, and paid by another card."""
    open_shop(world)
    checkout = add_checkout(world, (add_product(world), 2))
    give(world)
    pay_with(world, checkout["id"])
    number = add_order(world, checkout["id"])
    world.put("/v2/gift_certificates/1", {"balance": 4})
    assert pay_order(world, number).status == 201
    assert order_of(world, number)["status_id"] == 0
    assert money_of(world, number) == ("25.0000", "4.0000", "0.0000")
    assert pay_order(world, number).status == 201
    assert [charge.amount for charge in books(world)] == [100_000, 110_000]
    assert order_of(world, number)["status_id"] == 11
    assert balance_of(world) == "0.0000"


def test_balances_that_pay_all_need_no_card(world: World) -> None:
    open_shop(world)
    checkout = add_checkout(world, (add_product(world), 2))
    give(world, amount=30)
    pay_with(world, checkout["id"])
    number = add_order(world, checkout["id"])
    reply = pay_order(world, number)
    assert (reply.status, books(world)) == (201, [])
    assert order_of(world, number)["status_id"] == 11
    assert balance_of(world) == "5.0000"
    assert world.get(f"{CHECKOUTS}/{checkout['id']}").status == 404
