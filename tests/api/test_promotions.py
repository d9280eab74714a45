"""Promotions, their codes and settings as resources: kept, found, changed, refused, deleted."""

from typing import Any

import pytest

from tests.support.client import Reply
from tests.support.shop import data
from tests.support.world import World

PROMOTIONS = "/v3/promotions"
START = "2026-06-18T14:23:09+00:00"
OFF = {"cart_value": {"discount": {"fixed_amount": "5"}}}


def add(world: World, **fields: Any) -> Any:
    """An automatic promotion, unless the fields say otherwise."""
    body = {"redemption_type": "AUTOMATIC", "name": "Sale", "rules": [{"action": OFF}], **fields}
    return data(world.post(PROMOTIONS, body), 201)


def add_coupon(world: World, coupon_type: str = "BULK", **fields: Any) -> Any:
    return add(world, redemption_type="COUPON", coupon_type=coupon_type, **fields)


def wrong(reply: Reply) -> dict[str, str]:
    """The fields that a refusal names."""
    assert reply.status == 422, reply.text
    errors: dict[str, str] = reply.json()["errors"]
    return errors


def names(world: World, query: str) -> list[str]:
    return [one["name"] for one in data(world.get(f"{PROMOTIONS}?{query}"))]


def test_what_is_not_said_has_its_default(world: World) -> None:
    made = add(world)
    assert made == {
        "id": made["id"],
        "redemption_type": "AUTOMATIC",
        "name": "Sale",
        "created_from": "api",
        "channels": [],
        "customer": {"group_ids": [], "minimum_order_count": 0, "excluded_group_ids": []},
        "rules": [{"action": OFF, "apply_once": True, "stop": True}],
        "current_uses": 0,
        "status": "ENABLED",
        "start_date": START,
        "stop": False,
        "can_be_used_with_other_promotions": True,
        "currency_code": "USD",
        "notifications": [],
    }
    assert data(world.get(f"{PROMOTIONS}/{made['id']}")) == made


def test_a_coupon_with_its_code(world: World) -> None:
    made = add_coupon(world, "SINGLE", codes={"code": "Wow 1", "max_uses": 3})
    code = {
        "id": made["codes"]["id"],
        "code": "Wow 1",
        "current_uses": 0,
        "max_uses": 3,
        "max_uses_per_customer": 0,
        "created": START,
    }
    assert made["codes"] == code
    assert (made["coupon_type"], made["multiple_codes"]) == (
        "SINGLE",
        {"has_multiple_codes": False},
    )
    path = f"{PROMOTIONS}/{made['id']}"
    changed = data(world.put(path, {"codes": {"code": "WOW 2", "max_uses_per_customer": 1}}))
    assert changed["codes"] == {**code, "code": "WOW 2", "max_uses_per_customer": 1}
    assert data(world.get(f"{PROMOTIONS}/codes?code=wow%202")) == [changed["codes"]]
    assert data(world.get(f"{PROMOTIONS}/codes?code=Wow%201")) == []
    assert wrong(world.post(f"{path}/codes", {"code": "OTHER"})) == {
        "code": "The promotion has a code, and can have only one."
    }


def test_an_answer_can_be_sent_back_changed(world: World) -> None:
    made = add(world, display_name="Summer", max_uses=4, end_date="2026-07-01T00:00:00Z")
    path = f"{PROMOTIONS}/{made['id']}"
    assert data(world.put(path, made)) == made
    rules = [{"action": OFF, "condition": {"cart": {"minimum_spend": "10.00"}}, "stop": False}]
    changed = data(world.put(path, {"rules": rules, "current_uses": 7, "max_uses": None}))
    assert changed["rules"] == [{**rules[0], "apply_once": True}]
    assert ("max_uses" in changed, changed["current_uses"]) == (False, 0)
    left = data(world.put(path, {"end_date": None, "display_name": None}))
    assert ("end_date" in left, "display_name" in left) == (False, False)
    assert data(world.get(path)) == left


@pytest.mark.parametrize(
    "fields, named",
    [
        ({"rules": []}, "rules"),
        ({"rules": [{}]}, "rules.0.action"),
        ({"rules": [{"action": {}}]}, "rules.0.action"),
        ({"rules": [{"action": {**OFF, "gift_item": {"quantity": 1}}}]}, "rules.0.action"),
        (
            {"rules": [{"action": {"gift_item": {"quantity": 1}}}]},
            "rules.0.action.gift_item.product_id",
        ),
        (
            {"rules": [{"action": OFF, "condition": {"cart": {"items": {"products": [1]}}}}]},
            "rules.0.condition.cart",
        ),
        (
            {"rules": [{"action": OFF, "condition": {"cart": {"min_spend": "1"}}}]},
            "rules.0.condition.cart.min_spend",
        ),
        (
            {"rules": [{"action": {"cart_value": {"discount": {"fixed_amount": "-1"}}}}]},
            "rules.0.action.cart_value.discount.fixed_amount",
        ),
        (
            {"rules": [{"action": {"cart_value": {"discount": {"percentage_amount": "101"}}}}]},
            "rules.0.action.cart_value.discount.percentage_amount",
        ),
        (
            {"rules": [{"action": {"shipping": {"zone_ids": "all"}}}]},
            "rules.0.action.shipping.zone_ids",
        ),
        (
            {"customer": {"group_ids": [1], "excluded_group_ids": [2]}},
            "customer.excluded_group_ids",
        ),
        ({"currency_code": "EUR"}, "currency_code"),
        ({"channels": [{"id": 99}]}, "channels"),
        ({"status": "INVALID"}, "status"),
        ({"end_date": "2026-06-01T00:00:00Z"}, "end_date"),
        ({"start_date": "yesterday"}, "start_date"),
        ({"coupon_overrides_other_promotions": True}, "coupon_overrides_other_promotions"),
        ({"max_uses": -1}, "max_uses"),
        ({"schedule": {"week_frequency": 1}}, "schedule.week_days"),
        ({"codes": {"code": "A"}}, "code"),
        ({"name": ""}, "name"),
        ({"redemption_type": None}, "redemption_type"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_made(
    world: World, fields: dict[str, Any], named: str
) -> None:
    body = {"redemption_type": "AUTOMATIC", "name": "Sale", "rules": [{"action": OFF}], **fields}
    assert named in wrong(world.post(PROMOTIONS, body))
    assert data(world.get(PROMOTIONS)) == []


def test_a_kind_is_kept(world: World) -> None:
    path = f"{PROMOTIONS}/{add_coupon(world)['id']}"
    assert "coupon_type" in wrong(world.put(path, {"coupon_type": "SINGLE"}))
    assert "redemption_type" in wrong(world.put(path, {"redemption_type": "AUTOMATIC"}))
    shared = {"can_be_used_with_other_promotions": True, "coupon_overrides_other_promotions": True}
    assert "coupon_overrides_other_promotions" in wrong(world.put(path, shared))
    assert world.get(f"{PROMOTIONS}/99").status == world.put(f"{PROMOTIONS}/99", {}).status == 404


def test_how_they_are_found(world: World) -> None:
    add(world, name="Beta", channels=[{"id": 1}], start_date="2026-01-01T00:00:00Z")
    add(world, name="alpha", status="DISABLED", currency_code="*")
    coupon = add_coupon(world, "SINGLE", name="Gamma", codes={"code": "BETA_1"})
    add_coupon(world, name="Delta", start_date="2026-01-02T00:00:00Z")
    everything = ["Beta", "alpha", "Gamma", "Delta"]
    for query, expected in {
        "": everything,
        "sort=name": ["alpha", "Beta", "Delta", "Gamma"],
        "sort=priority&direction=desc": everything[::-1],
        "sort=start_date&limit=1&page=2": ["Delta"],
        "name=ALPHA": ["alpha"],
        "code=beta_1": ["Gamma"],
        "query=beta": ["Beta", "Gamma"],
        "query=beta_": ["Gamma"],
        "currency_code=*": ["alpha"],
        "redemption_type=coupon": ["Gamma", "Delta"],
        "redemption_type=&direction=&sort=": everything,
        "status=disabled": ["alpha"],
        "channels=2": ["alpha", "Gamma", "Delta"],
        "channels=1,2": everything,
        f"id={coupon['id']}": ["Gamma"],
    }.items():
        assert names(world, query) == expected, query
    pages = world.get(f"{PROMOTIONS}?limit=3&page=2").json()["meta"]["pagination"]
    assert (pages["total"], pages["count"], pages["total_pages"]) == (4, 1, 2)
    for query in ("color=red", "limit=0", "sort=color", "channels=x"):
        assert world.get(f"{PROMOTIONS}?{query}").status == 422


def test_how_they_are_deleted(world: World) -> None:
    one, two, three = add(world)["id"], add_coupon(world)["id"], add(world)["id"]
    code = data(world.post(f"{PROMOTIONS}/{two}/codes", {"code": "A"}), 201)
    refused = world.delete(PROMOTIONS)
    assert (refused.status, refused.json()["meta"]) == (
        422,
        {"total": 0, "success": 0, "failed": 0},
    )
    assert refused.json()["errors"][0]["title"] == "Parameter id:in is required"
    reply = world.delete(f"{PROMOTIONS}?id:in={one},{two},77")
    (error,) = reply.json()["errors"]
    assert (reply.status, reply.json()["meta"]) == (422, {"total": 3, "success": 2, "failed": 1})
    assert error["errors"] == {
        "1.code": f"Failed for id={two}. Error: some relating codes are still present."
    }
    assert [row["id"] for row in data(world.get(PROMOTIONS))] == [two, three]
    assert world.delete(f"{PROMOTIONS}?id:in=a").status == 422
    assert (
        world.delete(f"{PROMOTIONS}/{two}").status == world.delete(f"{PROMOTIONS}/98").status == 204
    )
    assert data(world.get(f"{PROMOTIONS}/codes?code={code['code']}")) == []
    ids = ",".join(map(str, range(1, 52)))
    assert world.delete(f"{PROMOTIONS}?id:in={ids}").status == 413
    assert [row["id"] for row in data(world.get(PROMOTIONS))] == [three]


def test_codes_made_one_by_one(world: World) -> None:
    path = f"{PROMOTIONS}/{add_coupon(world)['id']}/codes"
    made = [
        data(world.post(path, {"code": f"CODE {at}", "max_uses": at}), 201)["id"] for at in range(5)
    ]
    assert wrong(world.post(path, {"code": "code 1"})) == {"code": "Another coupon has this code."}
    for code in ("", "a" * 51, "ü", None):
        assert "code" in wrong(world.post(path, {"code": code}))
    automatic = add(world)["id"]
    assert "code" in wrong(world.post(f"{PROMOTIONS}/{automatic}/codes", {"code": "X"}))
    assert world.post(f"{PROMOTIONS}/99/codes", {"code": "X"}).status == 404
    first = world.get(f"{path}?limit=2").json()
    assert [row["id"] for row in first["data"]] == made[:2]
    assert first["meta"]["pagination"]["total"] == 5
    after = first["meta"]["cursor_pagination"]["end_cursor"]
    second = world.get(f"{path}?limit=2&after={after}").json()
    assert ([row["id"] for row in second["data"]], list(second["meta"])) == (
        made[2:4],
        ["cursor_pagination"],
    )
    before = second["meta"]["cursor_pagination"]["start_cursor"]
    assert [row["id"] for row in data(world.get(f"{path}?limit=1&before={before}"))] == [made[1]]
    third = world.get(f"{path}?limit=2&page=3").json()
    assert ([row["id"] for row in third["data"]], list(third["meta"])) == (made[4:], ["pagination"])
    assert world.get(f"{path}?page=1&after={after}").status == 422
    assert world.get(f"{path}?after=nonsense").status == 422
    assert [row["max_uses"] for row in data(world.get(f"{path}?code=code%203"))] == [3]
    assert world.delete(path).status == 422
    assert world.delete(f"{path}?id:in={made[0]},{made[1]},77").status == 204
    assert world.delete(f"{path}/{made[2]}").status == 204
    assert world.delete(f"{PROMOTIONS}/codes?code=CODE%203").status == 204
    assert [row["id"] for row in data(world.get(path))] == [made[4]]


def test_codes_made_at_random(world: World) -> None:
    path = f"{PROMOTIONS}/{add_coupon(world)['id']}"
    batch = data(world.post(f"{path}/codegen", {"batch_size": 250}), 201)
    codes = [one["code"] for one in batch["codes"]]
    assert (len(set(codes)), batch["batch_size"], batch["created"]) == (250, 250, START)
    assert (batch["max_uses"], batch["max_uses_per_customer"]) == (1, 1)
    assert all(len(code) == 16 and code.isalnum() and code.isupper() for code in codes if code)
    body = {
        "batch_size": 3, "prefix": "PRE", "suffix": "POST", "delimiter": "-", "code_length": 6,
        "exclude_characters": list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "max_uses": 0,
    }  # fmt: skip
    some = data(world.post(f"{path}/codegen", body), 201)["codes"]
    parts = [one["code"].split("-") for one in some]
    assert {(len(part), part[0], part[1].isdigit(), part[2]) for part in parts} == {
        (3, "PRE", True, "POST")
    }
    one = world.get(f"{path}/codes?code={some[0]['code']}").json()["data"][0]
    assert (one["max_uses"], one["max_uses_per_customer"]) == (0, 1)
    few = {"batch_size": 65, "code_length": 6, "exclude_characters": list(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ01234567")}  # fmt: skip
    assert "code_length" in wrong(world.post(f"{path}/codegen", few))
    for changes in ({"batch_size": 251}, {"code_length": 5}, {"prefix": "a"}, {"delimiter": "+"}):
        assert world.post(f"{path}/codegen", {"batch_size": 1, **changes}).status == 422
    for other in (add(world), add_coupon(world, "SINGLE")):
        reply = world.post(f"{PROMOTIONS}/{other['id']}/codegen", {"batch_size": 1})
        assert reply.status == 405
    assert world.get(f"{path}/codes").json()["meta"]["pagination"]["total"] == 253


def test_v2_shows_codes_as_coupons(world: World) -> None:
    made = add_coupon(world, "SINGLE", name="Summer", codes={"code": "SUN", "max_uses": 3})
    shown = world.get("/v2/coupons?code=sun").json()[0]
    assert (shown["id"], shown["type"], shown["name"], shown["enabled"], shown["expires"]) == (
        made["codes"]["id"],
        "promotion",
        "Summer",
        True,
        "",
    )
    assert world.get("/v2/coupons?exclude_type=promotion").status == 204
    path = f"{PROMOTIONS}/{made['id']}"
    data(world.put(path, {"status": "DISABLED", "end_date": "2026-07-01T00:00:00Z"}))
    shown = world.get(f"/v2/coupons/{shown['id']}").json()
    assert (shown["enabled"], shown["expires"]) == (False, "Wed, 01 Jul 2026 00:00:00 +0000")
    assert world.put(f"/v2/coupons/{shown['id']}", {"name": "Winter"}).status == 400
    taken = {"name": "Sun", "code": "sun", "type": "per_item_discount", "amount": 1}
    reply = world.post("/v2/coupons", {**taken, "applies_to": {"entity": "categories", "ids": [0]}})
    assert reply.status == 400
    assert world.delete(f"/v2/coupons/{shown['id']}").status == 204
    assert "codes" not in data(world.get(path))


def test_settings_are_kept(world: World) -> None:
    path = f"{PROMOTIONS}/settings"
    settings = {
        "promotions_apply_on_products_with_custom_product_price": False,
        "promotions_triggered_by_products_with_zero_product_price": False,
        "promotions_applied_on_original_product_price": True,
        "number_of_coupons_allowed_at_checkout": 1,
    }
    assert world.get(path).json() == settings
    changed = {**settings, "number_of_coupons_allowed_at_checkout": 5}
    assert world.put(path, changed).json() == world.get(path).json() == changed
    assert wrong(world.put(path, {})).keys() == settings.keys()
    for value in (0, 6, "x", None):
        refused = world.put(path, {**settings, "number_of_coupons_allowed_at_checkout": value})
        assert refused.status == 422
    assert world.get(path).json() == changed


def test_names_are_no_strings_of_sql(world: World) -> None:
    name = "'; DROP TABLE promotions; -- %_!"
    made = add(world, name=name)
    assert names(world, "query=%25_!") == names(world, "sort=name") == [made["name"]] == [name]
