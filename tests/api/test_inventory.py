"""The inventory: adjustments of every kind of item, what they refuse and announce, settings."""

from typing import Any

import pytest

from tests.api.test_products import PRODUCTS, STATUS_CODES, events, make
from tests.api.test_variants import SHIRT
from tests.support.client import Request
from tests.support.world import World

ABSOLUTE = "/v3/inventory/adjustments/absolute"
RELATIVE = "/v3/inventory/adjustments/relative"
ITEMS = "/v3/inventory/items"
HERE = "/v3/inventory/locations/1/items"
COUNTED = {"inventory_tracking": "product", "inventory_level": 5}


def item(quantity: int, **name: Any) -> dict[str, Any]:
    return {"location_id": 1, "quantity": quantity, **name}


def levels(world: World) -> dict[tuple[int, int], int]:
    """(product, variant) -> level, as the inventory shows it."""
    return {
        (one["identity"]["product_id"], one["identity"]["variant_id"]): one["locations"][0][
            "total_inventory_onhand"
        ]
        for one in world.get(ITEMS).json()["data"]
    }


def test_items_of_every_kind(world: World) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl", sku="BOWL", inventory_warning_level=2, **COUNTED)
    make(world, name="Jug")
    answer = world.get(ITEMS).json()
    assert answer["data"][2] == {
        "identity": {"sku": "BOWL", "variant_id": 3, "product_id": 2, "sku_id": None},
        "locations": [
            {
                "location_id": 1, "location_code": "BC-LOCATION-1",
                "location_name": "Default location", "location_enabled": True,
                "available_to_sell": 5, "total_inventory_onhand": 5,
                "settings": {
                    "safety_stock": 0, "is_in_stock": True, "warning_level": 2,
                    "bin_picking_number": "",
                },
            }
        ],
    }  # fmt: skip
    assert [one["identity"] for one in answer["data"]] == [
        {"sku": "S-RED", "variant_id": 1, "product_id": 1, "sku_id": 1},
        {"sku": "M-RED", "variant_id": 2, "product_id": 1, "sku_id": 2},
        {"sku": "BOWL", "variant_id": 3, "product_id": 2, "sku_id": None},
        {"sku": "", "variant_id": 4, "product_id": 3, "sku_id": None},
    ]
    assert answer["meta"]["pagination"]["total"] == 4
    here = world.get(HERE).json()["data"]
    assert here[2] == {
        "identity": {"sku": "BOWL", "variant_id": 3, "product_id": 2},
        "available_to_sell": 5,
        "total_inventory_onhand": 5,
        "settings": answer["data"][2]["locations"][0]["settings"],
    }


@pytest.mark.parametrize(
    "query, found",
    [
        ("?sku:in=S-RED,BOWL", [1, 3]),
        ("?variant_id:in=2,9", [2]),
        ("?product_id:in=1", [1, 2]),
        ("?limit=1&page=2", [2]),
        ("?product_id:in=1&limit=1&page=2", [2]),
    ],
)
def test_items_are_filtered(world: World, query: str, found: list[int]) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl", sku="BOWL", **COUNTED)
    for path in (ITEMS, HERE):
        data = world.get(path + query).json()["data"]
        assert [one["identity"]["variant_id"] for one in data] == found
    assert world.get(f"{ITEMS}?location_id:in=1&location_code:in=BC-LOCATION-1").json()["data"]
    assert world.get(f"{ITEMS}?location_id:in=2").json()["data"] == []
    assert world.get(f"{ITEMS}?location_code:in=X").json()["data"] == []
    assert world.get(f"{ITEMS}?color=red").status == 422
    assert world.get("/v3/inventory/locations/2/items").status == 404


def test_absolute_adjustment_by_every_name(world: World) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl", sku="BOWL", **COUNTED)
    make(world, name="Jug", sku="JUG", **COUNTED)
    wanted = [item(30, sku="S-RED"), item(40, variant_id=2), item(50, product_id=2),
              item(60, sku="JUG")]  # fmt: skip
    reply = world.put(ABSOLUTE, {"reason": "Count", "items": wanted})
    assert reply.status == 200
    assert list(reply.json()) == ["transaction_id"]
    assert len(reply.json()["transaction_id"]) == 32
    assert levels(world) == {(1, 1): 30, (1, 2): 40, (2, 3): 50, (3, 4): 60}
    assert [p["inventory_level"] for p in world.get(PRODUCTS).json()["data"]] == [70, 50, 60]


def test_relative_adjustment_and_its_events(world: World) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl", **COUNTED)
    before = len(events(world))
    reply = world.post(
        RELATIVE, {"items": [item(-2, variant_id=1), item(7, product_id=2), item(0, variant_id=2)]}
    )
    assert reply.status == 200
    assert levels(world) == {(1, 1): 1, (1, 2): 4, (2, 3): 12}
    sku, product = events(world)[before:]
    assert sku[0] == "store/sku/inventory/updated"
    assert sku[1] == (
        '{"type":"sku","id":1,"inventory":'
        '{"product_id":1,"method":"relative","value":-2,"variant_id":1}}'
    )
    assert product[0] == "store/product/inventory/updated"
    assert product[1] == (
        '{"type":"product","id":2,"inventory":{"product_id":2,"method":"relative","value":7}}'
    )


def test_same_level_announces_nothing(world: World) -> None:
    make(world, **COUNTED)
    assert world.put(ABSOLUTE, {"items": [item(5, product_id=1)]}).status == 200
    assert len(events(world)) == 1


@pytest.mark.parametrize(
    "wanted, title",
    [
        (
            item(1, variant_id=3),
            "[Item with variant_id 3 is tracked by product, please update stock by product id]",
        ),
        (
            item(1, product_id=1),
            "[Item with product_id 1 is tracked by variant, please update stock by variant id]",
        ),
        (item(1, sku="NONE"), "Items with identity: [sku NONE] were not found"),
        (item(1, variant_id=99), "Items with identity: [variant_id 99] were not found"),
        (
            item(-6, product_id=2),
            "Items with identity: [product_id 2] would have an inventory level out of range",
        ),
        (
            item(2**31 - 1, product_id=2),
            "Items with identity: [product_id 2] would have an inventory level out of range",
        ),
        (
            {"location_id": 7, "quantity": 1, "product_id": 2},
            "Locations with ids: [7] were not found",
        ),
    ],
)
def test_refused_adjustments_change_nothing(
    world: World, wanted: dict[str, Any], title: str
) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl", **COUNTED)
    before = (levels(world), events(world))
    reply = world.post(RELATIVE, {"items": [item(1, variant_id=1), wanted]})
    assert reply.status == 422
    assert reply.json() == {"status": 422, "title": title, "type": STATUS_CODES, "errors": {}}
    assert (levels(world), events(world)) == before


@pytest.mark.parametrize(
    "body, wrong",
    [
        ({}, {"items": "error.path.missing"}),
        ({"items": []}, {"items": "error.expected.valid"}),
        ({"items": [{"quantity": 1, "sku": "A"}]}, {"items.0.location_id": "error.path.missing"}),
        ({"items": [item(1)]}, {"items.0.sku": "error.path.missing"}),
        ({"items": [item(-1, sku="A")]}, {"items.0.quantity": "error.expected.valid"}),
    ],
)
def test_malformed_adjustments(world: World, body: Any, wrong: dict[str, str]) -> None:
    reply = world.put(ABSOLUTE, body)
    assert (reply.status, reply.json()["errors"]) == (422, wrong)


def test_adjustments_at_once_are_all_counted(world: World) -> None:
    make(world, **COUNTED)
    replies = world.together([
        Request("POST", RELATIVE, json={"items": [item(2, product_id=1)]}) for _ in range(10)
    ])  # fmt: skip
    assert [reply.status for reply in replies] == [200] * 10
    assert levels(world) == {(1, 1): 25}


def test_takers_at_once_take_no_more_than_there_is(world: World) -> None:
    make(world, **COUNTED)
    replies = world.together([
        Request("POST", RELATIVE, json={"items": [item(-1, product_id=1)]}) for _ in range(12)
    ])  # fmt: skip
    assert sorted(reply.status for reply in replies) == [200] * 5 + [422] * 7
    assert levels(world) == {(1, 1): 0}


def test_one_item_twice_in_one_request(world: World) -> None:
    make(world, sku="V", **COUNTED)
    twice = [item(3, product_id=1), item(-4, sku="V")]
    assert world.post(RELATIVE, {"items": twice}).status == 200
    assert levels(world) == {(1, 1): 4}
    assert '"method":"relative","value":-1' in events(world)[-1][1]
    assert world.put(ABSOLUTE, {"items": [item(3, product_id=1), item(8, sku="V")]}).status == 200
    assert levels(world) == {(1, 1): 8}


def test_settings_of_items(world: World) -> None:
    make(world, **SHIRT)
    make(world, name="Bowl", **COUNTED)
    body = {
        "settings": [
            {"identity": {"product_id": 2}, "safety_stock": 2, "bin_picking_number": "B1"},
            {"identity": {"sku": "S-RED"}, "is_in_stock": False, "warning_level": 9},
        ]
    }
    reply = world.put(HERE, body)
    assert list(reply.json()) == ["transaction_id"]
    data = {one["identity"]["product_id"]: one for one in world.get(HERE).json()["data"][::-1]}
    assert (data[2]["available_to_sell"], data[2]["total_inventory_onhand"]) == (3, 5)
    assert data[2]["settings"] == {
        "safety_stock": 2, "is_in_stock": True, "warning_level": 0, "bin_picking_number": "B1",
    }  # fmt: skip
    assert data[1]["settings"] == {
        "safety_stock": 0, "is_in_stock": False, "warning_level": 9, "bin_picking_number": "",
    }  # fmt: skip
    variant = world.get(f"{PRODUCTS}/1/variants/1").json()["data"]
    assert variant["inventory_warning_level"] == 9


def test_settings_without_any(world: World) -> None:
    make(world, **COUNTED)
    reply = world.put(HERE, {"settings": [{"identity": {"product_id": 1}}]})
    assert reply.status == 422
    assert reply.json() == {
        "status": 422,
        "title": "Payload contains invalid fields",
        "type": STATUS_CODES,
        "errors": {
            "setting.0.settings": (
                "At least one setting must be specified: warning_level, is_in_stock or safety_stock"
            )
        },
    }
    unknown = {"settings": [{"identity": {"product_id": 9}, "safety_stock": 1}]}
    assert world.put(HERE, unknown).status == 422
    assert world.put("/v3/inventory/locations/2/items", unknown).status == 404


def test_scopes_of_the_inventory(world: World) -> None:
    make(world, **COUNTED)
    reader = {"x-auth-token": world.add_token(world.store, "store_inventory_read_only")}
    body = {"items": [item(1, product_id=1)]}
    assert world.get(ITEMS, headers=reader).status == 200
    assert world.put(ABSOLUTE, body, headers=reader).status == 403
    other = {"x-auth-token": world.add_token(world.store, "store_v2_products")}
    assert world.get(ITEMS, headers=other).status == 403
    writer = {"x-auth-token": world.add_token(world.store, "store_inventory")}
    assert world.put(ABSOLUTE, body, headers=writer).status == 200


def add_location(world: World) -> int:
    body = {
        "label": "Dock", "code": "DOCK", "type_id": "PHYSICAL", "time_zone": "America/Chicago",
        "managed_by_external_source": False,
        "address": {
            "address1": "2 Dock Rd", "city": "Austin", "state": "Texas", "zip": "78701",
            "email": "dock@example.com", "country_code": "US",
            "geo_coordinates": {"latitude": 30.25, "longitude": -97.75},
        },
    }  # fmt: skip
    assert world.post("/v3/inventory/locations", [body]).status == 200
    return 2


def test_stock_elsewhere_is_not_the_catalogues(world: World) -> None:
    make(world, sku="V", **COUNTED)
    make(world, name="Bowl", **COUNTED)
    dock = add_location(world)
    there = {"location_id": dock, "quantity": 8, "sku": "V"}
    reply = world.post(RELATIVE, {"items": [there]})
    assert reply.json()["title"] == (
        "Items with identity: [sku V] requires absolute adjustment before relative"
    )
    before = len(events(world))
    assert world.put(ABSOLUTE, {"items": [there]}).status == 200
    assert world.post(RELATIVE, {"items": [{**there, "quantity": -3}]}).status == 200
    about = '{"variant_id":1,"product_id":1,"location_id":2}'
    assert (
        events(world)[before:] == [("store/channel/*/inventory/product/stock_changed", about)] * 2
    )
    assert world.get(f"{PRODUCTS}/1").json()["data"]["inventory_level"] == 5
    first, second = world.get(ITEMS).json()["data"]
    assert [
        (place["location_id"], place["location_code"], place["total_inventory_onhand"])
        for place in first["locations"]
    ] == [(1, "BC-LOCATION-1", 5), (2, "DOCK", 5)]
    assert [place["location_id"] for place in second["locations"]] == [1]


def test_items_and_settings_of_another_location(world: World) -> None:
    make(world, sku="V", **COUNTED)
    make(world, name="Bowl", **COUNTED)
    path = f"/v3/inventory/locations/{add_location(world)}/items"
    assert world.get(path).json()["data"] == []
    settings = [{"identity": {"sku": "V"}, "safety_stock": 1, "bin_picking_number": "D9"}]
    assert world.put(path, {"settings": settings}).status == 200
    item_there = {"location_id": 2, "quantity": 8, "product_id": 1}
    assert world.put(ABSOLUTE, {"items": [item_there]}).status == 200
    assert world.get(path).json()["data"] == [
        {
            "identity": {"sku": "V", "variant_id": 1, "product_id": 1},
            "available_to_sell": 7,
            "total_inventory_onhand": 8,
            "settings": {
                "safety_stock": 1, "is_in_stock": True, "warning_level": 0,
                "bin_picking_number": "D9",
            },
        }
    ]  # fmt: skip
    for query in ("location_id:in=2", "location_code:in=DOCK"):
        (only,) = world.get(f"{ITEMS}?{query}").json()["data"]
        assert [place["total_inventory_onhand"] for place in only["locations"]] == [8]
    both = world.get(f"{ITEMS}?location_id:in=1,2").json()["data"]
    assert [len(one["locations"]) for one in both] == [2, 1]
    (warned,) = world.get(f"{HERE}?product_id:in=1").json()["data"]
    assert warned["settings"]["safety_stock"] == 0
