"""Orders made, edited, shipped, archived and cancelled in any sequence: all figures agree."""

import itertools
import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.domain.money import parse_money
from tests.support.client import Reply
from tests.support.world import ALL_SCOPES, World

IN_STOCK = 12
STATUSES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
BILLING = {
    "first_name": "Ada", "last_name": "L", "street_1": "1 Way", "city": "Austin", "state": "TX",
    "zip": "78701", "country": "United States", "email": "ada@example.com",
}  # fmt: skip
REFUSALS = (400, 409)

_LEVEL = statement("SELECT level FROM stock_items WHERE store_id = :store_id AND variant_id = 0")
_HELD = statement("SELECT stock_held FROM order_products WHERE store_id = :store_id")
_EVENTS = statement("SELECT position FROM events WHERE store_id = :store_id ORDER BY position")

_numbers = itertools.count(1)


class OrderMachine(RuleBasedStateMachine):
    """One store a run; `world` is set by the test."""

    world: World
    orders = Bundle("orders")

    @initialize(taxed=st.booleans(), returns=st.booleans())
    def open_store(self, taxed: bool, returns: bool) -> None:
        world = self.world
        profile = {"is_tax_inclusive_pricing": taxed, "restock_on_archive": returns}
        world.store = world.add_store(f"machine{next(_numbers)}", **profile)
        world.token = world.add_token(world.store, *ALL_SCOPES)
        world.client.headers["x-auth-token"] = world.token
        product = {
            "name": "Vase", "type": "physical", "weight": 1, "price": 9.99,
            "inventory_tracking": "product", "inventory_level": IN_STOCK,
        }  # fmt: skip
        self.product_id = world.post("/v3/catalog/products", product).json()["data"]["id"]
        self.known: set[int] = set()

    @rule(
        target=orders,
        quantity=st.integers(1, 6),
        status_id=st.sampled_from((0, *STATUSES)),
        discount=st.sampled_from(("0", "0.01", "3.33")),
        shipping=st.sampled_from(("0", "4.95")),
        fee=st.booleans(),
    )
    def create(self, quantity: int, status_id: int, discount: str, shipping: str, fee: bool) -> int:
        fees = [{"type": "custom_fee", "display_name_customer": "Fee", "cost_ex_tax": "1.10",
                 "cost_inc_tax": "1.21"}]  # fmt: skip
        reply = self.world.post(
            "/v2/orders",
            {
                "status_id": status_id,
                "billing_address": BILLING,
                "products": [
                    {"product_id": self.product_id, "quantity": quantity},
                    {"name": "Note", "quantity": 1, "price_ex_tax": 2, "price_inc_tax": 2.2},
                ],
                "discount_amount": discount,
                "base_shipping_cost": shipping,
                **({"fees": fees} if fee else {}),
            },
        )
        if reply.status == 409:
            return 0
        assert reply.status == 201, reply.text
        self.known.add(reply.json()["id"])
        number: int = reply.json()["id"]
        return number

    @rule(order_id=orders, status_id=st.sampled_from((0, *STATUSES)))
    def set_status(self, order_id: int, status_id: int) -> None:
        self.change(order_id, {"status_id": status_id})

    @rule(order_id=orders, quantity=st.integers(0, 6))
    def set_quantity(self, order_id: int, quantity: int) -> None:
        for line in self.lines(order_id)[:1]:
            entry = {"id": line["id"], "quantity": quantity}
            self.change(order_id, {"products": [entry]})

    @rule(order_id=orders, amount=st.sampled_from(("0", "1", "2.35")))
    def set_discount(self, order_id: int, amount: str) -> None:
        self.change(order_id, {"discount_amount": amount})

    @rule(order_id=orders, notes=st.sampled_from(("", "fragile")))
    def set_notes(self, order_id: int, notes: str) -> None:
        self.change(order_id, {"staff_notes": notes})

    @rule(order_id=orders, quantity=st.integers(1, 3))
    def ship(self, order_id: int, quantity: int) -> None:
        for line in self.lines(order_id)[:1]:
            item = {"order_product_id": line["id"], "quantity": quantity}
            body = {"order_address_id": line["order_address_id"], "items": [item]}
            reply = self.world.post(f"/v2/orders/{order_id}/shipments", body)
            assert reply.status in (201, *REFUSALS), reply.text

    @rule(order_id=orders)
    def take_back_shipments(self, order_id: int) -> None:
        if order_id:
            assert self.world.delete(f"/v2/orders/{order_id}/shipments").status == 204

    @rule(order_id=orders)
    def archive(self, order_id: int) -> None:
        if order_id:
            assert self.world.delete(f"/v2/orders/{order_id}").status == 204

    @rule(order_id=orders)
    def restore(self, order_id: int) -> None:
        self.change(order_id, {"is_deleted": False})

    @rule(seconds=st.integers(1, 90))
    def wait(self, seconds: int) -> None:
        self.world.clock.advance(seconds * 1000)

    def change(self, order_id: int, fields: dict[str, Any]) -> None:
        """Change an order; a refusal changes nothing."""
        if not order_id:
            return
        before = self.world.get(f"/v2/orders/{order_id}")
        reply = self.world.put(f"/v2/orders/{order_id}", fields)
        assert reply.status in (200, *REFUSALS), (fields, reply.text)
        after = self.world.get(f"/v2/orders/{order_id}")
        assert after.body == (before if reply.status in REFUSALS else reply).body

    def lines(self, order_id: int) -> list[dict[str, Any]]:
        if not order_id:
            return []
        reply = self.world.get(f"/v2/orders/{order_id}/products")
        found: list[dict[str, Any]] = reply.json() if reply.status == 200 else []
        return found

    @invariant()
    def stock_is_neither_made_nor_lost(self) -> None:
        async def work(unit: Unit) -> tuple[int, int]:
            store_id = self.world.store.id
            row = await unit.row(_LEVEL, store_id=store_id)
            rows = await unit.rows(_HELD, store_id=store_id)
            held = sum(one[2] for line in rows for one in json.loads(line["stock_held"]))
            return (IN_STOCK if row is None else row["level"]), held

        if not hasattr(self, "known"):
            return
        level, held = self.world.read(work)
        assert level >= 0
        assert level + held == IN_STOCK
        shown = self.world.get(f"/v3/catalog/products/{self.product_id}").json()["data"]
        assert shown["inventory_level"] == level

    @invariant()
    def counts_agree_with_lists(self) -> None:
        if not hasattr(self, "known"):
            return
        listed = rows_of(self.world.get("/v2/orders?limit=250"))
        archived = rows_of(self.world.get("/v2/orders?limit=250&is_deleted=true"))
        assert {order["id"] for order in listed} | {o["id"] for o in archived} == self.known
        count = self.world.get("/v2/orders/count").json()
        assert count["count"] == len(listed)
        by_status = {row["id"]: row["count"] for row in count["statuses"]}
        for status_id, number in by_status.items():
            assert number == sum(order["status_id"] == status_id for order in listed)

    @invariant()
    def every_order_adds_up(self) -> None:
        for order_id in getattr(self, "known", ()):
            order = self.world.get(f"/v2/orders/{order_id}").json()
            self.adds_up(order, self.lines(order_id))
            self.history_agrees(order)

    def adds_up(self, order: dict[str, Any], lines: list[dict[str, Any]]) -> None:
        money = {name: parse_money(value) for name, value in order.items() if is_money(value)}
        fees = rows_of(self.world.get(f"/v2/orders/{order['id']}/fees"))
        charged = sum(
            parse_money(fee["cost_inc_tax"])
            for fee in (fees["fees"] if isinstance(fees, dict) else fees)
        )
        assert money["total_inc_tax"] == money["total_ex_tax"] + money["total_tax"]
        assert money["subtotal_inc_tax"] == sum(parse_money(one["total_inc_tax"]) for one in lines)
        assert money["total_inc_tax"] == (
            money["subtotal_inc_tax"]
            + money["shipping_cost_inc_tax"]
            + money["handling_cost_inc_tax"]
            + money["wrapping_cost_inc_tax"]
            + charged
            - money["discount_amount"]
            - money["coupon_discount"]
        )
        assert order["items_total"] == sum(line["quantity"] for line in lines)
        for line in lines:
            assert 0 <= line["quantity_shipped"] <= max(0, line["quantity"])
            taken = sum(parse_money(one["amount"]) for one in line["applied_discounts"])
            left = parse_money(line["total_inc_tax"]) - parse_money(
                line["discounted_total_inc_tax"]
            )
            assert left == taken

    def history_agrees(self, order: dict[str, Any]) -> None:
        reply = self.world.get(f"/x/orders/{order['id']}/history?limit=250").json()["data"]
        status: int | None = None
        for number, change in enumerate(reply, start=1):
            assert change["revision"] == number
            assert change["actor"]
            if change["status_id_after"] is not None:
                assert change["status_id_before"] == status
                status = change["status_id_after"]
        assert status == order["status_id"]

    @invariant()
    def events_have_no_gaps(self) -> None:
        async def work(unit: Unit) -> list[int]:
            rows = await unit.rows(_EVENTS, store_id=self.world.store.id)
            return [row["position"] for row in rows]

        if hasattr(self, "known"):
            positions = self.world.read(work)
            assert positions == list(range(1, len(positions) + 1))


def rows_of(reply: Reply) -> Any:
    assert reply.status in (200, 204), reply.text
    return reply.json() if reply.status == 200 else []


def is_money(value: object) -> bool:
    return isinstance(value, str) and value.replace("-", "").replace(".", "").isdigit()


def test_orders_agree_with_themselves_on_any_path(world: World) -> None:
    profile = settings.get_current_profile_name()
    examples = 300 if profile == "campaign" else 12
    machine = type("Machine", (OrderMachine,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
