"""Feeders of payment methods, tokens, payments and stored instruments."""

from tests.contract.feeders_carts import add_cart
from tests.contract.feeding import feeds
from tests.contract.paying import (
    add_customer,
    add_instruments,
    bearing,
    by_card,
    incomplete_order,
    take_cards,
    token_of,
)
from tests.contract.shop import Shop


@feeds("GET /v3/payments/methods", "GET /v2/payments/methods")
def methods(shop: Shop) -> None:
    shop.call("GET", "/v2/payments/methods", expect=204)
    take_cards(shop)
    customer_id = add_customer(shop)
    add_instruments(shop, customer_id)
    number = incomplete_order(shop, customer_id=customer_id)
    shop.call("GET", f"/v3/payments/methods?order_id={number}")
    shop.call("GET", f"/v3/payments/methods?checkout_id={add_cart(shop)['id']}")
    shop.call("GET", "/v3/payments/methods", expect=400)
    shop.call("GET", "/v3/payments/methods?order_id=999999", expect=404)
    shop.call("GET", "/v2/payments/methods")


@feeds("GET /v3/customers/{}/stored-instruments")
def stored_instruments(shop: Shop) -> None:
    take_cards(shop)
    customer_id = add_customer(shop)
    path = f"/v3/customers/{customer_id}/stored-instruments"
    assert shop.call("GET", path) == []
    assert len(add_instruments(shop, customer_id)) == 3
    shop.call("GET", path)
    shop.call("GET", "/v3/customers/999999/stored-instruments", expect=404)


@feeds("POST /v3/payments/access_tokens", "POST /stores/{}/payments")
def payments(shop: Shop) -> None:
    take_cards(shop)
    number = incomplete_order(shop)
    token = token_of(shop, number)
    shop.call("POST", "/v3/payments/access_tokens", {"order": {"id": 999999}}, expect=404)
    shop.call("POST", "/v3/payments/access_tokens", {}, expect=422)
    path = f"/stores/{shop.store.hash}/payments"
    shop.call("POST", path, by_card(), expect=401)
    declined = by_card(number="4000000000000002")
    shop.call("POST", path, declined, headers=bearing(token), expect=422)
    shop.call("POST", path, {}, headers=bearing(token), expect=422)
    shop.call("POST", path, by_card(), headers=bearing(token), expect=201)
    shop.call("POST", path, by_card(), headers=bearing(token), expect=409)
    shop.call("POST", "/v3/payments/access_tokens", {"order": {"id": number}}, expect=409)
