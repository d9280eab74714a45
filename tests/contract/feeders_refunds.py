"""Feeders of transactions, captures, voids, refunds and the ledger of orders."""

from typing import Any

from tests.contract.arranging import BILLING, FEE, add_order, lines_of
from tests.contract.feeding import feeds
from tests.contract.paying import (
    add_customer,
    bearing,
    by_card,
    incomplete_order,
    take_cards,
    token_of,
)
from tests.contract.shop import Shop

V3 = "/v3/orders/{}"
DO = f"{V3}/payment_actions"
EVERY = "/v3/orders/payment_actions/refunds"


def actions(order: int) -> str:
    return f"/v3/orders/{order}/payment_actions"


def line_of(shop: Shop, order: dict[str, Any]) -> int:
    number: int = lines_of(shop, order)[0]["id"]
    return number


@feeds(
    f"POST {DO}/refund_quotes",
    f"POST {DO}/refunds",
    f"GET {DO}/refunds",
    f"GET {EVERY}",
    f"GET {EVERY}/{{}}",
    f"GET {V3}/transactions",
    "GET /v2/orders/{}/transactions",
    "GET /x/orders/{}/ledger",
)
def refunds_by_hand(shop: Shop) -> None:
    order = add_order(
        shop,
        {"name": "Vase", "quantity": 3, "price_ex_tax": 10, "price_inc_tax": 11},
        shipping_addresses=[{**BILLING, "shipping_method": "Flat rate"}],
        base_shipping_cost=5,
        base_handling_cost=2,
        fees=[FEE],
        status_id=11,
    )
    number, path = order["id"], actions(order["id"])
    line = line_of(shop, order)
    address = shop.call("GET", f"/v2/orders/{number}/shipping_addresses")[0]["id"]
    kept = [{"amount": -1, "description": "Restocking"}]
    items = [
        {"item_type": "PRODUCT", "item_id": line, "quantity": 1, "reason": "Broken",
         "adjustments": kept},
        {"item_type": "SHIPPING", "item_id": address, "amount": 2.5},
        {"item_type": "HANDLING", "item_id": address, "amount": 1},
        {"item_type": "ORDER", "item_id": number, "amount": 0.5},
    ]  # fmt: skip
    quote = shop.call("POST", f"{path}/refund_quotes", {"items": items})["data"]
    payments = [
        {"provider_id": one["provider_id"], "amount": one["amount"], "offline": one["offline"]}
        for one in quote["refund_methods"][0]
    ]
    shop.call("POST", f"{path}/refunds", {"items": items, "payments": payments})
    given = {"total_amount": 1, "total_tax": 0}
    override = {
        "items": items[:1],
        "payments": [{"provider_id": "custom", "amount": 1}],
        "merchant_calculated_override": given,
    }
    made = shop.call("POST", f"{path}/refunds", override)["data"]
    shop.call("POST", f"{path}/refunds", {"items": items, "payments": []}, expect=422)
    shop.call("POST", f"{path}/refunds", {"items": "x"}, expect=422)
    shop.call("POST", f"{path}/refund_quotes", {"items": [{**items[0], "quantity": 9}]}, expect=422)
    shop.call("POST", f"{path}/refund_quotes", {}, expect=422)
    for listing in (f"{path}/refunds", EVERY):
        shop.call("GET", listing)
        shop.call("GET", f"{listing}?transaction_id=1")
    shop.call("GET", f"{EVERY}?order_id:in={number}&id:in=1,2&limit=1&page=2")
    shop.call("GET", f"{EVERY}?created:min=2026-01-01&created:max=2027-01-01T00:00:00Z")
    shop.call("GET", f"{EVERY}/{made['id']}")
    shop.call("GET", f"{EVERY}/99", expect=404)
    shop.call("GET", f"/v3/orders/{number}/transactions?limit=1&page=2")
    shop.call("GET", f"/v2/orders/{number}/transactions")
    shop.call("GET", f"/x/orders/{number}/ledger")
    empty = add_order(shop)["id"]
    shop.call("GET", f"/v3/orders/{empty}/transactions", expect=204)
    shop.call("GET", f"/v2/orders/{empty}/transactions", expect=204)
    shop.call("GET", "/v3/orders/999/transactions", expect=404)


def paid_order(shop: Shop, transaction_type: str, **fields: Any) -> int:
    """An order that a card has paid, or is authorized to pay."""
    take_cards(shop, transaction_type=transaction_type)
    number = incomplete_order(shop, **fields)
    path = f"/stores/{shop.store.hash}/payments"
    shop.call("POST", path, by_card(), headers=bearing(token_of(shop, number)), expect=201)
    return number


@feeds(f"POST {DO}/capture", f"POST {DO}/void", "POST /x/orders/{}/capture")
def authorized_payments(shop: Shop) -> None:
    number = paid_order(shop, "authorization")
    path = actions(number)
    shop.call("POST", f"/x/orders/{number}/capture", {"amount": 99}, expect=422)
    shop.call("POST", f"/x/orders/{number}/capture", {"amount": "x"}, expect=422)
    shop.call("POST", f"{path}/capture", expect=201)
    shop.call("POST", f"{path}/capture", expect=422)
    shop.call("POST", f"{path}/void", expect=422)
    shop.call("POST", "/v3/orders/999/payment_actions/capture", expect=404)
    shop.call("POST", "/v3/orders/999/payment_actions/void", expect=404)
    shop.call("POST", f"{actions(paid_order(shop, 'authorization'))}/void", expect=201)
    part = paid_order(shop, "authorization")
    shop.call("POST", f"/x/orders/{part}/capture", {"amount": 4}, expect=201)


@feeds(f"POST {DO}/refund_quotes", f"POST {DO}/refunds", f"GET {V3}/transactions")
def refunds_of_a_card(shop: Shop) -> None:
    number = paid_order(shop, "purchase", customer_id=add_customer(shop))
    path = actions(number)
    items = [{"item_type": "ORDER", "item_id": number, "amount": 4}]
    quote = shop.call("POST", f"{path}/refund_quotes", {"items": items})["data"]
    for method in quote["refund_methods"][:2]:
        body = {
            "items": items,
            "payments": [
                {"provider_id": one["provider_id"], "amount": one["amount"], "offline": False}
                for one in method
            ],
        }
        shop.call("POST", f"{path}/refunds", body)
    shop.call("GET", f"/v3/orders/{number}/transactions")


@feeds(f"GET {V3}/transactions")
def transactions_of_every_kind(shop: Shop) -> None:
    take_cards(shop)
    certificate = {
        "to_name": "A", "to_email": "a@example.com", "from_name": "B",
        "from_email": "b@example.com", "amount": "4", "code": "GIFT-1",
    }  # fmt: skip
    shop.call("POST", "/v2/gift_certificates", certificate)
    number = incomplete_order(shop)
    instrument = {"type": "gift_certificate", "gift_certificate_code": "GIFT-1"}
    body = {"instrument": instrument, "payment_method_id": "bigcommerce.gift_certificate"}
    path = f"/stores/{shop.store.hash}/payments"
    for payment in ({"payment": body}, by_card()):
        headers = bearing(token_of(shop, number))
        shop.call("POST", path, payment, headers=headers, expect=201)
    refund_by_hand(shop, number)
    shop.call("GET", f"/v3/orders/{number}/transactions?limit=1&page=2")
    shop.call("GET", f"/v3/orders/{number}/transactions")
    number = add_order(shop, payment_method="Bank Deposit", status_id=11)["id"]
    refund_by_hand(shop, number)
    shop.call("GET", f"/v3/orders/{number}/transactions")


def refund_by_hand(shop: Shop, number: int) -> None:
    """Give 1.00 back by the first method of a quote."""
    items = [{"item_type": "ORDER", "item_id": number, "amount": 1}]
    path = actions(number)
    quote = shop.call("POST", f"{path}/refund_quotes", {"items": items})["data"]
    payments = [
        {"provider_id": one["provider_id"], "amount": one["amount"], "offline": True}
        for one in quote["refund_methods"][0]
    ]
    shop.call("POST", f"{path}/refunds", {"items": items, "payments": payments})
