"""A cart filled, split, changed, ordered and left alone in any sequence: all figures agree."""

import itertools
import json
from decimal import Decimal
from typing import Any

import msgspec
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

from orderwright.db.statement import statement
from orderwright.db.unit import Unit
from orderwright.jobs import expire_carts, expire_stock_holds
from tests.support.client import Reply
from tests.support.shop import CARTS, CHECKOUTS, JANE, OPTIONS, add_flat_rate, add_stocked, data
from tests.support.taxes import tax_everyone
from tests.support.world import ALL_SCOPES, World

IN_STOCK = 9
REFUSALS = (404, 409, 422)
STATUSES = (1, 5, 7, 11)
FEE = {"type": "custom_fee", "name": "F", "display_name": "Fee", "source": "AA"}
MINUTE_MS, DAY_MS = 60_000, 24 * 60 * 60 * 1000

_LEVEL = statement("SELECT level FROM stock_items WHERE store_id = :store_id ORDER BY product_id")
_HOLDS = statement("SELECT quantity FROM stock_holds WHERE store_id = :store_id")
_TAKEN = statement("SELECT stock_held FROM order_products WHERE store_id = :store_id")

_numbers = itertools.count(1)
_decoder = msgspec.json.Decoder(float_hook=Decimal)


class CartMachine(RuleBasedStateMachine):
    """One store and one cart at a time; `world` is set by the test."""

    world: World

    @initialize(inclusive=st.booleans(), percent=st.sampled_from(("0", "8.25", "19")))
    def open_store(self, inclusive: bool, percent: str) -> None:
        world = self.world
        name = f"carts{next(_numbers)}"
        world.store = world.add_store(name, is_tax_inclusive_pricing=inclusive)
        world.token = world.add_token(world.store, *ALL_SCOPES)
        world.client.headers["x-auth-token"] = world.token
        if percent != "0":
            tax_everyone(world, percent)
        add_flat_rate(world, "4.95")
        self.products = [
            add_stocked(world, IN_STOCK, name, price=price)
            for name, price in (("Vase", 9.99), ("Cup", 0.35))
        ]
        self.cart_id = ""
        self.orders: list[int] = []

    @precondition(lambda self: not self.cart_id)
    @rule(which=st.integers(0, 1), quantity=st.integers(1, 4))
    def begin(self, which: int, quantity: int) -> None:
        items = [{"product_id": self.products[which], "quantity": quantity}]
        reply = self.world.post(CARTS, {"line_items": items})
        if reply.status == 201:
            self.cart_id = reply.json()["data"]["id"]

    @precondition(lambda self: self.cart_id)
    @rule(which=st.integers(0, 1), quantity=st.integers(1, 3))
    def fill(self, which: int, quantity: int) -> None:
        items = [{"product_id": self.products[which], "quantity": quantity}]
        self.change("POST", f"{CARTS}/{self.cart_id}/items", {"line_items": items})

    @precondition(lambda self: self.cart_id)
    @rule(price=st.sampled_from((1, 0.33, 12.5)), quantity=st.integers(1, 3))
    def fill_with_own(self, price: float, quantity: int) -> None:
        item = {"name": "Stand", "quantity": quantity, "list_price": price}
        self.change("POST", f"{CARTS}/{self.cart_id}/items", {"custom_items": [item]})

    @precondition(lambda self: self.cart_id)
    @rule(at=st.integers(0, 3), quantity=st.integers(1, 5), price=st.sampled_from((None, 2, 7.77)))
    def set_quantity(self, at: int, quantity: int, price: float | None) -> None:
        for line in self.lines("physical_items")[at : at + 1]:
            item = {"quantity": quantity} | ({"list_price": price} if price else {})
            path = f"{CARTS}/{self.cart_id}/items/{line['id']}"
            self.change("PUT", path, {"line_item": item})

    @precondition(lambda self: self.cart_id)
    @rule(at=st.integers(0, 3))
    def take_out(self, at: int) -> None:
        for line in self.lines()[at : at + 1]:
            reply = self.world.delete(f"{CARTS}/{self.cart_id}/items/{line['id']}")
            if reply.status == 204:
                assert self.world.get(f"{CARTS}/{self.cart_id}").status == 404
                self.cart_id = ""

    @precondition(lambda self: self.cart_id)
    @rule(country=st.sampled_from(("US", "DE")))
    def bill_to(self, country: str) -> None:
        self.bill(country)

    def bill(self, country: str) -> None:
        body = {**JANE, "country_code": country}
        self.change("POST", f"{CHECKOUTS}/{self.cart_id}/billing-address", body)

    @precondition(lambda self: self.cart_id)
    @rule(at=st.integers(0, 3), quantity=st.integers(1, 3), whole=st.booleans())
    def send_to(self, at: int, quantity: int, whole: bool) -> None:
        self.send(at, quantity, whole)

    def send(self, at: int, quantity: int, whole: bool) -> None:
        lines = self.lines()
        chosen = lines if whole else lines[at : at + 1]
        items = [
            {"item_id": line["id"], "quantity": line["quantity"] if whole else quantity}
            for line in chosen
        ]
        body = [{"address": JANE, "line_items": items}]
        self.change("POST", f"{CHECKOUTS}/{self.cart_id}/consignments", body)

    @precondition(lambda self: self.cart_id)
    @rule()
    def choose_shipping(self) -> None:
        self.choose()

    def choose(self) -> None:
        for one in self.checkout()["consignments"]:
            for option in one["available_shipping_options"][:1]:
                path = f"{CHECKOUTS}/{self.cart_id}/consignments/{one['id']}"
                self.change("PUT", path, {"shipping_option_id": option["id"]})

    @precondition(lambda self: self.cart_id)
    @rule(at_once=st.booleans())
    def make_ready(self, at_once: bool) -> None:
        """All that an order needs, so that orders are not rare; and at once an order."""
        self.bill("US")
        if self.lines():
            self.send(0, 1, whole=True)
            self.choose()
        if at_once:
            self.order()

    @precondition(lambda self: self.cart_id)
    @rule(at=st.integers(0, 2))
    def send_nowhere(self, at: int) -> None:
        for one in self.checkout()["consignments"][at : at + 1]:
            path = f"{CHECKOUTS}/{self.cart_id}/consignments/{one['id']}"
            self.change("DELETE", path)

    @precondition(lambda self: self.cart_id)
    @rule(amount=st.sampled_from((0, 0.01, 3.33, 500)), of_line=st.sampled_from((0, 1.11)))
    def take_off(self, amount: float, of_line: float) -> None:
        lines = [{"id": x["id"], "discounted_amount": of_line} for x in self.lines()[:1]]
        body = {"cart": {"discounts": [{"discounted_amount": amount}], "line_items": lines}}
        self.change("POST", f"{CHECKOUTS}/{self.cart_id}/discounts", body)

    @precondition(lambda self: self.cart_id)
    @rule(cost=st.sampled_from((1.5, 7.12)))
    def charge(self, cost: float) -> None:
        body = {"fees": [{**FEE, "cost": cost}]}
        self.change("POST", f"{CHECKOUTS}/{self.cart_id}/fees", body)

    @precondition(lambda self: self.cart_id)
    @rule()
    def make_order(self) -> None:
        self.order()

    def order(self) -> None:
        """The order comes to what the checkout shows; a refusal makes none."""
        before = self.checkout()
        reply = self.world.post(f"{CHECKOUTS}/{self.cart_id}/orders")
        assert reply.status in (200, 422), reply.text
        if reply.status != 200:
            return
        number = reply.json()["data"]["id"]
        made = self.world.get(f"/v2/orders/{number}").json()
        assert Decimal(made["total_inc_tax"]) == before["grand_total"]
        assert Decimal(made["total_tax"]) == before["tax_total"]
        assert (made["status_id"], made["cart_id"]) == (0, self.cart_id)
        assert number not in self.orders
        self.orders.append(number)
        after = self.checkout()
        assert {**after, "order_id": None} == {**before, "order_id": None}
        assert after["order_id"] == str(number)

    @rule(at=st.integers(0, 5), status_id=st.sampled_from(STATUSES))
    def set_status(self, at: int, status_id: int) -> None:
        for number in self.orders[at : at + 1]:
            reply = self.world.put(f"/v2/orders/{number}", {"status_id": status_id})
            assert reply.status in (200, 409), reply.text

    @rule(minutes=st.sampled_from((1, 59, 61)))
    def wait(self, minutes: int) -> None:
        self.world.clock.advance(minutes * MINUTE_MS)
        database, now = self.world.services.database, self.world.clock.now()
        self.world.client.run(expire_stock_holds.expire(database, now))

    @precondition(lambda self: self.cart_id)
    @rule(gone=st.booleans())
    def end(self, gone: bool) -> None:
        if gone:
            assert self.world.delete(f"{CARTS}/{self.cart_id}").status == 204
        else:
            self.world.clock.advance(30 * DAY_MS)
            database, now = self.world.services.database, self.world.clock.now()
            assert self.world.client.run(expire_carts.expire(database, now)) >= 1
        assert self.world.get(f"{CARTS}/{self.cart_id}").status == 404
        self.cart_id = ""

    def change(self, method: str, path: str, body: Any = None) -> None:
        """A change is the next version and what is then read; a refusal changes nothing."""
        before = self.world.get(f"{CHECKOUTS}/{self.cart_id}")
        reply = self.world.request(method, path, body)
        assert reply.status in (200, 201, *REFUSALS), reply.text
        after = self.world.get(f"{CHECKOUTS}/{self.cart_id}")
        if reply.status in REFUSALS:
            assert after.body == before.body
            return
        assert version_of(after) == version_of(before) + 1 == version_of(reply)
        if path.startswith(CHECKOUTS):
            assert after.body == reply.body

    def checkout(self) -> Any:
        """The checkout as it is read, with exact numbers."""
        reply = self.world.get(f"{CHECKOUTS}/{self.cart_id}?{OPTIONS}")
        assert reply.status == 200
        return _decoder.decode(reply.body)["data"]

    def lines(self, *kinds: str) -> list[Any]:
        cart = data(self.world.get(f"{CARTS}/{self.cart_id}"))["line_items"]
        return [line for kind in kinds or ("physical_items", "custom_items") for line in cart[kind]]

    @invariant()
    def stock_is_neither_made_nor_lost(self) -> None:
        async def work(unit: Unit) -> tuple[list[int], int, int]:
            store_id = self.world.store.id
            levels = [row["level"] for row in await unit.rows(_LEVEL, store_id=store_id)]
            held = sum(row["quantity"] for row in await unit.rows(_HOLDS, store_id=store_id))
            taken = await unit.rows(_TAKEN, store_id=store_id)
            return levels, held, sum(x[2] for row in taken for x in json.loads(row["stock_held"]))

        if hasattr(self, "orders"):
            levels, held, taken = self.world.read(work)
            assert min(levels) >= 0
            assert sum(levels) + held + taken == IN_STOCK * len(self.products)

    @invariant()
    def the_checkout_adds_up(self) -> None:
        if not getattr(self, "cart_id", ""):
            return
        shown = self.checkout()
        cart = shown["cart"]
        taken = sum(one["discounted_amount"] for one in cart["discounts"])
        fees = sum(fee["cost_inc_tax"] for fee in shown["fees"])
        assert shown["grand_total"] == (
            shown["subtotal_inc_tax"]
            + shown["shipping_cost_total_inc_tax"]
            + shown["handling_cost_total_inc_tax"]
            + fees
            - taken
        )
        lines = [line for kind in cart["line_items"].values() for line in kind]
        assert cart["base_amount"] == sum(line["extended_list_price"] for line in lines)
        assert shown["tax_total"] == sum(tax["amount"] for tax in shown["taxes"])
        assert cart["cart_amount_inc_tax"] >= 0

    @invariant()
    def every_line_goes_to_one_place_at_most(self) -> None:
        if not getattr(self, "cart_id", ""):
            return
        shown = self.checkout()
        known = [line["id"] for kind in shown["cart"]["line_items"].values() for line in kind]
        placed = [line_id for one in shown["consignments"] for line_id in one["line_item_ids"]]
        assert len(placed) == len(set(placed))
        assert set(placed) <= set(known)
        assert all(one["line_item_ids"] for one in shown["consignments"])


def version_of(reply: Reply) -> int:
    version: int = reply.json()["data"]["version"]
    return version


def test_carts_agree_with_themselves_on_any_path(world: World) -> None:
    profile = settings.get_current_profile_name()
    examples = 300 if profile == "campaign" else 12
    machine = type("Machine", (CartMachine,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
