"""The scenes of the recorded payment cases."""

from collections.abc import Iterator
from typing import Any

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from tests.contract.paying import (
    KEEPABLE,
    add_customer,
    add_instruments,
    bearing,
    by_card,
    incomplete_order,
    take_cards,
    take_cards_without,
    take_only_cards,
    token_of,
)
from tests.contract.replay import Scene, arranged, checked
from tests.support.client import Reply

_UNSEAL = statement("UPDATE stored_instruments SET sealed = :sealed WHERE store_id = :store_id")
DECLINED = {
    "pay-error-10001": "4000000000000325",
    "pay-error-30102": "4000000000000127",
    "pay-error-30103": "4000000000000069",
    "pay-error-30104": "4000000000000002",
    "pay-error-30105": "4000000000000309",
    "pay-error-30106": "4000000000009995",
}


def _pay(scene: Scene, body: Any, **order: Any) -> int:
    """Present a token for an order with this body."""
    scene.values["hash"] = scene.shop.store.hash
    number = incomplete_order(scene.shop, **order)
    scene.headers = bearing(token_of(scene.shop, number))
    scene.body = body
    return number


def _stored(token: str) -> dict[str, Any]:
    instrument = {"type": "stored_card", "token": token}
    return {"payment": {"instrument": instrument, "payment_method_id": "stripe.card"}}


@arranged(*DECLINED)
def a_card_that_is_declined(scene: Scene) -> None:
    take_cards(scene.shop)
    _pay(scene, by_card(number=DECLINED[scene.case.id]))


@arranged("pay-process-card")
def a_card(scene: Scene) -> None:
    take_cards(scene.shop)
    _pay(scene, scene.body)


@checked("pay-process-card")
def has_paid(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    (order,) = scene.shop.call("GET", "/v2/orders")
    if order["status_id"] != 11:
        yield f"/status_id: {order['status_id']} is not 11"


@arranged("pay-error-30000")
def no_such_method(scene: Scene) -> None:
    _pay(scene, by_card())


@arranged("pay-error-30002")
def a_vault_that_cannot_be_opened(scene: Scene) -> None:
    shop = scene.shop
    take_cards(shop)
    customer_id = add_customer(shop)
    token = add_instruments(shop, customer_id)[0]

    async def work(unit: Unit) -> None:
        await unit.execute(_UNSEAL, store_id=shop.store.id, sealed=b"of another key")

    shop.world.write(work)
    _pay(scene, _stored(token), customer_id=customer_id)


@arranged("pay-error-30003")
def an_archived_order(scene: Scene) -> None:
    take_cards(scene.shop)
    number = _pay(scene, by_card())
    scene.shop.call("DELETE", f"/v2/orders/{number}")


@arranged("pay-error-30050")
def a_gateway_that_keeps_no_cards(scene: Scene) -> None:
    take_cards_without(scene.shop, "store_instruments")
    body = by_card()
    body["payment"]["save_instrument"] = True
    _pay(scene, body)


@arranged("pay-error-30051")
def nobody_s_instrument(scene: Scene) -> None:
    take_cards(scene.shop)
    _pay(scene, _stored("0" * 64))


@arranged("pay-methods-shape")
def a_customer_with_a_card(scene: Scene) -> None:
    card_method = take_only_cards(scene.shop, id="braintree.card", name="Braintree")
    customer_id = add_customer(scene.shop)
    add_instruments(scene.shop, customer_id, ((card_method, KEEPABLE[0][1]),))
    scene.values["id"] = incomplete_order(scene.shop, customer_id=customer_id)


@arranged("pay-stored-instruments")
def what_a_customer_has_stored(scene: Scene) -> None:
    take_cards(scene.shop)
    scene.values["id"] = customer_id = add_customer(scene.shop)
    add_instruments(scene.shop, customer_id)


@checked("pay-stored-instruments")
def each_type_is_there(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    types = [one["type"] for one in body]
    if types != scene.case.shape["item_types"]:
        yield f"/: {types}"


@arranged("pay-token-create")
def an_order_to_pay(scene: Scene) -> None:
    scene.shop.number("order", 215)
    incomplete_order(scene.shop)


@checked("pay-token-create")
def it_lives_for_an_hour(scene: Scene, reply: Reply, body: Any) -> Iterator[str]:
    if body["data"]["id"].count(".") != 2:
        yield "/data/id: is no JWT"


@arranged("pay-token-wrong-status", "pay-token-invalid-2019")
def a_pending_order(scene: Scene) -> None:
    scene.shop.number("order", scene.body["order"]["id"])
    incomplete_order(scene.shop)
    scene.shop.call("PUT", f"/v2/orders/{scene.body['order']['id']}", {"status_id": 1})


@arranged("pay-generic-500")
def a_server_that_fails(scene: Scene) -> None:
    fault = {"operation": "createPaymentAccessToken", "status": 500, "times": 1}
    scene.shop.call("POST", "/x/control/faults", fault)
    scene.body = {"order": {"id": incomplete_order(scene.shop)}}
