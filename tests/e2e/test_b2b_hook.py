"""A hook hears of a company's order and fills in its B2B record: in ten seconds, not later."""

import base64
import threading
from collections.abc import Callable
from typing import Any

from standardwebhooks.webhooks import Webhook

from tests.e2e.processes import Web, demo
from tests.support.receiver import Received, Told, receiving

BUYERS, ORDERS_EACH = 4, 5
LATE_MS = 11_000
BILLING = {
    "first_name": "Keiko", "last_name": "Sato", "street_1": "1200 Market Street",
    "city": "Denver", "state": "Colorado", "zip": "80202", "country": "United States",
    "country_iso2": "US", "email": "keiko.sato@example.com",
}  # fmt: skip
NOT_PERMITTED = {
    "code": 40013,
    "message": "User does not have permission to place an order",
    "data": {},
}

Answers = dict[int, tuple[int, Any]]
"""What filling in the record of each order was answered with."""


def test_a_record_is_filled_in_from_inside_the_hook_and_not_eleven_seconds_later() -> None:
    with demo() as (_, opened):
        web = Web(opened["base_url"], opened["access_token"])
        login = {"bcToken": opened["b2b"]["customer_jwt"]}
        status, answer = web.request("POST", "/api/v2/login", login)
        assert status == 200
        headers = {"Authorization": f"Bearer {answer['data']['token']}"}
        verifier = Webhook(base64.b64encode(opened["client_secret"].encode()).decode())
        before: list[Callable[[], None]] = []
        answers: Answers = {}

        def answering(request: Received) -> Told:
            verifier.verify(request.body, request.headers)
            for act in before:
                act()
            body = {"orderId": request.subject, "poNumber": f"PO-{request.subject}"}
            answers[request.subject] = web.request("POST", "/api/v2/orders", body, headers)
            return Told()

        with receiving(answering) as receiver:
            hook = {"scope": "store/order/created", "destination": receiver.url()}
            assert web.request("POST", "/stores/demo/v3/hooks", hook)[0] == 200
            made = _order_at_once(web, opened)
            receiver.wait_for(len(made))
            _wait_for(lambda: len(answers) == len(made))
            assert answers == {
                each: (200, {"code": 200, "message": "SUCCESS", "data": [{"orderId": each}]})
                for each in made
            }
            assert _noted(web, made, headers) == {each: f"PO-{each}" for each in made}

            clock = {"advance_ms": LATE_MS}
            before.append(lambda: _put(web, "/stores/demo/x/control/clock", clock))
            late = _order(web, opened)
            _wait_for(lambda: late in answers)
            assert answers[late] == (400, NOT_PERMITTED)
            assert _noted(web, {late}, headers) == {late: ""}


def _order_at_once(web: Web, opened: dict[str, Any]) -> set[int]:
    """Orders of several buyers at the same time."""
    made: set[int] = set()

    def buy() -> None:
        for _ in range(ORDERS_EACH):
            made.add(_order(web, opened))

    buyers = [threading.Thread(target=buy) for _ in range(BUYERS)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    assert len(made) == BUYERS * ORDERS_EACH
    return made


def _order(web: Web, opened: dict[str, Any]) -> int:
    body = {
        "customer_id": opened["b2b"]["user"]["customer_id"],
        "billing_address": BILLING,
        "products": [{"product_id": opened["product_ids"][0], "quantity": 1}],
    }
    status, order = web.request("POST", "/stores/demo/v2/orders", body)
    assert status == 201, order
    number: int = order["id"]
    return number


def _noted(web: Web, order_ids: set[int], headers: dict[str, str]) -> dict[int, str]:
    """The purchase order number of each of these orders."""
    status, answer = web.request("GET", "/api/v2/orders?limit=250", headers=headers)
    assert status == 200
    listed = {row["orderId"]: row["poNumber"] for row in answer["data"]["list"]}
    return {order_id: listed[order_id] for order_id in order_ids}


def _put(web: Web, path: str, body: dict[str, int]) -> None:
    assert web.request("PUT", path, body)[0] == 200


def _wait_for(happened: Callable[[], bool], seconds: float = 20) -> None:
    """Raises AssertionError where it does not happen in time."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if happened():
            return
        pause.wait(0.02)
    assert happened()
