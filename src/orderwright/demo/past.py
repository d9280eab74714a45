"""The demo store's past: a year of orders, planned from a seed and made through the API itself."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from orderwright.demo.goods import Good
from orderwright.demo.people import PEOPLE, Person
from orderwright.domain.dates import print_rfc2822
from orderwright.domain.errors import Refusal

ORDERS = 200
HOUR_MS = 60 * 60 * 1000
YEAR_MS = 365 * 24 * HOUR_MS
LINES_MAX = 3
CHANCE_DIGITS = 16
GUEST_IN = 6
DISCOUNT_IN = 9
CUSTOM_LINE_IN = 15
METHODS = ("Credit Card", "PayPal", "Bank Deposit", "Cash on Delivery", "Manual")
SHIPPING_COSTS = ("0.0000", "4.9900", "7.5000", "12.0000")
MESSAGES = (
    "Please ring the bell.",
    "It is a gift, no invoice please.",
    "Leave it with a neighbour.",
)

Call = Callable[[str, str, object, int], Awaitable[Any]]
Result = TypeVar("Result")


class Randomness(Protocol):
    """The one source of randomness."""

    def hex(self, digits: int) -> str: ...


class Chance:
    """Choices drawn from the injected randomness."""

    def __init__(self, randomness: Randomness) -> None:
        self._randomness = randomness

    def below(self, limit: int) -> int:
        return int(self._randomness.hex(CHANCE_DIGITS), 16) % limit

    def one_in(self, count: int) -> bool:
        return self.below(count) == 0

    def of(self, choices: Sequence[Result]) -> Result:
        return choices[self.below(len(choices))]

    def shuffled(self, items: Sequence[Result]) -> list[Result]:
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in items]


# How many orders end in each status: first those of the year, then those of the last weeks.
SETTLED = {10: 78, 2: 42, 5: 12, 4: 8, 14: 5, 6: 4, 13: 3}
OPEN = {11: 14, 9: 9, 7: 7, 1: 6, 3: 4, 8: 3, 12: 3, 0: 2}
assert sum(SETTLED.values()) + sum(OPEN.values()) == ORDERS
OPEN_WEEKS = 4
SHIPPED, PARTIALLY_SHIPPED, AWAITING_FULFILLMENT = 2, 3, 11
PASSED_ON = frozenset({2, 3, 4, 5, 10, 13, 14})  # these began as orders to be fulfilled
HANDLING_MS = 30 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Shelf:
    """A product as orders can ask for it, with its variants' ids if it has a choice."""

    id: int
    good: Good
    variants: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PastOrder:
    """One order to be made: when, by whom, its body and the status that it ends in."""

    at: int
    status_id: int
    body: dict[str, Any] = field(default_factory=dict)


def plan(
    shelves: Sequence[Shelf], customer_ids: Sequence[int], now: int, chance: Chance
) -> list[PastOrder]:
    """All orders, oldest first."""
    settled = chance.shuffled([status for status, count in SETTLED.items() for _ in range(count)])
    waiting = chance.shuffled([status for status, count in OPEN.items() for _ in range(count)])
    open_ms = OPEN_WEEKS * 7 * 24 * HOUR_MS
    old = sorted(open_ms + chance.below(YEAR_MS - open_ms) for _ in settled)
    recent = sorted(HOUR_MS + chance.below(open_ms - HOUR_MS) for _ in waiting)
    ages = [*reversed(old), *reversed(recent)]
    usable = [shelf for shelf in shelves if _sells(shelf.good)]
    return [
        PastOrder(now - age, status_id, _body(usable, customer_ids, now - age, chance))
        for age, status_id in zip(ages, [*settled, *waiting], strict=True)
    ]


async def relive(call: Call, orders: Sequence[PastOrder]) -> None:
    """Make the orders, and let each come to the status that it ends in."""
    for order in orders:
        made = await _sell(call, order)
        later = order.at + HANDLING_MS
        if order.status_id in (SHIPPED, PARTIALLY_SHIPPED):
            await _ship(call, made, order.status_id, later)
        elif made["status_id"] != order.status_id:
            await call("PUT", f"/v2/orders/{made['id']}", {"status_id": order.status_id}, later)


async def _sell(call: Call, order: PastOrder) -> Any:
    """The order; one that the shelves can no longer serve becomes a repair over the counter."""
    status_id = AWAITING_FULFILLMENT if order.status_id in PASSED_ON else order.status_id
    body = order.body | {"status_id": status_id}
    try:
        return await call("POST", "/v2/orders", body, order.at)
    except Refusal:
        body["products"] = [_custom_line()]
        return await call("POST", "/v2/orders", body, order.at)


async def _ship(call: Call, order: Any, status_id: int, now: int) -> None:
    path = f"/v2/orders/{order['id']}"
    lines = [
        line
        for line in await call("GET", f"{path}/products", None, now)
        if line["type"] == "physical"
    ]
    pieces = sum(line["quantity"] for line in lines)
    if not lines or (pieces == 1 and status_id == PARTIALLY_SHIPPED):
        await call("PUT", path, {"status_id": status_id}, now)
        return
    items = [{"order_product_id": line["id"], "quantity": line["quantity"]} for line in lines]
    if status_id == PARTIALLY_SHIPPED:
        items = [items[0] | {"quantity": 1}]
    shipment = {
        "order_address_id": lines[0]["order_address_id"],
        "items": items,
        "tracking_number": f"WF{order['id']:08d}",
        "shipping_provider": "",
    }
    await call("POST", f"{path}/shipments", shipment, now)


def _sells(good: Good) -> bool:
    return good.stock != 0 and good.maximum != 1 and good.modifier_type in ("", "text", "checkbox")


def _body(
    shelves: Sequence[Shelf], customer_ids: Sequence[int], at: int, chance: Chance
) -> dict[str, Any]:
    position = chance.below(len(PEOPLE))
    address = _address(PEOPLE[position])
    lines = [_line(chance.of(shelves), chance) for _ in range(1 + chance.below(LINES_MAX))]
    if chance.one_in(CUSTOM_LINE_IN):
        lines.append(_custom_line())
    body: dict[str, Any] = {
        "customer_id": 0 if chance.one_in(GUEST_IN) else customer_ids[position],
        "date_created": print_rfc2822(at),
        "billing_address": address,
        "products": lines,
        "payment_method": chance.of(METHODS),
        "base_shipping_cost": chance.of(SHIPPING_COSTS),
    }
    if chance.one_in(DISCOUNT_IN):
        body["discount_amount"] = f"{1 + chance.below(5)}.0000"
    if chance.one_in(DISCOUNT_IN):
        body["customer_message"] = chance.of(MESSAGES)
    return body


def _line(shelf: Shelf, chance: Chance) -> dict[str, Any]:
    good = shelf.good
    line: dict[str, Any] = {
        "product_id": shelf.id,
        "quantity": max(1, good.minimum) + chance.below(2),
    }
    if shelf.variants:
        line["variant_id"] = chance.of(shelf.variants)
    return line


def _custom_line() -> dict[str, Any]:
    return {"name": "Repair", "quantity": 1, "price_ex_tax": "25.0000", "price_inc_tax": "27.0600"}


def _address(person: Person) -> dict[str, str]:
    return {
        "first_name": person.first_name, "last_name": person.last_name, "company": person.company,
        "street_1": person.street, "city": person.city, "state": person.state,
        "zip": person.zip, "country": person.country, "country_iso2": person.country_iso2,
        "email": person.email,
    }  # fmt: skip
