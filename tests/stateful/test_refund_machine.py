"""Payments, captures, voids and refunds of an order in any sequence: money agrees everywhere."""

import itertools
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from orderwright.domain.money import parse_money
from orderwright.gateways.sandbox_book import Charge
from tests.api.shopping import BILLING
from tests.support.client import Reply, Request
from tests.support.paying import add_method, books, order_of, pay_order, payment, transactions_of
from tests.support.refunding import check_ledger, chosen, path_of, settle
from tests.support.world import ALL_SCOPES, World

CREDIT, CERTIFICATE = 80_000, 70_000
CARDS = ("4111111111111111", "4000000000000804", "4000000000000812", "4000000000000002")
MINUTE_MS = 60_000
BALANCES: dict[str, dict[str, str]] = {
    "bigcommerce.gift_certificate": {"type": "gift_certificate", "gift_certificate_code": "GIFT"},
    "bigcommerce.store_credit": {"type": "store_credit"},
}
REFUSALS = (401, 404, 409, 422)

_numbers = itertools.count(1)


class RefundMachine(RuleBasedStateMachine):
    """One order a run, of a customer with store credit; `world` is set by the test."""

    world: World
    order_id = 0

    @initialize(authorizes=st.booleans(), inclusive=st.booleans(), quantity=st.integers(1, 3))
    def open_store(self, authorizes: bool, inclusive: bool, quantity: int) -> None:
        world = self.world
        profile = {"is_tax_inclusive_pricing": inclusive, "restock_on_refund": True}
        world.store = world.add_store(f"refunds{next(_numbers)}", **profile)
        world.token = world.add_token(world.store, *ALL_SCOPES)
        world.client.headers["x-auth-token"] = world.token
        add_method(world, transaction_type="authorization" if authorizes else "purchase")
        customer = {"email": "jo@example.com", "first_name": "Jo", "last_name": "Lee",
                    "store_credit_amounts": [{"amount": 8}]}  # fmt: skip
        self.customer_id = world.post("/v3/customers", [customer]).json()["data"][0]["id"]
        gift = {"to_name": "A", "to_email": "a@example.com", "from_name": "B",
                "from_email": "b@example.com", "amount": 7, "code": "GIFT"}  # fmt: skip
        assert world.post("/v2/gift_certificates", gift).status == 201
        body = {
            "billing_address": BILLING,
            "customer_id": self.customer_id,
            "status_id": 0,
            "products": [
                {"name": "Vase", "quantity": quantity, "price_ex_tax": 3.33, "price_inc_tax": 3.61},
                {"name": "Lamp", "quantity": 1, "price_ex_tax": 9.99, "price_inc_tax": 9.99},
            ],
            "base_shipping_cost": "4.95",
            "discount_amount": "1.01",
        }
        made = world.post("/v2/orders", body)
        assert made.status == 201, made.text
        self.order_id = made.json()["id"]

    @rule(number=st.sampled_from(CARDS))
    def pay_by_card(self, number: str) -> None:
        if order_of(self.world, self.order_id)["status_id"] == 0:
            self.allowed(pay_order(self.world, self.order_id, payment(number=number)))

    @rule(method=st.sampled_from(sorted(BALANCES)))
    def pay_by_balance(self, method: str) -> None:
        if order_of(self.world, self.order_id)["status_id"] == 0:
            body = {"payment": {"instrument": BALANCES[method], "payment_method_id": method}}
            self.allowed(pay_order(self.world, self.order_id, body))

    @rule(amount=st.none() | st.sampled_from((1, 5.01, 999)))
    def capture(self, amount: float | None) -> None:
        if amount is None:
            self.allowed(self.world.post(path_of(self.order_id, "capture")))
        else:
            path = f"/x/orders/{self.order_id}/capture"
            self.allowed(self.world.post(path, {"amount": amount}))

    @rule()
    def void(self) -> None:
        self.allowed(self.world.post(path_of(self.order_id, "void")))

    @rule(minutes=st.sampled_from((0, 10)))
    def settle(self, minutes: int) -> None:
        self.world.clock.advance(minutes * MINUTE_MS)
        settle(self.world)

    @precondition(lambda self: self.order_id)
    @rule(
        kinds=st.lists(st.sampled_from(("PRODUCT", "SHIPPING", "ORDER")), min_size=1, max_size=2),
        share=st.sampled_from((1, 2, 7)),
        way=st.integers(0, 2),
        offline=st.booleans(),
        times=st.sampled_from((1, 1, 3)),
    )
    def refund(self, kinds: list[str], share: int, way: int, offline: bool, times: int) -> None:
        items = [self.item(kind, share) for kind in dict.fromkeys(kinds)]
        quoted = self.world.post(path_of(self.order_id, "refund_quotes"), {"items": items})
        if self.allowed(quoted) != 201:
            return
        ways = quoted.json()["data"]["refund_methods"]
        payments = chosen(ways[way % len(ways)])
        for one in payments:
            one["offline"] = one["offline"] or offline
        body = {"items": items, "payments": payments}
        request = Request("POST", path_of(self.order_id, "refunds"), json=body)
        replies = self.world.together([request] * times)
        assert 201 in [self.allowed(reply) for reply in replies]

    @rule(cost=st.sampled_from(("4.95", "0", "6.5")), status_id=st.sampled_from((None, 7, 11, 14)))
    def edit(self, cost: str, status_id: int | None) -> None:
        body: dict[str, Any] = {"base_shipping_cost": cost}
        if status_id is not None and order_of(self.world, self.order_id)["status_id"] != 0:
            body["status_id"] = status_id
        reply = self.world.put(f"/v2/orders/{self.order_id}", body)
        assert reply.status == 200, reply.text

    @invariant()
    def gateways_give_back_no_more_than_they_took(self) -> None:
        for charge in self.charges():
            assert 0 <= charge.refunded <= charge.captured <= charge.amount

    @invariant()
    def transactions_are_the_gateways_own_record(self) -> None:
        if not self.order_id:
            return
        moved = [one for one in transactions_of(self.world, self.order_id) if one.attempt_id]
        known = sum(one.amount for one in moved if (one.event, one.status) == ("refund", "ok"))
        open_ones = [one for one in self.payments() if not one["transaction_id"]]
        assert (
            known
            + sum(parse_money(str(one["amount"])) for one in open_ones if not one["is_declined"])
            >= sum(charge.refunded for charge in self.charges())
            >= known
        )

    @invariant()
    def balances_never_fall_below_zero_and_are_explained(self) -> None:
        if not self.order_id:
            return
        moved = transactions_of(self.world, self.order_id)
        signs = {"purchase": -1, "refund": 1}
        for method, start, now in (
            ("store_credit", CREDIT, self.credit()),
            ("gift_certificate", CERTIFICATE, self.certificate()),
        ):
            assert now >= 0
            amounts = [signs[one.event] * one.amount for one in moved if one.method == method]
            assert now == start + sum(amounts)

    @invariant()
    def the_ledger_rebuilds_the_order(self) -> None:
        if not self.order_id:
            return
        figures = check_ledger(self.world, self.order_id)
        order = order_of(self.world, self.order_id)
        lines = self.world.get(f"/v2/orders/{self.order_id}/products").json()
        refunded = parse_money(order["refunded_amount"])
        assert 0 <= sum(parse_money(line["refund_amount"]) for line in lines) <= refunded
        assert all(0 <= line["quantity_refunded"] <= line["quantity"] for line in lines)
        if any(charge.captured for charge in self.charges()):
            assert refunded <= parse_money(figures["paid"])

    def item(self, kind: str, share: int) -> dict[str, Any]:
        if kind == "PRODUCT":
            line = self.world.get(f"/v2/orders/{self.order_id}/products").json()[share % 2]
            return {"item_type": kind, "item_id": line["id"], "quantity": 1}
        if kind == "SHIPPING":
            path = f"/v2/orders/{self.order_id}/shipping_addresses"
            address = self.world.get(path).json()[0]
            return {"item_type": kind, "item_id": address["id"], "amount": share}
        return {"item_type": kind, "item_id": self.order_id, "amount": share + 0.01}

    def allowed(self, reply: Reply) -> int:
        """Success, or a refusal; never anything else."""
        assert reply.status in (200, 201, *REFUSALS), reply.text
        return reply.status

    def charges(self) -> list[Charge]:
        if not self.order_id:
            return []
        own = {one.gateway_transaction_id for one in transactions_of(self.world, self.order_id)}
        return [charge for charge in books(self.world) if charge.id in own]

    def payments(self) -> list[dict[str, Any]]:
        reply = self.world.get(path_of(self.order_id, "refunds"))
        return [one for refund in reply.json()["data"] for one in refund["payments"]]

    def credit(self) -> int:
        path = f"/v3/customers?id:in={self.customer_id}&include=storecredit"
        (customer,) = self.world.get(path).json()["data"]
        amounts = customer["store_credit_amounts"]
        return parse_money(str(amounts[0]["amount"])) if amounts else 0

    def certificate(self) -> int:
        return parse_money(self.world.get("/v2/gift_certificates/1").json()["balance"])


def test_money_agrees_on_any_path(world: World) -> None:
    profile = settings.get_current_profile_name()
    examples = 200 if profile == "campaign" else 3
    machine = type("Machine", (RefundMachine,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
