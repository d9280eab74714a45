"""Tax classes in V2 and V3, zones, rates and settings: exact bodies, and that orders see them."""

from typing import Any

from tests.support.world import World

CREATED = "2026-06-18T14:23:09Z"
TEXAS = {
    "name": "Texas",
    "price_display_settings": {"show_inclusive": True},
    "shopper_target_settings": {
        "locations": [{"country_code": "us", "subdivision_codes": ["TX"]}],
        "customer_groups": [],
    },
}


def add_zone(world: World, **changes: Any) -> int:
    reply = world.post("/v3/tax/zones", [TEXAS | changes])
    assert reply.status == 200, reply.text
    zone_id: int = reply.json()["data"][0]["id"]
    return zone_id


def test_v2_shows_classes(world: World) -> None:
    assert world.get("/v2/tax_classes").json() == [
        {
            "id": str(position),
            "name": name,
            "created_at": "Thu, 18 Jun 2026 14:23:09 +0000",
            "updated_at": "Thu, 18 Jun 2026 14:23:09 +0000",
        }
        for position, name in enumerate(
            ("Non-Taxable Products", "Shipping", "Gift Wrapping"), start=1
        )
    ]
    assert world.get("/v2/tax_classes/2").json()["name"] == "Shipping"
    assert world.get("/v2/tax_classes/9").status == 404
    assert world.get("/v2/tax_classes?page=2").status == 204
    assert world.get("/v2/tax_classes?limit=251").status == 413
    assert world.get("/v2/tax_classes?limit=0").json() == [
        {"status": 400, "message": "The field 'limit' is invalid."}
    ]


def test_classes_are_created_renamed_and_deleted(world: World) -> None:
    made = world.post("/v3/tax/classes", [{"name": "Food"}, {"name": "Books"}])
    assert (made.status, made.json()) == (
        200,
        {
            "data": [
                {"id": 4, "name": "Food", "created_at": CREATED, "updated_at": CREATED},
                {"id": 5, "name": "Books", "created_at": CREATED, "updated_at": CREATED},
            ],
            "meta": {},
        },
    )
    world.clock.advance(1_000)
    renamed = world.put("/v3/tax/classes", [{"id": 4, "name": "Groceries"}]).json()["data"]
    assert renamed == [
        {
            "id": 4,
            "name": "Groceries",
            "created_at": CREATED,
            "updated_at": "2026-06-18T14:23:10Z",
        }
    ]
    assert world.delete("/v3/tax/classes?id:in=4,5").status == 204
    assert len(world.get("/v2/tax_classes").json()) == 3


def test_class_refusals(world: World) -> None:
    statuses = {
        "empty": world.post("/v3/tax/classes", []).status,
        "object": world.post("/v3/tax/classes", {"name": "A"}).status,
        "no name": world.post("/v3/tax/classes", [{}]).status,
        "twice": world.post("/v3/tax/classes", [{"name": "A"}, {"name": "A"}]).status,
        "taken": world.post("/v3/tax/classes", [{"name": "Shipping"}]).status,
        "many": world.post("/v3/tax/classes", [{"name": str(i)} for i in range(51)]).status,
        "unknown": world.put("/v3/tax/classes", [{"id": 9, "name": "A"}]).status,
        "renamed to another's": world.put(
            "/v3/tax/classes", [{"id": 1, "name": "Shipping"}]
        ).status,
        "delete unknown": world.delete("/v3/tax/classes?id:in=9").status,
        "delete nothing": world.delete("/v3/tax/classes").status,
        "delete words": world.delete("/v3/tax/classes?id:in=a").status,
    }
    assert statuses == {
        "empty": 422, "object": 422, "no name": 422, "twice": 422, "taken": 409, "many": 413,
        "unknown": 400, "renamed to another's": 409, "delete unknown": 400, "delete nothing": 404,
        "delete words": 422,
    }  # fmt: skip
    assert len(world.get("/v2/tax_classes").json()) == 3


def test_zones(world: World) -> None:
    made = world.post("/v3/tax/zones", [TEXAS])
    texas = {
        "id": 2,
        "name": "Texas",
        "enabled": True,
        "price_display_settings": {
            "show_inclusive": True,
            "show_both_on_detail_view": False,
            "show_both_on_list_view": False,
        },
        "shopper_target_settings": {
            "locations": [{"country_code": "US", "subdivision_codes": ["TX"], "postal_codes": []}],
            "customer_groups": [],
        },
    }
    assert (made.status, made.json()) == (200, {"data": [texas], "meta": {}})
    changed = world.put(
        "/v3/tax/zones",
        [{"id": 2, "enabled": False, "shopper_target_settings": {"customer_groups": [7]}}],
    ).json()["data"][0]
    texas["enabled"] = False
    texas["shopper_target_settings"] |= {"customer_groups": [7]}  # type: ignore[operator]
    assert changed == texas
    zones = world.get("/v3/tax/zones").json()
    assert [zone["name"] for zone in zones["data"]] == ["Default Tax Zone", "Texas"]
    assert world.get("/v3/tax/zones?id:in=2").json() == {"data": [texas], "meta": {}}
    assert world.delete("/v3/tax/zones?id:in=2,99").status == 204
    assert world.get("/v3/tax/zones?id:in=2").json()["data"] == []


def test_zone_refusals(world: World) -> None:
    country = TEXAS | {"shopper_target_settings": {"locations": [{"country_code": "XX"}]}}
    default = {"locations": [{"country_code": "US"}]}
    assert [
        world.post("/v3/tax/zones", [country]).status,
        world.post("/v3/tax/zones", []).status,
        world.post("/v3/tax/zones", [{"name": ""}]).status,
        world.put("/v3/tax/zones", [{"id": 9}]).status,
        world.put("/v3/tax/zones", [{"id": 1}, {"id": 1}]).status,
        world.put("/v3/tax/zones", [{"id": 1, "shopper_target_settings": default}]).status,
        world.delete("/v3/tax/zones?id:in=1").status,
        world.delete("/v3/tax/zones").status,
    ] == [422] * 8
    assert len(world.get("/v3/tax/zones").json()["data"]) == 1


def test_rates(world: World) -> None:
    zone = add_zone(world)
    body = {
        "tax_zone_id": zone,
        "name": "Sales tax",
        "class_rates": [{"rate": 8.25, "tax_class_id": 0}, {"rate": 5, "tax_class_id": 2}],
    }
    rate = {"id": 1, **body, "enabled": True, "priority": 1}
    made = world.post("/v3/tax/rates", [body])
    assert (made.status, made.json()) == (200, {"data": [rate], "meta": {}})
    assert world.get("/v3/tax/rates").json() == {
        "data": [rate],
        "meta": {
            "pagination": {
                "total": 1,
                "count": 1,
                "per_page": 1,
                "current_page": 1,
                "total_pages": 1,
                "links": {"current": "?page=1&limit=1"},
            }
        },
    }
    assert world.get(f"/v3/tax/rates?tax_zone_id:in={zone + 1}").json()["data"] == []
    changed = world.put("/v3/tax/rates", [{"id": 1, "priority": 2, "enabled": False}])
    rate |= {"priority": 2, "enabled": False}
    assert changed.json()["data"] == [rate]
    world.delete("/v3/tax/classes?id:in=2")
    rate["class_rates"] = [{"rate": 8.25, "tax_class_id": 0}]
    assert world.get("/v3/tax/rates?id:in=1").json()["data"] == [rate]
    assert world.delete("/v3/tax/rates?id:in=1").status == 204
    assert world.get("/v3/tax/rates").json()["data"] == []


def test_rate_refusals(world: World) -> None:
    zone = add_zone(world)
    good = {"tax_zone_id": zone, "name": "T", "class_rates": [{"rate": 1, "tax_class_id": 0}]}
    replies = [
        world.post("/v3/tax/rates", [good | {"tax_zone_id": 99}]),
        world.post("/v3/tax/rates", [good | {"class_rates": [{"rate": 1, "tax_class_id": 99}]}]),
        world.post("/v3/tax/rates", [good | {"class_rates": [{"rate": -1, "tax_class_id": 0}]}]),
        world.post("/v3/tax/rates", [good | {"class_rates": [{"rate": 1001, "tax_class_id": 0}]}]),
        world.post("/v3/tax/rates", [{"name": "T"}]),
        world.put("/v3/tax/rates", [{"id": 99}]),
    ]
    assert [reply.status for reply in replies] == [422] * 6
    assert world.get("/v3/tax/rates").json()["data"] == []


def test_zone_takes_its_rates_along(world: World) -> None:
    zone = add_zone(world)
    world.post(
        "/v3/tax/rates",
        [{"tax_zone_id": zone, "name": "T", "class_rates": [{"rate": 1, "tax_class_id": 0}]}],
    )
    world.delete(f"/v3/tax/zones?id:in={zone}")
    assert world.get("/v3/tax/rates").json()["data"] == []


def test_settings(world: World) -> None:
    defaults = {
        "tax_entered_with_prices": False,
        "price_display_settings": {
            "control_panel_price_display_strategy": "ZONE",
            "invoice_price_display_strategy": "ZONE",
        },
        "fallback_strategy": "FIXED",
        "should_subtract_store_tax": True,
        "should_use_geolocation_to_determine_guest_shopper_tax_zone": False,
        "guest_shopper_tax_zone_id": 1,
        "store_tax_zone_id": 1,
        "document_submission_strategy": "ON_PAYMENT_CAPTURE",
        "rounding_strategy": "RATE_ROUNDING",
    }
    assert world.get("/v3/tax/settings").json() == {"data": defaults, "meta": {}}
    changes = {
        "tax_entered_with_prices": True,
        "price_display_settings": {"invoice_price_display_strategy": "INCLUSIVE"},
        "fallback_strategy": "BASIC",
    }
    changed = world.put("/v3/tax/settings", changes).json()["data"]
    assert changed["price_display_settings"] == {
        "control_panel_price_display_strategy": "ZONE",
        "invoice_price_display_strategy": "INCLUSIVE",
    }
    assert (changed["tax_entered_with_prices"], changed["fallback_strategy"]) == (True, "BASIC")
    assert world.get("/v3/tax/settings").json()["data"] == changed
    unknown = world.put("/v3/tax/settings", {"store_tax_zone_id": 9})
    assert (unknown.status, unknown.json()["errors"]) == (
        422,
        {"store_tax_zone_id": "invalid tax zone ID"},
    )


def test_reading_needs_the_information_scope(world: World) -> None:
    token = world.add_token(world.store, "store_v2_orders")
    for path in ("/v2/tax_classes", "/v3/tax/zones", "/v3/tax/rates", "/v3/tax/settings"):
        assert world.get(path, headers={"x-auth-token": token}).status == 403
