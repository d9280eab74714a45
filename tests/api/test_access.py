"""Who may call what: every route with every single scope, and with another store's token."""

import re

from orderwright.api.routes import ROUTES
from orderwright.api.routing import READ_ONLY, Route
from orderwright.api.scopes import EVERY_SCOPE, MODIFY_SCOPES
from orderwright.db import access
from orderwright.db.unit import Unit
from tests.support.client import Reply
from tests.support.world import ALL_SCOPES, World

SCOPES = (*EVERY_SCOPE, *(name + READ_ONLY for name in MODIFY_SCOPES))
GUARDED = [route for route in ROUTES if route.scopes is not None]


def call(world: World, route: Route, token: str) -> Reply:
    """The route with ids that exist nowhere and an empty body: only access is asked for."""
    path = route.path.replace("{store_hash}", world.store.hash)
    path = re.sub(r"\{[^}]*\}", "999999999", path)
    return world.client.request(route.method, path, headers={"x-auth-token": token})


def test_every_route_takes_each_of_its_scopes_and_no_other(world: World) -> None:
    single = {scope: world.add_token(world.store, scope) for scope in SCOPES}
    others = {
        scopes: world.add_token(world.store, *(s for s in SCOPES if s not in scopes))
        for scopes in {route.scopes or frozenset() for route in GUARDED}
    }
    wrong = []
    for route in GUARDED:
        scopes = route.scopes or frozenset()
        if call(world, route, others[scopes]).status != 403:
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
