"""V2 customer groups: exact bodies, rules, the default group, filters."""

from typing import Any

import pytest

from tests.support.world import World

MOMENT = "2026-06-18 14:23:09"


def make(world: World, **fields: Any) -> dict[str, Any]:
    reply = world.post("/v2/customer_groups", {"name": "Wholesale"} | fields)
    assert reply.status == 200, reply.text
    made: dict[str, Any] = reply.json()
    return made


def test_create_and_update(world: World) -> None:
    group = {
        "id": 1,
        "name": "Wholesale",
        "is_default": False,
        "category_access": {"type": "all"},
        "discount_rules": [],
        "date_created": MOMENT,
        "date_modified": MOMENT,
        "is_group_for_guests": False,
    }
    assert make(world) == group
    assert world.get("/v2/customer_groups").json() == [group]
    world.clock.advance(1_000)
    changes = {
        "category_access": {"type": "specific", "categories": [18, 19]},
        "discount_rules": [
            {"type": "category", "method": "percent", "amount": 5, "category_id": "30"},
            {"type": "all", "method": "fixed", "amount": "2.5"},
        ],
    }
    changed = world.put("/v2/customer_groups/1", changes)
    group |= {
        "category_access": {"type": "specific", "categories": [18, 19]},
        "discount_rules": [
            {"type": "category", "method": "percent", "amount": "5.0000", "category_id": 30},
            {"type": "all", "method": "fixed", "amount": "2.5000"},
        ],
        "date_modified": "2026-06-18 14:23:10",
    }
    assert (changed.status, changed.json()) == (200, group)
    assert world.get("/v2/customer_groups/1").json() == group
    assert world.get("/v2/customer_groups/9").status == 404
    assert world.put("/v2/customer_groups/9", {"name": "X"}).status == 404


@pytest.mark.parametrize(
    "fields, name",
    [
        ({"name": ""}, "name"),
        ({"category_access": {"type": "some"}}, "type"),
        ({"discount_rules": [{"type": "half"}]}, "type"),
        ({"discount_rules": {"type": "all"}}, "discount_rules"),
        ({"discount_rules": [{"type": "all", "method": "percent", "amount": "x"}]}, "amount"),
        ({"discount_rules": [{"type": "price_list", "price_list_id": 1}] * 2}, "discount_rules"),
        ({"discount_rules": [{"type": "all", "method": "fixed", "amount": 1}] * 2},
         "discount_rules"),
    ],
)  # fmt: skip
def test_refusals(world: World, fields: dict[str, Any], name: str) -> None:
    reply = world.post("/v2/customer_groups", {"name": "X"} | fields)
    assert (reply.status, reply.json()[0]["message"]) == (400, f"The field '{name}' is invalid.")
    assert world.get("/v2/customer_groups").status == 204


def test_rule_needs_what_its_type_needs(world: World) -> None:
    rule = {"type": "product", "method": "price", "amount": 1}
    reply = world.post("/v2/customer_groups", {"name": "X", "discount_rules": [rule]})
    assert reply.json()[0]["message"] == "The required field 'product_id' was not supplied."


def test_new_customers_get_the_default_group(world: World) -> None:
    make(world, is_default=True, is_group_for_guests=True)
    make(world, name="Retail", is_default=True)
    groups = world.get("/v2/customer_groups").json()
    assert [(g["is_default"], g["is_group_for_guests"]) for g in groups] == [
        (False, True),
        (True, False),
    ]
    body = {"email": "a@example.com", "first_name": "A", "last_name": "B"}
    assert world.post("/v2/customers", body).json()["customer_group_id"] == 2
    none = world.post("/v2/customers", body | {"email": "b@example.com", "customer_group_id": 0})
    assert none.json()["customer_group_id"] == 0
    assert world.delete("/v2/customer_groups/2").status == 204
    assert world.delete("/v2/customer_groups/2").status == 404
    assert world.get("/v2/customers/1").json()["customer_group_id"] == 0


def test_filters(world: World) -> None:
    make(world, is_default=True)
    make(world, name="Retail")

    def names(query: str) -> list[str]:
        reply = world.get(f"/v2/customer_groups?{query}")
        return [row["name"] for row in reply.json()] if reply.status == 200 else []

    assert names("name=Retail") == ["Retail"]
    assert names("name:like=whole") == ["Wholesale"]
    assert names("is_default=true") == ["Wholesale"]
    assert names("is_group_for_guests=true") == []
    assert names("date_created:min=2026-06-19") == []
    assert names("date_modified:max=2026-06-18") == ["Wholesale", "Retail"]
    assert names("limit=1&page=2") == ["Retail"]
    assert world.get("/v2/customer_groups/count").json() == {"count": 2}
