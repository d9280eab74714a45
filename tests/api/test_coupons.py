"""V2 coupons: the recorded body and refusals, filters, and codes of one coupon only."""

from typing import Any

import pytest

from tests.support.client import Request
from tests.support.world import World

BODY = {
    "name": "Ten off",
    "type": "percentage_discount",
    "amount": 10,
    "code": "TENOFF",
    "applies_to": {"entity": "categories", "ids": [0]},
}


def make(world: World, **changes: Any) -> dict[str, Any]:
    reply = world.post("/v2/coupons", BODY | changes)
    assert reply.status == 201, reply.text
    made: dict[str, Any] = reply.json()
    return made


def refusal(name: str, reason: str | None = None, message: str = "") -> list[dict[str, Any]]:
    error: dict[str, Any] = {"status": 400, "message": message or f"The field '{name}' is invalid."}
    if reason:
        error["details"] = {"invalid_reason": reason}
    return [error]


def test_create_answers_the_recorded_body(world: World) -> None:
    reply = world.post("/v2/coupons", BODY)
    assert (reply.status, reply.json()) == (
        201,
        {
            "id": 1,
            "name": "Ten off",
            "type": "percentage_discount",
            "amount": "10.0000",
            "min_purchase": "0.0000",
            "expires": "",
            "enabled": False,
            "code": "TENOFF",
            "applies_to": {"entity": "categories", "ids": [0]},
            "num_uses": 0,
            "max_uses": 0,
            "max_uses_per_customer": 0,
            "restricted_to": [],
            "shipping_methods": None,
            "date_created": "Thu, 18 Jun 2026 14:23:09 +0000",
        },
    )
    assert "last-modified" not in reply.headers


def test_create_with_all_fields(world: World) -> None:
    made = make(
        world,
        amount="5.5",
        min_purchase="25",
        expires="Fri, 01 Jan 2027 00:00:00 +0000",
        enabled=True,
        max_uses=25,
        max_uses_per_customer="1",
        restricted_to={"countries": "au, nz"},
        shipping_methods=["shipping_endicia"],
    )
    assert {name: made[name] for name in made if name not in ("id", "date_created")} == {
        "name": "Ten off",
        "type": "percentage_discount",
        "amount": "5.5000",
        "min_purchase": "25.0000",
        "expires": "Fri, 01 Jan 2027 00:00:00 +0000",
        "enabled": True,
        "code": "TENOFF",
        "applies_to": {"entity": "categories", "ids": [0]},
        "num_uses": 0,
        "max_uses": 25,
        "max_uses_per_customer": 1,
        "restricted_to": {"countries": "AU,NZ"},
        "shipping_methods": ["shipping_endicia"],
    }


@pytest.mark.parametrize(
    "changes, errors",
    [
        ({"name": ...}, refusal("", message="The required field 'name' was not supplied.")),
        ({"code": ...}, refusal("", message="The required field 'code' was not supplied.")),
        ({"type": ...}, refusal("", message="The required field 'type' was not supplied.")),
        ({"amount": ...}, refusal("", message="The required field 'amount' was not supplied.")),
        ({"applies_to": ...},
         refusal("", message="The required field 'applies_to' was not supplied.")),
        ({"expires": "1234"},
         refusal("expires", "The provided value '1234' is not a valid RFC-2822 date.")),
        ({"applies_to": {"ids": [0]}}, refusal(
            "applies_to->entity",
            "The provided value '' is not valid, valid options are 'categories' or 'products'.")),
        ({"applies_to": {"entity": "categories", "ids": [100]}},
         refusal("categories", "Category id 100 does not exist.")),
        ({"applies_to": {"entity": "products", "ids": [7]}},
         refusal("products", "Product id 7 does not exist.")),
        ({"applies_to": {"entity": "categories", "ids": "abc"}},
         refusal("ids", "The provided value is not a valid array.")),
        ({"type": "half_price"}, refusal("type")),
        ({"amount": 101}, refusal("amount")),
        ({"amount": -1}, refusal("amount")),
        ({"code": "a/b"}, refusal("code")),
        ({"max_uses": -1}, refusal("max_uses")),
        ({"restricted_to": {"countries": "XX"}}, refusal("countries")),
        ({"num_uses": 3}, refusal("", message=(
            "The field 'num_uses' cannot be written to. Please remove it from your request before"
            " trying again."))),
        ({"colour": "red"},
         refusal("", message="The field 'colour' is not supported by this resource.")),
    ],
)  # fmt: skip
def test_refusals_change_nothing(
    world: World, changes: dict[str, Any], errors: list[dict[str, Any]]
) -> None:
    body = {name: value for name, value in (BODY | changes).items() if value is not ...}
    reply = world.post("/v2/coupons", body)
    assert (reply.status, reply.json()) == (400, errors)
    assert world.get("/v2/coupons").status == 204


def test_codes_and_names_are_of_one_coupon_only(world: World) -> None:
    make(world)
    code = world.post("/v2/coupons", BODY | {"name": "Other", "code": "tenoff"})
    assert (code.status, code.json()) == (
        400,
        refusal("code", "Another coupon has the code 'tenoff'."),
    )
    name = world.post("/v2/coupons", BODY | {"code": "OTHER"})
    assert name.json() == refusal("name", "Another coupon has the name 'Ten off'.")
    together = [Request("POST", "/v2/coupons", BODY | {"name": "N", "code": "C"})] * 3
    assert sorted(reply.status for reply in world.together(together)) == [201, 400, 400]


def test_update(world: World) -> None:
    make(world)
    whole = {"name": "New name", "applies_to": BODY["applies_to"]}
    changed = world.put("/v2/coupons/1", whole)
    assert (changed.status, changed.json()["name"], changed.json()["applies_to"]) == (
        200,
        "New name",
        {"entity": "categories", "ids": [0]},
    )
    cleared = world.put("/v2/coupons/1", {"enabled": True}).json()
    assert (cleared["enabled"], cleared["applies_to"]) == (
        True,
        {"entity": "categories", "ids": []},
    )
    assert world.get("/v2/coupons/1").json() == cleared
    assert world.put("/v2/coupons/9", whole).json() == [
        {"status": 404, "message": "The requested resource was not found."}
    ]


def test_list_and_filters(world: World) -> None:
    make(world)
    make(world, name="Ship", code="SHIP", type="free_shipping")

    def codes(query: str) -> list[str]:
        reply = world.get(f"/v2/coupons?{query}")
        return [row["code"] for row in reply.json()] if reply.status == 200 else []

    assert codes("") == ["TENOFF", "SHIP"]
    assert codes("code=tenOFF") == ["TENOFF"]
    assert codes("name=Ship") == ["SHIP"]
    assert codes("type=free_shipping") == ["SHIP"]
    assert codes("exclude_type=free_shipping") == ["TENOFF"]
    assert codes("min_id=2") == ["SHIP"]
    assert codes("max_id=1") == ["TENOFF"]
    assert codes("id=2") == ["SHIP"]
    assert codes("limit=1&page=2") == ["SHIP"]
    assert world.get("/v2/coupons?page=2").status == 204
    assert world.get("/v2/coupons/count").json() == {"count": 2}
    assert world.get("/v2/coupons?colour=red").json() == [
        {"status": 400, "message": "The field 'colour' is not supported by this resource."}
    ]


def test_delete(world: World) -> None:
    for number in range(4):
        make(world, name=str(number), code=str(number))
    reply = world.delete("/v2/coupons/1")
    assert (reply.status, reply.body) == (204, b"")
    assert world.delete("/v2/coupons/1").status == 404
    assert world.delete("/v2/coupons?id:in=2,9").status == 204
    assert world.get("/v2/coupons/count").json() == {"count": 2}
    assert world.delete("/v2/coupons").status == 204
    assert world.get("/v2/coupons").status == 204


def test_xml(world: World) -> None:
    body = (
        b"<coupon><name>X</name><type>per_total_discount</type><amount>5</amount><code>X</code>"
        b"<enabled>true</enabled><applies_to><entity>categories</entity></applies_to></coupon>"
    )
    headers = {"content-type": "application/xml", "accept": "application/xml"}
    reply = world.post("/v2/coupons", body=body, headers=headers)
    assert reply.status == 201, reply.text
    assert b"<enabled>true</enabled>" in reply.body


def test_scopes(world: World) -> None:
    headers = {"x-auth-token": world.add_token(world.store, "store_v2_marketing_read_only")}
    assert world.get("/v2/coupons", headers=headers).status == 204
    assert world.post("/v2/coupons", BODY, headers=headers).status == 403
