"""Hooks themselves: what one may be, who sees it, and how many there may be."""

from typing import Any

import pytest

from tests.support.client import Request
from tests.support.world import START, World

HOOK = {"scope": "store/order/created", "destination": "https://hooks.example.com/orders"}
NO_COMBINATION = (
    "Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for"
    " this store."
)
TYPE = "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes"


def make(world: World, **fields: Any) -> dict[str, Any]:
    reply = world.post("/v3/hooks", {**HOOK, **fields})
    assert reply.status == 200, reply
    made: dict[str, Any] = reply.json()["data"]
    return made


def hooks(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.get("/v3/hooks?limit=250").json()["data"]
    return found


def test_a_hook_is_made_changed_and_deleted(world: World) -> None:
    made = make(world, headers={"x-mine": "a"})
    assert made == {
        "id": 1,
        "client_id": "client-demo-1",
        "store_hash": "demo",
        **HOOK,
        "headers": {"x-mine": "a"},
        "is_active": True,
        "created_at": START // 1_000,
        "updated_at": START // 1_000,
    }
    one = f"/v3/hooks/{made['id']}"
    world.clock.advance(5_000)
    same = world.put(one, {"is_active": True})
    assert same.json()["data"] == made
    changed = world.put(one, {"is_active": False, "headers": None}).json()["data"]
    later = {"is_active": False, "headers": None, "updated_at": made["updated_at"] + 5}
    assert changed == made | later
    assert world.get(one).json() == {"data": changed, "meta": {}}
    deleted = world.delete(one)
    assert (deleted.status, deleted.json()["data"]) == (200, changed)
    missing = world.get(one)
    assert missing.status == 404
    assert missing.json() == {"status": 404, "title": "Webhook with id [1] not found", "type": TYPE}


@pytest.mark.parametrize(
    "body, errors",
    [
        ({"scope": "store/order/created"}, {"destination": "error.path.missing."}),
        ({}, {"scope": "error.path.missing.", "destination": "error.path.missing."}),
        ({**HOOK, "scope": 5}, {"scope": "error.expected.valid"}),
        ({**HOOK, "scope": "store/nothing"}, {"scope": "is no scope that a webhook can have"}),
        ({**HOOK, "destination": "ftp://x/"}, {"destination": None}),
        ({**HOOK, "destination": "https://10.0.0.1/"}, {"destination": None}),
        ({**HOOK, "destination": "https://169.254.169.254/"}, {"destination": None}),
        ({**HOOK, "destination": "https://2130706433/"}, {"destination": None}),
        ({**HOOK, "destination": "https://user:pw@example.com/"}, {"destination": None}),
        ({**HOOK, "headers": {"host": "a"}}, {"headers": None}),
        ({**HOOK, "headers": {"webhook-signature": "a"}}, {"headers": None}),
        ({**HOOK, "headers": {"x": "a\r\nb: c"}}, {"headers": None}),
        ({**HOOK, "headers": {"x y": "a"}}, {"headers": None}),
        ({**HOOK, "headers": {"x": 5}}, {"headers.x": "error.expected.valid"}),
        ({**HOOK, "is_active": "yes"}, {"is_active": "error.expected.valid"}),
    ],
)
def test_wrong_hooks_are_refused(
    world: World, body: dict[str, Any], errors: dict[str, str | None]
) -> None:
    reply = world.post("/v3/hooks", body)
    found = reply.json()
    assert (reply.status, found["title"]) == (422, "JSON data is missing or invalid")
    assert found["errors"].keys() == errors.keys()
    assert all(text is None or found["errors"][name] == text for name, text in errors.items())
    assert hooks(world) == []


def test_production_takes_https_on_port_443_alone(world: World) -> None:
    world.services.allow_loopback = False
    for url in ("http://hooks.example.com/", "https://localhost:8443/", "https://127.0.0.1/"):
        assert world.post("/v3/hooks", {**HOOK, "destination": url}).status == 422
    made = make(world)
    reply = world.put(f"/v3/hooks/{made['id']}", {"destination": "http://hooks.example.com/"})
    assert reply.status == 422
    assert hooks(world) == [made]


def test_an_update_needs_a_field(world: World) -> None:
    made = make(world)
    assert world.put(f"/v3/hooks/{made['id']}", {}).status == 422
    assert world.put("/v3/hooks/99", {"is_active": False}).status == 404


def test_at_most_ten_hooks_a_scope_each_to_its_own_destination(world: World) -> None:
    made = [make(world, destination=f"https://hooks.example.com/{n}") for n in range(10)]
    more = {**HOOK, "destination": "https://hooks.example.com/more"}
    assert world.post("/v3/hooks", more).status == 422
    assert world.post("/v3/hooks", {**more, "scope": "store/order/updated"}).status == 200
    world.delete(f"/v3/hooks/{made[0]['id']}")
    assert world.post("/v3/hooks", {**HOOK, "destination": made[1]["destination"]}).status == 422
    path = f"/v3/hooks/{made[2]['id']}"
    assert world.put(path, {"destination": made[1]["destination"]}).status == 422
    assert world.post("/v3/hooks", more).status == 200
    assert len(hooks(world)) == 11


def test_parallel_requests_do_not_pass_the_limit(world: World) -> None:
    replies = world.together(
        [
            Request("POST", "/v3/hooks", {**HOOK, "destination": f"https://example.com/{n}"})
            for n in range(14)
        ]
    )
    assert sorted(reply.status for reply in replies) == [200] * 10 + [422] * 4
    same = {**HOOK, "scope": "store/order/updated"}
    replies = world.together([Request("POST", "/v3/hooks", same) for _ in range(4)])
    assert sorted(reply.status for reply in replies) == [200, 422, 422, 422]


def test_one_hook_on_delivery_exceptions_apart_from_all_others(world: World) -> None:
    make(world)
    exceptions = {"scope": "store/hook/deliveryException"}
    assert world.post("/v3/hooks", {**HOOK, **exceptions}).status == 422
    apart = make(world, **exceptions, destination="https://alarm.example.com/")
    assert apart["scope"] == exceptions["scope"]
    second = {**exceptions, "destination": "https://alarm.example.com/2"}
    assert world.post("/v3/hooks", second).status == 422
    shared = {"scope": "store/order/updated", "destination": "https://alarm.example.com/"}
    assert world.post("/v3/hooks", shared).status == 422


def test_hooks_are_seen_by_their_own_account_alone(world: World) -> None:
    made = make(world)
    other = {"x-auth-token": world.add_token(world.store)}
    assert world.get("/v3/hooks", headers=other).json()["data"] == []
    path = f"/v3/hooks/{made['id']}"
    assert world.get(path, headers=other).status == 404
    assert world.put(path, {"is_active": False}, headers=other).status == 404
    assert world.delete(path, headers=other).status == 404
    assert world.get(f"/x/hooks/{made['id']}/deliveries", headers=other).status == 404
    assert (
        world.post(f"/x/hooks/{made['id']}/replay", {"after_position": 0}, headers=other).status
        == 404
    )
    assert world.get("/v3/hooks/admin", headers=other).json()["data"]["hooks_list"] == []
    assert world.post("/v3/hooks", HOOK, headers=other).status == 200
    assert hooks(world) == [made]


def test_no_scope_is_needed_but_a_token_is(world: World) -> None:
    bare = {"x-auth-token": world.add_token(world.store)}
    assert world.post("/v3/hooks", HOOK, headers=bare).status == 200
    for token in ("", "nonsense"):
        reply = world.get("/v3/hooks", headers={"x-auth-token": token})
        assert reply.status == 401
        assert reply.json() == {"status": 401, "title": NO_COMBINATION, "type": TYPE}


def test_lists_are_filtered_and_paged(world: World) -> None:
    first = make(world)
    second = make(world, scope="store/cart/*", is_active=False)

    def found(query: str) -> Any:
        return world.get(f"/v3/hooks?{query}").json()["data"]

    assert found("") == [first, second]
    assert found("is_active=false") == [second]
    assert found("is_active=true") == [first]
    assert found("scope=store/cart/*") == [second]
    assert found(f"destination={HOOK['destination']}&scope=store/order/created") == [first]
    page = world.get("/v3/hooks?page=2&limit=1").json()
    assert page["data"] == [second]
    assert page["meta"]["pagination"]["total"] == 2


def test_admin_keeps_emails(world: World) -> None:
    made = make(world, is_active=False)
    assert world.get("/v3/hooks/admin").json()["data"] == {
        "emails": [],
        "hooks_list": [{**made, "status": "inactive"}],
        "blocked_domains": [],
    }
    emails = ["a@example.com", "b@example.com"]
    assert world.put("/v3/hooks/admin", {"emails": [*emails, emails[0]]}).status == 204
    assert world.get("/v3/hooks/admin").json()["data"]["emails"] == emails
    assert world.put("/v3/hooks/admin", {"emails": ["nobody"]}).status == 422
    assert world.put("/v3/hooks/admin", {"emails": []}).status == 204
    assert world.get("/v3/hooks/admin?is_active=true").json()["data"]["hooks_list"] == []


def test_the_older_form_is_bare(world: World) -> None:
    assert world.get("/v2/hooks").status == 204
    reply = world.post("/v2/hooks", HOOK)
    assert (reply.status, reply.json()["scope"]) == (201, HOOK["scope"])
    made = reply.json()
    assert world.get("/v2/hooks").json() == [made]
    assert world.get("/v3/hooks").json()["data"] == [made]
    one = f"/v2/hooks/{made['id']}"
    assert world.put(one, {"is_active": False}).json() == {**made, "is_active": False}
    refused = world.post("/v2/hooks", {"scope": HOOK["scope"]})
    assert refused.status == 400
    assert refused.json()[0]["message"] == "The required field 'destination' was not supplied."
    assert world.delete(one).status == 200
    assert world.get(one).json() == [
        {"status": 404, "message": "The requested resource was not found."}
    ]


def test_a_secret_is_shown_once_and_never_kept_for_a_replay(world: World) -> None:
    key = {"idempotency-key": "again"}
    first = world.post("/x/hooks/secret/rotate", {}, headers=key)
    assert first.status == 200
    assert len(first.json()["data"]["client_secret"]) == 64
    assert world.post("/x/hooks/secret/rotate", {}, headers=key).body == first.body
    other = world.post("/x/hooks/secret/rotate", {})
    assert other.json()["data"]["client_secret"] != first.json()["data"]["client_secret"]
    assert world.post("/x/hooks/secret/rotate", {"overlap_seconds": -1}).status == 422
    hook = make(world)
    assert world.post(f"/x/hooks/{hook['id']}/replay", {}).status == 422
    both = {"after_position": 1, "since": "2026-01-01T00:00:00Z"}
    assert world.post(f"/x/hooks/{hook['id']}/replay", both).status == 422
    world.put(f"/v3/hooks/{hook['id']}", {"is_active": False})
    assert world.post(f"/x/hooks/{hook['id']}/replay", {"after_position": 0}).status == 422
