"""The cart and checkout pages that redirect URLs lead to: once, safely, and to an order."""

import re
from typing import Any
from urllib.parse import urlencode

from orderwright.db import payment_methods
from orderwright.gateways.offline import OFFLINE_METHODS
from tests.api.promoting import add_promotion
from tests.support.client import Reply
from tests.support.shop import (
    CARTS,
    CHECKOUTS,
    add_cart,
    add_flat_rate,
    add_product,
    add_stocked,
    data,
    events,
    level_of,
    physical,
)
from tests.support.world import World

MONTH_MS = 30 * 24 * 60 * 60 * 1000
FORM = "application/x-www-form-urlencoded"
SHOPPER = {
    "step": "address",
    "email": "ann@example.com",
    "first_name": "Ann",
    "last_name": "Lee",
    "address1": "1 Main Street",
    "city": "Austin",
    "state_or_province": "TX",
    "postal_code": "78701",
    "country_code": "US",
}


class Browser:
    """A browser that follows redirects by hand and keeps the shop's one cookie."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.cookie = ""

    def get(self, path: str) -> Reply:
        reply = self._world.client.get(path, headers={"cookie": self.cookie})
        if "set-cookie" in reply.headers:
            self.cookie = reply.headers["set-cookie"].partition(";")[0]
        return reply

    def post(self, page: str, **fields: str) -> Reply:
        """Send a form of a page, with the guard that the page gives its forms."""
        found = re.search(r"name='guard' value='([0-9a-f]{64})'", self.get(page).text)
        return self.send(page, guard=found.group(1) if found else "", **fields)

    def send(self, page: str, **fields: str) -> Reply:
        return self._world.client.request(
            "POST",
            page,
            body=urlencode(fields).encode(),
            headers={"cookie": self.cookie, "content-type": FORM},
        )


def links(world: World, cart: Any, **params: str) -> Any:
    body = {"query_params": params} if params else None
    return data(world.post(f"{CARTS}/{cart['id']}/redirect_urls", body), 201)


def test_the_links(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    urls = links(world, cart, utm="a b")
    shapes = {
        "cart_url": r"cart\.php\?action=load",
        "checkout_url": r"cart\.php\?action=loadInCheckout",
        "embedded_checkout_url": r"cart\.php\?embedded=1&action=loadInCheckout",
    }
    assert list(urls) == list(shapes)
    for name, shape in shapes.items():
        pattern = rf"http://testserver/stores/demo/{shape}&id={cart['id']}&token=[0-9a-f]{{64}}"
        assert re.fullmatch(rf"{pattern}&utm=a\+b", urls[name])
    included = data(world.get(f"{CARTS}/{cart['id']}?include=redirect_urls"))["redirect_urls"]
    assert list(included) == list(shapes)
    assert not set(included.values()) & set(urls.values())


def test_a_link_works_once(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    urls = links(world, cart, utm="a")
    browser = Browser(world)
    reply = browser.get(urls["cart_url"])
    assert (reply.status, reply.headers["location"]) == (303, "/stores/demo/cart?utm=a")
    cookie = reply.headers["set-cookie"]
    assert "; HttpOnly; SameSite=Lax" in cookie
    assert "Path=/stores/demo;" in cookie
    assert "Vase" in browser.get("/stores/demo/cart").text
    again = Browser(world)
    assert (again.get(urls["cart_url"]).status, again.cookie) == (404, "")
    assert again.get("/stores/demo/cart").status == 404
    checkout = Browser(world).get(urls["checkout_url"])
    assert checkout.headers["location"] == "/stores/demo/checkout?utm=a"


def test_a_link_works_for_thirty_days(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    urls = links(world, cart)
    world.clock.advance(MONTH_MS - 1)
    assert Browser(world).get(urls["cart_url"]).status == 303
    world.clock.advance(1)
    assert Browser(world).get(urls["checkout_url"]).status == 404


def test_a_link_is_of_its_cart_and_store(world: World) -> None:
    product_id = add_product(world)
    cart, other = add_cart(world, (product_id, 1)), add_cart(world, (product_id, 1))
    address = links(world, cart)["cart_url"]
    world.add_store("other")
    browser = Browser(world)
    assert browser.get(address.replace(cart["id"], other["id"])).status == 404
    assert browser.get(address.replace("/demo/", "/other/")).status == 404
    assert browser.get(address.replace("/demo/", "/nobody/")).status == 404
    assert browser.get(address).status == 303


def test_the_cart_page_changes_the_cart(world: World) -> None:
    product_id = add_stocked(world, 4)
    cart = add_cart(world, (product_id, 1))
    line = physical(cart)["id"]
    page = "/stores/demo/cart"
    browser = Browser(world)
    browser.get(links(world, cart)["cart_url"])
    assert browser.post(page, step="quantity", line=line, quantity="3").status == 303
    assert physical(data(world.get(f"{CARTS}/{cart['id']}")))["quantity"] == 3
    reply = browser.post(page, step="quantity", line=line, quantity="9")
    assert (reply.status, "We don&#x27;t have enough Vase" in reply.text) == (422, True)
    assert browser.post(page, step="quantity", line=line, quantity="x").status == 422
    assert browser.post(page, step="remove", line=line).status == 303
    assert world.get(f"{CARTS}/{cart['id']}").status == 404
    assert browser.get(page).status == 404


def test_the_cart_page_shows_what_promotions_give(world: World) -> None:
    vase, cup = add_product(world), add_product(world, "Cup", price=4)
    add_promotion(world, {"gift_item": {"product_id": cup, "quantity": 1}})
    cart = add_cart(world, (vase, 1))
    browser = Browser(world)
    page = browser.get(links(world, cart)["cart_url"])
    shown = browser.get(page.headers["location"]).text if page.status == 303 else page.text
    assert (shown.count("Remove"), shown.count("Update")) == (1, 1)
    for amount in ("14.00", "-4.00", "10.00"):
        assert amount in shown


def test_a_form_of_another_page_is_refused(world: World) -> None:
    cart = add_cart(world, (add_product(world), 1))
    browser = Browser(world)
    browser.get(links(world, cart)["cart_url"])
    fields = {"step": "remove", "line": physical(cart)["id"]}
    assert browser.send("/stores/demo/cart", **fields).status == 403
    assert browser.send("/stores/demo/cart", guard="0" * 64, **fields).status == 403
    assert world.get(f"{CARTS}/{cart['id']}").status == 200


def test_what_others_wrote_is_escaped(world: World) -> None:
    name = "<script>alert(1)</script>"
    item = {"name": name, "quantity": 1, "list_price": 1}
    cart = data(world.post(CARTS, {"custom_items": [item]}), 201)
    browser = Browser(world)
    browser.get(links(world, cart)["cart_url"])
    for page in ("/stores/demo/cart", "/stores/demo/checkout"):
        reply = browser.get(page)
        assert name not in reply.text
        assert "&lt;script&gt;" in reply.text
        policy = reply.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
    assert world.client.get("/stores/demo/shop.css").headers["content-type"].startswith("text/css")


def test_the_checkout_page_leads_to_an_order(world: World) -> None:
    add_flat_rate(world)
    product_id = add_stocked(world, 5)
    cart = add_cart(world, (product_id, 2))
    page = "/stores/demo/checkout"
    browser = Browser(world)
    browser.get(links(world, cart)["checkout_url"])
    reply = browser.post(page, **{**SHOPPER, "email": "nonsense"})
    assert (reply.status, "valid e-mail address" in reply.text) == (422, True)
    assert browser.post(page, **SHOPPER, newsletter="yes").status == 303
    shown = browser.get(page).text
    assert "Flat Rate (5.00 USD)" in shown
    ((name, option),) = re.findall(r"type='radio' name='([0-9a-f]+)' value='([0-9a-f]+)'", shown)
    reply = browser.post(page, step="order")
    assert (reply.status, "Missing shipping method" in reply.text) == (422, True)
    assert browser.post(page, step="shipping", **{name: option}).status == 303
    assert browser.post(page, step="message", message="Ring twice").status == 303
    assert "25.00 USD" in browser.get(page).text
    heard = len(events(world))
    taken = f'{{"product_id":{product_id},"method":"relative","value":-2}}'
    placed = browser.post(page, step="order")
    assert events(world)[heard:] == [
        ("store/order/created", '{"type":"order","id":100}'),
        ("store/order/updated", '{"type":"order","id":100}'),
        (
            "store/order/statusUpdated",
            '{"type":"order","id":100,"status":{"previous_status_id":0,"new_status_id":7}}',
        ),
        (
            "store/product/inventory/order/updated",
            f'{{"type":"product","id":{product_id},"inventory":{taken}}}',
        ),
        (
            "store/cart/converted",
            f'{{"type":"cart","id":"{cart["id"]}","orderId":100}}',
        ),
    ]
    assert (placed.status, placed.headers["location"]) == (
        303,
        "/stores/demo/order-confirmation/100",
    )
    thanks = browser.get(placed.headers["location"])
    assert (thanks.status, "<strong>100</strong>" in thanks.text) == (200, True)
    order = world.get("/v2/orders/100").json()
    expected = {
        "status": "Awaiting Payment",
        "order_source": "www",
        "external_source": "",
        "payment_method": "Cash on Delivery",
        "payment_status": "pending",
        "is_email_opt_in": True,
        "ip_address": "127.0.0.1",
        "customer_message": "Ring twice",
        "total_inc_tax": "25.0000",
    }
    assert {key: order[key] for key in expected} == expected
    assert world.get(f"{CHECKOUTS}/{cart['id']}").status == 404
    assert level_of(world, product_id) == 3
    assert browser.get(page).status == 404


def test_another_way_of_paying_is_chosen(world: World) -> None:
    for method in OFFLINE_METHODS:
        world.write(lambda unit, one=method: payment_methods.save(unit, world.store.id, one))
    book = add_product(world, "Book", type="digital", weight=0)
    cart = add_cart(world, (book, 1))
    page = "/stores/demo/checkout"
    browser = Browser(world)
    browser.get(links(world, cart)["checkout_url"])
    assert browser.post(page, **SHOPPER).status == 303
    shown = browser.get(page).text
    assert re.findall(r"name='method' value='(\w+)'( checked)?", shown)[:2] == [
        ("bankdeposit", " checked"),
        ("cheque", ""),
    ]
    refused = browser.post(page, step="order", method="sandbox.card")
    assert (refused.status, "another way of paying" in refused.text) == (422, True)
    placed = browser.post(page, step="order", method="cheque")
    assert placed.status == 303
    order = world.get("/v2/orders/100").json()
    assert (order["payment_method"], order["status_id"]) == ("Check", 7)
    assert order["payment_provider_id"] is None


def test_a_token_shows_the_confirmation_so_often(world: World) -> None:
    book = add_product(world, "Book", type="digital", weight=0)
    cart = add_cart(world, (book, 1))
    path = f"{CHECKOUTS}/{cart['id']}"
    made = world.post(f"{path}/token", {"maxUses": 2, "ttl": 60}).json()
    assert list(made) == ["checkoutToken", "meta"]
    token = made["checkoutToken"]
    assert re.fullmatch(r"[0-9a-f]{64}", token)
    data(world.post(f"{path}/billing-address", {"email": "a@example.com", "country_code": "US"}))
    number = data(world.post(f"{path}/orders"))["id"]
    page = f"/stores/demo/order-confirmation/{number}"
    assert world.client.get(page).status == 404
    assert world.client.get(f"{page}?t={'0' * 64}").status == 404
    shown = [world.client.get(f"{page}?t={token}").status for _ in range(3)]
    assert shown == [200, 200, 404]
    late = world.post(f"{path}/token", {"ttl": 60}).json()["checkoutToken"]
    world.clock.advance(60_000)
    assert world.client.get(f"{page}?t={late}").status == 404


def test_a_session_shows_its_own_orders_alone(world: World) -> None:
    book = add_product(world, "Book", type="digital", weight=0)
    mine, theirs = add_cart(world, (book, 1)), add_cart(world, (book, 1))
    numbers = []
    for cart in (mine, theirs):
        path = f"{CHECKOUTS}/{cart['id']}"
        address = {"email": "a@example.com", "country_code": "US"}
        data(world.post(f"{path}/billing-address", address))
        numbers.append(data(world.post(f"{path}/orders"))["id"])
    browser = Browser(world)
    browser.get(links(world, mine)["cart_url"])
    statuses = [
        browser.get(f"/stores/demo/order-confirmation/{number}").status for number in numbers
    ]
    assert statuses == [200, 404]


def test_only_following_a_link_uses_it_up(world: World) -> None:
    link = links(world, add_cart(world, (add_product(world), 1)))["cart_url"]
    assert world.client.request("HEAD", link).status == 200
    assert world.client.request("POST", link).status == 200
    assert Browser(world).get(link).status == 303


def test_an_order_that_balances_pay_whole_is_paid(world: World) -> None:
    add_flat_rate(world)
    cart = add_cart(world, (add_product(world), 2))
    gift = {
        "to_name": "Jo", "to_email": "jo@example.com", "from_name": "Al",
        "from_email": "al@example.com", "amount": 30, "code": "GIFT",
    }  # fmt: skip
    assert world.post("/v2/gift_certificates", gift).status == 201
    path = f"/x/checkouts/{cart['id']}/gift-certificates"
    data(world.post(path, {"gift_certificate_code": "GIFT"}))
    page, browser = "/stores/demo/checkout", Browser(world)
    browser.get(links(world, cart)["checkout_url"])
    browser.post(page, **SHOPPER)
    shown = browser.get(page).text
    ((name, option),) = re.findall(r"type='radio' name='([0-9a-f]+)' value='([0-9a-f]+)'", shown)
    browser.post(page, step="shipping", **{name: option})
    assert "<td>To pay</td><td class='money'>0.00 USD</td>" in browser.get(page).text
    assert browser.post(page, step="order").status == 303
    order = world.get("/v2/orders/100").json()
    assert [order[name] for name in ("status_id", "payment_method", "payment_status")] == [
        11,
        "Gift Certificate",
        "captured",
    ]
    assert order["gift_certificate_amount"] == "25.0000"
    assert world.get("/v2/gift_certificates/1").json()["balance"] == "5.0000"
