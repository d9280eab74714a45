"""V3 customer attributes, form field values, consent, settings and logins."""

from typing import Any

import pytest

from orderwright.actions.credentials import ATTEMPTS_PER_WINDOW
from tests.support.world import World

MOMENT = "2026-06-18T14:23:09Z"
JANE = {"email": "jane@example.com", "first_name": "Jane", "last_name": "Doe"}
ADDRESS = {
    "first_name": "Jane", "last_name": "Doe", "address1": "1 Main St", "city": "Austin",
    "country_code": "US",
}  # fmt: skip


def make(world: World, **changes: Any) -> dict[str, Any]:
    reply = world.post("/v3/customers", [JANE | changes])
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json()["data"][0]
    return made


def add_attributes(world: World) -> None:
    wanted = [
        {"name": "Shirt", "type": "string"},
        {"name": "Age", "type": "number"},
        {"name": "Born", "type": "date"},
    ]
    assert world.post("/v3/customers/attributes", wanted).status == 200


def test_attributes(world: World) -> None:
    made = world.post("/v3/customers/attributes", [{"name": "Age", "type": "number"}])
    age = {
        "id": 1,
        "name": "Age",
        "type": "number",
        "date_created": MOMENT,
        "date_modified": MOMENT,
    }
    assert (made.status, made.json()) == (200, {"data": [age], "meta": {}})
    world.clock.advance(1_000)
    renamed = world.put("/v3/customers/attributes", [{"id": 1, "name": "Years"}])
    age |= {"name": "Years", "date_modified": "2026-06-18T14:23:10Z"}
    assert renamed.json()["data"] == [age]
    listed = world.get("/v3/customers/attributes?name:like=ear").json()
    assert listed["data"] == [age]
    assert listed["meta"]["pagination"]["total"] == 1
    assert world.get("/v3/customers/attributes?name=Age").json()["data"] == []
    assert world.get("/v3/customers/attributes?type=date").json()["data"] == []
    assert world.delete("/v3/customers/attributes?id:in=1,7").status == 204
    assert world.get("/v3/customers/attributes").json()["data"] == []


def test_attribute_refusals(world: World) -> None:
    add_attributes(world)
    taken = world.post("/v3/customers/attributes", [{"name": "Age", "type": "date"}])
    assert (taken.status, taken.json()["errors"]) == (
        422,
        {"0.name": "name Age already in use"},
    )
    unknown = world.put("/v3/customers/attributes", [{"id": 9, "name": "X"}])
    assert unknown.json()["errors"] == {"0.id": "invalid customer attribute ID"}
    wrong = world.post("/v3/customers/attributes", [{"name": "X", "type": "colour"}])
    assert wrong.json()["errors"] == {"type": "error.expected.valid"}
    for first in range(3, 50, 10):
        names = [{"name": str(n), "type": "string"} for n in range(first, min(first + 10, 50))]
        assert world.post("/v3/customers/attributes", names).status == 200
    more = world.post("/v3/customers/attributes", [{"name": "50", "type": "string"}])
    assert (more.status, more.json()["title"]) == (
        422,
        "A store cannot have more than 50 attributes.",
    )


def test_attribute_values(world: World) -> None:
    add_attributes(world)
    made = make(world, attributes=[{"attribute_id": 2, "attribute_value": "41"}])
    age = {
        "id": 1,
        "attribute_id": 2,
        "attribute_value": "41",
        "customer_id": 1,
        "date_created": MOMENT,
        "date_modified": MOMENT,
    }
    assert (made["attributes"], made["attribute_count"]) == ([age], 1)
    world.clock.advance(1_000)
    put = world.put(
        "/v3/customers/attribute-values",
        [
            {"customer_id": 1, "attribute_id": 2, "value": "42"},
            {"customer_id": 1, "attribute_id": 1, "value": "L"},
        ],
    )
    later = "2026-06-18T14:23:10Z"
    age |= {"attribute_value": "42", "date_modified": later}
    shirt = age | {"id": 2, "attribute_id": 1, "attribute_value": "L", "date_created": later}
    assert (put.status, put.json()["data"]) == (200, [age, shirt])
    path = "/v3/customers/attribute-values"
    assert world.get(path).json()["data"] == [age, shirt]
    assert world.get(f"{path}?name=Shirt").json()["data"] == [shirt]
    assert world.get(f"{path}?attribute_id:in=2&customer_id:in=1").json()["data"] == [age]
    assert world.get(f"{path}?date_created:min=2026-06-18T14:23:10").json()["data"] == [shirt]
    shown = world.get("/v3/customers?include=attributes").json()["data"][0]
    assert shown["attributes"] == [age, shirt]
    assert world.delete(f"{path}?id:in=2").status == 204
    assert world.delete("/v3/customers/attributes?id:in=2").status == 204
    assert world.get(path).json()["data"] == []


@pytest.mark.parametrize(
    "value, errors",
    [
        ({"customer_id": 9, "attribute_id": 1, "value": "x"},
         {"0.customer_id": "invalid customer ID"}),
        ({"customer_id": 1, "attribute_id": 9, "value": "x"},
         {"0.attribute_id": "invalid customer attribute ID"}),
        ({"customer_id": 1, "attribute_id": 2, "value": "many"},
         {"0.value": "invalid customer attribute value"}),
        ({"customer_id": 1, "attribute_id": 3, "value": "soon"},
         {"0.value": "invalid customer attribute value"}),
        ({"customer_id": 1, "attribute_id": 1}, {"value": "error.path.missing"}),
    ],
)  # fmt: skip
def test_attribute_value_refusals(
    world: World, value: dict[str, Any], errors: dict[str, str]
) -> None:
    add_attributes(world)
    make(world)
    reply = world.put("/v3/customers/attribute-values", [value])
    assert (reply.status, reply.json()["errors"]) == (422, errors)
    assert world.get("/v3/customers/attribute-values").json()["data"] == []


def test_form_field_values(world: World) -> None:
    make(world, addresses=[ADDRESS], form_fields=[{"name": "Rep", "value": "Bond"}])
    path = "/v3/customers/form-field-values"
    wanted = [
        {"customer_id": 1, "name": "Pizza", "value": ["red", "green"]},
        {"customer_id": 1, "name": "Rep", "value": "Moneypenny"},
        {"address_id": 1, "name": "Gate", "value": 5},
    ]
    put = world.put(path, wanted)
    assert (put.status, put.json()["data"]) == (200, wanted)
    listed = world.get(path).json()
    assert listed["data"] == [
        {"name": "Rep", "value": "Moneypenny", "customer_id": 1},
        {"name": "Pizza", "value": ["red", "green"], "customer_id": 1},
        {"name": "Gate", "value": 5, "address_id": 1},
    ]
    assert listed["meta"]["pagination"]["total"] == 3
    assert [v["name"] for v in world.get(f"{path}?customer_id=1").json()["data"]] == [
        "Rep",
        "Pizza",
    ]
    assert [v["name"] for v in world.get(f"{path}?address_id=1").json()["data"]] == ["Gate"]
    assert [v["name"] for v in world.get(f"{path}?field_name=Rep").json()["data"]] == ["Rep"]
    first = world.get(f"{path}?limit=2").json()["meta"]["cursor_pagination"]
    onward = world.get(f"{path}{first['links']['next']}").json()
    assert [v["name"] for v in onward["data"]] == ["Gate"]
    back = world.get(f"{path}{onward['meta']['cursor_pagination']['links']['previous']}").json()
    assert [v["name"] for v in back["data"]] == ["Rep", "Pizza"]
    assert world.get(f"{path}?after=nonsense").status == 422
    both = {"customer_id": 1, "address_id": 1, "name": "X", "value": "Y"}
    assert world.put(path, [both]).status == 422
    assert world.put(path, [{"customer_id": 9, "name": "X", "value": "Y"}]).status == 422


def test_consent(world: World) -> None:
    make(world)
    path = "/v3/customers/1/consent"
    assert world.get(path).json() == {"allow": [], "deny": []}
    body = {"allow": ["essential"], "deny": ["targeting", "analytics"]}
    put = world.put(path, body)
    assert (put.status, put.json()) == (200, body | {"updated_at": MOMENT})
    assert world.get(path).json() == put.json()
    assert world.put(path, {"allow": ["everything"]}).status == 422
    assert world.get("/v3/customers/9/consent").status == 404
    assert world.put("/v3/customers/9/consent", body).status == 404


def test_settings(world: World) -> None:
    path = "/v3/customers/settings"
    defaults = {
        "privacy_settings": {"ask_shopper_for_tracking_consent": False, "policy_url": ""},
        "customer_group_settings": {
            "guest_customer_group_id": 0,
            "default_customer_group_id": 0,
        },
    }
    assert world.get(path).json() == {"data": defaults, "meta": {}}
    world.post("/v2/customer_groups", {"name": "A", "is_default": True})
    world.post("/v2/customer_groups", {"name": "B"})
    changed = world.put(
        path,
        {
            "privacy_settings": {"policy_url": "https://example.com/policy"},
            "customer_group_settings": {"default_customer_group_id": 2},
        },
    ).json()["data"]
    assert changed == {
        "privacy_settings": {
            "ask_shopper_for_tracking_consent": False,
            "policy_url": "https://example.com/policy",
        },
        "customer_group_settings": {
            "guest_customer_group_id": 0,
            "default_customer_group_id": 2,
        },
    }
    assert world.get(path).json()["data"] == changed
    assert make(world)["customer_group_id"] == 2
    none = world.put(path, {"customer_group_settings": {"default_customer_group_id": 0}})
    assert none.json()["data"]["customer_group_settings"]["default_customer_group_id"] == 0
    unknown = world.put(path, {"customer_group_settings": {"guest_customer_group_id": 9}})
    assert (unknown.status, unknown.json()["errors"]) == (
        422,
        {"guest_customer_group_id": "invalid customer group ID"},
    )


def test_settings_of_a_channel(world: World) -> None:
    path = "/v3/customers/settings/channels/1"
    inherited = {
        "privacy_settings": {"ask_shopper_for_tracking_consent": None, "policy_url": None},
        "customer_group_settings": {
            "guest_customer_group_id": None,
            "default_customer_group_id": None,
        },
        "allow_global_logins": True,
    }
    assert world.get(path).json() == {"data": inherited, "meta": {}}
    own = {
        "privacy_settings": {"ask_shopper_for_tracking_consent": True},
        "allow_global_logins": False,
    }
    changed = world.put(path, own).json()["data"]
    assert changed == inherited | {
        "privacy_settings": {"ask_shopper_for_tracking_consent": True, "policy_url": None},
        "allow_global_logins": False,
    }
    assert world.get(path).json()["data"] == changed
    dropped = {"privacy_settings": {"ask_shopper_for_tracking_consent": None}}
    assert world.put(path, dropped).json()["data"] == inherited | {"allow_global_logins": False}
    assert world.get("/v3/customers/settings/channels/9").status == 404


def test_credentials(world: World) -> None:
    make(world, authentication={"new_password": "secret123"})
    path = "/v3/customers/validate-credentials"
    right = {"email": "JANE@example.com", "password": "secret123", "channel_id": 1}
    assert world.post(path, right).json() == {"is_valid": True, "customer_id": 1}
    wrong = {"is_valid": False, "customer_id": None}
    assert world.post(path, right | {"password": "secret124"}).json() == wrong
    assert world.post(path, right | {"email": "no@example.com"}).json() == wrong
    assert world.post(path, right | {"channel_id": 2}).json() == wrong
    assert world.post(path, {"email": "x"}).status == 422
    for _ in range(ATTEMPTS_PER_WINDOW):
        reply = world.post(path, right | {"password": "x"})
    assert reply.status == 429
    world.clock.advance(60_000)
    assert world.post(path, right).json()["is_valid"] is True
