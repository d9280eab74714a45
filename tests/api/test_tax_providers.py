"""Outside tax providers: connected, asked between units of work, and what holds when they fail."""

from collections.abc import Iterator
from typing import Any

import pytest

from orderwright.actions import tax_documents
from orderwright.domain.tax_document import ATTEMPTS_MAX
from orderwright.gateways import providers
from tests.support.provider import Provider, connect, running
from tests.support.shop import (
    CHECKOUTS,
    JANE,
    add_cart,
    add_checkout,
    add_flat_rate,
    add_order,
    add_product,
    data,
    physical,
)
from tests.support.taxes import tax_everyone
from tests.support.world import World

CONNECTION = "/v3/tax/providers/acme/connection"
MONTH_MS = 30 * 24 * 60 * 60 * 1000
LOGIN = {"username": "shop-7", "password": "a secret"}


def seven_percent(_path: str, body: Any) -> tuple[int, Any]:
    """An answer by the contract: two taxes of together seven percent on everything."""

    def taxed(entry: Any) -> dict[str, Any]:
        amount = entry["price"]["amount"]
        state, county = round(amount * 0.05, 2), round(amount * 0.02, 2)
        tax = 0 if entry["tax_exempt"] else round(state + county, 2)
        summary = [
            {"name": "State", "rate": 0.05, "amount": state, "id": "31"},
            {"name": "County", "rate": 0.02, "amount": county},
        ]
        price = {
            "amount_exclusive": amount,
            "amount_inclusive": amount + tax,
            "total_tax": tax,
            "tax_rate": 0.07,
            "sales_tax_summary": summary if tax else [],
        }
        shown = {"id": entry["id"], "type": entry["type"], "price": price}
        return shown | ({"wrapping": taxed(entry["wrapping"])} if "wrapping" in entry else {})

    documents = [
        {
            "id": one["id"],
            "items": [taxed(item) for item in one["items"]],
            "shipping": taxed(one["shipping"]),
            "handling": taxed(one["handling"]),
        }
        for one in body["documents"]
    ]
    return 200, {"id": body["id"], "documents": documents}


def commits(path: str, body: Any) -> tuple[int, Any]:
    """Quotes, and documents that it gives names of its own."""
    if path.startswith("/void"):
        return 200, b""
    status, answer = seven_percent(path, body)
    return status, answer | ({"id": f"T/{body['id']}"} if path == "/commit" else {})


@pytest.fixture
def provider(world: World) -> Iterator[Provider]:
    """A provider that the store is connected with."""
    with running(seven_percent) as made:
        connect(world, "tax", made)
        data(world.put(CONNECTION, LOGIN))
        yield made


def checkout_of_25(world: World) -> Any:
    add_flat_rate(world)
    return add_checkout(world, (add_product(world), 2))


def test_connected_shown_and_disconnected(world: World) -> None:
    with running(seven_percent) as made:
        connect(world, "tax", made)
        empty = {"username": "", "configured": False, "profile": ""}
        target: dict[str, list[str]] = {"country_codes": [], "subdivision_codes": []}
        assert data(world.get(CONNECTION)) == {**empty, "target": target}
        half = data(world.put(CONNECTION, {"username": "shop-7"}))
        assert (half["username"], half["configured"]) == ("shop-7", False)
        whole = data(world.put(CONNECTION, {"password": "a secret"}))
        assert (whole["username"], whole["configured"]) == ("shop-7", True)
        assert "US" in whole["target"]["country_codes"]
        assert b"a secret" not in world.get(CONNECTION).body
        gone = data(world.delete(CONNECTION))
        assert (gone["username"], gone["configured"]) == ("shop-7", False)
        assert world.delete(CONNECTION).status == 404
        assert checkout_of_25(world)["tax_total"] == 0
        assert made.asked == []


def test_a_provider_that_the_operator_has_not_named(world: World) -> None:
    path = "/v3/tax/providers/nobody/connection"
    replies = [world.get(path), world.put(path, LOGIN), world.delete(path)]
    assert [reply.status for reply in replies] == [404] * 3


def test_a_profile_is_a_label_of_a_host_name(world: World) -> None:
    with running(seven_percent) as made:
        made.url = "http://{profile}.example.com"
        connect(world, "tax", made)
        assert data(world.put(CONNECTION, LOGIN))["configured"] is False
        for wrong in ("a.b", "a/b", "-a", "evil.example#", "a" * 64):
            assert world.put(CONNECTION, {"profile": wrong}).status == 422
        assert data(world.put(CONNECTION, {"profile": "shop-7"}))["configured"] is True


def test_a_checkout_is_taxed_as_the_provider_says(world: World, provider: Provider) -> None:
    tax_everyone(world, "20")
    checkout = checkout_of_25(world)
    assert checkout["taxes"] == [
        {"name": "County", "amount": 0.5},
        {"name": "State", "amount": 1.25},
    ]
    assert (checkout["tax_total"], checkout["grand_total"]) == (1.75, 26.75)
    assert checkout["shipping_cost_total_inc_tax"] == 5.35
    path, headers, body = provider.asked[-1]
    assert (path, headers["x-bc-store-hash"]) == ("/estimate", "demo")
    assert headers["authorization"] == "Basic c2hvcC03OmEgc2VjcmV0"
    (document,) = body["documents"]
    assert document["destination_address"]["region_code"] == "TX"
    assert [item["price"] for item in document["items"]] == [{"amount": 20, "tax_inclusive": False}]
    assert document["shipping"]["price"]["amount"] == 5


def test_the_order_names_the_provider_and_no_classes(world: World, provider: Provider) -> None:
    world.set_profile(shipping_tax_class_id=2, wrapping_tax_class_id=3, tax_provider_id="acme")
    number = add_order(world, checkout_of_25(world)["id"])
    order = world.get(f"/v2/orders/{number}").json()
    names = [name for name in order if name.endswith("_tax_class_id")]
    assert {name: order[name] for name in names} == dict.fromkeys(names, 0)
    assert (order["tax_provider_id"], order["total_tax"]) == ("acme", "1.7500")
    assert (order["subtotal_tax"], order["shipping_cost_tax"]) == ("1.4000", "0.3500")
    taxes = world.get(f"/v2/orders/{number}/taxes").json()
    assert [(tax["name"], tax["class"], tax["rate"], tax["line_amount"]) for tax in taxes] == [
        ("State", "Automatic Tax", "5.0000", "1.0000"),
        ("County", "Automatic Tax", "2.0000", "0.4000"),
        ("State", "Automatic Tax", "5.0000", "0.2500"),
        ("County", "Automatic Tax", "2.0000", "0.1000"),
    ]
    assert all("order_id" not in tax for tax in taxes)
    assert world.delete(f"/v2/orders/{number}").status == 405
    line = world.get(f"/v2/orders/{number}/products").json()[0]
    assert (line["price_tax"], line["total_tax"]) == ("0.7000", "1.4000")


def test_nobody_is_asked_without_need(world: World, provider: Provider) -> None:
    checkout = checkout_of_25(world)
    count = len(provider.asked)
    assert count == 2  # the address, then the shipping
    world.put(f"{CHECKOUTS}/{checkout['id']}", {"customer_message": "Ring twice"})
    world.get(f"{CHECKOUTS}/{checkout['id']}")
    add_order(world, checkout["id"])
    add_cart(world, (1, 1))
    assert len(provider.asked) == count
    line = physical(checkout["cart"])["id"]
    body = {"line_item": {"product_id": 1, "quantity": 3}}
    data(world.put(f"/v3/carts/{checkout['id']}/items/{line}", body))
    assert len(provider.asked) == count + 1


def test_prices_with_tax(world: World, provider: Provider) -> None:
    world.set_profile(is_tax_inclusive_pricing=True, tax_provider_id="acme")

    def inside(path: str, body: Any) -> tuple[int, Any]:
        """Twenty cents in every price that is not nothing."""
        _, answer = seven_percent(path, body)
        for one in answer["documents"]:
            for entry in (*one["items"], one["shipping"], one["handling"]):
                tax = 0.2 if entry["price"]["amount_exclusive"] else 0
                entry["price"] |= {"total_tax": tax, "tax_rate": 0.01, "sales_tax_summary": []}
        return 200, answer

    provider.say = inside
    checkout = checkout_of_25(world)
    assert (checkout["grand_total"], checkout["tax_total"]) == (25, 0.4)
    order = world.get(f"/v2/orders/{add_order(world, checkout['id'])}").json()
    assert (order["total_inc_tax"], order["total_ex_tax"]) == ("25.0000", "24.6000")


WRONG: list[tuple[int, Any]] = [
    (500, {}),
    (401, {}),
    (302, {}),
    (200, b"nonsense"),
    (200, []),
    (200, {"documents": []}),
    (200, {"documents": [{"items": [{"id": "line:0", "price": {"total_tax": -5}}]}]}),
    (200, b"[" * 100_000),
    (200, b" " * (1024 * 1024 + 1)),
]


@pytest.mark.parametrize("answer", WRONG, ids=[str(n) for n in range(len(WRONG))])
def test_without_a_usable_answer_the_store_falls_back(
    world: World, provider: Provider, answer: tuple[int, Any]
) -> None:
    provider.say = lambda _path, _body: answer
    checkout = checkout_of_25(world)
    assert (checkout["tax_total"], checkout["grand_total"]) == (2.5, 27.5)
    order = world.get(f"/v2/orders/{add_order(world, checkout['id'])}").json()
    assert (order["tax_provider_id"], order["total_tax"]) == ("BasicTaxProvider", "2.5000")


def test_the_store_may_fall_back_to_its_own_zones(world: World, provider: Provider) -> None:
    tax_everyone(world, "20")
    data(world.put("/v3/tax/settings", {"fallback_strategy": "BASIC"}))
    provider.say = lambda _path, _body: (500, {})
    assert checkout_of_25(world)["tax_total"] == 5


def test_or_make_no_order_at_all(world: World, provider: Provider) -> None:
    data(world.put("/v3/tax/settings", {"fallback_strategy": "DISABLE"}))
    provider.say = lambda _path, _body: (503, {})
    checkout = checkout_of_25(world)
    path = f"{CHECKOUTS}/{checkout['id']}/orders"
    refused = world.post(path)
    assert (refused.status, refused.json()["title"], refused.json()["errors"]) == (
        500,
        "The tax provider is unavailable.",
        {"tax_provider_unavailable": "The tax provider is unavailable."},
    )
    assert world.get("/v2/orders").status == 204
    provider.say = seven_percent
    data(world.post(f"{CHECKOUTS}/{checkout['id']}/billing-address", JANE))
    assert world.get(f"/v2/orders/{add_order(world, checkout['id'])}").json()["total_tax"] == (
        "1.7500"
    )


def test_a_slow_provider_is_not_waited_for(
    world: World, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "TIMEOUT_SECONDS", 0.0)
    assert checkout_of_25(world)["tax_total"] == 2.5


def test_a_private_address_is_not_called_unless_allowed(world: World) -> None:
    with running(seven_percent) as made:
        connect(world, "tax", made, allow_private=False)
        data(world.put(CONNECTION, LOGIN))
        assert checkout_of_25(world)["tax_total"] == 2.5
        assert made.asked == []


def submit(world: World, provider: Provider) -> list[tuple[str, str]]:
    """Run the job; path and document of what the provider was told."""
    asking = world.services.asking
    assert asking is not None
    told = len(provider.asked)
    world.client.run(tax_documents.send_due(asking, world.clock.now()))
    return [(path, body.get("id", "")) for path, _, body in provider.asked[told:]]


def set_status(world: World, number: int, status_id: int) -> None:
    assert world.put(f"/v2/orders/{number}", {"status_id": status_id}).status == 200


def test_a_document_is_committed_when_paid_and_voided_when_taken_back(
    world: World, provider: Provider
) -> None:
    provider.say = commits
    number = add_order(world, checkout_of_25(world)["id"])
    assert submit(world, provider) == []
    set_status(world, number, 7)
    assert submit(world, provider) == []
    set_status(world, number, 11)
    assert submit(world, provider) == [("/commit", str(number))]
    body = provider.asked[-1][2]
    assert body["documents"][0]["items"][0]["price"]["amount"] == 20
    for status_id in (2, 14, 10):
        set_status(world, number, status_id)
    assert submit(world, provider) == []
    set_status(world, number, 5)
    assert submit(world, provider) == [(f"/void?id=T/{number}", "")]
    set_status(world, number, 11)
    assert submit(world, provider) == [("/commit", str(number))]


def test_a_document_is_sent_until_it_is_taken(world: World, provider: Provider) -> None:
    data(world.put("/v3/tax/settings", {"document_submission_strategy": "ON_ORDER_CREATION"}))
    number = add_order(world, checkout_of_25(world)["id"])
    set_status(world, number, 7)
    provider.say = lambda _path, _body: (503, {})
    assert submit(world, provider) == [("/commit", str(number))]
    assert submit(world, provider) == []
    world.clock.advance(59_000)
    assert submit(world, provider) == []
    world.clock.advance(1_000)
    provider.say = commits
    assert submit(world, provider) == [("/commit", str(number))]
    world.clock.advance(MONTH_MS)
    assert submit(world, provider) == []


def test_a_document_is_given_up_at_last(world: World, provider: Provider) -> None:
    number = add_order(world, checkout_of_25(world)["id"])
    set_status(world, number, 11)
    provider.say = lambda _path, _body: (503, {})
    tries = 0
    while submit(world, provider):
        tries += 1
        world.clock.advance(24 * 60 * 60 * 1000)
    assert tries == ATTEMPTS_MAX


def test_what_was_never_committed_is_not_voided(world: World, provider: Provider) -> None:
    number = add_order(world, checkout_of_25(world)["id"])
    for status_id in (11, 5):
        set_status(world, number, status_id)
    assert submit(world, provider) == []


def test_the_same_key_is_answered_with_the_same_taxes(world: World, provider: Provider) -> None:
    add_flat_rate(world)
    cart = add_cart(world, (add_product(world), 2))
    items = [{"item_id": physical(cart)["id"], "quantity": 2}]
    path = f"{CHECKOUTS}/{cart['id']}/consignments"
    replies = [
        world.post(
            path, [{"address": JANE, "line_items": items}], headers={"idempotency-key": "once"}
        )
        for _ in range(2)
    ]
    assert data(replies[0])["tax_total"] == 1.4
    assert replies[1].body == replies[0].body
    assert len(provider.asked) == 1
