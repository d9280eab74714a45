"""Refunds as tests ask for them, and the job that settles what gateways owe an answer to."""

from typing import Any

from orderwright.actions import settling
from tests.support.client import Reply
from tests.support.world import World


def path_of(order_id: int, action: str) -> str:
    return f"/v3/orders/{order_id}/payment_actions/{action}"


def units(line_id: int, quantity: int, **more: Any) -> dict[str, Any]:
    return {"item_type": "PRODUCT", "item_id": line_id, "quantity": quantity, **more}


def of_order(order_id: int, amount: Any) -> dict[str, Any]:
    return {"item_type": "ORDER", "item_id": order_id, "amount": amount}


def quote(world: World, order_id: int, *items: dict[str, Any], **more: Any) -> Any:
    body = {"items": list(items), **more} if items else more
    reply = world.post(path_of(order_id, "refund_quotes"), body)
    assert reply.status == 201, reply.text
    return reply.json()["data"]


def methods(world: World, order_id: int, *items: dict[str, Any]) -> list[list[tuple[str, Any]]]:
    """The ways of a quote, by provider and amount."""
    ways = quote(world, order_id, *items)["refund_methods"]
    return [[(one["provider_id"], one["amount"]) for one in way] for way in ways]


def chosen(method: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A quoted way, as it is sent back."""
    return [{name: one[name] for name in ("provider_id", "amount", "offline")} for one in method]


def refund(world: World, order_id: int, *items: dict[str, Any], way: int = 0, **more: Any) -> Reply:
    """A refund by one of the quote's ways, or by `payments`."""
    headers = more.pop("headers", {})
    body: dict[str, Any] = {"items": list(items), **more}
    if "payments" not in body:
        body["payments"] = chosen(quote(world, order_id, *items)["refund_methods"][way])
    return world.post(path_of(order_id, "refunds"), body, headers=headers)


def refunded(world: World, order_id: int, *items: dict[str, Any], **more: Any) -> Any:
    reply = refund(world, order_id, *items, **more)
    assert reply.status == 201, reply.text
    return reply.json()["data"]


def read_refund(world: World, refund_id: int) -> Any:
    reply = world.get(f"/v3/orders/payment_actions/refunds/{refund_id}")
    assert reply.status == 200, reply.text
    return reply.json()["data"]


def ledger_of(world: World, order_id: int) -> Any:
    reply = world.get(f"/x/orders/{order_id}/ledger")
    assert reply.status == 200, reply.text
    return reply.json()["data"]


def check_ledger(world: World, order_id: int) -> dict[str, Any]:
    """The ledger balances and rebuilds the order's figures (I11); its own figures."""
    ledger = ledger_of(world, order_id)
    order = world.get(f"/v2/orders/{order_id}").json()
    figures: dict[str, Any] = ledger["figures"]
    assert ledger["is_balanced"] is True
    for name in ("total_ex_tax", "total_inc_tax", "total_tax", "refunded_amount"):
        assert figures[name] == order[name], name
    return figures


def settle(world: World) -> int:
    """Run the job that captures, voids, and asks what became of the rest."""
    done: int = world.client.run(settling.settle_due(world.services.paying, world.clock.now()))
    return done
