"""V3 carts: create, read, fill, change, delete."""

from collections.abc import Collection
from typing import Any

from orderwright.actions import cart_links, carts
from orderwright.api.call import Answer, Call
from orderwright.api.v3.cart_printing import print_cart
from orderwright.api.v3.cart_requests import read_item, read_items, read_new_cart, shop_of
from orderwright.db.unit import Unit
from orderwright.domain.cart import Cart

REDIRECT_URLS = "redirect_urls"


async def create_cart(call: Call) -> Answer:
    wanted, include = read_new_cart(call.body()), _include(call)

    async def work(unit: Unit) -> Answer:
        shop = shop_of(call)
        return _answer(call, unit, await carts.create_cart(unit, shop, wanted), include, 201)

    return await call.write(work)


async def get_cart(call: Call) -> Answer:
    cart_id, include = call.params["cart_id"], _include(call)

    async def work(unit: Unit) -> Answer:
        return _answer(call, unit, await carts.get_cart(unit, call.store.id, cart_id), include)

    return await (call.write(work) if REDIRECT_URLS in include else call.read(work))


async def add_cart_line_items(call: Call) -> Answer:
    body, cart_id, include = call.body(), call.params["cart_id"], _include(call)
    requests, version = read_items(body), body.get("version")

    async def work(unit: Unit) -> Answer:
        cart = await carts.add_items(unit, shop_of(call), cart_id, requests, version)
        return _answer(call, unit, cart, include, 201)

    return await call.write(work)


async def update_cart_line_item(call: Call) -> Answer:
    body, include = call.body(), _include(call)
    cart_id, item_id = call.params["cart_id"], call.params["item_id"]
    item, version = read_item(body["line_item"]), body.get("version")

    async def work(unit: Unit) -> Answer:
        cart = await carts.update_item(unit, shop_of(call), cart_id, item_id, item, version)
        return _answer(call, unit, cart, include)

    return await call.write(work)


async def delete_cart_line_item(call: Call) -> Answer:
    include, version = _include(call), call.body().get("version")
    cart_id, item_id = call.params["cart_id"], call.params["item_id"]

    async def work(unit: Unit) -> Answer:
        cart = await carts.delete_item(unit, shop_of(call), cart_id, item_id, version)
        return Answer(204) if cart is None else _answer(call, unit, cart, include)

    return await call.write(work)


async def update_cart(call: Call) -> Answer:
    body, cart_id, include = call.body(), call.params["cart_id"], _include(call)
    customer_id, version = body["customer_id"], body.get("version")

    async def work(unit: Unit) -> Answer:
        cart = await carts.update_cart(unit, shop_of(call), cart_id, customer_id, version)
        return _answer(call, unit, cart, include)

    return await call.write(work)


async def delete_cart(call: Call) -> Answer:
    cart_id = call.params["cart_id"]

    async def work(unit: Unit) -> Answer:
        await carts.delete_cart(unit, shop_of(call), cart_id)
        return Answer(204)

    return await call.write(work)


async def create_cart_redirect_url(call: Call) -> Answer:
    cart_id = call.params["cart_id"]
    params = _query_params(call.body().get("query_params"))

    async def work(unit: Unit) -> Answer:
        cart = await carts.get_cart(unit, call.store.id, cart_id)
        urls = cart_links.create_redirect_urls(unit, shop_of(call), cart.id, params)
        return Answer(201, {"data": urls, "meta": {}}, linked=True)

    return await call.write(work)


def _include(call: Call) -> Collection[str]:
    include: Collection[str] = call.query().get("include", frozenset())
    return include


def _answer(
    call: Call, unit: Unit, cart: Cart, include: Collection[str], status: int = 200
) -> Answer:
    printed = print_cart(cart, include)
    if REDIRECT_URLS in include:
        printed["redirect_urls"] = cart_links.create_redirect_urls(unit, shop_of(call), cart.id, {})
    return Answer(status, {"data": printed, "meta": {}}, linked=True)


def _query_params(given: Any) -> dict[str, str]:
    """`{name: value}`, and the forms `{"key": name, "value": value}`, alone or in a list."""
    pairs: dict[str, str] = {}
    entries = given if isinstance(given, list) else [given or {}]
    for entry in entries:
        if isinstance(entry, dict):
            if entry.keys() == {"key", "value"}:
                pairs[str(entry["key"])] = str(entry["value"])
            else:
                pairs.update({str(name): str(value) for name, value in entry.items()})
    return pairs
