"""Every published operation with generated input: no 5xx, and every answer in its dialect."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.core import NOT_SET
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from orderwright.api.auth import hash_token
from orderwright.api.call import JSON_DEPTH_MAX
from orderwright.db import b2b_tokens
from orderwright.db.b2b_tokens import NewToken
from orderwright.db.unit import Unit
from tests.support.client import Reply
from tests.support.world import World

GROUPS = 8
EXAMPLES = 5
SEED = 20_261_122
HEADERS = {"content-type": "application/json", "x-store-hash": "demo", "authtoken": "buyer"}
EXISTING = ("1", "100", "2", "0", "999999999")
HOSTILE: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b'"x"',
    b"{",
    b"\xff\xfe",
    b'{"a": 1e400}',
    b'{"a": NaN}',
    b'{"id": 9223372036854775808}',
    b'{"products": [{"product_id": 1, "quantity": 99999999999999999999}]}',
    b"[" * (JSON_DEPTH_MAX + 1) + b"]" * (JSON_DEPTH_MAX + 1),
    b'{"name": "\\u0000"}',
    b'{"name": "\\ud800"}',
)


def operations(world: World) -> Iterator[Any]:
    published = world.client.get("/openapi.json").json()
    for found in schemathesis.openapi.from_dict(published).get_all_operations():
        operation = found.ok() if isinstance(found, Ok) else None
        assert operation is not None, found
        yield operation


def fill(world: World) -> None:
    """A product, an order and a customer, so that some ids exist."""
    product = {"name": "Mug", "type": "physical", "weight": 1, "price": 10}
    assert world.post("/v3/catalog/products", product).status == 200
    customer = {"email": "a@example.com", "first_name": "A", "last_name": "B"}
    assert world.post("/v3/customers", [customer]).status == 200
    billing = {
        "first_name": "A", "last_name": "B", "street_1": "1 Way", "city": "Austin", "state": "TX",
        "zip": "78701", "country": "United States", "email": "a@example.com",
    }  # fmt: skip
    order = {"billing_address": billing, "products": [{"product_id": 1, "quantity": 1}]}
    assert world.post("/v2/orders", order).status == 201
    company = {
        "companyName": "C", "companyPhone": "1", "companyEmail": "c@example.com",
        "country": "US", "adminFirstName": "A", "adminLastName": "B",
        "adminEmail": "a@example.com",
    }  # fmt: skip
    assert world.client.post("/api/v3/io/companies", company, headers=HEADERS).status == 200
    token = NewToken("storefront", hash_token("buyer"), "uyer", 0, 2**50, customer_id=1)

    async def give(unit: Unit) -> None:
        b2b_tokens.add_token(unit, world.store.id, token, 0)
        await unit.flush()

    world.write(give)
    assert world.client.get("/api/v2/orders", headers=HEADERS).status == 200


def path_of(operation: Any, world: World, ids: list[str]) -> str:
    path: str = operation.path.replace("{store_hash}", world.store.hash)
    for value in ids:
        before, brace, rest = path.partition("{")
        if not brace:
            break
        path = before + value + rest.partition("}")[2]
    return path


def check(reply: Reply, asked: object) -> None:
    assert reply.status < 500, (asked, reply.status, reply.text[:300])
    if reply.status == 204 or not reply.body:
        return
    if reply.headers.get("content-type", "").startswith("application/json"):
        body = json.loads(reply.body)
        if reply.status >= 400 and "/v2/" in str(asked) and "/api/v2/" not in str(asked):
            assert isinstance(body, list), (asked, body)


@pytest.mark.parametrize("group", range(GROUPS))
def test_generated_input_never_breaks_the_server(world: World, group: int) -> None:
    fill(world)
    chosen = [one for n, one in enumerate(operations(world)) if n % GROUPS == group]
    for operation in chosen:
        if "/x/control" in operation.path:
            continue
        _fuzz(world, operation)


def _fuzz(world: World, operation: Any) -> None:
    ids = st.lists(st.sampled_from(EXISTING), min_size=4, max_size=4)
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=st.one_of(cases, wrong), ids=ids)
    def run(case: Any, ids: list[str]) -> None:
        method, path = operation.method.upper(), path_of(operation, world, ids)
        given_query = case.query if isinstance(case.query, dict) else {}
        query = urlencode({k: str(v) for k, v in given_query.items()}, errors="replace")
        body = b"" if case.body is NOT_SET else json.dumps(case.body, default=str).encode()
        where = f"{path}?{query}" if query else path
        reply = world.client.request(method, where, body=body, headers=HEADERS)
        check(reply, (method, where, body[:500]))

    run()


def test_hostile_bodies_get_a_clear_refusal_everywhere(world: World) -> None:
    fill(world)
    for operation in operations(world):
        if operation.method.upper() not in ("POST", "PUT") or "/x/control" in operation.path:
            continue
        for body in HOSTILE:
            path = path_of(operation, world, ["1"] * 4)
            reply = world.client.request(
                operation.method.upper(), path, body=body, headers=HEADERS
            )  # fmt: skip
            check(reply, (operation.method, path, body[:80]))


@pytest.mark.parametrize(
    "document", [b"", b"<", b"<a>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_hostile_xml_gets_a_clear_refusal(world: World, document: bytes) -> None:
    reply = world.post("/v2/orders", body=document, headers={"content-type": "application/xml"})
    assert (reply.status, reply.json()[0]["status"]) == (400, 400)
