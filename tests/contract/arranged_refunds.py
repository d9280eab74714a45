"""The scenes of the recorded cases of refunds, transactions, captures and voids."""

from typing import Any

from orderwright.db import transactions
from orderwright.db.unit import Unit
from orderwright.domain.dates import parse_date
from orderwright.domain.payment import Transaction
from tests.contract.arranging import BILLING, add_order, lines_of
from tests.contract.feeders_refunds import actions, paid_order
from tests.contract.replay import Scene, arranged

LINE = {"name": "Vase", "quantity": 1, "price_ex_tax": 10, "price_inc_tax": 10.83}
RECORDED = parse_date("2018-05-08T15:06:12+00:00")


def _order(scene: Scene) -> tuple[int, list[dict[str, Any]]]:
    """An order with a line and shipping, each of 10.00; and the items of the recording."""
    shop = scene.shop
    order = add_order(
        shop,
        LINE,
        shipping_addresses=[{**BILLING, "shipping_method": "Flat rate"}],
        base_shipping_cost=10,
        status_id=11,
    )
    number = order["id"]
    scene.values["id"] = number
    addresses = shop.call("GET", f"/v2/orders/{number}/shipping_addresses")
    return number, [
        {"item_type": "PRODUCT", "item_id": lines_of(shop, order)[0]["id"], "quantity": 1},
        {"item_type": "SHIPPING", "item_id": addresses[0]["id"], "amount": 10},
    ]


@arranged("refund-quote-shape")
def an_order_to_quote(scene: Scene) -> None:
    _, items = _order(scene)
    scene.body = {"items": items}


@arranged("refund-create-shape", "refund-amount-must-match-quote", "refund-tax-service-503")
def an_order_to_refund(scene: Scene) -> None:
    number, items = _order(scene)
    quote = scene.shop.call("POST", f"{actions(number)}/refund_quotes", {"items": items})["data"]
    amount = quote["total_refund_amount"]
    amount -= 0.01 if scene.case.id == "refund-amount-must-match-quote" else 0
    payments = [{"provider_id": "custom", "amount": amount, "offline": True}]
    scene.body = {"items": items, "payments": payments}


@arranged("refund-guest-store-credit")
def an_order_of_a_guest(scene: Scene) -> None:
    _, items = _order(scene)
    payments = [{"provider_id": "storecredit", "amount": 20.83, "offline": False}]
    scene.body = {"items": items, "payments": payments}


@arranged("refunds-list-empty", "transactions-empty-204")
def an_order_without_refunds(scene: Scene) -> None:
    scene.values["id"] = add_order(scene.shop)["id"]


@arranged("capture-accepted", "void-accepted")
def an_authorized_order(scene: Scene) -> None:
    scene.values["id"] = paid_order(scene.shop, "authorization")


@arranged("transactions-list")
def a_transaction_of_the_recording(scene: Scene) -> None:
    """The order's number and the transaction's, as they were; the gateway is ours to name."""
    shop = scene.shop
    shop.number("order", 121)
    number = add_order(shop, {**LINE, "price_ex_tax": 1, "price_inc_tax": 1})["id"]
    shop.number("transaction", 85926313)
    made = Transaction(
        order_id=number,
        event="purchase",
        method="nonce",
        amount=10_000,
        currency="USD",
        gateway="squarev2",
        payment_method_id="squarev2.card",
        date_created=RECORDED,
    )

    async def work(unit: Unit) -> None:
        transactions.add(unit, shop.store.id, made)
        await unit.flush()

    shop.world.write(work)
    scene.values["id"] = number
