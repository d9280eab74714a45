"""Logins of the B2B Edition, the tokens that they give, and what those open."""

from typing import Any

import pytest

from orderwright.actions import backend_users
from orderwright.api.routes import ROUTES
from orderwright.db.statement import statement
from orderwright.db.unit import Row, Unit
from orderwright.db.wiping import wipe
from orderwright.domain.password import hash_password
from orderwright.jobs import expire_b2b_tokens
from tests.api.trading import CLIENT_ID, IO, ORDERS, Trade
from tests.support.world import World

DAY_MS = 24 * 60 * 60 * 1000
NO_CREDENTIALS = "Invalid token header. No credentials provided."
PASSWORD = "correct horse battery"
_TOKENS = statement("SELECT * FROM b2b_tokens")


@pytest.fixture
def trade(world: World) -> Trade:
    return Trade.open(world)


def lists_orders(trade: Trade, **headers: str) -> int:
    return trade.world.client.get(ORDERS, headers={"x-auth-token": "", **headers}).status


def tokens_of(trade: Trade) -> list[Row]:
    async def work(unit: Unit) -> list[Row]:
        return await unit.rows(_TOKENS)

    found: list[Row] = trade.world.read(work)
    return found


def test_a_token_comes_in_either_header_with_stray_spaces(trade: Trade) -> None:
    token = trade.log_in(trade.company()["customerId"])
    for headers in (
        {"authtoken": token},
        {"authtoken": f"  {token} "},
        {"authorization": f"Bearer {token}"},
        {"authorization": f"Bearer  {token}"},
        {"authorization": f"  bearer {token}  "},
        {"authtoken": token, "authorization": f"Bearer {token}"},
        {"authtoken": "old", "authorization": f"Bearer {token}"},
    ):
        assert (headers, lists_orders(trade, **headers)) == (headers, 200)
    for headers in ({}, {"authtoken": "x"}, {"authorization": "Bearer "}, {"authtoken": "y" * 999}):
        assert (headers, lists_orders(trade, **headers)) == (headers, 401)


def test_without_a_token_the_answer_says_so(trade: Trade) -> None:
    reply = trade.world.client.get(ORDERS)
    assert (reply.status, reply.json()) == (
        401,
        {"code": 401, "message": NO_CREDENTIALS, "data": {"errMsg": NO_CREDENTIALS}},
    )


def test_every_route_of_buyers_asks_for_a_token(trade: Trade) -> None:
    routes = [route for route in ROUTES if route.for_buyers]
    assert len(routes) == 6
    for route in routes:
        path = route.path.replace("{orderId}", "1")
        reply = trade.world.client.request(route.method, path)
        assert (path, reply.status, reply.json()["code"]) == (path, 401, 401)


def test_tokens_outlive_the_stores_being_seeded_anew(trade: Trade) -> None:
    trade.log_in(trade.company()["customerId"])
    trade.world.write(lambda unit: wipe(unit, trade.world.store.id))
    assert [row["id"] for row in tokens_of(trade)] == [1]


def test_a_token_opens_the_store_that_gave_it_alone(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    order_id = trade.order(marie)
    other = trade.world.add_store("other")
    key = trade.world.add_token(other, "store_v2_customers", "store_v2_orders")
    body = {"email": "a@example.com", "first_name": "A", "last_name": "B"}
    theirs = {"x-auth-token": key, "x-store-hash": "other"}
    made = trade.world.client.post("/stores/other/v3/customers", [body], headers=theirs).json()
    customer = {"customerId": made["data"][0]["id"]}
    path = "/api/io/auth/customers/storefront"
    reply = trade.world.client.post(path, customer, headers=theirs)
    headers = {"authtoken": reply.json()["data"]["token"][0]}
    seen = trade.world.client.get(ORDERS, headers=headers).json()["data"]["list"]
    posted = trade.world.client.post(ORDERS, {"orderId": order_id}, headers=headers)
    assert (seen, posted.status) == ([], 400)
    managed = trade.world.client.get(f"{IO}/orders/{order_id}", headers=theirs)
    assert managed.status == 404


def test_a_token_holds_for_a_day_and_is_kept_as_a_hash(trade: Trade) -> None:
    token = trade.log_in(trade.company()["customerId"])
    assert token not in str([dict(row) for row in tokens_of(trade)])
    trade.world.clock.advance(DAY_MS - 1)
    assert lists_orders(trade, authtoken=token) == 200
    trade.world.clock.advance(1)
    assert lists_orders(trade, authtoken=token) == 401
    forgotten = expire_b2b_tokens.expire(trade.world.services.database, trade.world.clock.now())
    assert trade.world.client.run(forgotten) == 1
    assert tokens_of(trade) == []


def test_a_signed_token_may_name_its_customer_and_client_in_several_ways(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    email = "marie@greatbuys.example"
    second = trade.world.clock.now() // 1000
    for claims in (
        trade.claims(marie),
        trade.claims(marie, customer={"id": marie, "email": email.upper(), "group_id": "6"}),
        trade.claims(marie, customer={"email": email}),
        trade.claims(marie, aud=None, application_id=CLIENT_ID),
        trade.claims(marie, aud=None),
        trade.claims(marie, sub=None, store_hash="demo"),
        trade.claims(marie, exp=float(second + 60)),
        {"customer_id": marie, "operation": "customer_login", "iss": CLIENT_ID, "iat": second},
        {"email": email, "store_hash": "demo", "exp": second + 60},
    ):
        body = {"bcToken": trade.sign({k: v for k, v in claims.items() if v is not None})}
        reply = trade.world.client.post("/api/v2/login", body)
        assert (claims, reply.status) == (claims, 200)
        assert set(reply.json()) == {"code", "message", "data"}
    signed = trade.sign(trade.claims(marie), how="HS512")
    assert trade.world.client.post("/api/v2/login", {"bcToken": signed}).status == 200


def test_wrong_signed_tokens_open_nothing(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    trade.world.add_store("other")
    second = trade.world.clock.now() // 1000
    other = "another secret, of 64 characters and a few more than are needed."
    sign, claims = trade.sign, trade.claims
    bodies: list[dict[str, Any]] = [
        {"bcToken": ""},
        {"bcToken": "a.b.c"},
        {"bcToken": "x" * 9_000},
        {"bcToken": sign(claims(marie), secret=other)},
        {"bcToken": sign(claims(marie), how="none", secret="")},
        {"bcToken": sign(claims(marie, exp=second))},
        {"bcToken": sign(claims(marie, iat=second + 120))},
        {"bcToken": sign(claims(marie, nbf=second + 120))},
        {"bcToken": sign(claims(marie, aud="another app"))},
        {"bcToken": sign(claims(999_999))},
        {"bcToken": sign(claims(marie, customer={"id": marie, "email": "x@example.com"}))},
        {"bcToken": sign(claims(marie, customer={}))},
        {"bcToken": sign(claims(marie, customer={"id": "many"}))},
        {"bcToken": sign(claims(marie, sub="nowhere"))},
        {"bcToken": sign(claims(marie, sub="other"))},
        {"bcToken": sign(claims(marie)), "storeHash": "other"},
        {"bcToken": sign(claims(marie)), "customerId": marie + 1},
        {"bcToken": sign({"customer_id": marie, "sub": "demo", "iat": second - 900})},
        {},
    ]
    for body in bodies:
        reply = trade.world.client.post("/api/v2/login", body)
        assert (body, reply.status) in ((body, 401), (body, 400))
    assert tokens_of(trade) == []


def test_the_store_is_found_by_its_host(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    trade.world.add_store("other")
    signed = trade.sign(trade.claims(marie, sub=None, jti="1"))
    body = {"bcToken": signed.replace("\n", "")}
    claims = {name: value for name, value in trade.claims(marie).items() if name != "sub"}
    body = {"bcToken": trade.sign(claims)}
    assert trade.world.client.post("/api/v2/login", body).status == 401
    for headers in ({"x-store-hash": "demo"}, {"host": "shop.example.com:8000"}):
        if "host" in headers:
            trade.world.write(_set_domain)
        reply = trade.world.client.post("/api/v2/login", body, headers=headers)
        assert (headers, reply.status) == (headers, 200)


async def _set_domain(unit: Unit) -> int:
    return await unit.execute(
        statement("UPDATE stores SET domain = 'shop.example.com' WHERE hash = 'demo'")
    )


def test_an_existing_token_by_a_signed_one(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    query = {"jwtToken": trade.sign(trade.claims(marie))}
    reply = trade.world.client.get(
        "/api/io/auth/storefront", query=query, headers={"x-store-hash": "demo"}
    )
    assert (reply.status, reply.json()["meta"]) == (200, {"message": "SUCCESS"})
    assert lists_orders(trade, authtoken=reply.json()["data"]["token"]) == 200
    wrong = trade.world.client.get("/api/io/auth/storefront", query={"jwtToken": "x"})
    assert (wrong.status, wrong.json()) == (
        401,
        {
            "code": 401,
            "data": {"errMsg": NO_CREDENTIALS},
            "meta": {"message": NO_CREDENTIALS},
        },
    )


def test_credentials_give_a_token_for_a_chosen_time(trade: Trade) -> None:
    company_id = trade.company()["companyId"]
    pierre = trade.user(company_id, "pierre@greatbuys.example")
    password = {"id": pierre, "authentication": {"new_password": PASSWORD}}
    assert trade.world.put("/v3/customers", [password]).status == 200
    second = trade.world.clock.now() // 1000
    body = {
        "storeHash": "demo",
        "email": "Pierre@greatbuys.example",
        "password": PASSWORD,
        "channelId": 1,
        "name": "portal",
    }
    url = "/api/io/auth/customers"
    reply = trade.world.client.post(url, body)
    assert (reply.status, reply.json()["data"]["name"]) == (200, "portal")
    assert lists_orders(trade, authtoken=reply.json()["data"]["token"]) == 200
    times: dict[str, Any] = {"beginAt": second + 60, "endAt": second + 120}
    later = trade.world.client.post(url, {**body, **times}).json()["data"]["token"]
    assert lists_orders(trade, authtoken=later) == 401
    trade.world.clock.advance(60_000)
    assert lists_orders(trade, authtoken=later) == 200
    trade.world.clock.advance(60_000)
    assert lists_orders(trade, authtoken=later) == 401
    failed = {
        "code": 400,
        "data": {"errMsg": "Customer auth failed"},
        "meta": {"message": "Calling BC API failed"},
    }
    changes: tuple[dict[str, Any], ...] = (
        {"password": "wrong"}, {"email": "nobody@example.com"}, {"storeHash": "nowhere"},
        {"channelId": 99},
    )  # fmt: skip
    for change in changes:
        wrong = trade.world.client.post(url, {**body, **change})
        assert (wrong.status, wrong.json()) == (400, failed)
    assert trade.world.client.post(url, {**body, "endAt": 1}).status == 422
    for name in body:
        without = {key: value for key, value in body.items() if key != name}
        assert trade.world.client.post(url, without).status == 422


def test_a_manager_gives_any_customer_a_token(trade: Trade) -> None:
    marie = trade.company()["customerId"]
    url = "/api/io/auth/customers/storefront"
    headers = {"x-store-hash": "demo"}
    reply = trade.world.client.post(url, {"customerId": marie}, headers=headers)
    [token] = reply.json()["data"]["token"]
    assert lists_orders(trade, authtoken=token) == 200
    assert trade.world.client.post(url, {"customerId": 999_999}, headers=headers).status == 404
    nobody = {"x-auth-token": "", **headers}
    assert trade.world.client.post(url, {"customerId": marie}, headers=nobody).status == 401


def test_backend_tokens_open_the_management_api_until_deleted(trade: Trade) -> None:
    world = trade.world

    async def work(unit: Unit) -> None:
        hashed = hash_password(PASSWORD, "00" * 16)
        await backend_users.set_user(
            unit, world.store.id, "Boss@example.com", hashed, "store owner", 0
        )

    world.write(work)
    body = {"storeHash": "demo", "email": "boss@example.com", "password": PASSWORD, "name": "erp"}
    [made] = world.client.post("/api/io/auth/backend", body).json()["data"]
    assert made["name"] == "erp"
    headers = {"x-auth-token": "", "authtoken": made["token"]}
    assert world.client.get(f"{IO}/orders", headers=headers).status == 200
    assert lists_orders(trade, authtoken=made["token"]) == 401
    [listed] = world.client.get("/api/io/backend/tokens", headers=headers).json()["data"]
    assert listed == {
        "id": 1,
        "name": "erp",
        "email": "Boss@example.com",
        "storeHash": "demo",
        "token": "••••••••" + made["token"][-4:],
        "eventChannel": "api",
    }
    gone = world.client.request("DELETE", "/api/io/auth/backend", {"id": 1}, headers=headers)
    assert gone.status == 200
    assert world.client.get(f"{IO}/orders", headers=headers).status == 401


def test_a_management_token_opens_its_own_store_with_or_without_the_hash(trade: Trade) -> None:
    world = trade.world
    other = world.add_token(world.add_store("other"), "store_v2_orders")
    trade.order(0)

    def count(**headers: str) -> tuple[int, int]:
        reply = world.client.get(f"{IO}/orders", headers=headers)
        page = reply.json()["meta"].get("pagination", {})
        return reply.status, page.get("totalCount", 0)

    assert count(**{"x-store-hash": "demo"}) == (200, 1)
    assert count() == (200, 1)
    assert count(**{"x-auth-token": other}) == (200, 0)
    assert count(**{"x-auth-token": other, "x-store-hash": "other"}) == (200, 0)
    assert count(**{"x-auth-token": other, "x-store-hash": "demo"}) == (403, 0)
    assert count(**{"x-auth-token": "nobody's"}) == (401, 0)


def test_graphql_is_a_clear_404(trade: Trade) -> None:
    sentence = "GraphQL is not supported. The same orders are served at /api/v2/orders."
    for method in ("GET", "POST"):
        reply = trade.world.client.request(method, "/graphql", {"query": "{ a }"})
        assert (reply.status, reply.json()) == (
            404,
            {"code": 404, "message": sentence, "data": {}},
        )
