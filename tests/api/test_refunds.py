"""Refunds of orders: quoted, made, bounded, and paid back to where the money came from."""

from typing import Any

import pytest

from tests.api.shopping import add_order, custom, events_of, lines_of
from tests.support.refunding import check_ledger, ledger_of
from tests.support.world import World

ORDERS = "/v3/orders"
TYPE = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"
CUSTOM = [{"provider_id": "custom", "amount": 10, "offline": True}]
MOMENT = "2026-06-18T14:23:09+00:00"


def quote(world: World, order_id: int, *items: dict[str, Any], **more: Any) -> Any:
    body = {"items": list(items), **more} if items else more
    reply = world.post(f"{ORDERS}/{order_id}/payment_actions/refund_quotes", body)
    assert reply.status == 201, reply.text
    return reply.json()["data"]


def refund(world: World, order_id: int, *items: dict[str, Any], **more: Any) -> Any:
    """A refund by the quote's first method, or by `payments`."""
    body: dict[str, Any] = {"items": list(items), **more}
    if "payments" not in body:
        method = quote(world, order_id, *items)["refund_methods"][0]
        body["payments"] = [
            {name: one[name] for name in ("provider_id", "amount", "offline")} for one in method
        ]
    return world.post(f"{ORDERS}/{order_id}/payment_actions/refunds", body)


def refunded(world: World, order_id: int, *items: dict[str, Any], **more: Any) -> Any:
    reply = refund(world, order_id, *items, **more)
    assert reply.status == 201, reply.text
    return reply.json()["data"]


def units(line_id: int, quantity: int, **more: Any) -> dict[str, Any]:
    return {"item_type": "PRODUCT", "item_id": line_id, "quantity": quantity, **more}


def order_of(world: World, order_id: int) -> dict[str, Any]:
    found: dict[str, Any] = world.get(f"/v2/orders/{order_id}").json()
    return found


def test_a_quote_changes_nothing(world: World) -> None:
    order = add_order(world, custom(2))
    before, seen = order_of(world, 100), events_of(world)
    (line,) = lines_of(world, order["id"])
    assert quote(world, 100, units(line["id"], 1)) == {
        "order_id": 100,
        "total_refund_amount": 10,
        "total_refund_tax_amount": 0,
        "rounding": 0,
        "adjustment": 0,
        "is_tax_included": False,
        "tax_inclusive": False,
        "order_level_refund_amount": 0,
        "refund_methods": [
            [
                {
                    "provider_id": "custom",
                    "provider_description": "Custom",
                    "amount": 10,
                    "offline": True,
                    "offline_provider": True,
                    "offline_reason": "This is an offline payment provider.",
                }
            ]
        ],
    }
    assert order_of(world, 100) == before
    assert events_of(world) == seen


def test_a_refund_by_hand(world: World) -> None:
    add_order(world, custom(2), custom(1, 5), status_id=11)
    first, _ = lines_of(world, 100)
    seen = len(events_of(world))
    made = refunded(world, 100, units(first["id"], 1, reason="Broken"))
    assert made == {
        "id": 1,
        "order_id": 100,
        "user_id": 0,
        "created": MOMENT,
        "reason": "Broken",
        "total_amount": 10,
        "total_tax": 0,
        "uses_merchant_override_values": False,
        "items": [
            {
                "item_type": "PRODUCT",
                "item_id": first["id"],
                "reason": "Broken",
                "quantity": 1,
                "requested_amount": 10,
                "adjustments": [],
            }
        ],
        "payments": [
            {
                "id": 1,
                "provider_id": "custom",
                "amount": 10,
                "offline": True,
                "is_declined": False,
                "declined_message": "",
                "transaction_id": "1",
            }
        ],
    }
    order = order_of(world, 100)
    assert (order["status_id"], order["status"]) == (14, "Partially Refunded")
    assert (order["refunded_amount"], order["payment_status"]) == ("10.0000", "partially refunded")
    (line, other) = lines_of(world, 100)
    assert (line["quantity_refunded"], line["refund_amount"]) == (1, "10.0000")
    assert (line["is_refunded"], other["is_refunded"]) == (True, False)
    assert [scope for scope, _ in events_of(world)[seen:]] == [
        "store/order/transaction/created",
        "store/order/refund/created",
        "store/order/updated",
        "store/order/statusUpdated",
    ]
    assert (
        "store/order/refund/created",
        {"type": "order", "id": 100, "refund": {"refund_id": 1}},
    ) in events_of(world)
    refunded(world, 100, units(first["id"], 1), units(other["id"], 1))
    order = order_of(world, 100)
    assert (order["status_id"], order["refunded_amount"]) == (4, "25.0000")
    assert order["payment_status"] == "refunded"
    again = refund(world, 100, units(first["id"], 1), payments=CUSTOM)
    assert again.status == 422
    assert again.json()["data"][0]["title"] == "There is nothing left to refund on this order."
    assert order_of(world, 100) == order


@pytest.mark.parametrize(
    "payments, title",
    [
        (
            [{"provider_id": "custom", "amount": 9.99, "offline": True}],
            "The payments are not those of a refund method that was quoted.",
        ),
        (
            [{"provider_id": "braintree", "amount": 10}],
            "The payments are not those of a refund method that was quoted.",
        ),
        (
            [{"provider_id": "storecredit", "amount": 10}],
            "Unable to provide store credit for a guest customer.",
        ),
    ],
)
def test_payments_must_be_those_of_a_quote(world: World, payments: Any, title: str) -> None:
    add_order(world, custom(2))
    before, seen = order_of(world, 100), events_of(world)
    (line,) = lines_of(world, 100)
    reply = refund(world, 100, units(line["id"], 1), payments=payments)
    assert reply.status == 422
    (told,) = reply.json()["data"]
    assert {name: told[name] for name in ("status", "title", "type")} == {
        "status": 422,
        "title": title,
        "type": TYPE,
    }
    assert order_of(world, 100) == before
    assert events_of(world) == seen
    assert world.get(f"{ORDERS}/100/payment_actions/refunds").json()["data"] == []


def test_the_ledger_follows_edits(world: World) -> None:
    add_order(world, custom(2, 10), base_shipping_cost="4.95", discount_amount="1")
    (opening, by_hand) = ledger_of(world, 100)["journals"]
    assert (opening["cause"], opening["number"]) == ("created", None)
    assert [(one["account"], one["name"], one["amount"]) for one in opening["entries"]] == [
        ("receivable", "Order", "23.9500"),
        ("sales", "Vase", "-20.0000"),
        ("discounts", "Manual Discount", "1.0000"),
        ("sales", "None", "-4.9500"),
    ]
    assert (by_hand["cause"], by_hand["entries"][0]["amount"]) == ("paid_by_hand", "23.9500")
    assert world.put("/v2/orders/100", {"staff_notes": "x"}).status == 200
    assert len(ledger_of(world, 100)["journals"]) == 2
    for cost in ("6.00", "0"):
        assert world.put("/v2/orders/100", {"base_shipping_cost": cost}).status == 200
    journals = ledger_of(world, 100)["journals"]
    assert [one["cause"] for one in journals] == ["created", "edited", "edited", "paid_by_hand"]
    assert journals[0]["entries"] == opening["entries"]
    assert [(one["account"], one["amount"]) for one in journals[1]["entries"]] == [
        ("receivable", "1.0500"),
        ("sales", "-1.0500"),
    ]
    assert check_ledger(world, 100)["total_inc_tax"] == "19.0000"
    assert world.get("/x/orders/999/ledger").status == 404
