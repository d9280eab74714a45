"""Flows of several calls, in which each depends on the answer before it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Generator
from typing import Any

import msgspec

from bench.load import Step, render_request

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder().decode

ADDRESS = {
    "first_name": "Jane",
    "last_name": "Doe",
    "email": "jane@example.com",
    "address1": "123 Main Street",
    "city": "Austin",
    "state_or_province": "Texas",
    "state_or_province_code": "TX",
    "postal_code": "78751",
    "country_code": "US",
    "phone": "512-555-0100",
}


CARD = {
    "type": "card",
    "number": "4111111111111111",
    "cardholder_name": "Jane Doe",
    "expiry_month": 12,
    "expiry_year": 2035,
    "verification_value": "422",
}


class Checkout:
    """Cart of two lines, billing address, consignment, shipping option, order, and back again.

    Where it `pays`, the order is paid by card at the sandbox before it is read.
    """

    def __init__(
        self, store: str, products: list[int], headers: dict[str, str], *, pays: bool = False
    ) -> None:
        self.pays = pays
        self.store = store
        self.headers = headers
        chosen = random.Random(7)
        pairs = [chosen.sample(products, 2) for _ in range(200)]
        self.pairs = itertools.cycle(pairs)

    def step(
        self, stage: str, status: int, method: str, path: str, body: object = None, token: str = ""
    ) -> Step:
        """A call below the store's address; a `token` to pay with stands in for the store's own."""
        raw = b"" if body is None else encode(body)
        headers = {"Authorization": f"PAT {token}"} if token else self.headers
        request = render_request(method, self.store + path, headers, raw)
        return Step(stage, request, b"%d" % status)

    def flow(self) -> Generator[Step, bytes, None]:
        """One shopper's calls."""
        first, second = next(self.pairs)
        lines = [{"product_id": first, "quantity": 1}, {"product_id": second, "quantity": 2}]
        body = {"channel_id": 1, "line_items": lines}
        cart = _data((yield self.step("cart", 201, "POST", "/v3/carts", body)))
        checkout = f"/v3/checkouts/{cart['id']}"
        yield self.step("billing", 200, "POST", f"{checkout}/billing-address", ADDRESS)
        items = [
            {"item_id": line["id"], "quantity": line["quantity"]}
            for line in cart["line_items"]["physical_items"]
        ]
        path = f"{checkout}/consignments"
        with_options = f"{path}?include=consignments.available_shipping_options"
        body_of = [{"address": ADDRESS, "line_items": items}]
        found = _data((yield self.step("consignment", 200, "POST", with_options, body_of)))
        consignment = found["consignments"][0]
        option = {"shipping_option_id": consignment["available_shipping_options"][1]["id"]}
        yield self.step("option", 200, "PUT", f"{path}/{consignment['id']}", option)
        order = _data((yield self.step("order", 200, "POST", f"{checkout}/orders")))
        if self.pays:
            yield from self._pay(order["id"])
        yield self.step("read", 200, "GET", f"/v2/orders/{order['id']}")

    def _pay(self, order_id: int) -> Generator[Step, bytes, None]:
        wanted = {"order": {"id": order_id}}
        path = "/v3/payments/access_tokens"
        token = _data((yield self.step("token", 201, "POST", path, wanted)))["id"]
        payment = {"payment": {"instrument": CARD, "payment_method_id": "sandbox.card"}}
        yield self.step("payment", 201, "POST", "/payments", payment, token)


def _data(answer: bytes) -> Any:
    return decode(answer)["data"]
