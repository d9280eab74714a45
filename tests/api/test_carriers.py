"""Outside carriers: their accounts are checked, their rates offered, and a fallback stands in."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.provider import Provider, connect, running
from tests.support.shop import JANE, add_cart, add_product, add_stocked, choose, physical, send
from tests.support.world import World

CONNECTION = "/v2/shipping/carrier/connection"
ACCOUNT = {"carrier_id": "carrier_7", "connection": {"key": "a secret"}}


def rate(code: str, name: str, amount: Any, **more: Any) -> dict[str, Any]:
    cost = {"currency": "USD", "amount": amount}
    return {"code": code, "display_name": name, "cost": cost, **more}


def say(path: str, body: Any) -> tuple[int, Any]:
    """Two services for everyone with an account."""
    if path == "/check_connection_options":
        valid = body["connection_options"] == ACCOUNT["connection"]
        return 200, {"valid": valid, "messages": [{"type": "ERROR", "text": "Unknown key"}]}
    quotes = [
        rate("GND", "Ground", 6.5, transit_time={"units": "BUSINESS_DAYS", "duration": 3}),
        rate("AIR", "Air", 20, discounted_cost={"currency": "USD", "amount": 18.25}),
        {**rate("EUR", "Euro", 1), "cost": {"currency": "EUR", "amount": 1}},
    ]
    info = {"code": "c7", "display_name": "Seven"}
    carrier_quotes = [{"carrier_info": info, "quotes": quotes}]
    return 200, {"quote_id": "q", "messages": [], "carrier_quotes": carrier_quotes}


@pytest.fixture
def carrier(world: World) -> Iterator[Provider]:
    """A bridge to `carrier_7`, which ships to the United States, and a fallback for it."""
    with running(say) as made:
        connect(world, "carrier", made, name="carrier_7")
        zone = {"name": "Home", "type": "country", "locations": [{"country_iso2": "US"}]}
        zone_id = world.post("/v2/shipping/zones", zone).json()["id"]
        methods = (
            {
                "name": "Seven",
                "type": "carrier_7",
                "settings": {"carrier_options": {"packaging": "box"}},
            },
            {"name": "Spare", "type": "perorder", "settings": {"rate": "9"}, "is_fallback": True},
        )
        for method in methods:
            reply = world.post(f"/v2/shipping/zones/{zone_id}/methods", {**method, "enabled": True})
            assert reply.status in (200, 201), reply.text
        yield made


def offered(world: World, *lines: tuple[int, int]) -> list[tuple[str, str, Any, str]]:
    cart = add_cart(world, *(lines or ((add_product(world), 2),)))
    items = [(line["id"], line["quantity"]) for line in cart["line_items"]["physical_items"]]
    sent = send(world, cart["id"], *items)
    return [
        (one["type"], one["description"], one["cost"], one["transit_time"])
        for one in sent["consignments"][0]["available_shipping_options"]
    ]


def test_an_account_is_checked_before_it_is_kept(world: World, carrier: Provider) -> None:
    wrong = world.post(CONNECTION, {**ACCOUNT, "connection": {"key": "wrong"}})
    assert (wrong.status, wrong.json()[0]["message"]) == (400, "Unknown key")
    vase = add_product(world)
    assert offered(world, (vase, 1)) == [("shipping_flatrate", "Spare", 9, "")]
    assert world.post(CONNECTION, ACCOUNT).status == 204
    carrier.say = lambda _path, _body: (500, {})
    down = world.put(CONNECTION, {**ACCOUNT, "connection": {"key": "new"}})
    assert (down.status, down.json()[0]["message"]) == (
        400,
        "The carrier could not be reached. Please try again later.",
    )
    carrier.say = say
    assert len(offered(world, (vase, 1))) == 2


def test_a_carrier_without_a_bridge_is_kept_as_given(world: World) -> None:
    account = {"carrier_id": "auspost", "connection": {"auth_key": "k", "test_mode": True}}
    assert world.post(CONNECTION, account).status == 204


def test_rates_are_offered_chosen_and_ordered(world: World, carrier: Provider) -> None:
    world.post(CONNECTION, ACCOUNT)
    product = add_product(world, weight=1.5, width=2, height=3, depth=4, sku="V")
    cart = add_cart(world, (product, 2))
    world.post(f"/v3/checkouts/{cart['id']}/billing-address", JANE)
    sent = send(world, cart["id"], (physical(cart)["id"], 2))
    options = sent["consignments"][0]["available_shipping_options"]
    assert [
        (one["type"], one["description"], one["cost"], one["transit_time"]) for one in options
    ] == [
        ("shipping_carrier_7", "Seven Ground", 6.5, "3 business days"),
        ("shipping_carrier_7", "Seven Air", 18.25, ""),
    ]
    path, headers, body = carrier.asked[-1]
    assert (path, headers["x-bc-store-hash"]) == ("/rate", "demo")
    assert body["connection_options"] == {"key": "a secret"}
    assert body["zone_options"] == {"packaging": "box"}
    base = body["base_options"]
    assert (base["destination"]["zip"], base["destination"]["state_iso2"]) == ("78751", "TX")
    (item,) = base["items"]
    assert (item["sku"], item["quantity"]) == ("V", 2)
    assert item["weight"] == {"units": "oz", "value": 24}
    assert item["length"] == {"units": "in", "value": 4}
    checkout = choose(world, cart["id"], sent["consignments"][0], 1)
    assert checkout["shipping_cost_total_ex_tax"] == 18.25
    count = len(carrier.asked)
    number = world.post(f"/v3/checkouts/{cart['id']}/orders").json()["data"]["id"]
    address = world.get(f"/v2/orders/{number}/shipping_addresses").json()[0]
    assert (address["shipping_method"], address["base_cost"]) == ("Seven Air", "18.2500")
    assert len(carrier.asked) == count


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}),
        (200, b"nonsense"),
        (200, {}),
        (200, {"carrier_quotes": [{"quotes": [{}]}]}),
        (200, {"carrier_quotes": [{"quotes": [rate("X", "X", -1)]}]}),
        (200, {"carrier_quotes": 7}),
    ],
)
def test_a_fallback_stands_in(world: World, carrier: Provider, answer: tuple[int, Any]) -> None:
    world.post(CONNECTION, ACCOUNT)
    carrier.say = lambda _path, _body: answer
    assert offered(world) == [("shipping_flatrate", "Spare", 9, "")]


def test_what_ships_for_nothing_asks_nobody(world: World, carrier: Provider) -> None:
    world.post(CONNECTION, ACCOUNT)
    count = len(carrier.asked)
    free = add_stocked(world, 5, is_free_shipping=True)
    assert offered(world, (free, 1)) == [("freeshipping", "Free Shipping", 0, "")]
    assert len(carrier.asked) == count
