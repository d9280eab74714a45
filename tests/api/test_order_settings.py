"""V3 order settings: who is told of orders."""

from typing import Any

from tests.support.world import World

GLOBAL = "/v3/orders/settings"
CHANNEL = f"{GLOBAL}/channels/1"
OWNER = ["owner@example.com", "till@example.com"]


def told(order_placed: Any, forward_invoice: Any) -> dict[str, Any]:
    return {
        "notifications": {
            "order_placed": {"email_addresses": order_placed},
            "forward_invoice": {"email_addresses": forward_invoice},
        }
    }


def test_the_stores_own_settings(world: World) -> None:
    assert world.get(GLOBAL).json() == told([], []) | {"meta": {}}
    changed = world.put(GLOBAL, told(OWNER, OWNER[:1]))
    assert (changed.status, changed.json()) == (200, told(OWNER, OWNER[:1]) | {"meta": {}})
    one: dict[str, Any] = {"notifications": {"order_placed": {"email_addresses": []}}}
    assert world.put(GLOBAL, one).json() == told([], OWNER[:1]) | {"meta": {}}
    assert world.get(GLOBAL).json() == told([], OWNER[:1]) | {"meta": {}}
    assert world.put(GLOBAL, {}).json() == told([], OWNER[:1]) | {"meta": {}}


def test_a_wrong_setting_changes_nothing(world: World) -> None:
    world.put(GLOBAL, told(OWNER, OWNER))
    for wrong in (told(None, []), told("x", []), told(["no address"], []), told([""], [])):
        assert world.put(GLOBAL, wrong).status == 422, wrong
    assert world.get(GLOBAL).json() == told(OWNER, OWNER) | {"meta": {}}


def test_a_channel_overrides_both_or_neither(world: World) -> None:
    assert world.get(CHANNEL).json() == told(None, None) | {"meta": {}}
    assert world.put(CHANNEL, told(OWNER, [])).json() == told(OWNER, []) | {"meta": {}}
    refused = world.put(CHANNEL, told(None, []))
    assert (refused.status, refused.json()["title"]) == (
        422,
        "A channel overrides the email addresses of both notifications, or of neither.",
    )
    assert world.get(CHANNEL).json() == told(OWNER, []) | {"meta": {}}
    assert world.put(CHANNEL, told(None, None)).json() == told(None, None) | {"meta": {}}
    assert world.get(CHANNEL).json() == told(None, None) | {"meta": {}}
    assert world.get(f"{GLOBAL}/channels/9").status == 422
    assert world.get(f"{GLOBAL}/channels/x").status == 404
