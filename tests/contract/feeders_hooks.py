"""Feeders of hooks, and of what this server adds to them."""

from typing import Any

from tests.contract.arranging import add_order
from tests.contract.delivering import delivering
from tests.contract.feeding import feeds
from tests.contract.shop import Shop

HOOK = {
    "scope": "store/order/created",
    "destination": "https://hooks.example.com/orders",
    "headers": {"x-mine": "a word"},
}


def add_hook(shop: Shop, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = shop.call("POST", "/v3/hooks", {**HOOK, **fields})["data"]
    return made


@feeds(
    "GET /v3/hooks",
    "POST /v3/hooks",
    "GET /v3/hooks/{}",
    "PUT /v3/hooks/{}",
    "DELETE /v3/hooks/{}",
    "GET /v3/hooks/admin",
    "PUT /v3/hooks/admin",
)
def hooks(shop: Shop) -> None:
    shop.call("PUT", "/v3/hooks/admin", {"emails": ["webhooks@example.com"]}, expect=204)
    made = add_hook(shop)
    one = f"/v3/hooks/{made['id']}"
    other = add_hook(shop, scope="store/cart/*", headers=None)
    assert shop.call("GET", one)["data"] == made
    for query in ("", "?is_active=true", f"?scope={HOOK['scope']}", "?page=1&limit=1"):
        shop.call("GET", f"/v3/hooks{query}")
    shop.call("GET", "/v3/hooks?page=2&limit=1")
    changed = shop.call("PUT", one, {"is_active": False, "headers": {"x-other": "b"}})["data"]
    assert (changed["is_active"], changed["headers"]) == (False, {"x-other": "b"})
    with delivering(shop, status=500) as hooked:
        hooked.fail_often("store/customer/created")
        shop.call("GET", "/v3/hooks/admin")
    shop.call("GET", "/v3/hooks/admin?is_active=false")
    assert shop.call("DELETE", f"/v3/hooks/{other['id']}")["data"] == other
    shop.call("GET", f"/v3/hooks/{other['id']}", expect=404)
    shop.call("POST", "/v3/hooks", HOOK, expect=422)
    shop.call("POST", "/v3/hooks", {**HOOK, "scope": "store/nothing"}, expect=422)
    shop.call("PUT", one, {}, expect=422)
    shop.call("PUT", "/v3/hooks/admin", {"emails": ["nobody"]}, expect=422)


@feeds(
    "GET /v2/hooks",
    "POST /v2/hooks",
    "GET /v2/hooks/{}",
    "PUT /v2/hooks/{}",
    "DELETE /v2/hooks/{}",
)
def hooks_of_the_older_form(shop: Shop) -> None:
    shop.call("GET", "/v2/hooks", expect=204)
    made = shop.call("POST", "/v2/hooks", HOOK, expect=201)
    one = f"/v2/hooks/{made['id']}"
    assert shop.call("GET", one) == made
    assert shop.call("GET", "/v2/hooks") == [made]
    assert shop.call("PUT", one, {"is_active": False})["is_active"] is False
    shop.call("POST", "/v2/hooks", {"scope": HOOK["scope"]}, expect=400)
    assert shop.call("DELETE", one)["id"] == made["id"]
    shop.call("GET", one, expect=404)


@feeds(
    "GET /x/hooks/{}/deliveries",
    "GET /x/hooks/{}/deliveries/{}",
    "POST /x/hooks/{}/deliveries/{}/resend",
    "POST /x/hooks/{}/replay",
    "POST /x/hooks/secret/rotate",
)
def deliveries(shop: Shop) -> None:
    with delivering(shop) as hooked:
        hook_id = hooked.hook("store/order/created")
        add_order(shop)
        assert len(hooked.deliver()) == 1
        path = f"/x/hooks/{hook_id}/deliveries"
        [logged] = shop.call("GET", path)["data"]
        assert shop.call("GET", f"{path}?is_success=false&limit=5")["data"] == []
        one = f"{path}/{logged['id']}"
        assert shop.call("GET", one)["data"] == logged
        shop.call("POST", f"{one}/resend", expect=202)
        assert len(hooked.deliver()) == 2
        shop.call("POST", f"/x/hooks/{hook_id}/replay", {"after_position": 0}, expect=202)
        assert len(hooked.deliver()) == 3
    shop.call("POST", "/x/hooks/secret/rotate", {"overlap_seconds": 60})
    shop.call("POST", f"/x/hooks/{hook_id}/replay", {}, expect=422)
    shop.call("GET", f"{path}/999999", expect=404)
    shop.call("GET", "/x/hooks/999999/deliveries", expect=404)
