"""Who may call what: every route with every single scope, and with another store's token."""

import re

from orderwright.api.routes import ROUTES
from orderwright.api.routing import READ_ONLY, Route
from orderwright.api.scopes import EVERY_SCOPE, MODIFY_SCOPES
from orderwright.db import access
from orderwright.db.unit import Unit
from tests.support.client import Reply, Request
from tests.support.world import ALL_SCOPES, World

SCOPES = (*EVERY_SCOPE, *(name + READ_ONLY for name in MODIFY_SCOPES))
BILLING = {
    "first_name": "Ada", "last_name": "L", "street_1": "1 Way", "city": "Austin", "state": "TX",
    "zip": "78701", "country": "United States", "email": "ada@example.com",
}  # fmt: skip
CUSTOM_LINE = {"name": "Mug", "quantity": 1, "price_ex_tax": 10, "price_inc_tax": 11}
GUARDED = [route for route in ROUTES if route.scopes is not None]


def call(world: World, route: Route, token: str) -> Reply:
    """The route with ids that exist nowhere and an empty body: only access is asked for."""
    path = route.path.replace("{store_hash}", world.store.hash)
    path = re.sub(r"\{[^}]*\}", "999999999", path)
    headers = {"x-auth-token": token, "x-store-hash": world.store.hash}
    return world.client.request(route.method, path, headers=headers)


def test_every_route_takes_each_of_its_scopes_and_no_other(world: World) -> None:
    single = {scope: world.add_token(world.store, scope) for scope in SCOPES}
    others = {
        scopes: world.add_token(world.store, *(s for s in SCOPES if s not in scopes))
        for scopes in {route.scopes or frozenset() for route in GUARDED}
    }
    wrong = []
    for route in GUARDED:
        scopes = route.scopes or frozenset()
        if not scopes and call(world, route, others[scopes]).status in (401, 403):
            wrong.append(("any", route.method, route.path))
        if scopes and call(world, route, others[scopes]).status != 403:
            wrong.append(("all others", route.method, route.path))
        wrong += [
            (scope, route.method, route.path)
            for scope in scopes
            if call(world, route, single[scope]).status in (401, 403)
        ]
    assert wrong == []


def test_every_guarded_route_names_known_scopes_only() -> None:
    unknown = {scope for route in GUARDED for scope in route.scopes or ()} - set(SCOPES)
    assert unknown == set()


def test_token_of_another_store_opens_no_route(world: World) -> None:
    foreign = world.add_token(world.add_store("other"), *ALL_SCOPES)
    answers = {call(world, route, foreign).status for route in GUARDED}
    assert answers == {403}


def test_revoked_token_opens_nothing(world: World) -> None:
    async def revoke(unit: Unit) -> bool:
        return await access.revoke_token(unit, world.store.id, 1, world.clock.now())

    assert world.get("/v2/time").status == 200
    assert world.write(revoke) is True
    assert world.get("/v2/time").status == 401


def test_token_is_refused_from_its_revocation_on_whatever_it_did_before(world: World) -> None:
    """A token that was used before may be remembered, but is never trusted without a check."""

    def revoke(token_id: int) -> None:
        async def work(unit: Unit) -> bool:
            return await access.revoke_token(unit, world.store.id, token_id, world.clock.now())

        assert world.write(work)

    order = {"billing_address": BILLING, "products": [CUSTOM_LINE]}
    asks = [
        Request("GET", "/v2/time"),
        Request("GET", "/v2/orders"),
        Request("GET", "/v2/orders/100"),
        Request("GET", "/v2/orders?min_id=999"),
        Request("POST", "/v2/orders", order),
        Request("POST", "/v2/orders", order, headers={"idempotency-key": "k"}),
        Request("POST", "/v2/orders", {"products": []}),
    ]
    for number, ask in enumerate(asks, start=2):
        token = world.add_token(world.store, *ALL_SCOPES)
        mine = {**ask.headers, "x-auth-token": token}
        before = world.request(ask.method, ask.path, ask.json, headers=mine)
        assert before.status not in (401, 403)
        world.request(ask.method, ask.path, ask.json, headers=mine)
        count = world.get("/v2/orders/count").json()["count"]
        revoke(number)
        refused = world.request(ask.method, ask.path, ask.json, headers=mine)
        assert (ask, refused.status) == (ask, 401)
        assert world.get("/v2/orders/count").json()["count"] == count


def test_changed_settings_hold_from_the_next_request_on(world: World) -> None:
    order = {"billing_address": BILLING, "products": [CUSTOM_LINE]}
    assert world.post("/v2/orders", order).json()["is_tax_inclusive_pricing"] is False
    world.set_profile(is_tax_inclusive_pricing=True)
    assert world.post("/v2/orders", order).json()["is_tax_inclusive_pricing"] is True
